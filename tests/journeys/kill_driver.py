"""Kill the journey at every step and finish it: run as a process of its own, prints one JSON document.

    kill_driver.py PROFILE WORK [card]

PROFILE is a demonstration with an approved map; WORK an empty folder. Each run copies the profile, forks a child that
signs, records the outcome and releases, and dies by ``os._exit`` at one chosen point. The points have names: around the
PIN, around every signature of the key, before and behind every commit that wrote something (with what it recorded),
before every object is in its place, around the renaming of the ready-to-send folder. A second child then finishes the
journey. Threads make the points' order differ between runs, so a point is chosen by its name and which time it is.

With ``card`` the key in the file is taken for a token, and letters are prepared in a thread beside it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text

import app.store.database as database
import app.usecases.sign_batch as sign_batch
import app.usecases.sign_letters as sign_letters
from app.errors import Refused
from app.usecases.release_item import release_item
from app.usecases.verify_record import verify_record
from signing.keys.software import _SoftwareKey
from tests.journeys.desks import ITEM, Office, Person, at, entries, find_item, outcome, sign, sql, states

DIED = 99


class Steps:
    """Notes the points at which the process could die, and dies at the chosen one ("": never)."""

    def __init__(self, fatal: str = "", time: int = 1) -> None:
        self.fatal = fatal
        self.time = time
        self.names: list[str] = []

    def passed(self, name: str) -> None:
        self.names.append(name)
        if name == self.fatal and self.names.count(name) == self.time:
            os._exit(DIED)


def watch(steps: Steps) -> None:
    """Make points of what the journey does."""
    watch_commits(steps)
    watch_files(steps)
    watch_key(steps)


def take_for_a_card() -> None:
    """Let the key in the file be known as a token: what is prepared is prepared in a thread of its own then."""
    opened = sign_letters.OpenedKey

    def as_card(key: Any, description: str, software: bool) -> Any:
        return opened(key, description, software=False)

    sign_batch.OpenedKey = as_card  # type: ignore[attr-defined,assignment]


def watch_commits(steps: Steps) -> None:
    transaction = database.Store.transaction

    @contextmanager
    def watched(store: database.Store) -> Iterator[Any]:
        wrote = ""
        with transaction(store) as connection:
            raw = connection.connection.dbapi_connection
            before, last = raw.total_changes, _last(connection)  # type: ignore[union-attr]
            yield connection
            if raw.total_changes != before:  # type: ignore[union-attr]
                wrote = _recorded(connection, last)
                steps.passed(f"before commit {wrote}")
        if wrote:
            steps.passed(f"behind commit {wrote}")

    database.Store.transaction = watched  # type: ignore[method-assign]


def _last(connection: Any) -> int:
    return int(connection.execute(text("SELECT coalesce(max(number), 0) FROM record")).scalar_one())


def _recorded(connection: Any, last: int) -> str:
    rows = connection.execute(text(f"SELECT kind FROM record WHERE number > {last} ORDER BY number"))
    return "+".join(row.kind for row in rows) or "nothing recorded"


def watch_files(steps: Steps) -> None:
    replace = os.replace

    def watched(source: Any, target: Any) -> None:
        folder = Path(source).is_dir()
        steps.passed("before the folder's rename" if folder else "before an object's rename")
        replace(source, target)
        if folder:
            steps.passed("behind the folder's rename")

    os.replace = watched  # type: ignore[assignment]


def watch_key(steps: Steps) -> None:
    sign_digest, ask_pin = _SoftwareKey.sign_digest, Person.ask_pin

    def signing(key: Any, digest: bytes, algorithm: str) -> bytes:
        steps.passed("before the key signs")
        value = sign_digest(key, digest, algorithm)
        steps.passed("behind the key's signature")
        return value

    def asking(person: Any, question: Any) -> Any:
        steps.passed("before the PIN")
        pin = ask_pin(person, question)
        steps.passed("behind the PIN")
        return pin

    _SoftwareKey.sign_digest = signing  # type: ignore[method-assign]
    Person.ask_pin = asking  # type: ignore[method-assign]


def journey(office: Office) -> dict[str, Any]:
    """Do what is left to be done, from wherever it stands."""
    with office.open() as desk:
        if "APPROVED" in states(desk):
            sign(desk, office)
        desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
        item = find_item(desk)
        if item.outcome is None:
            outcome(desk)
        try:
            result = release_item(desk, ITEM, target=office.outbox, context=Person())
        except Refused as refused:
            return {"refused": str(refused)}
        record = entries(desk)
        with desk.transaction() as transaction:
            gone = desk.objects.lost(transaction.connection)
        return {
            "gone": gone,
            "states": states(desk),
            "levels": [level for _, level, _ in result.letters],
            "flaws": [flaw.code + flaw.detail for flaw in verify_record(desk).flaws],
            "seals": sorted(row[0] for row in sql(desk, "SELECT count(*) FROM seals GROUP BY version")),
            "sealed": record.count("LetterSealed"),
            "released": record.count("ItemReleased"),
            "prepared": record.count("LetterPrepared"),
            "lost": record.count("SignatureLost"),
            "files": sorted(path.name for path in result.folder.iterdir()),
            "sums": (result.folder / "SHA256SUMS").read_text().split()[::2]
            == [sha256 for _, _, sha256 in result.letters] + [find_item(desk).sent_files[0].sha256],
        }


def in_a_child(act: Callable[[], object], answer: Path) -> int:
    """Run something in a fork; what it returns is written as JSON; returns the exit status."""
    child = os.fork()
    if child == 0:
        try:
            values = act()
            answer.write_text(json.dumps(values))
            os._exit(0)
        except BaseException:  # noqa: BLE001  a fork must end here, whatever happened
            answer.write_text(json.dumps({"fault": traceback.format_exc()}))
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(profile: Path, work: Path) -> list[dict[str, Any]]:
    office, answer, steps = copied(profile, work, "all"), work / "all.json", Steps()
    if died := in_a_child(lambda: dying(office, steps), answer):
        return [{"fault": f"{died}: {answer.read_text()}"}]
    points = json.loads(answer.read_text())
    results: list[dict[str, Any]] = []
    for number, (name, time) in enumerate(numbered(points)):
        office, answer, steps = copied(profile, work, f"{number}"), work / f"{number}.json", Steps(name, time)
        died = in_a_child(lambda: dying(office, steps), answer)  # noqa: B023  used at once
        if died != DIED:
            return [{"fault": f"{name}, {time}: {died} {answer.read_text()}"}]
        in_a_child(lambda: journey(office), answer)  # noqa: B023
        results.append({"point": name, **json.loads(answer.read_text())})
        for folder in (office.folder, office.outbox):
            shutil.rmtree(folder, ignore_errors=True)
    return [{"points": points}, *results]


def numbered(points: list[str]) -> list[tuple[str, int]]:
    """Return each point with which time its name comes."""
    return [(name, points[: place + 1].count(name)) for place, name in enumerate(points)]


def copied(profile: Path, work: Path, name: str) -> Office:
    shutil.copytree(profile, work / name)
    return Office(work / name)


def dying(office: Office, steps: Steps) -> object:
    watch(steps)
    journey(office)
    return steps.names


if __name__ == "__main__":
    if "card" in sys.argv[3:]:
        take_for_a_card()
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))  # noqa: T201  the result
