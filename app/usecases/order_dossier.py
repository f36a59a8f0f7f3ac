"""Put the files of an item, or the items of a map, in order; the order is recorded and kept."""

from __future__ import annotations

from collections.abc import Sequence

from app.desk import Desk
from app.errors import Refused, WrongUse
from app.events import FilesOrdered, ItemsOrdered
from app.store import queries
from app.usecases.dossier_files import file_of, open_item


def order_files(desk: Desk, item_name: str, files: Sequence[str]) -> None:
    """Put files of an item in order; those not named follow in the order they had.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        files: short names.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``file_unknown``, ``named_twice``.
        Refused: ``map_locked``.
    """
    with desk.transaction() as transaction:
        _, item = open_item(transaction.connection, item_name)
        for short in files:
            file_of(item, short)
        transaction.happen(FilesOrdered(item.map, item.item, _all(files, [one.short for one in item.files])))


def order_items(desk: Desk, map_name: str, items: Sequence[str]) -> None:
    """Put items of a map in order; those not named follow in the order they had.

    Args:
        desk: where.
        map_name: of the map.
        items: short names of items.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``named_twice``.
        Refused: ``map_locked``.
    """
    with desk.transaction() as transaction:
        batch = queries.batch(transaction.connection, map_name)
        if batch.locked_at:
            raise Refused("map_locked", map=map_name)
        there = [one.item for one in batch.items]
        unknown = next((one for one in items if one not in there), None)
        if unknown is not None:
            raise WrongUse("item_unknown", item=f"{map_name}/{unknown}")
        transaction.happen(ItemsOrdered(map_name, _all(items, there)))


def _all(wanted: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
    if len(set(wanted)) < len(wanted):
        raise WrongUse("named_twice", name=next(one for one in wanted if wanted.count(one) > 1))
    return (*wanted, *(one for one in there if one not in wanted))
