"""The card of a map, and the day in front of its cards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.maps.model import Day, MapCard
from ui.text import say
from ui.theme import paint
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.widgets.badge import badge_width, draw_badge
from ui.widgets.button import Button, Kind
from ui.widgets.progress import draw_segments

_HEIGHT = 94


class CardButton(Button):
    """A map: name, deadline, bar by state, the same states as words."""

    def __init__(self, theme: Theme, card: MapCard) -> None:
        super().__init__(theme, card.name, kind=Kind.TOOL)
        self._card = card
        self.setCheckable(True)
        self.setAccessibleName(card.read)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(520), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, card, px = self.theme, self._card, self.theme.px
        on = self.isChecked()
        border = theme.colour("accent" if on else "control" if self.underMouse() else "line")
        ground = theme.colour("surface")
        paint.box(painter, self.rect(), fill=ground, border=border, width=px(2) if on else 1.0, radius=px(10))
        left, right = px(18), self.width() - px(18)
        deadline = card.deadline
        width = theme.metrics("body").horizontalAdvance(deadline.text)
        at = right - width
        first = QRectF(left, px(14), at - px(40) - left, px(24))
        pieces = (Run(card.name, strong=True),)
        end = paint.runs(painter, theme, "lead", pieces, first)
        paint.line(
            painter,
            say("maps_items", count=card.items),
            theme.font("body"),
            theme.colour("text2"),
            QRectF(end + px(10), px(14), at - px(34) - end, px(24)),
        )
        paint.icon(painter, theme, deadline.icon, deadline.tone, QPointF(at - px(24), px(18)), size=16)
        tone = theme.colour(deadline.tone)
        paint.line(painter, deadline.text, theme.font("body"), tone, QRectF(at, px(14), width + 2, px(24)))
        draw_segments(painter, theme, QRectF(left, px(48), right - left, px(6)), card.segments)
        x = float(left)
        for line in card.counts:
            wide = badge_width(theme, line.text, plain=True, role="body")
            rect = QRectF(x, px(58), min(wide + px(4), right - x), px(26))
            draw_badge(painter, theme, line.state, rect, text=line.text, plain=True, role="body", strong=False)
            x += wide + px(12)


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
