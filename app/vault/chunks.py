r"""Encrypted objects with random access: AES-256-GCM in chunks of 64 KiB.

    object = header (32 bytes), then chunks
    header = "VLOEIOBJ" (8), version 1 (4, big-endian), chunk size (4), plain size (8), random nonce prefix (8)
    chunk  = AES-256-GCM(key, nonce = prefix + chunk number (4), AAD = header + chunk number) of 64 KiB, the last
             one shorter

Every object has a key of its own, so a nonce never meets the same key twice. The plain size stands in the
authenticated header: a file cut at a chunk's border does not open, and chunks cannot change places.
"""

from __future__ import annotations

import io
import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import CannotRead

CHUNK = 64 * 1024
_MAGIC = b"VLOEIOBJ"
_HEADER = struct.Struct(">8sIIQ8s")
_TAG = 16


class ObjectDamaged(CannotRead, OSError):
    """An encrypted object whose bytes were changed, cut or exchanged (code ``object_damaged``).

    An ``OSError`` as well, for what reads through an object as it reads through a file.
    """

    def __init__(self, why: str) -> None:
        super().__init__("object_damaged", why=why)


def new_object_key() -> bytes:
    """Return a fresh key for one object (32 bytes)."""
    return AESGCM.generate_key(bit_length=256)


def encrypt_stream(source: BinaryIO, size: int, *, key: bytes, target: BinaryIO) -> None:
    """Write ``size`` bytes of a stream as an encrypted object.

    Args:
        source: read from where it stands.
        size: number of plain bytes, known beforehand because it is authenticated.
        key: 32 bytes, used for this object alone.
        target: written to.

    Raises:
        EOFError: the source ended early.
    """
    header = _HEADER.pack(_MAGIC, 1, CHUNK, size, os.urandom(8))
    cipher = AESGCM(key)
    target.write(header)
    for number in range(_chunks(size)):
        wanted = min(CHUNK, size - number * CHUNK)
        piece = _read_exactly(source, wanted)
        target.write(cipher.encrypt(_nonce(header, number), piece, header + number.to_bytes(4, "big")))


def _chunks(size: int) -> int:
    return max(1, -(-size // CHUNK))  # an empty object still has one chunk, whose tag proves it


def encrypted_size(size: int) -> int:
    """Return how many bytes an object of so many plain bytes takes."""
    return _HEADER.size + size + _chunks(size) * _TAG


def _nonce(header: bytes, number: int) -> bytes:
    return header[-8:] + number.to_bytes(4, "big")


def _read_exactly(source: BinaryIO, wanted: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < wanted:
        piece = source.read(wanted - len(pieces))
        if not piece:
            raise EOFError("the source is shorter than it was")
        pieces += piece
    return bytes(pieces)


class _ChunkReader(io.RawIOBase):
    def __init__(self, source: BinaryIO, key: bytes) -> None:
        super().__init__()
        self._source = source
        self._header = source.read(_HEADER.size)
        if len(self._header) != _HEADER.size:
            raise ObjectDamaged("the object has no whole header")
        magic, version, chunk, size, _ = _HEADER.unpack(self._header)
        if (magic, version, chunk) != (_MAGIC, 1, CHUNK):
            raise ObjectDamaged("the object is of no kind that is known here")
        self._cipher = AESGCM(key)
        self._size = int(size)
        self._position = 0
        self._held: tuple[int, bytes] = (-1, b"")
        self._chunk(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, origin + offset)
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        view = memoryview(buffer)
        if self._position >= self._size or not len(view):
            return 0
        number, within = divmod(self._position, CHUNK)
        piece = self._chunk(number)[within : within + len(view)]
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            length = min(CHUNK, self._size - number * CHUNK) + _TAG
            self._source.seek(_HEADER.size + number * (CHUNK + _TAG))
            try:
                plain = self._cipher.decrypt(
                    _nonce(self._header, number),
                    self._source.read(length),
                    self._header + number.to_bytes(4, "big"),
                )
            except InvalidTag as error:
                raise ObjectDamaged("the object was changed or cut") from error
            self._held = (number, plain)
        return self._held[1]

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()


class ObjectStream(io.BufferedReader):
    """A seekable, read-only stream of the plain bytes of an encrypted object.

    Args:
        source: the encrypted object, from its first byte; closed with this stream.
        key: its key.

    Raises:
        ObjectDamaged: at opening or at any read, when what is read was changed.
    """

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        try:
            reader = _ChunkReader(source, key)
        except ObjectDamaged:
            source.close()
            raise
        super().__init__(reader, buffer_size=CHUNK)
