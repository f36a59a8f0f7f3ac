"""A PDF as it is now and as it was at any length: pyHanko's reader over windows on the file, and its signatures.

The file as it was when it was signed is the file cut off where the signature's range ends. Reading that window by
itself needs no trust in anything that was appended later.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    TextStringObject,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import extract_contents

from signing.errors import UnreadablePdf
from signing.verify import hexadecimal  # noqa: F401  puts its reader in place
from signing.verify.ranges import CHUNK, ByteRange, read_at, size_of, window

# What escapes from the reader on damaged files: its own errors and those of its parts, seen over many producers' files.
READING_FAULTS = (
    PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, NotImplementedError, OSError,
    RecursionError, OverflowError, ArithmeticError, EOFError, zlib.error, struct.error,
)  # fmt: skip
# Fields nested deeper than this, or more of them, are an attack on the reader and no form.
MAXIMUM_DEPTH = 64
MAXIMUM_FIELDS = 100_000

# Stands for the content of a signature that cannot be read: no signature is this.
_DAMAGED = b"\xff"


@dataclass(frozen=True)
class SignatureField:
    """A signature dictionary with the field that holds it.

    Attributes:
        name: fully qualified field name as in the file.
        value: the signature dictionary.
        ranges: its /ByteRange; empty numbers when that is missing or no list of whole numbers.
        contents: its /Contents; empty when missing or no string.
        widget: the field's own dictionary.
    """

    name: str
    value: DictionaryObject = field(repr=False)
    ranges: ByteRange
    contents: bytes = field(repr=False)
    widget: DictionaryObject = field(repr=False)

    @property
    def subfilter(self) -> str:
        """The /SubFilter without its slash, or empty."""
        value = self.value.get("/SubFilter", "")
        return str(value).removeprefix("/")


@dataclass(frozen=True)
class Beginning:
    """How to read a file that begins with something else than its header; the rule is that it does not.

    Attributes:
        shift: where offsets in the file count from: its first byte, or its header.
        head: what is read in the place of what stands before the header, where offsets count from the first byte.
    """

    shift: int = 0
    head: bytes = b""


@dataclass
class Document:
    """A file being verified.

    Attributes:
        stream: the whole file.
        size: its length in bytes.
        readable_to: where the part ends that reads as a PDF; ``size``, unless bytes behind it make no sense.
        leniently: whether the reader had to be lenient.
        encrypted: whether it was encrypted and opened with the empty password.
        beginning: how it is read where something stands before its header.
        twice: what :mod:`signing.verify.twice` found, and from which place on it looked.
    """

    stream: BinaryIO
    size: int
    readable_to: int
    leniently: bool = False
    encrypted: bool = False
    beginning: Beginning = field(default_factory=Beginning)
    twice: tuple[int, frozenset[int]] | None = None
    _readers: dict[int, PdfFileReader] = field(default_factory=dict, repr=False)

    @property
    def current(self) -> PdfFileReader:
        """The reader of the file as it is now (up to :attr:`readable_to`)."""
        return self.at(self.readable_to)

    def at(self, length: int) -> PdfFileReader:
        """Return the reader of the file as it was when it ended at ``length``.

        Raises:
            UnreadablePdf: that window is no PDF.
        """
        if length not in self._readers:
            self._readers[length] = _open(self.stream, length, self.beginning)
        return self._readers[length]


def open_document(stream: BinaryIO) -> Document:
    """Return the file, read as far as it makes sense.

    Raises:
        UnreadablePdf: ``empty_file``, ``not_a_pdf``, ``encrypted`` (needs a password) or ``damaged``.
    """
    size = size_of(stream)
    if size == 0:
        raise UnreadablePdf("empty_file")
    before = read_at(stream, 0, 1024 + 5).find(b"%PDF-")
    if before < 0:
        raise UnreadablePdf("not_a_pdf")
    for length in _lengths(stream, size):
        for beginning in _beginnings(before):
            try:
                reader = _open(stream, length, beginning)
            except UnreadablePdf as fault:
                if fault.code == "encrypted":
                    raise
                continue
            leniently = before > 0 or _needs_leniency(stream, length)
            document = Document(stream, size, length, leniently, reader.encrypted, beginning)
            document._readers[length] = reader
            return document
    raise UnreadablePdf("damaged")


def _beginnings(before: int) -> tuple[Beginning, ...]:
    """Return how a file can be read whose header stands behind so many bytes: programs count from either place."""
    if not before:
        return (Beginning(),)
    header = b"%PDF-1.7"
    return Beginning(head=header + b" " * before), Beginning(shift=before)


def _lengths(stream: BinaryIO, size: int) -> Iterator[int]:
    """Yield the whole length, then the ends of the last %%EOF marks from back to front."""
    yield size
    ends: list[int] = []
    stream.seek(0)
    position, tail = 0, b""
    while chunk := stream.read(CHUNK):
        text = tail + chunk
        ends.extend(position - len(tail) + match.end() for match in re.finditer(rb"%%EOF[\r\n]{0,2}", text))
        position += len(chunk)
        tail = text[-16:]
    yield from [end for end in sorted(set(ends), reverse=True) if end < size][:16]


def _open(stream: BinaryIO, length: int, beginning: Beginning) -> PdfFileReader:
    try:
        view = window(stream, length, shift=beginning.shift, head=beginning.head)
        reader = PdfFileReader(view, strict=False)
        if reader.encrypted and reader.decrypt(b"").status == AuthStatus.FAILED:
            raise UnreadablePdf("encrypted")
        if not isinstance(reader.root, DictionaryObject) or "/Pages" not in reader.root:
            raise UnreadablePdf("damaged")
    except READING_FAULTS as fault:
        encrypted = "encrypt" in str(fault).lower() or "security handler" in str(fault).lower()
        raise UnreadablePdf("encrypted" if encrypted else "damaged") from fault
    return reader


def _needs_leniency(stream: BinaryIO, length: int) -> bool:
    """Return whether the strict reader refuses the file, or would refuse its signatures (hybrid cross-references)."""
    try:
        reader = PdfFileReader(window(stream, length), strict=True)
        if reader.encrypted:
            return False
        _ = reader.root["/Pages"]
    except READING_FAULTS:
        return True
    return bool(reader.xrefs.hybrid_xrefs_present)


def signature_fields(reader: PdfFileReader) -> list[SignatureField]:
    """Return every signature field that holds something, one by one: a broken one does not hide the others."""
    found: list[SignatureField] = []
    seen: set[int] = set()
    for name, widget in _fields(reader):
        signature = read_signature(name, widget)
        if signature is not None and id(signature.value) not in seen:
            seen.add(id(signature.value))
            found.append(signature)
    return found


def _fields(reader: PdfFileReader) -> Iterator[tuple[str, DictionaryObject]]:
    """Yield name and dictionary of the signature fields in the form."""
    visited: set[tuple[int, int]] = set()
    count = 0
    waiting: list[tuple[Any, str, Any, int]] = []
    form = value_of(reader.root, "/AcroForm")
    if isinstance(form, DictionaryObject):
        waiting.extend((entry, "", None, 0) for entry in items_of(form, "/Fields"))
    waiting.reverse()
    while waiting and count < MAXIMUM_FIELDS:
        entry, prefix, kind, depth = waiting.pop()
        count += 1
        if isinstance(entry, IndirectObject):
            if (entry.idnum, entry.generation) in visited:
                continue
            visited.add((entry.idnum, entry.generation))
        node = resolved(entry)
        if not isinstance(node, DictionaryObject) or depth > MAXIMUM_DEPTH:
            continue
        part = value_of(node, "/T")
        name = f"{prefix}.{part}" if prefix and part is not None else prefix or (str(part) if part is not None else "")
        kind = value_of(node, "/FT") or kind
        if kind == "/Sig" and "/V" in node:
            yield name, node
        waiting.extend((kid, name, kind, depth + 1) for kid in reversed(items_of(node, "/Kids")))


def read_signature(name: str, widget: DictionaryObject, key: str = "/V") -> SignatureField | None:
    """Return the signature dictionary that a field holds; None when it holds no dictionary.

    One that is there and cannot be read is not the same as none: it comes back as one that is damaged.
    """
    if key not in widget:
        return None
    try:
        value = widget[key]
    except READING_FAULTS:
        return SignatureField(name, DictionaryObject(), ByteRange(()), _DAMAGED, widget)
    if not isinstance(value, DictionaryObject):
        return None
    numbers = value_of(value, "/ByteRange")
    contents = _contents(value)
    ranges = ByteRange.read(numbers) if isinstance(numbers, ArrayObject) else ByteRange(())
    return SignatureField(name, value, ranges, contents, widget)


def _contents(signature: DictionaryObject) -> bytes:
    """Return the /Contents of a signature dictionary, also of one that keeps them in an object of their own."""
    try:
        return extract_contents(signature)
    except READING_FAULTS:
        kept = value_of(signature, "/Contents")
    return bytes(kept.original_bytes) if isinstance(kept, TextStringObject | ByteStringObject) else b""


def resolved(value: Any) -> Any:
    """Return what a reference points at, or None when that cannot be read."""
    try:
        return value.get_object() if isinstance(value, IndirectObject) else value
    except READING_FAULTS:
        return None


def value_of(node: Any, key: str) -> Any:
    """Return an entry of a dictionary, resolved; None when there is none or it cannot be read."""
    try:
        return resolved(node.raw_get(key)) if isinstance(node, DictionaryObject) and key in node else None
    except READING_FAULTS:
        return None


def items_of(node: Any, key: str) -> list[Any]:
    """Return the raw items of an array in a dictionary; none when there is none."""
    value = value_of(node, key)
    return [value.raw_get(index) for index in range(len(value))] if isinstance(value, ArrayObject) else []


def shown(text: Any) -> str:
    """Return a name or text from a file without control, format and bidi characters, at most 200 characters long."""
    if isinstance(text, NameObject):
        text = str(text).removeprefix("/")
    cleaned = "".join(
        " " if unicodedata.category(letter) in {"Zl", "Zp"} else letter
        for letter in str(text)
        if not unicodedata.category(letter).startswith("C")
    )
    return cleaned[:200]
