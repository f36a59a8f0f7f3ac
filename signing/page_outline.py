"""The outline of a PDF (its bookmarks, ISO 32000-2, 12.3.3), from PDFium, for :mod:`signing.pages` only.

What stands in it was written by whoever made the file: its length, depth and number are bounded here, and a headline
that leads nowhere in the document is kept without a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

_MOST = 2000
_DEEPEST = 6
_LONGEST = 300  # characters of a headline


@dataclass(frozen=True)
class Headline:
    """A line of the outline.

    Attributes:
        title: as in the file; at most 300 characters.
        page: from 0, or None where it leads to no page of this document.
        depth: 0 for the outermost.
    """

    title: str
    page: int | None
    depth: int


def outline_of(document: Any, *, count: int) -> tuple[Headline, ...]:
    """Return the outline of a PDFium document, at most 2000 lines. The caller holds the lock of :mod:`signing.pages`.

    Args:
        document: of pypdfium2.
        count: how many pages it has.
    """
    found = []
    for bookmark in islice(document.get_toc(max_depth=_DEEPEST), _MOST):
        target = bookmark.get_dest()
        page = target.get_index() if target is not None else None
        inside = page is not None and 0 <= page < count
        found.append(Headline(bookmark.get_title()[:_LONGEST], page if inside else None, bookmark.level))
    return tuple(found)
