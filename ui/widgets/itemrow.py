"""An item of a map as a row: numeral, the whole title on as many lines as it takes, state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.badge import badge_width, draw_badge
from ui.widgets.rows import RowState, row_ground
from ui.widgets.states import State, word

_LINE = 19  # between two lines of a title
_BESIDE = 2  # lines of a title beside which the state still stands; a longer title has it below


class ItemLike(Protocol):
    """What a row shows."""

    @property
    def number(self) -> int:
        """From 1, in the order of the map."""
        ...

    @property
    def title(self) -> str:
        """Of the memo."""
        ...

    @property
    def state(self) -> State:
        """Where it stands."""
        ...


@dataclass(frozen=True)
class ItemRow:
    """An item: ``code`` names it for what is asked."""

    code: str
    number: int
    title: str
    state: State


@dataclass(frozen=True)
class _Shape:
    lines: tuple[str, ...]
    beside: bool
    badge: int


class ItemRowPainter:
    """Paints an item; nothing of a title is left out.

    Args:
        theme: of the window.
        chosen: whether the row that is the current one has the ground of a chosen one.
    """

    def __init__(self, theme: Theme, *, chosen: bool) -> None:
        self._theme = theme
        self._chosen = chosen

    def height(self, row: ItemLike, width: int) -> int:
        shape = self._shape(row, width)
        return self._theme.px(18 + _LINE * (len(shape.lines) + (0 if shape.beside else 1)))

    def read(self, row: ItemLike) -> str:
        return f"{row.number}, {row.title}, {word(row.state)}"

    def paint(self, painter: QPainter, rect: QRectF, row: ItemLike, state: RowState) -> None:
        theme, px = self._theme, self._theme.px
        chosen = state.chosen and self._chosen
        row_ground(painter, theme, rect, RowState(chosen=chosen, hovered=state.hovered, focused=False))
        shape = self._shape(row, round(rect.width()))
        top, left = rect.y() + px(9), rect.x() + px(50)
        number = QRectF(rect.x() + px(20), top, px(28), px(_LINE))
        paint.line(painter, str(row.number), theme.font("ordinal"), theme.colour("text2"), number)
        font = theme.font("body", strong=chosen)
        for text in shape.lines:
            paint.line(painter, text, font, theme.colour("text"), QRectF(left, top, rect.right() - left, px(_LINE)))
            top += px(_LINE)
        if shape.beside:
            badge = QRectF(rect.right() - px(18) - shape.badge, rect.y() + px(9), shape.badge + px(4), px(_LINE))
        else:
            badge = QRectF(left, top, rect.right() - left, px(_LINE))
        draw_badge(painter, theme, row.state, badge, plain=True, role="body", strong=False)

    def _shape(self, row: ItemLike, width: int) -> _Shape:
        theme, px = self._theme, self._theme.px
        badge = badge_width(theme, word(row.state), plain=True, role="body")
        font = theme.font("body", strong=self._chosen)
        beside = lines_of(row.title, font, width - px(50 + 18 + 10) - badge)
        words = set(row.title.split())
        if len(beside) <= _BESIDE and all(set(line.split()) <= words for line in beside):
            return _Shape(beside, beside=True, badge=badge)
        return _Shape(lines_of(row.title, font, width - px(50 + 18)), beside=False, badge=badge)


def lines_of(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """Return a text on as many lines of a width as it takes; a word that is too long for a line is broken."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        found.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return tuple(found) or ("",)
