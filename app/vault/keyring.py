"""From passphrase to store key: Argon2id over the passphrase wraps a random key that nothing else depends on.

There is no way in without the passphrase, for anyone.
"""

from __future__ import annotations

import json
import os
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


def _derive(passphrase: Secret, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(passphrase.reveal().encode())


def create_keyring(path: Path, passphrase: Secret, *, cost: Cost | None = None) -> SecretBytes:
    """Make the keyring of a new vault and return the store's key.

    Args:
        path: file to write; must not exist.
        passphrase: chosen by the person.
        cost: of the derivation; what is chosen stands in the file.

    Raises:
        KeyTrouble: ``passphrase_empty``.
    """
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
        values = json.loads(path.read_bytes())
        cost = Cost(values["memory"], values["passes"], values["lanes"])
        salt, nonce, wrapped = (b64decode(values[name]) for name in ("salt", "nonce", "wrapped"))
        if values["format"] != _FORMAT or cost.memory > 4 * 1024 * 1024:
            raise ValueError(values["format"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyTrouble("vault_damaged", file=path.name) from error
    try:
        return SecretBytes(AESGCM(_derive(passphrase, salt, cost)).decrypt(nonce, wrapped, _FORMAT.encode()))
    except InvalidTag as error:
        raise KeyTrouble("passphrase_wrong") from error
