"""Choosing the key to sign with: the dialog, the files a person points at, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.desk import Desk
from app.errors import Reason
from app.jobs import Lane
from app.usecases.choose_key import choose_key
from app.usecases.keep_signing_key import keep_signing_key
from app.usecases.list_keys import ListedKey
from app.usecases.offer_keys import offer_keys
from ui.dialogs.keys import KeyChosen, KeyDialog, KeyOption
from ui.frame.main_window import MainWindow
from ui.office import Office
from ui.shown import long_day
from ui.text import say

Found = tuple[tuple[ListedKey, ...], str]


class KeyChoice(QObject):
    """Asks which key to sign with.

    Signals:
        kept: another key is kept as the one to sign with.
        left: the person keeps what there is.
    """

    kept = Signal()
    left = Signal()

    def __init__(self, owner: QObject, office: Office, window: MainWindow) -> None:
        super().__init__(owner)
        self._office = office
        self._window = window
        self._modules: tuple[str, ...] = ()
        self._files: tuple[str, ...] = ()
        self._then: Callable[[KeyChosen], None] | None = None

    def ask(self, then: Callable[[KeyChosen], None] | None = None) -> None:
        """Show what was found; ``then`` gets the chosen key in place of keeping it in the settings."""
        self._then = then
        self._look()

    def _look(self) -> None:
        modules, files = self._modules, self._files
        self._office.run(lambda desk, context: _found(desk, modules, files), done=self._show, lane=Lane.TOKEN)

    def _show(self, found: Found) -> None:
        listed, now = found
        dialog = KeyDialog(self._window.theme, tuple(self._option(one) for one in listed), now=now)
        dialog.chosen.connect(self._chosen)
        dialog.asked.connect(self._asked)
        dialog.declined.connect(self._declined)
        self._window.show_card(dialog, dialog.first)

    def _option(self, key: ListedKey) -> KeyOption:
        holder = key.certificate.holder if key.certificate else key.where
        if key.unusable:
            why = self._office.sentence(unusable_reason(key.unusable, key.where))
            return KeyOption(key.uri, holder, key.where, why)
        if key.certificate is not None and not key.software:
            until = say("keys_choose_until", where=key.where, day=long_day(key.certificate.not_after.date()))
            return KeyOption(key.uri, holder, until)
        return KeyOption(key.uri, holder, say("keys_choose_file") if key.software else key.where)

    def _asked(self, what: str) -> None:
        if what != "look":
            kind = "keys_choose_p12" if what == "file" else "keys_choose_module"
            path, _ = QFileDialog.getOpenFileName(self._window, say(kind), "", say(f"{kind}_kind"))
            if not path:
                return
            if what == "file":
                self._files += (path,)
            else:
                self._modules += (path,)
        self._window.close_card()
        self._look()

    def _declined(self) -> None:
        self._window.close_card()
        self.left.emit()

    def _chosen(self, chosen: KeyChosen) -> None:
        self._window.close_card()
        if self._then is not None:
            self._then(chosen)
            return
        self._office.run(
            lambda desk, context: keep_signing_key(desk, chosen.uri),
            done=lambda before: self._kept(chosen, before),
        )

    def _kept(self, chosen: KeyChosen, before: str) -> None:
        self._office.say(say("keys_kept", holder=chosen.holder), undo=lambda: self._take_back(before))
        self.kept.emit()

    def _take_back(self, before: str) -> None:
        self._office.run(lambda desk, context: keep_signing_key(desk, before), done=lambda _none: self.kept.emit())


def unusable_reason(code: str, where: str) -> Reason:
    """Return why a key cannot be used as a reason with all that its sentence names."""
    return Reason(code, dict.fromkeys(("token", "key", "module", "holder", "file"), where))


def _found(desk: Desk, modules: tuple[str, ...], files: tuple[str, ...]) -> Found:
    return offer_keys(desk, modules=modules, key_files=files), choose_key(desk).uri
