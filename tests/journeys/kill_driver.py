"""Kill the journey at every step and finish it: run as a process of its own, prints one JSON document.

    kill_driver.py PROFILE WORK

PROFILE is a demonstration with an approved map; WORK an empty folder. Each run copies the profile, forks a child that
signs, records the outcome and releases, and dies by ``os._exit`` at one chosen point: before the commit of a
transaction that wrote something, beside the renaming of the ready-to-send folder, and behind the last commit. (Behind
any other commit nothing is written before the next one but objects that no row names yet.) A second child then finishes
the journey.
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

import app.store.database as database
from app.errors import Refused
from app.usecases.release_item import release_item
from app.usecases.verify_record import verify_record
from tests.journeys.desks import ITEM, Office, Person, at, entries, find_item, outcome, sign, sql, states

DIED = 99


class Steps:
    """Counts the points at which the process could die, and dies at the chosen one (0: never)."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.names: list[str] = []

    def passed(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self.fatal:
            os._exit(DIED)


def watch(steps: Steps) -> None:
    """Make every commit that wrote something a point, and the renaming of the ready-to-send folder two."""
    transaction = database.Store.transaction

    @contextmanager
    def watched(store: database.Store) -> Iterator[Any]:
        with transaction(store) as connection:
            raw = connection.connection.dbapi_connection
            before = raw.total_changes  # type: ignore[union-attr]
            yield connection
            wrote = raw.total_changes != before  # type: ignore[union-attr]
            if wrote:
                steps.passed("before commit")
        if wrote and "behind rename" in steps.names:
            steps.passed("behind the last commit")

    replace = os.replace

    def watched_replace(source: Any, target: Any) -> None:
        if not Path(source).is_dir():
            replace(source, target)
            return
        steps.passed("before rename")
        replace(source, target)
        steps.passed("behind rename")

    database.Store.transaction = watched  # type: ignore[method-assign]
    os.replace = watched_replace  # type: ignore[assignment]


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
        return {
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
    results: list[dict[str, Any]] = []
    fatal = 0
    while True:
        fatal += 1
        folder = work / f"{fatal}"
        shutil.copytree(profile, folder)
        office, answer, steps = Office(folder), work / f"{fatal}.json", Steps(fatal)

        def dying(office: Office = office, steps: Steps = steps) -> object:
            watch(steps)
            journey(office)
            return steps.names

        died = in_a_child(dying, answer)
        if died == 0:
            return [{"points": json.loads(answer.read_text())}, *results]
        if died != DIED:
            return [{"fault": answer.read_text()}]
        in_a_child(lambda office=office: journey(office), answer)  # type: ignore[misc]
        results.append({"fatal": fatal, **json.loads(answer.read_text())})
        for folder in (office.folder, office.outbox):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))  # noqa: T201  the result
