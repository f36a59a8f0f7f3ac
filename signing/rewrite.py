"""What a PDF is made of as far as it stops a signature, and writing it anew where its cross-reference table does.

A signature is appended to a file; that only works on a file whose cross-reference table is whole and of one kind
(ISO 32000-2, 7.5.4 to 7.5.8). A hybrid table (7.5.8.4, what word processors write) shows one document to one reader and
may show another to the next; a damaged one is repaired by each reader in its own way. Such a letter is written anew,
before anyone looks at it: what is then shown, approved and signed is what was written (design, guard G1).
"""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from signing.errors import UnreadablePdf
from signing.pages import open_pages

_MOST_OBJECTS = 200_000
_END = b"\nstartxref\n0\n%%EOF\n"
_SCALE = 1.0  # pixels per point at which the old and the new pages are held against each other
# What the engine lets out on a file it does not understand, besides its own errors.
_UNREADABLE = (
    misc.PdfError, PyPdfError, ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError, OSError,
    NotImplementedError, RecursionError,
)  # fmt: skip


def structure_of(stream: BinaryIO) -> tuple[str, ...]:
    """Return codes of what is special about a PDF that can be opened without a password.

    Args:
        stream: of the file; left at its beginning.

    Returns:
        Of ``encrypted_owner_password`` (opens, but its use is restricted), ``xfa``, ``already_signed``,
        ``hybrid_xref`` and ``damaged_xref``.
    """
    try:
        return _structure(stream)
    except _UNREADABLE:
        return ("damaged_xref", *_leniently(stream))
    finally:
        stream.seek(0)


def rewritten(stream: BinaryIO) -> bytes:
    """Return a PDF written anew, with one whole cross-reference table; every page looks and reads as before.

    Args:
        stream: of the file; left at its beginning.

    Raises:
        UnreadablePdf: ``damaged`` when it cannot be written anew, or would look or read otherwise.
    """
    stream.seek(0)
    try:
        content = _anew(stream)
    except _UNREADABLE:
        stream.seek(0)
        try:
            # Where the end is missing, this one sends the reader looking for the objects themselves.
            content = _anew(io.BytesIO(stream.read() + _END))
        except _UNREADABLE as error:
            raise UnreadablePdf("damaged") from error
    finally:
        stream.seek(0)
    if {"damaged_xref", "hybrid_xref"} & set(structure_of(io.BytesIO(content))) or not _same(stream, content):
        raise UnreadablePdf("damaged")
    stream.seek(0)
    return content


def _anew(stream: BinaryIO) -> bytes:
    target = io.BytesIO()
    PdfWriter(clone_from=PdfReader(stream, strict=False)).write(target)
    return target.getvalue()


def _structure(stream: BinaryIO) -> tuple[str, ...]:
    stream.seek(0)
    reader = PdfFileReader(stream, strict=True)
    if reader.encrypted:
        return ("encrypted_owner_password",)
    found = [*_form(reader.root)]
    if reader.xrefs.hybrid_xrefs_present:
        found.append("hybrid_xref")
    _walk(reader)
    return tuple(found)


def _leniently(stream: BinaryIO) -> tuple[str, ...]:
    """What else a file says whose cross-reference table is damaged."""
    try:
        stream.seek(0)
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted:
            return ("encrypted_owner_password",)
        form = reader.trailer["/Root"].get_object().get("/AcroForm")  # type: ignore[union-attr]
        return () if form is None else tuple(_form({"/AcroForm": form.get_object()}))
    except _UNREADABLE:
        return ()


def _form(root: Any) -> list[str]:
    form = root.get("/AcroForm")
    if form is None:
        return []
    form = form.get_object() if hasattr(form, "get_object") else form
    found = ["xfa"] if form.get("/XFA") is not None else []
    return [*found, "already_signed"] if _any_signed(form.get("/Fields"), 0) else found


def _any_signed(fields: Any, depth: int) -> bool:
    fields = fields.get_object() if hasattr(fields, "get_object") else fields
    for one in fields or ():
        field = one.get_object() if hasattr(one, "get_object") else one
        if not hasattr(field, "get"):
            continue
        if field.get("/FT") == "/Sig" and field.get("/V") is not None:
            return True
        if depth < 16 and _any_signed(field.get("/Kids"), depth + 1):
            return True
    return False


def _walk(reader: PdfFileReader) -> None:
    """Read every object that can be reached; strictly, so that one that is not where the table says raises."""
    waiting: list[Any] = [reader.trailer_view]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST_OBJECTS:
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            key = (one.idnum, one.generation)
            if key not in seen:
                seen.add(key)
                waiting.append(reader.get_object(one.reference))
        elif isinstance(one, generic.DictionaryObject):
            waiting.extend(one.raw_get(key) for key in one)
        elif isinstance(one, generic.ArrayObject):
            waiting.extend(one.raw_get(place) for place in range(len(one)))


def _same(stream: BinaryIO, content: bytes) -> bool:
    """Whether the pages look and read the same."""
    with open_pages(stream) as before, open_pages(io.BytesIO(content)) as after:
        if before.count != after.count:
            return False
        return all(
            before.words(number) == after.words(number)
            and before.render(number, scale=_SCALE).pixels == after.render(number, scale=_SCALE).pixels
            for number in range(before.count)
        )
