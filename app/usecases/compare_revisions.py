"""The signed revision of a file beside the file as it is now, where a page looks different."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from app.errors import CannotRead
from app.names import shown_name
from app.page_source import PdfPages, open_source
from app.pages import PageRect, PageWord

# So few equal words between two differences make them one: a reader sees one sentence that changed.
_TOGETHER = 2


@dataclass(frozen=True)
class Difference:
    """One place that differs.

    Attributes:
        page: from 0.
        signed: where it stands on the signed page, one rectangle a line; none where nothing stood there.
        current: where it stands on the page as it is now.
    """

    page: int
    signed: tuple[PageRect, ...]
    current: tuple[PageRect, ...]


@dataclass(frozen=True)
class Revisions:
    """Both revisions, open; use and close them in the read lane.

    Attributes:
        signed: the file as it was signed.
        current: the file as it is.
        differences: words that differ, page by page; a page whose picture alone differs counts as one.
    """

    signed: PdfPages
    current: PdfPages
    differences: tuple[Difference, ...]

    def close(self) -> None:
        """Let go of both."""
        self.signed.close()
        self.current.close()


def compare_revisions(path: Path, *, sha256: str, signed_bytes: int, pages: Sequence[int]) -> Revisions:
    """Open both revisions of a file and find what differs on some pages.

    Args:
        path: of the file.
        sha256: of the bytes that were verified; no other bytes are shown under their verdict.
        signed_bytes: the length of the signed revision.
        pages: those that look different, from 1.

    Raises:
        CannotRead: ``checked_file_changed``, or a revision cannot be opened.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotRead("file_missing", file=shown_name(path.name)) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise CannotRead("checked_file_changed", file=shown_name(path.name))
    signed = open_source(io.BytesIO(content[:signed_bytes]))
    try:
        current = open_source(io.BytesIO(content))
    except CannotRead:
        signed.close()
        raise
    found = tuple(one for page in pages for one in _differences(signed, current, page - 1))
    return Revisions(signed, current, found)


def _differences(signed: PdfPages, current: PdfPages, page: int) -> tuple[Difference, ...]:
    before, after = _words(signed, page), _words(current, page)
    old, new = [word.text for word in before], [word.text for word in after]
    changes: list[tuple[int, int, int, int]] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if changes and old_from - changes[-1][1] <= _TOGETHER:
            old_from, new_from = changes[-1][0], changes[-1][2]
            changes.pop()
        changes.append((old_from, old_to, new_from, new_to))
    if not changes:
        return (Difference(page, (), ()),)
    return tuple(
        Difference(page, _lines(before[old_from:old_to]), _lines(after[new_from:new_to]))
        for old_from, old_to, new_from, new_to in changes
    )


def _words(source: PdfPages, page: int) -> tuple[PageWord, ...]:
    if page >= source.count:
        return ()
    try:
        return source.words(page)
    except CannotRead:
        return ()


def _lines(words: Iterable[PageWord]) -> tuple[PageRect, ...]:
    """Return one rectangle a line: words next to each other whose middles stand at the same height."""
    lines: list[PageRect] = []
    for word in words:
        here = word.rect
        if lines and lines[-1].top <= (here.top + here.bottom) / 2 <= lines[-1].bottom:
            line = lines[-1]
            lines[-1] = PageRect(
                min(line.left, here.left),
                min(line.top, here.top),
                max(line.right, here.right),
                max(line.bottom, here.bottom),
            )
        else:
            lines.append(here)
    return tuple(lines)
