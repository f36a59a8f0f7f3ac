"""Pages of a document under each other: scroll, zoom, choose text, marks, the place of the signature."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.jobs import Lane
from app.pages import PageRect, PageSource
from ui.bridge import Bridge, Handlers
from ui.pageview.choosing import Chooser
from ui.pageview.hands import Hand
from ui.pageview.model import (
    CopyRefused,
    DocumentModel,
    Mark,
    SignatureMoved,
    SignaturePlace,
    Zoom,
)
from ui.pageview.paintpage import (
    paint_broken,
    paint_mark,
    paint_paper,
    paint_paper_colour,
    paint_place,
    paint_stamp,
)
from ui.pageview.pictures import Pictures, Wanted, page_sizes
from ui.pageview.placing import moved
from ui.pageview.scrolling import scroll_by_key
from ui.pageview.selection import Spot, caret, nearest, on_word, text_of
from ui.pageview.sheets import Sheets
from ui.text import say
from ui.theme.style import INSIDE, draw_ring
from ui.theme.theme import Theme

_AHEAD = 2


class PageView(Sheets):
    """Our own view of pages. Pictures come from the read lane; nothing is ever drawn by PDFium here.

    Signals:
        copy_refused: carries :class:`CopyRefused`.
        signature_moved: carries :class:`SignatureMoved`.
    """

    copy_refused = Signal(object)
    signature_moved = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme)
        self._bridge = bridge
        self._document: DocumentModel | None = None
        self._source: PageSource | None = None
        self._marks: tuple[Mark, ...] = ()
        self._place: SignaturePlace | None = None
        self._kept_places: dict[str, tuple[float, float, Zoom, int]] = {}
        self._opening = 0
        self.pictures = Pictures(bridge, self)
        self.pictures.arrived.connect(lambda _arrived: self._arrived())
        self.chooser = Chooser(lambda page: self.pictures.words(page) or ())
        self._hand = Hand(self, self.chooser)
        self._ask.timeout.connect(self._want)
        self.shown.connect(lambda _shown: self._describe())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(INSIDE, True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(say("view_empty"))

    # What is shown.

    def open(self, document: DocumentModel, source: PageSource) -> None:
        """Show a document. Its sizes are read first, in the read lane; its place and zoom are those it had."""
        self._keep_place()
        self._document, self._source = document, source
        self._marks, self._place = (), None
        self.chooser.clear()
        self._sizes = ()
        self._awaited = None
        self._shown_page = -1
        self._opening += 1
        turn = self._opening
        self.pictures.open(None, ())
        self._lay_out()

        def ready(sizes: object) -> None:
            if isValid(self) and turn == self._opening and isinstance(sizes, tuple):
                self._ready(document, source, sizes)

        self._bridge.run(Lane.READ, lambda context: page_sizes(source, context), Handlers(done=ready))

    def clear(self) -> None:
        """Show nothing, and forget every place."""
        self._opening += 1
        self._document, self._source, self._sizes = None, None, ()
        self._marks, self._place = (), None
        self.chooser.clear()
        self._kept_places.clear()
        self.setAccessibleName(say("view_empty"))
        self.setAccessibleDescription("")
        self.pictures.open(None, ())
        self._lay_out()

    def _ready(self, document: DocumentModel, source: PageSource, sizes: tuple[tuple[float, float], ...]) -> None:
        self._sizes = sizes
        self.pictures.open(source, sizes)
        page, part, zoom, turn = self._kept_places.get(document.key, (0.0, 0.0, self._zoom, 0))
        self._zoom, self._turn = zoom, turn
        self._lay_out()
        self.go_to(int(page), part)
        self._go_on()
        self._scrolled()
        self._want()

    def _keep_place(self) -> None:
        if self._document is not None and self._sizes:
            page = self._layout.at(self.verticalScrollBar().value())
            rect = self._layout.rect(page)
            part = (self.verticalScrollBar().value() - rect.top()) / max(1.0, rect.height())
            self._kept_places[self._document.key] = (page, part, self._zoom, self._turn)

    @property
    def document_key(self) -> str:
        """What names the document that is shown, or empty."""
        return self._document.key if self._document is not None else ""

    @property
    def source(self) -> PageSource | None:
        """The document that is shown."""
        return self._source

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Mark words on pages."""
        self._marks = marks
        self.viewport().update()

    def show_place(self, place: SignaturePlace | None) -> None:
        """Show where the signature will come."""
        self._place = place
        self.viewport().update()

    @property
    def place(self) -> SignaturePlace | None:
        """Where the signature will come, as it is shown."""
        return self._place

    @property
    def place_shown(self) -> QRectF | None:
        """Where that stands in the viewport; None where it cannot be moved, or the view is turned."""
        if self._place is None or not self._place.movable or not self._sizes or self._turn:
            return None
        return self._layout.place(self._place.page, self._place.rect).translated(-self._offset())

    @property
    def scale_of_place(self) -> float:
        """Pixels a point on the page of the place."""
        return self._layout.scale(self._place.page) if self._place is not None else 1.0

    @property
    def size_of_place(self) -> tuple[float, float]:
        """The size in points of the page of the place."""
        return self._sizes[self._place.page] if self._place is not None else (0.0, 0.0)

    def move_place(self, rect: PageRect) -> None:
        """Show the place elsewhere on its page, while it is dragged."""
        if self._place is not None:
            self.show_place(replace(self._place, rect=rect))

    def selected_text(self) -> str:
        """Return what is chosen as text."""
        return self.chooser.text()

    def copy(self) -> None:
        """Copy what is chosen; from a document that may not be copied, say so instead."""
        text = self.selected_text()
        if not text or self._document is None:
            return
        if not self._document.may_copy:
            self.copy_refused.emit(CopyRefused(self._document.key))
            return
        QApplication.clipboard().setText(text)

    # Pictures.

    def _wanted(self, page: int) -> Wanted:
        return Wanted(page, round(self._layout.drawn_width(page) * self.devicePixelRatioF()))

    def _want(self) -> None:
        visible = self._visible()
        if not visible:
            return
        ahead = [p for p in range(visible.stop, visible.stop + _AHEAD) if p < self.count]
        behind = [visible.start - 1] if visible.start > 0 else []
        wishes = [self._wanted(page) for page in (*visible, *ahead, *behind)]
        self.pictures.want(wishes, words=list(visible))

    def _arrived(self) -> None:
        self.viewport().update()
        self._describe()
        self._want()

    def _describe(self) -> None:
        """Give a screen reader the page and its text."""
        if self._document is None or not self._sizes:
            return
        name = say("view_page_name", document=self._document.name, page=self.page + 1, pages=self.count)
        words = self.pictures.words(self.page) or ()
        described = say("view_broken", page=self.page + 1) if self.pictures.broken(self.page) else text_of(words)
        if (name, described) != (self.accessibleName(), self.accessibleDescription()):
            self.setAccessibleName(name)
            self.setAccessibleDescription(described)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # Painting.

    def _paint_page(self, painter: QPainter, page: int) -> None:
        theme = self.theme
        rect = self._layout.rect(page).translated(-self._offset())
        if self.pictures.broken(page):
            paint_broken(painter, theme, rect, number=page + 1)
        else:
            picture = self.pictures.picture(self._wanted(page))
            paint_paper(painter, theme, rect, picture, number=page + 1, turn=self._turn)
        paint_paper_colour(painter, theme, rect)
        for mark in self._marks:
            if mark.page == page:
                for place in mark.rects:
                    at = self._layout.place(page, place).translated(-self._offset())
                    paint_mark(painter, theme, at, fill=mark.fill, line=mark.line, dotted=mark.dotted)
        for place in self.chooser.places(page):
            at = self._layout.place(page, place).translated(-self._offset())
            paint_mark(painter, theme, at, fill="accent_soft", line="accent", dotted=False)
        if self._document is not None and self._document.stamp:
            paint_stamp(painter, theme, rect, self._document.stamp)
        if self._place is not None and self._place.page == page:
            at = self._layout.place(page, self._place.rect).translated(-self._offset())
            paint_place(painter, theme, at, self._place, focused=self.hasFocus() and self._place.movable)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.theme.colour("sunken"))
        for page in self._visible():
            self._paint_page(painter, page)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.viewport().rect()), self.theme, radius=2)

    # Hands.

    def spot(self, at: QPointF) -> tuple[Spot | None, bool]:
        """Return the spot nearest to a point of the viewport, and whether the point lies on a word."""
        if not self._sizes:
            return None, False
        point = at + self._offset()
        page = self._layout.at(point.y())
        words = self.pictures.words(page) or ()
        x, y = self._layout.point(page, point)
        place = nearest(words, x, y)
        if place is None:
            return None, False
        return Spot(page, place, caret(words[place], x, y)), on_word(words, x, y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._hand.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hand.double(event)

    def event(self, event: QEvent) -> bool:
        # Space pages on here, also where the page has a use for that key.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.chooser.page(self.page)
            self.viewport().update()
            return
        if self._place is not None and self._place.movable:
            place = moved(self._place.rect, event.key(), event.modifiers(), self._sizes[self._place.page])
            if place is not None:
                self.signature_moved.emit(SignatureMoved(self._place.page, place))
                return
        if self.chooser.by_key(event.key(), event.modifiers(), page=self.page):
            self._show_end()
            return
        overlap = self.theme.px(40)
        if not scroll_by_key(event, self.verticalScrollBar(), self.horizontalScrollBar(), overlap=overlap):
            event.ignore()

    def _show_end(self) -> None:
        """Have the end of what is chosen in sight."""
        self.viewport().update()
        chosen = self.chooser.chosen
        words = self.pictures.words(chosen.end.page) if chosen is not None else None
        if chosen is None or not words:
            return
        rect = self._layout.place(chosen.end.page, words[chosen.end.word].rect).translated(-self._offset())
        if rect.top() < 0 or rect.bottom() > self.viewport().height():
            self.go_to_place(chosen.end.page, words[chosen.end.word].rect)
