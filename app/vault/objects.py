"""The encrypted objects of a vault: letters, memos, attachments, tails. Nothing readable rests on disk."""

from __future__ import annotations

import hashlib
import io
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, bindparam

from app.errors import CannotRead
from app.ports import SecretBytes
from app.store import schema
from app.vault.chunks import ObjectDamaged, ObjectStream, encrypt_stream, encrypted_size, new_object_key
from app.vault.files import write_through

# Made once: a statement costs more to build than to run.
_KEEP = schema.objects.insert()
_KEPT = schema.objects.select().where(schema.objects.c.id == bindparam("wanted"))


@dataclass(frozen=True)
class StoredObject:
    """An object that was put into the vault.

    Attributes:
        id: 32 hexadecimal characters.
        size: of the plain bytes.
        sha256: of the plain bytes, hexadecimal.
    """

    id: str
    size: int
    sha256: str


@dataclass(frozen=True)
class WrittenObject:
    """An object on disk whose key is not kept yet.

    Attributes:
        stored: what it will be known as.
        key: of the object.
    """

    stored: StoredObject
    key: SecretBytes


class _Hashing:
    """A reader that hashes what passes."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


class ObjectStore:
    """Encrypted objects in a folder, their keys in the store.

    Args:
        folder: of the objects.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, object_id: str) -> Path:
        return self._folder / object_id[:2] / object_id

    def put(self, connection: Connection, source: BinaryIO) -> StoredObject:
        """Encrypt a stream, from its first byte, into a new object; it is on disk before its key is in the store.

        Args:
            connection: the transaction its key is kept in.
            source: seekable.
        """
        return self.keep(connection, self.write(source))

    def write(self, source: BinaryIO) -> WrittenObject:
        """Encrypt a stream, from its first byte, into an object on disk; its key is kept nowhere yet.

        Args:
            source: seekable.
        """
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        object_id, key, hashing = secrets.token_hex(16), new_object_key(), _Hashing(source)
        write_through(
            self._path(object_id),
            lambda target: encrypt_stream(hashing, size, key=key, target=target),  # type: ignore[arg-type]
        )
        return WrittenObject(StoredObject(object_id, size, hashing.digest.hexdigest()), SecretBytes(key))

    def keep(self, connection: Connection, written: WrittenObject) -> StoredObject:
        """Keep the key of an object that was written, in the transaction that says what it is."""
        stored = written.stored
        values = {"id": stored.id, "key": written.key.reveal(), "size": stored.size, "sha256": stored.sha256}
        connection.execute(_KEEP, values)
        return stored

    def lost(self, connection: Connection) -> list[str]:
        """Return the ids of objects that are gone or cut; the bytes themselves are proven when they are read."""
        rows = connection.execute(schema.objects.select()).all()
        return [row.id for row in rows if _size(self._path(row.id)) != encrypted_size(row.size)]

    def put_bytes(self, connection: Connection, content: bytes) -> StoredObject:
        """Encrypt bytes into a new object."""
        return self.put(connection, io.BytesIO(content))

    def open(self, connection: Connection, object_id: str) -> ObjectStream:
        """Return a stream of an object's plain bytes.

        Raises:
            CannotRead: ``object_missing``, ``object_damaged`` (its beginning; further on a read says so).
        """
        row = connection.execute(_KEPT, {"wanted": object_id}).one_or_none()
        path = self._path(object_id)
        if row is None or not path.is_file():
            raise CannotRead("object_missing", object=object_id)
        source = path.open("rb")
        try:
            return ObjectStream(source, bytes(row.key))
        except (ObjectDamaged, ValueError) as error:
            source.close()
            raise CannotRead("object_damaged", object=object_id) from error

    def read(self, connection: Connection, object_id: str) -> bytes:
        """Return an object's plain bytes; for tails, not for documents."""
        try:
            with self.open(connection, object_id) as stream:
                return stream.read()
        except ObjectDamaged as error:
            raise CannotRead("object_damaged", object=object_id) from error
