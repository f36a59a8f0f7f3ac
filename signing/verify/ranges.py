"""The bytes a signature covers: windows on a file, /ByteRange (ISO 32000-2, 12.8.1) and digests over it.

Nothing here parses PDF objects; what a damaged file still shows of its signatures is found by scanning.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, SupportsIndex, SupportsInt

from signing.verify.verdict import Coverage

CHUNK = 1 << 20
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_BLOCK = 1 << 16  # bytes looked at in one go
_GAP = re.compile(rb"\A\s*<?[0-9A-Fa-f\s]*>?\s*\Z")
# /Contents of more than this is no signature: 64 MiB of hexadecimal would be read into memory.
MAXIMUM_GAP = 1 << 26


class Window(io.RawIOBase):
    """The first ``length`` bytes of a stream as a stream of its own: the file as it was when it ended there.

    Args:
        base: the whole file.
        length: where the window ends in it.
        shift: where it begins; what reads it counts from there.
        head: shown in the place of its first bytes.
    """

    def __init__(self, base: BinaryIO, length: int, *, shift: int = 0, head: bytes = b"") -> None:
        super().__init__()
        self._base, self._length, self._position = base, max(0, length - shift), 0
        self._shift, self._head = shift, head

    def readable(self) -> bool:
        """Return true."""
        return True

    def seekable(self) -> bool:
        """Return true."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move within the window; a place behind its end reads as nothing."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        if start + offset < 0:
            raise OSError("a position before the beginning")
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        """Return the place in the window."""
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the type of typeshed is wider
        """Fill ``buffer`` from the base, never beyond the window."""
        wanted = min(len(buffer), max(0, self._length - self._position))
        if self._position < len(self._head):
            got = self._head[self._position : self._position + wanted]
        else:
            self._base.seek(self._position + self._shift)
            got = self._base.read(wanted)
        buffer[: len(got)] = got
        self._position += len(got)
        return len(got)


def window(base: BinaryIO, length: int, *, shift: int = 0, head: bytes = b"") -> io.BufferedReader:
    """Return a buffered reader of the first ``length`` bytes of ``base``; see :class:`Window`."""
    return io.BufferedReader(Window(base, length, shift=shift, head=head), 1 << 16)


def size_of(stream: BinaryIO) -> int:
    """Return the length of a seekable stream in bytes."""
    return stream.seek(0, io.SEEK_END)


def read_at(stream: BinaryIO, start: int, length: int) -> bytes:
    """Return up to ``length`` bytes from ``start``."""
    stream.seek(start)
    return stream.read(length)


def sha256_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of the whole stream, in hexadecimal."""
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


@dataclass(frozen=True)
class ByteRange:
    """A /ByteRange as the file has it: offsets and lengths, in pairs."""

    numbers: tuple[int, ...]

    @classmethod
    def read(cls, value: Sequence[object]) -> ByteRange:
        """Return the range from a parsed array; anything that is not a whole number makes it empty (and so odd)."""
        try:
            return cls(tuple(int(_number(one)) for one in value))
        except (TypeError, ValueError):
            return cls(())

    @property
    def regular(self) -> bool:
        """Whether it is two parts, from the first byte, with one gap between them (EN 319 142-1, 5.1)."""
        numbers = self.numbers
        return (
            len(numbers) == 4
            and min(numbers) >= 0
            and numbers[0] == 0
            and numbers[1] > 0
            and 0 < numbers[2] - numbers[1] <= MAXIMUM_GAP
            and numbers[3] > 0
        )

    @property
    def end(self) -> int:
        """Where the covered part of the file ends; only for a regular range."""
        return self.numbers[2] + self.numbers[3]

    @property
    def gap(self) -> tuple[int, int]:
        """Start and length of what is left out; only for a regular range."""
        return self.numbers[1], self.numbers[2] - self.numbers[1]

    def parts(self) -> Iterator[tuple[int, int]]:
        """Yield (start, length) of each part; a range with an odd count or negative numbers yields none."""
        numbers = self.numbers
        if len(numbers) % 2 == 0 and all(number >= 0 for number in numbers):
            yield from zip(numbers[::2], numbers[1::2], strict=True)

    def beyond(self, size: int) -> bool:
        """Whether it names bytes that the file does not have."""
        return any(start + length > size for start, length in self.parts())


def _number(value: object) -> SupportsInt | SupportsIndex | str:
    resolved = value.get_object() if hasattr(value, "get_object") else value
    if not isinstance(resolved, int) or isinstance(resolved, bool):
        raise ValueError("not a whole number")
    return resolved


def digest_of(stream: BinaryIO, ranges: ByteRange, algorithm: str) -> bytes:
    """Return the digest over the covered parts, in their order.

    Args:
        stream: the file.
        ranges: what is covered.
        algorithm: a name that :mod:`hashlib` knows.
    """
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for start, length in ranges.parts():
        stream.seek(start)
        left = length
        while left and (chunk := stream.read(min(CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
    if algorithm.startswith("shake"):
        return digest.digest(64 if algorithm == "shake_256" else 32)  # type: ignore[call-arg]  # RFC 8702, 3.1
    return digest.digest()


def gap_contents(stream: BinaryIO, ranges: ByteRange) -> bytes | None:
    """Return the bytes written in hexadecimal in the gap; None when anything else stands there."""
    start, length = ranges.gap
    text = read_at(stream, start, length)
    if len(text) != length or not _GAP.match(text):
        return None
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", text)
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


def coverage_of(stream: BinaryIO, ranges: ByteRange, contents: bytes) -> Coverage:
    """Return what a range covers; ``unclear`` unless the gap is nothing but the signature itself.

    A signature may leave out its own /Contents and nothing more: whatever else is left out can be changed by anyone.

    Args:
        stream: the file.
        ranges: the range of the signature dictionary.
        contents: the bytes of that dictionary's /Contents.
    """
    size = size_of(stream)
    if not ranges.regular or ranges.beyond(size):
        return Coverage.UNCLEAR
    in_gap = gap_contents(stream, ranges)
    if in_gap is None or in_gap.rstrip(b"\x00") != contents.rstrip(b"\x00"):
        return Coverage.UNCLEAR
    return Coverage.WHOLE_FILE if only_blanks(stream, ranges.end) else Coverage.REVISION


def only_blanks(stream: BinaryIO, start: int) -> bool:
    """Return whether nothing stands behind a place but white space and zeros (ISO 32000-2, 7.2.3)."""
    for place in range(start, size_of(stream), _BLOCK):
        if read_at(stream, place, _BLOCK).strip(b"\x00\t\n\f\r "):
            return False
    return True


def scan(stream: BinaryIO) -> list[tuple[int, ByteRange]]:
    """Return every /ByteRange with four numbers that stands in the file in the clear, with its place."""
    found: dict[int, ByteRange] = {}
    stream.seek(0)
    position, tail = 0, b""
    while chunk := stream.read(CHUNK):
        text = tail + chunk
        for match in _RANGE.finditer(text):
            found[position - len(tail) + match.start()] = ByteRange(tuple(int(one) for one in match.groups()))
        position += len(chunk)
        tail = text[-256:]
    return sorted(found.items())
