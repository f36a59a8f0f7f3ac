"""The bytes of a letter as they are now: hashed through the vault, joined to their tail."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from app.errors import CannotRead
from app.vault.chunks import ObjectDamaged
from app.vault.objects import ObjectStore
from signing.overlay import OverlayStream


def content_sha256(objects: ObjectStore, connection: Connection, object_id: str, *, tail: bytes = b"") -> str:
    """Return the SHA-256 of an object's bytes, and of a tail behind them, as hexadecimal.

    Raises:
        CannotRead: ``object_missing``, ``object_damaged``.
    """
    digest = hashlib.sha256()
    try:
        with objects.open(connection, object_id) as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    except ObjectDamaged as error:
        raise CannotRead("object_damaged", object=object_id) from error
    digest.update(tail)
    return digest.hexdigest()


def with_tail(objects: ObjectStore, connection: Connection, object_id: str, tail_object: str) -> OverlayStream:
    """Return a stream of a base object with its tail object behind it."""
    return OverlayStream(objects.open(connection, object_id), objects.read(connection, tail_object))
