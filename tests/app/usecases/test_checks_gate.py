"""A blocking finding stops locking, signing and release until it is put right, or overruled with a reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from app.demonstration.story import example_folder
from app.desk import Desk
from app.errors import Refused, WrongUse
from app.events import FindingOverruled, ItemChecked
from app.usecases.add_dossier import add_dossier
from app.usecases.check_item import check_item
from app.usecases.lock_map import lock_map
from app.usecases.mark_public_memo import mark_public_memo
from app.usecases.new_map import new_map
from app.usecases.overrule_finding import overrule_finding
from app.usecases.plan_signing import plan_signing
from app.usecases.record_condition import record_condition
from app.usecases.show_record import show_record
from app.usecases.unlock_map import unlock_map
from app.usecases.verify_record import verify_record
from tests.journeys.desks import ITEM, MAP, MEETING, Office, find_item
from tests.signing.inspect.made import annotation, letter, named

Stage = Callable[[str], Office]
SCRIPT = "L09/javascript"
LETTER = "brief-tweede-kamer"


def with_script(source: Path, target: Path) -> None:
    """The letter with a script that runs when it is opened."""
    writer = PdfWriter(clone_from=PdfReader(source))
    action = named(S="/JavaScript", JS=TextStringObject("app.alert(1)"))
    writer.root_object[NameObject("/OpenAction")] = action
    with target.open("wb") as stream:
        writer.write(stream)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example, with a script in the letter to the house."""
    target = tmp_path / "per-racisme"
    with example_folder() as example:
        shutil.copytree(example, target)
    with_script(target / f"{LETTER}.pdf", target / "nieuw.pdf")
    (target / "nieuw.pdf").replace(target / f"{LETTER}.pdf")
    return target


def put(desk: Desk, folder: Path, *, condition: bool = True) -> None:
    new_map(desk, MAP)
    add_dossier(desk, MAP, [folder], name="per-racisme")
    if condition:
        record_condition(desk, ITEM, MEETING)


def kinds(desk: Desk) -> list[str]:
    return [entry.kind for entry in show_record(desk)]


def test_a_blocking_finding_blocks_locking_and_is_named(stage: Stage, folder: Path) -> None:
    with stage("new").open() as desk:
        put(desk, folder)
        with pytest.raises(Refused) as refused:
            lock_map(desk, MAP)
        assert refused.value.reason.code == "blocking_findings"
        assert refused.value.reason.parameters["findings"] == f"{SCRIPT} {LETTER}"
        assert "MapLocked" not in kinds(desk)
        assert "ItemChecked" not in kinds(desk)


def test_overruled_with_a_reason_it_can_be_locked_and_the_record_says_so(stage: Stage, folder: Path) -> None:
    with stage("new").open() as desk:
        put(desk, folder)
        overrule_finding(desk, ITEM, SCRIPT, f"{LETTER}.pdf", why="  nagelopen met de steller ")
        lock_map(desk, MAP)
        item = find_item(desk)
        assert [(one.event.finding.code, one.event.why) for one in item.overruled] == [
            ("javascript", "nagelopen met de steller")
        ]
        assert item.checked is not None
        assert {one.code for one in item.checked.findings} >= {"javascript", "attachment_count", "urgent"}
        assert item.blocking == ()
        events = [entry.event() for entry in show_record(desk)]
        assert any(isinstance(one, FindingOverruled) for one in events)
        assert any(isinstance(one, ItemChecked) for one in events)
        assert not verify_record(desk).flaws


def test_without_the_condition_recorded_nothing_is_locked(stage: Stage) -> None:
    with stage("added").open() as desk:
        with pytest.raises(Refused) as refused:
            lock_map(desk, MAP)
        assert (refused.value.reason.code, refused.value.reason.guard) == ("condition_not_recorded", "G3")


@pytest.mark.parametrize(
    ("finding", "file", "why", "code"),
    [
        (SCRIPT, LETTER, " ", "why_empty"),
        ("javascript", LETTER, "x", "finding_unknown"),
        (SCRIPT, "onbekend", "x", "file_unknown"),
        (SCRIPT, "brief-eerste-kamer", "x", "finding_not_found"),
        ("L09/comment", LETTER, "x", "finding_not_found"),
        ("L03/attachment_count", "nota", "x", "finding_does_not_block"),
        ("L02/condition_not_recorded", "nota", "x", "finding_not_to_overrule"),
    ],
)
def test_what_cannot_be_overruled(stage: Stage, folder: Path, finding: str, file: str, why: str, code: str) -> None:
    with stage("new").open() as desk:
        put(desk, folder, condition=False)
        with pytest.raises((Refused, WrongUse)) as refused:
            overrule_finding(desk, ITEM, finding, file, why=why)
        assert refused.value.reason.code == code
        assert "FindingOverruled" not in kinds(desk)


def test_one_finding_at_a_time(stage: Stage, folder: Path) -> None:
    with_script(folder / "brief-eerste-kamer.pdf", folder / "nieuw.pdf")
    (folder / "nieuw.pdf").replace(folder / "brief-eerste-kamer.pdf")
    with stage("new").open() as desk:
        put(desk, folder)
        overrule_finding(desk, ITEM, SCRIPT, LETTER, why="nagelopen")
        with pytest.raises(Refused) as refused:
            lock_map(desk, MAP)
        assert refused.value.reason.parameters["findings"] == f"{SCRIPT} brief-eerste-kamer"


def test_a_file_that_changed_is_another_finding(stage: Stage, folder: Path) -> None:
    with stage("new").open() as desk:
        put(desk, folder)
        overrule_finding(desk, ITEM, SCRIPT, LETTER, why="nagelopen")
        item = find_item(desk)
        finding = item.overruled[0].event.finding
        assert item.is_overruled(finding)
        from dataclasses import replace

        assert not item.is_overruled(replace(finding, sha256="0" * 64))
        assert not item.is_overruled(replace(finding, detail="iets anders"))


def test_unlocked_the_check_is_made_again(stage: Stage, folder: Path) -> None:
    with stage("new").open() as desk:
        put(desk, folder)
        overrule_finding(desk, ITEM, SCRIPT, LETTER, why="nagelopen")
        lock_map(desk, MAP)
        unlock_map(desk, MAP)
        assert find_item(desk).checked is None
        lock_map(desk, MAP)
        assert find_item(desk).blocking == ()


def test_what_turns_up_after_locking_stops_signing_and_is_named_in_the_plan(stage: Stage, tmp_path: Path) -> None:
    """The public copy comes later: text under its boxes blocks, until a clean copy is marked (guard G5)."""

    def box(canvas: object) -> None:
        canvas.setFillColorRGB(0.2, 0.2, 0.2)  # type: ignore[attr-defined]
        canvas.rect(70, 675, 330, 20, stroke=0, fill=1)  # type: ignore[attr-defined]

    copy, clean = tmp_path / "openbaar.pdf", tmp_path / "schoon.pdf"
    copy.write_bytes(letter(box))
    clean.write_bytes(letter())
    with stage("approved").open() as desk:
        mark_public_memo(desk, ITEM, copy)
        assert [one.code for one in find_item(desk).blocking] == ["text_under_box"]
        plan = plan_signing(desk, MAP)
        assert plan.to_sign == ()
        assert {one.reason.code for one in plan.not_signed} == {"blocking_findings"}
        mark_public_memo(desk, ITEM, clean)
        assert find_item(desk).blocking == ()
        assert "blocking_findings" not in {one.reason.code for one in plan_signing(desk, MAP).not_signed}


def test_a_comment_in_a_letter_is_found_in_the_vault_as_in_a_folder(stage: Stage, folder: Path) -> None:
    path = folder / f"{LETTER}.pdf"
    writer = PdfWriter(clone_from=PdfReader(path))
    annotation("/Text", (10, 10, 30, 30), Contents=TextStringObject("klopt dit?"))(writer)
    with path.open("wb") as stream:
        writer.write(stream)
    with stage("new").open() as desk:
        put(desk, folder)
        found = check_item(desk, ITEM)
        named_ = {(one.code, one.file) for one in found.result.findings if one.rule == "L09"}
        assert named_ == {("comment", LETTER), ("javascript", LETTER)}
        assert {one.code for one in found.blocking} == {"comment", "javascript"}
