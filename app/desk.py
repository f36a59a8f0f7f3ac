"""A desk: an open profile with all that its use-cases work with. Built in ``app/compose.py``, passed to everything."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.errors import Refused
from app.events import ClockConfirmed, Event
from app.paths import ProfilePaths
from app.ports import Clock
from app.record import Entry
from app.settings import Settings
from app.store import ledger
from app.store.database import Store
from app.vault.objects import ObjectStore
from signing.services import Services

if TYPE_CHECKING:
    from app.reading.remembered import RememberingReader

# Guard G4: so much may a clock stand before the last entry without anyone being asked.
CLOCK_SLACK = timedelta(minutes=5)


class Reading:
    """What reads the files of a desk, made when it is first needed: signing and releasing never load it.

    Args:
        make: makes it.
    """

    def __init__(self, make: Callable[[], RememberingReader]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: RememberingReader | None = None

    def reader(self) -> RememberingReader:
        """Return it; the same for everybody at the desk."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def close(self) -> None:
        """End its worker, if there is one."""
        with self._lock:
            if self._made is not None:
                self._made.close()


@dataclass(frozen=True)
class Desk:
    """An open profile.

    Attributes:
        paths: where it keeps what it keeps.
        settings: as read at the start.
        clock: where time comes from.
        person: the name that stands in the record.
        store: the open store.
        objects: the encrypted objects.
        reading: has the reader.
        services: what can be reached.
        trust_roots: DER of the roots trusted here.
        demonstration: whether this is a demonstration, marked as such everywhere.
    """

    paths: ProfilePaths
    settings: Settings
    clock: Clock
    person: str
    store: Store
    objects: ObjectStore
    reading: Reading
    services: Services
    trust_roots: tuple[bytes, ...]
    demonstration: bool

    @property
    def reader(self) -> RememberingReader:
        """What stands in the files, read in a worker with limits."""
        return self.reading.reader()

    def now(self) -> datetime:
        """Return the present moment by the profile's clock, UTC."""
        return self.clock.now()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Give a transaction in which things are looked up and happen, whole or not at all."""
        with self.store.transaction() as connection:
            yield Transaction(self, connection)

    def close(self) -> None:
        """Close the store, and end the worker that reads."""
        self.reading.close()
        self.store.close()


@dataclass(frozen=True)
class Transaction:
    """One transaction at a desk.

    Attributes:
        desk: whose.
        connection: to the store.
    """

    desk: Desk
    connection: Connection
    # The record's last entry, once this transaction has written it; nobody else writes meanwhile.
    _last: list[Entry] = field(default_factory=list, init=False, repr=False, compare=False)

    def happen(self, *events: Event, authenticated: str = "passphrase") -> None:
        """Append events to the record and write what they change.

        Raises:
            Refused: ``clock_behind`` (guard G4), ``move_not_allowed``.
        """
        now = self.desk.now()
        last = self._last[0] if self._last else ledger.last_entry(self.connection)
        confirmed = isinstance(events[0], ClockConfirmed)
        if last is not None and not confirmed and datetime.fromisoformat(last.at) - now > CLOCK_SLACK:
            raise Refused("clock_behind", guard="G4", last=last.at, now=stamp(now))
        self._last[:] = ()
        appended = ledger.append(
            self.connection, events, at=stamp(now), person=self.desk.person, authenticated=authenticated, last=last
        )
        self._last[:] = [appended] if appended is not None else ()


def stamp(moment: datetime) -> str:
    """Return a moment as it stands in the record: ISO 8601, UTC, seconds."""
    return moment.replace(microsecond=0).isoformat()
