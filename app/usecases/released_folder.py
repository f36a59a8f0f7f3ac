"""Say where the ready-to-send folder of an item was written, from the record."""

from __future__ import annotations

from app.desk import Desk
from app.events import WrittenOut
from app.store import ledger


def released_folders(desk: Desk, map_names: tuple[str, ...]) -> dict[str, WrittenOut]:
    """Return the last ready-to-send folder of each item of some maps, by ``MAP/ITEM``; items without one are absent.

    Args:
        desk: where.
        map_names: names of maps.
    """
    with desk.transaction() as transaction:
        entries = ledger.entries(transaction.connection)
    folders: dict[str, WrittenOut] = {}
    for entry in entries:
        if entry.kind == WrittenOut.__name__:
            event = entry.event()
            if isinstance(event, WrittenOut) and event.map in map_names:
                folders[f"{event.map}/{event.item}"] = event
    return folders
