"""Signing a held set again with another key: why, which key, one PIN; the old seals go last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.batch import Item
from app.desk import Desk
from app.errors import Reason
from app.jobs import Lane, OpenQuestion
from app.moves import LetterState
from app.ports import ConsentQuestion, Context, PinQuestion
from app.usecases.choose_key import ChosenKey, usable_keys
from app.usecases.sign_again import sign_again
from app.usecases.sign_letters import SigningResult
from ui.bridge import Handlers
from ui.dialogs.confirm import ConfirmDialog, ConfirmModel
from ui.dialogs.keys import KeyChosen
from ui.frame.main_window import MainWindow
from ui.office import Office
from ui.shown import file_title
from ui.sign.consent import ask_consent
from ui.sign.keychoice import KeyChoice
from ui.sign.pin import Outlook, ask_pin, at_pad
from ui.text import say

HELD = (LetterState.SEALED, LetterState.BLOCKED)


class SignAgain(QObject):
    """One guided step; whoever stops in it leaves everything as it was.

    Args:
        owner: whose life it shares.
        office: of the open profile.
        window: over which it asks.
        refused: gets the reason when it did not succeed.
    """

    def __init__(self, owner: QObject, office: Office, window: MainWindow, refused: Callable[[Reason], None]) -> None:
        super().__init__(owner)
        self._office = office
        self._window = window
        self._refused = refused
        self._keys = KeyChoice(self, office, window)
        self._key: ChosenKey | None = None
        self._wrong = False

    def begin(self, item: Item) -> None:
        """Ask why, and say what follows."""
        names = ", ".join(file_title(letter.file) for letter in item.letters if letter.state in HELD)
        model = ConfirmModel(
            say("again_title"),
            say("again_text", letter=names),
            say("again_go"),
            say("do_not"),
            say("again_reason"),
            icon="key-round",
            grave=False,
        )
        dialog = ConfirmDialog(self._window.theme, model)
        dialog.confirmed.connect(lambda confirmed: self._choose(item, confirmed.reason))
        dialog.declined.connect(self._window.close_card)
        self._window.show_card(dialog, dialog.first)

    def _choose(self, item: Item, why: str) -> None:
        self._window.close_card()
        self._keys.ask(lambda chosen: self._find(item, why, chosen))

    def _find(self, item: Item, why: str, chosen: KeyChosen) -> None:
        def found(keys: tuple[ChosenKey, ...]) -> None:
            self._key = next((key for key in keys if key.uri == chosen.uri), None)
            if self._key is None:
                self._refused(Reason("key_missing", {"token": chosen.holder}))
            else:
                self._start(item, why)

        self._office.run(lambda desk, context: _usable(desk, chosen.uri), done=found, lane=Lane.TOKEN)

    def _start(self, item: Item, why: str) -> None:
        key = self._key
        if key is None:
            return
        names = tuple(letter.name for letter in item.letters if letter.state in HELD)
        job = self._office.run(
            lambda desk, context: _sign(desk, names, key.uri, why, context),
            done=lambda result: self._done(item, result),
            failed=lambda reason: self._failed(item, why, reason),
            lane=Lane.TOKEN,
            handlers=Handlers(asked=self._question, progress=lambda _progress: self._clear_pad()),
        )
        self._office.say_working(job, say("again_working"))

    def _question(self, asked: OpenQuestion) -> None:
        question = asked.question
        if isinstance(question, PinQuestion) and self._key is not None:
            wrong, self._wrong = self._wrong, False
            outlook = Outlook(sealed=question.signatures)
            ask_pin(self._window, asked, question, self._key, outlook, wrong=wrong)
        elif isinstance(question, ConsentQuestion):
            # That it is signed again was said and confirmed; what is to be said besides is said now.
            ask_consent(self._window, self._office, asked, question)
        else:
            asked.answer(None)

    def _clear_pad(self) -> None:
        if at_pad(self._window):
            self._window.close_card()

    def _done(self, item: Item, result: SigningResult) -> None:
        self._window.close_card()
        trouble = result.stopped_by or next((reason for _, reason in result.failed), None)
        if trouble is not None:
            self._refused(trouble)
            return
        self._office.say(say("again_done"))
        self._office.tell(item.map)

    def _failed(self, item: Item, why: str, reason: Reason) -> None:
        self._window.close_card()
        if reason.code in {"pin_incorrect", "key_file_passphrase_wrong"} and self._key is not None:
            # Asked again, knowing what the card now says of its tries; never tried again by itself.
            self._wrong = True
            self._find(item, why, KeyChosen(self._key.uri, self._key.holder))
            return
        if reason.code in {"pin_not_given", "consent_missing"}:
            self._office.say(say("again_left"))
            self._office.tell(item.map)
            return
        self._refused(reason)


def _usable(desk: Desk, uri: str) -> tuple[ChosenKey, ...]:
    return tuple(key for key in usable_keys(desk) if key.uri == uri)


def _sign(desk: Desk, names: tuple[str, ...], uri: str, why: str, context: Context) -> SigningResult:
    first, *others = names
    return sign_again(desk, first, key_uri=uri, why=why, context=context, also=tuple(others))
