"""What a kill left behind, what went missing from a profile, and advice that fits its reason."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.usecases.write_out import _own_mark
from tests.app.cli.commands import Run
from tests.journeys.desks import ITEM, Office

Stage = Callable[[str], Office]


def test_a_release_clears_what_a_killed_one_left_half_written(command: Run, stage: Stage, tmp_path: Path) -> None:
    office = stage("agreed")
    target = tmp_path / "verzendmap"
    with office.open() as desk:
        left = target / f"{_own_mark(desk)}gestopt"
    left.mkdir(parents=True)
    (left / "brief-tweede-kamer.pdf").write_bytes(b"%PDF-1.7 half")
    other = target / ".deel-van-een-ander"
    other.mkdir()
    ran = command("release", ITEM, "--to", target, "--profile", office.folder)
    assert ran.code == 0, ran.said
    assert sorted(one.name for one in target.iterdir() if one.name.startswith(".")) == [other.name]


def test_a_store_without_its_keyring_is_not_begun_anew(command: Run, stage: Stage) -> None:
    office = stage("sealed")
    keyring = office.folder / "vault.json"
    keyring.unlink()
    for words in (("map", "list"), ("map", "new", "nog-een")):
        ran = command(*words, "--profile", office.folder)
        assert ran.code == 6
        assert "vault.json" in ran.said
        assert not keyring.exists()


def test_a_document_that_is_gone_is_told_before_the_council(command: Run, stage: Stage) -> None:
    office = stage("sealed")
    assert command("record", "verify", "--profile", office.folder).code == 0
    shutil.rmtree(office.folder / "objects")
    ran = command("record", "verify", "--json", "--profile", office.folder)
    assert ran.code == 1
    assert {flaw["code"] for flaw in ran.values["flaws"]} == {"object_lost"}


@pytest.mark.parametrize("kept", ['{"now": "morgen"}', "", None])
def test_a_broken_clock_of_a_demonstration_is_named(command: Run, stage: Stage, kept: str | None) -> None:
    office = stage("new")
    clock = office.folder / "demonstration" / "clock.json"
    clock.unlink()
    if kept is not None:
        clock.write_text(kept)
    ran = command("map", "list", "--profile", office.folder)
    assert ran.code == 4
    assert "clock.json" in ran.said


def test_words_in_a_file_called_pdf_are_no_memo(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "geen.pdf"
    path.write_text("hoi")
    ran = command("memo", path)
    assert ran.code == 4
    assert "geen.pdf is geen pdf" in ran.said


def test_a_cut_off_letter_is_asked_of_its_sender(command: Run, stage: Stage, tmp_path: Path) -> None:
    office = stage("released")
    target = tmp_path / "verzendmap"
    assert command("release", ITEM, "--to", target, "--profile", office.folder).code == 0
    whole = next(target.rglob("brief-tweede-kamer.pdf"))
    cut = tmp_path / "afgebroken.pdf"
    cut.write_bytes(whole.read_bytes()[:-20_000])
    ran = command("verify", cut, "--json", "--profile", office.folder)
    assert ran.code != 0
    assert "--trust" not in json.dumps(ran.values)
