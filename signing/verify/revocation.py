"""What OCSP answers and CRLs say of one certificate (RFC 6960; RFC 5280, 5), and which of it counts.

Anybody can put anything into a file, so only what the certificate's issuer signed counts, or a responder that the
issuer named for it (RFC 6960, 4.2.2.2), and nothing that says to be made in the future. What counts may still disagree:
then whoever says "revoked" is right, unless a newer word lifted a hold (RFC 5280, 5.3.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import algos, crl, ocsp, x509

from signing.verify.faults import ASN1_FAULTS
from signing.verify.material import Material
from signing.verify.primitives import WEAK_HASHES, Checked, check_value, implied_hash

# Critical extensions of a CRL that a direct, complete list may have and that are understood here.
_UNDERSTOOD = {"issuing_distribution_point", "crl_number", "authority_key_identifier"}
_HELD, _HELD_NO_MORE = "certificate_hold", "remove_from_crl"
_PARTIAL = ("only_contains_user_certs", "only_contains_attribute_certs", "indirect_crl", "only_contains_ca_certs")


@dataclass(frozen=True)
class Status:
    """What one answer or list says of a certificate.

    Attributes:
        as_of: thisUpdate.
        until: nextUpdate, or None.
        revoked_at: when it was revoked, or None.
        reason: as RFC 5280, 5.3.1 has it, or empty.
        whole: whether its silence means that the certificate was good.
    """

    as_of: datetime
    until: datetime | None
    revoked_at: datetime | None = None
    reason: str = ""
    whole: bool = True


@dataclass(frozen=True)
class Revocation:
    """What all that counts says of one certificate.

    Attributes:
        as_of: of the newest.
        revoked_at: since when it was revoked, or None.
        reason: why, or empty.
        statuses: what it rests on.
    """

    as_of: datetime | None = None
    revoked_at: datetime | None = None
    reason: str = ""
    statuses: tuple[Status, ...] = ()

    @property
    def hold_lifted(self) -> bool:
        """Whether it was on hold once and is not any more."""
        return self.revoked_at is None and any(one.reason == _HELD for one in self.statuses)

    def good_at(self, moment: datetime, *, tolerance: timedelta) -> bool:
        """Return whether something that was in force at a moment, or is younger, knows of no revocation by then.

        Args:
            moment: when the certificate was used.
            tolerance: how much clocks may differ.
        """
        if self.revoked_at is not None and self.revoked_at <= moment:
            return False
        good = (one for one in self.statuses if one.whole and one.revoked_at is None)
        return any(max(one.as_of, one.until or one.as_of) + tolerance >= moment for one in good)


def revocation_of(
    certificate: x509.Certificate, issuer: x509.Certificate, material: Material, *, present: datetime
) -> Revocation:
    """Return what the material says of a certificate, as far as it counts.

    Args:
        certificate: in question.
        issuer: that issued it.
        material: answers and lists of any origin.
        present: nothing that says to be younger counts.
    """
    statuses = tuple(
        one
        for one in (*_in_answers(certificate, issuer, material), *_in_lists(certificate, issuer, material))
        if one.as_of <= present
    )
    if not statuses:
        return Revocation()
    newest = max(statuses, key=lambda one: one.as_of)
    revoked = [one for one in statuses if one.revoked_at is not None and one.reason != _HELD_NO_MORE]
    lasting = [one for one in revoked if one.reason != _HELD or one.as_of == newest.as_of]
    first = min(lasting, key=lambda one: one.revoked_at or one.as_of, default=None)
    return Revocation(
        newest.as_of, first.revoked_at if first else None, first.reason if first else "", statuses
    )  # fmt: skip


def up_to(material: Material, present: datetime) -> Material:
    """Return the material without what says to be made in the future: it is no evidence yet (RFC 6960, 4.2.2.1)."""
    answers = tuple(
        der for der, one in zip(material.answers, material.loaded_answers(), strict=True) if _made(one) <= present
    )
    lists = tuple(
        der
        for der, one in zip(material.lists, material.loaded_lists(), strict=True)
        if one["tbs_cert_list"]["this_update"].native <= present
    )
    return Material(material.certificates, answers, lists, material.damaged)


def _made(response: ocsp.OCSPResponse) -> datetime:
    """Return the earliest thisUpdate of an answer; it was parsed whole before."""
    moments: list[datetime] = [
        single["this_update"].native
        for single in response.basic_ocsp_response["tbs_response_data"]["responses"]
    ]  # fmt: skip
    return min(moments, default=response.basic_ocsp_response["tbs_response_data"]["produced_at"].native)


def _in_answers(certificate: x509.Certificate, issuer: x509.Certificate, material: Material) -> Iterator[Status]:
    for response in material.loaded_answers():
        try:
            basic = response.basic_ocsp_response
            singles = [one for one in basic["tbs_response_data"]["responses"] if _is_about(one, certificate, issuer)]
            if not singles or not _answered_for(basic, issuer, material):
                continue
            for single in singles:
                status, until = single["cert_status"], single["next_update"].native
                if status.name == "revoked":
                    reason = status.chosen["revocation_reason"].native
                    moment = status.chosen["revocation_time"].native
                    yield Status(single["this_update"].native, until, moment, str(reason or ""))
                elif status.name == "good":
                    yield Status(single["this_update"].native, until)
        except ASN1_FAULTS:
            continue


def _is_about(single: ocsp.SingleResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    wanted = single["cert_id"]
    name = wanted["hash_algorithm"]["algorithm"].native
    return bool(
        wanted["serial_number"].native == certificate.serial_number
        and wanted["issuer_name_hash"].native == getattr(certificate.issuer, name, None)
        and wanted["issuer_key_hash"].native == getattr(issuer.public_key, name, None)
    )


def _answered_for(basic: ocsp.BasicOCSPResponse, issuer: x509.Certificate, material: Material) -> bool:
    """Return whether an answer is signed by the issuer, or by a responder that it issued a certificate for."""
    if _signed_by(basic["signature_algorithm"], basic["signature"].native, basic["tbs_response_data"].dump(), issuer):
        return True
    produced = basic["tbs_response_data"]["produced_at"].native
    for responder in (*(basic["certs"] or ()), *material.loaded_certificates()):
        purposes = responder.extended_key_usage_value
        if (
            purposes is not None
            and "ocsp_signing" in purposes.native
            and responder.issuer == issuer.subject
            and responder.not_valid_before <= produced <= responder.not_valid_after
            and _signed_by(
                responder["signature_algorithm"],
                responder.signature,
                responder["tbs_certificate"].dump(),
                issuer,
            )
            and _signed_by(
                basic["signature_algorithm"], basic["signature"].native, basic["tbs_response_data"].dump(), responder
            )
        ):
            return True
    return False


def _in_lists(certificate: x509.Certificate, issuer: x509.Certificate, material: Material) -> Iterator[Status]:
    for listed in material.loaded_lists():
        try:
            content = listed["tbs_cert_list"]
            usage = issuer.key_usage_value
            if (
                listed.issuer != issuer.subject
                or _is_indirect(listed)
                or (usage is not None and "crl_sign" not in usage.native)
                or not _signed_by(listed["signature_algorithm"], listed.signature, content.dump(), issuer)
            ):
                continue
            status = Status(content["this_update"].native, content["next_update"].native, whole=_complete(listed))
            for revoked in content["revoked_certificates"] or ():
                if revoked["user_certificate"].native == certificate.serial_number:
                    reason = revoked.crl_reason_value
                    named = str(reason.native) if reason else ""
                    lifted = named == _HELD_NO_MORE
                    moment = None if lifted else revoked["revocation_date"].native
                    status = Status(status.as_of, status.until, moment, "" if lifted else named, status.whole)
            yield status
        except ASN1_FAULTS:
            continue


def _is_indirect(listed: crl.CertificateList) -> bool:
    point = listed.issuing_distribution_point_value
    return point is not None and bool(point["indirect_crl"].native)


def _complete(listed: crl.CertificateList) -> bool:
    """Return whether a CRL is about all certificates of its issuer, for all reasons."""
    for extension in listed["tbs_cert_list"]["crl_extensions"] or ():
        name = extension["extn_id"].native
        if name == "delta_crl_indicator" or (extension["critical"].native and name not in _UNDERSTOOD):
            return False
    point = listed.issuing_distribution_point_value
    return point is None or not (any(point[name].native for name in _PARTIAL) or point["only_some_reasons"].native)


def _signed_by(algorithm: algos.SignedDigestAlgorithm, value: bytes, signed: bytes, issuer: x509.Certificate) -> bool:
    digest = implied_hash(algorithm)
    if digest in WEAK_HASHES:
        return False
    key = issuer.public_key
    return check_value(value, signed, public_key=key, algorithm=algorithm, digest=digest or "") is Checked.RIGHT
