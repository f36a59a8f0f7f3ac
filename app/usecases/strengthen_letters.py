"""Fetch what proves held signatures later: time stamp and revocation data, checked before they are kept.

At signing, at the first connection afterwards, and on request. Offline is a normal state: it is said and no fault.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from app.batch import LetterVersion
from app.desk import Desk, Transaction, stamp
from app.errors import Reason, Refused
from app.events import LetterStrengthened
from app.moves import LetterState
from app.ports import Context, Progress
from app.record import canonical
from app.store import queries, schema
from signing.evidence import Evidence
from signing.strengthening import Attempt, Strengthener, missing

# Made once: a statement costs more to build than to run.
_KEEP = schema.evidence.insert().prefix_with("OR REPLACE")
_ATTEMPT_OF = "strengthening "
_ATTEMPT = select(schema.meta.c.value).where(schema.meta.c.name == bindparam("wanted"))
_KEEP_ATTEMPT = schema.meta.insert().prefix_with("OR REPLACE")
_HELD = {LetterState.SEALED, LetterState.BLOCKED}
# How often a wait for a service's quota looks whether the person wants to stop.
_GLANCE_SECONDS = 0.2


@dataclass(frozen=True)
class Strengthened:
    """How far a held letter's evidence is.

    Attributes:
        letter: its name.
        time_stamp: moment of the time stamp, ISO 8601, or empty.
        revocation_at: moment of the revocation data, ISO 8601, or empty.
        missing: codes of what could not be had.
        failed: what came of the services that were asked in vain, each with its address (``service``).
    """

    letter: str
    time_stamp: str
    revocation_at: str
    missing: tuple[str, ...]
    failed: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class ConfirmedTime:
    """Whether a held letter's time is confirmed, to be shown with the letter.

    Attributes:
        moment: of the time stamp, ISO 8601, or empty.
        why_not: code of why there is none yet, or empty.
    """

    moment: str
    why_not: str


def confirmed_time(desk: Desk, letter: LetterVersion, *, last: Strengthened | None = None) -> ConfirmedTime:
    """Return whether the time of a held letter is confirmed; asks nobody.

    Args:
        desk: where; its settings say whether there is a service at all.
        letter: as it stands.
        last: what came of the last try, where the caller has it; else what is kept of it.
    """
    moment = letter.strengthened.time_stamp if letter.strengthened else ""
    if moment:
        return ConfirmedTime(moment, "")
    if desk.services.time_stamper is None:
        return ConfirmedTime("", "timestamp_offline")
    last = last or last_attempt(desk, letter)
    said = [code for code in (last.missing if last else ()) if code.startswith("timestamp_")]
    return ConfirmedTime("", said[0] if said else "timestamp_not_yet")


def last_attempt(desk: Desk, letter: LetterVersion) -> Strengthened | None:
    """Return what came of the last try to strengthen a letter, where something is still missing; also after a restart.

    Args:
        desk: where.
        letter: as it stands.
    """
    with desk.transaction() as transaction:
        kept = transaction.connection.execute(_ATTEMPT, {"wanted": _ATTEMPT_OF + letter.version}).scalar_one_or_none()
    if kept is None:
        return None
    values = json.loads(kept)
    failed = tuple(Reason(one["code"], {"service": one["service"], "why": one["why"]}) for one in values["failed"])
    return Strengthened(letter.name, values["time_stamp"], values["revocation_at"], tuple(values["missing"]), failed)


def _keep_attempt(desk: Desk, version: str, told: Strengthened) -> None:
    """Keep why something is missing, for showing; nothing follows from it, so it is no part of the record."""
    name = _ATTEMPT_OF + version
    failed = [{"code": one.code, **one.parameters} for one in told.failed]
    values = {"time_stamp": told.time_stamp, "revocation_at": told.revocation_at, "missing": told.missing}
    with desk.transaction() as transaction:
        if told.missing:
            kept = {"name": name, "value": canonical({**values, "failed": failed})}
            transaction.connection.execute(_KEEP_ATTEMPT, kept)
        else:
            transaction.connection.execute(schema.meta.delete().where(schema.meta.c.name == name))


def strengthen_letters(
    desk: Desk, name: str, *, context: Context | None = None, pause: Callable[[float], None] = time.sleep
) -> tuple[Strengthened, ...]:
    """Strengthen every held letter of a map or an item, as slowly as the services want it.

    Args:
        desk: where.
        name: ``MAP`` or ``MAP/ITEM``.
        context: for progress and stopping; None for neither.
        pause: waits so many seconds.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
        Refused: ``nothing_held``.
    """
    with desk.transaction() as transaction:
        found = queries.item(transaction.connection, name) if "/" in name else None
        letters = found.letters if found else queries.batch(transaction.connection, name).letters
    held = [letter.name for letter in letters if letter.state in _HELD]
    if not held:
        raise Refused("nothing_held", name=name)
    return _strengthen_in_turn(desk, held, context, pause)


def waiting_letters(desk: Desk) -> tuple[str, ...]:
    """Return the names of all held letters whose time stamp or revocation data are still missing, in all maps."""
    with desk.transaction() as transaction:
        connection = transaction.connection
        letters = [one for name in queries.map_names(connection) for one in queries.batch(connection, name).letters]
    return tuple(
        letter.name
        for letter in letters
        if letter.state in _HELD
        and not (letter.strengthened and letter.strengthened.time_stamp and letter.strengthened.revocation_at)
    )


def strengthen_waiting(
    desk: Desk, *, context: Context | None = None, pause: Callable[[float], None] = time.sleep
) -> tuple[Strengthened, ...]:
    """Strengthen what could not be strengthened before, in all maps: for the first connection after the signing.

    Nothing is refused: where nothing waits, or no service is configured, nothing is asked and nothing is returned.

    Args:
        desk: where.
        context: for progress and stopping; None for neither.
        pause: waits so many seconds.
    """
    if desk.services.offline:
        return ()
    return _strengthen_in_turn(desk, waiting_letters(desk), context, pause)


def _strengthen_in_turn(
    desk: Desk, names: Sequence[str], context: Context | None, pause: Callable[[float], None]
) -> tuple[Strengthened, ...]:
    def wait(seconds: float) -> None:
        left = seconds
        while left > 0 and not (context is not None and context.cancelled):
            pause(min(left, _GLANCE_SECONDS))
            left -= _GLANCE_SECONDS

    done: list[Strengthened] = []
    reached = True
    with Strengthener(desk.services, wait=wait) as strengthener:
        for number, name in enumerate(names):
            if context is not None:
                if context.cancelled:
                    break
                context.report(Progress("strengthen", name, number, len(names)))
            # A service that no connection reaches is not asked again for every letter: that would take minutes.
            done.append(strengthen_letter(desk, name, strengthener=strengthener) if reached else _as_it_is(desk, name))
            reached = reached and not _out_of_reach(done[-1])
    return tuple(done)


def _out_of_reach(one: Strengthened) -> bool:
    return {"timestamp_unreachable", "revocation_unreachable"} <= set(one.missing)


def _as_it_is(desk: Desk, name: str) -> Strengthened:
    with desk.transaction() as transaction:
        evidence = kept_evidence(transaction, queries.letter(transaction.connection, name))
    if evidence is None:
        raise Refused("nothing_held", name=name)
    return _told(desk, name, evidence, ())


def strengthen_letter(desk: Desk, letter_name: str, *, strengthener: Strengthener | None = None) -> Strengthened:
    """Strengthen one held letter as far as can be now; being offline is no fault.

    Args:
        desk: where.
        letter_name: of the letter.
        strengthener: one that is used for several letters, so that revocation data are asked for once; None for one of
            its own.

    Raises:
        Refused: ``nothing_held``, ``evidence_differs``.
    """
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        before = kept_evidence(transaction, letter)
    if letter.sealed is None or before is None:
        raise Refused("nothing_held", name=letter_name)
    signed_at = datetime.fromisoformat(letter.sealed.signed_at)
    if strengthener is None:
        with Strengthener(desk.services) as own:
            came = own.strengthen(before, signed_at=signed_at, now=desk.now())
    else:
        came = strengthener.strengthen(before, signed_at=signed_at, now=desk.now())
    if came.evidence != before:
        with desk.transaction() as transaction:
            # The services took their time: what was released or voided meanwhile is left as it is.
            stands = queries.letter(transaction.connection, letter_name)
            if stands.version != letter.version or stands.state not in _HELD:
                raise Refused("nothing_held", name=letter_name)
            _keep_strengthened(transaction, letter.version, came.evidence)
    told = _told(desk, letter_name, came.evidence, came.failed)
    if not desk.services.offline and (told.missing or not before.time_stamp or not before.collected_at):
        _keep_attempt(desk, letter.version, told)
    return told


def _told(desk: Desk, name: str, evidence: Evidence, failed: Sequence[Attempt]) -> Strengthened:
    return Strengthened(
        name,
        stamp(evidence.time_stamp.time) if evidence.time_stamp else "",
        stamp(evidence.collected_at) if evidence.collected_at else "",
        missing(evidence, desk.services, failed),
        tuple(Reason(one.code, {"service": one.address, "why": one.why}) for one in failed),
    )


def _keep_strengthened(transaction: Transaction, version: str, evidence: Evidence) -> None:
    text = keep_evidence(transaction, version, evidence)
    transaction.happen(
        LetterStrengthened(
            version,
            time_stamp=stamp(evidence.time_stamp.time) if evidence.time_stamp else "",
            revocation_at=stamp(evidence.collected_at) if evidence.collected_at else "",
            evidence_sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
    )


def keep_evidence(transaction: Transaction, version: str, evidence: Evidence) -> str:
    """Keep the evidence beside the seal and return its text as kept."""
    text = canonical(evidence.to_json())
    transaction.connection.execute(_KEEP, {"version": version, "json": text})
    return text


def kept_evidence(transaction: Transaction, letter: LetterVersion) -> Evidence | None:
    """Return the evidence beside a letter's seal, or None.

    Raises:
        Refused: ``evidence_differs`` when it is not what the record says was kept (guard G11: the roots, the
            certificate and the time stamp count as they were, not as somebody made them).
    """
    query = select(schema.evidence).where(schema.evidence.c.version == letter.version)
    row = transaction.connection.execute(query).one_or_none()
    recorded = letter.strengthened or letter.sealed
    if row is None or recorded is None:
        return None
    if hashlib.sha256(row.json.encode()).hexdigest() != recorded.evidence_sha256:
        raise Refused("evidence_differs", guard="G11", letter=letter.name)
    return Evidence.from_json(json.loads(row.json))
