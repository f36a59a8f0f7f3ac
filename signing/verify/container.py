"""The CMS in /Contents, read leniently: who signed what, with which attributes, and is it cryptographically right.

ETSI EN 319 102-1, 5.2.2 (format), 5.2.3 (signing certificate) and 5.2.7 (cryptographic verification); RFC 5652, 5.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from asn1crypto import algos, cms, core, crl, ocsp, parser, tsp, x509
from pyhanko.sign.ades.api import GenericCommitment
from pyhanko.sign.general import check_ess_certid, match_issuer_serial

from signing.verify.basic_encoding import distinguished, parts_of
from signing.verify.faults import ASN1_FAULTS
from signing.verify.primitives import Checked, check_value, hash_name
from signing.verify.verdict import Fact, Integrity, Subindication

DigestOf = Callable[[str], bytes]


class ContainerFault(Exception):
    """Bytes that cannot be read as a signature; ``fact`` says how."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact.value)
        self.fact = fact


@dataclass(frozen=True)
class Signed:
    """One SignerInfo with the SignedData it stands in.

    Attributes:
        data: the SignedData.
        info: the SignerInfo.
        certificate: the signing certificate, or None when the container does not hold it.
        others: every other certificate in the container.
        signers: how many SignerInfos the container has.
    """

    data: cms.SignedData = field(repr=False)
    info: cms.SignerInfo = field(repr=False)
    certificate: x509.Certificate | None
    others: tuple[x509.Certificate, ...] = field(repr=False)
    signers: int = 1

    @property
    def content_type(self) -> str:
        """The type of what was signed (``data`` or ``tst_info`` as a rule)."""
        return str(self.data["encap_content_info"]["content_type"].native)

    @property
    def digest_algorithm(self) -> str:
        """The SignerInfo's digest algorithm, by asn1crypto's name or as an object identifier."""
        return str(self.info["digest_algorithm"]["algorithm"].native)

    @property
    def value(self) -> bytes:
        """The signature value."""
        return bytes(self.info["signature"].native)

    @property
    def signed_attributes_sha256(self) -> str:
        """The SHA-256 of the signed attributes as they are signed, in hexadecimal; empty without any."""
        attributes = self.info["signed_attrs"]
        return "" if isinstance(attributes, core.Void) else hashlib.sha256(attributes.untag().dump()).hexdigest()

    @property
    def encapsulated(self) -> bytes | None:
        """The content inside the container, or None for a detached signature."""
        content = self.data["encap_content_info"]["content"]
        if isinstance(content, core.Void) or content.native is None:
            return None
        return bytes(content)

    def attributes(self, name: str, *, signed: bool = True) -> list[Any]:
        """Return the values of an attribute; none when absent or unreadable."""
        try:
            attributes = self.info["signed_attrs" if signed else "unsigned_attrs"]
            if isinstance(attributes, core.Void):
                return []
            return [value for one in attributes if one["type"].native == name for value in one["values"]]
        except ASN1_FAULTS:
            return []


def read_container(contents: bytes, *, known: Iterable[x509.Certificate] = ()) -> list[Signed]:
    """Return every signer in a CMS; zero padding behind it is ignored.

    Args:
        contents: the bytes of /Contents, or of a time-stamp token.
        known: certificates from elsewhere (the security store) for a container that holds none.

    Raises:
        ContainerFault: ``signature_empty`` (a place kept free) or ``signature_damaged``.
    """
    if not contents.strip(b"\x00"):
        raise ContainerFault(Fact.SIGNATURE_EMPTY)
    known = list(known)
    try:
        return _read(contents, known)
    except ContainerFault:
        try:
            plain = distinguished(contents)
        except ASN1_FAULTS:
            plain = contents
        if plain == contents[: len(plain)]:
            raise
    return _read(plain, known)


def _read(contents: bytes, known: list[x509.Certificate]) -> list[Signed]:
    try:
        info = cms.ContentInfo.load(contents, strict=False)
        if info["content_type"].native != "signed_data":
            raise ContainerFault(Fact.SIGNATURE_DAMAGED)
        data = info["content"]
        certificates = list(_certificates(data["certificates"]))
        infos = list(data["signer_infos"])
        found = [_signer(data, one, certificates, known, len(infos)) for one in infos]
    except ASN1_FAULTS as fault:
        raise ContainerFault(Fact.SIGNATURE_DAMAGED) from fault
    if not found:
        raise ContainerFault(Fact.SIGNATURE_DAMAGED)
    return found


def _certificates(choices: Any) -> Iterator[x509.Certificate]:
    if isinstance(choices, core.Void):
        return
    for choice in choices:
        if choice.name == "certificate":
            yield choice.chosen.untag()


def _signer(
    data: cms.SignedData,
    info: cms.SignerInfo,
    certificates: list[x509.Certificate],
    known: list[x509.Certificate],
    signers: int,
) -> Signed:
    _ = info["signature"].native, info["digest_algorithm"]["algorithm"].native, info["signature_algorithm"].dump()
    identifier = info["sid"]
    mine = [one for one in (*certificates, *known) if _identified(one, identifier)]
    certificate = _bound(mine, info)
    others = tuple(one for one in certificates if certificate is None or one.dump() != certificate.dump())
    return Signed(data, info, certificate, others, signers)


def _identified(certificate: x509.Certificate, identifier: cms.SignerIdentifier) -> bool:
    try:
        if identifier.name == "issuer_and_serial_number":
            return bool(match_issuer_serial(identifier.chosen, certificate))
        return bool(certificate.key_identifier == identifier.chosen.native)
    except ASN1_FAULTS:
        return False


def _bound(candidates: list[x509.Certificate], info: cms.SignerInfo) -> x509.Certificate | None:
    """Return the candidate that the signed attribute names; else the first: the mismatch is said later."""
    probe = Signed(cms.SignedData(), info, None, ())
    fitting = [one for one in candidates if _names(probe, one) is not False]
    return (fitting or candidates or [None])[0]


def _names(signed: Signed, certificate: x509.Certificate) -> bool | None:
    """Return whether the signing-certificate attribute names this certificate; None without such an attribute."""
    for name, kind in (
        ("signing_certificate_v2", tsp.SigningCertificateV2),
        ("signing_certificate", tsp.SigningCertificate),
    ):
        for value in signed.attributes(name):
            try:
                return bool(check_ess_certid(certificate, kind.load(value.dump())["certs"][0]))
            except ASN1_FAULTS:
                return False
    return None


@dataclass(frozen=True)
class Cryptography:
    """The answer to "is the signed content intact?" with its sub-indication."""

    integrity: Integrity
    subindication: Subindication | None
    facts: tuple[Fact, ...] = ()


def check_cryptography(signed: Signed, digest_of: DigestOf) -> Cryptography:
    """Check digest and signature value (EN 319 102-1, 5.2.7).

    Args:
        signed: the signer.
        digest_of: returns the digest of what must have been signed, for a name of :mod:`hashlib`.
    """
    name = hash_name(signed.digest_algorithm)
    if name is None:
        return Cryptography(Integrity.NOT_CHECKED, Subindication.GENERIC, (Fact.ALGORITHM_NOT_SUPPORTED,))
    if signed.certificate is None:
        digest_right = _message_digest(signed) in (None, digest_of(name))
        if not digest_right:
            return Cryptography(Integrity.BROKEN, Subindication.HASH_FAILURE, (Fact.DIGEST_DIFFERS,))
        return Cryptography(Integrity.NOT_CHECKED, Subindication.NO_SIGNING_CERTIFICATE_FOUND, (Fact.NO_CERTIFICATE,))
    try:
        return _check(signed, signed.certificate, digest_of(name))
    except ASN1_FAULTS:
        return Cryptography(Integrity.CANNOT_BE_READ, Subindication.FORMAT_FAILURE, (Fact.SIGNATURE_DAMAGED,))


def _check(signed: Signed, certificate: x509.Certificate, digest: bytes) -> Cryptography:
    attributes = signed.info["signed_attrs"]
    if isinstance(attributes, core.Void):
        answer = _value(signed, certificate, [digest], prehashed=True)
    else:
        said = _message_digest(signed)
        if said is None or _content_types(signed) != [signed.content_type]:
            return Cryptography(Integrity.CANNOT_BE_READ, Subindication.FORMAT_FAILURE, (Fact.SIGNATURE_DAMAGED,))
        if said != digest:
            return Cryptography(Integrity.BROKEN, Subindication.HASH_FAILURE, (Fact.DIGEST_DIFFERS,))
        # The attributes are signed as a SET in DER; some producers sort them only in what they sign.
        retagged = attributes.untag()
        answer = _value(signed, certificate, [retagged.dump(), _sorted_set(retagged.dump())], prehashed=False)
    if answer is Checked.WRONG:
        return Cryptography(Integrity.BROKEN, Subindication.SIG_CRYPTO_FAILURE, (Fact.SIGNATURE_VALUE_WRONG,))
    if answer is Checked.NOT_SUPPORTED:
        return Cryptography(Integrity.NOT_CHECKED, Subindication.GENERIC, (Fact.ALGORITHM_NOT_SUPPORTED,))
    if _names(signed, certificate) is False:
        return Cryptography(
            Integrity.INTACT, Subindication.NO_SIGNING_CERTIFICATE_FOUND, (Fact.CERTIFICATE_NOT_THE_ONE_SIGNED,)
        )
    return Cryptography(Integrity.INTACT, None)


def _value(signed: Signed, certificate: x509.Certificate, candidates: list[bytes], *, prehashed: bool) -> Checked:
    answer = Checked.WRONG
    for candidate in dict.fromkeys(candidates):
        answer = check_value(
            signed.value,
            candidate,
            public_key=certificate.public_key,
            algorithm=signed.info["signature_algorithm"],
            digest=signed.digest_algorithm,
            prehashed=prehashed,
        )
        if answer is not Checked.WRONG:
            return answer
    return answer


def _sorted_set(encoded: bytes) -> bytes:
    """Return the members of an encoded SET sorted as DER wants them (X.690, 11.6)."""
    members = parts_of(parser.parse(encoded)[4])
    return bytes(parser.emit(0, 1, 17, b"".join(sorted(members))))


def _message_digest(signed: Signed) -> bytes | None:
    values = signed.attributes("message_digest")
    return bytes(values[0].native) if len(values) == 1 else None


def _content_types(signed: Signed) -> list[str]:
    return [str(value.native) for value in signed.attributes("content_type")]


def time_stamp_tokens(signed: Signed) -> list[bytes]:
    """Return the signature time-stamp tokens of a signer, DER (EN 319 122-1, 5.3)."""
    return [bytes(value.dump()) for value in signed.attributes("signature_time_stamp_token", signed=False)]


def content_stamp_tokens(signed: Signed) -> list[bytes]:
    """Return the content time-stamp tokens of a signer, DER (EN 319 122-1, 5.2.8): its content is older."""
    return [bytes(value.dump()) for value in signed.attributes("content_time_stamp")]


@dataclass(frozen=True)
class Imprint:
    """What a time-stamp token says (RFC 3161, 2.4.2)."""

    moment: datetime
    algorithm: str
    digest: bytes


def imprint_of(signed: Signed) -> Imprint | None:
    """Return time and message imprint of a time-stamp token; None when it is none."""
    content = signed.encapsulated
    if signed.content_type != "tst_info" or content is None:
        return None
    try:
        info = tsp.TSTInfo.load(content)
        said = info["message_imprint"]
        moment = info["gen_time"].native.astimezone(UTC)
        return Imprint(moment, str(said["hash_algorithm"]["algorithm"].native), bytes(said["hashed_message"].native))
    except ASN1_FAULTS:
        return None


def encapsulated_digest(signed: Signed) -> DigestOf:
    """Return the digest function over what the container itself holds."""
    return digest_function(signed.encapsulated or b"")


def digest_function(content: bytes) -> DigestOf:
    """Return the digest function over given bytes."""
    return lambda name: _digest(name, content)


def _digest(name: str, content: bytes) -> bytes:
    digest = hashlib.new(name, content, usedforsecurity=False)
    if name.startswith("shake"):
        return digest.digest(64 if name == "shake_256" else 32)  # type: ignore[call-arg]  # RFC 8702, 3.1
    return digest.digest()


def claimed_time(signed: Signed) -> datetime | None:
    """Return the signing-time attribute; it is a claim of the signer's (RFC 5652, 11.3)."""
    for value in signed.attributes("signing_time"):
        try:
            moment = value.native
        except ASN1_FAULTS:
            return None
        return moment if isinstance(moment, datetime) and moment.tzinfo else None
    return None


def commitment(signed: Signed) -> str | None:
    """Return the commitment type by its name, or its object identifier (EN 319 122-1, 5.2.3)."""
    for value in signed.attributes("commitment_type"):
        try:
            oid = str(value["commitment_type_id"].dotted)
        except ASN1_FAULTS:
            return None
        names = {one.asn1["commitment_type_id"].dotted: one.name.lower() for one in GenericCommitment}
        return names.get(oid, oid)
    return None


def claimed_role(signed: Signed) -> str | None:
    """Return the first claimed role that is a text (EN 319 122-1, 5.2.6)."""
    for value in signed.attributes("signer_attributes_v2"):
        try:
            for attribute in value["claimed_attributes"]:
                for entry in attribute["values"]:
                    text = entry.native
                    if isinstance(text, str) and text:
                        return text
        except ASN1_FAULTS:
            return None
    return None


def archived_revocation(signed: Signed) -> tuple[list[ocsp.OCSPResponse], list[crl.CertificateList]]:
    """Return the revocation data inside the signature (Adobe's attribute; ISO 32000-2, 12.8.3.3.2)."""
    answers: list[ocsp.OCSPResponse] = []
    lists: list[crl.CertificateList] = []
    for value in signed.attributes("adobe_revocation_info_archival"):
        try:
            answers += [] if isinstance(value["ocsp"], core.Void) else list(value["ocsp"])
            lists += [] if isinstance(value["crl"], core.Void) else list(value["crl"])
        except ASN1_FAULTS:
            continue
    return answers, lists


def signature_algorithm(signed: Signed) -> algos.SignedDigestAlgorithm:
    """Return the SignerInfo's signature algorithm."""
    return signed.info["signature_algorithm"]
