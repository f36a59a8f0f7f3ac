"""Which key to sign with: what was found, what cannot be used and why, and the ways to point at another place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet import Card
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind, LinkButton
from ui.widgets.field import Choice, Choices
from ui.widgets.label import Icon, Text
from ui.widgets.pane import column, row


@dataclass(frozen=True)
class KeyOption:
    """A key that was found; ``why_not`` is the sentence why it cannot sign, or empty."""

    uri: str
    holder: str
    text: str
    why_not: str = ""


@dataclass(frozen=True)
class KeyChosen:
    """The person signs with this key from now on."""

    uri: str
    holder: str


class KeyDialog(Card):
    """No key is chosen beforehand but the one that is in use.

    Signals:
        chosen: carries :class:`KeyChosen`.
        asked: ``file``, ``module`` or ``look``: point at a key file, at a driver, look again.
        declined: the person keeps what there is.
    """

    chosen = Signal(object)
    asked = Signal(str)
    declined = Signal()

    def __init__(self, theme: Theme, options: tuple[KeyOption, ...], *, now: str = "") -> None:
        super().__init__(theme, width=560, name=say("keys_choose_title"))
        self.escaped.connect(self.declined)
        self._options = {option.uri: option for option in options if option.uri and not option.why_not}
        self.heading(say("keys_choose_title"), icon="key-round", colour="accent")
        self.body.addWidget(Text(theme, say("keys_choose_text"), tone="text2", wrap=True))
        self.body.addSpacing(theme.px(14))
        self._choices: Choices | None = None
        if self._options:
            usable = tuple(Choice(one.uri, one.holder, one.text) for one in self._options.values())
            self._choices = Choices(theme, usable, name=say("keys_choose_list"), card=True)
            self._choices.choose(now)
            self._choices.chosen.connect(lambda _chosen: self._use.setEnabled(True))
            self.body.addWidget(self._choices)
        else:
            self.body.addWidget(Text(theme, say("keys_choose_none"), strong=True, wrap=True))
        self._unfit(tuple(option for option in options if option.why_not))
        self.body.addSpacing(theme.px(14))
        for word, what in (("keys_choose_p12", "file"), ("keys_choose_module", "module"), ("sign_look_again", "look")):
            line = row(theme)
            link = LinkButton(theme, say(word))
            link.clicked.connect(lambda _on=False, what=what: self.asked.emit(what))
            line.addWidget(link)
            line.addStretch(1)
            self.body.addLayout(line)
        self._buttons(chosen=now in self._options)

    @property
    def first(self) -> QWidget:
        """Where the focus begins: the first key, or the way to point at one."""
        return self._choices.findChildren(Button)[0] if self._choices is not None else self.findChildren(LinkButton)[0]

    def _unfit(self, options: tuple[KeyOption, ...]) -> None:
        theme = self.theme
        if not options:
            return
        self.body.addSpacing(theme.px(14))
        self.body.addWidget(Text(theme, say("keys_choose_unfit"), role="caption", tone="text2"))
        for option in options:
            line = row(theme, margins=(0, 4, 0, 4), gap=10)
            line.addWidget(Icon(theme, "ban", "unknown"), 0, Qt.AlignmentFlag.AlignTop)
            words = column(theme, gap=0)
            words.addWidget(Text(theme, option.holder, strong=True, wrap=True))
            words.addWidget(Text(theme, option.why_not, tone="text2", wrap=True))
            line.addLayout(words, 1)
            self.body.addLayout(line)

    def _buttons(self, *, chosen: bool) -> None:
        theme = self.theme
        self.body.addSpacing(theme.px(20))
        line = row(theme, gap=12)
        cancel = Button(theme, say("cancel"), key="Esc")
        cancel.clicked.connect(self.declined)
        self._use = Button(theme, say("keys_choose_use"), icon="key-round", kind=Kind.PRIMARY)
        self._use.setEnabled(chosen)
        self._use.clicked.connect(self._done)
        line.addWidget(cancel)
        line.addStretch(1)
        line.addWidget(self._use)
        self.body.addLayout(line)

    def _done(self) -> None:
        code = self._choices.code if self._choices is not None else ""
        if code:
            self.chosen.emit(KeyChosen(code, self._options[code].holder))
