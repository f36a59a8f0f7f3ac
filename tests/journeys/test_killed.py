"""Guard G12: a kill between any two steps loses nothing; the journey always comes to the same end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.journeys.desks import Office

REPOSITORY = Path(__file__).parents[2]
END = {
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


def test_killed_at_any_point_and_finished(stage: Callable[[str], Office], tmp_path: Path) -> None:
    office = stage("approved")
    work = tmp_path / "werk"
    work.mkdir()
    driver = [sys.executable, "-m", "tests.journeys.kill_driver", str(office.folder), str(work)]
    ran = subprocess.run(driver, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    first, *results = json.loads(ran.stdout)
    assert "fault" not in first, first
    points = first["points"]
    # Twice prepare, seal and strengthen; the outcome; the release; what was written out.
    assert points[:8] == ["before commit"] * 8
    assert points[8:] == ["before rename", "behind rename", "before commit", "behind the last commit"]
    assert len(results) == len(points)
    for result, point in zip(results, points, strict=True):
        where = f"{result.pop('fatal')}: {point}"
        lost = result.pop("lost", None)
        assert result == END, f"{where}: {result}"
        assert lost in {0, 1}, where
