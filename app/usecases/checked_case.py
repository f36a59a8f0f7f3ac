"""What the checks look at is read here: recognition, inspection and the words of the pages, file by file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import BinaryIO

from app.checks import Case, CheckedFile
from app.checks.places import Page, PlacedWord
from app.council import Meeting
from app.dossier import Dossier, FileKind, RecognisedFile
from app.reading.memo_file import sha256_of
from signing.errors import UnreadablePdf
from signing.inspect import Inspection, inspect_pdf
from signing.pages import open_pages

_MOST_PAGES = 60  # of a memo or a letter; on later pages a quote has no place
_QUOTED = frozenset({FileKind.MEMO, FileKind.PUBLIC_MEMO, FileKind.LETTER})


def checked_file(
    recognised: RecognisedFile, stream: BinaryIO | None, *, inspection: Inspection | None = None
) -> CheckedFile:
    """Return a file with its inspection and, where findings quote from it, the words of its pages.

    Args:
        recognised: what it was taken for.
        stream: its bytes; None for a file that was not kept.
        inspection: what was found in these bytes before, so that it is not looked for again.
    """
    if stream is None or not _is_pdf(stream):
        return CheckedFile(recognised)
    found = inspection or inspect_pdf(stream)
    pages = _words(stream) if recognised.kind in _QUOTED and found.pages else ()
    return CheckedFile(recognised, found, pages)


def case_of(
    dossier: Dossier,
    streams: Mapping[str, BinaryIO],
    *,
    at: date,
    meeting: Meeting | None = None,
    tabled: Sequence[CheckedFile] = (),
) -> Case:
    """Return the case of a dossier whose files are at hand.

    Args:
        dossier: as recognised.
        streams: the files' bytes, by their SHA-256: two files of one name may come from two folders.
        at: the day of handling.
        meeting: the condition as recorded.
        tabled: copies of letters as tabled in the council.
    """
    files = tuple(checked_file(one, streams.get(one.sha256)) for one in dossier.files)
    return Case(dossier, files, at, meeting, tuple(tabled))


def by_content(streams: Sequence[BinaryIO]) -> dict[str, BinaryIO]:
    """Return streams by the SHA-256 of what is in them."""
    return {sha256_of(stream): stream for stream in streams}


def _is_pdf(stream: BinaryIO) -> bool:
    stream.seek(0)
    head = stream.read(1024)
    stream.seek(0)
    return b"%PDF-" in head


def _words(stream: BinaryIO) -> tuple[Page, ...]:
    try:
        with open_pages(stream) as pages:
            return tuple(
                tuple(PlacedWord(word.text, word.rect) for word in pages.words(index))
                for index in range(min(pages.count, _MOST_PAGES))
            )
    except UnreadablePdf:
        return ()
    finally:
        stream.seek(0)
