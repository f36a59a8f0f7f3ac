"""From passphrase to store key: Argon2id over the passphrase wraps a random key that nothing else depends on.

There is no way in without the passphrase, for anyone.
"""

from __future__ import annotations

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import KeyTrouble
from app.ports import Secret, SecretBytes
from app.vault.files import write_whole

_FORMAT = "vloeiboek-vault-1"


@dataclass(frozen=True)
class Cost:
    """What Argon2id costs (RFC 9106, 4: the second recommended choice has 64 MiB, 3 passes, 4 lanes).

    Attributes:
        memory: KiB.
        passes: iterations.
        lanes: degree of parallelism.
    """

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


# The most that a keyring may ask: 4 GiB, 64 passes, 64 lanes.
_MOST = Cost(memory=4 * 1024 * 1024, passes=64, lanes=64)


def _derive(passphrase: Secret, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    # NFC: the same words typed on another machine are the same passphrase (RFC 8265, 4.2.2).
    return kdf.derive(unicodedata.normalize("NFC", passphrase.reveal()).encode("utf-8", "surrogatepass"))


def create_keyring(path: Path, passphrase: Secret, *, cost: Cost | None = None) -> SecretBytes:
    """Make the keyring of a new vault and return the store's key.

    Args:
        path: file to write; must not exist.
        passphrase: chosen by the person.
        cost: of the derivation; what is chosen stands in the file.

    Raises:
        KeyTrouble: ``passphrase_empty``.
        FileExistsError: there is a keyring; without it its vault would be lost.
    """
    if path.exists():
        raise FileExistsError(path)
    if not passphrase.reveal():
        raise KeyTrouble("passphrase_empty")
    cost = cost or Cost()
    key, salt, nonce = os.urandom(32), os.urandom(16), os.urandom(12)
    wrapped = AESGCM(_derive(passphrase, salt, cost)).encrypt(nonce, key, _FORMAT.encode())
    values = {
        "format": _FORMAT,
        "kdf": "argon2id",
        "memory": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "wrapped": b64encode(wrapped).decode(),
    }
    write_whole(path, json.dumps(values, indent=1).encode())
    return SecretBytes(key)


def open_keyring(path: Path, passphrase: Secret) -> SecretBytes:
    """Return the store's key.

    Raises:
        KeyTrouble: ``passphrase_wrong``, ``vault_damaged``.
    """
    try:
        cost, salt, nonce, wrapped = _read(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeyTrouble("vault_damaged", file=path.name) from error
    try:
        return SecretBytes(AESGCM(_derive(passphrase, salt, cost)).decrypt(nonce, wrapped, _FORMAT.encode()))
    except InvalidTag as error:
        raise KeyTrouble("passphrase_wrong") from error


def _read(content: bytes) -> tuple[Cost, bytes, bytes, bytes]:
    """Return what stands in a keyring; a file that is not ours must not make anyone wait or run out of memory."""
    values = json.loads(content)
    cost = Cost(values["memory"], values["passes"], values["lanes"])
    salt, nonce, wrapped = (b64decode(values[name], validate=True) for name in ("salt", "nonce", "wrapped"))
    lengths = (len(salt), len(nonce), len(wrapped)) == (16, 12, 48)
    asked = ((cost.memory, _MOST.memory), (cost.passes, _MOST.passes), (cost.lanes, _MOST.lanes))
    bounded = all(type(value) is int and 1 <= value <= most for value, most in asked)
    if (values["format"], values["kdf"]) != (_FORMAT, "argon2id") or not lengths or not bounded:
        raise ValueError(values["format"])
    if cost.memory < 8 * cost.lanes:
        raise ValueError("memory")  # RFC 9106, 3.1
    return cost, salt, nonce, wrapped
