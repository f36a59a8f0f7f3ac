"""Find the key to sign with: the first on a token that can be used, else the first in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.compose import demonstration_of
from app.desk import Desk
from app.ports import PinState
from app.usecases.known_keys import known_keys
from app.usecases.list_keys import ListedKey, list_keys


@dataclass(frozen=True)
class ChosenKey:
    """The key that will sign, or why there is none.

    Attributes:
        uri: of the key; empty when none can be used.
        where: token label or file name.
        holder: whose certificate, where it can be read before the PIN.
        ends: end of its validity, where it can be read.
        software: whether it lies in a file.
        pin_state: what the token says of its tries.
        why_not: code of why no key can be used, or empty.
        hint: what a demonstration tells of its PIN, or empty.
    """

    uri: str
    where: str
    holder: str
    ends: datetime | None
    software: bool
    pin_state: PinState
    why_not: str
    hint: str = ""


def choose_key(desk: Desk) -> ChosenKey:
    """Return the key of this desk; looks at tokens anew each time, without any PIN."""
    known = known_keys(desk.paths.folder, now=desk.now())
    listed = list_keys(modules=known.modules, key_files=known.files, now=known.now)
    usable = [key for key in listed if not key.unusable]
    if not usable:
        return ChosenKey("", "", "", None, False, PinState.NORMAL, listed[0].unusable if listed else "token_missing")
    key = usable[0]
    return ChosenKey(
        uri=key.uri,
        where=key.where,
        holder=key.certificate.holder if key.certificate else key.where,
        ends=key.certificate.not_after if key.certificate else None,
        software=key.software,
        pin_state=PinState(key.pin_state),
        why_not="",
        hint=_hint(desk, key),
    )


def _hint(desk: Desk, key: ListedKey) -> str:
    """A demonstration keeps its own secrets and tells them: nobody chose them."""
    demonstration = demonstration_of(desk.paths)
    secret = demonstration.secret_for(key.uri) if demonstration is not None else None
    return secret.reveal() if secret is not None else ""
