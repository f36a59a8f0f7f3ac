"""Mappen when there is nothing yet: a drop zone, three steps, and the way to Controleren."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.maps.model import MapsAsked
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind, LinkButton
from ui.widgets.dropzone import DropArea, DropGround, FilesAsked
from ui.widgets.label import Icon, Mark, Text
from ui.widgets.notice import Notice
from ui.widgets.pane import Hairline, Pane, column, emptied, row, scrolled
from ui.widgets.states import State


class _Ground(Pane):
    """The surface under the drop area's dashed frame."""


class EmptyMaps(QWidget):
    """The first start.

    Signals:
        asked: carries :class:`MapsAsked`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`FilesAsked`.
    """

    asked = Signal(object)
    dropped = Signal(object)
    files_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        content = DropGround(theme, radius=0)
        content.dropped.connect(self.dropped)
        content.setObjectName("column")
        outer = column(theme, self)
        outer.addWidget(scrolled(content))
        around = row(theme, content, margins=(24, 44, 24, 24))
        around.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(theme.px(1000))
        layout = column(theme, middle)
        around.addWidget(middle, 20)
        around.addStretch(1)
        self._notices = column(theme)
        layout.addLayout(self._notices)
        layout.addWidget(self._make_drop())
        layout.addSpacing(theme.px(44))
        layout.addLayout(self._make_steps())
        layout.addSpacing(theme.px(44))
        layout.addWidget(Hairline(theme))
        layout.addSpacing(theme.px(16))
        layout.addLayout(self._make_below())
        layout.addStretch(1)

    def ask_folder(self) -> None:
        """Ask for a folder."""
        self.files_asked.emit(FilesAsked(folder=True))

    def say_notice(self, sentence: str) -> None:
        """Show an error in place, or none."""
        emptied(self._notices)
        if sentence:
            self._notices.addWidget(Notice(self._theme, State.ATTENTION, sentence))
            self._notices.addSpacing(self._theme.px(16))

    def _make_drop(self) -> QWidget:
        theme = self._theme
        ground = _Ground(theme, ground="surface", radius=12)
        layer = column(theme, ground)
        zone = DropArea(theme, radius=12)
        layer.addWidget(zone)
        zone.dropped.connect(self.dropped)
        line = row(theme, zone, margins=(24, 40, 32, 40), gap=24)
        mark = Mark(theme, height=100)
        line.addStretch(1)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        words = column(theme, gap=4)
        words.addWidget(Text(theme, say("maps_empty_title"), role="hero", wrap=True))
        words.addWidget(Text(theme, say("maps_empty_text"), role="lead", tone="text2", wrap=True))
        words.addSpacing(theme.px(16))
        buttons = row(theme, gap=10)
        self.first = Button(theme, say("maps_choose"), icon="folder-open", kind=Kind.PRIMARY, key="Ctrl O", height=40)
        self.first.clicked.connect(self.ask_folder)
        example = Button(theme, say("maps_example"), icon="files", kind=Kind.QUIET, height=40)
        example.clicked.connect(lambda: self.asked.emit(MapsAsked("example")))
        for button in (self.first, example):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words.addLayout(buttons)
        line.addLayout(words, 9)
        return ground

    def _make_steps(self) -> QHBoxLayout:
        theme = self._theme
        steps = row(theme, gap=44)
        for number in (1, 2, 3):
            step = column(theme, gap=6)
            head = row(theme, gap=10)
            head.addWidget(Text(theme, str(number), role="numeral_small", tone="text2"))
            head.addWidget(Text(theme, say(f"maps_step_{number}"), role="heading"), 1)
            step.addLayout(head)
            step.addWidget(Text(theme, say(f"maps_step_{number}_text"), role="lead", tone="text2", wrap=True))
            step.addStretch(1)
            steps.addLayout(step, 1)
        return steps

    def _make_below(self) -> QHBoxLayout:
        theme = self._theme
        line = row(theme, gap=4)
        line.addWidget(Icon(theme, "shield-check", "accent", size=20))
        line.addSpacing(theme.px(8))
        line.addWidget(Text(theme, say("maps_only_verify")))
        line.addSpacing(theme.px(4))
        link = LinkButton(theme, say("page_verify"))
        link.clicked.connect(lambda: self.asked.emit(MapsAsked("verify")))
        line.addWidget(link)
        line.setSpacing(0)
        line.addWidget(Text(theme, say("maps_only_verify_end")))
        line.addStretch(1)
        keys = Button(theme, say("act_keys"), kind=Kind.TOOL, key="F1", height=30)
        keys.clicked.connect(lambda: self.asked.emit(MapsAsked("keys")))
        line.addWidget(keys)
        return line
