"""Who sent items of a map back to the office, when and why: from the record, also after the map was opened again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.desk import Desk
from app.events import (
    Decided,
    Event,
    FileAdded,
    FileCorrected,
    FileJoined,
    ItemAdded,
    ItemRecognised,
    MapUnlocked,
)
from app.record import Entry
from app.store import schema

_KINDS = tuple(kind.__name__ for kind in (Decided, ItemAdded, ItemRecognised, FileCorrected, FileJoined, MapUnlocked))


@dataclass(frozen=True)
class Returned:
    """An item, or one letter of it, that was sent back.

    Attributes:
        item: ``MAP/ITEM``.
        letters: short names of the letters it was about.
        at: moment, ISO 8601.
        person: who, as the record names them.
        why: the reason that was typed.
        taken_up: moment at which the office opened the map again, or empty while it has not.
    """

    item: str
    letters: tuple[str, ...]
    at: str
    person: str
    why: str
    taken_up: str = ""


def returned_items(desk: Desk) -> tuple[Returned, ...]:
    """Return what was ever sent back, oldest first.

    Args:
        desk: where.
    """
    with desk.transaction() as transaction:
        return _returned(_entries(transaction.connection))


def _entries(connection: Connection) -> list[Entry]:
    columns = schema.record.c
    rows = connection.execute(select(schema.record).where(columns.kind.in_(_KINDS)).order_by(columns.number))
    return [Entry(*row) for row in rows]


def _returned(entries: Iterable[Entry]) -> tuple[Returned, ...]:
    # Version of a letter -> its item and its short name within it.
    letters: dict[str, tuple[str, str]] = {}
    found: list[Returned] = []
    for entry in entries:
        event = entry.event()
        for item, file in _files(event):
            if file.version:
                letters[file.version] = (item, file.short)
        if isinstance(event, Decided) and event.decision == "return" and event.version in letters:
            item, short = letters[event.version]
            _join(found, Returned(item, (short,), entry.at, entry.person, event.remark))
        if isinstance(event, MapUnlocked):
            found = [_taken_up(one, event.map, entry.at) for one in found]
    return tuple(found)


def _files(event: Event) -> list[tuple[str, FileAdded]]:
    if isinstance(event, ItemAdded | ItemRecognised):
        return [(f"{event.map}/{event.item}", file) for file in event.files]
    if isinstance(event, FileCorrected | FileJoined):
        return [(f"{event.map}/{event.item}", event.file)]
    return []


def _join(found: list[Returned], one: Returned) -> None:
    """Letters that were sent back by one act are told of as one."""
    last = found[-1] if found else None
    if last is not None and (last.item, last.at, last.why, last.taken_up) == (one.item, one.at, one.why, ""):
        found[-1] = Returned(one.item, (*last.letters, *one.letters), one.at, one.person, one.why)
    else:
        found.append(one)


def _taken_up(one: Returned, map_name: str, at: str) -> Returned:
    if one.taken_up or one.item.rpartition("/")[0] != map_name:
        return one
    return Returned(one.item, one.letters, one.at, one.person, one.why, at)
