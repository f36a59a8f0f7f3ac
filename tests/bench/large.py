"""A large attachment through the window, in a process of its own: prints one line of JSON."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from app.compose import demonstration_of, make_demonstration_profile, open_desk
from app.example import example_folder
from app.paths import ProfilePaths
from app.usecases.add_dossier import add_dossier
from app.usecases.correct_file import correct_file
from app.usecases.new_map import new_map
from tests.bench.large_file import PAGES, write_large
from tests.bench.measured import memory
from tests.screenshots.hands import Hands, offscreen
from ui.frame.places import Place
from ui.pageview.pictures import Wanted
from ui.pageview.view import PageView
from ui.review.model import TabChosen

_MAP = "groot"


def prepare(profile: Path, folder: Path) -> tuple[int, float]:
    """Put the example with the large attachment in a new profile; returns its size and the seconds that took."""
    make_demonstration_profile(profile)
    with example_folder() as example:
        shutil.copytree(example, folder)
    size = write_large(folder / "bijlage-groot.pdf")
    demonstration = demonstration_of(ProfilePaths(profile))
    assert demonstration is not None
    with open_desk(profile, passphrase=demonstration.secrets.passphrase) as desk:
        new_map(desk, _MAP)
        begun = time.monotonic()
        item = add_dossier(desk, _MAP, [folder], name="groot", to_correct=True)
        seconds = time.monotonic() - begun
        # It is a scan without words: a person says what it is.
        correct_file(desk, f"{_MAP}/{item}", "bijlage-groot", {"kind": "attachment"})
        return size, seconds


def show(profile: Path) -> dict[str, float]:
    """Open the attachment in Beoordelen, wait for its first page, then for every page in turn."""
    offscreen()
    hands = Hands(profile)
    hands.enter()
    hands.running.office.open_map(_MAP)
    hands.go(Place.REVIEW)
    hands.settle(300)
    before = memory()
    page = hands.window.page(Place.REVIEW)
    context = page.context  # type: ignore[union-attr]
    view = context.document.pages
    begun = time.monotonic()
    context.chosen.emit(TabChosen("bijlage-groot"))
    hands.until(lambda: view.count == PAGES and _drawn(view, 0), "the first page")
    first = time.monotonic() - begun
    worst = 0.0
    for index in range(PAGES):
        turned = time.monotonic()
        view.go_to(index)
        hands.until(lambda index=index: _drawn(view, index), f"page {index + 1}")
        worst = max(worst, time.monotonic() - turned)
    hands.settle(300)
    told = {"first": first, "worst": worst, "before": before, "after": memory(), "peak": memory("VmHWM")}
    hands.close()
    return told


def _drawn(view: PageView, page: int) -> bool:
    return view.pictures.picture(Wanted(page, 0)) is not None


def main() -> int:
    """Make the profile in a process of its own, so that only the window is measured here."""
    if len(sys.argv) == 3:
        size, seconds = prepare(Path(sys.argv[1]), Path(sys.argv[2]))
        sys.stdout.write(json.dumps([size, seconds]) + "\n")
        return 0
    if len(sys.argv) == 2:
        sys.stdout.write(json.dumps(show(Path(sys.argv[1]))) + "\n")
        return 0
    with tempfile.TemporaryDirectory() as at:
        sys.stdout.write(json.dumps(prepare(Path(at) / "profile", Path(at) / "folder")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
