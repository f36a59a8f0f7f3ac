"""Check the record: its chain, its moves, and the state beside it."""

from __future__ import annotations

from dataclasses import dataclass

from app.desk import Desk
from app.record import Flaw
from app.store import ledger


@dataclass(frozen=True)
class RecordCheck:
    """What checking the record gave.

    Attributes:
        entries: number of rows.
        head: hash of the last row; it stands on every cover sheet too (guard G9).
        flaws: what is wrong, first things first; empty when the record is whole.
    """

    entries: int
    head: str
    flaws: tuple[Flaw, ...]


def verify_record(desk: Desk) -> RecordCheck:
    """Replay the record and compare what follows from it with what is."""
    with desk.transaction() as transaction:
        connection = transaction.connection
        count = len(ledger.entries(connection))
        found = list(ledger.flaws(connection))
        # The record may be whole while a document it speaks of is gone: that is told now, not after the council.
        found += [Flaw(count, "object_lost", one) for one in desk.objects.lost(connection)]
        return RecordCheck(count, ledger.head(connection), tuple(found))
