"""The rail: the mark, the pages of the work, the two at the bottom. Icons always have their word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy

from ui.frame.model import PlaceAsked, RailModel
from ui.frame.places import AT_BOTTOM, ICONS, URGENT_COUNT, Place, word_key
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import Mark
from ui.widgets.pane import Pane, column

_ITEM = 60
_LOW_ITEM = 44


class RailButton(Button):
    """A page: icon 22 above its word, a count in a pill, a bar at the window's edge when it is the current one."""

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__(theme, say(word_key(place)), kind=Kind.TOOL)
        self.place = place
        self._count = 0
        self._low = False
        self.setCheckable(True)
        self.setToolTip(f"{self.text()} (Ctrl {place.value})")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(f"Ctrl {place.value}")

    def show_count(self, count: int) -> None:
        """Show a count, or none for zero."""
        self._count = count
        key = f"count_{self.place.name.lower()}"
        self.setAccessibleName(f"{self.text()}, {say(key, count=count)}" if count else self.text())
        self.update()

    def set_low(self, *, low: bool) -> None:
        """Be lower where the window is low."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(80), self.theme.px(_LOW_ITEM if self._low else _ITEM))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        px = theme.px
        on = self.isChecked()
        side = px(8) if self.width() > px(92) else px(3)
        inner = QRectF(self.rect()).adjusted(side, px(1), -side, -px(1))
        if on:
            paint.box(painter, inner, fill=theme.colour("surface"), border=theme.colour("line"), radius=px(8))
            bar = QRectF(-px(3), self.height() / 2 - px(15), px(6), px(30))
            paint.box(painter, bar, fill=theme.colour("accent"), radius=px(3))
        elif self.underMouse():
            paint.box(painter, inner, fill=theme.colour("sunken"), radius=px(8))
        ink = "accent" if on else "text2"
        side = px(20 if self._low else 22)
        top = inner.y() + (px(3) if self._low else px(9))
        paint.icon(
            painter,
            theme,
            ICONS[self.place],
            ink,
            QPointF((self.width() - side) / 2, top),
            size=20 if self._low else 22,
        )
        below = QRectF(0, top + side + px(1 if self._low else 4), self.width(), px(16))
        font = theme.font("small", strong=on)
        paint.line(painter, self.text(), font, theme.colour(ink), below, align=Qt.AlignmentFlag.AlignCenter)
        if self._count:
            fill = "warn" if self.place in URGENT_COUNT else "accent"
            corner = QPointF(inner.right() - px(8), inner.y() + px(1 if self._low else 4))
            paint.pill(painter, theme, str(self._count), fill, corner)


class Rail(Pane):
    """The rail itself, 100 wide (88 in a narrow window).

    Signals:
        asked: carries :class:`PlaceAsked`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="canvas", edges="r")
        self._group = QButtonGroup(self)
        self._buttons: dict[Place, RailButton] = {}
        self._layout = column(theme, self, margins=(0, 0, 0, 10), gap=2)
        self._layout.addSpacing(theme.px(14))
        self._mark = Mark(theme, height=27, small=True)
        self._layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addSpacing(theme.px(16))
        self._layout.addStretch(1)
        self._top = 3
        self.setFixedWidth(theme.px(100))
        self.setAccessibleName(say("rail"))

    def add(self, place: Place) -> None:
        """Put a page in the rail, in the order of the work."""
        button = RailButton(self.theme, place)
        self._group.addButton(button)
        button.clicked.connect(lambda _on=False: self.asked.emit(PlaceAsked(place)))
        before = sum(1 for other in self._buttons if other.value < place.value)
        at = self._top + before + (1 if place in AT_BOTTOM else 0)
        self._layout.insertWidget(at, button)
        self._buttons[place] = button

    def take_width(self, width: float) -> None:
        """Be so wide at 100 %, or as wide as the longest word needs."""
        metrics = self.theme.metrics("small", strong=True)
        words = (metrics.horizontalAdvance(button.text()) for button in self._buttons.values())
        self.setFixedWidth(max(self.theme.px(width), round(max(words, default=0.0)) + self.theme.px(10)))

    def current(self, place: Place) -> None:
        """Show which page is open."""
        if place in self._buttons:
            self._buttons[place].setChecked(True)

    def show_model(self, model: RailModel) -> None:
        """Show the counts."""
        for place, button in self._buttons.items():
            button.show_count(model.counts.get(place, 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(88), self.theme.px(_LOW_ITEM * len(self._buttons)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.theme.units(event.size().height()) < len(self._buttons) * (_ITEM + 2) + 70
        self._mark.setVisible(self.theme.units(event.size().height()) > len(self._buttons) * (_LOW_ITEM + 2) + 60)
        for button in self._buttons.values():
            button.set_low(low=low)
