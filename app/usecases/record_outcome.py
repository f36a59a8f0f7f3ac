"""Record what the council decided. Anything but *agreed* blocks the held letters at once; nothing releases itself."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from app.batch import Item
from app.council import AMSTERDAM, Outcome, parse_meeting
from app.desk import Desk, stamp
from app.errors import CannotRead, Refused, WrongUse
from app.events import ClockConfirmed, Event, LetterBlocked, LetterUnblocked, OutcomeRecorded
from app.moves import LetterState
from app.names import shown_name
from app.store import ledger, queries


def record_outcome(
    desk: Desk,
    item_name: str,
    *,
    meeting: str,
    outcome: str,
    by: str,
    evidence: str,
    at: datetime,
    confirm_clock: str = "",
) -> tuple[str, ...]:
    """Record the outcome of an item (guards G3, G4 and G6).

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        meeting: ``KIND:DATE``; must be the meeting of the item's condition.
        outcome: a value of :class:`app.council.Outcome`.
        by: the named person who says so.
        evidence: from what it shows: a text, or the path of a file, whose SHA-256 is then recorded.
        at: moment of the outcome, aware.
        confirm_clock: name of the person who confirms the time, where the clock stands before the last entry.

    Returns:
        The names of the letters that are blocked by it.

    Raises:
        WrongUse: ``outcome_unknown``, ``meeting_unknown``, ``item_unknown``, ``by_missing``, ``evidence_missing``.
        Refused: ``condition_missing``, ``other_meeting``, ``outcome_before_meeting``, ``outcome_in_future``,
            ``clock_behind``, ``outcome_too_late``.
        CannotRead: ``file_unreadable``: the file given as evidence.
    """
    try:
        decided = Outcome(outcome)
    except ValueError as error:
        raise WrongUse("outcome_unknown", outcome=outcome) from error
    if not by.strip() or (confirm_clock and not confirm_clock.strip()):
        raise WrongUse("by_missing")
    if not evidence.strip():
        raise WrongUse("evidence_missing")
    convened = parse_meeting(meeting)
    now = desk.now()
    begins = convened.begins()
    if at < begins:
        said = begins.astimezone(AMSTERDAM).isoformat()
        raise Refused("outcome_before_meeting", guard="G4", meeting=meeting, begins=said)
    if at > now:
        raise Refused("outcome_in_future", guard="G4", at=at.isoformat(), now=stamp(now))
    name, kept = _evidence(evidence)
    with desk.transaction() as transaction:
        item = queries.item(transaction.connection, item_name)
        _check_meeting(item, str(convened))
        events: list[Event] = []
        if confirm_clock:
            last = ledger.last_entry(transaction.connection)
            events.append(ClockConfirmed(confirm_clock.strip(), last.at if last else ""))
        events.append(
            OutcomeRecorded(
                meeting=str(convened),
                map=item.map,
                item=item.item,
                outcome=decided.value,
                by=by.strip(),
                evidence=name,
                at=stamp(at.astimezone(UTC)),
                evidence_sha256=kept,
            )
        )
        follows, blocked = _consequences(item, decided)
        transaction.happen(*events, *follows)
    return blocked


def _evidence(evidence: str) -> tuple[str, str]:
    """Return the words of the evidence and, where they name a file, its name and its SHA-256."""
    path = Path(evidence)
    try:
        if not path.is_file():
            return evidence.strip(), ""
    except (OSError, ValueError):
        return evidence.strip(), ""  # too long, or not a name at all: a text
    try:
        with path.open("rb") as content:
            return shown_name(path.name), hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise CannotRead("file_unreadable", file=shown_name(path.name), why=error.strerror or "") from error


def _check_meeting(item: Item, meeting: str) -> None:
    if not item.condition:
        raise Refused("condition_missing", guard="G3", item=item.name)
    if item.condition != meeting:
        raise Refused("other_meeting", guard="G3", item=item.name, meeting=meeting, condition=item.condition)
    if item.released_at:
        raise Refused("outcome_too_late", item=item.name)


def _consequences(item: Item, outcome: Outcome) -> tuple[list[Event], tuple[str, ...]]:
    if outcome is Outcome.AGREED:
        # Only a block that came from an outcome is undone by correcting it; a withdrawal is not.
        corrected = [
            letter for letter in item.letters if letter.state is LetterState.BLOCKED and letter.because == "outcome"
        ]
        return [LetterUnblocked(letter.version) for letter in corrected], ()
    held = [letter for letter in item.letters if letter.state is LetterState.SEALED]
    return [LetterBlocked(letter.version, "outcome") for letter in held], tuple(letter.name for letter in held)
