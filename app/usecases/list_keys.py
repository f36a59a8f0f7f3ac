"""List the keys that are there, and say of each why it cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from signing.errors import KeyFault
from signing.keys import locate
from signing.keys.fitness import CertificateFacts, certificate_facts
from signing.keys.token import list_tokens


@dataclass(frozen=True)
class ListedKey:
    """A key, or a place where one was expected.

    Attributes:
        uri: how ``sign --key`` names it; empty where nothing can be named.
        where: token label, file name or module path.
        software: whether it lies in a file.
        certificate: what its certificate says, where it can be read without a secret.
        pin_state: ``normal``, ``low``, ``final`` or ``locked``.
        unusable: code of why it cannot sign, or empty.
    """

    uri: str
    where: str
    software: bool
    certificate: CertificateFacts | None
    pin_state: str
    unusable: str


def list_keys(*, modules: Sequence[str], key_files: Sequence[str], now: datetime) -> tuple[ListedKey, ...]:
    """Return the keys on the tokens of some modules, and in some files.

    Args:
        modules: paths of PKCS#11 modules.
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
    listed = []
    for one in list_tokens(module):
        facts = certificate_facts(one.certificate, now=now)
        if "key_cert_sign" in facts.key_usage:
            continue  # the certificate of an issuer, kept on the token for the chain
        uri = f"pkcs11:token={quote(one.token)};object={quote(one.object)};module-path={module}"
        locked = "pin_locked" if one.pin_state.value == "locked" else ""
        listed.append(ListedKey(uri, one.token, False, facts, one.pin_state.value, facts.unfit or locked))
    return listed
