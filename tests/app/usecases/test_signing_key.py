"""A person chooses the key to sign with; the choice is kept, and is never replaced by another key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import KeyTrouble
from app.settings import read_settings
from app.usecases.choose_key import choose_key
from app.usecases.keep_signing_key import keep_signing_key
from app.usecases.offer_keys import offer_keys
from tests.journeys.desks import Office

Stage = Callable[[str], Office]


def test_a_chosen_key_file_is_used_and_stays_chosen(stage: Stage, tmp_path: Path) -> None:
    office = stage("approved")
    copy = tmp_path / "mijn sleutel.p12"
    copy.write_bytes((next(iter(office.folder.rglob("*.p12")))).read_bytes())
    with office.open() as desk:
        offered = offer_keys(desk, key_files=(str(copy),))
        mine = next(one for one in offered if one.where == copy.name)
        assert mine.software
        assert keep_signing_key(desk, mine.uri) == ""
        assert choose_key(desk).uri == mine.uri
    with office.open() as desk:
        assert choose_key(desk).uri == mine.uri
        copy.unlink()
        gone = choose_key(desk)
        # Another key is there and could sign; the person did not choose it.
        assert (gone.uri, gone.where) == ("", copy.name)
        assert gone.why_not
        assert keep_signing_key(desk, "") == mine.uri
        assert choose_key(desk).uri


def test_a_secret_is_never_kept_as_part_of_a_choice(stage: Stage) -> None:
    office = stage("approved")
    with office.open() as desk, pytest.raises(KeyTrouble):
        keep_signing_key(desk, "pkcs11:token=Kaart;pin-value=1234;module-path=/lib/kaart.so")
    assert read_settings(office.folder).signing_key == ""


def test_a_driver_that_is_none_is_offered_with_the_reason(stage: Stage, tmp_path: Path) -> None:
    office = stage("approved")
    wrong = tmp_path / "geen-stuurprogramma.so"
    wrong.write_bytes(b"niets")
    with office.open() as desk:
        found = next(one for one in offer_keys(desk, modules=(str(wrong),)) if one.where == str(wrong))
    assert found.unusable == "module_unusable"
