"""Letters as other programs leave them: hybrid and damaged cross-reference tables, passwords, forms, signatures."""

from __future__ import annotations

import io
import re
import zlib

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)


def hybrid(content: bytes) -> bytes:
    """The same document with a cross-reference stream beside its table, as word processors write it (7.5.8.4)."""
    trailer = content.rindex(b"trailer")
    root = re.search(rb"/Root (\d+) 0 R", content[trailer:])
    size = re.search(rb"/Size (\d+)", content[trailer:])
    start = re.search(rb"startxref\s+(\d+)", content[trailer:])
    assert root
    assert size
    assert start
    number = int(size[1])
    hidden = zlib.compress(b"")
    stream_at = len(content) + 1
    stream = (
        b"%d 0 obj\n<</Type /XRef /Size %d /W [1 4 2] /Index [0 0] /Root %s 0 R /Filter /FlateDecode /Length %d>>\n"
        b"stream\n%s\nendstream\nendobj\n" % (number, number + 1, root[1], len(hidden), hidden)
    )
    table_at = stream_at + len(stream)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, stream_at)
    more = b"trailer\n<</Size %d /Root %s 0 R /Prev %s /XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n"
    return content + b"\n" + stream + table + more % (number + 1, root[1], start[1], stream_at, table_at)


def shifted(content: bytes) -> bytes:
    """Every offset of the table is wrong: something was put behind the first line (a mail gateway's work)."""
    head = content.index(b"\n") + 1
    return content[:head] + b"% doorgestuurd\n" + content[head:]


def cut(content: bytes) -> bytes:
    """The last lines are gone, which say where the table is."""
    return content[: content.rindex(b"startxref")]


def with_owner_password(content: bytes) -> bytes:
    """It opens for everyone, and may not be changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password="", owner_password="geheim", algorithm="AES-256")
    return written(writer)


def with_password(content: bytes) -> bytes:
    """It does not open."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password="geheim", algorithm="AES-256")
    return written(writer)


def with_xfa(content: bytes) -> bytes:
    """A form of the kind that draws its own pages."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): TextStringObject("<xdp/>")})
    writer.root_object[NameObject("/AcroForm")] = form
    return written(writer)


def with_signature(content: bytes) -> bytes:
    """It has a signature field that holds something."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    value = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/Contents"): TextStringObject("0")})
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Handtekening"),
            NameObject("/V"): writer._add_object(value),
        }
    )
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
    writer.root_object[NameObject("/AcroForm")] = form
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def endless(content: bytes) -> bytes:
    """Drawing its first page takes for ever: forms that draw forms, ten times each, to the twelfth."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    inner = writer._add_object(_form(b"BT /F1 9 Tf 72 700 Td (x) Tj ET", None))
    for _ in range(12):
        inner = writer._add_object(_form(b"/Again Do " * 10, inner))
    page = writer.pages[0]
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): _named(inner)})
    page[NameObject("/Contents")] = writer._add_object(_stream(b"/Again Do"))
    return written(writer)


def swelling(content: bytes) -> bytes:
    """Its first page unpacks to so many letters that no machine holds the words."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    letters = b"BT /F1 9 Tf 72 700 Td " + b"(a) Tj " * 60_000_000 + b"ET"
    stream = EncodedStreamObject()
    stream._data = zlib.compress(letters, 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def _stream(content: bytes) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return stream


def _named(form: IndirectObject) -> DictionaryObject:
    return DictionaryObject({NameObject("/Again"): form})


def _form(content: bytes, inner: IndirectObject | None) -> StreamObject:
    form = _stream(content)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 600, 850)))
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    if inner is not None:
        resources[NameObject("/XObject")] = _named(inner)
    form[NameObject("/Resources")] = resources
    return form
