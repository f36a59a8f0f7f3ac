"""``vloeiboek verify``: roots, lists, online, moments, records; as a script would."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from signing.services import Services
from tests.app.cli.commands import Run
from tests.pki import RELEASE_DAY, TestPki, make_pki
from tests.signing.verify.conftest import Answering
from tests.signing.verify.letters import Maker, plain_letter

AT = "2024-02-09T13:00:00+01:00"


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return make_pki()


@pytest.fixture
def roots(pki: TestPki, tmp_path: Path) -> Path:
    folder = tmp_path / "wortels"
    folder.mkdir()
    (folder / "root.cer").write_bytes(pki.certificate("root").dump())
    return folder


@pytest.fixture
def letter(pki: TestPki, tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    path.write_bytes(Maker(pki).sign())
    return path


def test_offline_it_is_not_decided_and_online_it_is(
    command: Run, pki: TestPki, letter: Path, roots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def services(**_: object) -> Services:
        asked.append(1)
        return Services(fetchers=lambda: Answering(pki, RELEASE_DAY))

    monkeypatch.setattr("app.usecases.verification_desk.http_services", services)
    words = ("verify", letter, "--trust", roots, "--at", AT, "--json")
    offline = command(*words, profile=tmp_path / "p")
    assert (offline.code, offline.values[0]["state"]) == (3, "indeterminate")
    assert not asked, "nothing is asked of anyone unless asked for"
    online = command(*words, "--online", profile=tmp_path / "p")
    assert (online.code, online.values[0]["state"]) == (0, "valid")
    assert online.values[0]["signatures"][0]["level"] == "B-B", "what was fetched is not in the file"


def test_the_services_that_do_not_answer_leave_it_undecided(
    command: Run, letter: Path, roots: Path, tmp_path: Path
) -> None:
    ran = command("verify", letter, "--trust", roots, "--at", AT, "--online", "--json", profile=tmp_path / "p")
    assert (ran.code, ran.values[0]["signatures"][0]["subindication"]) == (3, "TRY_LATER")


@pytest.mark.parametrize("kind", ["pdf", "json", "xml"])
def test_a_record_is_written(command: Run, pki: TestPki, roots: Path, tmp_path: Path, kind: str) -> None:
    path, report = tmp_path / "brief.pdf", tmp_path / f"rapport.{kind}"
    path.write_bytes(Maker(pki).sign(level="B-LTA"))
    ran = command("verify", path, "--trust", roots, "--report", report, profile=tmp_path / "p")
    assert ran.code == 0, ran
    begin = {"pdf": b"%PDF-", "json": b"[\n", "xml": b"<?xml"}[kind]
    assert report.read_bytes().startswith(begin)


def test_a_record_of_an_unknown_kind_is_wrong_use_and_nothing_is_read(command: Run, tmp_path: Path) -> None:
    ran = command("verify", tmp_path / "weg.pdf", "--report", tmp_path / "r.txt", profile=tmp_path / "p")
    assert ran.code == 2
    assert ".pdf, .json" in ran.said
    assert not ran.out


def test_a_folder_without_lists_is_told(command: Run, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    ran = command("verify", letter, "--lists", tmp_path / "leeg", profile=tmp_path / "p")
    assert ran.code == 4
    assert "vertrouwenslijsten" in ran.said


@pytest.mark.parametrize("json", [True, False])
def test_a_folder_without_a_pdf_is_told(command: Run, tmp_path: Path, json: bool) -> None:
    (tmp_path / "leeg").mkdir()
    ran = command("verify", tmp_path / "leeg", *(["--json"] if json else []), profile=tmp_path / "p")
    assert ran.code == 3
    assert "leeg staat geen pdf" in ran.said
    assert ran.out.strip() == ("[]" if json else "")


def test_a_link_to_itself_and_a_pipe_are_told_of_and_nothing_waits(command: Run, tmp_path: Path) -> None:
    (tmp_path / "lus.pdf").symlink_to(tmp_path / "lus.pdf")
    os.mkfifo(tmp_path / "pijp.pdf")
    ran = command("verify", tmp_path / "lus.pdf", tmp_path / "pijp.pdf", "--json", profile=tmp_path / "p")
    assert (ran.code, [one["reason"] for one in ran.values]) == (4, ["file_missing", "not_a_file"])


def test_several_files_keep_their_order(command: Run, letter: Path, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.pdf").write_bytes(plain_letter() if number % 2 else letter.read_bytes())
    ran = command("verify", *(tmp_path / f"{number}.pdf" for number in range(5)), "--json", profile=tmp_path / "p")
    assert [one["file"] for one in ran.values] == [f"{number}.pdf" for number in range(5)]
    assert [one["state"] == "no_signature" for one in ran.values] == [False, True, False, True, False]
