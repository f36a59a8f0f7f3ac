"""A demonstration profile: its own clock, random secrets and PKI, kept in it and marked as such.

The folder ``demonstration/`` in a profile makes it one. A normal profile has no such folder and never gets one.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from app.demonstration.pki import DemonstrationPki, make_pki
from app.demonstration.token import OBJECT_LABEL, TOKEN_LABEL, make_token, softhsm_module, use_token_store
from app.errors import CannotRead, WrongUse
from app.ports import Secret
from app.vault.files import write_whole
from signing.services import Services

STORY_BEGINS = datetime(2024, 2, 8, 14, 5, tzinfo=UTC)
_MARK = "DIT IS EEN DEMONSTRATIE. Sleutels, certificaten en klok zijn verzonnen. Vertrouw niets hiervan.\n"


class DemonstrationClock:
    """A clock that is kept in the profile and runs on from where it stood.

    Args:
        path: where it is kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._set = datetime.fromisoformat(json.loads(path.read_bytes())["now"]).astimezone(UTC)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CannotRead("clock_unreadable", file=str(path)) from error
        self._since = monotonic()

    def now(self) -> datetime:
        """Return the demonstration's present moment, UTC."""
        return self._set + timedelta(seconds=monotonic() - self._since)

    def set(self, moment: datetime) -> None:
        """Put the clock at a moment and keep it there for the next command."""
        self._set, self._since = moment.astimezone(UTC), monotonic()
        self.keep()

    def keep(self) -> None:
        """Write down where the clock stands."""
        write_whole(self._path, json.dumps({"now": self.now().isoformat()}).encode())


@dataclass(frozen=True)
class DemonstrationSecrets:
    """The random secrets of a demonstration, kept in it so that later commands need no question.

    Attributes:
        passphrase: of the vault.
        pin: of the token.
        key_file: passphrase of the PKCS#12 file.
    """

    passphrase: Secret
    pin: Secret
    key_file: Secret


class DemonstrationProfile:
    """What marks and makes a demonstration.

    Args:
        folder: ``demonstration/`` in the profile.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.clock = DemonstrationClock(folder / "clock.json")
        kept = json.loads((folder / "secrets.json").read_bytes())
        self.secrets = DemonstrationSecrets(*(Secret(kept[name]) for name in ("passphrase", "pin", "key_file")))
        self._pki: DemonstrationPki | None = None
        if self.module is not None:
            use_token_store(folder / "softhsm")

    @property
    def pki(self) -> DemonstrationPki:
        """Its public-key infrastructure, loaded when first needed."""
        if self._pki is None:
            self._pki = DemonstrationPki(self._folder / "pki", self.clock)
        return self._pki

    @property
    def module(self) -> str | None:
        """The PKCS#11 module its token was made with, or None where SoftHSM2 was not there."""
        path = json.loads((self._folder / "token.json").read_bytes())["module"]
        return str(path) if path else None

    @property
    def trust_root(self) -> bytes:
        """DER of the demonstration's root."""
        return (self._folder / "pki" / "root.cert.der").read_bytes()

    @property
    def key_file(self) -> Path:
        """The signer's PKCS#12 file."""
        return self._folder / "sleutel.p12"

    @property
    def key_uris(self) -> tuple[str, ...]:
        """The signer's key, on the token first, then in the file."""
        label = TOKEN_LABEL.replace(" ", "%20")
        token = f"pkcs11:token={label};object={OBJECT_LABEL};module-path={self.module}"
        return ((token,) if self.module else ()) + (f"file:{self.key_file}",)

    def secret_for(self, uri: str) -> Secret | None:
        """Return the kept secret of one of its own keys; None for any other key."""
        if uri not in self.key_uris:
            return None
        return self.secrets.pin if uri.startswith("pkcs11:") else self.secrets.key_file

    def services(self) -> Services:
        """Return time stamps and revocation data that follow the demonstration's clock."""
        return Services(
            time_stamper=lambda: self.pki.time_stamper(),
            fetchers=lambda: self.pki.fetchers(),
            time_stamp_address="demonstratie, in dit programma",
        )


def make_demonstration(folder: Path) -> DemonstrationProfile:
    """Make the demonstration's secrets, PKI, key file and token in a new folder.

    Raises:
        WrongUse: ``folder_not_empty``.
    """
    if folder.exists():
        raise WrongUse("folder_not_empty", folder=str(folder))
    make_pki(folder / "pki")
    kept = {
        "passphrase": secrets.token_urlsafe(18),
        "pin": f"{secrets.randbelow(10**6):06d}",
        "key_file": secrets.token_urlsafe(12),
    }
    (folder / "DEMONSTRATIE.txt").write_text(_MARK, encoding="utf-8")
    write_whole(folder / "secrets.json", json.dumps(kept).encode())
    write_whole(folder / "clock.json", json.dumps({"now": STORY_BEGINS.isoformat()}).encode())
    module = softhsm_module()
    write_whole(folder / "token.json", json.dumps({"module": module}).encode())
    profile = DemonstrationProfile(folder)
    write_whole(profile.key_file, profile.pki.pkcs12(profile.secrets.key_file))
    if module is not None:
        certificates = tuple(profile.pki.certificate(label) for label in ("signer", "issuing", "root"))
        make_token(module, key=profile.pki.signer_key(), certificates=certificates, pin=profile.secrets.pin)
    return profile
