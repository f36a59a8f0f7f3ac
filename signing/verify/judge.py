"""One file: answer the five questions for each of its signatures, and let the worst win (design section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from asn1crypto import x509
from pyhanko.pdf_utils.generic import parse_pdf_date

from signing.errors import UnreadablePdf
from signing.verify.ades import BROKEN_STAMP, Judgement, TimeStamp, judge_signature, judge_time_stamp, judge_token
from signing.verify.chain import Chain, Moments, Sources, judge_chain
from signing.verify.changes import changes_since
from signing.verify.container import (
    DigestOf,
    Signed,
    archived_revocation,
    claimed_role,
    claimed_time,
    commitment,
    content_stamp_tokens,
    digest_function,
    time_stamp_tokens,
)
from signing.verify.document import READING_FAULTS, Document, open_document, shown, value_of
from signing.verify.faults import ASN1_FAULTS
from signing.verify.found import Found, find_all
from signing.verify.leftover import behind_last_mark
from signing.verify.level import level_of
from signing.verify.lists import trusted_lists
from signing.verify.material import Material, read_material
from signing.verify.ranges import digest_of, sha256_of
from signing.verify.report import Changes
from signing.verify.store import read_store
from signing.verify.trust import TrustRoots
from signing.verify.verdict import (
    REMARKS,
    ChangesAfter,
    Coverage,
    Fact,
    FileState,
    FileVerdict,
    Indication,
    Integrity,
    Kind,
    Level,
    Qualified,
    SignatureVerdict,
    Subindication,
    Trust,
)

# Clocks and time zones in /M are often wrong by hours; a day is not.
CLAIM_TOLERANCE = timedelta(days=1)


@dataclass(frozen=True)
class Request:
    """What a file is to be judged with; see :func:`signing.verify.verify`."""

    trust: TrustRoots
    now: datetime
    at: datetime | None
    fetched: Material
    evidence: Material

    @property
    def moment(self) -> datetime:
        """The moment for which the verdict is asked."""
        return self.at or self.now


async def judge_file(stream: BinaryIO, request: Request) -> FileVerdict:
    """Judge one file; what cannot be read is an answer, not an exception."""
    digest = sha256_of(stream)
    try:
        document = open_document(stream)
    except UnreadablePdf as fault:
        return FileVerdict(FileState.UNREADABLE, digest, (), request.now, reason=fault.code, lists=request.trust.lists)
    found = find_all(document, known=request.evidence.loaded_certificates())
    held = _material(document, found, request.evidence)
    sources = Sources(request.trust, held.joined(request.fetched), held, request.moment)
    stamped = await _document_stamps(document, found, sources)
    verdicts = []
    for index, one in enumerate(found):
        covers = _covering(found, stamped, one)
        try:
            changes = _changes(document, found, one)
            if index in stamped:
                verdicts.append(_stamp_verdict(one, stamped[index], changes))
            else:
                verdicts.append(await _signature_verdict(document, one, changes, covers, sources))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  one odd signature must not take the others' verdicts with it
            verdicts.append(_not_judged(one))
    if not found and _unread_rest(document):
        return FileVerdict(FileState.UNREADABLE, digest, (), request.now, reason="damaged", lists=request.trust.lists)
    state = FileState.worst(verdict.state for verdict in verdicts)
    return FileVerdict(state, digest, tuple(verdicts), request.now, lists=request.trust.lists)


def _not_judged(one: Found) -> SignatureVerdict:
    """Return the verdict on a signature on which our own judging failed: what is known to be wrong stays wrong."""
    verdict = SignatureVerdict(
        field=shown(one.signature.name),
        kind=one.kind,
        integrity=one.cryptography.integrity,
        covers=one.covers,
        subindication=one.cryptography.subindication or Subindication.GENERIC,
        facts=(*one.facts, *one.cryptography.facts, Fact.NOT_CHECKED_FAULT),
    )
    sub = verdict.subindication or Subindication.GENERIC
    return _finished(replace(verdict, indication=sub.indication), Changes(ChangesAfter.NOT_CHECKED))


def _unread_rest(document: Document) -> bool:
    """Return whether objects stand behind the part that can be read: then the file was not read whole."""
    return bool(re.search(rb"\d\s+obj\b|/ByteRange|/Type\s*/Sig\b", behind_last_mark(document)))


def _material(document: Document, found: Iterable[Found], evidence: Material) -> Material:
    """Return all validation data of the file: of every revision, since a later store may drop what an older one had."""
    stores = [evidence, read_store(document.current)]
    for one in found:
        stores.append(_store_at(document, one))
        if one.signed is not None:
            answers, lists = archived_revocation(one.signed)
            stores.append(read_material((), [each.dump() for each in answers], [each.dump() for each in lists]))
            stores.append(read_material([bytes(each.dump()) for each in one.signed.others]))
    return Material().joined(*stores)


def _store_at(document: Document, one: Found) -> Material:
    if not one.end:
        return Material()
    try:
        return read_store(document.at(one.end))
    except (UnreadablePdf, *READING_FAULTS):
        return Material()


def _over_file(document: Document, one: Found) -> DigestOf:
    return lambda name: digest_of(document.stream, one.signature.ranges, name)


async def _document_stamps(document: Document, found: list[Found], sources: Sources) -> dict[int, TimeStamp]:
    """Judge the document time stamps, newest first: a younger one proves until when an older one was kept."""
    judged: dict[int, TimeStamp] = {}
    stamps = [index for index, one in enumerate(found) if one.kind is Kind.DOCUMENT_TIMESTAMP and one.signed]
    for index in sorted(stamps, key=lambda each: found[each].end, reverse=True):
        one = found[index]
        kept = _kept(_covering(found, judged, one), sources.now)
        signed = one.signed
        assert signed is not None  # noqa: S101  chosen above
        try:
            over_file = _over_file(document, one)
            judged[index] = await judge_time_stamp(signed, digest_of=over_file, kept=kept, sources=sources)
        except ASN1_FAULTS:
            judged[index] = BROKEN_STAMP
    return judged


@dataclass(frozen=True)
class _Cover:
    """A document time stamp that covers a signature, with where its revision ends."""

    stamp: TimeStamp
    end: int
    found: Found


def _covering(found: list[Found], stamped: dict[int, TimeStamp], one: Found) -> list[_Cover]:
    if not one.end:
        return []
    return [
        _Cover(stamp, found[index].end, found[index])
        for index, stamp in stamped.items()
        if found[index].end > one.end and found[index].in_document
    ]


def _kept(covers: Iterable[_Cover], now: datetime) -> datetime:
    return min((one.stamp.moment for one in covers if one.stamp.proves and one.stamp.moment), default=now)


def _changes(document: Document, found: list[Found], one: Found) -> Changes:
    if not one.in_document:
        return Changes(ChangesAfter.OTHER, permitted=False)
    if not one.end:
        return Changes(ChangesAfter.NOT_CHECKED)
    try:
        return changes_since(document, one, found)
    except UnreadablePdf:
        return Changes(ChangesAfter.NOT_CHECKED, facts=(Fact.SIGNED_REVISION_UNREADABLE,))
    except READING_FAULTS:
        return Changes(ChangesAfter.NOT_CHECKED, facts=(Fact.NOT_CHECKED_FAULT,))


async def _signature_verdict(
    document: Document, one: Found, changes: Changes, covers: list[_Cover], sources: Sources
) -> SignatureVerdict:
    base = _base(one, changes)
    signed = one.signed
    if signed is None:
        sub = one.cryptography.subindication or Subindication.GENERIC
        facts = (*base.facts, *one.cryptography.facts)
        return _finished(replace(base, indication=sub.indication, subindication=sub, facts=facts), changes)
    now = sources.now
    kept = _kept(covers, now)
    tokens = time_stamp_tokens(signed)
    stamps = [
        await judge_token(token, digest_of=digest_function(signed.value), kept=kept, sources=sources)
        for token in tokens
    ]
    about_content = [
        await judge_token(token, digest_of=_over_file(document, one), kept=now, sources=sources)
        for token in content_stamp_tokens(signed)
    ]
    stores = [(cover.stamp, _store_at(document, cover.found)) for cover in covers]
    with_data = [cover for cover, (_, store) in zip(covers, stores, strict=True) if store.has_revocation_data]
    judgement = await judge_signature(
        signed,
        one.cryptography,
        stamps=stamps,
        document_stamps=[cover.stamp for cover in covers],
        kept=_kept(with_data, now),
        sources=sources,
    )
    moment = judgement.proven_time or now
    qualified, service, rests_on = _qualified(judgement.chain, moment, sources.trust)
    level, level_facts = await _level(one, signed, stamps, stores, judgement, sources)
    return _finished(
        replace(
            base,
            claimed_role=_clean(claimed_role(signed)),
            commitment=commitment(signed),
            indication=judgement.indication,
            subindication=judgement.subindication,
            level=level,
            trusted=judgement.trusted,
            qualified=qualified,
            qualified_by=shown(service),
            proven_time=judgement.proven_time,
            renew_before=_renewal(level, stamps, [cover.stamp for cover in covers], judgement, signed),
            revocation_as_of=judgement.chain.revocation_as_of if judgement.chain else None,
            facts=(
                *base.facts,
                *judgement.facts,
                *level_facts,
                *_claim(base.claimed_time, judgement.proven_time),
                *(
                    Fact.CONTENT_TIME_STAMPED if each.intact else Fact.CONTENT_TIME_STAMP_BROKEN
                    for each in about_content
                ),
                *rests_on,
                *([Fact.LIST_EXPIRED] if sources.trust.lists.expired else []),
            ),
            chain=judgement.chain.above if judgement.chain else (),
            paths=_paths(judgement.chain, *(stamp.chain for stamp in stamps)),
        ),
        changes,
    )


def _paths(*chains: Chain | None) -> tuple[tuple[bytes, ...], ...]:
    return tuple(dict.fromkeys(one.certificates for one in chains if one is not None and one.certificates))


def _qualified(chain: Chain | None, moment: datetime, trust: TrustRoots) -> tuple[Qualified, str, tuple[Fact, ...]]:
    """Return the qualified status by the trusted lists, and what it rests on; unknown without lists or a path."""
    lists = trusted_lists(trust)
    if lists is None:
        return Qualified.UNKNOWN, "", (Fact.NO_LISTS_USED,)
    if chain is None or chain.path is None:
        return Qualified.UNKNOWN, "", ()
    return lists.qualified(chain.path, moment)


async def _level(
    one: Found,
    signed: Signed,
    stamps: list[TimeStamp],
    stores: list[tuple[TimeStamp, Material]],
    judgement: Judgement,
    sources: Sources,
) -> tuple[Level, list[Fact]]:
    chain = judgement.chain
    if sources.held != sources.material and chain is not None and signed.certificate is not None:
        # What was fetched just now is not in the file.
        moments = Moments(used=judgement.proven_time or sources.now, kept=sources.now, proven=True)
        own = replace(sources, material=sources.held)
        chain = await judge_chain(signed.certificate, others=signed.others, moments=moments, sources=own)
    return level_of(
        signed,
        one.signature.subfilter,
        stamps=stamps,
        document_stamps=stores,
        store=sources.held,
        chain=chain,
    )


def _renewal(
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


def _base(one: Found, changes: Changes) -> SignatureVerdict:
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
        name = certificate.subject.native.get("common_name", "") if certificate is not None else ""
    except ASN1_FAULTS:
        return ""
    return str(name[0] if isinstance(name, list) else name)


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


def _claim(claimed: datetime | None, proven: datetime | None) -> list[Fact]:
    late = claimed is not None and proven is not None and claimed > proven + CLAIM_TOLERANCE
    return [Fact.CLAIMED_TIME_AFTER_PROOF] if late else []


def _clean(text: str | None) -> str | None:
    return shown(text) if text else None


def _stamp_verdict(one: Found, stamp: TimeStamp, changes: Changes) -> SignatureVerdict:
    """Return the verdict on a document time stamp (EN 319 102-1, 5.4)."""
    sub = stamp.cryptography.subindication
    if sub is None and not stamp.proves:
        sub = (stamp.chain.subindication if stamp.chain else None) or Subindication.OUT_OF_BOUNDS_NO_POE
        sub = Subindication.CRYPTO_CONSTRAINTS_FAILURE if Fact.WEAK_HASH in stamp.facts else sub
    chain = stamp.chain
    return _finished(
        replace(
            _base(one, changes),
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
            paths=_paths(chain),
        ),
        changes,
    )


def _trust_of(stamp: TimeStamp) -> Trust:
    if stamp.proves:
        return Trust.TRUSTED
    return stamp.chain.trusted if stamp.chain and stamp.intact else Trust.UNKNOWN


def _finished(verdict: SignatureVerdict, changes: Changes) -> SignatureVerdict:
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
