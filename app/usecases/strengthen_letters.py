"""Fetch what proves held signatures later: time stamp and revocation data, checked before they are kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.batch import LetterVersion
from app.desk import Desk, Transaction, stamp
from app.errors import Refused
from app.events import LetterStrengthened
from app.moves import LetterState
from app.record import canonical
from app.store import queries, schema
from signing.errors import ServiceFault
from signing.evidence import Evidence, missing, strengthen


@dataclass(frozen=True)
class Strengthened:
    """How far a held letter's evidence is.

    Attributes:
        letter: its name.
        time_stamp: moment of the time stamp, ISO 8601, or empty.
        revocation_at: moment of the revocation data, ISO 8601, or empty.
        missing: codes of what could not be had.
    """

    letter: str
    time_stamp: str
    revocation_at: str
    missing: tuple[str, ...]


def strengthen_letters(desk: Desk, name: str) -> tuple[Strengthened, ...]:
    """Strengthen every held letter of a map or an item.

    Args:
        desk: where.
        name: ``MAP`` or ``MAP/ITEM``.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
        Refused: ``nothing_held``.
    """
    with desk.transaction() as transaction:
        found = queries.item(transaction.connection, name) if "/" in name else None
        letters = found.letters if found else queries.batch(transaction.connection, name).letters
    held = [letter.name for letter in letters if letter.state in {LetterState.SEALED, LetterState.BLOCKED}]
    if not held:
        raise Refused("nothing_held", name=name)
    return tuple(strengthen_letter(desk, letter) for letter in held)


def strengthen_letter(desk: Desk, letter_name: str) -> Strengthened:
    """Strengthen one held letter as far as can be now; being offline is no fault."""
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        before = kept_evidence(transaction, letter)
    if letter.sealed is None or before is None:
        raise Refused("nothing_held", name=letter_name)
    signed_at = datetime.fromisoformat(letter.sealed.signed_at)
    wrong: tuple[str, ...] = ()
    try:
        after = strengthen(before, services=desk.services, signed_at=signed_at, now=desk.now())
    except ServiceFault as fault:
        after, wrong = before, (fault.code,)
    if after != before:
        with desk.transaction() as transaction:
            _keep_strengthened(transaction, letter.version, after)
    return Strengthened(
        letter_name,
        stamp(after.time_stamp.time) if after.time_stamp else "",
        stamp(after.collected_at) if after.collected_at else "",
        wrong or missing(after, desk.services),
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
    transaction.connection.execute(schema.evidence.delete().where(schema.evidence.c.version == version))
    transaction.connection.execute(schema.evidence.insert().values(version=version, json=text))
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
