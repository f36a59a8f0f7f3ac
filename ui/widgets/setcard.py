"""Letters that go out together, as one card with one frame: never split by a control."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.states import LOOKS, State


@dataclass(frozen=True)
class StateLine:
    """A state of a letter with its own words; ``plain`` is said in the quiet colour."""

    state: State
    text: str
    plain: bool = False


@dataclass(frozen=True)
class LetterModel:
    """A letter in a set: to whom, under which reference, and what can be said of it."""

    to: str
    reference: str
    lines: tuple[StateLine, ...] = ()


@dataclass(frozen=True)
class SetPart:
    """What else goes out with the letters, or what binds them: icon and words."""

    icon: str
    text: str


@dataclass(frozen=True)
class SetModel:
    """A release set: its letters, and the footer with what binds them."""

    letters: tuple[LetterModel, ...]
    parts: tuple[SetPart, ...]


class SetCard(Pane):
    """One frame, one column per letter (rows from three on, and where it is narrow), a footer with what binds them."""

    def __init__(self, theme: Theme, model: SetModel, *, narrow: bool = False) -> None:
        super().__init__(theme, ground="surface", border="line", radius=8)
        outer = column(theme, self, margins=(1, 1, 1, 1))
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._may_beside = len(model.letters) <= 2 and not narrow
        self._beside: bool | None = None
        self._letters = [self._letter(letter) for letter in model.letters]
        self._lay_out(beside=self._may_beside)
        outer.addLayout(self._grid)
        outer.addWidget(self._footer(model.parts))
        self.setAccessibleName(", ".join(letter.to for letter in model.letters))

    def minimumSizeHint(self) -> QSize:
        # It makes rows of its columns where they have no room, so it asks for the width of one letter only.
        wide = max((part.sizeHint().width() for part in self._letters), default=0)
        return QSize(min(wide, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = sum(part.sizeHint().width() for part in self._letters)
        self._lay_out(beside=self._may_beside and wide <= event.size().width())

    def _lay_out(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        for place, part in enumerate(self._letters):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, 0 if beside else place, place if beside else 0)
            self._grid.setColumnStretch(place, 1 if beside or place == 0 else 0)
            part.edge("" if place == 0 else "l" if beside else "t")
        self.updateGeometry()

    def _letter(self, letter: LetterModel) -> Pane:
        theme = self.theme
        part = Pane(theme)
        layout = column(theme, part, margins=(16, 10, 16, 12), gap=2)
        head = row(theme, gap=8)
        head.addWidget(Icon(theme, "file-text", "text2"))
        head.addWidget(Text(theme, letter.to, strong=True, role="lead"))
        head.addStretch(1)
        head.addWidget(Text(theme, letter.reference, tone="text2"))
        layout.addLayout(head)
        layout.addSpacing(theme.px(2))
        for line in letter.lines:
            if line.plain:
                layout.addLayout(_plain_line(theme, line))
            else:
                layout.addWidget(Badge(theme, line.state, text=line.text, plain=True, role="body"))
        layout.addStretch(1)
        return part

    def _footer(self, parts: tuple[SetPart, ...]) -> Pane:
        theme = self.theme
        footer = Pane(theme, ground="canvas", edges="t")
        layout = row(theme, footer, margins=(16, 7, 16, 7), gap=6)
        for part in parts:
            layout.addWidget(Icon(theme, part.icon, "text2", size=16), 0, Qt.AlignmentFlag.AlignVCenter)
            # A file is called as it is called: a long name takes more lines, not more room.
            layout.addWidget(Text(theme, part.text, tone="text2", wrap=True), 1)
            layout.addSpacing(theme.px(12))
        return footer


def _plain_line(theme: Theme, line: StateLine) -> QHBoxLayout:
    layout = row(theme, gap=6)
    layout.addWidget(Icon(theme, LOOKS[line.state].icon, "text2", size=15), 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addWidget(Text(theme, line.text, tone="text2"))
    layout.addStretch(1)
    return layout
