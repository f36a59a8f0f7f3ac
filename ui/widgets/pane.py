"""A part of the window: a ground, hairlines at its edges, rows and columns inside."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import paint
from ui.theme.theme import Theme

Margins = tuple[float, float, float, float]
_L = TypeVar("_L", bound=QBoxLayout)


class Compound:
    """Several controls, one of which takes the focus that is given to all of them.

    A focus proxy would do that too, but Qt counts a widget that has one as a single control, and Tab then passes by
    all the others in it.

    Attributes:
        entry: the control, or a compound in turn.
    """

    entry: QWidget | Compound

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the focus on the one that takes it."""
        if isinstance(self.entry, Compound):
            self.entry.take_focus(reason)
        else:
            self.entry.setFocus(reason)


class Pane(QWidget):
    """A surface. ``ground`` is a token or empty; ``edges`` names the sides with a hairline (``l t r b``)."""

    def __init__(self, theme: Theme, *, ground: str = "", edges: str = "", radius: float = 0, border: str = "") -> None:
        super().__init__()
        self.theme = theme
        self._ground = ground
        self._edges = edges
        self._radius = radius
        self._border = border
        self._width = 1.0

    def frame(self, *, border: str, width: float = 1.0, ground: str | None = None) -> None:
        """Change border (token), its width (100 %) and ground."""
        self._border, self._width = border, width
        self._ground = self._ground if ground is None else ground
        self.update()

    def edge(self, edges: str) -> None:
        """Draw hairlines at other sides (``l t r b``)."""
        self._edges = edges
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        ground = theme.colour(self._ground) if self._ground else None
        if self._radius or self._border:
            border = theme.colour(self._border) if self._border else None
            thick = max(1.0, theme.px(self._width)) if self._width > 1 else 1.0
            paint.box(painter, self.rect(), fill=ground, border=border, width=thick, radius=theme.px(self._radius))
        elif ground is not None:
            painter.fillRect(self.rect(), ground)
        hairline = theme.colour("line")
        wide, high = self.width(), self.height()
        sides = {"l": (0, 0, 1, high), "r": (wide - 1, 0, 1, high), "t": (0, 0, wide, 1), "b": (0, high - 1, wide, 1)}
        for edge in self._edges:
            painter.fillRect(QRectF(*sides[edge]), hairline)


class Hairline(QWidget):
    """A horizontal line of one pixel; vertical with ``upright``."""

    def __init__(self, theme: Theme, *, upright: bool = False, length: float = 0) -> None:
        super().__init__()
        self._theme = theme
        if upright:
            self.setFixedWidth(1)
            if length:
                self.setFixedHeight(theme.px(length))
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("line"))


def column(
    theme: Theme, owner: QWidget | None = None, *, margins: Margins = (0, 0, 0, 0), gap: float = 0
) -> QVBoxLayout:
    """Return a vertical layout with lengths of the sheet."""
    return _dressed(QVBoxLayout(owner) if owner is not None else QVBoxLayout(), theme, margins, gap)


def row(theme: Theme, owner: QWidget | None = None, *, margins: Margins = (0, 0, 0, 0), gap: float = 0) -> QHBoxLayout:
    """Return a horizontal layout with lengths of the sheet."""
    return _dressed(QHBoxLayout(owner) if owner is not None else QHBoxLayout(), theme, margins, gap)


def _dressed(layout: _L, theme: Theme, margins: Margins, gap: float) -> _L:
    layout.setContentsMargins(*(theme.px(side) for side in margins))
    layout.setSpacing(theme.px(gap))
    return layout


def scrolled(content: QWidget) -> QScrollArea:
    """Return a scroll area that shows content as wide as itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def in_sight(widget: QWidget) -> None:
    """Scroll whatever a widget stands in until it is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        inner = item.layout()
        if inner is not None:
            emptied(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
