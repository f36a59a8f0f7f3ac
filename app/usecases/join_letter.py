"""Open one seal, join the letter, make it last, and verify it before anyone can have it (guard G11)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from app.batch import Item, LetterVersion
from app.desk import Desk, stamp
from app.errors import Refused, from_signing
from app.store import queries
from app.usecases.decide import bound_files
from app.usecases.strengthen_letters import kept_evidence, strengthen_letter
from app.vault.contents import content_sha256
from app.vault.release_keys import kept_seal, release_key
from signing.cms import check_cms
from signing.errors import SigningFault
from signing.evidence import Evidence, judge_chain
from signing.joining import extend, join
from signing.overlay import OverlayStream
from signing.prepare import Prepared, prepared_digest
from signing.seal import SealHeader, open_seal
from signing.verify import verify
from signing.verify.material import read_material
from signing.verify.trust import TrustRoots
from signing.verify.verdict import ChangesAfter, FileState, FileVerdict, Integrity, Kind, SignatureVerdict


@dataclass(frozen=True)
class JoinedLetter:
    """A signed and verified letter that nobody has yet.

    Attributes:
        version: id of the version.
        tail: what follows the approved file.
        sha256: of the whole file.
        level: the level really reached.
        missing: codes of what kept it from a higher one.
        proven_time: moment of the time stamp, ISO 8601, or empty.
    """

    version: str
    tail: bytes
    sha256: str
    level: str
    missing: tuple[str, ...]
    proven_time: str


def join_letter(desk: Desk, item: Item, letter: LetterVersion) -> JoinedLetter:
    """Return a letter joined with its signature, as good as can be had now, and verified.

    Raises:
        Refused: the seal does not open or fit, bytes differ, or the joined letter does not verify (guards G1, G11).
    """
    try:
        return _join(desk, item, letter)
    except SigningFault as fault:
        trouble = from_signing(fault, letter=letter.name, file=letter.name)
        refused = Refused(trouble.reason.code)
        refused.reason = replace(trouble.reason, guard="G11")
        raise refused from fault


@dataclass(frozen=True)
class _Held:
    """What the vault holds of a sealed letter, taken out in one transaction."""

    letter: LetterVersion
    evidence: Evidence
    prepared: Prepared
    sealed: bytes
    identity: str


def _join(desk: Desk, item: Item, letter: LetterVersion) -> JoinedLetter:
    strengthen_letter(desk, letter.name)
    held = _held(desk, letter.name)
    _check_approved(desk, item, held.letter)
    evidence, prepared = held.evidence, held.prepared
    certificate = evidence.certificates[0]
    header, cms = open_seal(held.sealed, identity=held.identity)
    _check_header(held.letter, header, prepared, hashlib.sha256(certificate).hexdigest())
    with desk.transaction() as transaction:
        approved = desk.objects.open(transaction.connection, letter.file.object)
    with approved:
        if prepared_digest(approved, prepared) != prepared.digest:
            raise Refused("prepared_differs", guard="G1", letter=letter.name)
        check_cms(
            cms, digest=prepared.digest, algorithm=prepared.digest_algorithm, certificate=certificate,
            room=prepared.room,
        )  # fmt: skip
        _check_chain(desk, held)
        token = evidence.time_stamp.token if evidence.time_stamp else None
        joined = join(approved, prepared, cms=cms, token=token)
        made = extend(approved, joined, evidence=evidence, services=desk.services, now=desk.now())
        _verify(desk, letter, OverlayStream(approved, made.tail), evidence)
    with desk.transaction() as transaction:
        sha256 = content_sha256(desk.objects, transaction.connection, letter.file.object, tail=made.tail)
    proven = stamp(evidence.time_stamp.time) if evidence.time_stamp else ""
    return JoinedLetter(letter.version, made.tail, sha256, made.level, made.missing, proven)


def _held(desk: Desk, name: str) -> _Held:
    with desk.transaction() as transaction:
        connection = transaction.connection
        letter = queries.letter(connection, name)
        kept, evidence = letter.prepared, kept_evidence(transaction, letter)
        if kept is None or letter.sealed is None or evidence is None:
            raise Refused("seal_not_here", letter=name)
        tail = desk.objects.read(connection, kept.tail_object)
        return _Held(
            letter,
            evidence,
            Prepared(tail, bytes.fromhex(kept.digest), kept.digest_algorithm, kept.reserve_start, kept.reserve_end),
            kept_seal(connection, letter.version, letter=name),
            release_key(connection, letter.version, letter=name).private,
        )


def _check_approved(desk: Desk, item: Item, letter: LetterVersion) -> None:
    """Guard G1: what was approved is what is here, the letter's bytes and the item's files."""
    with desk.transaction() as transaction:
        now = {file.short: content_sha256(desk.objects, transaction.connection, file.object) for file in item.files}
    decided = letter.decided
    bound = bound_files(item)
    if (
        decided is None
        or decided.sha256 != now[letter.file.short]
        or decided.files != bound
        or any(now[file.name] != file.sha256 for file in bound)
    ):
        raise Refused("changed_since_decision", guard="G1", letter=letter.name)


def _check_header(letter: LetterVersion, header: SealHeader, prepared: Prepared, fingerprint: str) -> None:
    sealed = letter.sealed
    expected = SealHeader(
        letter=letter.name,
        version=letter.version,
        digest_algorithm=prepared.digest_algorithm,
        digest=prepared.digest.hex(),
        certificate_sha256=sealed.certificate_sha256 if sealed else "",
        reserve_start=prepared.reserve_start,
        reserve_end=prepared.reserve_end,
    )
    if header != expected or fingerprint != expected.certificate_sha256:
        raise Refused("seal_does_not_fit", guard="G11", letter=letter.name)


def _check_chain(desk: Desk, held: _Held) -> None:
    """The chain at the proven time by the kept evidence, and the certificate's state now where that can be asked."""
    evidence, sealed = held.evidence, held.letter.sealed
    proven = evidence.time_stamp.time if evidence.time_stamp else None
    signed_at = datetime.fromisoformat(sealed.signed_at) if sealed else desk.now()
    status = judge_chain(evidence, moment=proven or signed_at)
    if status.code == "chain_broken" or (status.code == "chain_unknown" and evidence.trust_roots):
        raise Refused("chain_broken", guard="G11", letter=held.letter.name)
    fresh = judge_chain(evidence, moment=desk.now(), services=desk.services)
    since = evidence.revoked_since or status.revoked_since or fresh.revoked_since
    if since is not None and (proven is None or since <= proven):
        raise Refused("certificate_revoked", guard="G11", letter=held.letter.name, since=stamp(since))


def _verify(desk: Desk, letter: LetterVersion, stream: OverlayStream, evidence: Evidence) -> FileVerdict:
    verdict = verify(
        stream,
        trust=TrustRoots.from_certificates(evidence.trust_roots),
        now=desk.now(),
        evidence=read_material(evidence.certificates, evidence.ocsps, evidence.crls),
    )
    own = [one for one in verdict.signatures if one.kind is Kind.SIGNATURE and one.certificate]
    broken = any(one.changes_after is ChangesAfter.OTHER or one.state is FileState.INVALID for one in own[:-1])
    if not own or broken or not _sound(own[-1], evidence.certificates[0]):
        raise Refused("letter_not_verified", guard="G11", letter=letter.name, state=verdict.state.value)
    return verdict


def _sound(signature: SignatureVerdict, certificate: bytes) -> bool:
    return (
        signature.integrity is Integrity.INTACT
        and signature.changes_after in {ChangesAfter.NONE, ChangesAfter.EVIDENCE_ONLY}
        and not signature.appearance_changed_pages
        and signature.certificate == certificate
        and signature.indication.value != "TOTAL-FAILED"
    )
