"""The example as ``make demo`` shows it, as one process from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import app.demonstration.profile as profile
from app.cli import run
from app.demonstration.token import softhsm_module

REPOSITORY = Path(__file__).parents[2]


def vloeiboek(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, words)], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(softhsm_module() is None, reason="make setup installs SoftHSM2")
def test_told_in_dutch_from_memo_to_verified_letters(tmp_path: Path) -> None:
    folder = tmp_path / "voorbeeld"
    ran = vloeiboek("demo", folder)
    assert ran.returncode == 0, ran.stderr
    for words in (
        "DEMONSTRATIE",
        "uitgaande van een positief besluit in de MR",
        "Map 'mr-9-februari'",
        "met een SoftHSM2-token over PKCS#11",
        "met een PKCS#12-bestand",
        "Er bestaat geen getekende brief",
        "wacht op MR:2024-02-09",
        "Vrijgegeven, klaar om te versturen",
        "is geldig: er is niets veranderd",
        "niveau B-LTA",
        "brief-tweede-kamer: verzegeld, tijdstempel van 8 februari 2024",
        "brief-tweede-kamer: geblokkeerd",
        "brief-tweede-kamer: vervallen, de sleutel voor vrijgeven is vernietigd",
        "Het logboek klopt",
    ):
        assert words in ran.stdout, words
    letters = sorted((folder / "verzendmap").rglob("brief-*.pdf"))
    assert len(letters) == 2
    checked = vloeiboek("verify", *letters, "--json", "--profile", folder)
    assert checked.returncode == 0
    for one in json.loads(checked.stdout):
        assert one["state"] == "valid"
        assert one["signatures"][0]["level"] == "B-LTA"
        assert one["signatures"][0]["commitment"] == "proof_of_approval"
        assert one["signatures"][0]["claimed_time"].startswith("2024-02-08")
        assert one["signatures"][0]["proven_time"].startswith("2024-02-08")
    shown = json.loads(vloeiboek("map", "show", "mr-9-februari-tweede-keer", "--json", "--profile", folder).stdout)
    assert [letter["state"] for letter in shown["items"][0]["letters"]] == ["VOIDED", "VOIDED"]
    assert vloeiboek("record", "verify", "--profile", folder).returncode == 0


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "iets").write_text("van iemand anders")
    assert run(["demo", str(tmp_path)]) == 2
    assert "niet leeg" in capsys.readouterr().err
    assert run(["demo", str(tmp_path / "iets")]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["iets"]


def test_without_softhsm_it_says_so_and_signs_with_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile, "softhsm_module", lambda: None)
    assert run(["demo", str(tmp_path / "zonder")]) == 0
    told = capsys.readouterr().out
    assert "SoftHSM2 ontbreekt" in told
    assert "make setup" in told
    assert told.count("met een PKCS#12-bestand") == 2
    assert told.count("niveau B-LTA") == 2
