"""A read-only base with a small writable tail: how a 400 MB letter is signed without being copied.

Every revision of a PDF is appended (ISO 32000-2, 7.5.6), so a prepared or released letter is its approved file plus
one tail. The base may be a stream over an encrypted object; nothing is ever written below the base's length.
"""

from __future__ import annotations

import io
from typing import BinaryIO

_BUFFER = 64 * 1024


class _Overlay(io.RawIOBase):
    def __init__(self, base: BinaryIO, tail: bytes) -> None:
        super().__init__()
        self._base = base
        self._base_size = base.seek(0, io.SEEK_END)
        self._tail = bytearray(tail)
        self._position = 0

    @property
    def tail(self) -> bytes:
        return bytes(self._tail)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._base_size + len(self._tail)}[whence]
        self._position = max(0, origin + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        view = memoryview(buffer)
        if self._position < self._base_size:
            self._base.seek(self._position)
            piece = self._base.read(min(len(view), self._base_size - self._position))
        else:
            start = self._position - self._base_size
            piece = bytes(self._tail[start : start + len(view)])
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def write(self, data: memoryview) -> int:  # type: ignore[override]
        piece = bytes(data)
        start = self._position - self._base_size
        if start < 0:
            raise io.UnsupportedOperation("the approved file is never written to")
        if start > len(self._tail):
            self._tail.extend(bytes(start - len(self._tail)))
        self._tail[start : start + len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def truncate(self, size: int | None = None) -> int:
        length = self._position if size is None else size
        if length < self._base_size:
            raise io.UnsupportedOperation("the approved file is never cut")
        del self._tail[length - self._base_size :]
        return length


class SmallOverlay(io.BytesIO):
    """The same for a base that is held in memory: a parser that reads byte by byte is three times as fast over it.

    Args:
        base: the approved file's bytes.
    """

    def __init__(self, base: bytes) -> None:
        super().__init__(base)
        self._base = base

    @property
    def tail(self) -> bytes:
        """All bytes that now follow the base.

        Raises:
            io.UnsupportedOperation: somebody wrote into the base.
        """
        whole = self.getvalue()
        if not whole.startswith(self._base):
            raise io.UnsupportedOperation("the approved file is never written to")
        return whole[len(self._base) :]


class OverlayStream(io.BufferedRandom):
    """A seekable, writable stream over ``base`` followed by ``tail``.

    Args:
        base: the approved file; read from, never written to.
        tail: bytes that already follow the base.
        owning: close the base with the overlay; otherwise it stays its caller's.
    """

    def __init__(self, base: BinaryIO, tail: bytes = b"", *, owning: bool = False) -> None:
        self._overlay = _Overlay(base, tail)
        self._owned = base if owning else None
        super().__init__(self._overlay, buffer_size=_BUFFER)

    @property
    def tail(self) -> bytes:
        """All bytes that now follow the base."""
        self.flush()
        return self._overlay.tail

    def close(self) -> None:
        """Close it, and the base it owns. Calling it twice is harmless."""
        super().close()
        if self._owned is not None:
            self._owned.close()
