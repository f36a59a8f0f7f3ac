"""Record the council's decision that an item waits for."""

from __future__ import annotations

from app.council import parse_meeting
from app.desk import Desk
from app.errors import Refused
from app.events import ConditionRecorded
from app.moves import SIGNED
from app.store import queries
from app.usecases.check_item import record_check


def record_condition(desk: Desk, item_name: str, meeting: str) -> None:
    """Record an item's condition.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        meeting: ``KIND:DATE``, the meeting the memo names.

    Raises:
        WrongUse: ``meeting_unknown``, ``item_unknown``.
        Refused: ``condition_already_recorded`` (another one), ``condition_differs_from_memo``, ``condition_too_late``.
    """
    wanted = str(parse_meeting(meeting))
    with desk.transaction() as transaction:
        item = queries.item(transaction.connection, item_name)
        if item.condition == wanted:
            return
        if any(letter.state in SIGNED for letter in item.letters):
            raise Refused("condition_too_late", item=item_name)
        named = item.named_condition
        if named and wanted != named and not wanted.startswith(f"{named}:"):
            raise Refused("condition_differs_from_memo", item=item_name, named=named, meeting=wanted)
        transaction.happen(ConditionRecorded(item.map, item.item, wanted))
        if item.checked is not None:
            # The map is locked: what the checks say against another meeting is said again.
            record_check(transaction, queries.item(transaction.connection, item_name))
