"""Find every signature in a file and check each by itself: no broken one hides another, and none is called unsigned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from asn1crypto import cms, core, x509
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.errors import UnreadablePdf
from signing.verify.compare import structure_of
from signing.verify.container import (
    ContainerFault,
    Cryptography,
    DigestOf,
    Signed,
    check_cryptography,
    encapsulated_digest,
    read_container,
)
from signing.verify.document import (
    READING_FAULTS,
    Document,
    SignatureField,
    read_signature,
    signature_fields,
    value_of,
)
from signing.verify.faults import ASN1_FAULTS
from signing.verify.ranges import ByteRange, coverage_of, digest_of, gap_contents, read_at, scan
from signing.verify.verdict import Coverage, Fact, Integrity, Kind, Subindication

TIME_STAMP_SUBFILTER = "ETSI.RFC3161"
_ENCAPSULATED_SUBFILTER = "adbe.pkcs7.sha1"
_RAW_SUBFILTER = "adbe.x509.rsa_sha1"
_CMS_SUBFILTERS = {"adbe.pkcs7.detached", "ETSI.CAdES.detached", TIME_STAMP_SUBFILTER, _ENCAPSULATED_SUBFILTER, ""}
# The digests that producers used with /adbe.x509.rsa_sha1, whatever its name says (ISO 32000-2, table 260).
_RAW_DIGESTS = ("sha1", "sha256", "sha384", "sha512", "md5")
# A signature dictionary without its /Contents is shorter than this; appearance and certificates stand elsewhere.
BESIDE = 16_384
_BEFORE = 32  # bytes before a gap in which the name of what it holds stands
_AUTHENTICATION_CODE = re.compile(rb"/MAC\s*\Z")
_END_OF_LINE = 2  # bytes behind the last mark that every writer may leave
_UNREAD = Cryptography(Integrity.CANNOT_BE_READ, Subindication.FORMAT_FAILURE)


@dataclass(frozen=True)
class Found:
    """A signature as it was found, before it is judged.

    Attributes:
        signature: the field and its dictionary.
        covers: what its range covers.
        signed: its signer, or None when the container cannot be read.
        cryptography: whether it is intact.
        facts: what was found on the way.
        in_document: false when the file as it is now no longer has it, or never showed it.
    """

    signature: SignatureField
    covers: Coverage
    signed: Signed | None = None
    cryptography: Cryptography = _UNREAD
    facts: tuple[Fact, ...] = ()
    in_document: bool = True

    @property
    def end(self) -> int:
        """Where its revision ends; 0 when that is unclear."""
        return self.signature.ranges.end if self.covers is not Coverage.UNCLEAR else 0

    @property
    def kind(self) -> Kind:
        """Judged by /SubFilter, and by the content where that is missing: /Type is often wrong."""
        stamp = self.signature.subfilter == TIME_STAMP_SUBFILTER
        if not self.signature.subfilter:
            stamp = self.signed is not None and self.signed.content_type == "tst_info"
        return Kind.DOCUMENT_TIMESTAMP if stamp else Kind.SIGNATURE

    @property
    def intact(self) -> bool:
        """Whether its content is intact and it is clear what it covers."""
        return self.cryptography.integrity is Integrity.INTACT and self.covers is not Coverage.UNCLEAR


def find_all(document: Document, *, known: Iterable[x509.Certificate] = ()) -> list[Found]:
    """Return every signature of a file, in the order of the revisions they cover.

    Args:
        document: the file.
        known: certificates for containers that hold none.
    """
    fields = signature_fields(document.current)
    scanned = scan(document.stream)
    found = [one for signature in fields for one in _read(document, signature, list(known))]
    taken = {signature.ranges for signature in fields}
    for signature, fact in _lost(document, taken, scanned):
        for one in _read(document, signature, list(known)):
            in_document = fact is None
            facts = one.facts if fact is None else (*one.facts, fact)
            found.append(replace(one, facts=facts, in_document=in_document))
    return sorted(found, key=lambda one: (one.end == 0, one.end))


def _lost(
    document: Document, taken: set[ByteRange], scanned: list[tuple[int, ByteRange]]
) -> Iterator[tuple[SignatureField, Fact | None]]:
    """Yield signatures that stand in the bytes although the form as it is now does not list them."""
    seen = set(taken)
    for place, ranges in scanned:
        if ranges in seen or not _is_ours(document, place, ranges):
            continue
        seen.add(ranges)
        contents = gap_contents(document.stream, ranges) or b""
        if contents and not contents.strip(b"\x00"):
            continue
        try:
            reader = document.at(ranges.end)
            before = [one for one in signature_fields(reader) if one.ranges == ranges]
            if not before and _is_usage_right(reader, ranges):
                continue
        except (UnreadablePdf, *READING_FAULTS):
            before = []
        if before:
            yield before[0], Fact.SIGNATURE_REMOVED_LATER
            continue
        on_page = [one for one in _on_pages(document) if one.ranges == ranges]
        if on_page:
            yield on_page[0], None
            continue
        nothing = DictionaryObject()
        yield SignatureField("", nothing, ranges, contents, nothing), Fact.SIGNATURE_NOT_IN_DOCUMENT


def _is_usage_right(reader: PdfFileReader, ranges: ByteRange) -> bool:
    """Return whether a signature only opens functions of Adobe's reader (ISO 32000-1, 12.8.2.3): nobody signed with it.

    Asked of the revision that it covers: one that stood in a field there was a person's, whatever is said of it later.
    """
    rights = value_of(reader.root, "/Perms")
    named = (read_signature("", rights, key) for key in ("/UR3", "/UR") if isinstance(rights, DictionaryObject))
    return any(one is not None and one.ranges == ranges for one in named)


def _is_ours(document: Document, place: int, ranges: ByteRange) -> bool:
    """Return whether a range stands beside the gap it names, and a signature in that gap.

    One of a file that is embedded in this one does not, nor one that is only written of in a text. The authentication
    code of an encrypted file (ISO/TS 32004, 5) is nobody's signature.
    """
    if not ranges.regular:
        return False
    start, length = ranges.gap
    if not start - BESIDE <= place <= start + length + BESIDE:
        return False
    if start < document.size and read_at(document.stream, start, 1) != b"<":
        return False
    before = read_at(document.stream, max(0, start - _BEFORE), min(start, _BEFORE))
    return _AUTHENTICATION_CODE.search(before) is None


def _on_pages(document: Document) -> list[SignatureField]:
    """Return signatures in widgets that stand on a page although no form lists them."""
    found = []
    for page in structure_of(document.current).annotations:
        for annotation in page:
            if value_of(annotation.value, "/FT") == "/Sig":
                signature = read_signature(str(value_of(annotation.value, "/T") or ""), annotation.value)
                found += [signature] if signature else []
    return found


def _read(document: Document, signature: SignatureField, known: list[x509.Certificate]) -> list[Found]:
    """Read and check one signature dictionary; never raises for what it holds."""
    covers = coverage_of(document.stream, signature.ranges, signature.contents)
    base = Found(signature, covers, facts=_coverage_facts(document, signature, covers))
    try:
        if signature.subfilter == _RAW_SUBFILTER:
            return [_raw(document, base)]
        signers = read_container(signature.contents, known=known)
        return [_checked(document, base, signed) for signed in signers]
    except ContainerFault as fault:
        if fault.fact is Fact.SIGNATURE_DAMAGED and signature.subfilter not in _CMS_SUBFILTERS:
            unsupported = Cryptography(Integrity.NOT_CHECKED, Subindication.GENERIC, (Fact.KIND_NOT_SUPPORTED,))
            return [replace(base, cryptography=unsupported)]
        return [replace(base, cryptography=replace(_UNREAD, facts=(fault.fact,)))]
    except (*READING_FAULTS, *ASN1_FAULTS):
        return [replace(base, cryptography=replace(_UNREAD, facts=(Fact.SIGNATURE_DAMAGED,)))]


def _coverage_facts(document: Document, signature: SignatureField, covers: Coverage) -> tuple[Fact, ...]:
    facts = [Fact.READ_LENIENTLY] if document.leniently else []
    facts += [Fact.ENCRYPTED_OPENED] if document.encrypted else []
    if covers is Coverage.UNCLEAR:
        beyond = signature.ranges.beyond(document.size)
        facts.append(Fact.BYTE_RANGE_BEYOND_FILE if beyond else Fact.BYTE_RANGE_ODD)
    if covers is Coverage.WHOLE_FILE and document.size > signature.ranges.end + _END_OF_LINE:
        facts.append(Fact.BLANKS_AFTER_SIGNED_REVISION)
    return tuple(facts)


def _over_file(document: Document, ranges: ByteRange) -> DigestOf:
    return lambda name: digest_of(document.stream, ranges, name)


def _checked(document: Document, base: Found, signed: Signed) -> Found:
    over_file = _over_file(document, base.signature.ranges)
    facts = (*base.facts, Fact.SEVERAL_SIGNERS) if signed.signers > 1 else base.facts
    found = replace(base, signed=signed, facts=facts)
    if found.kind is Kind.DOCUMENT_TIMESTAMP:
        # Its imprint is compared when it is judged; here only the token by itself.
        return replace(found, cryptography=check_cryptography(signed, encapsulated_digest(signed)))
    if base.signature.subfilter == _ENCAPSULATED_SUBFILTER:
        if signed.encapsulated != over_file("sha1"):
            broken = Cryptography(Integrity.BROKEN, Subindication.HASH_FAILURE, (Fact.DIGEST_DIFFERS,))
            return replace(found, cryptography=broken)
        weak = check_cryptography(signed, encapsulated_digest(signed))
        return replace(found, cryptography=replace(weak, facts=(*weak.facts, Fact.WEAK_HASH)))
    return replace(found, cryptography=check_cryptography(signed, over_file))


def _raw(document: Document, base: Found) -> Found:
    """Read /adbe.x509.rsa_sha1: an RSA value in an OCTET STRING, certificates in /Cert (ISO 32000-1, 12.8.3.2)."""
    if not base.signature.contents.strip(b"\x00"):
        raise ContainerFault(Fact.SIGNATURE_EMPTY)
    value = core.OctetString.load(base.signature.contents, strict=False).native
    entry = value_of(base.signature.value, "/Cert")
    strings = list(entry) if isinstance(entry, ArrayObject) else [entry]
    certificates = [x509.Certificate.load(one.original_bytes) for one in strings if hasattr(one, "original_bytes")]
    if not certificates:
        lacking = Cryptography(
            Integrity.NOT_CHECKED, Subindication.NO_SIGNING_CERTIFICATE_FOUND, (Fact.NO_CERTIFICATE,)
        )
        return replace(base, cryptography=lacking)
    over_file = _over_file(document, base.signature.ranges)
    answer = base
    for digest in _RAW_DIGESTS:
        signed = _wrapped(value, certificates, digest)
        answer = replace(base, signed=signed, cryptography=check_cryptography(signed, over_file))
        if answer.cryptography.integrity is not Integrity.BROKEN:
            return answer
    return answer


def _wrapped(value: bytes, certificates: list[x509.Certificate], digest: str) -> Signed:
    """Return a bare RSA signature in the form of a CMS signer, so that the rest of the course is the same."""
    leaf = certificates[0]
    identifier = cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number})
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": identifier}),
            "digest_algorithm": {"algorithm": digest},
            "signature_algorithm": {"algorithm": "rsassa_pkcs1v15"},
            "signature": value,
        }
    )
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [{"algorithm": digest}],
            "encap_content_info": {"content_type": "data"},
            "signer_infos": [info],
        }
    )
    return Signed(data, info, leaf, tuple(certificates[1:]))
