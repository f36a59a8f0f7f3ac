"""What OCSP answers and CRLs say of one certificate (RFC 6960, RFC 5280 section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import crl, x509

from signing.verify.faults import ASN1_FAULTS
from signing.verify.material import Material
from signing.verify.primitives import WEAK_HASHES, Checked, check_value, implied_hash

# Critical extensions of a CRL that a direct, complete list may have and that are understood here.
_UNDERSTOOD = {"issuing_distribution_point", "crl_number", "authority_key_identifier"}

# RFC 5280, 5.3.1: the certificate was on hold, and is revoked no more.
_HELD_NO_MORE = "remove_from_crl"


@dataclass(frozen=True)
class Revocation:
    """What the material at hand says of one certificate; its signatures were checked by path validation."""

    as_of: datetime | None = None
    revoked_at: datetime | None = None
    reason: str = ""


def revocation_of(certificate: x509.Certificate, material: Material) -> Revocation:
    """Return what OCSP answers and CRLs say of a certificate, by its serial number and issuer."""
    moments: list[datetime] = []
    revoked: list[tuple[datetime, str]] = []
    for moment, revocation in (*_in_answers(certificate, material), *_in_lists(certificate, material)):
        moments.append(moment)
        if revocation is not None:
            revoked.append(revocation)
    first = min(revoked, default=None)
    return Revocation(max(moments, default=None), first[0] if first else None, first[1] if first else "")


_Found = tuple[datetime, tuple[datetime, str] | None]


def _in_answers(certificate: x509.Certificate, material: Material) -> Iterator[_Found]:
    for response in material.loaded_answers():
        try:
            for single in response.basic_ocsp_response["tbs_response_data"]["responses"]:
                wanted = single["cert_id"]
                name_hash = getattr(certificate.issuer, wanted["hash_algorithm"]["algorithm"].native, None)
                if wanted["serial_number"].native != certificate.serial_number:
                    continue
                if name_hash is not None and wanted["issuer_name_hash"].native != name_hash:
                    continue
                status = single["cert_status"]
                entry = None
                if status.name == "revoked":
                    reason = status.chosen["revocation_reason"].native
                    entry = (status.chosen["revocation_time"].native, str(reason or ""))
                    if entry[1] == _HELD_NO_MORE:
                        entry = None
                yield single["this_update"].native, entry
        except ASN1_FAULTS:
            continue


def _in_lists(certificate: x509.Certificate, material: Material) -> Iterator[_Found]:
    for listed in material.loaded_lists():
        try:
            if listed.issuer != certificate.issuer:
                continue
            entry = None
            for revoked in listed["tbs_cert_list"]["revoked_certificates"] or ():
                if revoked["user_certificate"].native == certificate.serial_number:
                    reason = revoked.crl_reason_value
                    entry = (revoked["revocation_date"].native, str(reason.native) if reason else "")
                    if entry[1] == _HELD_NO_MORE:
                        entry = None
            yield listed["tbs_cert_list"]["this_update"].native, entry
        except ASN1_FAULTS:
            continue


def direct_list_status(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    material: Material,
    *,
    moment: datetime,
    tolerance: timedelta,
) -> Revocation | None:
    """Return what a complete CRL by the issuer itself says at a moment; None without one that can be relied on.

    certvalidator cannot relate a CRL to a trust anchor that is no root, as those of trusted lists are.

    Args:
        certificate: the certificate in question.
        issuer: the trust anchor that issued it.
        material: where the CRLs are.
        moment: the list must not be stale then.
        tolerance: how much clocks may differ.
    """
    for listed in material.loaded_lists():
        try:
            if listed.issuer != issuer.subject or not _complete(listed) or not _signed_by(listed, issuer):
                continue
            content = listed["tbs_cert_list"]
            following = content["next_update"].native
            if following is None or following + tolerance < moment:
                continue
        except ASN1_FAULTS:
            continue
        return revocation_of(certificate, Material(lists=(bytes(listed.dump()),)))
    return None


def _complete(listed: crl.CertificateList) -> bool:
    """Return whether a CRL is about all certificates of its issuer, for all reasons."""
    for extension in listed["tbs_cert_list"]["crl_extensions"] or ():
        name = extension["extn_id"].native
        if name == "delta_crl_indicator" or (extension["critical"].native and name not in _UNDERSTOOD):
            return False
    point = listed.issuing_distribution_point_value
    if point is None:
        return True
    flags = ("only_contains_user_certs", "only_contains_attribute_certs", "indirect_crl", "only_contains_ca_certs")
    return not any(point[name].native for name in flags) and point["only_some_reasons"].native is None


def _signed_by(listed: crl.CertificateList, issuer: x509.Certificate) -> bool:
    algorithm = listed["signature_algorithm"]
    if implied_hash(algorithm) in WEAK_HASHES:
        return False
    usage = issuer.key_usage_value
    if usage is not None and "crl_sign" not in usage.native:
        return False
    answer = check_value(
        listed.signature,
        listed["tbs_cert_list"].dump(),
        public_key=issuer.public_key,
        algorithm=algorithm,
        digest=implied_hash(algorithm) or "",
    )
    return answer is Checked.RIGHT
