"""Guard G12: a kill between any two steps loses nothing; the journey always comes to the same end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.desks import Office

REPOSITORY = Path(__file__).parents[2]
AROUND = [
    "before the PIN", "behind the PIN",
    "before the key signs", "behind the key's signature", "before the key signs", "behind the key's signature",
    "before the folder's rename", "behind the folder's rename",
]  # fmt: skip
END = {
    "gone": [],
    "states": ["RELEASED", "RELEASED"],
    "levels": ["B-LTA", "B-LTA"],
    "flaws": [],
    "seals": [1, 1],
    "sealed": 2,
    "released": 1,
    "prepared": 2,
    "files": ["SHA256SUMS", "brief-eerste-kamer.pdf", "brief-tweede-kamer.pdf", "rapport-per.pdf"],
    "sums": True,
}


@pytest.mark.parametrize("key", ["file", "card"])
def test_killed_at_any_point_and_finished(stage: Callable[[str], Office], tmp_path: Path, key: str) -> None:
    office = stage("approved")
    work = tmp_path / "werk"
    work.mkdir()
    driver = [sys.executable, "-m", "tests.journeys.kill_driver", str(office.folder), str(work), key]
    ran = subprocess.run(driver, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    first, *results = json.loads(ran.stdout)
    assert "fault" not in first, first
    points = first["points"]
    assert [name for name in points if name in AROUND] == AROUND
    # What will be signed is kept before the key is asked; a seal with what is signed next, or by itself at the end.
    recorded = {name.removeprefix("before commit ") for name in points if name.startswith("before commit")}
    assert {"LetterPrepared", "LetterSealed+LetterPrepared", "LetterSealed", "LetterStrengthened"} <= recorded
    assert {"OutcomeRecorded", "ItemReleased", "WrittenOut"} <= recorded
    assert len(results) == len(points)
    assert {result["point"] for result in results} == set(points)
    for result in results:
        point, lost = result.pop("point"), result.pop("lost", None)
        assert result == END, f"{point}: {result}"
        assert lost in {0, 1}, point
