"""At the start: that signing was interrupted, by a power cut or a program that was ended, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.batch import SigningBatch
from app.desk import Desk
from app.moves import LetterState
from app.usecases.show_map import list_maps
from ui.frame.main_window import MainWindow
from ui.frame.places import Place
from ui.office import Office
from ui.text import say
from ui.widgets.notice import Notice
from ui.widgets.states import State

_SIGNED = {LetterState.SEALED, LetterState.RELEASED, LetterState.DISPATCHED}


class Interrupted(QObject):
    """Looks once, when the vault is opened, and says it over whatever page is shown.

    Args:
        owner: whose life it shares.
        office: of the open profile.
        window: that shows it.
    """

    def __init__(self, owner: QObject, office: Office, window: MainWindow) -> None:
        super().__init__(owner)
        self._office = office
        self._window = window
        self._looked = False
        office.changed.connect(lambda _changed: self._look())
        office.locked.connect(self._locked)
        window.entered.connect(lambda entered: self._entered(entered.place))

    def _look(self) -> None:
        if self._office.open and not self._looked:
            self._looked = True
            self._office.run(lambda desk, context: interrupted(desk), done=self._say)

    def _say(self, batch: SigningBatch | None) -> None:
        if batch is None or self._window.place is Place.SIGN:
            return
        name, letters = batch.name, batch.letters
        done = sum(one.state in _SIGNED for one in letters)
        left = sum(one.state is LetterState.APPROVED for one in letters)
        words = say("sign_was_interrupted", done=done, total=done + left)
        notice = Notice(self._window.theme, State.ATTENTION, words, action=say("sign_go_on"), closable=True)
        notice.acted.connect(lambda: self._go_on(name))
        notice.closed.connect(lambda: self._window.show_notice(None))
        self._window.show_notice(notice)

    def _go_on(self, name: str) -> None:
        self._office.open_map(name)
        self._window.go(Place.SIGN)

    def _entered(self, place: Place) -> None:
        if place is Place.SIGN:  # it says so itself
            self._window.show_notice(None)

    def _locked(self) -> None:
        self._looked = False
        self._window.show_notice(None)


def interrupted(desk: Desk) -> SigningBatch | None:
    """Return the first map in which a letter was made ready for a signature that it did not get, or None."""
    return next(
        (
            batch
            for batch in list_maps(desk)
            if any(one.state is LetterState.APPROVED and one.prepared is not None for one in batch.letters)
        ),
        None,
    )
