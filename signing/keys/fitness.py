"""Which certificates are fit to sign a letter, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from signing.purposes import FOR_MACHINES

# ETSI TS 119 312: what is signed from now on is signed with no less.
_RSA_BITS, _EC_BITS, _RSA_EXPONENT = 2048, 256, 1 << 16


@dataclass(frozen=True)
class CertificateFacts:
    """What a person is told of a certificate.

    Attributes:
        holder: common name of the subject, or the whole name where there is none.
        issuer: common name of the issuer, likewise.
        serial: serial number, hexadecimal.
        not_before: start of its validity, UTC.
        not_after: end of its validity, UTC.
        key_usage: names of the key usages as in RFC 5280, 4.2.1.3.
        unfit: code of the reason why it cannot sign, or None.
    """

    holder: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    key_usage: tuple[str, ...]
    unfit: str | None


_USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
           "key_cert_sign", "crl_sign")  # fmt: skip


def _name(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def _usages(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(name for name in _USAGES if getattr(usage, name))


def _purposes(certificate: x509.Certificate) -> set[str]:
    try:
        listed = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return set()
    return {one.dotted_string for one in listed}


def _is_issuer(certificate: x509.Certificate) -> bool:
    """Return whether a certificate issues others (RFC 5280, 4.2.1.9): what it signs is no person's act."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _weak(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> bool:
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < _RSA_BITS or key.public_numbers().e <= _RSA_EXPONENT
    return key.key_size < _EC_BITS


def _unfit(certificate: x509.Certificate, usages: tuple[str, ...], now: datetime) -> str | None:
    # A PKIoverheid certificate serves one purpose: signing has non-repudiation (content commitment, RFC 5280 4.2.1.3),
    # authentication has digital signature alone. A certificate without the extension says nothing and is let through.
    purposes = _purposes(certificate)
    if _is_issuer(certificate) or (purposes and purposes <= FOR_MACHINES):
        return "key_not_for_signing"
    if usages and "content_commitment" not in usages:
        # An issuer's certificate signs data too, and certificates besides.
        authentication = "digital_signature" in usages and "key_cert_sign" not in usages
        return "key_authentication_only" if authentication else "key_not_for_signing"
    if now > certificate.not_valid_after_utc:
        return "key_certificate_expired"
    if now < certificate.not_valid_before_utc:
        return "key_certificate_not_yet_valid"
    key = certificate.public_key()
    if not isinstance(key, (rsa.RSAPublicKey, ec.EllipticCurvePublicKey)):
        return "key_algorithm_unsupported"
    return "key_too_short" if _weak(key) else None


def certificate_facts(certificate: bytes, *, now: datetime) -> CertificateFacts:
    """Return what a person is told of a certificate, with the reason why it is unfit to sign, if any.

    Args:
        certificate: DER.
        now: the moment its validity is judged at.
    """
    loaded = x509.load_der_x509_certificate(certificate)
    usages = _usages(loaded)
    return CertificateFacts(
        holder=_name(loaded.subject),
        issuer=_name(loaded.issuer),
        serial=f"{loaded.serial_number:x}",
        not_before=loaded.not_valid_before_utc,
        not_after=loaded.not_valid_after_utc,
        key_usage=usages,
        unfit=_unfit(loaded, usages, now),
    )
