"""Where two versions of a document differ: the words, with their pages, and the pages that look different."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.errors import CannotRead
from app.names import shown_name
from app.reading import differences
from app.reading.guarded import GuardedReader
from app.reading.running_text import RunningText
from signing.sandbox import Limits


@dataclass(frozen=True)
class ComparedFile:
    """One of the two files.

    Attributes:
        file: its name as it may be shown.
        sha256: of its bytes.
        pages: how many; None for a file without pages.
    """

    file: str
    sha256: str
    pages: int | None


@dataclass(frozen=True)
class TextDifference:
    """One place where the words differ.

    Attributes:
        change: ``added``, ``removed`` or ``replaced``.
        old: the words that were there.
        new: the words that are there now.
        before: the words in front of the place.
        after: the words behind it.
        old_page: where it stood, from 1; None without pages.
        new_page: where it stands.
    """

    change: str
    old: str
    new: str
    before: str
    after: str
    old_page: int | None
    new_page: int | None


@dataclass(frozen=True)
class Comparison:
    """What differs.

    Attributes:
        old: the file that was there first.
        new: the file compared with it.
        same_bytes: whether they are one and the same file.
        same_text: whether the words are the same; white space and page numbers do not count.
        text: where the words differ, in order.
        pages_differ: the pages, from 1, that look different or are only in one of the two; None unless both have pages.
        remarks: codes of what a person should know: ``tracked_changes`` (the text is that with the changes accepted),
            ``no_text_layer`` (there was nothing to read: only the look was compared).
    """

    old: ComparedFile
    new: ComparedFile
    same_bytes: bool
    same_text: bool
    text: tuple[TextDifference, ...]
    pages_differ: tuple[int, ...] | None
    remarks: tuple[str, ...]


def compare_files(old: Path, new: Path, *, limits: Limits | None = None) -> Comparison:
    """Compare two files of any readable kind; both are read in a worker with limits.

    Args:
        old: the file that was there first.
        new: the file compared with it.
        limits: what reading one may take.

    Raises:
        CannotRead: a file is not there or cannot be read, by name.
    """
    with GuardedReader(limits) as reader:
        was, was_sha256 = _read(reader, old)
        now, now_sha256 = _read(reader, new)
        placed = bool(was.starts) and bool(now.starts)
        looks = reader.looks_different(shown_name(new.name), old, new) if placed else None
    text = tuple(
        TextDifference(
            one.change.value,
            one.old,
            one.new,
            one.before,
            one.after,
            was.page_at(one.old_at),
            now.page_at(one.new_at),
        )
        for one in differences(was.text, now.text)
    )
    return Comparison(
        _compared(old, was, was_sha256),
        _compared(new, now, now_sha256),
        was_sha256 == now_sha256,
        not text,
        text,
        looks,
        tuple(dict.fromkeys((*was.remarks, *now.remarks))),
    )


def _read(reader: GuardedReader, path: Path) -> tuple[RunningText, str]:
    if not path.is_file():
        raise CannotRead("file_missing", file=str(path))
    return reader.words(shown_name(path.name), path)


def _compared(path: Path, text: RunningText, sha256: str) -> ComparedFile:
    return ComparedFile(shown_name(path.name), sha256, len(text.starts) or None)
