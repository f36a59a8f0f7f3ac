"""From tables to nouns."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, select

from app.batch import Item, LetterVersion, Overrule, SigningBatch, StoredFile
from app.errors import WrongUse
from app.events import (
    Decided,
    FindingOverruled,
    ItemChecked,
    LetterPrepared,
    LetterSealed,
    LetterStrengthened,
    OutcomeRecorded,
    ReleasedLetter,
    TypedField,
    from_json,
)
from app.moves import LetterState
from app.store import schema
from signing.placement import Place

# Made once: a statement costs more to build than to run, and a map has hundreds.
_OF_ITEM = (schema.files.c.map == bindparam("wanted_map"), schema.files.c.item == bindparam("wanted_item"))
_FILES = select(schema.files).where(*_OF_ITEM).order_by(schema.files.c.position)
_VERSION = select(schema.versions).where(schema.versions.c.version == bindparam("wanted"))


def _of(table: Table) -> Select[Any]:
    return select(table).where(table.c.map == bindparam("wanted_map"), table.c.item == bindparam("wanted_item"))


_CHECKED = _of(schema.checks)
_OVERRULED = _of(schema.overrules).order_by(schema.overrules.c.rule, schema.overrules.c.code, schema.overrules.c.file)
_OUTCOMES = (
    _of(schema.outcomes)
    .where(schema.outcomes.c.meeting == bindparam("wanted_meeting"))
    .order_by(schema.outcomes.c.number)
)


def map_names(connection: Connection) -> list[str]:
    """Return the names of all maps, in the order they were made."""
    query = select(schema.maps.c.name).order_by(schema.maps.c.created_at, schema.maps.c.name)
    return [row.name for row in connection.execute(query)]


def batch(connection: Connection, name: str) -> SigningBatch:
    """Return a map.

    Raises:
        WrongUse: ``map_unknown``.
    """
    row = connection.execute(select(schema.maps).where(schema.maps.c.name == name)).one_or_none()
    if row is None:
        raise WrongUse("map_unknown", map=name)
    query = select(schema.items).where(schema.items.c.map == name).order_by(schema.items.c.position)
    items = tuple(_item(connection, found) for found in connection.execute(query).all())
    return SigningBatch(row.name, row.created_at, row.locked_at, items)


def item(connection: Connection, name: str) -> Item:
    """Return an item by ``MAP/ITEM``.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
    """
    map_name, _, short = name.partition("/")
    if connection.execute(select(schema.maps.c.name).where(schema.maps.c.name == map_name)).one_or_none() is None:
        raise WrongUse("map_unknown", map=map_name)
    columns = schema.items.c
    query = select(schema.items).where(columns.map == map_name, columns.item == short)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise WrongUse("item_unknown", item=name)
    return _item(connection, row)


def letter(connection: Connection, name: str) -> LetterVersion:
    """Return a letter by ``MAP/ITEM/LETTER``.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``letter_unknown``.
    """
    return item_and_letter(connection, name)[1]


def item_and_letter(connection: Connection, name: str) -> tuple[Item, LetterVersion]:
    """Return a letter by ``MAP/ITEM/LETTER``, and its item.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``letter_unknown``.
    """
    item_name, _, short = name.rpartition("/")
    whole = item(connection, item_name)
    found = next((one for one in whole.letters if one.file.short == short), None)
    if found is None:
        raise WrongUse("letter_unknown", letter=name)
    return whole, found


def _item(connection: Connection, row: Row[Any]) -> Item:
    where = {"wanted_map": row.map, "wanted_item": row.item}
    files = tuple(_file(found) for found in connection.execute(_FILES, where))
    letters = tuple(_letter(connection, row.map, row.item, file) for file in files if file.version)
    return Item(
        map=row.map,
        item=row.item,
        title=row.title,
        named_condition=row.named_condition,
        named_phrase=row.named_phrase,
        condition=row.condition,
        released_at=row.released_at,
        dispatch_evidence=row.dispatch_evidence,
        files=files,
        letters=letters,
        outcome=_outcome(connection, row),
        checked=_checked(connection, row),
        overruled=_overruled(connection, row),
    )


def _checked(connection: Connection, row: Row[Any]) -> ItemChecked | None:
    found = connection.execute(_CHECKED, {"wanted_map": row.map, "wanted_item": row.item}).one_or_none()
    event = from_json(ItemChecked.__name__, json.loads(found.checked)) if found else None
    return event if isinstance(event, ItemChecked) else None


def _overruled(connection: Connection, row: Row[Any]) -> tuple[Overrule, ...]:
    found = []
    for one in connection.execute(_OVERRULED, {"wanted_map": row.map, "wanted_item": row.item}):
        event = from_json(FindingOverruled.__name__, json.loads(one.overruled))
        if isinstance(event, FindingOverruled):
            found.append(Overrule(one.at, event))
    return tuple(found)


def _outcome(connection: Connection, row: Row[Any]) -> OutcomeRecorded | None:
    if not row.condition:
        return None
    where = {"wanted_map": row.map, "wanted_item": row.item, "wanted_meeting": row.condition}
    recorded = connection.execute(_OUTCOMES, where).mappings().all()
    if not recorded:
        return None
    return OutcomeRecorded(**{key: value for key, value in recorded[-1].items() if key != "number"})


def _file(row: Row[Any]) -> StoredFile:
    recognised = json.loads(row.recognised)
    rect = recognised["place_rect"]
    first = recognised.get("proposed", ())
    return StoredFile(
        short=row.short,
        file_name=row.file_name,
        kind=row.kind,
        sha256=row.sha256,
        object=row.object,
        pages=row.pages,
        version=row.version,
        chamber=recognised["chamber"],
        reference=recognised["reference"],
        letter_date=recognised["letter_date"],
        signatory_role=recognised["signatory_role"],
        signatory_name=recognised["signatory_name"],
        place=Place(recognised["place_page"], (rect[0], rect[1], rect[2], rect[3])) if rect else None,
        two_signatories=recognised.get("two_signatories", False),
        remarks=tuple(recognised.get("remarks", ())),
        original_sha256=recognised.get("original_sha256", ""),
        original_object=recognised.get("original_object", ""),
        trouble=recognised.get("trouble", ""),
        corrected=tuple(recognised.get("corrected", ())),
        typed=tuple(TypedField(**one) for one in recognised.get("typed", ())),
        ordered=recognised.get("ordered", False),
        invisible=recognised.get("invisible", False),
        proposed=Place(first[0], (first[1], first[2], first[3], first[4])) if first else None,
    )


def _letter(connection: Connection, map_name: str, item_name: str, file: StoredFile) -> LetterVersion:
    row = connection.execute(_VERSION, {"wanted": file.version}).one()
    decided = json.loads(row.decided) if row.decided else None
    decided_at = decided.pop("at") if decided else ""

    def event(kind: type[Any], text: str) -> Any:
        return from_json(kind.__name__, json.loads(text)) if text else None

    return LetterVersion(
        map=map_name,
        item=item_name,
        file=file,
        version=row.version,
        number=row.number,
        state=LetterState(row.state),
        because=row.because,
        release_key=row.release_key,
        decided=event(Decided, json.dumps(decided)) if decided else None,
        decided_at=decided_at,
        prepared=event(LetterPrepared, row.prepared),
        sealed=event(LetterSealed, row.sealed),
        strengthened=event(LetterStrengthened, row.strengthened),
        released=ReleasedLetter(**json.loads(row.released)) if row.released else None,
    )
