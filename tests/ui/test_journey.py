"""The journey of the example through the window, by keyboard alone, with a SoftHSM2 token."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest

from app.demonstration.token import softhsm_module
from app.paths import ProfilePaths, sending_folder
from app.usecases.verify_record import verify_record
from tests.journeys.desks import Office, at
from tests.ui.journey import CTRL, Driver, Gate, Key, states_of
from ui.dialogs.pin import PinDialog, Situation
from ui.frame.places import Place
from ui.sign.model import BusyModel, PlanModel, ResultModel

pytestmark = pytest.mark.skipif(softhsm_module() is None, reason="SoftHSM2 is not installed")

Open = Callable[[Office], Driver]
Stage = Callable[[str], Office]


def pin_of(profile: Office) -> str:
    return profile.demonstration.secrets.pin.reveal()


def wrong_pin(profile: Office) -> str:
    return "".join(str((int(digit) + 1) % 10) for digit in pin_of(profile))


def test_the_whole_journey_by_keyboard_alone(stage: Stage, open_on: Open) -> None:
    profile = stage("new")
    driver = open_on(profile)
    driver.opened()
    driver.tab_to("Probeer het voorbeeld")
    driver.press(Key.Key_Return)
    driver.at(Place.PREPARE)
    driver.sees("Voorwaarde vastleggen: ")
    driver.tab_to("Voorwaarde vastleggen: ")
    driver.press(Key.Key_Return)
    driver.sees("Deze map kan worden vastgezet")
    driver.press(Key.Key_L, CTRL)
    driver.sees("Map vastgezet")
    driver.to(Place.REVIEW)
    driver.press(Key.Key_A)
    driver.sees("Akkoord vastgelegd")
    driver.to_pin()
    driver.give_pin(pin_of(profile))
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.sees("Twee brieven zijn getekend")
    driver.desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
    driver.running.office.tell()
    driver.to(Place.COUNCIL)
    driver.press(Key.Key_1)
    driver.tab_to("Wie bevestigt dit?")
    driver.type("A. Secretaris")
    driver.press(Key.Key_Tab)
    driver.type("09-02-2024 12.30")
    driver.press(Key.Key_Tab)
    driver.type("besluitenlijst, punt 7")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Klaar om te versturen")
    _letters_are_ready_and_verify(profile)
    _controleren_shows_the_verdict(driver, profile)
    driver.leave()
    assert states_of(profile) == ["RELEASED", "RELEASED"]


def _letters_are_ready_and_verify(profile: Office) -> None:
    folder = sending_folder(ProfilePaths(profile.folder))
    letters = sorted(folder.glob("*/*.pdf"))
    assert len([one for one in letters if "brief" in one.name.lower()]) == 2, letters
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        return
    for letter in letters:
        if "brief" in letter.name.lower():
            found = subprocess.run([pdfsig, "-nocert", str(letter)], capture_output=True, text=True, check=False)
            assert "Signature is Valid" in found.stdout, found.stdout


def _controleren_shows_the_verdict(driver: Driver, profile: Office) -> None:
    driver.to(Place.VERIFY)
    folder = sending_folder(ProfilePaths(profile.folder))
    driver.running.assembly.presenters.verify.add((folder,))  # the files dropped
    driver.sees("3 bestanden")
    driver.rest()
    driver.press(Key.Key_Down)  # the worst is first: the attachment, which has no signature
    driver.sees("is geldig: er is niets veranderd")
    driver.rest()


def test_a_wrong_pin_is_told_tried_once_and_the_right_one_then_signs(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    driver = open_on(profile)
    driver.opened()
    first = driver.to_pin()
    assert first._model.situation is Situation.NORMAL
    driver.give_pin(wrong_pin(profile))
    driver.sees("De pincode klopt niet.")
    second = driver.card(PinDialog)
    assert second.field is not None
    assert second.field.edit.text() == ""
    assert second.field.edit.hasFocus()
    assert second._model.situation is Situation.LOW  # one try was used, not two
    driver.give_pin(pin_of(profile))
    driver.sees("Twee brieven zijn getekend")
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]


def test_a_pin_declined_signs_nothing_and_the_plan_is_back(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    driver = open_on(profile)
    driver.opened()
    driver.to_pin()
    driver.press(Key.Key_Escape)
    driver.until(driver.no_card)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    assert driver.states() == ["APPROVED", "APPROVED"]
    # Nothing stands in the way of trying again at once.
    driver.press(Key.Key_Return, CTRL)
    driver.card(PinDialog)


def test_stop_after_this_letter_finishes_it_and_begins_no_other(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    driver = open_on(profile)
    driver.opened()
    driver.to_pin()
    gate = Gate(driver, "sign")
    driver.give_pin(pin_of(profile))
    gate.reached()
    driver.until(lambda: driver.shows(BusyModel), "the progress")
    driver.press(Key.Key_Escape)
    driver.sees("Stopt na deze brief")
    gate.open()
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.sees("E\u00e9n brief is getekend")
    driver.rest()
    assert driver.states() == ["SEALED", "APPROVED"]
    driver.tab_to("Verdergaan")
    driver.press(Key.Key_Return)
    driver.card(PinDialog)  # how to sign was chosen: only the PIN is asked again
    driver.give_pin(pin_of(profile))
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]
    assert not driver.read(verify_record).flaws
