"""Show maps as they stand."""

from __future__ import annotations

from app.batch import SigningBatch
from app.desk import Desk
from app.store import queries


def show_map(desk: Desk, name: str) -> SigningBatch:
    """Return a map.

    Raises:
        WrongUse: ``map_unknown``.
    """
    with desk.transaction() as transaction:
        return queries.batch(transaction.connection, name)


def list_maps(desk: Desk) -> tuple[SigningBatch, ...]:
    """Return all maps, in the order they were made."""
    with desk.transaction() as transaction:
        connection = transaction.connection
        return tuple(queries.batch(connection, name) for name in queries.map_names(connection))
