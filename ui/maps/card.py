"""The card of a map, and the day in front of its cards."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.maps.model import Day, MapCard
from ui.text import say
from ui.theme import paint
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.widgets.badge import badge_width, draw_badge
from ui.widgets.button import Button, Kind
from ui.widgets.itemrow import lines_of
from ui.widgets.progress import draw_segments
from ui.widgets.setcard import StateLine

_SIDE = 18  # left and right of what stands on a card
_LINE, _COUNT = 24, 26  # a line of the name, a line of states


@dataclass(frozen=True)
class _Shape:
    """How a card stands at a width: lines of the name, whether the deadline stands beside it, lines of states."""

    name: tuple[str, ...]
    beside: bool
    counts: tuple[tuple[StateLine, ...], ...]

    @property
    def head(self) -> int:
        """How high name and deadline are, at 100 %."""
        return _LINE * (len(self.name) + (0 if self.beside else 1))

    @property
    def height(self) -> int:
        """How high the card is, at 100 %."""
        return 14 + self.head + 10 + 6 + 4 + _COUNT * max(1, len(self.counts)) + 10


class CardButton(Button):
    """A map: name, deadline, bar by state, the same states as words. It grows where its words need more lines.

    Signals:
        opened: Enter or a double click: the person goes on with this map. A click or Space looks at it.
    """

    opened = Signal()

    def __init__(self, theme: Theme, card: MapCard) -> None:
        super().__init__(theme, card.name, kind=Kind.TOOL)
        self._card = card
        self.setCheckable(True)
        self.setAccessibleName(card.read)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(520), self._height(self.theme.px(520)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(94))

    def _height(self, width: float) -> int:
        return self.theme.px(self._shape(width).height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Fixed by its own hand: in a scroll area a height that follows from the width is not reckoned with in time.
        self.setFixedHeight(self._height(event.size().width()))

    def _shape(self, width: float) -> _Shape:
        theme, card, px = self.theme, self._card, self.theme.px
        room = width - 2 * px(_SIDE)
        font = theme.font("lead", strong=True)
        items = px(10) + theme.metrics("body").horizontalAdvance(say("maps_items", count=card.items))
        deadline = px(24 + 24) + theme.metrics("body").horizontalAdvance(card.deadline.text)
        wanted = theme.metrics("lead", strong=True).horizontalAdvance(card.name) + items
        if wanted + deadline <= room:
            return _Shape((card.name,), beside=True, counts=self._counts(room))
        # The number of items follows the last line of the name; every line leaves room for it.
        return _Shape(lines_of(card.name, font, room - items), beside=False, counts=self._counts(room))

    def _counts(self, room: float) -> tuple[tuple[StateLine, ...], ...]:
        rows: list[list[StateLine]] = []
        end = room + 1
        for line in self._card.counts:
            wide = self._count_width(line)
            if end + wide > room:
                rows.append([])
                end = 0.0
            rows[-1].append(line)
            end += wide + self.theme.px(12)
        return tuple(tuple(one) for one in rows)

    def _count_width(self, line: StateLine) -> int:
        return badge_width(self.theme, line.text, plain=True, role="body")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, card, px = self.theme, self._card, self.theme.px
        on = self.isChecked()
        border = theme.colour("accent" if on else "control" if self.underMouse() else "line")
        ground = theme.colour("surface")
        paint.box(painter, self.rect(), fill=ground, border=border, width=px(2) if on else 1.0, radius=px(10))
        left, right = px(_SIDE), self.width() - px(_SIDE)
        shape = self._shape(self.width())
        top, end = px(14), float(left)
        for text in shape.name:
            end = paint.runs(
                painter, theme, "lead", (Run(text, strong=True),), QRectF(left, top, right - left, px(_LINE))
            )
            top += px(_LINE)
        items = QRectF(end + px(10), top - px(_LINE), right - end - px(10), px(_LINE))
        paint.line(painter, say("maps_items", count=card.items), theme.font("body"), theme.colour("text2"), items)
        self._paint_deadline(painter, top - px(_LINE) if shape.beside else top, beside=shape.beside)
        under = px(14 + shape.head)
        draw_segments(painter, theme, QRectF(left, under + px(10), right - left, px(6)), card.segments)
        y = under + px(20)
        for row in shape.counts:
            x = float(left)
            for line in row:
                rect = QRectF(x, y, min(self._count_width(line) + px(4), right - x), px(_COUNT))
                draw_badge(painter, theme, line.state, rect, text=line.text, plain=True, role="body", strong=False)
                x += self._count_width(line) + px(12)
            y += px(_COUNT)

    def _paint_deadline(self, painter: QPainter, top: float, *, beside: bool) -> None:
        theme, deadline, px = self.theme, self._card.deadline, self.theme.px
        width = theme.metrics("body").horizontalAdvance(deadline.text)
        at = self.width() - px(_SIDE) - width if beside else px(_SIDE + 24)
        paint.icon(painter, theme, deadline.icon, deadline.tone, QPointF(at - px(24), top + px(4)), size=16)
        place = QRectF(at, top, min(width + 2, self.width() - px(_SIDE) - at), px(_LINE))
        paint.line(painter, deadline.text, theme.font("body"), theme.colour(deadline.tone), place)


class DayColumn(QWidget):
    """The day, 112 wide: weekday, numeral, month, and what day it is."""

    def __init__(self, theme: Theme, day: Day) -> None:
        super().__init__()
        self._theme = theme
        self._day = day
        self.setFixedSize(theme.px(112), theme.px(112))
        self.setAccessibleName(f"{day.weekday} {day.day} {day.month}, {day.kind}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px = self._theme, self._theme.px
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        lines = (
            (self._day.weekday, "body", None, "text2", 4, 20),
            (self._day.day, "numeral", None, "text", 23, 42),
            (self._day.month, "body", None, "text2", 65, 20),
        )
        # What has no day has only words, which may take two lines.
        font = theme.font("body", strong=True)
        top = 87 if self._day.weekday else 12
        for place, words in enumerate(paint.wrapped(self._day.kind, font, self.width() - px(8), most=2)):
            rect = QRectF(0, px(top + 20 * place), self.width(), px(20))
            paint.line(painter, words, font, theme.colour("text"), rect, align=left)
        for text, role, strong, tone, top, high in lines:
            rect = QRectF(0, px(top), self.width(), px(high))
            paint.line(painter, text, theme.font(role, strong=strong), theme.colour(tone), rect, align=left)
