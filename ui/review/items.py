"""The items of the map: numeral, the whole title, state; in a narrow window a strip of numeral and icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.review.model import ItemModel
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.badge import draw_badge
from ui.widgets.itemrow import lines_of
from ui.widgets.rows import RowState, row_ground
from ui.widgets.states import LOOKS, word

STRIP = 80  # a list narrower than this is a strip


class ItemPainter:
    """One item."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def _lines(self, row: ItemModel, width: float) -> tuple[str, ...]:
        theme = self._theme
        return lines_of(row.title, theme.font("body", strong=True), width - theme.px(42 + 14))

    def height(self, row: ItemModel, width: int) -> int:
        px = self._theme.px
        if width < px(STRIP):
            return px(42)
        return px(9 + 18 * (len(self._lines(row, width)) + len(self._state(row, width)) - 1) + 26 + 4)

    def _state(self, row: ItemModel, width: float) -> tuple[str, ...]:
        """Return the words of the state on as many lines as they take."""
        words = f"{word(row.state)}, {row.more}" if row.more else word(row.state)
        room = width - self._theme.px(42 + 20 + (60 if 0 < row.progress < 100 else 8))
        return lines_of(words, self._theme.font("caption", strong=True), room)

    def read(self, row: ItemModel) -> str:
        parts = [str(row.number), row.title, word(row.state), row.more]
        if 0 < row.progress < 100:
            parts.append(say("review_progress", percent=row.progress))
        return ", ".join(part for part in parts if part)

    def paint(self, painter: QPainter, rect: QRectF, row: ItemModel, state: RowState) -> None:
        theme, px = self._theme, self._theme.px
        if rect.width() < px(STRIP):
            self._paint_strip(painter, rect, row, state)
            return
        row_ground(painter, theme, rect, state)
        number = QRectF(rect.x() + px(13), rect.y() + px(9), px(28), px(18))
        paint.line(painter, str(row.number), theme.font("ordinal"), theme.colour("text2"), number)
        left = rect.x() + px(42)
        font = theme.font("body", strong=state.chosen)
        y = rect.y() + px(9)
        for text in self._lines(row, rect.width()):
            part = QRectF(left, y, rect.right() - left - px(8), px(18))
            paint.line(painter, text, font, theme.colour("text"), part)
            y += px(18)
        badge = QRectF(left, y + px(1), rect.right() - left - px(60 if 0 < row.progress < 100 else 8), px(24))
        words = self._state(row, rect.width())
        strong = row.state.value != "open"
        draw_badge(painter, theme, row.state, badge, text=words[0], plain=True, strong=strong)
        for further, text in enumerate(words[1:], start=1):
            place = badge.translated(px(20), px(18) * further)
            font, ink = theme.font("caption", strong=strong), theme.colour(LOOKS[row.state].colour)
            paint.line(painter, text, font, ink, place)
        if 0 < row.progress < 100:
            whole = QRectF(rect.right() - px(14 + 44), y + px(11), px(44), px(4))
            paint.box(painter, whole, fill=theme.colour("line"), radius=px(2))
            done = QRectF(whole.x(), whole.y(), whole.width() * row.progress / 100, whole.height())
            paint.box(painter, done, fill=theme.colour("accent"), radius=px(2))

    def _paint_strip(self, painter: QPainter, rect: QRectF, row: ItemModel, state: RowState) -> None:
        theme, px = self._theme, self._theme.px
        inner = rect.adjusted(px(5), px(2), -px(5), -px(2))
        if state.chosen:
            ground, border = theme.colour("surface"), theme.colour("line")
            paint.box(painter, inner, fill=ground, border=border, radius=px(6))
            bar = QRectF(inner.x(), inner.y() + px(4), px(3), inner.height() - px(8))
            painter.fillRect(bar, theme.colour("accent"))
        number = QRectF(rect.x() + px(10), rect.y(), px(20), rect.height())
        paint.line(painter, str(row.number), theme.font("ordinal"), theme.colour("text2"), number)
        look = LOOKS[row.state]
        paint.icon(
            painter, theme, look.icon, look.colour, QPointF(rect.x() + px(34), rect.center().y() - px(8)), size=16
        )
