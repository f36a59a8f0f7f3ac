"""Where pages stand under each other: plain arithmetic, in pixels of the screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from app.pages import PageRect
from ui.pageview.model import Fit, Zoom

GAP = 12  # between pages, logical pixels at 100 %
LEAST_PERCENT, MOST_PERCENT = 25, 500


@dataclass(frozen=True)
class Room:
    """What there is to lay out in.

    Attributes:
        width: of the view, in screen pixels.
        height: of the view, in screen pixels.
        gap: between pages and at the sides, in screen pixels.
        paper: screen pixels per point at 100 %.
    """

    width: int
    height: int
    gap: int
    paper: float


class PageLayout:
    """Pages under each other, in the middle of the width."""

    def __init__(self, sizes: tuple[tuple[float, float], ...], zoom: Zoom, room: Room) -> None:
        self._sizes = sizes
        self._scales = [_scale(size, zoom, room) for size in sizes]
        self.width = max((size[0] * scale for size, scale in zip(sizes, self._scales, strict=True)), default=0.0)
        self.width = max(self.width + 2 * room.gap, room.width)
        self._tops: list[float] = []
        top = float(room.gap)
        for size, scale in zip(sizes, self._scales, strict=True):
            self._tops.append(top)
            top += size[1] * scale + room.gap
        self.height = top

    def __len__(self) -> int:
        return len(self._sizes)

    def scale(self, page: int) -> float:
        """Return screen pixels per point on a page."""
        return self._scales[page]

    def rect(self, page: int) -> QRectF:
        """Return where a page stands."""
        width, height = (side * self._scales[page] for side in self._sizes[page])
        return QRectF(round((self.width - width) / 2), round(self._tops[page]), round(width), round(height))

    def at(self, y: float) -> int:
        """Return the page at a height, the nearest where there is none."""
        return max(0, min(len(self._tops) - 1, bisect_right(self._tops, y) - 1))

    def within(self, top: float, bottom: float) -> range:
        """Return the pages that show between two heights."""
        if not self._tops:
            return range(0)
        return range(self.at(top), self.at(bottom) + 1)

    def place(self, page: int, rect: PageRect) -> QRectF:
        """Return where a place of a page stands."""
        scale = self._scales[page]
        corner = self.rect(page).topLeft()
        left, top = corner.x() + rect.left * scale, corner.y() + rect.top * scale
        return QRectF(left, top, (rect.right - rect.left) * scale, (rect.bottom - rect.top) * scale)

    def point(self, page: int, at: QPointF) -> tuple[float, float]:
        """Return a point of the layout in points of a page."""
        corner = self.rect(page).topLeft()
        return (at.x() - corner.x()) / self._scales[page], (at.y() - corner.y()) / self._scales[page]


def _scale(size: tuple[float, float], zoom: Zoom, room: Room) -> float:
    width, height = max(size[0], 1.0), max(size[1], 1.0)
    across = max(40, room.width - 2 * room.gap) / width
    if zoom.fit is Fit.WIDTH:
        return across
    if zoom.fit is Fit.PAGE:
        return min(across, max(40, room.height - 2 * room.gap) / height)
    return room.paper * min(MOST_PERCENT, max(LEAST_PERCENT, zoom.percent)) / 100
