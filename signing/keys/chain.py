"""Which of the certificates beside a key stand above its own."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature


def chain_above(certificate: bytes, others: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the chain of a certificate out of what lies beside it, nearest first.

    A card holds certificates for other purposes too (authentication, encryption) and those of other chains; none of
    them belongs in a signature. Of two issuers with the same name and key (a cross-certificate) both are kept.

    Args:
        certificate: DER.
        others: DER of what lies beside it; what cannot be read is passed over.
    """
    readable = [(der, loaded) for der in dict.fromkeys(others) if (loaded := _read(der)) is not None]
    below = [_read(certificate)]
    found: list[bytes] = []
    while below:
        subject = below.pop(0)
        for der, issuer in readable:
            if der != certificate and der not in found and subject is not None and _issued(subject, issuer):
                found.append(der)
                below.append(issuer)
    return tuple(found)


def _read(der: bytes) -> x509.Certificate | None:
    try:
        return x509.load_der_x509_certificate(der)
    except ValueError:
        return None


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
