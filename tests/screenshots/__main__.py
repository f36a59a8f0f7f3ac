"""``make screenshots``: the journey through the real window, as pictures in a folder.

One window a look; each look has its own demonstration profile, in which the journey is led from the beginning.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.compose import make_demonstration_profile
from tests.screenshots import cards, journey
from tests.screenshots.hands import Hands, offscreen
from ui.theme.theme import Mode

ROOT = Path(__file__).resolve().parents[2]
# The states of a day's work; every look shows these.
_MAIN = frozenset(
    (
        "mappen-vol",
        "voorbereiden-begin",
        "beoordelen-open",
        "ondertekenen-gekozen",
        "ondertekenen-pin-fout",
        "ministerraad-ingevuld",
        "ministerraad-vrijgegeven",
        "controleren-slechtste",
    )
)


@dataclass(frozen=True)
class Look:
    """How the window looks, and which states are kept as pictures (none named: all)."""

    name: str
    mode: Mode
    size: tuple[int, int]
    scale: float = 1.0
    states: frozenset[str] = frozenset()


LOOKS = (
    Look("licht-1440x900", Mode.LIGHT, (1440, 900)),
    Look("donker-1440x900", Mode.DARK, (1440, 900), states=_MAIN),
    Look("licht-1366x768", Mode.LIGHT, (1366, 768), states=_MAIN),
    Look("licht-200", Mode.LIGHT, (1920, 1200), 2.0, states=_MAIN),
)


def main() -> int:
    """Make all pictures, or those of one look when it is named; the folder comes first."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    if len(sys.argv) > 2:
        show(next(look for look in LOOKS if look.name == sys.argv[2]), folder)
        return 0
    for look in LOOKS:
        # A process each: a window's theme and its workers belong to one application.
        subprocess.run([sys.executable, "-m", "tests.screenshots", str(folder), look.name], check=True)
    return 0


def show(look: Look, folder: Path) -> None:
    """Lead the journey in one look and save its pictures."""
    offscreen()
    folder = folder.resolve()
    at = Path(tempfile.gettempdir()) / "beelden"
    shutil.rmtree(at, ignore_errors=True)
    at.mkdir()
    try:
        os.chdir(at)  # a picture shows where the profile is: by a name that is the same every time
        home = Path()
        if not look.states:
            _locked(look, folder, home / "own")
            (home / "card").mkdir()
            for state, before in cards.in_trouble(home / "card", mode=look.mode, scale=look.scale, size=look.size):
                before.picture(folder / f"{state}-{look.name}.png")
                sys.stdout.write(f"{state}-{look.name}\n")
        make_demonstration_profile(home / "vloeiboek")
        hands = Hands(home / "vloeiboek", mode=look.mode, scale=look.scale, size=look.size)
        try:
            for state in _states(hands, home, whole=look.scale == 1.0):
                if not look.states or state in look.states:
                    hands.picture(folder / f"{state}-{look.name}.png")
                    sys.stdout.write(f"{state}-{look.name}\n")
        finally:
            hands.close()
    finally:
        os.chdir(folder.parent)
        shutil.rmtree(at, ignore_errors=True)


def _states(hands: Hands, home: Path, *, whole: bool) -> Iterator[str]:
    hands.enter()
    yield "mappen-leeg"
    journey.drop_example(hands, home)
    yield from chain(journey.prepare(hands), journey.review(hands), journey.sign(hands))
    journey.add_maps(hands)
    if whole:
        yield from journey.one_by_one(hands)
    yield from journey.council(hands)
    if whole:
        yield from journey.refused(hands)
        yield from journey.sent_back(hands)
    yield from chain(journey.maps(hands), journey.errors(hands, home), journey.verify(hands, home / "verify"))


def _locked(look: Look, folder: Path, profile: Path) -> None:
    """A profile of one's own: the first passphrase, the locked panel, a wrong passphrase."""
    hands = Hands(profile, mode=look.mode, scale=look.scale, size=look.size)
    for state in journey.lock(hands):
        hands.picture(folder / f"{state}-{look.name}.png")
        sys.stdout.write(f"{state}-{look.name}\n")
    hands.close()


if __name__ == "__main__":
    sys.exit(main())
