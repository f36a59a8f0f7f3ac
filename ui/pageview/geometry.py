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
    """Pages under each other, in the middle of the width.

    Args:
        sizes: of the pages, in points.
        zoom: how large they are shown.
        room: that there is.
        turn: quarters clockwise that a person turned the view; the document stays as it is.
    """

    def __init__(self, sizes: tuple[tuple[float, float], ...], zoom: Zoom, room: Room, *, turn: int = 0) -> None:
        self._unturned = sizes
        self._turn = turn % 4
        sizes = tuple((size[1], size[0]) if turn % 2 else size for size in sizes)
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

    @property
    def turn(self) -> int:
        """Quarters clockwise that the view is turned."""
        return self._turn

    def drawn_width(self, page: int) -> float:
        """Return how wide the picture of a page is before it is turned, in screen pixels."""
        rect = self.rect(page)
        return rect.height() if self._turn % 2 else rect.width()

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
        one = self._turned(page, rect.left, rect.top)
        other = self._turned(page, rect.right, rect.bottom)
        left, top = corner.x() + min(one[0], other[0]) * scale, corner.y() + min(one[1], other[1]) * scale
        return QRectF(left, top, abs(other[0] - one[0]) * scale, abs(other[1] - one[1]) * scale)

    def point(self, page: int, at: QPointF) -> tuple[float, float]:
        """Return a point of the layout in points of a page."""
        corner = self.rect(page).topLeft()
        x, y = (at.x() - corner.x()) / self._scales[page], (at.y() - corner.y()) / self._scales[page]
        width, height = self._unturned[page]
        return ((x, y), (y, height - x), (width - x, height - y), (width - y, x))[self._turn]

    def at_point(self, page: int, x: float, y: float) -> QPointF:
        """Return where a point of a page stands: the reverse of :meth:`point`."""
        across, down = self._turned(page, x, y)
        return self.rect(page).topLeft() + QPointF(across, down) * self._scales[page]

    def _turned(self, page: int, x: float, y: float) -> tuple[float, float]:
        width, height = self._unturned[page]
        return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[self._turn]


def _scale(size: tuple[float, float], zoom: Zoom, room: Room) -> float:
    width, height = max(size[0], 1.0), max(size[1], 1.0)
    across = max(40, room.width - 2 * room.gap) / width
    if zoom.fit is Fit.WIDTH:
        return across
    if zoom.fit is Fit.PAGE:
        return min(across, max(40, room.height - 2 * room.gap) / height)
    return room.paper * min(MOST_PERCENT, max(LEAST_PERCENT, zoom.percent)) / 100
