"""Prepare a letter for signing: the field, the appearance and an empty place, as one appended tail.

Approval signature, no certification (design section 2, step 2). Preparing twice gives other bytes, so the tail is
kept; the prepared letter is the approved file plus that tail.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from signing.appearance import Appearance, stamp_style
from signing.cms import preparing_signer
from signing.errors import SigningFault, UnreadablePdf
from signing.keys import KeyCertificate
from signing.overlay import OverlayStream
from signing.placement import Place

# Characters of hex in /Contents: 24 KiB of DER. A CMS of a real chain is 4 to 8 kB, a time stamp as much again.
RESERVED_HEX = 49_152
_CHUNK = 1 << 20
# What pyHanko's parser lets out on damaged files, beside its own PdfError. A damaged object of the vault is an OSError
# and is told as that.
_STRAY = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, NotImplementedError,
          RecursionError)  # fmt: skip


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
    certificate: KeyCertificate,
    signing_time: datetime,
    appearance: Appearance,
    place: Place | None,
    field_name: str = "Handtekening",
) -> Prepared:
    """Return the tail that makes an approved file ready for a signature.

    Args:
        approved: the approved file.
        certificate: whose signature it will be.
        signing_time: the claimed signing time (/M, ISO 32000-2 table 255), the moment of the signing act.
        appearance: the words of the visible signature.
        place: where it stands; None for an invisible signature.
        field_name: name of the new signature field.

    Raises:
        UnreadablePdf: the file cannot be read strictly (``damaged``), or is encrypted.
        SigningFault: ``cannot_prepare`` when the file does not take a signature, or has no such page.
    """
    stream = OverlayStream(approved)
    try:
        writer = LetterWriter(stream, strict=True)
        if writer.prev.encrypted:
            raise UnreadablePdf("encrypted")
        _check_place(writer, place)
        signer = PdfSigner(
            PdfSignatureMetadata(field_name=field_name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES),
            preparing_signer(certificate),
            stamp_style=stamp_style(appearance),
            new_field_spec=_field(field_name, place),
        )
        session = signer.init_signing_session(writer)
        # The claimed time follows the port, not the machine: a demonstration signs in 2024.
        session.system_time = signing_time
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED_HEX)
        digest, _ = document.digest_tbs_document(in_place=True, chunk_size=_CHUNK)
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


def _check_place(writer: IncrementalPdfFileWriter, place: Place | None) -> None:
    pages = int(writer.prev.root["/Pages"]["/Count"])
    if place is not None and not 1 <= place.page <= pages:
        # Page 0 would be taken for the last one.
        raise SigningFault("cannot_prepare", why=f"page {place.page} of {pages}")


def _field(name: str, place: Place | None) -> SigFieldSpec:
    if place is None:
        return SigFieldSpec(sig_field_name=name)
    box = tuple(round(edge) for edge in place.rect)
    return SigFieldSpec(sig_field_name=name, on_page=place.page - 1, box=(box[0], box[1], box[2], box[3]))


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
