"""Make a PAdES signature over a digest with a key, and check it as CMS, without joining it to the letter.

Filling the reserve of a prepared letter is positional, so a CMS whose message digest is that of the prepared bytes
proves the joined letter; the joined bytes first exist at release.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from asn1crypto import cms as asn1_cms
from asn1crypto import core, x509
from asn1crypto.parser import emit, parse, peek
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.ades.api import CAdESSignedAttrSpec, GenericCommitment, SignerAttrSpec
from pyhanko.sign.ades.cades_asn1 import SignaturePolicyId, SignaturePolicyIdentifier
from pyhanko.sign.general import extract_signer_info, find_unique_cms_attribute
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.errors import SigningFault
from signing.keys import KeyCertificate, SigningKey
from signing.names import accept_every_name

accept_every_name()

# Room that a time-stamp token with its certificates takes beside the CMS: real ones are 4 to 8 kB.
TIME_STAMP_ROOM = 10_240


class CmsFault(SigningFault):
    """A CMS that is not the signature it should be."""


class _DigestSigner(Signer):
    """Let pyHanko build the attributes and the CMS; only the digest goes to the key."""

    def __init__(self, certificate: KeyCertificate | None, key: SigningKey | None) -> None:
        chain = SimpleCertificateStore()
        if certificate is not None:
            chain.register_multiple([x509.Certificate.load(der) for der in certificate.chain])
        super().__init__(
            signing_cert=None if certificate is None else x509.Certificate.load(certificate.certificate),
            cert_registry=chain,
            embed_roots=False,
            prefer_pss=False,
        )
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(512)
        if self._key is None:
            raise CmsFault("key_not_opened")
        return self._key.sign_digest(hashlib.new(digest_algorithm, data).digest(), digest_algorithm)


@lru_cache(maxsize=4)
def preparing_signer(certificate: KeyCertificate | None) -> Signer:
    """Return the pyHanko signer that prepares letters for a certificate and cannot sign; loaded once for a batch.

    Without a certificate it prepares what is only looked at.
    """
    return _DigestSigner(certificate, None)


@dataclass(frozen=True)
class SignedAttributes:
    """What the signer says beside the digest.

    Attributes:
        claimed_role: the capacity, in the letter's own words (X.520 title, ETSI EN 319 122-1, 5.2.6), or empty.
        policy: dotted identifier of a signature policy (EN 319 122-1, 5.2.9), or empty.
        policy_sha256: hexadecimal hash of that policy's document.
        policy_url: where that document can be read, or empty.
    """

    claimed_role: str = ""
    policy: str = ""
    policy_sha256: str = ""
    policy_url: str = ""


def _attributes(signed: SignedAttributes) -> PdfCMSSignedAttributes:
    claimed = []
    if signed.claimed_role:
        claimed.append(
            asn1_cms.AttCertAttribute({"type": "2.5.4.12", "values": [core.UTF8String(signed.claimed_role)]})
        )
    return PdfCMSSignedAttributes(
        cades_signed_attrs=CAdESSignedAttrSpec(
            # No /Reason beside it: EN 319 142-1, 6.3, requirements on commitment-type-indication. Nothing here names
            # the council (guard G13).
            commitment_type=GenericCommitment.PROOF_OF_APPROVAL.asn1,
            signature_policy_identifier=_policy(signed) if signed.policy else None,
            signer_attributes=SignerAttrSpec(claimed_attrs=claimed, certified_attrs=[]) if claimed else None,
        )
    )


def _policy(signed: SignedAttributes) -> SignaturePolicyIdentifier:
    value = {"digest_algorithm": {"algorithm": "sha256"}, "digest": bytes.fromhex(signed.policy_sha256)}
    policy: dict[str, Any] = {"sig_policy_id": signed.policy, "sig_policy_hash": value}
    if signed.policy_url:
        url = {"sig_policy_qualifier_id": "sp_uri", "sig_qualifier": core.IA5String(signed.policy_url)}
        policy["sig_policy_qualifiers"] = [url]
    return SignaturePolicyIdentifier("signature_policy_id", SignaturePolicyId(policy))


_MESSAGE_DIGEST = core.ObjectIdentifier("1.2.840.113549.1.9.4").dump()  # RFC 5652, 11.2
_UNIVERSAL, _CONTEXT, _SEQUENCE, _SET, _OCTETS = 0, 2, 16, 17, 4


_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class CmsMaker:
    """Makes one CMS after another with one key: pyHanko decides once what stands in them.

    All but the message digest and the signature value is the same for every letter that one key signs with the same
    attributes, and building it anew costs twenty times what the signature itself costs. So pyHanko makes one CMS
    without a signature; of that the bytes are kept, and the two parts that differ are put in their places (RFC 5652,
    5.1 and 5.3). Likewise a whole check of a CMS is made once for everything that does not differ.

    Args:
        key: an opened key.
        algorithm: digest algorithm of the letters and of the signature.
    """

    def __init__(self, key: SigningKey, *, algorithm: str = "sha256") -> None:
        self._key = key
        self._algorithm = algorithm
        self._templates: dict[SignedAttributes, _Parts] = {}
        self._proven: set[_Parts] = set()
        public = load_der_x509_certificate(key.certificate.certificate).public_key()
        if not isinstance(public, (rsa.RSAPublicKey, ec.EllipticCurvePublicKey)):
            raise CmsFault("key_algorithm_unsupported")
        self._public = public

    def sign(self, digest: bytes, attributes: SignedAttributes) -> bytes:
        """Return the DER of a detached PAdES CMS over the digest of a prepared letter.

        Args:
            digest: digest of the prepared bytes.
            attributes: what the signer says beside it.

        Raises:
            KeyFault: the key did not sign.
        """
        if attributes not in self._templates:
            self._templates[attributes] = self._template(attributes)
        parts = self._templates[attributes]
        signed = hashlib.new(self._algorithm, parts.signed_attributes(digest)).digest()
        return parts.filled(digest, self._key.sign_digest(signed, self._algorithm))

    def _template(self, attributes: SignedAttributes) -> _Parts:
        signer = _DigestSigner(self._key.certificate, self._key)
        empty = bytes(hashlib.new(self._algorithm).digest_size)
        content = asyncio.run(
            signer.async_sign(
                empty, self._algorithm, use_pades=True, dry_run=True, signed_attr_settings=_attributes(attributes)
            )
        )
        return _taken_apart(content.dump())[0]

    def check(self, cms: bytes, *, digest: bytes, room: int) -> None:
        """Check a CMS as :func:`check_cms` does; what was found good once is only compared.

        Args:
            cms: DER of the ContentInfo.
            digest: digest of the prepared bytes.
            room: bytes of DER that the reserve takes.

        Raises:
            CmsFault: as :func:`check_cms`.
        """
        certificate = self._key.certificate.certificate
        try:
            parts, found, value = _taken_apart(cms)
        except (ValueError, LookupError) as error:
            raise CmsFault("cms_damaged") from error
        if parts not in self._proven or parts.filled(found, value) != cms:
            check_cms(cms, digest=digest, algorithm=self._algorithm, certificate=certificate, room=room)
            self._proven.add(parts)
            return
        if len(cms) + TIME_STAMP_ROOM > room:
            raise CmsFault("cms_too_large", size=len(cms), room=room)
        if found != digest:
            raise CmsFault("cms_other_digest")
        self._check_value(parts.signed_attributes(digest), value)

    def _check_value(self, signed: bytes, value: bytes) -> None:
        hashed = _HASHES[self._algorithm]
        try:
            if isinstance(self._public, rsa.RSAPublicKey):
                self._public.verify(value, signed, padding.PKCS1v15(), hashed)
            else:
                self._public.verify(value, signed, ec.ECDSA(hashed))
        except (InvalidSignature, ValueError) as error:
            raise CmsFault("cms_signature_wrong") from error


@dataclass(frozen=True)
class _Parts:
    """The bytes of a CMS without the message digest and the signature value.

    Attributes:
        head: of the SignedData, what stands before the only SignerInfo's set.
        before: of the SignerInfo, what stands before the signed attributes.
        attributes: the signed attributes in order, but for the message digest.
        place: how many attributes stand before the message digest.
        behind: what stands between the signed attributes and the signature value.
    """

    head: bytes
    before: bytes
    attributes: tuple[bytes, ...]
    place: int
    behind: bytes

    def signed_attributes(self, digest: bytes) -> bytes:
        """Return the DER that the signature is over (RFC 5652, 5.4: as a SET, whatever its tag in the CMS)."""
        return bytes(emit(_UNIVERSAL, 1, _SET, self._attributes(digest)))

    def _attributes(self, digest: bytes) -> bytes:
        values = emit(_UNIVERSAL, 1, _SET, emit(_UNIVERSAL, 0, _OCTETS, digest))
        own = emit(_UNIVERSAL, 1, _SEQUENCE, _MESSAGE_DIGEST + values)
        # DER orders a SET by its encodings; the OID before the digest settles this one's place for any digest.
        return b"".join((*self.attributes[: self.place], own, *self.attributes[self.place :]))

    def filled(self, digest: bytes, value: bytes) -> bytes:
        """Return the CMS with a message digest and a signature value."""
        attributes = emit(_CONTEXT, 1, 0, self._attributes(digest))
        info = emit(
            _UNIVERSAL, 1, _SEQUENCE, self.before + attributes + self.behind + emit(_UNIVERSAL, 0, _OCTETS, value)
        )
        signed_data = emit(_UNIVERSAL, 1, _SEQUENCE, self.head + emit(_UNIVERSAL, 1, _SET, info))
        kind = core.ObjectIdentifier("1.2.840.113549.1.7.2").dump()  # id-signedData
        return bytes(emit(_UNIVERSAL, 1, _SEQUENCE, kind + emit(_CONTEXT, 1, 0, signed_data)))


def _taken_apart(cms: bytes) -> tuple[_Parts, bytes, bytes]:
    """Return the parts of a CMS, its message digest and its signature value; an unsigned attribute is no part.

    Raises:
        ValueError: it is not built as ours are.
    """
    explicit = _inner(cms)[1]
    signed_data = _inner(_inner(explicit)[0])
    (info,) = (_inner(one) for one in _inner(signed_data[-1]))
    if parse(info[-1])[2] != _OCTETS or parse(info[-3])[:3] != (_CONTEXT, 1, 0):
        raise ValueError("not built as ours")
    attributes = _inner(info[-3])
    (place,) = (number for number, one in enumerate(attributes) if _inner(one)[0] == _MESSAGE_DIGEST)
    (digest,) = _inner(_inner(attributes[place])[1])
    parts = _Parts(
        head=b"".join(signed_data[:-1]),
        before=b"".join(info[:-3]),
        attributes=(*attributes[:place], *attributes[place + 1 :]),
        place=place,
        behind=info[-2],
    )
    return parts, parse(digest)[4], parse(info[-1])[4]


def _inner(der: bytes) -> list[bytes]:
    """Return the elements of a constructed value, each with its header."""
    content, found, at = parse(der)[4], [], 0
    while at < len(content):
        length = peek(content[at:])
        found.append(content[at : at + length])
        at += length
    return found


def sign_digest(key: SigningKey, digest: bytes, *, algorithm: str, attributes: SignedAttributes) -> bytes:
    """Return the DER of one detached PAdES CMS over the digest of a prepared letter; see :class:`CmsMaker`.

    Args:
        key: an opened key.
        digest: digest of the prepared bytes.
        algorithm: of that digest, and of the signature.
        attributes: what the signer says beside it.

    Raises:
        KeyFault: the key did not sign.
    """
    return CmsMaker(key, algorithm=algorithm).sign(digest, attributes)


def load_cms(cms: bytes) -> asn1_cms.SignedData:
    """Return the SignedData of a CMS; padding zeros behind it are let be.

    Raises:
        CmsFault: ``cms_damaged``.
    """
    try:
        content = asn1_cms.ContentInfo.load(cms)
        if content["content_type"].native != "signed_data":
            raise CmsFault("cms_damaged")
        signed_data: asn1_cms.SignedData = content["content"]
        if len(signed_data["signer_infos"]) != 1:
            raise CmsFault("cms_damaged")
    except (ValueError, TypeError, KeyError) as error:
        raise CmsFault("cms_damaged") from error
    return signed_data


def signature_value(cms: bytes) -> bytes:
    """Return the signature value (the octets a signature time stamp is over; ETSI EN 319 122-1, 5.3)."""
    try:
        return _taken_apart(cms)[2]
    except (ValueError, LookupError):  # built by others than us
        return bytes(load_cms(cms)["signer_infos"][0]["signature"].native)


def check_cms(cms: bytes, *, digest: bytes, algorithm: str, certificate: bytes, room: int) -> None:
    """Check a CMS as the signature over a prepared letter, without joining them.

    Args:
        cms: DER of the ContentInfo.
        digest: digest of the prepared bytes.
        algorithm: of that digest.
        certificate: DER of the certificate that was shown.
        room: bytes of DER that the reserve takes; the CMS must fit together with a time stamp.

    Raises:
        CmsFault: ``cms_damaged``, ``cms_other_digest``, ``cms_other_certificate``, ``cms_signature_wrong``,
            ``cms_too_large``.
    """
    signed_data = load_cms(cms)
    if asn1_cms.ContentInfo.load(cms).dump() != cms:
        raise CmsFault("cms_damaged")  # bytes behind the structure would end up in the reserve
    if len(cms) + TIME_STAMP_ROOM > room:
        raise CmsFault("cms_too_large", size=len(cms), room=room)
    try:
        _check_signed_data(signed_data, digest, algorithm, certificate)
    except (SignatureValidationError, ValueError, TypeError, KeyError, AttributeError, NotImplementedError) as error:
        # asn1crypto parses lazily: a damaged field shows only when it is read.
        raise CmsFault("cms_damaged") from error


def _check_signed_data(signed_data: asn1_cms.SignedData, digest: bytes, algorithm: str, certificate: bytes) -> None:
    encapsulated = signed_data["encap_content_info"]
    if encapsulated["content_type"].native != "data" or encapsulated["content"].native is not None:
        raise CmsFault("cms_damaged")  # the letter is what is signed; nothing is carried along (ISO 32000-2, 12.8.3.3)
    info = extract_signer_info(signed_data)
    # RFC 5652, 5.1 and 5.3: 1 is what ours must say. No signature covers them, and a verifier may look or not.
    if {signed_data["version"].native, info["version"].native} != {"v1"}:
        raise CmsFault("cms_damaged")
    if info["digest_algorithm"]["algorithm"].native != algorithm:
        raise CmsFault("cms_other_digest")
    # This also checks the ESS signing-certificate-v2 attribute (RFC 5035, 4): the signature binds the certificate.
    embedded = extract_certs_for_validation(signed_data).signer_cert
    if embedded.dump() != certificate:
        raise CmsFault("cms_other_certificate")
    find_unique_cms_attribute(info["signed_attrs"], "signing_certificate_v2")
    kinds = [attribute["type"].dotted for attribute in info["signed_attrs"]]
    if len(kinds) != len(set(kinds)):
        raise CmsFault(
            "cms_damaged"
        )  # RFC 5652, 5.3: no attribute twice; some validators refuse it, others do not look
    intact, valid = validate_sig_integrity(info, embedded, expected_content_type="data", actual_digest=digest)
    if not intact:
        raise CmsFault("cms_other_digest")
    if not valid:
        raise CmsFault("cms_signature_wrong")
