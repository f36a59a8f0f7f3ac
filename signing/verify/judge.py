"""One file: answer the five questions for each of its signatures, and let the worst win (design section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from signing.errors import UnreadablePdf
from signing.verify.ades import BROKEN_STAMP, Judgement, TimeStamp, judge_signature, judge_time_stamp, judge_token
from signing.verify.chain import Chain, Moments, Sources, judge_chain
from signing.verify.changes import changes_since
from signing.verify.container import (
    DigestOf,
    Signed,
    archived_revocation,
    claimed_role,
    commitment,
    content_stamp_tokens,
    digest_function,
    time_stamp_tokens,
)
from signing.verify.document import READING_FAULTS, Document, open_document, shown
from signing.verify.faults import ASN1_FAULTS
from signing.verify.found import Found, find_all
from signing.verify.leftover import behind_last_mark
from signing.verify.level import level_of
from signing.verify.lists import trusted_lists
from signing.verify.material import Material, read_material
from signing.verify.outcome import begun, claim_facts, claims_differ, clean, finished, paths_of, renewal, stamp_verdict
from signing.verify.ranges import digest_of, sha256_of
from signing.verify.report import Changes
from signing.verify.store import read_store
from signing.verify.trust import TrustRoots
from signing.verify.verdict import (
    ChangesAfter,
    Fact,
    FileState,
    FileVerdict,
    Kind,
    Level,
    Qualified,
    SignatureVerdict,
    Subindication,
    counted,
)


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
    present = max(request.now, request.moment)
    sources = Sources(request.trust, held.joined(request.fetched), held, request.moment, present)
    stamped = await _document_stamps(document, found, sources)
    verdicts = []
    for index, one in enumerate(found):
        covers = _covering(found, stamped, one)
        try:
            changes = _changes(document, found, one)
            if index in stamped:
                verdicts.append(stamp_verdict(one, stamped[index], changes))
            else:
                verdicts.append(await _signature_verdict(document, one, changes, covers, sources))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  one odd signature must not take the others' verdicts with it
            verdicts.append(_not_judged(one))
    if not found and _unread_rest(document):
        return FileVerdict(FileState.UNREADABLE, digest, (), request.now, reason="damaged", lists=request.trust.lists)
    state = FileState.worst(verdict.state for verdict in counted(verdicts))
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
    return finished(replace(verdict, indication=sub.indication), Changes(ChangesAfter.NOT_CHECKED))


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
    base = begun(one, changes)
    signed = one.signed
    if signed is None:
        sub = one.cryptography.subindication or Subindication.GENERIC
        facts = (*base.facts, *one.cryptography.facts)
        return finished(replace(base, indication=sub.indication, subindication=sub, facts=facts), changes)
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
    return finished(
        replace(
            base,
            claimed_role=clean(claimed_role(signed)),
            commitment=commitment(signed),
            indication=judgement.indication,
            subindication=judgement.subindication,
            level=level,
            trusted=judgement.trusted,
            qualified=qualified,
            qualified_by=shown(service),
            proven_time=judgement.proven_time,
            renew_before=renewal(level, stamps, [cover.stamp for cover in covers], judgement, signed),
            revocation_as_of=judgement.chain.revocation_as_of if judgement.chain else None,
            facts=(
                *base.facts,
                *judgement.facts,
                *level_facts,
                *claim_facts(base.claimed_time, judgement.proven_time, now),
                *claims_differ(one),
                *(
                    Fact.CONTENT_TIME_STAMPED if each.intact else Fact.CONTENT_TIME_STAMP_BROKEN
                    for each in about_content
                ),
                *rests_on,
                *([Fact.LIST_EXPIRED] if sources.trust.lists.expired else []),
            ),
            chain=judgement.chain.above if judgement.chain else (),
            paths=paths_of(judgement.chain, *(stamp.chain for stamp in stamps)),
        ),
        changes,
    )


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
