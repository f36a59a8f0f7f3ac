"""Find the key to sign with: the one a person chose, else the first on a token that can be used, else in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.compose import demonstration_of
from app.desk import Desk
from app.ports import PinState
from app.settings import read_settings
from app.usecases.list_keys import ListedKey
from app.usecases.offer_keys import offer_keys, place_of
from signing.errors import KeyFault
from signing.keys import KeyAccess, TokenPinState, locate


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
        pad: whether the PIN is typed at the reader.
        each: whether the key wants the PIN for every signature; None where only the first PIN will tell.
    """

    uri: str
    where: str
    holder: str
    ends: datetime | None
    software: bool
    pin_state: PinState
    why_not: str
    hint: str = ""
    pad: bool = False
    each: bool | None = False

    def pins(self, signatures: int) -> int:
        """Return how many times a person will type the PIN for so many signatures, as far as is known."""
        return KeyAccess(TokenPinState(self.pin_state.value), self.pad, self.each).pins(signatures)


def choose_key(desk: Desk) -> ChosenKey:
    """Return the key of this desk; looks at tokens anew each time, without any PIN."""
    wanted = read_settings(desk.paths.folder).signing_key
    listed = [key for key in offer_keys(desk) if not wanted or key.uri == wanted]
    usable = [key for key in listed if not key.unusable]
    if usable:
        return _chosen(desk, usable[0])
    if listed:
        found = listed[0]
        holder = found.certificate.holder if found.certificate else ""
        where = place_of(wanted) if wanted else found.where
        return ChosenKey("", where, holder, None, found.software, PinState.NORMAL, found.unusable)
    # Somebody's own choice is never replaced by another key: that it is not there is said.
    return ChosenKey("", place_of(wanted), "", None, False, PinState.NORMAL, "token_missing" if wanted else "no_key")


def usable_keys(desk: Desk) -> tuple[ChosenKey, ...]:
    """Return every key that can be signed with, in the order they are offered: tokens first, then files.

    For who has several, or whose token failed at the last minute. Only certificates fit to sign are among them.
    """
    return tuple(_chosen(desk, key) for key in offer_keys(desk) if not key.unusable)


def _chosen(desk: Desk, key: ListedKey) -> ChosenKey:
    access = _access(key)
    return ChosenKey(
        uri=key.uri,
        where=key.where,
        holder=key.certificate.holder if key.certificate else key.where,
        ends=key.certificate.not_after if key.certificate else None,
        software=key.software,
        pin_state=PinState(access.pin_state.value),
        why_not="",
        hint=_hint(desk, key),
        pad=access.pad,
        each=access.each,
    )


def _access(key: ListedKey) -> KeyAccess:
    """How the key wants its PIN, as far as can be seen without it."""
    try:
        place = locate(key.uri)
        place.public_certificate()  # shows whether the PIN is wanted each time, on tokens that do not hide it
        return place.access()
    except KeyFault:  # gone since it was listed: said when it is used
        return KeyAccess(TokenPinState(key.pin_state), key.pin_pad, None)


def _hint(desk: Desk, key: ListedKey) -> str:
    """A demonstration keeps its own secrets and tells them: nobody chose them."""
    demonstration = demonstration_of(desk.paths)
    secret = demonstration.secret_for(key.uri) if demonstration is not None else None
    return secret.reveal() if secret is not None else ""
