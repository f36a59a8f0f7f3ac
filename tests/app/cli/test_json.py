"""``--json`` gives one document and nothing else; its keys and their order are fixed by golden files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from app.cli import cli
from app.demonstration.token import softhsm_module
from tests.app.cli.commands import Run
from tests.app.cli.golden import FOLDER, same_as_golden
from tests.corpus.damage import shifted
from tests.journeys.desks import HOUSE, ITEM, MAP, MEETING, SENATE, Office

Stage = Callable[[str], Office]
EXAMPLE = Path(__file__).parents[3] / "resources" / "example"
LATER = ("--now", "2024-02-09T12:41+01:00")
OUTCOME = ("council", "record", MEETING, ITEM, "agreed", "--by", "A. Secretaris", "--evidence", "punt 7", "--at",
           "2024-02-09T12:30+01:00")  # fmt: skip


def test_the_whole_journey(command: Run, stage: Stage, tmp_path: Path) -> None:
    office = stage("new")

    def golden(name: str, *words: object, code: int = 0) -> object:
        ran = command(*words, "--json", profile=office.folder)
        assert ran.code == code, ran
        same_as_golden(name, ran.values)
        return ran.values

    key = office.demonstration.key_uris[-1]
    golden("map-new", "map", "new", MAP)
    golden("map-add", "map", "add", MAP, EXAMPLE, "--as", "per-racisme")
    golden("condition", "condition", ITEM, MEETING)
    golden("map-lock", "map", "lock", MAP)
    golden("map-unlock", "map", "unlock", MAP)
    golden("map-lock", "map", "lock", MAP)
    golden("sign-plan-before-decision", "sign", MAP, "--key", key, "--plan")
    golden("decide", "decide", ITEM, "agree", "--remark", "akkoord")
    golden("sign-plan", "sign", MAP, "--key", key, "--plan")
    golden("sign", "sign", MAP, "--key", key, "--all-unseen")
    golden("strengthen", "strengthen", MAP)
    golden("map-show-sealed", "map", "show", MAP)
    golden("council-record", *OUTCOME, *LATER)
    golden("release", "release", ITEM, "--to", tmp_path / "uit")
    golden("release", "release", MAP, "--to", tmp_path / "uit")
    golden("map-show-released", "map", "show", MAP)
    golden("map-list", "map", "list")
    golden("dispatch", "dispatch", ITEM, "--evidence", "Griffie, 12.55 uur")
    golden("verify", "verify", *(tmp_path / "uit").rglob("brief-*.pdf"))
    golden("record-show", "record", "show")
    golden("record-verify", "record", "verify")
    golden("record-export", "record", "export", "--to", tmp_path / "logboek.json")


def test_what_goes_another_way(command: Run, stage: Stage) -> None:
    office = stage("sealed")
    for name, words in {
        "withdraw": ("withdraw", SENATE),
        "council-record-refused": (*OUTCOME[:4], "refused", *OUTCOME[5:], *LATER),
        "void": ("void", HOUSE, "--why", "refused"),
        "map-show-voided": ("map", "show", MAP),
    }.items():
        ran = command(*words, "--json", profile=office.folder)
        assert ran.code == 0, ran
        same_as_golden(name, ran.values)


def test_memo_and_verify_without_a_profile(command: Run, tmp_path: Path) -> None:
    ran = command("memo", EXAMPLE / "nota.pdf", "--json", profile=tmp_path / "geen")
    assert ran.code == 0
    same_as_golden("memo", ran.values)
    (tmp_path / "leeg.pdf").write_bytes(b"")
    ran = command("verify", EXAMPLE / "nota.pdf", tmp_path / "leeg.pdf", "--json", profile=tmp_path / "geen")
    assert ran.code == 4
    same_as_golden("verify-unsigned", ran.values)


def test_check_without_a_profile(command: Run, tmp_path: Path) -> None:
    ran = command("check", EXAMPLE, "--at", "2024-02-08", "--json", profile=tmp_path / "geen")
    assert ran.code == 0
    assert [one["code"] for one in ran.values["findings"] if one["severity"] == "B"] == ["condition_not_recorded"]
    same_as_golden("check", ran.values)


def test_overrule(command: Run, stage: Stage, tmp_path: Path) -> None:
    office, folder = stage("new"), tmp_path / "per-racisme"
    shutil.copytree(EXAMPLE, folder)
    letter = folder / "brief-tweede-kamer.pdf"
    letter.write_bytes(shifted(letter.read_bytes()))
    for words in (("map", "new", MAP), ("map", "add", MAP, folder), ("condition", ITEM, MEETING)):
        assert command(*words, profile=office.folder).code == 0
    words = ("overrule", ITEM, "open/damaged_xref", "brief-tweede-kamer")
    ran = command(*words, "--why", "naast het origineel gelegd", "--json", profile=office.folder)
    assert ran.code == 0, ran
    same_as_golden("overrule", ran.values)
    assert command("map", "lock", MAP, profile=office.folder).code == 0


@pytest.mark.skipif(softhsm_module() is None, reason="make setup installs SoftHSM2")
def test_keys(command: Run, stage: Stage) -> None:
    ran = command("keys", "list", "--json", profile=stage("new").folder)
    assert ran.code == 0
    same_as_golden("keys-list", ran.values)


def test_a_flaw_in_the_record(command: Run, stage: Stage) -> None:
    office = stage("sealed")
    with office.open() as desk, desk.store.transaction() as connection:
        connection.exec_driver_sql("UPDATE record SET person = 'iemand anders' WHERE number = 4")
    ran = command("record", "verify", "--json", profile=office.folder)
    assert ran.code == 1
    assert ran.values["flaws"][0]["number"] == 4
    same_as_golden("record-verify-flaw", ran.values)


def test_no_golden_file_is_left_without_a_test() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert FOLDER.is_dir()
    assert not [path.stem for path in FOLDER.glob("*.json") if f'"{path.stem}"' not in text]


def leaves(group: click.Group, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, one in group.commands.items():
        found += leaves(one, (*words, name)) if isinstance(one, click.Group) else [(*words, name)]
    return found


@pytest.mark.parametrize("words", leaves(cli), ids=" ".join)
def test_every_command_has_help_with_an_example_that_names_it(command: Run, words: tuple[str, ...]) -> None:
    ran = command(*words, "--help")
    assert ran.code == 0
    text = " ".join(ran.out.split())
    assert f"Example: vloeiboek {' '.join(words)}" in text
    for option in ("--profile", "--json", "--now", "--passphrase-fd"):
        assert option in text
    assert not any(option in text for option in ("--pin ", "--passphrase "))
