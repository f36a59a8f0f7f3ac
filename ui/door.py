"""The vault's door as the window uses it: cheap to look at, opened in a job, closed at the end."""

from __future__ import annotations

import importlib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.paths import ProfilePaths
from app.ports import Context, Secret

if TYPE_CHECKING:
    from app.desk import Desk

# The pages and the engine under them are loaded after the first paint, in a job: cold it takes about two seconds.
_ENGINE = "ui.assembly"


class VaultDoor:
    """The door of one profile.

    Args:
        folder: of the profile.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = ProfilePaths(folder)
        self._open = ExitStack()

    @property
    def folder(self) -> Path:
        """The folder of the profile."""
        return self._paths.folder

    def fresh(self) -> bool:
        """Return whether there is no vault yet."""
        return not self._paths.exists

    @property
    def demonstration(self) -> bool:
        """Whether the profile is a demonstration, whose passphrase is kept in it."""
        return self._paths.demonstration.is_dir()

    def warm(self, context: Context) -> object:
        """Load the pages, the engine and the store; return the module that assembles the pages."""
        return importlib.import_module(_ENGINE)

    def enter(self, context: Context, passphrase: Secret) -> Desk:
        """Open the vault, or make it, and return the desk.

        Raises:
            KeyTrouble: ``passphrase_wrong``, ``vault_damaged``.
            Refused: ``profile_in_use``.
        """
        compose: Any = importlib.import_module("app.compose")
        self.leave()
        if self.demonstration and not passphrase.reveal():
            passphrase = compose.demonstration_of(self._paths).secrets.passphrase
        desk: Desk = self._open.enter_context(compose.open_desk(self._paths.folder, passphrase=passphrase, create=True))
        return desk

    def enter_demonstration(self, context: Context) -> Desk:
        """Open a demonstration with its own kept passphrase."""
        compose: Any = importlib.import_module("app.compose")
        return self.enter(context, compose.demonstration_of(self._paths).secrets.passphrase)

    def leave(self) -> None:
        """Close the store and let the profile go."""
        self._open.close()
