"""Type in what a memo says; typed values win over what was read, are marked as typed, and stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from app.batch import Item, StoredFile
from app.desk import Desk
from app.dossier import FileKind
from app.errors import Refused
from app.events import FileCorrected, TypedField
from app.usecases.dossier_files import as_added, facts_of, named, open_item, read_typed


def type_memo(desk: Desk, item_name: str, values: Mapping[str, str | None]) -> None:
    """Type in fields of an item's memo, one or several; None takes back what was typed.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        values: by the names of ``memo --json``, and ``section:kern`` and the like for a section's text
            (:mod:`app.reading.typed` says how each value is read).

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``memo_field_unknown``, ``memo_value_unfit``.
        Refused: ``map_locked``, ``memo_missing``; ``condition_in_memo`` (guard G3) where the text of the memo names a
            council's decision and it would be typed away.
    """
    with desk.transaction() as transaction:
        connection = transaction.connection
        _, item = open_item(connection, item_name)
        memo = next((one for one in item.files if one.kind == FileKind.MEMO.value and one.object), None)
        if memo is None:
            raise Refused("memo_missing")
        fields = {one.name: one.value for one in memo.typed}
        for name, value in values.items():
            if value is None:
                fields.pop(name, None)
            else:
                fields[name] = value.strip()
        typed = tuple(TypedField(name, value) for name, value in sorted(fields.items()))
        transaction.happen(_event(desk, connection, item, memo, typed, tuple(values)))


def _event(
    desk: Desk,
    connection: Connection,
    item: Item,
    memo: StoredFile,
    typed: tuple[TypedField, ...],
    fields: tuple[str, ...],
) -> FileCorrected:
    read = read_typed(desk, connection, memo.object, memo.file_name, ())
    facts = facts_of(read_typed(desk, connection, memo.object, memo.file_name, typed), item.item)
    if read is not None and read.condition is not None and not facts.named_condition:
        raise Refused("condition_in_memo", guard="G3", item=item.name, named=named(read.condition))
    return FileCorrected(
        map=item.map,
        item=item.item,
        file=replace(as_added(memo), typed=typed),
        fields=fields,
        title=facts.title,
        named_condition=facts.named_condition,
        named_phrase=facts.named_phrase,
    )
