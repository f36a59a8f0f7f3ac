"""A letter with a damaged table of objects: written anew, told, overruled with a reason, sent as it was signed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from app.demonstration.story import example_folder
from app.errors import Refused
from app.usecases.add_dossier import add_dossier
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.overrule_finding import overrule_finding
from app.usecases.record_condition import record_condition
from app.usecases.verify_record import verify_record
from app.vault.contents import content_sha256
from tests.app.cli.commands import Run, command
from tests.corpus.damage import shifted
from tests.journeys.desks import HOUSE, ITEM, MAP, MEETING, Office, at, entries, find, find_item, outcome, release, sign

__all__ = ["command"]
Stage = Callable[[str], Office]
SHORT = "brief-tweede-kamer"
DAMAGED = "open/damaged_xref"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example; something was put behind the first line of the letter to the house."""
    target = tmp_path / "per-racisme"
    with example_folder() as example:
        shutil.copytree(example, target)
    letter = target / f"{SHORT}.pdf"
    letter.write_bytes(shifted(letter.read_bytes()))
    return target


def test_from_damaged_file_to_released_letter(stage: Stage, folder: Path, command: Run) -> None:
    office = stage("new")
    came = sha256((folder / f"{SHORT}.pdf").read_bytes()).hexdigest()
    with office.open(now=at(8, 15, 20)) as desk:
        new_map(desk, MAP)
        add_dossier(desk, MAP, [folder], name="per-racisme")
        record_condition(desk, ITEM, MEETING)
        file = find(desk).file
        assert "damaged_xref" in file.remarks, "the person is told"
        assert file.original_sha256 == came
        assert file.sha256 != came
        with desk.transaction() as transaction:
            kept = content_sha256(desk.objects, transaction.connection, file.original_object)
        assert kept == came, "the file as it came is kept beside it"
        with pytest.raises(Refused) as refused:
            lock_map(desk, MAP)
        assert refused.value.reason.parameters["findings"] == f"{DAMAGED} {SHORT}"
        overrule_finding(desk, ITEM, DAMAGED, SHORT, why="naast het origineel gelegd, bladzijde voor bladzijde")
        lock_map(desk, MAP)
        decide(desk, ITEM, "agree")
        decided = find(desk).decided
        assert decided is not None
        assert decided.sha256 == file.sha256, "what is decided about is the letter as it was written anew"
    with office.open(now=at(8, 16, 20)) as desk:
        sign(desk, office)
    with office.open(now=at(9, 12, 41)) as desk:
        outcome(desk)
        folder_out = release(desk, office).folder
        item = find_item(desk)
        assert [one.event.why for one in item.overruled] == ["naast het origineel gelegd, bladzijde voor bladzijde"]
        assert entries(desk).count("FindingOverruled") == 1
        assert not verify_record(desk).flaws
    released = next(Path(folder_out).rglob(f"*{SHORT}*.pdf"))
    assert sha256(released.read_bytes()[: _length(office, file.object)]).hexdigest() == file.sha256
    ran = command("verify", released, "--json", profile=office.folder)
    assert ran.code == 0, ran
    assert HOUSE.endswith(SHORT)


def _length(office: Office, stored: str) -> int:
    with office.open(now=at(9, 13)) as desk, desk.transaction() as transaction:
        return len(desk.objects.read(transaction.connection, stored))
