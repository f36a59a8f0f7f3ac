"""Files become memos, letters and dossiers: what each holds, with its place, and nothing lost."""

from app.reading.difference import Change, Difference, differences, letter_differences
from app.reading.mail import attachments_of, is_mail
from app.reading.memo_file import read_memo
from app.reading.recognition import NamedStream, arrange, recognise, recognise_file

__all__ = [
    "Change",
    "Difference",
    "NamedStream",
    "arrange",
    "attachments_of",
    "differences",
    "is_mail",
    "letter_differences",
    "read_memo",
    "recognise",
    "recognise_file",
]
