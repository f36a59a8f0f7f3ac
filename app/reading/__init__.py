"""Files become memos, letters and dossiers: what each holds, with its place, and nothing lost."""

from app.reading.memo_file import read_memo
from app.reading.recognition import NamedStream, arrange, recognise, recognise_file

__all__ = ["NamedStream", "arrange", "read_memo", "recognise", "recognise_file"]
