"""What a certificate says, as plain values for records and the technical layer."""

from __future__ import annotations

import hashlib

from asn1crypto import x509

from app.names import visible


def certificate_facts(encoded: bytes | None) -> dict[str, str] | None:
    """Return what a certificate says: subject, issuer, serial number, validity and SHA-256.

    Args:
        encoded: DER, or None where there is no certificate.

    Returns:
        None without a certificate; of one that cannot be read, its SHA-256 alone. Names hold no invisible characters.
    """
    if encoded is None:
        return None
    digest = hashlib.sha256(encoded).hexdigest()
    try:
        certificate = x509.Certificate.load(encoded)
        return {
            "subject": visible(certificate.subject.human_friendly),
            "issuer": visible(certificate.issuer.human_friendly),
            "serial": f"{certificate.serial_number:x}",
            "not_before": certificate.not_valid_before.isoformat(),
            "not_after": certificate.not_valid_after.isoformat(),
            "sha256": digest,
        }
    except (ValueError, TypeError, KeyError, OverflowError):
        return {"sha256": digest}
