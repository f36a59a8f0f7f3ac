r"""The hash-chained record: what happened, when, by whom, each entry bound to the one before (guard G9).

    hash = SHA-256( previous hash (64 hex characters) + "\n" + canonical JSON of the entry without its hash )

Canonical JSON: UTF-8, sorted keys, no spaces. The first entry's previous hash is 64 zeros.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.events import Event, from_json, kind_of, to_json

START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One row of the record.

    Attributes:
        number: from 1, without gaps.
        at: moment, ISO 8601 with offset, by the profile's clock.
        person: who, as the profile names them.
        authenticated: what stood behind the name: ``passphrase`` (not authenticated), or ``card``.
        kind: name of the event.
        body: its fields, canonical JSON.
        previous: hash of the entry before.
        hash: of this entry.
    """

    number: int
    at: str
    person: str
    authenticated: str
    kind: str
    body: str
    previous: str
    hash: str

    def event(self) -> Event:
        """Return the event this entry tells of.

        Raises:
            ValueError: the body is not an event.
        """
        return from_json(self.kind, json.loads(self.body))


@dataclass(frozen=True)
class Flaw:
    """The first thing in a record that is not as it was written.

    Attributes:
        number: of the entry.
        code: ``entry_changed``, ``entry_missing``, ``entry_added``, ``entry_unreadable``, ``head_missing``,
            ``move_not_possible`` or ``state_differs``.
        detail: what differs, for the technical reader.
    """

    number: int
    code: str
    detail: str = ""


def canonical(values: dict[str, Any]) -> str:
    """Return canonical JSON; what is no text (a folder's name may be any bytes) stands in it as JSON's own escape."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def _hash(previous: str, number: int, at: str, person: str, authenticated: str, kind: str, body: str) -> str:
    text = canonical(
        {"number": number, "at": at, "person": person, "authenticated": authenticated, "kind": kind, "body": body}
    )
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def new_entry(event: Event, *, after: Entry | None, at: str, person: str, authenticated: str = "passphrase") -> Entry:
    """Return the entry that follows another.

    Args:
        event: what happened.
        after: the last entry, or None for the first.
        at: moment, ISO 8601 with offset.
        person: who.
        authenticated: what stands behind the name.
    """
    number, previous = (after.number + 1, after.hash) if after else (1, START)
    body = canonical(to_json(event))
    kind = kind_of(event)
    return Entry(
        number, at, person, authenticated, kind, body, previous,
        _hash(previous, number, at, person, authenticated, kind, body),
    )  # fmt: skip


def check_chain(entries: Iterable[Entry], *, head: str) -> Iterator[Flaw]:
    """Yield what is wrong with a chain, in order; nothing when it is whole.

    Args:
        entries: all rows, by number.
        head: the hash of the last entry, as kept apart from the rows.
    """
    previous, expected, behind_head = START, 1, 0
    for entry in entries:
        if entry.number != expected:
            yield Flaw(expected, "entry_missing")
            return
        own = _hash(previous, entry.number, entry.at, entry.person, entry.authenticated, entry.kind, entry.body)
        if entry.previous != previous or entry.hash != own:
            yield Flaw(entry.number, "entry_changed")
            return
        previous, expected = entry.hash, expected + 1
        if entry.hash == head:
            behind_head = expected
    if previous == (head or START):
        return
    if head in {"", START}:
        yield Flaw(expected - 1, "head_missing")
    elif behind_head:
        yield Flaw(behind_head, "entry_added")
    else:
        yield Flaw(expected, "entry_missing")
