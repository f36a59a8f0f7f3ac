"""Read a memo from a file."""

from __future__ import annotations

from pathlib import Path

from app.errors import CannotRead, from_signing
from app.memo import MemoFile
from app.names import shown_name
from app.reading import read_memo
from signing.errors import SigningFault


def read_memo_file(path: Path) -> MemoFile:
    """Return what a memo's file says.

    Raises:
        CannotRead: no such file, or none that can be read; the sentence names it.
    """
    name = shown_name(path.name)
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() == ".pdf" and b"%PDF-" not in stream.read(1024):
                # Any words can be read as text; who calls it a PDF must be told that it is none.
                raise CannotRead("not_a_pdf" if stream.tell() else "empty_file", file=name)
            stream.seek(0)
            return read_memo(stream, name)
    except SigningFault as fault:
        raise from_signing(fault, file=name) from fault
    except FileNotFoundError as error:
        raise CannotRead("file_missing", file=str(path)) from error
    except OSError as error:
        raise CannotRead("file_unreadable", file=str(path), why=error.strerror or "") from error
