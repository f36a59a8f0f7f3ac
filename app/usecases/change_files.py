"""Take a file out of an item, or add one to it, while its map is open."""

from __future__ import annotations

from pathlib import Path

from app.desk import Desk
from app.errors import CannotRead
from app.events import FileJoined, FileRemoved
from app.names import short_name, shown_name
from app.usecases.add_dossier import keep_file
from app.usecases.dossier_files import as_added, check_new_letters, file_of, item_facts, open_item


def remove_file(desk: Desk, item_name: str, short: str) -> None:
    """Take a file out of an item; the record keeps that it was there.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        short: short name of the file.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``file_unknown``.
        Refused: ``map_locked``.
    """
    with desk.transaction() as transaction:
        connection = transaction.connection
        _, item = open_item(connection, item_name)
        file_of(item, short)
        facts = item_facts(desk, connection, item, [as_added(one) for one in item.files if one.short != short])
        transaction.happen(
            FileRemoved(item.map, item.item, short, facts.title, facts.named_condition, facts.named_phrase)
        )


def join_file(desk: Desk, item_name: str, path: Path) -> tuple[str, ...]:
    """Add a file, or the attachments of a mail message, to an item.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        path: the file.

    Returns:
        The short names of what came.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
        CannotRead: it cannot be read: nothing is kept of it.
        Refused: ``map_locked``, ``letter_already_in_map``, ``letter_reference_in_map`` (guard G8), ``file_changed``.
    """
    with desk.store.transaction() as connection:
        open_item(connection, item_name)
    if not path.is_file():
        raise CannotRead("file_missing", file=str(path))
    read = desk.reader.guarded.recognise(path.name, path)
    came: list[str] = []
    for one in read:
        found = one.recognised
        if found.trouble:
            raise CannotRead(found.trouble, file=shown_name(found.file), why="")
        with desk.transaction() as transaction:
            batch, item = open_item(transaction.connection, item_name)
            short = short_name(found.file, taken=[file.short for file in item.files])
            added = keep_file(desk, transaction, found, one, short)
            check_new_letters(batch, [added])
            files = [*(as_added(file) for file in item.files), added]
            facts = item_facts(desk, transaction.connection, item, files)
            transaction.happen(
                FileJoined(item.map, item.item, added, facts.title, facts.named_condition, facts.named_phrase)
            )
        came.append(short)
    return tuple(came)
