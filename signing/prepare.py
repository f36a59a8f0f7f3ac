"""Prepare a letter for signing: the field, the appearance and an empty place, as one appended tail.

Approval signature, no certification (design section 2, step 2). Preparing twice gives other bytes, so the tail is
kept; the prepared letter is the approved file plus that tail.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Any, BinaryIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from signing.appearance import Appearance, DrawnStyle
from signing.cms import preparing_signer
from signing.errors import SigningFault, UnreadablePdf
from signing.keys import KeyCertificate
from signing.overlay import OverlayStream, SmallOverlay
from signing.placement import PageBox, Place, Rect, check_place, visible_box

# Characters of hex in /Contents: 24 KiB of DER. A CMS of a real chain is 4 to 8 kB, a time stamp as much again.
RESERVED_HEX = 49_152
FIELD_NAME = "Handtekening"
_CHUNK = 1 << 20
_CORNERS = 4  # numbers in a rectangle
# Bytes of a letter that is prepared in memory; most are a tenth of it.
_SMALL = 4 << 20
# What pyHanko's parser lets out on damaged files, beside its own PdfError. A damaged object of the vault is an OSError
# and is told as that.
_STRAY = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, NotImplementedError,
          RecursionError)  # fmt: skip


# What a field may demand of its signature, by the bit of /Ff, with what we bring (ISO 32000-2, tables 237 and 238).
_DEMANDS = {1: "/Filter", 2: "/SubFilter", 3: "/V", 4: "/Reasons", 5: "/LegalAttestation", 6: "/AddRevInfo",
            7: "/DigestMethod", 8: "/LockDocument", 9: "/AppearanceFilter"}  # fmt: skip
_BROUGHT = {"/Filter": "/Adobe.PPKLite", "/SubFilter": "/ETSI.CAdES.detached", "/DigestMethod": "SHA256"}


class LetterWriter(IncrementalPdfFileWriter):
    """Appends revisions and leaves the letter's description (document information, XMP) as it was approved.

    pyHanko would write the machine's own time and its name into it; the time of a letter comes from the port, as /M.
    """

    def _update_meta(self) -> None:
        return


@dataclass(frozen=True)
class Prepared:
    """A letter as it will be signed.

    Attributes:
        tail: the bytes that follow the approved file.
        digest: digest of the prepared bytes outside the reserve.
        digest_algorithm: ``sha256`` ...
        reserve_start: offset of the reserve in the prepared letter (its first byte is ``<``).
        reserve_end: offset behind the reserve.
    """

    tail: bytes
    digest: bytes
    digest_algorithm: str
    reserve_start: int
    reserve_end: int

    @property
    def room(self) -> int:
        """Bytes of DER the reserve can hold (two hex characters a byte, between ``<`` and ``>``)."""
        return (self.reserve_end - self.reserve_start - 2) // 2


def prepare(
    approved: BinaryIO,
    *,
    certificate: KeyCertificate | None,
    signing_time: datetime,
    appearance: Appearance,
    place: Place | None,
    existing_field: str = "",
) -> Prepared:
    """Return the tail that makes an approved file ready for a signature.

    Args:
        approved: the approved file. It is read in order and whole, once, behind whatever its parsing reads of it.
        certificate: whose signature it will be; None for a copy that is only looked at and thrown away.
        signing_time: the claimed signing time (/M, ISO 32000-2 table 255), the moment of the signing act.
        appearance: what stands in the visible signature.
        place: where it stands; None for an invisible signature.
        existing_field: full name of an empty signature field of the letter to sign in, at its own place; a new field
            is made when it is empty.

    Raises:
        UnreadablePdf: the file cannot be read strictly (``damaged``), or is encrypted.
        SigningFault: ``cannot_prepare`` when the file does not take a signature, or has no such page; ``xfa`` when
            another form lies over its pages; ``place_outside_page``, ``place_too_small``, ``place_too_large``,
            ``field_not_there``.
        AppearanceFault: the template does not serve.
    """
    stream = _overlay(approved)
    try:
        writer = LetterWriter(stream, strict=True)
        field, style = _field_and_style(writer, appearance, place, existing_field)
        signer = PdfSigner(
            PdfSignatureMetadata(
                field_name=existing_field or field.sig_field_name,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
            ),
            preparing_signer(certificate),
            stamp_style=style,
            new_field_spec=None if existing_field else field,
        )
        session = signer.init_signing_session(writer, existing_fields_only=bool(existing_field))
        # The claimed time follows the port, not the machine: a demonstration signs in 2024.
        session.system_time = signing_time
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED_HEX)
        digest, _ = document.digest_tbs_document(in_place=True, chunk_size=_CHUNK)
    except SigningFault:
        raise
    except SigningError as error:
        raise SigningFault("cannot_prepare", why=str(error)) from error
    except (PdfError, *_STRAY) as error:
        raise UnreadablePdf("damaged", why=str(error)) from error
    return Prepared(
        tail=stream.tail,
        digest=digest.document_digest,
        digest_algorithm="sha256",
        reserve_start=digest.reserved_region_start,
        reserve_end=digest.reserved_region_end,
    )


def _overlay(approved: BinaryIO) -> OverlayStream | SmallOverlay:
    approved.seek(0)
    start = approved.read(_SMALL + 1)
    if len(start) <= _SMALL:
        return SmallOverlay(start)
    approved.seek(0)
    return OverlayStream(approved)


def _field_and_style(
    writer: IncrementalPdfFileWriter, appearance: Appearance, place: Place | None, existing: str
) -> tuple[SigFieldSpec, DrawnStyle]:
    """Return the field to make and what stands in it, fitted to the page it comes on."""
    if writer.prev.encrypted:
        raise UnreadablePdf("encrypted")
    form = _entry(writer.prev.root, "/AcroForm", {})
    if "/XFA" in form:
        # The pages of such a file are a stand-in: what a person sees elsewhere comes from the other form.
        raise SigningFault("xfa")
    box = PageBox((0, 0, 0, 0))
    name = _new_name(form)
    field = SigFieldSpec(sig_field_name=name)
    if existing:
        box = _box_of_field(writer, existing)
    elif place is not None:
        pages = int(writer.prev.root["/Pages"]["/Count"])
        if not 1 <= place.page <= pages:
            # Page 0 would be taken for the last one.
            raise SigningFault("cannot_prepare", why=f"page {place.page} of {pages}")
        page, _ = writer.prev.find_page_for_modification(place.page - 1)
        box = _page_box(page.get_object())
        check_place(place, box)
        edges = tuple(round(edge) for edge in place.rect)
        field = SigFieldSpec(name, on_page=place.page - 1, box=(edges[0], edges[1], edges[2], edges[3]))
    return field, DrawnStyle(
        appearance=appearance, turned=box.turned, unit=box.unit, archival=claims_archival(writer.prev)
    )


def _entry(dictionary: Any, key: str, absent: Any) -> Any:
    """Return an entry itself: pyHanko's ``get`` gives a reference where one stands."""
    return dictionary[key] if key in dictionary else absent  # noqa: SIM401


def _new_name(form: Any) -> str:
    """Return a name that no field of the letter has; an earlier signature keeps its own."""
    taken = {str(_entry(field.get_object(), "/T", "")) for field in _entry(form, "/Fields", ())}
    names = chain([FIELD_NAME], (f"{FIELD_NAME} {number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _page_box(page: Any) -> PageBox:
    def inherited(key: str) -> Any:
        # ISO 32000-2, 7.7.3.4: these four may stand higher in the tree; so deep as this no tree is.
        node = page
        for _ in range(64):
            if key in node:
                return node[key]
            if "/Parent" not in node:
                return None
            node = node["/Parent"]
        return None

    def rect(key: str) -> Rect | None:
        found = inherited(key)
        return None if found is None else (float(found[0]), float(found[1]), float(found[2]), float(found[3]))

    unit = float(_entry(page, "/UserUnit", 1))
    media = rect("/MediaBox") or (0.0, 0.0, 612.0, 792.0)
    return PageBox(
        visible_box(media, rect("/CropBox")), int(inherited("/Rotate") or 0) % 360, unit if unit > 0 else 1.0
    )


def page_box(approved: BinaryIO, page: int) -> PageBox:
    """Return what counts of a page for a place on it.

    Args:
        approved: the file.
        page: page number, from 1.

    Raises:
        UnreadablePdf: ``damaged``, ``encrypted``.
        SigningFault: ``cannot_prepare`` when there is no such page.
    """
    try:
        reader = PdfFileReader(approved, strict=True)
        if reader.encrypted:
            raise UnreadablePdf("encrypted")
        pages = int(reader.root["/Pages"]["/Count"])
        if not 1 <= page <= pages:
            raise SigningFault("cannot_prepare", why=f"page {page} of {pages}")
        return _page_box(reader.find_page_for_modification(page - 1)[0].get_object())
    except (PdfError, *_STRAY) as error:
        raise UnreadablePdf("damaged", why=str(error)) from error


def _box_of_field(writer: IncrementalPdfFileWriter, name: str) -> PageBox:
    found = list(enumerate_sig_fields(writer.prev, filled_status=False, with_name=name))
    if not found:
        raise SigningFault("field_not_there", field=name)
    field = found[0][2].get_object()
    widget = field["/Kids"][0] if "/Kids" in field else field
    return _page_box(widget["/P"]) if "/P" in widget else PageBox((0, 0, 0, 0))


def empty_fields(content: BinaryIO) -> tuple[str, ...]:
    """Return the full names of the empty signature fields of a letter, in the order of its form.

    Raises:
        UnreadablePdf: ``damaged``.
    """
    try:
        reader = PdfFileReader(content, strict=True)
        return tuple(str(name) for name, _, _ in enumerate_sig_fields(reader, filled_status=False))
    except (PdfError, *_STRAY) as error:
        raise UnreadablePdf("damaged", why=str(error)) from error


def place_of_field(content: BinaryIO, name: str) -> Place | None:
    """Return where an empty signature field stands, or None for one that is not seen.

    Args:
        content: the letter.
        name: the full name of the field, as :func:`empty_fields` gives it.

    Raises:
        UnreadablePdf: ``damaged``.
        SigningFault: ``field_not_there``; ``field_prescribes`` when it demands another kind of signature than ours.
    """
    try:
        reader = PdfFileReader(content, strict=True)
        found = next(iter(enumerate_sig_fields(reader, filled_status=False, with_name=name)), None)
        if found is None:
            raise SigningFault("field_not_there", field=name)
        field = found[2].get_object()
        demanded = _demanded(field.get("/SV"))
        if demanded:
            raise SigningFault("field_prescribes", field=name, what=demanded)
        widget = field["/Kids"].raw_get(0) if "/Kids" in field else found[2]
        edges = [float(edge) for edge in widget.get_object().get("/Rect", ())]
        if len(edges) != _CORNERS or edges[0] == edges[2] or edges[1] == edges[3]:
            return None
        for index in range(int(reader.root["/Pages"]["/Count"])):
            page = reader.find_page_for_modification(index)[0].get_object()
            annotations = page.get("/Annots", ())
            if any(annotations.raw_get(number) == widget for number in range(len(annotations))):
                across, up = sorted(edges[::2]), sorted(edges[1::2])
                return Place(index + 1, (across[0], up[0], across[1], up[1]))
    except (PdfError, *_STRAY) as error:
        raise UnreadablePdf("damaged", why=str(error)) from error
    return None


def _demanded(seed: Any) -> str:
    """Return the first thing a seed value dictionary demands that our signatures do not bring, or nothing."""
    if not isinstance(seed, DictionaryObject):
        return ""
    flags = int(seed.get("/Ff", 0))
    for bit, key in _DEMANDS.items():
        if not flags & 1 << (bit - 1) or key not in seed:
            continue
        allowed = seed[key]
        listed = [str(one) for one in allowed] if isinstance(allowed, ArrayObject) else [str(allowed)]
        if _BROUGHT.get(key) not in listed:
            return key
    if int(seed.get("/MDP", {}).get("/P", 0)):
        return "/MDP"  # a certification; a letter's signature is an approval
    demanding = [key for key in ("/Cert", "/TimeStamp") if int(seed.get(key, {}).get("/Ff", 0))]
    return demanding[0] if demanding else ""


def claims_archival(reader: PdfFileReader) -> bool:
    """Return whether a file says of itself that it is PDF/A (ISO 19005-1, 6.7.11: ``pdfaid:part`` in its XMP)."""
    if "/Metadata" not in reader.root:
        return False
    # UTF-16 is allowed too; without its zeros it reads the same here.
    return b"pdfaid:part" in bytes(reader.root["/Metadata"].data).replace(b"\0", b"")


def prepared_digest(approved: BinaryIO, prepared: Prepared) -> bytes:
    """Return the digest of a prepared letter anew, over everything but the reserve."""
    digest = hashlib.new(prepared.digest_algorithm)
    stream = OverlayStream(approved, prepared.tail)
    for start, end in ((0, prepared.reserve_start), (prepared.reserve_end, None)):
        stream.seek(start)
        left = None if end is None else end - start
        while piece := stream.read(_CHUNK if left is None else min(_CHUNK, left)):
            digest.update(piece)
            left = None if left is None else left - len(piece)
    return digest.digest()
