"""List the keys that are there, and say of each why it cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from signing.errors import KeyFault
from signing.keys import KeyAccess, TokenPinState, locate
from signing.keys.fitness import CertificateFacts, certificate_facts
from signing.keys.token import TokenListing, list_tokens


@dataclass(frozen=True)
class ListedKey:
    """A key, or a place where one was expected.

    Attributes:
        uri: how ``sign --key`` names it; empty where nothing can be named.
        where: token label, file name or module path.
        software: whether it lies in a file (for small offices and demonstrations, and to be said so).
        certificate: what its certificate says, where it can be read without a secret.
        pin_state: ``normal``, ``low``, ``final`` or ``locked``.
        unusable: code of why it cannot sign, or empty.
        pin_pad: whether the PIN is typed at the reader.
    """

    uri: str
    where: str
    software: bool
    certificate: CertificateFacts | None
    pin_state: str
    unusable: str
    pin_pad: bool = False


def list_keys(*, modules: Sequence[str], key_files: Sequence[str], now: datetime) -> tuple[ListedKey, ...]:
    """Return the keys on the tokens of some modules, and in some files; nothing is asked and no PIN is needed.

    Args:
        modules: paths of PKCS#11 modules; one that fails does not hide the others.
        key_files: paths of PKCS#12 files.
        now: moment for validity.
    """
    found: list[ListedKey] = []
    for module in modules:
        try:
            found.extend(_on_module(module, now))
        except KeyFault as fault:
            found.append(ListedKey("", module, False, None, "normal", fault.code))
    for path in key_files:
        uri = f"file:{path}"
        try:
            place = locate(uri)
            found.append(ListedKey(uri, place.description, True, None, place.pin_state().value, ""))
        except KeyFault as fault:
            found.append(ListedKey(uri, path, True, None, "normal", fault.code))
    return tuple(found)


def _on_module(module: str, now: datetime) -> list[ListedKey]:
    listed = [one for one in (_listed(listing, now) for listing in list_tokens(module)) if one is not None]
    return listed or [ListedKey("", module, False, None, "normal", "no_token")]


def _listed(one: TokenListing, now: datetime) -> ListedKey | None:
    where = one.uri.token or one.uri.module_path
    access: KeyAccess = one.access
    if one.certificate is None:
        return ListedKey("", where, False, None, access.pin_state.value, one.fault, access.pad)
    try:
        facts = certificate_facts(one.certificate, now=now)
    except ValueError:  # a card may hold anything under the name of a certificate
        return ListedKey("", where, False, None, access.pin_state.value, "key_certificate_unreadable", access.pad)
    if "key_cert_sign" in facts.key_usage:
        return None  # the certificate of an issuer, kept on the token for the chain
    locked = "pin_locked" if access.pin_state is TokenPinState.LOCKED else ""
    return ListedKey(str(one.uri), where, False, facts, access.pin_state.value, facts.unfit or locked, access.pad)
