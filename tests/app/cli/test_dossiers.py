"""``map recognise``, ``map order`` and ``compare``: their JSON, exit codes, and that a correction is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.app.cli.commands import Run
from tests.app.cli.golden import same_as_golden
from tests.corpus.score import HERE
from tests.journeys.desks import ITEM, MAP, Office

Stage = Callable[[str], Office]
EXAMPLE = HERE / "dossiers/per-racisme"


def by_name(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["file"]: one for one in values["files"]}


def test_recognise_corrects_types_in_and_keeps_both(command: Run, stage: Stage) -> None:
    folder = stage("added").folder
    ran = command(
        "map", "recognise", ITEM, "rapport-per", "--set", "kind=attachment", "--memo", "title=Een = teken", "--json",
        profile=folder,
    )  # fmt: skip
    assert ran.code == 0
    same_as_golden("map-recognise", ran.values)
    assert ran.values["title"] == "Een = teken"
    again = command("map", "recognise", ITEM, "--json", profile=folder).values
    assert by_name(again)["rapport-per"]["corrected"] == ["kind"]
    assert by_name(again)["nota"]["typed"] == {"title": "Een = teken"}
    taken_back = command("map", "recognise", ITEM, "--forget", "title", "--json", profile=folder).values
    assert by_name(taken_back)["nota"]["typed"] == {}


def test_order_of_files(command: Run, stage: Stage) -> None:
    folder = stage("added").folder
    ran = command("map", "order", ITEM, "rapport-per", "nota", "--json", profile=folder)
    assert ran.code == 0
    assert list(by_name(ran.values["items"][0]))[:2] == ["rapport-per", "nota"]
    assert command("map", "order", MAP, "niets", profile=folder).code == 2


def test_what_cannot_be_is_refused_by_name(command: Run, stage: Stage) -> None:
    folder = stage("locked").folder
    assert command("map", "recognise", ITEM, profile=folder).code == 1
    assert command("map", "recognise", ITEM, "--set", "kind=letter", profile=folder).code == 2
    assert command("map", "recognise", ITEM, "nota", "--set", "kind", profile=folder).code == 2


def test_compare(command: Run, tmp_path: Path) -> None:
    ran = command("compare", EXAMPLE / "brief-tweede-kamer.pdf", EXAMPLE / "brief-eerste-kamer.pdf", "--json")
    assert ran.code == 0
    same_as_golden("compare", ran.values)
    assert not ran.values["same_text"]
    assert command("compare", EXAMPLE / "nota.pdf", tmp_path / "weg.pdf").code == 4
