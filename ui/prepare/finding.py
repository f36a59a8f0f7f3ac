"""A finding: closed in two lines, open with its quote, its reason and what can be done."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel

from ui.prepare.model import FindingAnswered, FindingChosen, FindingModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.states import LOOKS, State, word


class FindingCard(Pane):
    """A finding in the inbox.

    Signals:
        chosen: carries :class:`FindingChosen`.
        answered: carries :class:`FindingAnswered`.
    """

    chosen = Signal(object)
    answered = Signal(object)

    def __init__(self, theme: Theme, finding: FindingModel, *, on: bool, place: int, count: int) -> None:
        look = LOOKS[finding.level]
        super().__init__(theme, ground=look.soft if on else "", edges="b")
        self._finding = finding
        layout = self._body = column(theme, self, margins=(18, 10, 18, 12), gap=1)
        head = row(theme, gap=6)
        head.addWidget(Badge(theme, finding.level, plain=True))
        head.addStretch(1)
        head.addWidget(Text(theme, finding.where, tone="text2"))
        layout.addLayout(head)
        title = Text(theme, finding.title, strong=True, wrap=True)
        if finding.seen:
            title.tone("text2")
        layout.addWidget(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        level = word(finding.level)
        name = say(
            "prepare_finding_name", place=place, count=count, level=level, where=finding.where, title=finding.title
        )
        self.setAccessibleName(name)
        if on:
            self._open(finding)

    def _open(self, finding: FindingModel) -> None:
        theme = self.theme
        layout = self._body
        if any(finding.quote):
            layout.addWidget(_quote(theme, finding))
        if finding.reason:
            reason = Text(theme, finding.reason, tone="text2", wrap=True)
            layout.addWidget(reason)
        line = row(theme, margins=(0, 8, 0, 2), gap=8)
        answers = [("prepare_back", "undo-2", "back", "")]
        if finding.level is not State.BLOCKING:
            answers.append(("prepare_seen", "check", "seen", say("key_space")))
        elif finding.may_override:
            answers.append(("prepare_anyway", "", "anyway", ""))
        for key, icon, answer, cap in answers:
            button = Button(theme, say(key), icon=icon, key=cap, height=28)
            button.clicked.connect(
                lambda _on=False, answer=answer: self.answered.emit(FindingAnswered(finding.code, answer))
            )
            line.addWidget(button)
        line.addStretch(1)
        layout.addLayout(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(FindingChosen(self._finding.code))


def _quote(theme: Theme, finding: FindingModel) -> Pane:
    """The quote in serif italic with the exact words 600, behind a rule of 2 px."""
    pane = Pane(theme)
    line = row(theme, pane, margins=(0, 6, 0, 6), gap=10)
    rule = Pane(theme, ground=LOOKS[finding.level].colour)
    rule.setFixedWidth(theme.px(2))
    line.addWidget(rule)
    before, exact, after = (escape(part) for part in finding.quote)
    label = QLabel()
    label.setFont(theme.font("quote", italic=True))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    height = theme.line("quote")
    label.setText(
        f'<p style="margin:0; line-height:{height}px; -qt-line-height-type:fixed">'
        f'{before}<span style="font-weight:600">{exact}</span>{after}</p>'
    )
    line.addWidget(label, 1)
    return pane
