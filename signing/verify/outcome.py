"""The verdict on one signature or time stamp, from what was found of it: worst wins (design section 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from asn1crypto import x509
from pyhanko.pdf_utils.generic import parse_pdf_date

from signing.verify.ades import Judgement, TimeStamp
from signing.verify.chain import Chain
from signing.verify.container import Signed, claimed_time
from signing.verify.document import READING_FAULTS, shown, value_of
from signing.verify.faults import ASN1_FAULTS
from signing.verify.found import Found
from signing.verify.report import Changes
from signing.verify.verdict import (
    REMARKS,
    ChangesAfter,
    Coverage,
    Fact,
    FileState,
    Indication,
    Integrity,
    Kind,
    Level,
    SignatureVerdict,
    Subindication,
    Trust,
)

_NAMES = (
    ("common_name",), ("given_name", "surname"), ("pseudonym",), ("organization_name",), ("organizational_unit_name",),
)  # fmt: skip
# Clocks and time zones in /M are often wrong by hours; a day is not.
CLAIM_TOLERANCE = timedelta(days=1)


def begun(one: Found, changes: Changes) -> SignatureVerdict:
    """Return what can be said of a signature before anybody's certificate was looked at."""
    certificate = one.signed.certificate if one.signed else None
    return SignatureVerdict(
        field=shown(one.signature.name),
        kind=one.kind,
        signer=shown(_common_name(certificate)),
        integrity=one.cryptography.integrity,
        covers=one.covers,
        changes_after=changes.level,
        appearance_changed_pages=changes.pages,
        level=None if one.kind is Kind.DOCUMENT_TIMESTAMP else Level.NONE,
        claimed_time=_claimed(one),
        facts=(*one.facts, *changes.facts),
        changed_fields=tuple(shown(field) for field in changes.fields),
        signed_bytes=one.end or None,
        signature_value=one.signed.value if one.signed else None,
        signed_attributes_sha256=one.signed.signed_attributes_sha256 if one.signed else "",
        certificate=bytes(certificate.dump()) if certificate is not None else None,
    )


def _common_name(certificate: x509.Certificate | None) -> str:
    try:
        subject = certificate.subject.native if certificate is not None else {}
    except ASN1_FAULTS:
        return ""
    for parts in _NAMES:  # a person need have no common name (EN 319 412-2, 4.2.4)
        found = [subject[part] for part in parts if subject.get(part)]
        if found:
            return " ".join(str(one[0] if isinstance(one, list) else one) for one in found)
    return ""


def _claimed(one: Found) -> datetime | None:
    """Return the time the signer gives: /M in PAdES (EN 319 142-1, 5.3), else the signed attribute."""
    if one.kind is Kind.DOCUMENT_TIMESTAMP:
        return None
    text = value_of(one.signature.value, "/M")
    try:
        moment = parse_pdf_date(str(text), strict=False) if text is not None else None
    except READING_FAULTS:
        moment = None
    if moment is not None:
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return claimed_time(one.signed) if one.signed else None


def claim_facts(claimed: datetime | None, proven: datetime | None, now: datetime) -> list[Fact]:
    """Return the fact that a signature says to be younger than it can be, if so: than its proof, else than now."""
    if claimed is None or claimed <= (proven or now) + CLAIM_TOLERANCE:
        return []
    return [Fact.CLAIMED_TIME_AFTER_PROOF if proven else Fact.CLAIMED_TIME_IN_FUTURE]


def claims_differ(one: Found) -> list[Fact]:
    """Return the fact that the file and the signature name times of different days, if so: one of them is not so."""
    inside = claimed_time(one.signed) if one.signed else None
    outside = _claimed(one)
    if inside is None or outside is None or abs(inside - outside) <= CLAIM_TOLERANCE:
        return []
    return [Fact.CLAIMED_TIMES_DIFFER]


def clean(text: str | None) -> str | None:
    """Return a text from a file as it may be shown; None without one."""
    return shown(text) if text else None


def stamp_verdict(one: Found, stamp: TimeStamp, changes: Changes) -> SignatureVerdict:
    """Return the verdict on a document time stamp (EN 319 102-1, 5.4)."""
    sub = stamp.cryptography.subindication
    if sub is None and not stamp.proves:
        sub = (stamp.chain.subindication if stamp.chain else None) or Subindication.OUT_OF_BOUNDS_NO_POE
        sub = Subindication.CRYPTO_CONSTRAINTS_FAILURE if Fact.TIME_STAMP_WEAK in stamp.facts else sub
    chain = stamp.chain
    return finished(
        replace(
            begun(one, changes),
            integrity=stamp.cryptography.integrity,
            indication=sub.indication if sub else Indication.PASSED,
            subindication=sub,
            trusted=_trust_of(stamp),
            proven_time=stamp.moment if stamp.proves else None,
            renew_before=stamp.expires,
            revocation_as_of=chain.revocation_as_of if chain else None,
            facts=(
                *one.facts,
                *changes.facts,
                *stamp.cryptography.facts,
                *(chain.facts if chain else ()),
                *stamp.facts,
            ),
            chain=chain.above if chain else (),
            paths=paths_of(chain),
        ),
        changes,
    )


def _trust_of(stamp: TimeStamp) -> Trust:
    if stamp.proves:
        return Trust.TRUSTED
    return stamp.chain.trusted if stamp.chain and stamp.intact else Trust.UNKNOWN


def finished(verdict: SignatureVerdict, changes: Changes) -> SignatureVerdict:
    """Return the verdict with its state: worst of the answers, and never an indication better than the document.

    EN 319 102-1 judges the signature; what was done to the document around it belongs to its format (5.2.2).
    """
    unclear = verdict.covers is Coverage.UNCLEAR and verdict.indication is not Indication.FAILED
    altered = changes.level is ChangesAfter.OTHER or not changes.permitted
    supported = not {Fact.KIND_NOT_SUPPORTED} & set(verdict.facts)
    if supported and verdict.indication is not Indication.FAILED and (unclear or altered):
        verdict = replace(verdict, indication=Indication.FAILED, subindication=Subindication.FORMAT_FAILURE)
    facts = tuple(dict.fromkeys(verdict.facts))
    return replace(verdict, facts=facts, state=_state(verdict, facts))


def _state(verdict: SignatureVerdict, facts: tuple[Fact, ...]) -> FileState:
    if verdict.indication is Indication.FAILED or verdict.integrity is Integrity.BROKEN:
        return FileState.INVALID
    if verdict.indication is Indication.INDETERMINATE or verdict.changes_after is ChangesAfter.NOT_CHECKED:
        return FileState.INDETERMINATE
    return FileState.VALID_WITH_REMARKS if REMARKS & set(facts) else FileState.VALID


def renewal(
    level: Level, stamps: list[TimeStamp], covers: list[TimeStamp], judgement: Judgement, signed: Signed
) -> datetime | None:
    """Return when the evidence must be renewed: before the certificate that it rests on expires."""
    if signed.certificate is None:
        return None
    if level is Level.B_LTA or covers:
        return max((stamp.expires for stamp in covers if stamp.proves and stamp.expires), default=None)
    alive = judgement.chain.alive_until if judgement.chain else None
    limits = [stamp.expires for stamp in stamps if stamp.proves and stamp.expires]
    expiry: datetime = signed.certificate.not_valid_after
    if not limits:
        return expiry
    return min([*limits, *([alive] if alive else [])])


def paths_of(*chains: Chain | None) -> tuple[tuple[bytes, ...], ...]:
    """Return the certificates of each path that was relied on."""
    return tuple(dict.fromkeys(one.certificates for one in chains if one is not None and one.certificates))
