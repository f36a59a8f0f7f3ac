"""Decide about an item or a letter anew: the old decision is withdrawn and the new one recorded at once."""

from __future__ import annotations

from app.desk import Desk
from app.errors import Refused
from app.events import Decided, DecisionWithdrawn, Event
from app.moves import LetterState
from app.store import queries
from app.usecases.decide import bound_files


def redecide(desk: Desk, name: str, decision: str, *, remark: str = "") -> None:
    """Record a decision on every letter of an item, or on one, whatever was decided before; before a signature only.

    Args:
        desk: where.
        name: ``MAP/ITEM`` or ``MAP/ITEM/LETTER``.
        decision: ``agree``, ``disagree``, ``discuss``, ``return`` or ``note``; empty takes the decision back.
        remark: what the person says with it.

    Raises:
        WrongUse: ``item_unknown``, ``letter_unknown``.
        Refused: ``map_open``, ``nothing_to_decide``, ``move_not_allowed``.
    """
    with desk.transaction() as transaction:
        connection = transaction.connection
        by_letter = name.count("/") == 2
        item = queries.item(connection, name.rpartition("/")[0] if by_letter else name)
        letters = (queries.letter(connection, name),) if by_letter else item.letters
        if not letters:
            raise Refused("nothing_to_decide", item=name)
        if not queries.batch(connection, item.map).locked_at:
            raise Refused("map_open", map=item.map)
        files = bound_files(item)
        events: list[Event] = []
        for letter in letters:
            if letter.state is not LetterState.READY:
                events.append(DecisionWithdrawn(letter.version))
            if decision:
                events.append(Decided(letter.version, decision, letter.file.sha256, files, remark))
        if events:
            transaction.happen(*events)
