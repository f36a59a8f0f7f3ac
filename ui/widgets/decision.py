"""The decision bar: five equal answers in a fixed order, none coloured before the choice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.keys import key_name
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.pane import column, row
from ui.widgets.states import LOOKS, State, word

DECISIONS: tuple[tuple[State, str], ...] = (
    (State.AGREED, "A"),
    (State.DISAGREED, "N"),
    (State.DISCUSS, "B"),
    (State.RETURNED, "R"),
    (State.NOTED, "G"),
)

_ABOVE = 3  # answers in the first of two rows


@dataclass(frozen=True)
class DecisionMade:
    """The person chose one of the five answers."""

    decision: State


class _Segment(Button):
    def __init__(self, theme: Theme, state: State, key: str, *, first: bool, last: bool) -> None:
        super().__init__(theme, word(state), icon=LOOKS[state].icon, key=key, height=44)
        self._state = state
        self._first = first
        self._last = last
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self._read())
        self._read()

    def ends(self, *, first: bool, last: bool) -> None:
        """Stand at the beginning or the end of a row."""
        self._first, self._last = first, last
        self.update()

    def _read(self) -> None:
        chosen = say("chosen" if self.isChecked() else "not_chosen")
        without = say("decision_name_plain", word=self.text(), chosen=chosen)
        named = say("decision_name", word=self.text(), key=self._key, chosen=chosen)
        self.setAccessibleName(named if self._key else without)

    def show_key(self, key: str) -> None:
        super().show_key(key)
        self._read()

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text3"
        return LOOKS[self._state].colour if self.isChecked() else "text"

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self.theme.px(4), hint.height())

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self.theme
        on = self.isChecked()
        fill = theme.colour(LOOKS[self._state].soft if on else "surface")
        if not on and self.underMouse() and self.isEnabled():
            fill = theme.colour("canvas")
        if not self.isEnabled():
            fill = theme.colour("sunken")
        border = theme.colour(LOOKS[self._state].colour if on else "control")
        width = theme.px(2) if on else 1.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border, width))
        painter.setBrush(fill)
        half = width / 2
        # Neighbours share a border: each segment but the last leaves its right edge to the next one.
        right = -half if self._last or on else half
        painter.drawPath(self._outline(QRectF(self.rect()).adjusted(half, half, right, -half)))

    def _outline(self, rect: QRectF) -> QPainterPath:
        radius = self.theme.px(7)
        path = QPainterPath()
        left = radius if self._first else 0.0
        right = radius if self._last else 0.0
        path.moveTo(rect.left() + left, rect.top())
        path.lineTo(rect.right() - right, rect.top())
        if right:
            path.arcTo(rect.right() - 2 * right, rect.top(), 2 * right, 2 * right, 90, -90)
            path.lineTo(rect.right(), rect.bottom() - right)
            path.arcTo(rect.right() - 2 * right, rect.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
        else:
            path.lineTo(rect.right(), rect.bottom())
        path.lineTo(rect.left() + left, rect.bottom())
        if left:
            path.arcTo(rect.left(), rect.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
            path.lineTo(rect.left(), rect.top() + left)
            path.arcTo(rect.left(), rect.top(), 2 * left, 2 * left, 180, -90)
        else:
            path.lineTo(rect.left(), rect.top())
        path.closeSubpath()
        return path


class DecisionBar(QWidget):
    """Five buttons as one group. It shows what is recorded; a press only asks.

    Signals:
        decided: carries :class:`DecisionMade`.
    """

    decided = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        rows = column(theme, self, gap=6)
        self._rows = (row(theme), row(theme))
        self._theme = theme
        self._two = False
        for line in self._rows:
            rows.addLayout(line)
        # Not exclusive: in an exclusive group an arrow key presses the next button, and that would decide.
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._segments: dict[State, _Segment] = {}
        self._recorded: State | None = None
        for place, (state, key) in enumerate(DECISIONS):
            segment = _Segment(theme, state, key, first=place == 0, last=place == len(DECISIONS) - 1)
            segment.clicked.connect(lambda _on=False, chosen=state: self._asked(chosen))
            self._group.addButton(segment)
            self._segments[state] = segment
            self._rows[0].addWidget(segment, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(say("decision_bar"))

    def _arrange(self, *, two: bool) -> None:
        """One row, or two where one would cut a word: three answers and under them two."""
        if two == self._two:
            return
        self._two = two
        segments = list(self._segments.values())
        for place, segment in enumerate(segments):
            below = two and place >= _ABOVE
            self._rows[1 if below else 0].addWidget(segment, 0, Qt.AlignmentFlag.AlignVCenter)
            segment.ends(first=place in (0, _ABOVE if two else 0), last=place in (_ABOVE - 1 if two else -1, 4))
        self.updateGeometry()

    def _least(self, *, two: bool) -> int:
        widths = [segment.minimumSizeHint().width() for segment in self._segments.values()]
        return max(sum(widths[:_ABOVE]), sum(widths[_ABOVE:])) if two else sum(widths)

    def minimumSizeHint(self) -> QSize:
        high = self._theme.px(44)
        return QSize(self._least(two=True), 2 * high + self._theme.px(6) if self._two else high)

    def sizeHint(self) -> QSize:
        width = sum(segment.sizeHint().width() for segment in self._segments.values())
        return QSize(width, self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(two=event.size().width() < self._least(two=False))

    def follow(self, actions: dict[State, QAction]) -> None:
        """Let the actions of the page (the keys, the menu) press the buttons."""
        for state, action in actions.items():
            action.triggered.connect(lambda _on=False, chosen=state: self._asked(chosen))
            action.changed.connect(partial(self._show_key, state, action))

    def _show_key(self, state: State, action: QAction) -> None:
        self._segments[state].show_key(key_name(action.shortcut()))

    def show_decision(self, state: State | None) -> None:
        """Show what is recorded, or nothing."""
        self._recorded = state
        for name, segment in self._segments.items():
            segment.setChecked(name is state)

    def allow(self, *, enabled: bool) -> None:
        """Let the person decide, or not."""
        for segment in self._segments.values():
            segment.setEnabled(enabled)

    def _asked(self, state: State) -> None:
        # The record decides what is shown as chosen; until it answers, nothing changes.
        if not self._segments[state].isEnabled():
            return
        self.show_decision(self._recorded)
        self.decided.emit(DecisionMade(state))
