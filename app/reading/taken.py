"""What of a page is taken: its words and drawings, which a signature must not stand on.

The measure is that of the place finder (:mod:`app.reading.signature_place`), with a small tolerance: the box of a word
is as high as its type, and a frame may touch it. A straight level line takes no room, for people sign on one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.page_source import shown_rect
from app.pages import PageRect, PageTaken, covered
from app.reading.set_page import on_dark
from app.reading.signature_place import in_the_way
from signing.pages import Box, BoxKind, Pages, Rect

_TOLERANCE = 2.0  # points of a word or drawing that a frame may lie over
_LEAST = 0.5  # points that are left of what is smaller than the tolerance
_LEVEL = 3.0  # points of height up to which something wide is a line to sign on
_MARGIN = 36.0  # points at the page's edge that a proposed place leaves free
_GAP = 12.0  # points between the text and a place below it
_STEP = 12.0  # points from one place that is tried to the next
_SIZES = ((200.0, 64.0), (150.0, 48.0), (100.0, 32.0))  # points, the most comfortable first
_WIDE = 20.0  # points of width from which it is


def taken_places(pages: Pages, index: int) -> tuple[PageTaken, ...]:
    """Return what a signature must not stand on, as the page is shown.

    Args:
        pages: an open letter; its own signature is no part of it yet.
        index: of the page, from 0.

    Raises:
        UnreadablePdf: the page is damaged.
    """
    frame, turned = pages.frame(index)
    boxes = pages.boxes(index)
    found = [
        (word.rect, word.text)
        for word in pages.words(index)
        # A slanted word is a watermark over the whole page: its box says nothing of where it stands.
        if word.text and word.angle % 90 in (0, 1, 89) and (word.visible or on_dark(word, boxes))
    ]
    found += [(rect, "") for box in boxes if in_the_way(box) for rect in _drawn(box)]
    return tuple(PageTaken(shown_rect(_less(rect), frame, turned), text) for rect, text in found)


def free_place(pages: Pages, index: int) -> PageRect | None:
    """Return a place on one page where a signature covers nothing: under the text, else wherever there is room.

    Args:
        pages: an open letter.
        index: of the page, from 0.

    Raises:
        UnreadablePdf: the page is damaged.
    """
    taken = taken_places(pages, index)
    wide, high = pages.size(index)
    words = [one.rect for one in taken if one.text]
    edges = Counter(round(rect.left) for rect in words).most_common(1)
    left = edges[0][0] - _TOLERANCE if edges else _MARGIN
    end = max((rect.bottom for rect in words), default=_MARGIN)
    for size in _SIZES:
        for top in (*_steps(end + _GAP, high - _MARGIN - size[1]), *_steps(_MARGIN, high - _MARGIN - size[1])):
            for begin in (left, *_steps(_MARGIN, wide - _MARGIN - size[0])):
                place = PageRect(begin, top, begin + size[0], top + size[1])
                seen = place.left >= _GAP and place.top >= _GAP and place.right <= wide - _GAP
                if seen and not covered(place, taken):
                    return place
    return None


def _steps(start: float, end: float) -> Iterator[float]:
    while start <= end:
        yield start
        start += _STEP


def _drawn(box: Box) -> Iterator[Rect]:
    left, bottom, right, top = box.rect
    if top - bottom <= _LEVEL and right - left >= _WIDE:
        return
    if box.kind is BoxKind.LINE and right - left > _LEVEL and top - bottom > _LEVEL:
        # Stroked only: what stands within it is free, its edges are not.
        yield left, bottom, left, top
        yield right, bottom, right, top
        yield left, bottom, right, bottom
        yield left, top, right, top
        return
    yield box.rect


def _less(rect: Rect) -> Rect:
    left, right = _span(rect[0], rect[2])
    bottom, top = _span(rect[1], rect[3])
    return left, bottom, right, top


def _span(low: float, high: float) -> tuple[float, float]:
    if high - low >= 2 * _TOLERANCE + _LEAST:
        return low + _TOLERANCE, high - _TOLERANCE
    middle = (low + high) / 2
    return middle - _LEAST / 2, middle + _LEAST / 2
