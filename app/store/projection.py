"""From events to tables: the one place that writes the projected tables. The table of moves is asked each time.

Used twice with the same code: when something happens, and when ``record verify`` replays the record into a fresh
in-memory copy of these tables.
"""

from __future__ import annotations

import dataclasses
import json
from functools import cache, singledispatch

from sqlalchemy import Connection, Table, Update, and_, bindparam, func, select, update

from app import events
from app.errors import Refused
from app.events import Event
from app.moves import LetterState, Move, next_state
from app.record import canonical
from app.store import schema

_DECISIONS = {
    "agree": Move.AGREE,
    "disagree": Move.DISAGREE,
    "discuss": Move.DISCUSS,
    "return": Move.RETURN,
    "note": Move.NOTE,
}


@singledispatch
def project(event: Event, connection: Connection, at: str) -> None:
    """Write what an event changes into the projected tables.

    Args:
        event: what happened.
        connection: the transaction.
        at: moment of the entry, ISO 8601.

    Raises:
        Refused: ``move_not_allowed`` when the table of moves has no such move.
    """
    raise TypeError(f"no projection of {type(event).__name__}")


def _next_position(connection: Connection, table: Table, **where: str) -> int:
    same = and_(*(table.c[name] == value for name, value in where.items()))
    query = select(func.count()).select_from(table).where(same)
    return int(connection.execute(query).scalar_one()) + 1


# Made once: building a statement costs more than a hundred letters a second leave room for.
_VERSION = select(schema.versions).where(schema.versions.c.version == bindparam("wanted"))


@cache
def _changing(names: tuple[str, ...]) -> Update:
    statement = update(schema.versions).where(schema.versions.c.version == bindparam("wanted"))
    return statement.values({name: bindparam(f"new_{name}") for name in names})


def _change_version(connection: Connection, version: str, **values: str) -> None:
    given = {f"new_{name}": value for name, value in values.items()}
    connection.execute(_changing(tuple(values)), given | {"wanted": version})


def _move(connection: Connection, version: str, move: Move, **values: str) -> None:
    row = connection.execute(_VERSION, {"wanted": version}).one()
    state = next_state(LetterState(row.state), move, letter=f"{row.map}/{row.item}/{row.short}")
    _change_version(connection, version, state=state.value, **values)


def _versions(connection: Connection, **where: str) -> list[str]:
    """Return the versions that count now: of a letter that was voided and signed again, the later one."""
    columns = schema.files.c
    query = select(columns.version).where(
        columns.version != "", and_(*(columns[name] == value for name, value in where.items()))
    )
    return [row.version for row in connection.execute(query.order_by(columns.item, columns.position))]


def _fields(event: object) -> str:
    return canonical(dict(vars(event)))


@project.register
def _(event: events.ProfileCreated, connection: Connection, at: str) -> None:
    """The profile itself is in no table."""


@project.register
def _(event: events.ClockConfirmed, connection: Connection, at: str) -> None:
    """The entry itself is the confirmation."""


@project.register
def _(event: events.LevelAccepted, connection: Connection, at: str) -> None:
    """The level really reached stands with the release."""


@project.register
def _(event: events.WrittenOut, connection: Connection, at: str) -> None:
    """Folders outside the vault are in no table."""


@project.register
def _(event: events.SignatureLost, connection: Connection, at: str) -> None:
    """The prepared bytes stay; nothing else was there."""


@project.register
def _(event: events.MapCreated, connection: Connection, at: str) -> None:
    connection.execute(schema.maps.insert().values(name=event.map, created_at=at, locked_at=""))


@project.register
def _(event: events.ItemAdded, connection: Connection, at: str) -> None:
    connection.execute(
        schema.items.insert().values(
            map=event.map,
            item=event.item,
            position=_next_position(connection, schema.items, map=event.map),
            title=event.title,
            named_condition=event.named_condition,
            named_phrase=event.named_phrase,
            condition="",
            released_at="",
            dispatch_evidence="",
        )
    )
    for file in event.files:
        _add_file(connection, event.map, event.item, file)


_COLUMNS = frozenset({"short", "file_name", "kind", "sha256", "object", "pages", "version"})


def _recognised(file: events.FileAdded) -> str:
    return canonical({name: value for name, value in events.to_json(file).items() if name not in _COLUMNS})


def _add_file(connection: Connection, map_name: str, item: str, file: events.FileAdded, *, position: int = 0) -> None:
    connection.execute(
        schema.files.insert().values(
            map=map_name,
            item=item,
            position=position or _next_position(connection, schema.files, map=map_name, item=item),
            recognised=_recognised(file),
            **{name: getattr(file, name) for name in _COLUMNS},
        )
    )
    if file.version:
        _add_version(connection, map_name, item, file)


def _add_version(connection: Connection, map_name: str, item: str, file: events.FileAdded) -> None:
    blank = dict.fromkeys(
        ("because", "release_key", "decision", "decided", "prepared", "sealed", "strengthened", "released",
         "void_why"), "",
    )  # fmt: skip
    connection.execute(
        schema.versions.insert().values(
            version=file.version,
            map=map_name,
            item=item,
            short=file.short,
            number=1,
            state=LetterState.DRAFT.value,
            **blank,
        )
    )


def _take_file(connection: Connection, map_name: str, item: str, short: str, *, keep: str = "") -> int:
    """Take a file out of an item and return where it stood; the version of a letter goes too, unless it is kept.

    Raises:
        Refused: ``move_not_allowed`` for a letter that is no draft any more.
    """
    columns = schema.files.c
    same = and_(columns.map == map_name, columns.item == item, columns.short == short)
    row = connection.execute(select(schema.files).where(same)).one_or_none()
    if row is None:
        raise Refused("move_not_allowed", letter=f"{map_name}/{item}/{short}", state="-", move="correct")
    connection.execute(schema.files.delete().where(same))
    if row.version and row.version != keep:
        versions = schema.versions
        state = connection.execute(select(versions.c.state).where(versions.c.version == row.version)).scalar_one()
        if state != LetterState.DRAFT.value:
            raise Refused("move_not_allowed", letter=f"{map_name}/{item}/{short}", state=state, move="correct")
        connection.execute(versions.delete().where(versions.c.version == row.version))
    return int(row.position)


def _put_file(connection: Connection, map_name: str, item: str, file: events.FileAdded, *, position: int = 0) -> None:
    """Put a file in its place; a letter whose version stayed keeps it."""
    columns = schema.versions.c
    known = connection.execute(select(columns.version).where(columns.version == file.version)).first() is not None
    put = dataclasses.replace(file, version="") if known else file
    _add_file(connection, map_name, item, put, position=position)
    if known:
        files = schema.files.c
        same = and_(files.map == map_name, files.item == item, files.short == file.short)
        connection.execute(update(schema.files).where(same).values(version=file.version))


_Retitled = events.FileCorrected | events.ItemRecognised | events.FileJoined | events.FileRemoved


def _retitle(connection: Connection, event: _Retitled) -> None:
    columns = schema.items.c
    connection.execute(
        update(schema.items)
        .where(columns.map == event.map, columns.item == event.item)
        .values(title=event.title, named_condition=event.named_condition, named_phrase=event.named_phrase)
    )


@project.register
def _(event: events.FileCorrected, connection: Connection, at: str) -> None:
    position = _take_file(connection, event.map, event.item, event.file.short, keep=event.file.version)
    _put_file(connection, event.map, event.item, event.file, position=position)
    _retitle(connection, event)


@project.register
def _(event: events.ItemRecognised, connection: Connection, at: str) -> None:
    kept = {file.short: file.version for file in event.files}
    columns = schema.files.c
    query = select(columns.short).where(columns.map == event.map, columns.item == event.item)
    for row in connection.execute(query).all():
        _take_file(connection, event.map, event.item, row.short, keep=kept.get(row.short, ""))
    for file in event.files:
        _put_file(connection, event.map, event.item, file)
    _retitle(connection, event)


@project.register
def _(event: events.FileJoined, connection: Connection, at: str) -> None:
    _add_file(connection, event.map, event.item, event.file)
    _retitle(connection, event)


@project.register
def _(event: events.FileRemoved, connection: Connection, at: str) -> None:
    gone = _take_file(connection, event.map, event.item, event.short)
    columns = schema.files.c
    connection.execute(
        update(schema.files)
        .where(columns.map == event.map, columns.item == event.item, columns.position > gone)
        .values(position=columns.position - 1)
    )
    _retitle(connection, event)


@project.register
def _(event: events.FilesOrdered, connection: Connection, at: str) -> None:
    columns = schema.files.c
    for position, short in enumerate(event.files, 1):
        same = and_(columns.map == event.map, columns.item == event.item, columns.short == short)
        recognised = json.loads(connection.execute(select(columns.recognised).where(same)).scalar_one())
        connection.execute(
            update(schema.files)
            .where(same)
            .values(position=position, recognised=canonical(recognised | {"ordered": True}))
        )


@project.register
def _(event: events.ItemsOrdered, connection: Connection, at: str) -> None:
    columns = schema.items.c
    for position, item in enumerate(event.items, 1):
        connection.execute(
            update(schema.items).where(columns.map == event.map, columns.item == item).values(position=position)
        )


@project.register
def _(event: events.PublicMemoMarked, connection: Connection, at: str) -> None:
    columns = schema.files.c
    connection.execute(
        schema.files.delete().where(columns.map == event.map, columns.item == event.item, columns.kind == "public_memo")
    )
    _add_file(connection, event.map, event.item, event.file)


@project.register
def _(event: events.MapLocked, connection: Connection, at: str) -> None:
    connection.execute(update(schema.maps).where(schema.maps.c.name == event.map).values(locked_at=at))
    for key in event.keys:
        _move(connection, key.version, Move.LOCK, release_key=key.public)


@project.register
def _(event: events.ItemChecked, connection: Connection, at: str) -> None:
    columns = schema.checks.c
    connection.execute(schema.checks.delete().where(columns.map == event.map, columns.item == event.item))
    connection.execute(
        schema.checks.insert().values(map=event.map, item=event.item, checked=canonical(events.to_json(event)))
    )


@project.register
def _(event: events.FindingOverruled, connection: Connection, at: str) -> None:
    key = {"map": event.map, "item": event.item}
    key |= {name: getattr(event.finding, name) for name in ("rule", "code", "file")}
    columns = schema.overrules.c
    connection.execute(schema.overrules.delete().where(and_(*(columns[name] == value for name, value in key.items()))))
    connection.execute(schema.overrules.insert().values(**key, at=at, overruled=canonical(events.to_json(event))))


@project.register
def _(event: events.MapUnlocked, connection: Connection, at: str) -> None:
    connection.execute(schema.checks.delete().where(schema.checks.c.map == event.map))
    connection.execute(update(schema.maps).where(schema.maps.c.name == event.map).values(locked_at=""))
    for version in _versions(connection, map=event.map):
        _move(connection, version, Move.UNLOCK, release_key="", decision="", decided="", prepared="")


@project.register
def _(event: events.ConditionRecorded, connection: Connection, at: str) -> None:
    columns = schema.items.c
    connection.execute(
        update(schema.items).where(columns.map == event.map, columns.item == event.item).values(condition=event.meeting)
    )


@project.register
def _(event: events.Decided, connection: Connection, at: str) -> None:
    bound = canonical(events.to_json(event) | {"at": at})
    _move(connection, event.version, _DECISIONS[event.decision], decision=event.decision, decided=bound)


@project.register
def _(event: events.DecisionWithdrawn, connection: Connection, at: str) -> None:
    _move(connection, event.version, Move.WITHDRAW, decision="", decided="")


@project.register
def _(event: events.SignaturePlaced, connection: Connection, at: str) -> None:
    mine = schema.files.c.version == event.version
    row = connection.execute(select(schema.files.c.recognised).where(mine)).one()
    recognised = json.loads(row.recognised)
    # The first place is the proposal: there is a way back to it.
    if recognised["place_rect"]:
        recognised.setdefault("proposed", [recognised["place_page"], *recognised["place_rect"]])
    recognised |= {"place_page": event.place_page, "place_rect": list(event.place_rect)}
    recognised.pop("invisible", None)
    if not event.place_page:
        recognised["invisible"] = True
    connection.execute(update(schema.files).where(mine).values(recognised=canonical(recognised)))


@project.register
def _(event: events.LetterSkipped, connection: Connection, at: str) -> None:
    """The decision stands; the entry itself says what was said."""


@project.register
def _(event: events.LetterRenewed, connection: Connection, at: str) -> None:
    old = connection.execute(select(schema.versions).where(schema.versions.c.version == event.previous)).one()
    connection.execute(
        update(schema.files).where(schema.files.c.version == event.previous).values(version=event.version)
    )
    blank = {name: "" for name in old._mapping if name not in {"version", "map", "item", "short", "number", "state"}}
    connection.execute(
        schema.versions.insert().values(
            version=event.version,
            map=old.map,
            item=old.item,
            short=old.short,
            number=old.number + 1,
            state=LetterState.DRAFT.value,
            **blank,
        )
    )


@project.register
def _(event: events.LetterLocked, connection: Connection, at: str) -> None:
    _move(connection, event.key.version, Move.LOCK, release_key=event.key.public)


@project.register
def _(event: events.LetterPrepared, connection: Connection, at: str) -> None:
    _change_version(connection, event.version, prepared=_fields(event))


@project.register
def _(event: events.LetterSealed, connection: Connection, at: str) -> None:
    _move(connection, event.version, Move.SIGN, sealed=_fields(event))


@project.register
def _(event: events.LetterStrengthened, connection: Connection, at: str) -> None:
    _change_version(connection, event.version, strengthened=_fields(event))


@project.register
def _(event: events.OutcomeRecorded, connection: Connection, at: str) -> None:
    number = int(connection.execute(select(func.count()).select_from(schema.outcomes)).scalar_one()) + 1
    connection.execute(schema.outcomes.insert().values(number=number, **vars(event)))


@project.register
def _(event: events.LetterBlocked, connection: Connection, at: str) -> None:
    _move(connection, event.version, Move.BLOCK, because=event.because)


@project.register
def _(event: events.LetterUnblocked, connection: Connection, at: str) -> None:
    _move(connection, event.version, Move.CORRECT, because="")


@project.register
def _(event: events.ItemReleased, connection: Connection, at: str) -> None:
    columns = schema.items.c
    connection.execute(
        update(schema.items).where(columns.map == event.map, columns.item == event.item).values(released_at=at)
    )
    for letter in event.letters:
        _move(connection, letter.version, Move.RELEASE, released=_fields(letter))


@project.register
def _(event: events.ItemDispatched, connection: Connection, at: str) -> None:
    columns = schema.items.c
    connection.execute(
        update(schema.items)
        .where(columns.map == event.map, columns.item == event.item)
        .values(dispatch_evidence=event.evidence)
    )
    for version in _versions(connection, map=event.map, item=event.item):
        _move(connection, version, Move.DISPATCH)


@project.register
def _(event: events.LetterVoided, connection: Connection, at: str) -> None:
    _move(connection, event.version, Move.VOID, void_why=event.why)
