"""Choosing which issuers are trusted, and whom one would have to ask, with the vault locked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.settings import read_settings
from app.usecases.choose_issuers import choose_issuers, choose_lists, take_back_choice
from app.usecases.connection_needed import connection_needed
from app.usecases.verify_files import VerifiedFile, Verifier, begin_verifying
from signing.errors import SigningFault
from signing.verify.verdict import FileState, Subindication
from tests.pki import TestPki, make_pki
from tests.signing.verify.letters import Maker, plain_letter

NOW = datetime(2024, 2, 9, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return make_pki()


@pytest.fixture
def roots(pki: TestPki, tmp_path: Path) -> Path:
    folder = tmp_path / "wortels \u202e"
    folder.mkdir()
    (folder / "root.cer").write_bytes(pki.certificate("root").dump())
    return folder


def test_a_chosen_folder_is_trusted_and_the_choice_can_be_taken_back(pki: TestPki, roots: Path, tmp_path: Path) -> None:
    profile, letter = tmp_path / "profiel", tmp_path / "brief.pdf"
    letter.write_bytes(Maker(pki).sign(level="B-LTA"))
    assert choose_issuers(profile, roots) == ""
    verifier, _files = begin_verifying([letter], profile, now=NOW)
    with verifier:
        assert verifier.verify(letter).verdict.state is FileState.VALID
    take_back_choice(profile, "trust_folder", "")
    verifier, _files = begin_verifying([letter], profile, now=NOW)
    with verifier:
        assert verifier.verify(letter).verdict.state is FileState.INDETERMINATE


def test_a_folder_without_certificates_changes_nothing(roots: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profiel"
    choose_issuers(profile, roots)
    (tmp_path / "leeg").mkdir()
    with pytest.raises(SigningFault, match="roots_missing"):
        choose_issuers(profile, tmp_path / "leeg")
    with pytest.raises(SigningFault, match="lists_missing"):
        choose_lists(profile, tmp_path / "leeg", now=NOW)
    assert (read_settings(profile).trust_folder, read_settings(profile).lists_folder) == (str(roots), "")


def test_only_what_a_connection_would_decide_names_hosts(pki: TestPki, roots: Path, tmp_path: Path) -> None:
    profile, letter, plain = tmp_path / "profiel", tmp_path / "brief.pdf", tmp_path / "ongetekend.pdf"
    letter.write_bytes(Maker(pki).sign())
    plain.write_bytes(plain_letter())
    verifier, _files = begin_verifying([letter], profile, now=NOW)
    with verifier:
        assert connection_needed(verifier.verify(letter).verdict) == (), "nothing is trusted: nobody is named"
    choose_issuers(profile, roots)
    verifier, _files = begin_verifying([letter], profile, now=NOW)
    with verifier:
        verdict = verifier.verify(letter).verdict
        assert verdict.signatures[0].subindication is Subindication.TRY_LATER
        assert connection_needed(verdict)
        assert all("/" not in host for host in connection_needed(verdict))
        assert connection_needed(verifier.verify(plain).verdict) == ()
    odd = replace(verdict, signatures=(replace(verdict.signatures[0], paths=((b"geen certificaat", b"ook niet"),)),))
    assert connection_needed(odd) == ()


def test_whoever_stops_gets_no_verdict_on_what_was_not_begun(tmp_path: Path) -> None:
    files = []
    for number in range(12):
        files.append(tmp_path / f"{number:02}.pdf")
        files[-1].write_bytes(plain_letter())
    told: list[VerifiedFile] = []
    verifier, found = begin_verifying([tmp_path], tmp_path / "profiel", now=NOW)
    with verifier:
        verifier.verify_while(found, tell=told.append, cancelled=lambda: len(told) >= 3)
    assert 3 <= len(told) < 12
    assert {one.verdict.state for one in told} == {FileState.NO_SIGNATURE}


def test_what_goes_wrong_while_telling_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(plain_letter())

    def tell(_one: VerifiedFile) -> None:
        raise RuntimeError("the receiver failed")

    verifier, found = begin_verifying([tmp_path], tmp_path / "profiel", now=NOW)
    with verifier, pytest.raises(RuntimeError, match="the receiver failed"):
        verifier.verify_while(found, tell=tell, cancelled=lambda: False)


def test_a_file_that_ends_its_worker_or_hangs_is_a_row_and_not_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(plain_letter())
    verifier, found = begin_verifying([path], tmp_path / "profiel", now=NOW)
    assert isinstance(verifier, Verifier)
    with verifier:
        verifier._sandbox._limits = replace(verifier._sandbox._limits, memory=1 << 70, more_memory=1 << 70)
        one = verifier.verify(found[0])
    assert (one.verdict.state, one.verdict.reason) == (FileState.UNREADABLE, "crashed")
