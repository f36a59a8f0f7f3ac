"""Asking for the PIN on the window: once for each question, in the situation the card is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.jobs import Answer, OpenQuestion
from app.ports import PinQuestion, Secret
from app.usecases.choose_key import ChosenKey
from ui.dialogs.pin import PadCard, PinDialog, PinModel, Situation
from ui.frame.main_window import MainWindow
from ui.text import say


@dataclass(frozen=True)
class Outlook:
    """What becomes of the letters that are signed: how many stay sealed, how many can be sent at once."""

    sealed: int = 0
    ready: int = 0


def ask_pin(
    window: MainWindow, asked: OpenQuestion, question: PinQuestion, key: ChosenKey, outlook: Outlook, *, wrong: bool
) -> None:
    """Show the dialog and answer the question with what it tells.

    Args:
        window: over which.
        asked: answered once.
        question: what the card said of itself.
        key: whose certificate.
        outlook: for the letters this PIN signs.
        wrong: whether the PIN before this one was wrong.
    """
    model = PinModel(
        Situation(question.state.value),
        question.signatures,
        say("sign_pin_hint", holder=key.holder, pin=key.hint) if key.hint else key.holder,
        sealed=outlook.sealed,
        ready=outlook.ready,
        wrong=wrong,
        pad=question.pad,
        each=bool(question.each),
        pins=question.pins,
    )
    dialog = PinDialog(window.theme, model)
    settle = _settling(window, asked)
    dialog.given.connect(lambda given: _to_pad(window, asked, given.pin) if question.pad else settle(given.pin))
    dialog.declined.connect(lambda: settle(None))
    window.show_card(dialog, dialog.first)


def _settling(window: MainWindow, asked: OpenQuestion) -> Callable[[Answer], None]:
    def settle(answer: Answer) -> None:
        window.close_card()
        asked.answer(answer)

    return settle


def _to_pad(window: MainWindow, asked: OpenQuestion, pin: Secret) -> None:
    """The reader asks now: what is to be done there stays in sight until the card answered."""
    window.show_card(PadCard(window.theme))
    asked.answer(pin)


def at_pad(window: MainWindow) -> bool:
    """Whether the window waits for a PIN typed at the reader."""
    return isinstance(window.card, PadCard)
