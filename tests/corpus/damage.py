"""Letters as other programs leave them: hybrid and damaged cross-reference tables, passwords, forms, signatures."""

from __future__ import annotations

import io
import re
import zlib

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


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
