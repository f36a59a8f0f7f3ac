"""Letters that go out together, as one card with one frame: never split by a control."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
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
        grid = QGridLayout()
        grid.setSpacing(0)
        beside = len(model.letters) <= 2 and not narrow
        for place, letter in enumerate(model.letters):
            part = self._letter(letter, first=place == 0, beside=beside)
            grid.addWidget(part, 0 if beside else place, place if beside else 0)
            grid.setColumnStretch(place if beside else 0, 1)
        outer.addLayout(grid)
        outer.addWidget(self._footer(model.parts))
        self.setAccessibleName(", ".join(letter.to for letter in model.letters))

    def _letter(self, letter: LetterModel, *, first: bool, beside: bool) -> Pane:
        theme = self.theme
        part = Pane(theme, edges="" if first else ("l" if beside else "t"))
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
            layout.addWidget(Icon(theme, part.icon, "text2", size=16))
            layout.addWidget(Text(theme, part.text, tone="text2"))
            layout.addSpacing(theme.px(12))
        layout.addStretch(1)
        return footer


def _plain_line(theme: Theme, line: StateLine) -> QHBoxLayout:
    layout = row(theme, gap=6)
    layout.addWidget(Icon(theme, LOOKS[line.state].icon, "text2", size=15), 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addWidget(Text(theme, line.text, tone="text2"))
    layout.addStretch(1)
    return layout
