"""Bytes behind the signed revision that no cross-reference accounts for, and what a repairing viewer makes of them.

A conforming reader never sees them. A viewer that finds a cross-reference damaged rebuilds it by looking for objects in
the file, and the last one found wins: so it may show another page than the one that was signed.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from pyhanko.pdf_utils.reader import PdfFileReader

from signing.verify.document import Document
from signing.verify.ranges import CHUNK, read_at

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})\s+(\d{1,5})\s+obj\b")
# Where readers look for the last cross-reference; PDFium 4 KiB, others 1 KiB.
_LAST = 16_384
_KEYWORD = b"startxref"
_BLANK = b"\x00\t\n\f\r "


@dataclass(frozen=True)
class Leftover:
    """What stands behind a signed revision without being part of a later one.

    Attributes:
        unlisted: numbers of objects that no cross-reference lists at that place.
        behind: whether anything but blanks stands behind the part that can be read.
    """

    unlisted: frozenset[int]
    behind: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to report."""
        return bool(self.unlisted) or self.behind


def leftover_behind(document: Document, end: int) -> Leftover:
    """Return what stands behind ``end`` that the cross-references of the file do not account for."""
    shift = document.beginning.shift
    listed = _listed(document.current) if document.readable_to > end else {}
    listed = {place + shift: number for place, number in listed.items()}
    unlisted = {number for place, number in _objects(document.stream, end) if not _is_listed(listed, place, number)}
    behind = bool(behind_last_mark(document, end).strip(_BLANK))
    return Leftover(frozenset(unlisted), behind)


def behind_last_mark(document: Document, end: int = 0) -> bytes:
    """Return what stands behind the last end mark of the part that can be read, from ``end`` on."""
    start = max(end, document.readable_to - _LAST)
    readable = read_at(document.stream, start, document.readable_to - start)
    mark = readable.rfind(b"%%EOF")
    if mark >= 0:
        start += mark + len(b"%%EOF")
    return read_at(document.stream, start, document.size - start)


def _listed(reader: PdfFileReader) -> dict[int, int]:
    """Return the object number at every offset that any cross-reference section gives."""
    places: dict[int, int] = {}
    for revision in range(reader.xrefs.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            place = reader.xrefs.get_historical_ref(reference, revision)
            if isinstance(place, int):
                places[place] = reference.idnum
        section = reader.xrefs.get_xref_container_info(revision)
        if section.stream_ref is not None:
            places[section.start_location] = section.stream_ref.idnum
    return places


def _is_listed(listed: dict[int, int], place: int, number: int) -> bool:
    """Return whether an object is listed where it stands, or at the line end just before it as some producers do."""
    return any(listed.get(place - back) == number for back in range(3))


def _objects(stream: BinaryIO, start: int) -> list[tuple[int, int]]:
    """Return (offset, number) of everything from ``start`` on that looks like the beginning of an object."""
    found: dict[int, int] = {}
    stream.seek(start)
    position, tail = start, b""
    while chunk := stream.read(CHUNK):
        text = tail + chunk
        base = position - len(tail)
        found.update({base + match.start(): int(match[1]) for match in _OBJECT.finditer(text)})
        position += len(chunk)
        tail = text[-32:]
    return sorted(found.items())


def known_numbers(reader: PdfFileReader) -> set[int]:
    """Return the numbers of all objects a state has."""
    numbers: set[int] = set()
    for revision in range(reader.xrefs.total_revisions):
        numbers |= {reference.idnum for reference in reader.xrefs.explicit_refs_in_revision(revision)}
    return numbers


class WithoutCrossReference(io.RawIOBase):
    """A file whose last cross-reference cannot be found any more, so that a renderer repairs it."""

    def __init__(self, base: BinaryIO, size: int) -> None:
        super().__init__()
        self._base, self._size, self._position = base, size, 0
        self._from = max(0, size - _LAST)
        self._end = read_at(base, self._from, size - self._from).replace(_KEYWORD, b"x" * len(_KEYWORD))

    def readable(self) -> bool:
        """Return true."""
        return True

    def seekable(self) -> bool:
        """Return true."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def tell(self) -> int:
        """Return the place."""
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the type of typeshed is wider
        """Fill ``buffer`` from the file, its end from the altered copy."""
        if self._position >= self._from:
            start = self._position - self._from
            got = self._end[start : start + len(buffer)]
        else:
            got = read_at(self._base, self._position, min(len(buffer), self._from - self._position))
        buffer[: len(got)] = got
        self._position += len(got)
        return len(got)


def repaired(document: Document) -> BinaryIO:
    """Return the file as a renderer sees it that has to rebuild the cross-reference."""
    return io.BufferedReader(WithoutCrossReference(document.stream, document.size), 1 << 16)
