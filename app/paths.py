"""Where a profile keeps what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class ProfilePaths:
    """The places of a profile.

    Attributes:
        folder: of the profile.
    """

    folder: Path

    @property
    def keyring(self) -> Path:
        """The wrapped key of the store."""
        return self.folder / "vault.json"

    @property
    def store(self) -> Path:
        """The SQLCipher store."""
        return self.folder / "store.db"

    @property
    def objects(self) -> Path:
        """The encrypted objects."""
        return self.folder / "objects"

    @property
    def lock(self) -> Path:
        """The file whose lock says that the profile is in use."""
        return self.folder / "in-use"

    @property
    def demonstration(self) -> Path:
        """The folder that marks a demonstration profile and holds its PKI, token, clock and secrets."""
        return self.folder / "demonstration"

    @property
    def log(self) -> Path:
        """The program's log: faults of ours, never a document's text or a secret."""
        return self.folder / "vloeiboek.log"

    @property
    def exists(self) -> bool:
        """Whether a vault was made here."""
        return self.keyring.exists()


def default_profile() -> Path:
    """Return the folder of the person's own profile on this machine."""
    return Path(platformdirs.user_data_dir("vloeiboek", appauthor=False))


def sending_folder(paths: ProfilePaths) -> Path:
    """Return where ready-to-send folders are made: among the person's documents, or in a demonstration."""
    if paths.demonstration.is_dir():
        return paths.folder / "verzendmap"
    return Path(platformdirs.user_documents_dir()) / "Vloeiboek" / "Verzenden"
