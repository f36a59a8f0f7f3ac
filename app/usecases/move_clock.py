"""Move the clock of a demonstration on. A normal profile's clock cannot be set."""

from __future__ import annotations

from datetime import UTC, datetime

from app.council import parse_meeting
from app.desk import Desk
from app.errors import WrongUse
from app.ports import SettableClock
from app.store import ledger, queries

# In the example the council begins at 10.00 and its outcome is known in the afternoon.
_AFTER_MEETING_HOURS = 2


def next_moment(desk: Desk) -> datetime | None:
    """Return where the demonstration's clock may go next: after the next meeting that is waited for, or None."""
    with desk.transaction() as transaction:
        names = queries.map_names(transaction.connection)
        items = [item for name in names for item in queries.batch(transaction.connection, name).items]
    meetings = sorted({parse_meeting(item.condition) for item in items if item.condition})
    coming = [meeting.begins() for meeting in meetings if meeting.begins() > desk.now()]
    if not coming:
        return None
    return coming[0].replace(hour=coming[0].hour + _AFTER_MEETING_HOURS, minute=41)


def move_clock(desk: Desk, moment: datetime) -> None:
    """Put the demonstration's clock at a later moment and keep it there.

    Args:
        desk: an open demonstration.
        moment: aware; not before the last entry of the record.

    Raises:
        WrongUse: ``now_in_normal_profile``, ``now_before_last_entry``.
    """
    if not isinstance(desk.clock, SettableClock):
        raise WrongUse("now_in_normal_profile")
    with desk.transaction() as transaction:
        last = ledger.last_entry(transaction.connection)
    if last is not None and moment < datetime.fromisoformat(last.at):
        raise WrongUse("now_before_last_entry", last=last.at)
    desk.clock.set(moment.astimezone(UTC))
