"""Make a PAdES signature over a digest with a key, and check it as CMS, without joining it to the letter.

Filling the reserve of a prepared letter is positional, so a CMS whose message digest is that of the prepared bytes
proves the joined letter; the joined bytes first exist at release.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass

from asn1crypto import cms as asn1_cms
from asn1crypto import core, x509
from pyhanko.sign.ades.api import CAdESSignedAttrSpec, GenericCommitment, SignerAttrSpec
from pyhanko.sign.general import extract_signer_info, find_unique_cms_attribute
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.errors import SigningFault
from signing.keys import KeyCertificate, SigningKey

# Room that a time-stamp token with its certificates takes beside the CMS: real ones are 4 to 8 kB.
TIME_STAMP_ROOM = 10_240


class CmsFault(SigningFault):
    """A CMS that is not the signature it should be."""


class _DigestSigner(Signer):
    """Let pyHanko build the attributes and the CMS; only the digest goes to the key."""

    def __init__(self, certificate: KeyCertificate, key: SigningKey | None) -> None:
        chain = SimpleCertificateStore()
        chain.register_multiple([x509.Certificate.load(der) for der in certificate.chain])
        super().__init__(
            signing_cert=x509.Certificate.load(certificate.certificate),
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


def preparing_signer(certificate: KeyCertificate) -> Signer:
    """Return the pyHanko signer that prepares letters for a certificate and cannot sign."""
    return _DigestSigner(certificate, None)


@dataclass(frozen=True)
class SignedAttributes:
    """What the signer says beside the digest.

    Attributes:
        claimed_role: the capacity, in the letter's own words (X.520 title, ETSI EN 319 122-1, 5.2.6), or empty.
    """

    claimed_role: str = ""


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
            signer_attributes=SignerAttrSpec(claimed_attrs=claimed, certified_attrs=[]) if claimed else None,
        )
    )


def sign_digest(key: SigningKey, digest: bytes, *, algorithm: str, attributes: SignedAttributes) -> bytes:
    """Return the DER of a detached PAdES CMS over the digest of a prepared letter.

    Args:
        key: an opened key.
        digest: digest of the prepared bytes.
        algorithm: of that digest, and of the signature.
        attributes: what the signer says beside it.

    Raises:
        KeyFault: the key did not sign.
    """
    signer = _DigestSigner(key.certificate, key)
    content = asyncio.run(
        signer.async_sign(digest, algorithm, use_pades=True, signed_attr_settings=_attributes(attributes))
    )
    return bytes(content.dump())


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
