"""Lets a person choose whom to trust: a folder with certificates of issuers, or one with the EU's lists."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.jobs import Lane
from app.usecases.choose_issuers import choose_issuers, choose_lists, take_back_choice
from ui.bridge import Handlers
from ui.office import Office
from ui.text import say
from ui.verify.view import VerifyPage


class Issuers(QObject):
    """Asks for a folder and keeps it in the settings.

    Signals:
        changed: other issuers are trusted now; what is listed is to be judged again.
        refused: the folder will not do; carries :class:`app.errors.Reason`.

    Args:
        page: whose dialogs they are.
        office: whose lanes are used; the vault may be locked.
        folder: of the profile.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, page: VerifyPage, office: Office, folder: Path) -> None:
        super().__init__(page)
        self._page, self._office, self._folder = page, office, folder

    def ask(self, *, lists: bool) -> None:
        """Let the person choose a folder: of the EU's lists, or of issuers."""
        dialog = QFileDialog(self._page, say("verify_lists_title" if lists else "verify_issuers_title"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=False)
        dialog.fileSelected.connect(lambda chosen: self._choose(Path(chosen), lists=lists))
        dialog.open()

    def _choose(self, chosen: Path, *, lists: bool) -> None:
        profile, now = self._folder, datetime.now(UTC)
        self._office.bridge.run(
            Lane.WRITE,
            lambda context: choose_lists(profile, chosen, now=now) if lists else choose_issuers(profile, chosen),
            Handlers(done=partial(self._chosen, chosen.name, lists), failed=self.refused.emit),
        )

    def _chosen(self, name: str, lists: bool, before: object) -> None:
        key = "lists_folder" if lists else "trust_folder"
        sentence = say("verify_lists_kept" if lists else "verify_issuers_kept", name=name)
        self._office.say(sentence, undo=lambda: self._take_back(key, str(before)))
        self.changed.emit()

    def _take_back(self, key: str, before: str) -> None:
        profile = self._folder
        done = Handlers(done=lambda _none: self.changed.emit(), failed=self.refused.emit)
        self._office.bridge.run(Lane.WRITE, lambda context: take_back_choice(profile, key, before), done)
