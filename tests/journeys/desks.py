"""A demonstration profile at each stage of the journey, made once a worker and copied for every test that wants one.

The story: 8 and 9 February 2024, one map ``mr`` with the example dossier ``per-racisme``, the meeting MR:2024-02-09.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.batch import Item, LetterVersion
from app.compose import demonstration_of, make_demonstration_profile, open_desk
from app.council import AMSTERDAM
from app.demonstration.profile import DemonstrationProfile
from app.demonstration.story import example_folder
from app.desk import Desk
from app.paths import ProfilePaths
from app.ports import ConsentQuestion, LevelQuestion, PinQuestion, Progress, Secret
from app.store import queries
from app.usecases.add_dossier import add_dossier
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.plan_signing import plan_signing
from app.usecases.record_condition import record_condition
from app.usecases.record_outcome import record_outcome
from app.usecases.release_item import ReleaseResult, release_item
from app.usecases.show_record import show_record
from app.usecases.sign_batch import sign_batch

MAP = "mr"
ITEM = "mr/per-racisme"
HOUSE = f"{ITEM}/brief-tweede-kamer"
SENATE = f"{ITEM}/brief-eerste-kamer"
MEETING = "MR:2024-02-09"


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of February 2024, Europe/Amsterdam."""
    return datetime(2024, 2, day, hour, minute, second, tzinfo=AMSTERDAM)


@dataclass
class Person:
    """Who answers: by default yes to signing, no to a lower level; remembers every question."""

    pin: Secret | None = None
    consents: bool = True
    accepts: bool = False
    stop_after: int | None = None
    asked: list[object] = field(default_factory=list)
    steps: list[Progress] = field(default_factory=list)
    cancelled: bool = False

    def report(self, progress: Progress) -> None:
        self.steps.append(progress)
        if self.stop_after is not None and progress.step == "sign" and progress.done + 1 >= self.stop_after:
            self.cancelled = True

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        self.asked.append(question)
        return self.pin

    def ask_consent(self, question: ConsentQuestion) -> bool:
        self.asked.append(question)
        return self.consents

    def ask_level(self, question: LevelQuestion) -> bool:
        self.asked.append(question)
        return self.accepts


@dataclass(frozen=True)
class Office:
    """A profile in a folder of its own."""

    folder: Path

    @property
    def demonstration(self) -> DemonstrationProfile:
        found = demonstration_of(ProfilePaths(self.folder))
        assert found is not None
        return found

    @contextmanager
    def open(self, now: datetime | None = None) -> Iterator[Desk]:
        with open_desk(self.folder, passphrase=self.demonstration.secrets.passphrase, now=now) as desk:
            yield desk

    @property
    def outbox(self) -> Path:
        return self.folder.parent / f"{self.folder.name}-verzenden"


def find_item(desk: Desk, name: str = ITEM) -> Item:
    with desk.transaction() as transaction:
        return queries.item(transaction.connection, name)


def find(desk: Desk, name: str = HOUSE) -> LetterVersion:
    with desk.transaction() as transaction:
        return queries.letter(transaction.connection, name)


def states(desk: Desk, name: str = ITEM) -> list[str]:
    return [letter.state.value for letter in find_item(desk, name).letters]


def entries(desk: Desk) -> list[str]:
    return [entry.kind for entry in show_record(desk)]


def sql(desk: Desk, statement: str, **values: Any) -> Any:
    """Go behind the program's back: raw SQL on the open store."""
    with desk.store.transaction() as connection:
        result = connection.execute(text(statement), values)
        return result.fetchall() if result.returns_rows else None


def sign(
    desk: Desk, office: Office, *, name: str = MAP, person: Person | None = None, target: Path | None = None
) -> Any:
    demonstration = office.demonstration
    uri = demonstration.key_uris[-1]
    person = person or Person(demonstration.secret_for(uri))
    return sign_batch(desk, plan_signing(desk, name), key_uri=uri, one_by_one=False, target=target, context=person)


def release(desk: Desk, office: Office, *, accept: str = "", person: Person | None = None) -> ReleaseResult:
    return release_item(desk, ITEM, target=office.outbox, context=person or Person(), accept_level=accept)


def outcome(desk: Desk, what: str = "agreed", *, when: datetime | None = None, **more: str) -> tuple[str, ...]:
    said = {"meeting": MEETING, "by": "A. Secretaris", "evidence": "besluitenlijst, punt 7", **more}
    return record_outcome(desk, ITEM, outcome=what, at=when or at(9, 12, 30), **said)  # type: ignore[arg-type]


def _added(desk: Desk, office: Office) -> None:
    new_map(desk, MAP)
    with example_folder() as example:
        add_dossier(desk, MAP, [example], name="per-racisme")


def _locked(desk: Desk, office: Office) -> None:
    record_condition(desk, ITEM, MEETING)
    lock_map(desk, MAP)


def _approved(desk: Desk, office: Office) -> None:
    decide(desk, ITEM, "agree")


def _sealed(desk: Desk, office: Office) -> None:
    sign(desk, office)


def _agreed(desk: Desk, office: Office) -> None:
    outcome(desk)


def _released(desk: Desk, office: Office) -> None:
    release(desk, office)


_STAGES: dict[str, tuple[datetime, Callable[[Desk, Office], None]]] = {
    "added": (at(8, 15, 20), _added),
    "locked": (at(8, 15, 30), _locked),
    "approved": (at(8, 15, 40), _approved),
    "sealed": (at(8, 16, 20), _sealed),
    "agreed": (at(9, 12, 38), _agreed),
    "released": (at(9, 12, 41), _released),
}


class Stages:
    """Copies of the profile at any stage."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}
        self._copies = 0

    def _stage(self, name: str) -> Path:
        if name not in self._made:
            folder = self._folder / name
            if name == "new":
                make_demonstration_profile(folder)
            else:
                names = ["new", *_STAGES]
                shutil.copytree(self._stage(names[names.index(name) - 1]), folder)
                moment, step = _STAGES[name]
                office = Office(folder)
                with office.open(now=moment) as desk:
                    step(desk, office)
            self._made[name] = folder
        return self._made[name]

    def __call__(self, name: str, folder: Path) -> Office:
        """Return a fresh copy of a stage: ``new``, ``added``, ``locked``, ``approved``, ``sealed``, ``agreed``."""
        source = self._stage(name)
        self._copies += 1
        target = folder / f"profiel-{self._copies}"
        shutil.copytree(source, target)
        return Office(target)


@pytest.fixture(scope="session")
def all_stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stadia"))


@pytest.fixture
def stage(all_stages: Stages, tmp_path: Path) -> Callable[[str], Office]:
    """Give ``stage("sealed")``: an office of its own at that stage."""

    def copy(name: str) -> Office:
        return all_stages(name, tmp_path)

    return copy
