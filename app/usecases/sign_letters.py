"""Sign a map's approved letters with one PIN and seal every signature; nothing signed exists afterwards.

Per letter, in this order, each step kept before the next begins (guard G12): the prepared tail; the checked and sealed
signature with its evidence; the time stamp and revocation data of the day.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from app.batch import LetterVersion
from app.desk import Desk, stamp
from app.errors import KeyTrouble, Reason, Refused, Trouble, from_signing
from app.events import LetterPrepared, LetterSealed, SignatureLost
from app.plan import Consent, find_letter
from app.ports import Context, Progress
from app.store import queries
from app.usecases.plan_signing import why_not
from app.usecases.strengthen_letters import keep_evidence, strengthen_letter
from app.vault.release_keys import keep_seal
from signing.appearance import Appearance
from signing.cms import SignedAttributes, check_cms, sign_digest, signature_value
from signing.errors import KeyFault, SigningFault
from signing.evidence import judge_chain, new_evidence
from signing.keys import SigningKey
from signing.keys.fitness import certificate_facts
from signing.prepare import Prepared, prepare, prepared_digest
from signing.seal import SealHeader, seal


@dataclass(frozen=True)
class OpenedKey:
    """A key that is open, with how it is known.

    Attributes:
        key: it signs.
        description: token label or file name.
        software: whether it lies in a file.
    """

    key: SigningKey
    description: str
    software: bool


@dataclass(frozen=True)
class SigningResult:
    """What became of a batch.

    Attributes:
        sealed: names of the letters that are now sealed.
        failed: letters that were not, each with its reason.
        not_begun: letters that were left alone after a stop or a key's failure.
        stopped_by: the trouble with key or token that ended the batch, or None.
        not_released: items that wait for nothing and yet were not released with it, each with its reason.
    """

    sealed: tuple[str, ...]
    failed: tuple[tuple[str, Reason], ...]
    not_begun: tuple[str, ...]
    stopped_by: Reason | None
    not_released: tuple[tuple[str, Reason], ...] = ()


def check_key(desk: Desk, opened: OpenedKey) -> datetime:
    """Check that a key's certificate may sign here and now.

    Returns:
        The end of its validity.

    Raises:
        KeyTrouble: the certificate's own reason (``key_authentication_only`` ...), ``key_chain_untrusted`` when
            roots are configured and it does not lead to one of them.
    """
    certificate = opened.key.certificate
    facts = certificate_facts(certificate.certificate, now=desk.now())
    if facts.unfit is not None:
        raise KeyTrouble(facts.unfit, key=opened.description, holder=facts.holder, ends=stamp(facts.not_after))
    if desk.trust_roots:
        evidence = new_evidence(b"", [certificate.certificate, *certificate.chain], desk.trust_roots)
        status = judge_chain(evidence, moment=desk.now())
        if status.code not in {"chain_good", "chain_good_revocation_unknown"}:
            raise KeyTrouble("key_chain_untrusted", key=opened.description, holder=facts.holder, why=status.code)
    return facts.not_after


def sign_letters(
    desk: Desk, map_name: str, *, consent: Consent, opened: OpenedKey, context: Context
) -> SigningResult:
    """Sign and seal the letters that were consented to.

    One letter's failure does not stop the others; trouble with the key does, and so does the person.

    Args:
        desk: where.
        map_name: of the map.
        consent: what the person agreed to sign; letters outside it are not touched.
        opened: the key, already checked by :func:`check_key`.
        context: for progress and for "stop after this one".
    """
    sealed: list[str] = []
    failed: list[tuple[str, Reason]] = []
    stopped: Reason | None = None
    names = list(consent.letters)
    total = len(names)
    while names and not context.cancelled and stopped is None:
        name = names[0]
        try:
            _sign_one(desk, map_name, name, consent, opened, context, len(sealed), total)
        except KeyFault as fault:
            stopped = from_signing(fault, letter=name).reason
            break
        except SigningFault as fault:
            failed.append((name, from_signing(fault, letter=name).reason))
        except Trouble as trouble:
            failed.append((name, trouble.reason))
        except OSError as error:  # a full disk: what is sealed is kept, and said
            failed.append((name, Reason("cannot_keep", {"why": error.strerror or ""})))
        else:
            sealed.append(name)
        names.pop(0)
    return SigningResult(tuple(sealed), tuple(failed), tuple(names), stopped)


def _sign_one(
    desk: Desk,
    map_name: str,
    name: str,
    consent: Consent,
    opened: OpenedKey,
    context: Context,
    done: int,
    total: int,
) -> None:
    def report(step: str) -> None:
        context.report(Progress(step, name, done, total))

    with desk.transaction() as transaction:
        item, letter = find_letter(queries.batch(transaction.connection, map_name), name)
    why = why_not(desk, item, letter)
    if why is not None:
        refused = Refused(why.code)
        refused.reason = why
        raise refused
    report("prepare")
    prepared = _kept_preparation(desk, letter) or _prepare(desk, letter, opened)
    report("sign")
    cms = sign_digest(
        opened.key,
        prepared.digest,
        algorithm=prepared.digest_algorithm,
        attributes=SignedAttributes(claimed_role=letter.file.signatory_role),
    )
    report("check")
    certificate = opened.key.certificate.certificate
    check_cms(
        cms, digest=prepared.digest, algorithm=prepared.digest_algorithm, certificate=certificate, room=prepared.room
    )
    report("seal")
    _seal(desk, letter, prepared, cms, consent, opened)
    report("strengthen")
    strengthen_letter(desk, name)


def _kept_preparation(desk: Desk, letter: LetterVersion) -> Prepared | None:
    """Return what was prepared before a crash, so that the same bytes are signed again (guard G12)."""
    kept = letter.prepared
    if kept is None:
        return None
    with desk.transaction() as transaction:
        tail = desk.objects.read(transaction.connection, kept.tail_object)
        prepared = Prepared(
            tail, bytes.fromhex(kept.digest), kept.digest_algorithm, kept.reserve_start, kept.reserve_end
        )
        with desk.objects.open(transaction.connection, letter.file.object) as approved:
            if prepared_digest(approved, prepared) != prepared.digest:
                raise Refused("prepared_differs", guard="G1", letter=letter.name)
        transaction.happen(SignatureLost(letter.version))
    return prepared


def _prepare(desk: Desk, letter: LetterVersion, opened: OpenedKey) -> Prepared:
    now = desk.now()
    file = letter.file
    certificate = opened.key.certificate
    appearance = Appearance(file.signatory_name, file.signatory_role, "DEMONSTRATIE" if desk.demonstration else "")
    with desk.transaction() as transaction:
        with desk.objects.open(transaction.connection, file.object) as approved:
            prepared = prepare(
                approved, certificate=certificate, signing_time=now, appearance=appearance, place=file.place
            )
        stored = desk.objects.put_bytes(transaction.connection, prepared.tail)
        transaction.happen(
            LetterPrepared(
                version=letter.version,
                tail_object=stored.id,
                tail_sha256=stored.sha256,
                digest_algorithm=prepared.digest_algorithm,
                digest=prepared.digest.hex(),
                reserve_start=prepared.reserve_start,
                reserve_end=prepared.reserve_end,
                certificate_sha256=hashlib.sha256(certificate.certificate).hexdigest(),
                claimed_time=stamp(now),
            )
        )
    return prepared


def _seal(
    desk: Desk,
    letter: LetterVersion,
    prepared: Prepared,
    cms: bytes,
    consent: Consent,
    opened: OpenedKey,
) -> None:
    now = desk.now()
    certificate = opened.key.certificate
    fingerprint = hashlib.sha256(certificate.certificate).hexdigest()
    header = SealHeader(
        letter=letter.name,
        version=letter.version,
        digest_algorithm=prepared.digest_algorithm,
        digest=prepared.digest.hex(),
        certificate_sha256=fingerprint,
        reserve_start=prepared.reserve_start,
        reserve_end=prepared.reserve_end,
    )
    sealed = seal(header, cms, recipient=letter.release_key)
    evidence = new_evidence(
        signature_value(cms), [certificate.certificate, *certificate.chain], desk.trust_roots
    )
    with desk.transaction() as transaction:
        keep_seal(transaction.connection, letter.version, sealed)
        kept = keep_evidence(transaction, letter.version, evidence)
        transaction.happen(
            LetterSealed(
                version=letter.version,
                seal_sha256=hashlib.sha256(sealed).hexdigest(),
                signature_sha256=evidence.signature_sha256.hex(),
                certificate_sha256=fingerprint,
                holder=certificate_facts(certificate.certificate, now=now).holder,
                key=opened.description,
                software_key=opened.software,
                signed_at=stamp(now),
                seen=consent.seen,
                evidence_sha256=hashlib.sha256(kept.encode()).hexdigest(),
            ),
            authenticated="passphrase" if opened.software else "card",
        )

