"""What the checks look at is read here: recognition, inspection and the words of the pages, file by file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from app.checks import Case, CheckedFile
from app.checks.places import PlacedWord
from app.council import Meeting
from app.dossier import Dossier, RecognisedFile
from app.reading.guarded import LookedThrough
from app.reading.inspected import inspected
from app.reading.memo_file import sha256_of


def checked_file(recognised: RecognisedFile, stream: BinaryIO | None) -> CheckedFile:
    """Return a file with its inspection and, where findings quote from it, the words of its pages.

    Args:
        recognised: what it was taken for.
        stream: its bytes; None for a file that was not kept.
    """
    if stream is None:
        return CheckedFile(recognised)
    return looked_through(recognised, LookedThrough(*inspected(stream, recognised.kind)))


def looked_through(recognised: RecognisedFile, found: LookedThrough) -> CheckedFile:
    """Return a file with what a worker found in it; one that it could not look through is in trouble."""
    pages = tuple(tuple(PlacedWord(*word) for word in page) for page in found.pages)
    if found.trouble and not recognised.trouble:
        recognised = replace(recognised, trouble=found.trouble)
    return CheckedFile(recognised, found.inspection, pages)


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
