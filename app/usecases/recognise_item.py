"""Read the files of an item again; what a person corrected, typed in and ordered stays as it was."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from app.batch import Item, StoredFile
from app.desk import Desk
from app.dossier import Dossier, FileKind, RecognisedFile
from app.errors import CannotRead
from app.events import FileAdded, ItemRecognised
from app.reading import arrange
from app.store import queries
from app.usecases.dossier_files import (
    Reread,
    as_added,
    check_new_letters,
    corrected_file,
    item_facts,
    keep_again,
    open_item,
    read_again,
)


def recognise_item(desk: Desk, item_name: str) -> None:
    """Recognise the files of an item anew, from the vault.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
        Refused: ``map_locked``, ``letter_already_in_map``, ``letter_reference_in_map`` (guard G8).
    """
    with desk.transaction() as transaction:
        connection = transaction.connection
        batch, item = open_item(connection, item_name)
        read = {file.short: _again(desk, connection, file) for file in item.files}
        fresh = {file.short: _kept(desk, connection, file, read[file.short]) for file in item.files}
        # Names of files need not differ; short names do.
        marked = [
            replace(one.recognised, file=short, kind=FileKind(fresh[short].kind), corrected=fresh[short].corrected)
            for short, one in read.items()
            if one is not None
        ]
        ordered = arrange(marked, item.item).files
        files = [_as_arranged(fresh[one.file], one) for one in ordered]
        files += [one for short, one in fresh.items() if read[short] is None]
        if any(file.ordered for file in item.files):
            places = [file.short for file in item.files]
            files.sort(key=lambda one: places.index(one.short))
        check_new_letters(batch, files)
        facts = item_facts(desk, connection, item, files)
        transaction.happen(
            ItemRecognised(
                map=item.map,
                item=item.item,
                title=facts.title,
                files=tuple(files),
                named_condition=facts.named_condition,
                named_phrase=facts.named_phrase,
            )
        )


def item_dossier(desk: Desk, item_name: str) -> Dossier:
    """Return an item as a dossier: its files as they were read, with what a person corrected and typed in.

    For what looks at a whole dossier: the checks, the letters to both chambers side by side. Nothing is recorded, and
    the map may be locked.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
    """
    with desk.transaction() as transaction:
        item = queries.item(transaction.connection, item_name)
        files = [_as_it_stands(desk, transaction.connection, file) for file in item.files]
    # Two files of one name are told apart by their short names.
    return _in_order(arrange(files, item.item), item)


def _again(desk: Desk, connection: Connection, file: StoredFile) -> Reread | None:
    """Read a file as what a person said it is; None for one that cannot be read."""
    wanted = FileKind(file.kind) if "kind" in file.corrected else None
    try:
        return read_again(desk, connection, file, wanted=wanted)
    except CannotRead:
        return None


def _kept(desk: Desk, connection: Connection, file: StoredFile, read: Reread | None) -> FileAdded:
    if read is not None:
        return keep_again(desk, connection, file, read)
    return as_added(file)


def _as_arranged(added: FileAdded, one: RecognisedFile) -> FileAdded:
    """Return a file with the kind it has among the others: of two memos, one is the public copy."""
    if added.kind == one.kind.value:
        return added
    remark = {FileKind.PUBLIC_MEMO: ("guessed",), FileKind.ATTACHMENT: ("looks_like_memo",)}.get(one.kind, ())
    return replace(added, kind=one.kind.value, remarks=tuple(dict.fromkeys((*added.remarks, *remark))))


def _as_it_stands(desk: Desk, connection: Connection, file: StoredFile) -> RecognisedFile:
    kind = FileKind(file.kind)
    bare = RecognisedFile(file.short, file.sha256, kind, file.pages or None)
    if file.trouble or kind is FileKind.UNRECOGNISED:
        return corrected_file(bare, file)
    try:
        read = read_again(desk, connection, file, wanted=kind).recognised
    except CannotRead:
        return corrected_file(bare, file)
    return corrected_file(replace(read, file=file.short, sha256=file.sha256), file)


def _in_order(dossier: Dossier, item: Item) -> Dossier:
    places = {file.short: place for place, file in enumerate(item.files)}
    return replace(dossier, files=tuple(sorted(dossier.files, key=lambda one: places[one.file])))
