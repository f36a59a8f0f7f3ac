"""The search field of the header (Ctrl K) and the panel with hits under it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QLineEdit, QWidget

from ui.text import say
from ui.theme import paint
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column
from ui.widgets.rows import RowChosen, RowList, RowState

MOST_HITS = 8


@dataclass(frozen=True)
class SearchTyped:
    """What now stands in the search field."""

    text: str


@dataclass(frozen=True)
class HitModel:
    """A place that was found. An entry without ``code`` is the heading of a group."""

    code: str
    icon: str
    title: str
    place: str
    line: tuple[Run, ...]


@dataclass(frozen=True)
class HitOpened:
    """The person goes to a hit; ``stay`` keeps the panel open."""

    code: str
    stay: bool


class SearchField(QWidget):
    """A field with a magnifier and its key. The words typed are told at every key.

    Signals:
        typed: carries :class:`SearchTyped`.
        left: Escape in the field.
    """

    typed = Signal(object)
    left = Signal()
    moved = Signal(int)
    entered = Signal(bool)

    def __init__(self, theme: Theme, hint: str, *, key: str = "Ctrl K", width: float = 296) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self.setFixedHeight(theme.px(34))
        self.setMinimumWidth(theme.px(180))
        self.setMaximumWidth(theme.px(width))
        self.edit = QLineEdit(self)
        self.edit.setProperty("bare", True)
        self.edit.setProperty("ringAround", self)
        self.edit.setFont(theme.font("body"))
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(hint)
        self.edit.setAccessibleDescription(key)
        self.edit.textChanged.connect(self._changed)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)

    def hint(self, text: str) -> None:
        """Show another hint."""
        self.edit.setPlaceholderText(text)
        self.edit.setAccessibleName(text)

    def _changed(self, text: str) -> None:
        self.update()
        self.typed.emit(SearchTyped(text))

    def resizeEvent(self, _event: object) -> None:
        px = self._theme.px
        right = px(12) + round(paint.key_cap_width(self._theme, self._key))
        self.edit.setGeometry(px(34), px(2), self.width() - px(34) - right, self.height() - px(4))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.edit.clear()
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        paint.box(
            painter, self.rect(), fill=theme.colour("surface"), border=theme.colour("control"), radius=theme.px(6)
        )
        middle = self.height() / 2
        paint.icon(painter, theme, "search", "text2", QPointF(theme.px(10), middle - theme.px(8)), size=16)
        if not self.edit.text() and self._key:
            wide = paint.key_cap_width(theme, self._key)
            paint.key_cap(painter, theme, self._key, QPointF(self.width() - wide - theme.px(8), middle - theme.px(9)))


class _HitPainter:
    """A hit: icon, title and place, and under them the line with the words marked."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: HitModel, _width: int) -> int:
        return self._theme.px(58 if row.code else 34)

    def read(self, row: HitModel) -> str:
        return f"{row.title}, {row.place}" if row.code else row.title

    def paint(self, painter: QPainter, rect: QRectF, row: HitModel, state: RowState) -> None:
        theme = self._theme
        px = theme.px
        if not row.code:
            below = rect.adjusted(px(20), px(8), -px(20), 0)
            paint.line(painter, row.title, theme.font("caption"), theme.colour("text2"), below)
            return
        if state.chosen or state.hovered:
            painter.fillRect(rect, theme.colour("accent_soft" if state.chosen else "canvas"))
        paint.icon(painter, theme, row.icon, "text2", QPointF(rect.x() + px(20), rect.y() + px(9)), size=18)
        left = rect.x() + px(50)
        first = QRectF(left, rect.y() + px(6), rect.right() - left - px(80), px(22))
        end = paint.runs(painter, theme, "body", (Run(row.title, strong=True),), first)
        place = QRectF(end + px(10), first.y(), rect.right() - end - px(30), px(22))
        paint.line(painter, row.place, theme.font("caption"), theme.colour("text2"), place)
        self._line(painter, row.line, QRectF(left, rect.y() + px(29), rect.right() - left - px(40), px(24)))
        if state.chosen:
            cap = say("key_enter")
            at = QPointF(rect.right() - px(20) - paint.key_cap_width(theme, cap), rect.y() + px(8))
            paint.key_cap(painter, theme, cap, at)

    def _line(self, painter: QPainter, pieces: tuple[Run, ...], rect: QRectF) -> None:
        theme = self._theme
        x = rect.x()
        for piece in pieces:
            font = theme.font("quote", strong=piece.strong)
            painter.setFont(font)
            width = painter.fontMetrics().horizontalAdvance(piece.text)
            room = rect.right() - x
            if room <= 0:
                return
            part = QRectF(x, rect.y(), min(width, room), rect.height())
            ink = theme.colour("text2")
            if piece.strong:  # a word that was found
                paint.box(painter, part.adjusted(-1, 1, 1, -1), fill=theme.colour("mark"), radius=theme.px(2))
                ink = theme.opposite.text if theme.tokens.dark else theme.tokens.text  # type: ignore[assignment]
            paint.line(painter, piece.text, font, ink, part)
            x += width


class SearchPanel(QWidget):
    """At most eight hits under the field, in groups.

    Signals:
        opened: carries :class:`HitOpened`.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._hits: tuple[HitModel, ...] = ()
        card = Pane(theme, ground="surface", border="control", radius=10)
        outer = column(theme, self, margins=(24, 2, 24, 30))
        outer.addWidget(card)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(theme.px(28))
        shadow.setOffset(0, theme.px(8))
        tint = theme.colour("text") if not theme.tokens.dark else theme.colour("sunken")
        tint.setAlphaF(0.22)
        shadow.setColor(tint)
        card.setGraphicsEffect(shadow)
        inner = column(theme, card, margins=(1, 6, 1, 1))
        self._list: RowList[HitModel] = RowList(theme, _HitPainter(theme), name=say("search_hits"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda index: self._open(index.row(), stay=False))
        self._none = Text(theme, "", tone="text2", wrap=True)
        self._none.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        foot = Pane(theme, edges="t")
        line = column(theme, foot, margins=(20, 9, 20, 9))
        self._count = Text(theme, "", tone="text2")
        line.addWidget(self._count)
        inner.addWidget(self._list)
        inner.addWidget(self._none)
        inner.addWidget(foot)
        self.hide()

    def show_hits(self, hits: tuple[HitModel, ...], *, summary: str, none: str, field: QWidget) -> None:
        """Show hits under a field; where there are none, say so."""
        self._hits = hits[: MOST_HITS + 4]
        first = next((place for place, hit in enumerate(self._hits) if hit.code), -1)
        self._list.show_rows(self._hits, chosen=first)
        self._list.setVisible(bool(self._hits))
        self._none.setVisible(not self._hits)
        self._none.say(none)
        self._count.say(summary)
        px = self._theme.px
        window = self._window
        corner = field.mapTo(window, field.rect().bottomRight())
        width = min(px(640) + px(48), window.width())
        rows = sum(px(58 if hit.code else 34) for hit in self._hits) or px(56)
        self.resize(width, min(rows + px(40 + 8 + 32), window.height() - corner.y()))
        self._list.setFixedHeight(min(rows, self.height() - px(82)))
        self.move(max(0, corner.x() - width + px(24)), corner.y() + px(6))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move to the next or previous hit."""
        place = self._list.currentIndex().row() + by
        while 0 <= place < len(self._hits) and not self._hits[place].code:
            place += by
        if 0 <= place < len(self._hits):
            self._list.show_rows(self._hits, chosen=place)

    def open_current(self, *, stay: bool) -> None:
        """Go to the current hit."""
        self._open(self._list.currentIndex().row(), stay=stay)

    def _open(self, place: int, *, stay: bool) -> None:
        if 0 <= place < len(self._hits) and self._hits[place].code:
            if not stay:
                self.hide()
            self.opened.emit(HitOpened(self._hits[place].code, stay))


__all__ = ["HitModel", "HitOpened", "RowChosen", "SearchField", "SearchPanel", "SearchTyped"]
