"""Release keys and seals in the vault: made at lock, destroyed at unlock and at void."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.errors import Refused
from app.store import schema
from signing.seal import ReleaseKey

_KEEP_SEAL = schema.seals.insert()


def keep_release_key(connection: Connection, version: str, key: ReleaseKey) -> None:
    """Keep the key pair of a version of a letter."""
    connection.execute(
        schema.release_keys.insert().values(version=version, public=key.public, private=key.private, protection="store")
    )


def release_key(connection: Connection, version: str, *, letter: str) -> ReleaseKey:
    """Return the release key of a version of a letter.

    Raises:
        Refused: ``release_key_not_here``: destroyed, or never in this vault.
    """
    query = select(schema.release_keys).where(schema.release_keys.c.version == version)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise Refused("release_key_not_here", letter=letter)
    return ReleaseKey(row.public, row.private)


def destroy_release_key(connection: Connection, version: str) -> None:
    """Destroy the key, then the seal (design section 2, step 6)."""
    connection.execute(schema.release_keys.delete().where(schema.release_keys.c.version == version))
    connection.execute(schema.seals.delete().where(schema.seals.c.version == version))


def keep_seal(connection: Connection, version: str, sealed: bytes) -> None:
    """Keep the seal of a version; a version never has two (guard G12, by the primary key)."""
    connection.execute(_KEEP_SEAL, {"version": version, "sealed": sealed})


def kept_seal(connection: Connection, version: str, *, letter: str) -> bytes:
    """Return the seal of a version.

    Raises:
        Refused: ``seal_not_here``.
    """
    row = connection.execute(select(schema.seals).where(schema.seals.c.version == version)).one_or_none()
    if row is None:
        raise Refused("seal_not_here", letter=letter)
    return bytes(row.sealed)
