"""Sign a map's approved letters with one PIN and seal every signature; nothing signed exists afterwards.

Per letter, in this order, each step kept before the next begins (guard G12): the prepared tail; the checked and sealed
signature with its evidence; the time stamp and revocation data of the day. Letters overlap: see :class:`_Batch`.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import OperationalError

from app.desk import Desk, Transaction, stamp
from app.errors import KeyTrouble, Reason, Trouble, from_signing, from_system
from app.events import LetterSealed
from app.plan import Consent
from app.ports import Context, Progress
from app.usecases.ready_letter import LettersAhead, ReadyLetter
from app.usecases.signature_look import attributes_of
from app.usecases.strengthen_letters import keep_evidence
from app.usecases.strengthening import Strengthening
from app.vault.release_keys import keep_seal
from signing.cms import CmsMaker, signature_value
from signing.errors import KeyFault, SigningFault
from signing.evidence import judge_chain, new_evidence
from signing.keys import SigningKey
from signing.keys.fitness import certificate_facts
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
        not_released: items without a condition that yet were not released with it, each with its reason.
        skipped: letters that were shown and left out, each with the reason as it was given.
    """

    sealed: tuple[str, ...]
    failed: tuple[tuple[str, Reason], ...]
    not_begun: tuple[str, ...]
    stopped_by: Reason | None
    not_released: tuple[tuple[str, Reason], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


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


def sign_letters(desk: Desk, map_name: str, *, consent: Consent, opened: OpenedKey, context: Context) -> SigningResult:
    """Sign and seal the letters that were consented to.

    One letter's failure does not stop the others; trouble with the key does, and so does the person. The thread that
    calls owns the key: nothing else asks it for anything. While it waits for the key the next letters are prepared,
    and those that are sealed get their time stamps.

    Args:
        desk: where.
        map_name: of the map.
        consent: what the person agreed to sign; letters outside it are not touched.
        opened: the key, already checked by :func:`check_key`.
        context: for progress and for "stop after this one".
    """
    names = [name for name in consent.letters if name.partition("/")[0] == map_name]
    return _Batch(desk, names, consent, opened, context).run()


@dataclass(frozen=True)
class _Signed:
    """A letter with its checked signature, which so far is nowhere but here."""

    ready: ReadyLetter
    cms: bytes


class _Batch:
    """One run over the letters of a batch.

    The journal is the record: what will be signed is kept before the key is asked, and the seal of a letter in the
    same transaction as what will be signed next. So one signature at most has no seal, whenever the power fails.
    """

    def __init__(self, desk: Desk, names: list[str], consent: Consent, opened: OpenedKey, context: Context) -> None:
        self._desk = desk
        self._names = names
        self._consent = consent
        self._opened = opened
        self._context = context
        self._maker = CmsMaker(opened.key)
        self._holder = certificate_facts(opened.key.certificate.certificate, now=desk.now()).holder
        self._waiting: _Signed | None = None
        self._sealed: list[str] = []
        self._failed: list[tuple[str, Reason]] = []
        self._stopped: Reason | None = None
        self._begun = time.monotonic()
        self._passed = 0

    def run(self) -> SigningResult:
        left = list(self._names)
        with Strengthening(self._desk, self._report_strengthening) as self._stronger:
            certificate, overlap = self._opened.key.certificate, not self._opened.software
            with LettersAhead(self._desk, self._names, certificate, overlap=overlap) as ahead:
                for name, ready in ahead:
                    if self._context.cancelled:
                        break
                    if isinstance(ready, Reason):
                        self._failed.append((name, ready))
                        ahead.go_on()
                    elif not self._keep(ready):
                        ahead.go_on()
                    elif not self._sign(ready, ahead):
                        break
                    left.remove(name)
                    self._passed += 1
            self._keep_waiting()
        return SigningResult(
            tuple(self._sealed), tuple(self._failed), tuple(left), self._stopped, skipped=self._consent.skipped
        )

    def _report(self, step: str, name: str) -> None:
        total, done = len(self._names), self._passed
        seconds = (time.monotonic() - self._begun) / done * (total - done) if done else None
        self._context.report(Progress(step, name, done, total, seconds))

    def _report_strengthening(self, name: str) -> None:
        """Tell of a confirmed time once all are signed; until then the letter in hand is what a person follows."""
        if self._passed >= len(self._names):
            self._context.report(Progress("strengthen", name, self._passed, len(self._names)))

    def _keep(self, ready: ReadyLetter) -> bool:
        """Keep the seal of the letter before and what will be signed now, together; return whether it may be."""
        name, certificate = ready.letter.name, self._opened.key.certificate
        self._report("prepare", name)
        before = self._waiting
        try:
            with self._desk.transaction() as transaction:
                if before is not None:
                    self._seal(transaction, before)
                ready.keep(transaction, certificate)
        except _TROUBLES as trouble:
            if before is None:
                self._failed.append((name, _reason(trouble, name)))
                return False
            # Which of the two it was shows when each is tried alone.
            self._keep_waiting()
            return self._keep(ready)
        self._was_sealed(before)
        return True

    def _sign(self, ready: ReadyLetter, ahead: LettersAhead) -> bool:
        """Sign a letter; return False when the key's trouble ends the batch."""
        name, prepared = ready.letter.name, ready.prepared
        self._report("sign", name)
        ahead.go_on()
        try:
            cms = self._maker.sign(prepared.digest, attributes_of(self._desk.settings, ready.letter))
            self._report("check", name)
            self._maker.check(cms, digest=prepared.digest, room=prepared.room)
        except KeyFault as fault:
            self._stopped = from_signing(fault, letter=name).reason
            return False
        except SigningFault as fault:
            self._failed.append((name, from_signing(fault, letter=name).reason))
            return True
        self._waiting = _Signed(ready, cms)
        return True

    def _keep_waiting(self) -> None:
        """Keep the seal of the letter that was signed last."""
        before = self._waiting
        if before is None:
            return
        try:
            with self._desk.transaction() as transaction:
                self._seal(transaction, before)
        except _TROUBLES as trouble:
            self._waiting = None
            name = before.ready.letter.name
            self._failed.append((name, _reason(trouble, name)))
        else:
            self._was_sealed(before)

    def _was_sealed(self, signed: _Signed | None) -> None:
        self._waiting = None
        if signed is not None:
            self._sealed.append(signed.ready.letter.name)
            self._stronger.add(signed.ready.letter.name)

    def _seal(self, transaction: Transaction, signed: _Signed) -> None:
        letter, prepared, now = signed.ready.letter, signed.ready.prepared, self._desk.now()
        self._report("seal", letter.name)
        certificate = self._opened.key.certificate
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
        sealed = seal(header, signed.cms, recipient=letter.release_key)
        evidence = new_evidence(
            signature_value(signed.cms), [certificate.certificate, *certificate.chain], self._desk.trust_roots
        )
        keep_seal(transaction.connection, letter.version, sealed)
        kept = keep_evidence(transaction, letter.version, evidence)
        transaction.happen(
            LetterSealed(
                version=letter.version,
                seal_sha256=hashlib.sha256(sealed).hexdigest(),
                signature_sha256=evidence.signature_sha256.hex(),
                certificate_sha256=fingerprint,
                holder=self._holder,
                key=self._opened.description,
                software_key=self._opened.software,
                signed_at=stamp(now),
                seen=self._consent.seen,
                evidence_sha256=hashlib.sha256(kept.encode()).hexdigest(),
            ),
            authenticated="passphrase" if self._opened.software else "card",
        )


# What a letter can fail of without stopping the others; a full disk is an OSError in the vault, its own in the store.
_TROUBLES = (Trouble, SigningFault, OSError, OperationalError)


def _reason(trouble: Exception, name: str) -> Reason:
    if isinstance(trouble, SigningFault):
        return from_signing(trouble, letter=name).reason
    if isinstance(trouble, Trouble):
        return trouble.reason
    if isinstance(trouble, OSError):
        return from_system(trouble)
    return Reason("cannot_keep", {"why": str(getattr(trouble, "orig", ""))})
