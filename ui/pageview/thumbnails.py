"""Small pages under each other, to go by."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from app.pages import PageSource
from ui.bridge import Bridge
from ui.pageview.geometry import PageLayout, Room
from ui.pageview.model import PageShown, Zoom
from ui.pageview.paintpage import paint_paper, paint_paper_colour
from ui.pageview.pictures import Pictures, Wanted
from ui.text import say
from ui.theme import paint
from ui.theme.style import INSIDE
from ui.theme.theme import Theme

_THUMB_BUDGET = 12 * 1024 * 1024


class Thumbnails(QAbstractScrollArea):
    """Small pages under each other; a click or Enter goes there.

    Signals:
        asked: carries :class:`PageShown`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self.theme = theme
        self._pictures = Pictures(bridge, self, budget=_THUMB_BUDGET)
        self._pictures.arrived.connect(lambda _arrived: self._again())
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._page = 0
        self._turn = 0
        self._layout = PageLayout((), Zoom(), self._room())
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(60)
        self._ask.timeout.connect(self._want)
        self.setFixedWidth(theme.px(132))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(INSIDE, True)
        self.setAccessibleName(say("view_thumbs"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._again())

    source: PageSource | None = None

    def open(self, source: PageSource | None, sizes: tuple[tuple[float, float], ...], *, turn: int = 0) -> None:
        """Show the pages of a document, turned by quarters clockwise as its view is."""
        self._turn = turn
        if source is not None and source is self.source and sizes == self._sizes:
            self._lay_out()
            return
        self.source = source
        self._sizes = sizes
        self._pictures.open(source, sizes)
        self._lay_out()

    def show_page(self, page: int) -> None:
        """Show which page is read."""
        self._page = page
        if self._sizes:
            rect = self._layout.rect(page)
            bar = self.verticalScrollBar()
            if not bar.value() <= rect.top() or rect.bottom() > bar.value() + self.viewport().height():
                bar.setValue(round(rect.center().y() - self.viewport().height() / 2))
        self.viewport().update()

    def _room(self) -> Room:
        return Room(self.viewport().width(), self.viewport().height(), self.theme.px(24), 1.0)

    def _lay_out(self) -> None:
        self._layout = PageLayout(self._sizes, Zoom(), self._room(), turn=self._turn)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self._layout.height) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.theme.px(48))
        self._again()

    def _again(self) -> None:
        self.viewport().update()
        self._ask.start()

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.within(top, top + self.viewport().height()) if self._sizes else range(0)

    def _wanted(self, page: int) -> Wanted:
        return Wanted(page, round(self._layout.drawn_width(page) * self.devicePixelRatioF()))

    def _want(self) -> None:
        if self.isVisible():
            self._pictures.want([self._wanted(page) for page in self._visible()], words=[])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self.theme
        painter.fillRect(self.viewport().rect(), theme.colour("canvas"))
        for page in self._visible():
            rect = self._layout.rect(page).translated(0, -self.verticalScrollBar().value())
            picture = self._pictures.picture(self._wanted(page))
            paint_paper(painter, theme, rect, picture, number=page + 1, turn=self._turn)
            paint_paper_colour(painter, theme, rect)
            current = page == self._page
            border = theme.colour("accent" if current else "line")
            width = theme.px(2) if current else 1.0
            paint.box(painter, rect.adjusted(-2, -2, 2, 2), border=border, width=width, radius=2)
            below = QRectF(0, rect.bottom() + theme.px(2), self.viewport().width(), theme.px(18))
            ink = theme.colour("text" if current else "text2")
            font = theme.font("count")
            paint.line(painter, str(page + 1), font, ink, below, align=Qt.AlignmentFlag.AlignCenter)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._sizes:
            page = self._layout.at(event.position().y() + self.verticalScrollBar().value())
            self.asked.emit(PageShown(page, len(self._sizes)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not self._sizes:
            event.ignore()
            return
        page = max(0, min(len(self._sizes) - 1, self._page + step))
        self.asked.emit(PageShown(page, len(self._sizes)))
