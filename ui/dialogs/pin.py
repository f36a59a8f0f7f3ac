"""The PIN: five situations, of which the last try is built so that nothing happens by accident."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ports import Secret
from ui.dialogs.sheet import Card
from ui.text import number_word, say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Pane, column, row


class Situation(Enum):
    """What the token says of its tries, or how it wants the PIN."""

    NORMAL = "normal"
    LOW = "low"
    FINAL = "final"
    LOCKED = "locked"
    PAD = "pad"


@dataclass(frozen=True)
class PinModel:
    """What the dialog says.

    Attributes:
        situation: see :class:`Situation`.
        signatures: how many letters this PIN signs.
        holder: whose certificate.
        sealed: how many stay sealed until after the council.
        ready: how many can be sent at once; ``elsewhere`` when the office releases them.
        tries: how many tries are left, where the driver gives a number; of ``tries_of``.
        wrong: the PIN before this one was wrong.
        each: the token asks again for every letter.
        pad: the PIN is typed at the reader, in whatever situation.
        pins: how many times a person types it, as far as is known.
    """

    situation: Situation
    signatures: int
    holder: str
    sealed: int = 0
    ready: int = 0
    elsewhere: bool = False
    tries: int | None = None
    tries_of: int = 3
    wrong: bool = False
    each: bool = False
    pad: bool = False
    pins: int = 1

    @property
    def at_reader(self) -> bool:
        """Whether there is no field: the PIN is typed at the reader."""
        return self.pad or self.situation is Situation.PAD


@dataclass(frozen=True)
class PinGiven:
    """The person typed a PIN; an empty one where it is typed at the reader."""

    pin: Secret


class PinDialog(Card):
    """Asks for a PIN once. Whoever shows it answers the question with what it signals.

    Signals:
        given: carries :class:`PinGiven`.
        declined: the person stops here.
    """

    given = Signal(object)
    declined = Signal()

    def __init__(self, theme: Theme, model: PinModel) -> None:
        self._model = model
        super().__init__(theme, width=452, name=_title(model))
        self.field: Field | None = None
        self.escaped.connect(self.declined)
        final = model.situation in (Situation.FINAL, Situation.LOCKED)
        self.heading(
            _title(model), icon="triangle-alert" if final else "key-round", colour="bad" if final else "accent"
        )
        self.body.addWidget(Text(theme, _explanation(model), tone="text2", wrap=True))
        if not final:
            self.body.addSpacing(theme.px(14))
            self.body.addWidget(_outlook(theme, model))
        if model.situation is not Situation.LOCKED:
            self.body.addSpacing(theme.px(18))
            self._ask()
        self.body.addSpacing(theme.px(20))
        self._buttons()

    @property
    def first(self) -> QWidget:
        """Where the focus begins: the field, and on the last try the button that stops."""
        if self._model.situation in (Situation.FINAL, Situation.LOCKED):
            return self.stop
        return self.field.edit if self.field is not None else self.go

    def _ask(self) -> None:
        theme, model = self.theme, self._model
        if model.at_reader:
            line = row(theme, gap=10)
            line.addWidget(Icon(theme, "key-round", "text2"))
            line.addWidget(Text(theme, say("pin_pad"), strong=True, wrap=True), 1)
            self.body.addLayout(line)
            return
        self.field = Field(theme, say("pin_label"), secret=True, height=42)
        head = row(theme)
        own = self.field.layout()
        assert own is not None  # noqa: S101 - a field has a layout
        own.removeWidget(self.field.label)
        head.addWidget(self.field.label)
        head.addStretch(1)
        head.addWidget(TriesLeft(theme, model))
        self.body.addLayout(head)
        self.body.addSpacing(theme.px(6))
        self.body.addWidget(self.field)
        self.field.describe(tries_sentence(model))
        if model.wrong:
            self.field.wrong(_wrong_sentence(model))
        # On the last try Enter in the field submits nothing: the button is reached by Tab only.
        if model.situation is not Situation.FINAL:
            self.field.edit.returnPressed.connect(self._give)

    def _buttons(self) -> None:
        theme, model = self.theme, self._model
        line = row(theme, gap=12)
        final = model.situation is Situation.FINAL
        stop_word = say("pin_stop" if final else "close" if model.situation is Situation.LOCKED else "cancel")
        primary = model.situation in (Situation.FINAL, Situation.LOCKED)
        key = say("key_enter") if primary else "Esc"
        self.stop = Button(theme, stop_word, kind=Kind.PRIMARY if primary else Kind.DEFAULT, key=key)
        self.stop.clicked.connect(self.declined)
        if primary:
            if final:
                again = Button(theme, say("pin_try"), icon="pen-line", kind=Kind.DANGER)
                again.clicked.connect(self._give)
                line.addWidget(again)
            line.addStretch(1)
            line.addWidget(self.stop)
        else:
            line.addWidget(self.stop)
            line.addStretch(1)
            words = say("pin_pad_go") if model.at_reader else say("pin_sign", count=model.signatures)
            self.go = Button(theme, words, icon="pen-line", kind=Kind.PRIMARY, key=say("key_enter"))
            self.go.clicked.connect(self._give)
            line.addWidget(self.go)
        self.body.addLayout(line)

    def _give(self) -> None:
        if self._model.at_reader:
            self.given.emit(PinGiven(Secret("")))
            return
        if self.field is None or not self.field.edit.text():
            return
        pin = Secret(self.field.edit.text())
        self.field.edit.clear()
        self.given.emit(PinGiven(pin))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)


class PadCard(Card):
    """Says that the reader asks for the PIN; it goes when the card answered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, width=420, name=say("pin_pad_title"))
        self.heading(say("pin_pad_title"), icon="key-round", colour="accent")
        self.body.addWidget(Text(theme, say("pin_pad_text"), tone="text2", wrap=True))


class TriesLeft(QWidget):
    """What the token says of its tries, in words; dots only where it gives a number."""

    def __init__(self, theme: Theme, model: PinModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._text = tries_sentence(model)
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _dots(self) -> int:
        return self._model.tries_of if self._model.tries is not None else 0

    def sizeHint(self) -> QSize:
        theme = self._theme
        strong = self._model.situation is Situation.FINAL
        width = theme.metrics("body", strong=strong).horizontalAdvance(self._text) + self._dots() * theme.px(12)
        return QSize(round(width) + theme.px(8), theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        final = self._model.situation is Situation.FINAL
        ink = theme.colour("bad" if final else "text2")
        side = theme.px(9)
        y = (self.height() - side) / 2
        for dot in range(self._dots()):
            rect = QRectF(QPointF(dot * theme.px(12), y), QSize(side, side).toSizeF())
            left = dot < (self._model.tries or 0)
            paint.box(
                painter,
                rect,
                fill=ink if left else None,
                border=ink if left else theme.colour("control"),
                radius=side / 2,
            )
        rest = QRectF(self._dots() * theme.px(12) + theme.px(2), 0, self.width(), self.height())
        paint.line(painter, self._text, theme.font("body", strong=final), ink, rest)


def tries_sentence(model: PinModel) -> str:
    """Return what is said of the tries: a number only from a token that gives one."""
    if model.tries is not None:
        return say("pin_tries", count=model.tries)
    return {Situation.LOW: say("pin_low"), Situation.FINAL: say("pin_final_short")}.get(model.situation, "")


def _wrong_sentence(model: PinModel) -> str:
    rest = say("pin_tries", count=model.tries) + "." if model.tries is not None else ""
    return f"{say('pin_wrong')} {rest}".strip()


def _title(model: PinModel) -> str:
    if model.situation is Situation.FINAL:
        return say("pin_final_title")
    if model.situation is Situation.LOCKED:
        return say("pin_locked_title")
    return say("pin_title", count=model.signatures, number=number_word(model.signatures))


def _explanation(model: PinModel) -> str:
    if model.situation is Situation.FINAL:
        return say("pin_final_text")
    if model.situation is Situation.LOCKED:
        return say("pin_locked_text")
    text = say("pin_text", count=model.signatures, holder=model.holder)
    if model.pins > 1:
        return f"{text} {say('pin_each', count=model.pins)}"
    return f"{text} {say('pin_each_once')}" if model.each and model.signatures > 1 else text


def _outlook(theme: Theme, model: PinModel) -> Pane:
    pane = Pane(theme, ground="surface", border="line", radius=8)
    layout = column(theme, pane, margins=(14, 10, 14, 10), gap=6)
    lines = (
        ("seal", "seal", model.sealed, "pin_sealed"),
        ("package-check", "ok", model.ready, "pin_ready_elsewhere" if model.elsewhere else "pin_ready"),
    )
    for icon, colour, count, key in lines:
        if count:
            line = row(theme, gap=10)
            line.addWidget(Icon(theme, icon, colour), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(theme, say(key, count=count), wrap=True), 1)
            layout.addLayout(line)
    if not (model.sealed or model.ready):
        pane.hide()
    return pane
