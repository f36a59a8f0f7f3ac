"""The document security store of a revision (ISO 32000-2, 12.8.4.3; EN 319 142-1, 5.4.2)."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.verify.document import READING_FAULTS, items_of, resolved, value_of
from signing.verify.material import Material, read_material


def read_store(reader: PdfFileReader) -> Material:
    """Return what the document security store of a revision holds; empty without one."""
    store = value_of(reader.root, "/DSS")
    if store is None:
        return Material()
    found: list[list[bytes]] = []
    damaged = False
    for key, purpose in (
        ("/Certs", DecodePurpose.CERTIFICATE),
        ("/OCSPs", DecodePurpose.OCSP_RESPONSE),
        ("/CRLs", DecodePurpose.CRL),
    ):
        values = [_stream(item, purpose) for item in items_of(store, key)]
        damaged |= None in values
        found.append([value for value in values if value is not None])
    read = read_material(*found)
    return Material(read.certificates, read.answers, read.lists, read.damaged or damaged)


def _stream(item: Any, purpose: DecodePurpose) -> bytes | None:
    stream = resolved(item)
    if not isinstance(stream, StreamObject):
        return None
    try:
        return bytes(stream.read_data(purpose))
    except READING_FAULTS:
        return None
