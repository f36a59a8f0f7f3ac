"""A splitter that can be moved by keys, and columns that become one at a time where there is no room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QScrollArea,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from ui.text import say
from ui.theme import paint
from ui.theme.style import INSIDE
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.pane import Pane, row

_STEP = 16
NARROW = 1000  # logical pixels of the page below which one column is shown at a time


class Handle(QSplitterHandle):
    """A line of 1 px in an area of 7; three dots on hover and focus; arrow keys move it, double click resets."""

    def __init__(self, theme: Theme, splitter: Splitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = theme
        self._owner = splitter
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(INSIDE, True)
        self.setAccessibleName(say("splitter"))

    def _unmask(self) -> None:
        if self.hasFocus() or self.underMouse():
            self.clearMask()
            self.raise_()
        else:
            self.setMask(QRegion(self.contentsRect()))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._unmask()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._unmask()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._unmask()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._unmask()
        super().focusOutEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._owner.reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        # The area that can be gripped begins before the line.
        self.moveSplitter(self.x() + self.contentsRect().x() + step * self._theme.px(_STEP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        middle = self.width() // 2
        held = self.hasFocus()
        painter.fillRect(QRectF(middle, 0, 1, self.height()), theme.colour("accent" if held else "line"))
        if held or self.underMouse():
            dot = theme.px(4)
            ink = theme.colour("accent" if held else "control")
            for number in (-1, 0, 1):
                y = self.height() / 2 + number * dot * 2
                part = QRectF(middle + 0.5 - dot / 2, y, dot, dot)
                paint.box(painter, part, fill=ink, radius=dot / 2)


class Splitter(QSplitter):
    """Columns side by side.

    Signals:
        was_reset: the person went back to the widths as planned.
    """

    was_reset = Signal()

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        super().__init__(Qt.Orientation.Horizontal)
        # One pixel wide; Qt makes the area that can be gripped five, and the mask goes while the dots show.
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._widths: list[int] = []

    def set_widths(self, widths: list[int], planned: list[int]) -> None:
        """Give the columns their widths in screen pixels, and remember those as planned for a reset."""
        self._widths = planned
        self.setSizes(widths)

    def reset(self) -> None:
        """Go back to the widths as planned."""
        self.setSizes(self._widths)
        self.was_reset.emit()

    def createHandle(self) -> QSplitterHandle:
        return Handle(self._theme, self)


@dataclass(frozen=True)
class ColumnPlan:
    """A column: its word in the switch, its width and least width at 100 %; the one that ``grows`` takes the rest."""

    word: str
    width: float
    least: float
    grows: bool = False
    compact: float = 0


@dataclass(frozen=True)
class Beneath:
    """Where the last column goes in a narrow window, so that its act is always in sight.

    Attributes:
        foot: the answers; under all columns where it is narrow, else the last part of ``home``.
        home: the layout of the foot where it is wide.
        section: what is scrolled in the last column, or None; where it is narrow the last part of ``under``.
        area: the scroll area of the section where it is wide.
        under: the layout of the main column.
    """

    foot: Pane
    home: QBoxLayout
    section: QWidget | None = None
    area: QScrollArea | None = None
    under: QBoxLayout | None = None


@dataclass(frozen=True)
class WidthsChosen:
    """The person moved a splitter: widths at 100 %, ``compact`` where the window is; no widths after a reset."""

    compact: bool
    widths: tuple[float, ...]


class Columns(QWidget):
    """Columns with splitters between them; in a narrow window one at a time, with a switch above.

    Signals:
        turned: it became narrow, or wide again.
        widths_chosen: carries :class:`WidthsChosen`.
    """

    turned = Signal()
    widths_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        plans: tuple[ColumnPlan, ...],
        panes: tuple[QWidget, ...],
        *,
        first: int,
        beneath: Beneath | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._plans = plans
        self._panes = panes
        self._shown = first
        self._beneath = beneath
        self._hidden: frozenset[int] = frozenset()
        self._kept: dict[bool, tuple[float, ...]] = {}
        self._narrow: bool | None = None
        self._compact: bool | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._switch = Pane(theme, edges="b")
        self._group = QButtonGroup(self)
        inner = row(theme, self._switch, margins=(16, 4, 16, 4), gap=4)
        for number, plan in enumerate(plans):
            button = SwitchButton(theme, plan.word)
            self._group.addButton(button, number)
            inner.addWidget(button)
        inner.addStretch(1)
        if beneath is not None:
            self._group.button(len(plans) - 1).hide()
        self._group.idClicked.connect(self.show_column)
        self._splitter = Splitter(theme)
        self._splitter.splitterMoved.connect(lambda _at, _number: self._tell_widths())
        self._splitter.was_reset.connect(self._forget_widths)
        for plan, pane in zip(plans, panes, strict=True):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(self._splitter.count() - 1, 1 if plan.grows else 0)
        layout.addWidget(self._switch)
        layout.addWidget(self._splitter, 1)
        self._switch.hide()

    @property
    def narrow(self) -> bool:
        """Whether one column is shown at a time."""
        return bool(self._narrow)

    def show_column(self, number: int) -> None:
        """Show a column, where only one is shown."""
        if number in self._hidden:
            return
        self._shown = number
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)
        if self._narrow:
            for place, pane in enumerate(self._panes):
                pane.setVisible(place == number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._theme.units(event.size().width())
        self.arrange(narrow=wide < max(NARROW - 100, self._least()), compact=wide < 1300)

    def _least(self) -> float:
        """Below which width the columns would lie over each other."""
        shown = [plan for place, plan in enumerate(self._plans) if place not in self._hidden]
        return sum(min(plan.least, plan.compact or plan.least) for plan in shown)

    def arrange(self, *, narrow: bool, compact: bool) -> None:
        """Choose between side by side, closer, and one at a time."""
        if (narrow, compact) == (self._narrow, self._compact):
            return
        self._narrow, self._compact = narrow, compact
        if self._beneath is not None:
            self._place(self._beneath, narrow=narrow)
        self._lay_out()
        self.turned.emit()

    def keep_widths(self, chosen: WidthsChosen) -> None:
        """Take the widths a person chose before."""
        if len(chosen.widths) == len(self._plans):
            self._kept[chosen.compact] = chosen.widths
            self._lay_out()

    def leave_out(self, hidden: frozenset[int]) -> None:
        """Leave columns out, by number; the others take their room."""
        if hidden != self._hidden:
            self._hidden = hidden
            if self._shown in hidden:
                self._shown = next(place for place in range(len(self._plans)) if place not in hidden)
            self._lay_out()

    def _lay_out(self) -> None:
        if self._narrow is None:
            return
        narrow, px = self._narrow, self._theme.px
        answers = len(self._plans) - 1 if self._beneath is not None else -1
        words = [place for place in range(len(self._plans)) if place not in self._hidden and place != answers]
        for place in range(len(self._plans)):
            self._group.button(place).setVisible(place in words)
        self._switch.setVisible(narrow and len(words) > 1)
        for place, (plan, pane) in enumerate(zip(self._plans, self._panes, strict=True)):
            pane.setMinimumWidth(0 if narrow else px(min(plan.least, plan.compact or plan.least)))
            pane.setVisible(place not in self._hidden)
        if narrow:
            self.show_column(self._shown)
            return
        self._splitter.set_widths(self._widths(self._kept.get(bool(self._compact), ())), self._widths(()))

    def _widths(self, kept: tuple[float, ...]) -> list[int]:
        """Return the width of each column in screen pixels: as a person chose, else as planned."""
        px, shown = self._theme.px, [place for place in range(len(self._plans)) if place not in self._hidden]
        widths = []
        for place, plan in enumerate(self._plans):
            planned = plan.compact if self._compact and plan.compact else plan.width
            wanted = kept[place] if kept and not plan.grows else planned
            widths.append(px(wanted) if place in shown else 0)
        rest = max(0, self.width() - sum(widths))
        grows = next((place for place in shown if self._plans[place].grows), shown[-1])
        widths[grows] += rest
        return widths

    def _tell_widths(self) -> None:
        if self._narrow:
            return
        compact = bool(self._compact)
        before = self._kept.get(compact) or tuple(
            plan.compact if compact and plan.compact else plan.width for plan in self._plans
        )
        widths = tuple(
            # A column that is left out keeps the width it had.
            before[place] if place in self._hidden else round(self._theme.units(width), 1)
            for place, width in enumerate(self._splitter.sizes())
        )
        self._kept[compact] = widths
        self.widths_chosen.emit(WidthsChosen(compact, widths))

    def _forget_widths(self) -> None:
        self._kept.pop(bool(self._compact), None)
        self.widths_chosen.emit(WidthsChosen(bool(self._compact), ()))

    def _place(self, beneath: Beneath, *, narrow: bool) -> None:
        """Put the last column's parts under the others, or back in their own column."""
        layout = self.layout()
        if layout is None:
            return
        (layout if narrow else beneath.home).addWidget(beneath.foot)
        beneath.foot.edge("t" if narrow else "")
        section, area, under = beneath.section, beneath.area, beneath.under
        if section is None or area is None or under is None:
            return
        if narrow:
            area.takeWidget()
            under.addWidget(section)
            section.show()
        elif area.widget() is not section:
            under.removeWidget(section)
            area.setWidget(section)


class SwitchButton(Button):
    """One of a row of words of which one is chosen."""

    def __init__(self, theme: Theme, word: str, *, icon: str = "") -> None:
        super().__init__(theme, word, kind=Kind.QUIET, height=32, icon=icon)
        self.setCheckable(True)

    def _ink(self) -> str:
        return "text" if self.isChecked() else "text2"

    def _strong(self) -> bool:
        return self.isChecked()

    def _padding(self) -> int:
        return self.theme.px(12)

    def sizeHint(self) -> QSize:
        # As wide as it is when chosen, so that choosing moves nothing.
        wide = self.theme.metrics("body", strong=True).horizontalAdvance(self.text())
        icon = self.theme.px(26) if self._icon else 0
        return QSize(round(wide) + icon + 2 * self._padding() + 2, self.theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            theme = self.theme
            paint.box(
                painter, self.rect(), fill=theme.colour("surface"), border=theme.colour("line"), radius=theme.px(6)
            )
        painter.end()
        super().paintEvent(event)
