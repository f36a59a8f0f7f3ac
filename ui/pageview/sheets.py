"""Sheets of paper under each other: where each stands, how large, turned how, and which is in the middle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.pages import PageRect
from ui.pageview.geometry import GAP, LEAST_PERCENT, MOST_PERCENT, PageLayout, Room
from ui.pageview.model import Fit, PageShown, Zoom
from ui.theme.theme import Theme

_CLICK = 120  # what a wheel tells of one click, in eighths of a degree
_STEPS = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500)


class Sheets(QAbstractScrollArea):
    """Sheets that scroll, zoom and turn; what stands on them is for the class that paints them.

    Signals:
        shown: carries :class:`PageShown`.
        zoomed: carries :class:`Zoom`.
        turned_to: the view was turned; carries the quarters clockwise it now stands at.
    """

    shown = Signal(object)
    zoomed = Signal(object)
    turned_to = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._zoom = Zoom()
        self._turn = 0
        self._layout = PageLayout((), self._zoom, self._room())
        self._shown_page = -1
        self._awaited: tuple[int, PageRect | None] | None = None
        self._wheeled = 0
        # Asking waits a moment after the last move, so that what is only scrolled past is not drawn.
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(30)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())

    # What is asked of it.

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        return max(0, self._shown_page)

    @property
    def zoom(self) -> Zoom:
        """How large pages are."""
        return self._zoom

    @property
    def turned(self) -> int:
        """Quarters clockwise that the view is turned."""
        return self._turn

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """The sizes of the pages in points."""
        return self._sizes

    def percent(self) -> int:
        """Return how large the page is, in per cent of its size on paper."""
        if not self._sizes:
            return self._zoom.percent
        return round(100 * self._layout.scale(self.page) / self._room().paper)

    def set_zoom(self, zoom: Zoom, *, at: QPointF | None = None) -> None:
        """Show pages at another size; what stood at a point of the view (by default its middle) stays there."""
        point = at if at is not None else QPointF(self.viewport().width() / 2, 0)
        held = self._held_point(point)
        self._zoom = zoom
        self._lay_out()
        self._hold_point(held, point)
        self.zoomed.emit(zoom)

    def turn(self, by: int) -> None:
        """Turn the view by quarters clockwise; the document stays as it is."""
        if not self._sizes:
            return
        page = self.page
        self._turn = (self._turn + by) % 4
        self._lay_out()
        self.go_to(page)
        self.turned_to.emit(self._turn)

    def _held_point(self, at: QPointF) -> tuple[int, float, float]:
        """Return the page and the place on it at a point of the view."""
        if not self._sizes:
            return 0, 0.0, 0.0
        point = at + self._offset()
        page = self._layout.at(point.y())
        return (page, *self._layout.point(page, point))

    def _hold_point(self, held: tuple[int, float, float], at: QPointF) -> None:
        """Scroll so that a place of a page stands at a point of the view, as far as there is room."""
        if self._sizes:
            wanted = self._layout.at_point(*held) - at
            self.verticalScrollBar().setValue(round(wanted.y()))
            self.horizontalScrollBar().setValue(round(wanted.x()))

    def step_zoom(self, by: int, *, at: QPointF | None = None) -> None:
        """Show pages a step larger or smaller."""
        now = self.percent()
        larger = [step for step in _STEPS if step > now]
        smaller = [step for step in _STEPS if step < now]
        steps = larger[:1] if by > 0 else smaller[-1:]
        percent = steps[0] if steps else now
        self.set_zoom(Zoom(Fit.PERCENT, min(MOST_PERCENT, max(LEAST_PERCENT, percent))), at=at)

    def go_to(self, page: int, part: float = 0.0) -> None:
        """Go to a page; ``part`` of its height is above the view."""
        if not self._sizes:
            self._awaited = (page, None)
            return
        rect = self._layout.rect(min(page, self.count - 1))
        gap = self._room().gap if part == 0.0 else 0
        self.verticalScrollBar().setValue(round(rect.top() + part * rect.height()) - gap)

    def go_to_place(self, page: int, rect: PageRect) -> None:
        """Go to a place so that it stands at one third of the view; before the pages are there, as soon as they are."""
        if not self._sizes:
            self._awaited = (page, rect)
        elif page < self.count:
            at = self._layout.place(page, rect)
            self.verticalScrollBar().setValue(round(at.top() - self.viewport().height() / 3))
            across, wide = self.horizontalScrollBar(), self.viewport().width()
            if at.right() > across.value() + wide or at.left() < across.value():
                across.setValue(round(at.center().x() - wide / 2))

    # Geometry.

    def _room(self) -> Room:
        theme = self.theme
        paper = self.logicalDpiX() / 72 * theme.scale
        return Room(self.viewport().width(), self.viewport().height(), theme.px(GAP), paper)

    def _lay_out(self) -> None:
        self._layout = PageLayout(self._sizes, self._zoom, self._room(), turn=self._turn)
        vertical, across = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(self._layout.height) - self.viewport().height()))
        vertical.setPageStep(self.viewport().height())
        vertical.setSingleStep(self.theme.px(48))
        across.setRange(0, max(0, round(self._layout.width) - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        self.viewport().update()
        self._ask.start()
        self._tell_page()

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.within(top, top + self.viewport().height()) if self._sizes else range(0)

    def _go_on(self) -> None:
        """Go where was asked before the sheets were there."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None and awaited[1] is not None:
            self.go_to_place(awaited[0], awaited[1])
        elif awaited is not None:
            self.go_to(awaited[0])

    def _scrolled(self) -> None:
        self.viewport().update()
        self._ask.start()
        self._tell_page()

    def _tell_page(self) -> None:
        """Tell which page is in the middle, if it is another: after scrolling, or when the view or the zoom changed."""
        if not self._sizes:
            return
        page = self._layout.at(self.verticalScrollBar().value() + self.viewport().height() / 2)
        if page != self._shown_page:
            self._shown_page = page
            self.shown.emit(PageShown(page, self.count))

    # Qt.

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.set_zoom_quietly()

    def set_zoom_quietly(self) -> None:
        """Lay out again at the same zoom, keeping the place."""
        held = self._held_point(QPointF(0, 0))
        self._lay_out()
        self._hold_point(held, QPointF(0, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # A fine wheel tells many small turns: a step of zoom is a whole click of a coarse one.
            self._wheeled += event.angleDelta().y()
            if abs(self._wheeled) >= _CLICK:
                self.step_zoom(1 if self._wheeled > 0 else -1, at=event.position())
                self._wheeled = 0
            event.accept()
            return
        super().wheelEvent(event)
