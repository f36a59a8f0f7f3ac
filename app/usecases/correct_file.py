"""Correct what a file was taken for, one value or several at once; the correction is recorded and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.batch import StoredFile
from app.desk import Desk
from app.dossier import FileKind
from app.errors import CannotRead, WrongUse
from app.events import FileAdded, FileCorrected
from app.letter import Chamber
from app.usecases.dossier_files import (
    CORRECTABLE,
    as_added,
    check_new_letters,
    file_of,
    item_facts,
    keep_again,
    open_item,
    read_again,
)


def correct_file(desk: Desk, item_name: str, short: str, values: Mapping[str, str]) -> None:
    """Say what a file is, or what stands in it; reading it again does not touch what was said.

    A file that becomes a letter is read as one: with its place for the signature, and written anew where that is needed
    to sign it.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        short: short name of the file.
        values: by name: ``kind`` (``memo``, ``public_memo``, ``letter``, ``attachment``), ``chamber`` (``house``,
            ``senate`` or empty), ``reference``, ``letter_date`` (ISO 8601 or empty), ``signatory_role``,
            ``signatory_name``, ``two_signatories`` (``yes`` or ``no``), ``place`` (page and x0 y0 x1 y1 in points,
            separated by spaces; empty for none).

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``file_unknown``, ``correction_unknown``, ``correction_unfit``.
        Refused: ``map_locked``, ``letter_already_in_map``, ``letter_reference_in_map`` (guard G8).
        CannotRead: a file that could not be read, or not as what it should be (``letter_not_a_pdf``, ``damaged``).
    """
    fields = _fields(values)
    with desk.transaction() as transaction:
        connection = transaction.connection
        batch, item = open_item(connection, item_name)
        file = file_of(item, short)
        if file.trouble:
            raise CannotRead(file.trouble, file=file.file_name, why="")
        added = _read_as(desk, connection, file, values.get("kind", ""))
        added = replace(added, **fields, corrected=tuple(sorted({*file.corrected, *values})))
        if added.place_page > added.pages:
            raise WrongUse("correction_unfit", field="place", value=values["place"])
        check_new_letters(batch, [added])
        files = [added if one.short == short else as_added(one) for one in item.files]
        facts = item_facts(desk, connection, item, files)
        transaction.happen(
            FileCorrected(
                map=item.map,
                item=item.item,
                file=added,
                fields=tuple(values),
                title=facts.title,
                named_condition=facts.named_condition,
                named_phrase=facts.named_phrase,
            )
        )


def _read_as(desk: Desk, connection: Connection, file: StoredFile, kind: str) -> FileAdded:
    if not kind or kind == file.kind:
        return as_added(file)
    wanted = FileKind(kind)
    return keep_again(desk, connection, file, read_again(desk, connection, file, wanted=wanted))


def _fields(values: Mapping[str, str]) -> dict[str, Any]:
    """Return the values as the fields of an event, each by the rule of its name."""
    fields: dict[str, Any] = {}
    for name, value in values.items():
        if name not in CORRECTABLE:
            raise WrongUse("correction_unknown", field=name)
        try:
            fields |= _read(name, value.strip())
        except ValueError as error:
            raise WrongUse("correction_unfit", field=name, value=value) from error
    return fields


def _read(name: str, value: str) -> dict[str, Any]:
    if name == "kind":
        kind = FileKind(value)
        if kind is FileKind.UNRECOGNISED:
            raise ValueError(value)
        return {"kind": kind.value}
    if name == "chamber":
        return {"chamber": Chamber(value).value if value else ""}
    if name == "letter_date":
        return {"letter_date": date.fromisoformat(value).isoformat() if value else ""}
    if name == "two_signatories":
        return {"two_signatories": {"yes": True, "no": False}.get(value) or _no(value)}
    if name == "place":
        return _place(value)
    return {name: value}


def _no(value: str) -> bool:
    if value != "no":
        raise ValueError(value)
    return False


def _place(value: str) -> dict[str, Any]:
    if not value:
        return {"place_page": 0, "place_rect": ()}
    page, *edges = value.split()
    rect = tuple(float(edge) for edge in edges)
    # Written so that what is no number is refused too.
    if len(rect) != 4 or int(page) < 1 or not (rect[2] - rect[0] >= 1 and rect[3] - rect[1] >= 1):
        raise ValueError(value)
    return {"place_page": int(page), "place_rect": rect}
