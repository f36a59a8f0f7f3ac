"""Keys that an update gives two values: some programs take the first, others the last (ISO 32000-2, 7.3.7, forbids it).

Our reader takes the first, most renderers the last: what compares equal to the signed state here may show, read or do
something else there. So objects and trailers behind the signed revision are looked at as text, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyhanko.pdf_utils.generic import Reference, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from signing.verify.document import READING_FAULTS, Document
from signing.verify.ranges import read_at

# Names, the brackets of dictionaries and lists, strings, and the words at which an object ends.
_TOKEN = re.compile(
    rb"%[^\r\n]*|<<|>>|[\[\]]|/[^\x00\t\n\f\r ()<>\[\]{}/%]*"
    rb"|\((?:[^()\\]|\\.)*\)|\(|<[^<>]*>|endobj|stream|[^\x00\t\n\f\r ()<>\[\]{}/%]+",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_BRACKETS = re.compile(rb"[()\\]")
# The dictionary of an object is shorter than this; where it is not, so much of it is looked at.
_SHORT, _LONGEST = 1 << 13, 1 << 20
_TRAILERS = 1 << 24


def key_given_twice(document: Document, end: int) -> bool:
    """Return whether anything that was added behind ``end`` gives a key two values that differ."""
    known = document.twice
    if known is None or end < known[0]:
        # Asked first for the oldest signature as a rule: then all that is younger is looked at once.
        known = document.twice = (end, frozenset(_places_of_doubles(document, end)))
    return any(place >= end for place in known[1])


def _places_of_doubles(document: Document, end: int) -> Iterator[int]:
    for place in _places(document, end):
        short = _differs(read_at(document.stream, place, _SHORT))
        if short or (short is None and _differs(read_at(document.stream, place, _LONGEST))):
            yield place
    for place, text in _unpacked_and_trailers(document, end):
        if _differs(text):
            yield place


def _places(document: Document, end: int) -> Iterator[int]:
    """Yield where the objects behind a place begin."""
    reader, shift = document.current, document.beginning.shift
    for revision in range(reader.xrefs.total_revisions):
        section = reader.xrefs.get_xref_container_info(revision)
        if section.stream_ref is not None and section.start_location + shift >= end:
            yield section.start_location + shift
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            place = reader.xrefs.get_historical_ref(reference, revision)
            if isinstance(place, int) and place + shift >= end:
                yield place + shift


def _unpacked_and_trailers(document: Document, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield the content of the object streams behind a place, and each trailer from its beginning."""
    reader, shift = document.current, document.beginning.shift
    boxes: set[int] = set()
    for revision in range(reader.xrefs.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            place = reader.xrefs.get_historical_ref(reference, revision)
            if isinstance(place, ObjStreamRef):
                boxes.add(place.obj_stream_id)
    for number in boxes:
        held = reader.xrefs[Reference(number, 0, reader)]
        if isinstance(held, int) and held + shift >= end:
            yield held + shift, _unpacked(reader, number)
    behind = read_at(document.stream, end, min(document.readable_to - end, _TRAILERS))
    for mark in re.finditer(rb"trailer\s*(?=<<)", behind):
        yield end + mark.start(), behind[mark.end() : mark.end() + _LONGEST]


def _unpacked(reader: PdfFileReader, number: int) -> bytes:
    try:
        stream = reader.get_object(Reference(number, 0, reader))
        return bytes(stream.data) if isinstance(stream, StreamObject) else b""
    except READING_FAULTS:
        return b""


def _differs(text: bytes) -> bool | None:
    """Return whether one of the dictionaries in an object gives a key two values that differ; None without its end."""
    open_ones: list[_Open] = []
    position = 0
    while token := _TOKEN.search(text, position):
        word, position = token[0], token.end()
        if word in (b"endobj", b"stream") and not any(one.keys is not None for one in open_ones):
            return False
        if word == b"(":
            position = _string_end(text, position)
            word = b"()"
        if word.startswith(b"%"):
            continue
        inside = open_ones[-1] if open_ones else None
        if word in (b">>", b"]"):
            if inside is not None and open_ones.pop().closed(text, token.start()):
                return True
            behind = text[position : position + 12].lstrip()
            if not open_ones and behind.startswith(b"startxref"):
                return False
            continue
        if inside is not None and inside.takes(word, text, token.start(), token.end()):
            return True
        if word in (b"<<", b"["):
            open_ones.append(_Open(word == b"<<"))
    return False


class _Open:
    """A dictionary, or a list, that has begun and not ended."""

    def __init__(self, dictionary: bool) -> None:
        self.keys: dict[bytes, bytes] | None = {} if dictionary else None
        self._key, self._from, self._valued = b"", 0, True

    def takes(self, word: bytes, text: bytes, start: int, end: int) -> bool:
        """Take the next token of it; return whether a key now has two values that differ."""
        if self.keys is None:
            return False
        if not word.startswith(b"/") or not self._valued:
            self._valued = True
            return False
        differs = self.closed(text, start)
        self._key, self._from, self._valued = _ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), word), end, False
        return differs

    def closed(self, text: bytes, end: int) -> bool:
        """Keep the value of the last key, which ends here; return whether it had another."""
        if self.keys is None or not self._key:
            return False
        value = b" ".join(text[self._from : end].split())
        return self.keys.setdefault(self._key, value) != value


def _string_end(text: bytes, position: int) -> int:
    """Return the place behind a string with brackets in it that began before ``position``."""
    depth = 1
    while depth and (token := _BRACKETS.search(text, position)):
        position = token.end() + (token[0] == b"\\")
        depth += {b"(": 1, b")": -1}.get(token[0], 0)
    return position if not depth else len(text)
