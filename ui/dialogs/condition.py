"""The condition of an item: which meeting must agree before its letters may go out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet import Card
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.field import Choice, Choices, Field
from ui.widgets.label import Text
from ui.widgets.pane import row


@dataclass(frozen=True)
class MeetingChoice:
    """A meeting that can be chosen: its code in the store and how it is called."""

    code: str
    name: str


@dataclass(frozen=True)
class ConditionModel:
    """What the memo says of a condition, and the meetings it may mean."""

    quote: str
    place: str
    meetings: tuple[MeetingChoice, ...]
    none_allowed: bool


@dataclass(frozen=True)
class ConditionRecorded:
    """The person recorded the condition; ``meeting`` is empty where there is none."""

    meeting: str
    agenda_item: str


class ConditionDialog(Card):
    """No meeting is chosen beforehand.

    Signals:
        recorded: carries :class:`ConditionRecorded`.
        declined: the person does not record one now.
    """

    recorded = Signal(object)
    declined = Signal()

    def __init__(self, theme: Theme, model: ConditionModel) -> None:
        super().__init__(theme, width=520, name=say("condition_title"))
        self.escaped.connect(self.declined)
        self.heading(say("condition_title"), icon="landmark", colour="seal")
        if model.quote:
            quote = Text(theme, f"\u2018{model.quote}\u2019", role="quote", wrap=True, italic=True)
            self.body.addWidget(quote)
            self.body.addWidget(Text(theme, model.place, role="caption", tone="text2"))
            self.body.addSpacing(theme.px(14))
        self.body.addWidget(Text(theme, say("condition_question"), strong=True))
        self.body.addSpacing(theme.px(6))
        choices = [Choice(meeting.code, meeting.name, say("condition_follows")) for meeting in model.meetings]
        if model.none_allowed:
            choices.append(Choice("none", say("condition_none"), say("condition_none_follows")))
        self._choices = Choices(theme, tuple(choices), name=say("condition_question"), card=True)
        self._choices.chosen.connect(lambda _chosen: self._turn())
        self.body.addWidget(self._choices)
        self.body.addSpacing(theme.px(14))
        self._point = Field(theme, say("condition_point"))
        self.body.addWidget(self._point)
        self.body.addSpacing(theme.px(20))
        line = row(theme, gap=12)
        cancel = Button(theme, say("cancel"), key="Esc")
        cancel.clicked.connect(self.declined)
        self._record = Button(theme, say("condition_record"), icon="landmark", kind=Kind.PRIMARY)
        self._record.clicked.connect(self._done)
        self._record.setEnabled(False)
        line.addWidget(cancel)
        line.addStretch(1)
        line.addWidget(self._record)
        self.body.addLayout(line)

    @property
    def first(self) -> QWidget:
        """Where the focus begins: the first meeting, unchosen."""
        return self._choices.findChildren(Button)[0]

    def _turn(self) -> None:
        self._record.setEnabled(True)
        self._point.setVisible(self._choices.code != "none")

    def _done(self) -> None:
        code = self._choices.code
        meeting = "" if code == "none" else code
        self.recorded.emit(ConditionRecorded(meeting, self._point.edit.text().strip() if meeting else ""))
