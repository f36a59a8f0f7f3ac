"""Signing from the command line: the PIN once, Ctrl-C, services that are down, sets that stay behind."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.demonstration.token import softhsm_module
from app.usecases.decide import decide
from signing.services import OFFLINE, Services
from tests.app.cli.commands import Run, descriptor
from tests.journeys.desks import (
    HOUSE,
    ITEM,
    MAP,
    SENATE,
    Office,
    Person,
    at,
    entries,
    find_item,
    outcome,
    release,
    sign,
    sql,
    states,
)
from tests.pki import make_pki

Stage = Callable[[str], Office]
REPOSITORY = Path(__file__).parents[3]
needs_softhsm = pytest.mark.skipif(softhsm_module() is None, reason="make setup installs SoftHSM2")

INTERRUPTED = """
import os, signal, sys
from signing.cms import CmsMaker
check = CmsMaker.check
def interrupt(*arguments, **named):
    CmsMaker.check = check
    os.kill(os.getpid(), signal.SIGINT)
    return check(*arguments, **named)
CmsMaker.check = interrupt
from app.cli import main
main(sys.argv[1:])
"""


def vloeiboek(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


class TestThePinIsTriedOnce:
    @needs_softhsm
    def test_by_a_wrong_pin_of_a_real_token(self, stage: Stage) -> None:
        office = stage("approved")
        uri, pin = office.demonstration.key_uris[0], office.demonstration.secrets.pin.reveal()
        wrong = "000000" if pin != "000000" else "111111"
        with descriptor(wrong) as number:
            ran = subprocess.run(
                [sys.executable, "-m", "app", "sign", MAP, "--key", uri, "--all-unseen", "--json", "--pin-fd", number,
                 "--profile", str(office.folder)],
                cwd=REPOSITORY, capture_output=True, text=True, check=False, pass_fds=[int(number)],
            )  # fmt: skip
        assert (ran.returncode, ran.stdout) == (6, "")
        assert ran.stderr.count("pincode") == 1
        assert wrong not in ran.stderr
        listed = json.loads(vloeiboek("keys", "list", "--json", "--profile", str(office.folder)).stdout)
        assert [key["pin_state"] for key in listed if not key["software"]] == ["low"]
        with office.open() as desk:
            assert states(desk) == ["APPROVED", "APPROVED"]
            assert "LetterPrepared" not in entries(desk)
        # The kept PIN still works, and clears the count.
        ran = vloeiboek("sign", MAP, "--key", uri, "--all-unseen", "--profile", str(office.folder))
        assert ran.returncode == 0, ran.stderr
        with office.open() as desk:
            assert states(desk) == ["SEALED", "SEALED"]
            record = sql(desk, "SELECT authenticated FROM record WHERE kind = 'LetterSealed'")
            assert {row[0] for row in record} == {"card"}

    def test_one_question_for_all_letters(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            person = Person(office.demonstration.secrets.key_file)
            sign(desk, office, person=person)
            assert [type(one).__name__ for one in person.asked] == ["ConsentQuestion", "PinQuestion"]

    @needs_softhsm
    def test_another_token_than_the_one_that_is_there(self, stage: Stage) -> None:
        office = stage("approved")
        uri = f"pkcs11:token=weg;object=x;module-path={softhsm_module()}"
        ran = vloeiboek("sign", MAP, "--key", uri, "--all-unseen", "--json", "--profile", str(office.folder))
        assert (ran.returncode, ran.stdout) == (6, "")
        assert "'weg'" in ran.stderr


class TestCtrlC:
    def test_the_letter_in_hand_is_finished_and_no_other_begun(self, stage: Stage) -> None:
        office = stage("approved")
        uri = office.demonstration.key_uris[-1]
        words = ["sign", MAP, "--key", uri, "--all-unseen", "--json", "--profile", str(office.folder)]
        ran = subprocess.run(
            [sys.executable, "-c", INTERRUPTED, *words], cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 7, ran.stderr
        values = json.loads(ran.stdout)
        assert (values["sealed"], values["not_begun"]) == ([HOUSE], [SENATE])
        with office.open() as desk:
            assert states(desk) == ["SEALED", "APPROVED"]
        assert vloeiboek(*words).returncode == 0
        with office.open() as desk:
            assert states(desk) == ["SEALED", "SEALED"]


def down() -> Services:
    stamper = make_pki().time_stamper(at(8, 16, 20))
    stamper.out_of_reach = True
    return Services(time_stamper=lambda: stamper, time_stamp_address="proef")


class TestTheTimeStampServiceIsDown:
    def test_at_signing_the_letters_are_sealed_all_the_same(self, stage: Stage) -> None:
        office = stage("approved")
        with office.open(now=at(8, 16, 20)) as desk:
            result, _ = sign(replace(desk, services=down()), office)
            assert result.sealed == (HOUSE, SENATE)
            assert all(letter.strengthened is None for letter in find_item(desk).letters)
            desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
            outcome(desk)
            # Still down at release: the level is said and asked about, and the answer is no.
            away, person = replace(desk, services=down()), Person()
            with pytest.raises(Exception, match="level_not_accepted"):
                release(away, office, person=person)
            assert [(one.reached, one.why) for one in person.asked] == [("B-B", ("timestamp_unreachable",))]  # type: ignore[attr-defined]
            assert states(desk) == ["SEALED", "SEALED"]
            released = release(away, office, accept="B-B")
            assert {level for _, level, _ in released.letters} == {"B-B"}

    def test_by_command(self, command: Run, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        office = stage("agreed")
        monkeypatch.setattr("app.demonstration.profile.DemonstrationProfile.services", lambda self: down())
        words = ("release", ITEM, "--to", office.outbox, "--json")
        ran = command(*words, profile=office.folder)
        assert (ran.code, ran.out) == (1, "")
        assert "tijdstempeldienst" in ran.said
        assert "--accept-level" in ran.said
        assert not office.outbox.exists()
        level = ran.said.split("niveau ")[1].split()[0]
        ran = command(*words, "--accept-level", level, profile=office.folder)
        assert (ran.code, ran.values[0]["letters"][0]["level"]) == (0, level)
        again = command(*words, profile=office.folder)
        assert again.values[0]["again"] is True
        assert again.values[0]["letters"] == ran.values[0]["letters"]
        first, second = (Path(one.values[0]["folder"]) for one in (ran, again))
        for path in first.iterdir():
            assert (second / path.name).read_bytes() == path.read_bytes()


class TestWhatWaitsForNothing:
    def free(self, stage: Stage) -> Office:
        office = stage("locked")
        with office.open(now=at(8, 15, 40)) as desk:
            sql(desk, "UPDATE items SET named_condition = '', condition = ''")
            decide(desk, ITEM, "agree")
        return office

    def test_is_released_in_the_same_act(self, command: Run, stage: Stage) -> None:
        office = self.free(stage)
        ran = command("sign", MAP, "--key", office.demonstration.key_uris[-1], "--all-unseen", "--to", office.outbox,
                      "--json", profile=office.folder)  # fmt: skip
        assert ran.code == 0
        assert len(ran.values["released"]) == 1

    def test_a_set_that_is_not_whole_stays_and_what_was_signed_is_said(self, stage: Stage) -> None:
        office = self.free(stage)
        with office.open() as desk:
            person = Person(office.demonstration.secrets.key_file, stop_after=1)
            result, folders = sign(desk, office, person=person, target=office.outbox)
            assert (result.sealed, folders) == ((HOUSE,), [])
            assert [reason.code for _, reason in result.not_released] == ["set_incomplete"]
            assert states(desk) == ["SEALED", "APPROVED"]

    def test_a_level_that_is_not_reached_keeps_it_sealed(self, stage: Stage) -> None:
        office = self.free(stage)
        with office.open() as desk:
            result, folders = sign(replace(desk, services=OFFLINE), office, target=office.outbox)
            assert len(result.sealed) == 2
            assert folders == []
            assert [reason.code for _, reason in result.not_released] == ["level_not_accepted"]
            assert states(desk) == ["SEALED", "SEALED"]


class TestWhatHasACondition:
    """Interface: only what has no condition is released with signing; plan and PIN say that the rest stays sealed."""

    def half_sealed_then_agreed(self, stage: Stage) -> Office:
        office = stage("approved")
        with office.open(now=at(8, 16)) as desk:
            sign(desk, office, person=Person(office.demonstration.secrets.key_file, stop_after=1))
            desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
            outcome(desk)
            assert states(desk) == ["SEALED", "APPROVED"]
        return office

    def test_stays_sealed_also_when_its_council_agreed_before(self, command: Run, stage: Stage) -> None:
        office = self.half_sealed_then_agreed(stage)
        words = ("--key", office.demonstration.key_uris[-1], "--all-unseen", "--to", office.outbox, "--json")
        ran = command("sign", MAP, *words, profile=office.folder)
        assert (ran.code, ran.values["sealed"]) == (0, [SENATE])
        assert (ran.values["released"], ran.values["not_released"]) == ([], [])
        assert not office.outbox.exists()
        with office.open() as desk:
            assert states(desk) == ["SEALED", "SEALED"]
            assert "ItemReleased" not in entries(desk)
        ran = command("release", ITEM, "--to", office.outbox, "--json", profile=office.folder)
        assert ran.code == 0
        with office.open() as desk:
            assert states(desk) == ["RELEASED", "RELEASED"]


class TestWhatIsSaidOfEachLetter:
    def test_its_time_is_confirmed_or_the_reason_why_not(self, command: Run, stage: Stage) -> None:
        office = stage("approved")
        words = ("sign", MAP, "--key", office.demonstration.key_uris[-1], "--all-unseen")
        told = command(*words, "--json", profile=office.folder).values["time_stamps"]
        assert [one["letter"] for one in told] == [HOUSE, SENATE]
        assert all(one["time_stamp"] and one["missing"] is None for one in told)

    def test_a_service_that_is_down_is_said_with_the_letters(
        self, command: Run, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office = stage("approved")
        monkeypatch.setattr("app.demonstration.profile.DemonstrationProfile.services", lambda _self: OFFLINE)
        ran = command("sign", MAP, "--key", office.demonstration.key_uris[-1], "--all-unseen", profile=office.folder)
        assert ran.code == 0
        assert ran.out.count("tijd nog niet bevestigd: geen tijdstempeldienst ingesteld") == 2
