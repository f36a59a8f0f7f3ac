"""A state as a badge (soft fill) or as plain icon and word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.states import LOOKS, State, word

_ICON = 15
_GAP = 5


class Badge(QWidget):
    """A state, 22 high, radius 11; ``plain`` leaves out the fill. ``text`` replaces the word, never the icon."""

    def __init__(
        self, theme: Theme, state: State, *, text: str = "", plain: bool = False, role: str = "caption"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._plain = plain
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state, text=text)

    def show_state(self, state: State, *, text: str = "") -> None:
        """Show another state."""
        self._state = state
        self._text = text or word(state)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._theme, self._text, plain=self._plain, role=self._role), self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = QRectF(self.rect())
        draw_badge(painter, self._theme, self._state, at, text=self._text, plain=self._plain, role=self._role)


def badge_width(theme: Theme, text: str, *, plain: bool = False, role: str = "caption") -> int:
    """Return how wide a badge with a text is."""
    inner = theme.px(_ICON + _GAP) + theme.metrics(role, strong=True).horizontalAdvance(text)
    return round(inner + (theme.px(2) if plain else theme.px(8 + 10)) + 0.5)


def draw_badge(
    painter: QPainter,
    theme: Theme,
    state: State,
    rect: QRectF,
    *,
    text: str = "",
    plain: bool = False,
    role: str = "caption",
    strong: bool = True,
) -> None:
    """Draw a badge at the left of a rectangle, in the middle of its height."""
    look = LOOKS[state]
    shown = text or word(state)
    high = theme.px(22)
    top = rect.y() + (rect.height() - high) / 2
    x = rect.x()
    if not plain:
        width = min(rect.width(), badge_width(theme, shown, role=role))
        paint.box(painter, QRectF(x, top, width, high), fill=theme.colour(look.soft), radius=high / 2)
        x += theme.px(8)
    side = theme.px(_ICON)
    paint.icon(painter, theme, look.icon, look.colour, QPointF(x, top + (high - side) / 2), size=_ICON)
    x += side + theme.px(_GAP)
    font = theme.font(role, strong=strong)
    paint.line(painter, shown, font, theme.colour(look.colour), QRectF(x, top, rect.right() - x, high))
