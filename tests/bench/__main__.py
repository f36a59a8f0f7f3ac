"""``make bench``: a table of measurements with their bounds, and ``build/bench.json``.

What runs in a window is measured in a process of its own, so that nothing else is in its memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from app.compose import make_demonstration_profile
from tests.bench.journeys import ROUNDS, measure
from tests.bench.measured import Measured, table, write

ROOT = Path(__file__).resolve().parents[2]
_DOSSIERS = 50


def main() -> int:
    """Measure everything; the exit code is 0 also when a bound is broken: the table says so."""
    load = os.getloadavg()[0]
    sys.stdout.write(f"{os.cpu_count()} cores, load {load:.1f} before the measurements\n")
    measured = [_first_paint()]
    with tempfile.TemporaryDirectory() as at:
        measured += _stalls(Path(at) / "profile")
        measured += _large(Path(at))
    measured += _work()
    measured += [Measured(**told) for told in _run("tests.bench.verifying")]
    measured += _thousand()
    measured += _signing()
    sys.stdout.write(table(measured) + "\n")
    write(measured, ROOT / "build" / "bench.json")
    return 0


def _run(module: str, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"{module}: {done.returncode}\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _first_paint() -> Measured:
    times = []
    with tempfile.TemporaryDirectory() as at:
        for _ in range(ROUNDS):
            begun = time.monotonic()
            painted = _run("tests.bench.first_paint", at)
            times.append(painted[1] - begun)
    note = f"of {ROUNDS}: {min(times):.2f} to {max(times):.2f} s; from the start of the process"
    return Measured("first paint, the unlock field takes a key (median)", median(times), "s", 1.0, note)


def _stalls(profile: Path) -> list[Measured]:
    make_demonstration_profile(profile)
    told = _run("tests.bench.journey", str(profile))
    (longest, step, where), control = told["stalls"][0], told["control"]
    note = f"{step}, {where or 'no Python of ours'}; an idle process beside it was late by {control:.0f} ms at most"
    return [Measured("longest stall of the window in the journey", longest, "ms", 100, note)]


def _thousand() -> list[Measured]:
    told = _run("tests.bench.thousand")
    where = told["where"] or "no Python of ours"
    note = f"{where}; an idle process beside it was late by {told['control']:.0f} ms at most"
    return [
        Measured("Controleren with a folder of 1,000 letters", told["seconds"], "s", None, "two at a time"),
        Measured("longest stall of the window meanwhile", told["stall"], "ms", 100, note),
    ]


def _large(at: Path) -> list[Measured]:
    profile = str(at / "large")
    size, seconds = _run("tests.bench.large", profile, str(at / "folder"))
    told = _run("tests.bench.large", profile)
    name = f"attachment of {size / 1e6:.0f} MB"
    turning = f"the slowest page after it took {told['worst']:.2f} s"
    return [
        Measured(f"{name}, first page", told["first"], "s", 0.5, turning),
        Measured(f"{name}, process after all its pages", told["after"], "MB", 400, f"{told['before']:.0f} MB before"),
        Measured(f"{name}, taking it into the vault", seconds, "s"),
    ]


def _signing() -> list[Measured]:
    key, token, card, large = (_run("tests.bench.signing", what) for what in ("software", "token", "card", "large"))
    pairs = list(zip(key["own"], key["plain"], strict=True))
    times = median(plain / own for own, plain in pairs)
    own, plain = median(key["own"]) * 1000, median(key["plain"]) * 1000
    beside = f"{times:.1f} x as fast: {own:.1f} ms a letter against {plain:.0f} ms; checked, sealed, kept in the vault"
    once_open = f"opening the vault (Argon2id) included; {large['before'][0]:.0f} MB before the signing"
    held = f"of {len(token['share'])}: {min(token['share']):.3f} to {max(token['share']):.3f}"
    return [
        Measured("signing, RSA-3072 in a file, of the plain loop's time (median)", 1 / times, "x", 1 / 30, beside),
        Measured("100 letters, a token of 250 ms, of 25 s (median)", median(token["share"]), "x", 1.05, held),
        Measured("the same over PKCS#11, SoftHSM2 behind a delay of 250 ms (median)", median(card["share"]), "x", 1.05),
        Measured("signing a letter of 440 MB through the vault (median)", median(large["seconds"]), "s", 3),
        Measured("the most its process ever held", max(large["memory"]), "MB", 150, once_open),
    ]


def _work() -> list[Measured]:
    times = measure(_DOSSIERS)
    return [
        Measured("reading a memo of two pages, warm (median)", median(times.memo) * 1000, "ms", 100),
        Measured(f"list of {_DOSSIERS} dossiers read from the store (median)", median(times.listing), "s", 0.3),
        Measured("signing two letters with the token, checked and sealed (median)", median(times.sign), "s"),
        Measured("releasing two letters, verified and written (median)", median(times.release), "s"),
    ]


if __name__ == "__main__":
    sys.exit(main())
