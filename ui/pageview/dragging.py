"""Moving the place of the signature with the mouse: its middle moves it, its eight handles give it another size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.pages import PageRect
from ui.pageview.model import SignatureMoved
from ui.pageview.placing import LEAST_HEIGHT, LEAST_WIDTH
from ui.pageview.view import PageView

_REACH = 9  # pixels around a handle at 100 %
_CURSORS = {
    "": Qt.CursorShape.SizeAllCursor,
    "l": Qt.CursorShape.SizeHorCursor,
    "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor,
    "lt": Qt.CursorShape.SizeFDiagCursor,
    "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor,
    "lb": Qt.CursorShape.SizeBDiagCursor,
}


class PlaceDrag(QObject):
    """Takes the mouse over a place that can be moved; elsewhere the view keeps it.

    Args:
        view: whose place it is; it tells ``signature_moved`` when the button goes up.

    Signals:
        dragging: the place goes along with the mouse.
        refused: it was let go where it covers something, and stands where it stood; carries what it covered.
    """

    dragging = Signal()
    refused = Signal(object)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._held: tuple[str, QPointF, PageRect] | None = None
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            return self._press(event)
        if event.type() == QEvent.Type.MouseMove:
            return self._move(event)
        return self._release() if event.type() == QEvent.Type.MouseButtonRelease else False

    def _press(self, event: QMouseEvent) -> bool:
        part, place = self._part(event.position()), self._view.place
        if event.button() is not Qt.MouseButton.LeftButton or part is None or place is None:
            return False
        self._held = (part, event.position(), place.rect)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _move(self, event: QMouseEvent) -> bool:
        if self._held is None:
            part = self._part(event.position())
            if part is not None:
                self._view.viewport().setCursor(_CURSORS[part])
            return part is not None
        part, began, rect = self._held
        by = (event.position() - began) / self._view.scale_of_place
        self._view.move_place(dragged(rect, part, (by.x(), by.y()), self._view.size_of_place))
        self.dragging.emit()
        return True

    def _release(self) -> bool:
        if self._held is None:
            return False
        (_, _, before), self._held = self._held, None
        place = self._view.place
        if place is not None and place.covers:
            self._view.move_place(before)
            self.refused.emit(place.covers)
        elif place is not None and place.rect != before:
            self._view.signature_moved.emit(SignatureMoved(place.page, place.rect))
        return True

    def _part(self, at: QPointF) -> str | None:
        """Which edges of the place the mouse is at; empty for its middle, None beside it."""
        shown = self._view.place_shown
        if shown is None:
            return None
        reach = self._view.theme.px(_REACH)
        if not shown.adjusted(-reach, -reach, reach, reach).contains(at):
            return None
        return _edges(shown, at, reach)


def _edges(shown: QRectF, at: QPointF, reach: float) -> str:
    across = "l" if at.x() < shown.left() + reach else "r" if at.x() > shown.right() - reach else ""
    down = "t" if at.y() < shown.top() + reach else "b" if at.y() > shown.bottom() - reach else ""
    return across + down


def dragged(rect: PageRect, part: str, by: tuple[float, float], page: tuple[float, float]) -> PageRect:
    """Return a place after a drag: within its page, and never below the least size.

    Args:
        rect: before the drag, in points as shown.
        part: the edges that are held (``l``, ``r``, ``t``, ``b``), or empty for the whole.
        by: how far, in points.
        page: the size of the page in points.
    """
    if not part:
        wide, high = rect.right - rect.left, rect.bottom - rect.top
        left = min(max(0.0, rect.left + by[0]), page[0] - wide)
        top = min(max(0.0, rect.top + by[1]), page[1] - high)
        return PageRect(left, top, left + wide, top + high)
    left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
    if "l" in part:
        left = max(0.0, min(left + by[0], right - LEAST_WIDTH))
    if "r" in part:
        right = min(page[0], max(right + by[0], left + LEAST_WIDTH))
    if "t" in part:
        top = max(0.0, min(top + by[1], bottom - LEAST_HEIGHT))
    if "b" in part:
        bottom = min(page[1], max(bottom + by[1], top + LEAST_HEIGHT))
    return PageRect(left, top, right, bottom)
