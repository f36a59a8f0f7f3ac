"""Appending to the record, and replaying it: what happened and what is are written in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyrage import IdentityError, x25519
from sqlalchemy import Connection, Row, bindparam, create_engine, func, select

from app.errors import Refused
from app.events import Event
from app.record import START, Entry, Flaw, check_chain, new_entry
from app.store import schema
from app.store.projection import project

_HEAD = "record_head"
# Made once: with a hundred letters a second, building a statement is what costs.
_HIGHEST = select(func.max(schema.record.c.number)).scalar_subquery()
_LAST = select(schema.record).where(schema.record.c.number == _HIGHEST)
_SINCE = select(schema.record.c.number, schema.record.c.kind).where(schema.record.c.number > bindparam("behind"))
_APPEND = schema.record.insert()
_KEEP_HEAD = schema.meta.insert().prefix_with("OR REPLACE")


def last_entry(connection: Connection) -> Entry | None:
    """Return the last entry of the record, or None."""
    row = connection.execute(_LAST).one_or_none()
    return None if row is None else Entry(*row)


def own_since(connection: Connection, number: int, *, own: frozenset[str]) -> int | None:
    """Return the last entry behind which nothing but events of these kinds was recorded since another entry.

    Args:
        connection: the transaction.
        number: of the entry that was last looked at.
        own: names of the kinds that do not count.

    Returns:
        The number of the record's last entry, or None when anything else was recorded.
    """
    rows = connection.execute(_SINCE, {"behind": number}).all()
    if any(row.kind not in own for row in rows):
        return None
    return max((row.number for row in rows), default=number)


def append(
    connection: Connection,
    happened: Sequence[Event],
    *,
    at: str,
    person: str,
    authenticated: str = "passphrase",
    last: Entry | None = None,
) -> Entry | None:
    """Append events to the record and write what they change, in the transaction given.

    Args:
        connection: the transaction.
        happened: what happened, in order.
        at: moment, ISO 8601 with offset.
        person: who, as the profile names them.
        authenticated: what stands behind the name (``passphrase`` or ``card``).
        last: the last entry, for whoever has just read it in this transaction.

    Returns:
        The entry that is now the last.

    Raises:
        Refused: ``move_not_allowed``; nothing is written then.
    """
    last = last or last_entry(connection)
    for event in happened:
        last = new_entry(event, after=last, at=at, person=person, authenticated=authenticated)
        connection.execute(_APPEND, vars(last))
        project(event, connection, at)
    if last is not None:
        connection.execute(_KEEP_HEAD, {"name": _HEAD, "value": last.hash})
    return last


def entries(connection: Connection) -> list[Entry]:
    """Return all entries, by number."""
    return [Entry(*row) for row in connection.execute(select(schema.record).order_by(schema.record.c.number))]


def head(connection: Connection) -> str:
    """Return the hash of the last entry, as kept apart from the rows."""
    query = select(schema.meta.c.value).where(schema.meta.c.name == _HEAD)
    return connection.execute(query).scalar_one_or_none() or START


def flaws(connection: Connection) -> Iterator[Flaw]:
    """Yield what is wrong with the record: with its chain, with its moves, or with the state beside it.

    Args:
        connection: to the store.
    """
    rows = entries(connection)
    broken = next(check_chain(rows, head=head(connection)), None)
    if broken is not None:
        yield broken
        return
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as memory:
            schema.metadata.create_all(memory)
            flaw = _replay(rows, memory)
            if flaw is not None:
                yield flaw
                return
            yield from _differences(connection, memory, len(rows))
    finally:
        engine.dispose()


def _replay(rows: Sequence[Entry], memory: Connection) -> Flaw | None:
    for entry in rows:
        try:
            project(entry.event(), memory, entry.at)
        except ValueError as error:
            return Flaw(entry.number, "entry_unreadable", str(error))
        except Refused as refused:
            return Flaw(entry.number, "move_not_possible", str(refused))
    return None


def _differences(connection: Connection, memory: Connection, last: int) -> Iterator[Flaw]:
    for table in schema.PROJECTED:
        keys = [column.name for column in table.primary_key]
        replayed, stored = (
            {tuple(row[key] for key in keys): dict(row) for row in source.execute(select(table)).mappings()}
            for source in (memory, connection)
        )
        for key in sorted(replayed.keys() | stored.keys(), key=str):
            if replayed.get(key) != stored.get(key):
                name = f"{table.name} {'/'.join(map(str, key))}"
                yield Flaw(last, "state_differs", f"{name}: {_columns(replayed.get(key), stored.get(key))}")
    yield from _kept_differences(connection, memory, last)


def _columns(expected: dict[str, object] | None, found: dict[str, object] | None) -> str:
    if expected is None or found is None:
        return "row added" if expected is None else "row missing"
    differing = [name for name in expected if expected[name] != found[name]]
    return ", ".join(f"{name} is {found[name]!r}, not {expected[name]!r}" for name in differing)


def _kept_differences(connection: Connection, memory: Connection, last: int) -> Iterator[Flaw]:
    """What the record says of seals, evidence, release keys and objects, held against those themselves."""
    rows = {row.version: row for row in memory.execute(select(schema.versions))}
    found = _kept(connection)
    for what, expected in _said(rows.values()).items():
        for version in sorted(expected.keys() | found[what].keys()):
            if expected.get(version) != found[what].get(version):
                row = rows.get(version)
                name = f"{row.map}/{row.item}/{row.short}" if row is not None else version
                yield Flaw(last, "state_differs", f"{what} of {name}")
    stored = {row.id: row.sha256 for row in connection.execute(select(schema.objects.c.id, schema.objects.c.sha256))}
    for name, sha256 in sorted(_said_objects(memory, rows.values()).items()):
        if name not in stored or (sha256 and stored[name] != sha256):
            yield Flaw(last, "state_differs", f"object {name}")


def _said(rows: Iterable[Row[Any]]) -> dict[str, dict[str, str]]:
    """What the record says is kept, by version."""
    held = [row for row in rows if row.state != "VOIDED"]
    return {
        "seal": {row.version: json.loads(row.sealed)["seal_sha256"] for row in held if row.sealed},
        "evidence": {
            row.version: json.loads(row.strengthened or row.sealed)["evidence_sha256"] for row in rows if row.sealed
        },
        "release key": {row.version: row.release_key for row in held if row.release_key},
    }


def _said_objects(memory: Connection, rows: Iterable[Row[Any]]) -> dict[str, str]:
    """The objects the record names, with their hash where it names that too."""
    objects: dict[str, str] = {}
    for row in memory.execute(select(schema.files)):
        recognised = json.loads(row.recognised)
        # A file that could not be read was not kept; one that had to be rewritten is kept twice.
        objects |= {row.object: row.sha256} if row.object else {}
        original = recognised.get("original_object", "")
        objects |= {original: recognised["original_sha256"]} if original else {}
    for row in rows:
        if row.prepared:
            prepared = json.loads(row.prepared)
            objects[prepared["tail_object"]] = prepared["tail_sha256"]
        if row.released:
            objects[json.loads(row.released)["tail_object"]] = ""  # the hash there is that of the whole letter
    return objects


def _kept(connection: Connection) -> dict[str, dict[str, str]]:
    """What is really kept, by version: hashes of seals and evidence, public halves of the release keys."""

    def sha256(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    return {
        "seal": {row.version: sha256(bytes(row.sealed)) for row in connection.execute(select(schema.seals))},
        "evidence": {row.version: sha256(row.json.encode()) for row in connection.execute(select(schema.evidence))},
        "release key": {
            row.version: row.public if _is_half(row.private, row.public) else "two halves that do not fit"
            for row in connection.execute(select(schema.release_keys))
        },
    }


def _is_half(private: str, public: str) -> bool:
    try:
        return str(x25519.Identity.from_str(private).to_public()) == public
    except IdentityError:
        return False
