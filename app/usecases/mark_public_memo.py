"""Add or replace the public copy of an item's memo; until release, by a named person, recorded (guard G1)."""

from __future__ import annotations

from pathlib import Path

from app.desk import Desk
from app.dossier import FileKind, RecognisedFile
from app.errors import CannotRead, Refused
from app.events import FileAdded, PublicMemoMarked
from app.names import short_name, shown_name
from app.store import queries
from app.usecases.check_item import record_check


def mark_public_memo(desk: Desk, item_name: str, path: Path) -> str:
    """Mark a file as the public copy of the memo; only such a file joins the set beside letters and attachments.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        path: the file; it is read in a process of its own with limits before anything of it enters the vault.

    Returns:
        Its short name.

    Raises:
        CannotRead: no PDF that can be read.
        Refused: ``already_released``, ``file_changed`` while it was read,
            ``public_is_internal_memo`` (the internal memo itself, guard G5).
    """
    read = _read(desk, path)
    try:
        with path.open("rb") as stream, desk.transaction() as transaction:
            item = queries.item(transaction.connection, item_name)
            if item.released_at:
                raise Refused("already_released", letter=item_name)
            stored = desk.objects.put(transaction.connection, stream)
            if stored.sha256 != read.sha256:
                raise Refused("file_changed", guard="G1", file=shown_name(path.name))
            if any(file.sha256 == stored.sha256 for file in item.files if file.kind == "memo"):
                raise Refused("public_is_internal_memo", guard="G5", file=shown_name(path.name))
            taken = [file.short for file in item.files if file.kind != "public_memo"]
            short = short_name(path.name, taken=taken)
            file = FileAdded(short, shown_name(path.name), "public_memo", stored.sha256, stored.id, read.pages or 0)
            transaction.happen(PublicMemoMarked(item.map, item.item, file))
            if item.checked is not None:
                # The map is locked: the check of the public copy (L11, guard G5) was not there then.
                record_check(transaction, queries.item(transaction.connection, item_name))
    except OSError as error:
        raise CannotRead("file_unreadable", file=str(path), why=error.strerror or "") from error
    return short


def _read(desk: Desk, path: Path) -> RecognisedFile:
    try:
        with path.open("rb") as stream:
            if b"%PDF-" not in stream.read(1024):
                raise CannotRead("not_a_pdf", file=shown_name(path.name))
    except OSError as error:
        raise CannotRead("file_unreadable", file=str(path), why=error.strerror or "") from error
    (found,) = desk.reader.guarded.recognise(path.name, path, wanted=FileKind.PUBLIC_MEMO)
    if found.recognised.trouble:
        raise CannotRead(found.recognised.trouble, file=shown_name(path.name), why="")
    return found.recognised
