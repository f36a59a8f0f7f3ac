"""The act of signing a map: consent, one PIN, sign and seal; what has no condition is released with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.desk import Desk
from app.errors import Cancelled, KeyTrouble, Reason, Refused, from_signing
from app.events import LetterSkipped
from app.plan import Consent, KeyFacts, SigningPlan, find_letter, notes
from app.ports import ConsentQuestion, Context, PinQuestion, PinState, Skipped
from app.store import queries
from app.usecases.release_item import release_item
from app.usecases.sign_letters import OpenedKey, SigningResult, check_key, sign_letters
from app.usecases.signatory_notes import signatory_notes
from signing.errors import KeyFault
from signing.keys import KeyPlace, TokenPinState, locate
from signing.keys.fitness import certificate_facts
from signing.keys.trial import try_key


def sign_batch(
    desk: Desk,
    plan: SigningPlan,
    *,
    key_uri: str,
    one_by_one: bool,
    target: Path | None,
    context: Context,
    first: Callable[[], None] | None = None,
) -> tuple[SigningResult, list[str]]:
    """Ask for consent and the PIN, once each, then sign and seal; what has no condition is released, set by set.

    Args:
        desk: where.
        plan: as it was shown.
        key_uri: which key.
        one_by_one: whether the person is asked about each letter.
        target: folder for the ready-to-send folders of items without a condition; None holds them sealed. An item
            with one stays sealed whatever its council decided: releasing it is an act of its own.
        context: for questions, progress and stopping.
        first: done once the person consented and the key opened, before the first signature.

    Returns:
        What became of the letters, and the folders that were made.

    Raises:
        KeyTrouble: key, token or PIN; nothing was signed then.
        Refused: ``consent_missing``.
        Cancelled: the question was closed.
    """
    try:
        place = locate(key_uri)
        public = place.public_certificate()
        if public is not None:
            facts = certificate_facts(public.certificate, now=desk.now())
            if facts.unfit is not None:
                raise KeyTrouble(facts.unfit, key=place.description, holder=facts.holder)
        consent = _consent(plan, place, one_by_one, context)
        _record_skipped(desk, consent)
        if not consent.letters:
            raise Refused("consent_missing")
        question = _pin_question(place, len(consent.letters))
        secret = context.ask_pin(question)
        if secret is None or not (secret.reveal() or question.pad or place.software):
            # An empty PIN would cost a try; a key file may have no passphrase.
            raise KeyTrouble("pin_not_given")
        with place.open(secret.reveal()) as key:
            opened = OpenedKey(key, place.description, place.software)
            ends = check_key(desk, opened)
            pins = place.access().pins(len(consent.letters))
            holder = certificate_facts(opened.key.certificate.certificate, now=desk.now()).holder
            known = KeyFacts(ends=ends, holder=holder)
            _say_before(desk, plan, consent, known, context, also=_pins_unsaid(pins, question.pins))
            if first is not None:
                if not (question.pad and place.access().each):  # there each signature is one more PIN to type
                    try_key(key)
                first()
            result = sign_letters(desk, plan.map, consent=consent, opened=opened, context=context)
    except KeyFault as fault:
        raise from_signing(fault) from fault
    return _release_free(desk, plan.map, result, target, context)


def key_facts(key_uri: str, *, now: datetime) -> KeyFacts:
    """Return what can be read of a key without any secret, for the plan (guard G10).

    Args:
        key_uri: which key; one that cannot be found is told as the reason why nothing is signed.
        now: the moment its certificate's validity is judged at.
    """
    try:
        place = locate(key_uri)
        # In this order: a token that shows its keys tells beside the certificate whether it wants the PIN each time.
        public = place.public_certificate()
        access = place.access()
    except KeyFault as fault:
        return KeyFacts(unfit=from_signing(fault).reason)
    if access.pin_state is TokenPinState.LOCKED:
        return KeyFacts(unfit=Reason("pin_locked", {"token": place.description}), access=access)
    if public is None:
        return KeyFacts(access=access)
    facts = certificate_facts(public.certificate, now=now)
    unfit = Reason(facts.unfit, {"key": place.description, "holder": facts.holder}) if facts.unfit else None
    return KeyFacts(facts.not_after, unfit, access, facts.holder)


def _pin_question(place: KeyPlace, signatures: int) -> PinQuestion:
    access = place.access()
    if access.pin_state is TokenPinState.LOCKED:
        raise KeyTrouble("pin_locked", token=place.description)
    return PinQuestion(
        place.description,
        signatures,
        PinState(access.pin_state.value),
        pad=access.pad,
        each=access.each,
        pins=access.pins(signatures),
    )


def _consent(plan: SigningPlan, place: KeyPlace, one_by_one: bool, context: Context) -> Consent:
    letters = tuple(one.letter for one in plan.to_sign)
    warnings = tuple(dict.fromkeys(note for one in plan.to_sign for note in one.notes))
    if place.software:
        warnings += (Reason("software_key"),)
    skipped: list[tuple[str, str]] = []
    wanted: tuple[str, ...] = ()
    if one_by_one:
        for name in letters:
            if context.cancelled:
                break
            answer = context.ask_consent(ConsentQuestion((name,), True, warnings))
            if answer:
                wanted += (name,)
            else:
                skipped.append((name, answer.why if isinstance(answer, Skipped) else ""))
    elif context.ask_consent(ConsentQuestion(letters, False, warnings)):
        wanted = letters
    if context.cancelled:
        raise Cancelled
    seen = "one_by_one" if one_by_one else "all_unseen"
    return Consent(wanted, seen, tuple(note.code for note in warnings), tuple(skipped))


def _record_skipped(desk: Desk, consent: Consent) -> None:
    """Record what was shown and left unsigned, and why: that is a person's act, PIN or not."""
    if not consent.skipped:
        return
    with desk.transaction() as transaction:
        for name, why in consent.skipped:
            version = queries.letter(transaction.connection, name).version
            transaction.happen(LetterSkipped(version, " ".join(why.split())))


def _pins_unsaid(pins: int, said: int) -> tuple[Reason, ...]:
    """A PIN pad that asks at every signature says so only once its key is open."""
    return (Reason("pin_at_pad_each_time", {"count": pins - said}),) if pins > said else ()


def _say_before(
    desk: Desk,
    plan: SigningPlan,
    consent: Consent,
    key: KeyFacts,
    context: Context,
    *,
    also: tuple[Reason, ...] = (),
) -> None:
    """Say what only the opened key tells, before the first signature (guard G10)."""
    said = {note for one in plan.to_sign for note in one.notes}
    with desk.transaction() as transaction:
        batch = queries.batch(transaction.connection, plan.map)
    found = [find_letter(batch, name) for name in consent.letters]
    new = [note for item, letter in found for note in notes(item, letter, certificate_ends=key.ends)]
    new += [note for _, letter in found for note in signatory_notes(letter, holder=key.holder)]
    new = [note for note in new if note not in said]
    if not desk.trust_roots:
        new.append(Reason("trust_roots_missing"))
    new.extend(also)
    unsaid = tuple(dict.fromkeys(new))
    if unsaid and not context.ask_consent(ConsentQuestion(consent.letters, False, unsaid)):
        raise Refused("consent_missing")


def _release_free(
    desk: Desk, map_name: str, result: SigningResult, target: Path | None, context: Context
) -> tuple[SigningResult, list[str]]:
    """Release what has no condition; what has one stays sealed whatever its outcome, and needs a release of its own.

    Plan and PIN said that it stays sealed: a person who consented to a signature consented to no sending (G3). A set
    that cannot go out whole stays sealed and is named; what was signed is signed.
    """
    if target is None:
        return result, []
    with desk.transaction() as transaction:
        items = queries.batch(transaction.connection, map_name).items
    folders: list[str] = []
    held: list[tuple[str, Reason]] = []
    for item in items:
        free = not item.condition and not item.named_condition
        if free and any(letter.name in result.sealed for letter in item.letters):
            try:
                folders.append(str(release_item(desk, item.name, target=target, context=context).folder))
            except Refused as refused:
                held.append((item.name, refused.reason))
    return replace(result, not_released=tuple(held)), folders
