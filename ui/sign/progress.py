"""The progress of signing, and its result."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.sign.model import BusyModel, ResultGroup, ResultModel, SignAsked
from ui.text import number_word, say, sentence_case
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind, LinkButton
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Notice
from ui.widgets.pane import Hairline, Pane, column, emptied, row, scrolled
from ui.widgets.plan import PlanTable
from ui.widgets.progress import Bar
from ui.widgets.states import State


class _Middle(QWidget):
    """A column of at most 1080 in the middle of the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        content = QWidget()
        content.setObjectName("column")
        outer = column(theme, self)
        outer.addWidget(scrolled(content))
        around = row(theme, content, margins=(28, 40, 28, 28))
        around.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(1080))
        self.body: QVBoxLayout = column(theme, inner)
        around.addWidget(inner, 30)
        around.addStretch(1)


def _remark(theme: Theme, icon: str, colour: str, text: str) -> QHBoxLayout:
    line = row(theme, gap=10)
    line.addWidget(Icon(theme, icon, colour), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(theme, text, tone="text2", wrap=True), 1)
    return line


class BusyView(_Middle):
    """Which letter is in hand, how long still, and the way to stop after it.

    Signals:
        asked: carries :class:`SignAsked`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._said = ""
        head = row(theme, gap=16)
        words = column(theme, gap=2)
        self._title = Text(theme, "", role="hero")
        self._more = Text(theme, "", role="lead", tone="text2")
        words.addWidget(self._title)
        words.addWidget(self._more)
        head.addLayout(words, 1)
        self.stop = Button(theme, say("sign_stop"), icon="circle-stop", key="Esc", height=44)
        self.stop.clicked.connect(lambda: self.asked.emit(SignAsked("stop")))
        head.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(head)
        self.body.addSpacing(theme.px(18))
        self._bar = Bar(theme, height=8)
        self.body.addWidget(self._bar)
        self.body.addSpacing(theme.px(22))
        pane = Pane(theme, ground="surface", border="line", radius=10)
        inside = column(theme, pane, margins=(1, 1, 1, 1))
        self._table = PlanTable(theme, name=say("sign_progress"))
        inside.addWidget(self._table)
        self.body.addWidget(pane)
        self.body.addSpacing(theme.px(24))
        below = row(theme, gap=48)
        below.addLayout(_remark(theme, "info", "accent", say("sign_note_stop")), 1)
        below.addLayout(_remark(theme, "shield-check", "accent", say("sign_note_check")), 1)
        self.body.addLayout(below)
        self.body.addStretch(1)

    def show_busy(self, model: BusyModel) -> None:
        """Show how far it is; a screen reader hears it when the letter changes."""
        title = model.doing or say("sign_busy", place=model.place, count=model.count)
        self._title.say(title)
        left = "sign_busy_left" if model.card else "sign_busy_time"
        self._more.say(say(left, count=model.seconds) if model.seconds else "")
        self._bar.show_done(model.done, model.count, name=title)
        self._table.show_table(model.rows)
        self.stop.say(say("sign_stopping" if model.stopping else "sign_stop"))
        self.stop.setEnabled(not model.stopping)
        said = say("sign_place", place=model.place, count=model.count)
        if said != self._said:
            self._said = said
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


class ResultView(_Middle):
    """What was signed, at which level really, and what was not.

    Signals:
        asked: carries :class:`SignAsked`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.main: Button | None = None

    def show_result(self, model: ResultModel) -> None:
        """Show the result."""
        theme = self._theme
        emptied(self.body)
        self.body.addLayout(self._head(model))
        self.body.addSpacing(theme.px(22))
        if model.trouble:
            self.body.addWidget(Notice(theme, State.ATTENTION, model.trouble))
            self.body.addSpacing(theme.px(16))
        for group in model.groups:
            self.body.addWidget(self._group(group))
            self.body.addSpacing(theme.px(16))
        self.body.addSpacing(theme.px(10))
        below = row(theme, gap=48)
        if model.unproven:
            below.addLayout(_remark(theme, "clock", "time", say("sign_note_time")), 1)
        if model.unsigned:
            right = row(theme, gap=10)
            right.addWidget(Icon(theme, "circle-dashed", "text2"))
            right.addWidget(Text(theme, say("sign_not_signed", count=model.unsigned), tone="text2"))
            link = LinkButton(theme, say("sign_why_not"))
            link.clicked.connect(lambda: self.asked.emit(SignAsked("why")))
            right.addWidget(link)
            right.addStretch(1)
            holder = column(theme)
            holder.addLayout(right)
            holder.addStretch(1)
            below.addLayout(holder, 1)
        self.body.addLayout(below)
        self.body.addStretch(1)

    def _head(self, model: ResultModel) -> QHBoxLayout:
        """What was done, and the way on: to the council, or with the rest where it was interrupted."""
        theme = self._theme
        head = row(theme, gap=10)
        words = column(theme, gap=2)
        number = sentence_case(number_word(model.signed))
        title = say("sign_done", count=model.signed, number=number) if model.signed else say("sign_done_none")
        more = "sign_stopped_at" if model.trouble else "sign_done_at" if model.card else "sign_done_at_file"
        words.addWidget(Text(theme, title, role="hero", wrap=True))
        words.addWidget(Text(theme, say(more, time=model.time), role="lead", tone="text2", wrap=True))
        head.addLayout(words, 1)
        ways = [("council", "sign_to_council", "landmark")]
        if model.trouble:
            ways = [("later", "sign_later", ""), ("go_on", "sign_go_on", "arrow-right")]
        for what, key, icon in ways:
            last = what == ways[-1][0]
            button = Button(
                theme,
                say(key),
                icon=icon,
                kind=Kind.PRIMARY if last else Kind.DEFAULT,
                key=say("key_enter") if last else "",
            )
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(SignAsked(what)))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            self.main = button
        return head

    def _group(self, group: ResultGroup) -> Pane:
        theme = self._theme
        pane = Pane(theme, ground="surface", border="line", radius=10)
        layout = column(theme, pane, margins=(1, 1, 1, 1))
        head = row(theme, margins=(16, 12, 16, 12), gap=8)
        head.addWidget(Text(theme, group.heading, strong=True))
        head.addWidget(Text(theme, group.text, tone="text2"), 1)
        layout.addLayout(head)
        layout.addWidget(Hairline(theme))
        table = PlanTable(theme, name=f"{group.heading}, {group.text}")
        table.show_table(group.rows)
        layout.addWidget(table)
        return pane
