"""The bytes of a letter as they are now: hashed through the vault, joined to their tail."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

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
    """Return a stream of a base object with its tail object behind it; closing it closes the object."""
    tail = objects.read(connection, tail_object)
    return OverlayStream(objects.open(connection, object_id), tail, owning=True)


class HashedStream(io.RawIOBase):
    """A stream that hashes what is read of it in order, whatever else is read in between.

    So what is proven and what is used are the same bytes, and a letter of 400 MB is read once for both.

    Args:
        source: seekable, from its first byte; closed with this stream.
    """

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._size = source.seek(0, io.SEEK_END)
        self._position = 0
        self._hashed = 0
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def seekable(self) -> bool:
        """It can be read anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, as any stream."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, origin + offset)
        return self._position

    def tell(self) -> int:
        """Return the place."""
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read as any stream; what comes next in order is hashed."""
        self._source.seek(self._position)
        piece = self._source.read(len(memoryview(buffer)))
        start, self._position = self._position, self._position + len(piece)
        if start <= self._hashed < self._position:
            self._digest.update(memoryview(piece)[self._hashed - start :])
            self._hashed = self._position
        buffer[: len(piece)] = piece
        return len(piece)

    def sha256(self) -> str:
        """Return the SHA-256 of the whole; what nobody read yet is read now."""
        self._source.seek(self._hashed)
        while piece := self._source.read(1 << 20):
            self._digest.update(piece)
            self._hashed += len(piece)
        return self._digest.hexdigest()

    def close(self) -> None:
        """Close it and its source."""
        if not self.closed:
            self._source.close()
        super().close()
