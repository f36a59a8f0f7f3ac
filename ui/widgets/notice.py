"""A sentence in place with at most one way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, IconButton
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.states import LOOKS, State


class Notice(Pane):
    """Soft colour, icon 18, sentence, one button, and a way to close it.

    Signals:
        acted: its button was pressed.
        closed: it was closed.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, state: State, sentence: str, *, action: str = "", closable: bool = False) -> None:
        look = LOOKS[state]
        super().__init__(theme, ground=look.soft, radius=8)
        layout = row(theme, self, margins=(14, 8, 10, 8), gap=10)
        layout.addWidget(Icon(theme, look.icon, look.colour), 0, Qt.AlignmentFlag.AlignTop)
        self._text = Text(theme, sentence, wrap=True)
        layout.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        if action:
            button = Button(theme, action, height=30)
            button.clicked.connect(self.acted)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if closable:
            close = IconButton(theme, "x", say("close"))
            close.clicked.connect(self.closed)
            layout.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(sentence)

    def say(self, sentence: str) -> None:
        """Say something else in place; its button keeps focus and a press that has begun."""
        self._text.say(sentence)
        self.setAccessibleName(sentence)


class Empty(QWidget):
    """What a page says when there is nothing: a hero sentence, a line under it, and a way on.

    Signals:
        acted: its button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme, icon: str, sentence: str, line: str = "", *, action: str = "") -> None:
        super().__init__()
        outer = row(theme, self)
        outer.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(560))
        layout = column(theme, inner, margins=(16, 0, 16, 0), gap=6)
        layout.addStretch(2)
        layout.addWidget(Icon(theme, icon, "text3", size=38), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(theme.px(8))
        title = Text(theme, sentence, role="document", wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(title)
        if line:
            more = Text(theme, line, role="lead", tone="text2", wrap=True)
            more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(more)
        if action:
            layout.addSpacing(theme.px(8))
            button = Button(theme, action, icon="arrow-right", trailing=True)
            button.clicked.connect(self.acted)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        outer.addWidget(inner, 4)
        outer.addStretch(1)
