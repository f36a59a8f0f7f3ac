"""Where a signature goes on a letter, and which places there are on a page.

A place is given in the page's own user space: unrotated, from the lower left, not assumed to begin at zero, in units of
``/UserUnit`` (ISO 32000-2, 8.3.2.3 and 14.11.2). What is too small or too large is judged as a person sees it: in
points.
"""

from __future__ import annotations

from dataclasses import dataclass

from signing.errors import SigningFault

Rect = tuple[float, float, float, float]
SMALLEST = (60.0, 20.0)  # points: below it nobody reads a name
LARGEST = (420.0, 240.0)  # points: beyond it a signature is a banner over the letter
_SLACK = 0.5  # points that rounding may cost


@dataclass(frozen=True)
class Place:
    """A rectangle for a visible signature.

    Attributes:
        page: page number, from 1.
        rect: x0, y0, x1, y1 in points, in the page's own user space (unrotated, lower left).
    """

    page: int
    rect: Rect


@dataclass(frozen=True)
class PageBox:
    """What counts of a page for a place on it.

    Attributes:
        visible: the part that is shown, in user space: CropBox within MediaBox.
        turned: ``/Rotate``, in degrees clockwise.
        unit: ``/UserUnit``, in 1/72 inch.
    """

    visible: Rect
    turned: int = 0
    unit: float = 1.0

    def shown_size(self, rect: Rect) -> tuple[float, float]:
        """Return width and height of a rectangle in points, as the page is shown."""
        width, height = (rect[2] - rect[0]) * self.unit, (rect[3] - rect[1]) * self.unit
        return (height, width) if self.turned % 180 else (width, height)


def visible_box(media: Rect, crop: Rect | None) -> Rect:
    """Return the shown part of a page; corners may be given in any order (ISO 32000-2, 7.9.5).

    Args:
        media: ``/MediaBox``.
        crop: ``/CropBox``, or None; what reaches outside the MediaBox is not shown (14.11.2).
    """
    outer = _upright(media)
    if crop is None:
        return outer
    inner = _upright(crop)
    cut = (
        max(outer[0], inner[0]), max(outer[1], inner[1]), min(outer[2], inner[2]), min(outer[3], inner[3])
    )  # fmt: skip
    return cut if cut[0] < cut[2] and cut[1] < cut[3] else outer


def _upright(rect: Rect) -> Rect:
    return min(rect[0], rect[2]), min(rect[1], rect[3]), max(rect[0], rect[2]), max(rect[1], rect[3])


def check_place(place: Place, box: PageBox) -> None:
    """Check that a signature can be seen at a place, whole and in a fitting size.

    Raises:
        SigningFault: ``place_outside_page``, ``place_too_small``, ``place_too_large``.
    """
    left, bottom, right, top = place.rect
    width, height = box.shown_size(place.rect)
    if width < SMALLEST[0] - _SLACK or height < SMALLEST[1] - _SLACK:
        raise SigningFault("place_too_small", page=place.page, width=round(width), height=round(height))
    if width > LARGEST[0] + _SLACK or height > LARGEST[1] + _SLACK:
        raise SigningFault("place_too_large", page=place.page, width=round(width), height=round(height))
    slack = _SLACK / box.unit
    inside = (
        left >= box.visible[0] - slack
        and bottom >= box.visible[1] - slack
        and right <= box.visible[2] + slack
        and top <= box.visible[3] + slack
    )
    if not inside:
        raise SigningFault("place_outside_page", page=place.page)


def fitted(place: Place, box: PageBox) -> Place:
    """Return the nearest place that :func:`check_place` takes: for what a person drags over the edge, or too small."""
    smallest, largest = ((size[1], size[0]) if box.turned % 180 else size for size in (SMALLEST, LARGEST))
    rect = _upright(place.rect)
    across = _span(rect[0], rect[2], box.visible[0], box.visible[2], smallest[0] / box.unit, largest[0] / box.unit)
    up = _span(rect[1], rect[3], box.visible[1], box.visible[3], smallest[1] / box.unit, largest[1] / box.unit)
    return Place(place.page, (across[0], up[0], across[1], up[1]))


def _span(start: float, end: float, low: float, high: float, least: float, most: float) -> tuple[float, float]:
    length = min(max(end - start, least), most, high - low)
    begin = min(max(start, low), high - length)
    return begin, begin + length
