"""Begin a signing batch."""

from __future__ import annotations

from app.desk import Desk, Transaction
from app.errors import Refused, WrongUse
from app.events import MapCreated
from app.names import is_map_name
from app.store import queries


def new_map(desk: Desk, name: str) -> None:
    """Begin a map.

    Args:
        desk: where.
        name: what it is called, in commands and on screen.

    Raises:
        WrongUse: ``map_name_unfit`` (empty, too long, a slash or a control character).
        Refused: ``map_exists``.
    """
    with desk.transaction() as transaction:
        begin_map(transaction, name)


def begin_map(transaction: Transaction, name: str) -> None:
    """Begin a map within a transaction, so that what is put into it comes with it or not at all.

    Args:
        transaction: in which it begins.
        name: what it is called.

    Raises:
        WrongUse: ``map_name_unfit`` (empty, too long, a slash or a control character).
        Refused: ``map_exists``.
    """
    if not is_map_name(name):
        raise WrongUse("map_name_unfit", map=name)
    if name in queries.map_names(transaction.connection):
        raise Refused("map_exists", map=name)
    transaction.happen(MapCreated(name))
