"""Read a memo from a file, in a process of its own with limits."""

from __future__ import annotations

from pathlib import Path

from app.errors import CannotRead
from app.memo import MemoFile
from app.names import shown_name
from app.reading.guarded import GuardedReader
from signing.sandbox import Limits


def read_memo_file(path: Path, *, limits: Limits | None = None) -> MemoFile:
    """Return what a memo's file says.

    Args:
        path: of the file.
        limits: what reading it may take.

    Raises:
        CannotRead: no such file, or none that can be read; the sentence names it.
    """
    name = shown_name(path.name)
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() == ".pdf" and b"%PDF-" not in stream.read(1024):
                # Any words can be read as text; who calls it a PDF must be told that it is none.
                raise CannotRead("not_a_pdf" if stream.tell() else "empty_file", file=name)
    except FileNotFoundError as error:
        raise CannotRead("file_missing", file=str(path)) from error
    except OSError as error:
        raise CannotRead("file_unreadable", file=str(path), why=error.strerror or "") from error
    with GuardedReader(limits) as reader:
        return reader.memo(name, path)
