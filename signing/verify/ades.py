"""The validation process of EN 319 102-1 over what one signature and its time stamps say.

5.3 (basic) for a signature without proof of time, 5.5 (with time) with time stamps, 5.6 (long term) with document time
stamps; all three are one course here: first which moments are proven, newest evidence first, then the chain at those
moments. pyHanko's own three functions are not used: they take the wall clock for the moment of the check, lose all
signatures of a file when one cannot be read, and call a good B-LT letter ``NO_POE`` the next day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from asn1crypto import x509

from signing.purposes import FOR_DOCUMENTS, FOR_MACHINES, TIME_STAMPING
from signing.verify.chain import BENIGN_REASONS, Chain, Moments, Sources, dated_key, judge_chain, weak_key
from signing.verify.container import (
    ContainerFault,
    Cryptography,
    DigestOf,
    Signed,
    check_cryptography,
    encapsulated_digest,
    imprint_of,
    read_container,
    signature_algorithm,
)
from signing.verify.faults import ASN1_FAULTS
from signing.verify.material import usable
from signing.verify.primitives import WEAK_HASHES, hash_name, implied_hash, weakly_encoded
from signing.verify.verdict import Fact, Indication, Integrity, Subindication, Trust

# Two services' clocks may differ by this much before their order is called impossible.
ORDER_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True)
class TimeStamp:
    """A time-stamp token, judged.

    Attributes:
        moment: what it says.
        intact: digest, signature value and imprint are right.
        proves: it is intact and its authority can be relied on: the moment is proven.
        cryptography: the answer behind ``intact``.
        chain: of the authority.
        certificate: DER of the authority's certificate.
        facts: what was found.
        expires: when the authority's certificate does.
    """

    moment: datetime | None
    intact: bool
    proves: bool
    cryptography: Cryptography
    chain: Chain | None = None
    certificate: x509.Certificate | None = field(default=None, repr=False)
    facts: tuple[Fact, ...] = ()
    expires: datetime | None = None


# What was found of an authority's chain, as it is told of its time stamp: a signer's own certificate is another matter.
_OF_STAMP = {
    Fact.CERTIFICATE_REVOKED: Fact.TIME_STAMP_REVOKED,
    Fact.CA_REVOKED: Fact.TIME_STAMP_REVOKED,
    Fact.CERTIFICATE_EXPIRED: Fact.TIME_STAMP_EXPIRED,
    Fact.EXPIRED_WHEN_SIGNED: Fact.TIME_STAMP_EXPIRED,
    Fact.CA_EXPIRED: Fact.TIME_STAMP_EXPIRED,
    Fact.WEAK_HASH: Fact.TIME_STAMP_WEAK,
}

BROKEN_STAMP = TimeStamp(
    None,
    intact=False,
    proves=False,
    cryptography=Cryptography(Integrity.CANNOT_BE_READ, Subindication.FORMAT_FAILURE, (Fact.TIME_STAMP_BROKEN,)),
    facts=(Fact.TIME_STAMP_BROKEN,),
)


async def judge_time_stamp(signed: Signed, *, digest_of: DigestOf, kept: datetime, sources: Sources) -> TimeStamp:
    """Judge a time-stamp token (EN 319 102-1, 5.4).

    Args:
        signed: the token's only signer.
        digest_of: the digest of what the token must be about.
        kept: until when the token itself is proven to have been kept (a later time stamp, or the moment of the check).
        sources: roots and material.
    """
    cryptography = check_cryptography(signed, encapsulated_digest(signed))
    imprint = imprint_of(signed)
    if imprint is None:
        return BROKEN_STAMP
    name = hash_name(imprint.algorithm)
    if cryptography.integrity is Integrity.INTACT and name is not None and digest_of(name) != imprint.digest:
        cryptography = Cryptography(Integrity.BROKEN, Subindication.HASH_FAILURE, (Fact.DIGEST_DIFFERS,))
    certificate = signed.certificate
    if cryptography.integrity is not Integrity.INTACT or name is None or certificate is None:
        unsure = cryptography.integrity is Integrity.NOT_CHECKED or name is None
        fact = Fact.TIME_STAMP_NOT_TRUSTED if unsure else Fact.TIME_STAMP_BROKEN
        return TimeStamp(
            imprint.moment,
            intact=False,
            proves=False,
            cryptography=cryptography,
            certificate=certificate,
            facts=(fact,),
        )
    chain, facts, proves = await _judge_authority(signed, certificate, imprint.moment, kept, sources)
    if weak_hashes(signed) or name in WEAK_HASHES:
        facts, proves = (*facts, Fact.TIME_STAMP_WEAK), False
    return TimeStamp(
        imprint.moment,
        intact=True,
        proves=proves,
        cryptography=cryptography,
        chain=chain,
        certificate=certificate,
        facts=facts,
        expires=certificate.not_valid_after,
    )


async def _judge_authority(
    signed: Signed, certificate: x509.Certificate, moment: datetime, kept: datetime, sources: Sources
) -> tuple[Chain, tuple[Fact, ...], bool]:
    chain = await judge_chain(
        certificate,
        others=signed.others,
        moments=Moments(used=moment, kept=kept, proven=True),
        sources=sources,
    )
    unknown = chain.subindication is Subindication.TRY_LATER
    if not (chain.holds or unknown):
        return (
            chain,
            tuple(dict.fromkeys(_OF_STAMP.get(fact, Fact.TIME_STAMP_NOT_TRUSTED) for fact in chain.facts)),
            False,
        )
    if TIME_STAMPING not in _purposes(certificate):
        return chain, (Fact.TIME_STAMP_NOT_FOR_TIME,), False
    if kept > certificate.not_valid_after:
        return chain, (Fact.TIME_STAMP_EXPIRED,), False
    if moment > sources.now + ORDER_TOLERANCE:
        return chain, (Fact.TIME_STAMP_IN_FUTURE,), False
    revoked = chain.revoked_at is not None and chain.revoked_at <= kept
    if revoked and chain.revocation_reason not in BENIGN_REASONS:
        return chain, (Fact.TIME_STAMP_REVOKED,), False
    # Only a connection could tell whether the authority was revoked meanwhile: a remark, no failure.
    return chain, (Fact.TIME_STAMP_REVOCATION_UNKNOWN,) if unknown else (), True


async def judge_token(token: bytes, *, digest_of: DigestOf, kept: datetime, sources: Sources) -> TimeStamp:
    """Judge an encoded time-stamp token; one that cannot be read is a broken time stamp, not a broken signature."""
    try:
        found = read_container(token, known=sources.material.loaded_certificates())
        return await judge_time_stamp(found[0], digest_of=digest_of, kept=kept, sources=sources)
    except (ContainerFault, *ASN1_FAULTS):
        return BROKEN_STAMP


@dataclass(frozen=True)
class Judgement:
    """The answer of the process for one signature.

    Attributes:
        indication, subindication: EN 319 102-1, 5.1.3.
        trusted: is the certificate trusted at the time that counts.
        proven_time: the oldest proven moment.
        chain: of the signing certificate; None when there is no certificate.
        facts: what was found.
    """

    indication: Indication
    subindication: Subindication | None
    trusted: Trust
    proven_time: datetime | None
    chain: Chain | None
    facts: tuple[Fact, ...]


async def judge_signature(
    signed: Signed,
    cryptography: Cryptography,
    *,
    stamps: Iterable[TimeStamp],
    document_stamps: Iterable[TimeStamp],
    kept: datetime,
    sources: Sources,
) -> Judgement:
    """Judge a signature at its proven time (EN 319 102-1, 5.3, 5.5 and 5.6).

    Args:
        signed: the signer.
        cryptography: whether it is intact.
        stamps: its signature time stamps.
        document_stamps: the document time stamps that cover it.
        kept: until when its validation data is proven to have been kept.
        sources: roots and material.
    """
    stamps, document_stamps = list(stamps), list(document_stamps)
    every = [*stamps, *document_stamps]
    facts = [fact for stamp in stamps for fact in stamp.facts]
    # What proves nothing over the whole file is told of the signature too; what is broken is so by itself.
    facts += [fact for stamp in document_stamps if stamp.intact and not stamp.proves for fact in stamp.facts]
    proven = min((stamp.moment for stamp in every if stamp.proves and stamp.moment), default=None)
    facts.append(Fact.TIME_STAMPED if proven else Fact.TIME_CLAIMED_ONLY)
    facts.extend(cryptography.facts)
    certificate = signed.certificate
    if certificate is None or not usable(certificate):
        lacking = cryptography.subindication or Subindication.NO_SIGNING_CERTIFICATE_FOUND
        return Judgement(lacking.indication, lacking, Trust.UNKNOWN, proven, None, tuple(facts))
    moments = Moments(used=proven or sources.now, kept=kept, proven=proven is not None)
    chain = await judge_chain(certificate, others=signed.others, moments=moments, sources=sources)
    facts.extend(chain.facts)
    strength = _strength(signed, certificate)
    facts.extend(strength)
    weak = {Fact.WEAK_HASH, Fact.WEAK_KEY} & {*strength, *cryptography.facts}
    usage = for_signing(certificate)
    order = _in_order(stamps, document_stamps)
    if not usage:
        facts.append(Fact.NOT_FOR_SIGNING)
    if not order:
        facts.append(Fact.TIME_STAMPS_OUT_OF_ORDER)
    sub = _first(
        cryptography.subindication,
        Subindication.CRYPTO_CONSTRAINTS_FAILURE if weak else None,
        chain.subindication,
        None if usage else Subindication.CHAIN_CONSTRAINTS_FAILURE,
        None if order else Subindication.TIMESTAMP_ORDER_FAILURE,
    )
    trusted = chain.trusted if usage else Trust.NOT_TRUSTED
    indication = sub.indication if sub else Indication.PASSED
    return Judgement(indication, sub, trusted, proven, chain, tuple(facts))


def _first(*subindications: Subindication | None) -> Subindication | None:
    return next((one for one in subindications if one is not None), None)


def _strength(signed: Signed, certificate: x509.Certificate) -> list[Fact]:
    facts = [Fact.WEAK_HASH] if weak_hashes(signed) else []
    try:
        if weak_key(certificate.public_key):
            facts.append(Fact.WEAK_KEY)
        elif dated_key(certificate.public_key):
            facts.append(Fact.DATED_KEY)
        facts += [Fact.WEAK_ENCODING] if weakly_encoded(certificate.public_key) else []
    except ASN1_FAULTS:
        return facts
    return facts


def weak_hashes(signed: Signed) -> bool:
    """Return whether a signature rests on a hash that no longer withstands forgery (ETSI TS 119 312)."""
    return bool({signed.digest_algorithm, implied_hash(signature_algorithm(signed))} & WEAK_HASHES)


def _in_order(stamps: list[TimeStamp], document_stamps: list[TimeStamp]) -> bool:
    """Return whether no signature time stamp says to be younger than a document time stamp over it (5.6.2.2.4)."""
    inner = [stamp.moment for stamp in stamps if stamp.proves and stamp.moment]
    outer = [stamp.moment for stamp in document_stamps if stamp.proves and stamp.moment]
    return not inner or not outer or min(inner) <= min(outer) + ORDER_TOLERANCE


def _purposes(certificate: x509.Certificate) -> set[str]:
    value = certificate.extended_key_usage_value
    return {one.dotted for one in value} if value is not None else set()


def for_signing(certificate: x509.Certificate) -> bool:
    """Return whether a certificate may sign documents (EN 319 102-1, 5.2.4; RFC 5280, 4.2.1.3).

    Non-repudiation says so. Digital signature alone does too, unless the extended usages name other purposes only:
    such a certificate is for logging in. One that is for machines only (5280, 4.2.1.12) signs no document at all.
    """
    purposes = _purposes(certificate)
    if purposes and purposes <= FOR_MACHINES:
        return False
    value = certificate.key_usage_value
    usage = set(value.native) if value is not None else {"non_repudiation"}
    if "non_repudiation" in usage:
        return True
    return "digital_signature" in usage and (not purposes or bool(purposes & FOR_DOCUMENTS))
