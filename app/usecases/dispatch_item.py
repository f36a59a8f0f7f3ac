"""Record that a released set was handed over."""

from __future__ import annotations

from app.desk import Desk
from app.errors import WrongUse
from app.events import ItemDispatched
from app.store import queries


def dispatch_item(desk: Desk, item_name: str, *, evidence: str) -> None:
    """Record the dispatch of an item.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        evidence: from what it shows (registry number, receipt).

    Raises:
        WrongUse: ``item_unknown``, ``evidence_missing``.
        Refused: ``move_not_allowed`` when it is not released.
    """
    if not evidence.strip():
        raise WrongUse("evidence_missing")
    with desk.transaction() as transaction:
        item = queries.item(transaction.connection, item_name)
        transaction.happen(ItemDispatched(item.map, item.item, evidence.strip()))
