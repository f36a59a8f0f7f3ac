"""Files become memos, letters and dossiers: what each holds, with its place, and nothing lost."""

from app.reading.memo_file import read_memo

__all__ = ["read_memo"]
