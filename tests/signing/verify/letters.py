"""Letters signed for tests, as the program and as others sign them, at every level; all moments are given."""

from __future__ import annotations

import asyncio
import hashlib
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, tsp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.api import CAdESSignedAttrSpec, GenericCommitment
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession, PdfTimeStamper, TimestampDSSContentSettings
from pyhanko.sign.validation import async_add_validation_info
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen.canvas import Canvas

from tests.pki import RELEASE_DAY, SIGNING_DAY, TestPki

RESERVED_HEX = 32768


def plain_letter(*, pages: int = 2, compressed: bool = False) -> bytes:
    """Return an unsigned letter with a line of text in the upper half of each page and white below."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True, pageCompression=int(compressed))
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 720, f"Aan de Voorzitter van de Tweede Kamer, bladzijde {number}")
        canvas.drawString(72, 690, "Het bedrag is 1000 euro.")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


class SignerOfTheDay(PdfSigner):
    """pyHanko's signer, which claims the time of the machine, at the day of signing."""

    def init_signing_session(self, *arguments: Any, **more: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **more)
        session.system_time = SIGNING_DAY
        return session


@dataclass(frozen=True)
class Maker:
    """Makes signed letters with one infrastructure."""

    pki: TestPki

    def prepared(self, pdf: bytes | None = None, *, field: str = "Handtekening", **more: Any) -> Prepared:
        """Prepare a letter as the program does: approval signature, field created in the same revision."""
        return asyncio.run(_prepare(self.pki, pdf or plain_letter(), field, more))

    def sign(
        self,
        pdf: bytes | None = None,
        *,
        level: str = "B-B",
        signer: str = "signer",
        field: str = "Handtekening",
        at: datetime = SIGNING_DAY,
        stamped_at: datetime | None = None,
        released_at: datetime = RELEASE_DAY,
        tsa: str = "tsa",
        **more: Any,
    ) -> bytes:
        """Return a signed letter: time stamp in /Contents, then data, then document time stamp."""
        prepared = self.prepared(pdf, field=field, signer=signer, at=at, **more)
        token = None
        if level != "B-B":
            token = self.token(prepared.signature, at=stamped_at or at + timedelta(minutes=1), tsa=tsa)
        signed = prepared.joined(token)
        if level in {"B-LT", "B-LTA"}:
            signed = self.with_data(signed, at=released_at)
        if level == "B-LTA":
            signed = self.with_document_stamp(signed, at=released_at)
        return signed

    def token(self, value: bytes, *, at: datetime, tsa: str = "tsa") -> cms.ContentInfo:
        """Return a time-stamp token over the SHA-256 of a value."""
        stamper = self.pki.time_stamper(at, service=tsa)
        return asyncio.run(stamper.async_timestamp(hashlib.sha256(value).digest(), "sha256"))

    def with_data(self, signed: bytes, *, at: datetime) -> bytes:
        """Add the security store with the data of a moment."""
        return asyncio.run(_with_data(self.pki, signed, at))

    def with_document_stamp(
        self, signed: bytes, *, at: datetime, tsa: str = "tsa", field: str = "Tijdstempel"
    ) -> bytes:
        """Add a document time stamp."""
        return asyncio.run(_with_stamp(self.pki, signed, at, tsa, field))

    def signed_by_pyhanko(self, pdf: bytes | None = None, *, signer: Any = None, **metadata: Any) -> bytes:
        """Return a letter signed in one go with whatever metadata and signer are given."""
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf or plain_letter()))
        more = {key: metadata.pop(key) for key in ("new_field_spec", "timestamper", "stamp_style") if key in metadata}
        metadata.setdefault("field_name", "Handtekening")
        metadata.setdefault("subfilter", SigSeedSubFilter.PADES)
        made = SignerOfTheDay(PdfSignatureMetadata(**metadata), signer=signer or self.pki.signer(), **more)
        out = io.BytesIO()
        asyncio.run(made.async_sign_pdf(writer, output=out, bytes_reserved=RESERVED_HEX))
        return out.getvalue()


@dataclass(frozen=True)
class Prepared:
    """A prepared letter with the CMS that is not yet in it."""

    bytes_prepared: bytes
    start: int
    end: int
    token: cms.ContentInfo

    @property
    def signature(self) -> bytes:
        return bytes(self.token["content"]["signer_infos"][0]["signature"].native)

    def joined(self, stamp: cms.ContentInfo | None = None) -> bytes:
        content = cms.ContentInfo.load(self.token.dump())
        if stamp is not None:
            attribute = cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [stamp]})
            content["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
        stream = io.BytesIO(self.bytes_prepared)
        PreparedByteRangeDigest(b"", self.start, self.end).fill_with_cms(stream, content.dump())
        return stream.getvalue()


async def _prepare(pki: TestPki, pdf: bytes, field: str, more: dict[str, Any]) -> Prepared:
    at = more.pop("at", SIGNING_DAY)
    label = more.pop("signer", "signer")
    box, page = more.pop("box", None), more.pop("page", 0)
    style = {"stamp_style": more.pop("stamp_style")} if "stamp_style" in more else {}
    signer = label if not isinstance(label, str) else pki.signer(label)
    reserved = more.pop("bytes_reserved", RESERVED_HEX)
    spec = SigFieldSpec(field, box=box, on_page=page, readable_field_name=field)
    attributes = CAdESSignedAttrSpec(commitment_type=GenericCommitment.PROOF_OF_APPROVAL.asn1)
    more.setdefault("subfilter", SigSeedSubFilter.PADES)
    more.setdefault("md_algorithm", "sha256")
    metadata = PdfSignatureMetadata(field_name=field, cades_signed_attr_spec=attributes, **more)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    made = PdfSigner(metadata, signer=signer, new_field_spec=spec, **style)
    session = made.init_signing_session(writer)
    session.system_time = at
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    digest, output = document.digest_tbs_document()
    token = await signer.async_sign(
        digest.document_digest,
        metadata.md_algorithm,
        use_pades=metadata.subfilter == SigSeedSubFilter.PADES,
        signed_attr_settings=PdfCMSSignedAttributes(cades_signed_attrs=attributes),
    )
    return Prepared(output.getvalue(), digest.reserved_region_start, digest.reserved_region_end, token)


def _context(pki: TestPki, at: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[pki.certificate("root")],
        other_certs=[pki.certificate("issuing")],
        moment=at,
        allow_fetching=True,
        fetchers=pki.fetchers(at),
        revocation_mode="require",
    )


async def _with_data(pki: TestPki, signed: bytes, at: datetime) -> bytes:
    stream = io.BytesIO(signed)
    signature = PdfFileReader(stream).embedded_regular_signatures[-1]
    await async_add_validation_info(signature, _context(pki, at), in_place=True)
    return stream.getvalue()


async def _with_stamp(pki: TestPki, signed: bytes, at: datetime, tsa: str, field: str) -> bytes:
    stamper = PdfTimeStamper(pki.time_stamper(at, service=tsa), field_name=field)
    out = io.BytesIO()
    await stamper.async_timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(signed)),
        "sha256",
        validation_context=_context(pki, at),
        bytes_reserved=RESERVED_HEX,
        output=out,
        dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
    )
    return out.getvalue()


__all__ = ["RESERVED_HEX", "Maker", "Prepared", "plain_letter", "tsp"]
