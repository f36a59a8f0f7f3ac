"""Boxes that ask before something cannot be taken back: voiding, quitting during a job, throwing away."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.sheet import Card
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import Text
from ui.widgets.pane import row


@dataclass(frozen=True)
class ConfirmModel:
    """What is asked.

    Attributes:
        title: the question.
        text: what follows, in full sentences.
        act: the word on the button that does it.
        decline: the word on the button that does not, which is the default.
        reason: label of the field that must be filled first; empty for none.
        icon: name of the icon.
        grave: whether something cannot be taken back; else the question is asked without red.
        harmless: whether doing it is the way on; then that is the default, and not to decline.
    """

    title: str
    text: str
    act: str
    decline: str
    reason: str = ""
    icon: str = "triangle-alert"
    grave: bool = True
    harmless: bool = False


@dataclass(frozen=True)
class Confirmed:
    """The person did confirm, with a reason where one was asked."""

    reason: str


class ConfirmDialog(Card):
    """The default is not to do it, and Enter means no, unless the act is harmless.

    Signals:
        confirmed: carries :class:`Confirmed`.
        declined: the person does not.
    """

    confirmed = Signal(object)
    declined = Signal()

    def __init__(self, theme: Theme, model: ConfirmModel) -> None:
        super().__init__(theme, width=452, name=model.title)
        self.escaped.connect(self.declined)
        self.reason: QPlainTextEdit | None = None
        self.heading(model.title, icon=model.icon, colour="bad" if model.grave else "accent")
        self.body.addWidget(Text(theme, model.text, tone="text2", wrap=True))
        self._act = Button(
            theme, model.act, kind=Kind.DANGER if model.grave else Kind.PRIMARY if model.harmless else Kind.DEFAULT
        )
        self._act.clicked.connect(self._confirm)
        if model.reason:
            self.body.addSpacing(theme.px(16))
            self._ask_reason(model.reason)
        self.body.addSpacing(theme.px(20))
        line = row(theme, gap=12)
        self.decline = Button(theme, model.decline, kind=Kind.DEFAULT if model.harmless else Kind.PRIMARY, key="Esc")
        self.decline.clicked.connect(self.declined)
        self._harmless = model.harmless
        line.addWidget(self._act)
        line.addStretch(1)
        line.addWidget(self.decline)
        self.body.addLayout(line)

    @property
    def first(self) -> QWidget:
        """Where the focus begins: the reason, or the button that is the default."""
        if self.reason is not None:
            return self.reason
        return self._act if self._harmless else self.decline

    def _ask_reason(self, label: str) -> None:
        field = QPlainTextEdit()
        field.setFont(self.theme.font("body"))
        field.setFixedHeight(self.theme.px(64))
        field.setTabChangesFocus(True)
        field.setAccessibleName(label)
        field.textChanged.connect(self._typed)
        self.reason = field
        self.body.addWidget(Text(self.theme, label, strong=True))
        self.body.addSpacing(self.theme.px(6))
        self.body.addWidget(field)
        self._act.setEnabled(False)

    def _typed(self) -> None:
        self._act.setEnabled(bool(self._typed_reason()))

    def _typed_reason(self) -> str:
        return self.reason.toPlainText().strip() if self.reason is not None else ""

    def _confirm(self) -> None:
        self.confirmed.emit(Confirmed(self._typed_reason()))


def void_model(signatures: int) -> ConfirmModel:
    """Return the question before a sealed signature is destroyed."""
    return ConfirmModel(
        title=say("void_title"),
        text=say("void_text", count=signatures),
        act=say("void_act"),
        decline=say("do_not"),
        reason=say("reason_label"),
        icon="ban",
    )


def quit_model(running: str) -> ConfirmModel:
    """Return the question before the window closes during a job."""
    return ConfirmModel(
        title=say("quit_title"),
        text=say("quit_text", job=running),
        act=say("quit_act"),
        decline=say("quit_stay"),
        icon="clock",
        grave=False,
    )
