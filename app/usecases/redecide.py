"""Decide about an item anew: the old decision is withdrawn and the new one recorded at once."""

from __future__ import annotations

from app.desk import Desk
from app.errors import Refused
from app.events import Decided, DecisionWithdrawn, Event
from app.moves import LetterState
from app.store import queries
from app.usecases.decide import bound_files


def redecide(desk: Desk, item_name: str, decision: str, *, remark: str = "") -> None:
    """Record a decision on every letter of an item, whatever was decided before; before a signature only.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        decision: ``agree``, ``disagree``, ``discuss``, ``return`` or ``note``; empty takes the decision back.
        remark: what the person says with it.

    Raises:
        WrongUse: ``item_unknown``.
        Refused: ``map_open``, ``nothing_to_decide``, ``move_not_allowed``.
    """
    with desk.transaction() as transaction:
        item = queries.item(transaction.connection, item_name)
        if not item.letters:
            raise Refused("nothing_to_decide", item=item_name)
        if not queries.batch(transaction.connection, item.map).locked_at:
            raise Refused("map_open", map=item.map)
        files = bound_files(item)
        events: list[Event] = []
        for letter in item.letters:
            if letter.state is not LetterState.READY:
                events.append(DecisionWithdrawn(letter.version))
            if decision:
                events.append(Decided(letter.version, decision, letter.file.sha256, files, remark))
        if events:
            transaction.happen(*events)
