"""Closing and locking the window in the middle of anything: nothing is lost, nothing half done, nothing left held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.demonstration.token import softhsm_module
from app.usecases.verify_record import verify_record
from tests.journeys.desks import Office, entries, states
from tests.ui.journey import CTRL, SHIFT, Driver, Gate, Key, maps_of, states_of
from ui.frame.leaving import QuitDialog
from ui.frame.places import Place
from ui.sign.model import BusyModel, ResultModel

needs_token = pytest.mark.skipif(softhsm_module() is None, reason="SoftHSM2 is not installed")

Open = Callable[[Office], Driver]
Stage = Callable[[str], Office]


def pin_of(profile: Office) -> str:
    return profile.demonstration.secrets.pin.reveal()


def whole(profile: Office) -> bool:
    """Whether the record holds; opening the profile also shows that no one holds it any more."""
    with profile.open() as desk:
        return not verify_record(desk).flaws


@needs_token
def test_closing_while_the_pin_is_asked_signs_nothing(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    driver = open_on(profile)
    driver.opened()
    driver.to_pin()
    driver.leave()
    assert states_of(profile) == ["APPROVED", "APPROVED"]
    assert whole(profile)


@needs_token
def test_closing_in_mid_batch_finishes_the_letter_in_hand(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    driver = open_on(profile)
    driver.opened()
    driver.to_pin()
    gate = Gate(driver, "sign")
    driver.give_pin(pin_of(profile))
    gate.reached()
    driver.until(lambda: driver.shows(BusyModel), "the progress")
    driver.sees("Bezig met tekenen: 0 van 2 klaar")  # in the status line
    driver.window.close()
    dialog = driver.card(QuitDialog)
    assert "Bezig met tekenen: 0 van 2 klaar." in driver.words()
    assert dialog.decline.hasFocus()  # Enter goes on
    driver.window.close()  # pressed again: it is the same question
    assert driver.card(QuitDialog) is dialog
    driver.tab_to("Afmaken en sluiten")
    driver.press(Key.Key_Return)
    driver.sees("Vloeiboek sluit")
    assert driver.window.isVisible()  # it stays until the letter in hand is finished
    gate.open()
    driver.until(lambda: not driver.window.isVisible(), "the closed window")
    driver.running.close()
    assert states_of(profile) == ["SEALED", "APPROVED"]
    assert whole(profile)
    again = open_on(profile)
    again.opened()
    again.to(Place.SIGN)
    again.sees("Wordt getekend")
    again.rest()
    assert again.states() == ["SEALED", "APPROVED"]


@needs_token
def test_a_close_that_is_taken_back_lets_the_signing_go_on(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    driver = open_on(profile)
    driver.opened()
    driver.to_pin()
    gate = Gate(driver, "sign")
    driver.give_pin(pin_of(profile))
    gate.reached()
    driver.until(lambda: driver.shows(BusyModel), "the progress")
    driver.press(Key.Key_Q, CTRL)
    driver.card(QuitDialog)
    driver.press(Key.Key_Return)
    driver.until(driver.no_card)
    gate.open()
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.rest()
    assert driver.window.isVisible()
    assert driver.states() == ["SEALED", "SEALED"]
    assert "Bezig met tekenen" not in driver.words()
    driver.leave()  # nothing is running: nothing is asked


def test_closing_while_a_dossier_is_added_leaves_it_whole_or_away(stage: Stage, open_on: Open) -> None:
    profile = stage("new")
    driver = open_on(profile)
    driver.opened()
    driver.tab_to("Probeer het voorbeeld")
    driver.press(Key.Key_Return)
    driver.leave()
    found = maps_of(profile)
    assert [len(item.files) for batch in found for item in batch.items] in ([], [4], [5])
    assert whole(profile)


def test_closing_on_a_page_that_is_drawn_leaves_no_document_open(stage: Stage, open_on: Open) -> None:
    profile = stage("locked")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.REVIEW)
    driver.to(Place.PREPARE)
    driver.leave()
    assert states_of(profile) == ["READY", "READY"]


@needs_token
def test_locking_in_mid_batch_finishes_the_letter_and_then_closes_the_vault(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    driver = open_on(profile)
    driver.opened()
    driver.to_pin()
    gate = Gate(driver, "sign")
    driver.give_pin(pin_of(profile))
    gate.reached()
    driver.until(lambda: driver.shows(BusyModel), "the progress")
    driver.press(Key.Key_L, CTRL | SHIFT)
    driver.sees("De kluis gaat dicht")
    gate.open()
    driver.sees("Openen")
    driver.until(lambda: driver.running.opened.bridge.resting, "rest")
    assert states_of(profile) == ["SEALED", "APPROVED"]  # nobody holds the profile
    driver.press(Key.Key_Return)
    driver.opened()
    driver.to(Place.SIGN)
    driver.sees("Wordt getekend")
    driver.rest()
    assert driver.states() == ["SEALED", "APPROVED"]


def test_locking_and_unlocking_a_demonstration_asks_no_passphrase(stage: Stage, open_on: Open) -> None:
    profile = stage("locked")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.REVIEW)
    driver.press(Key.Key_L, CTRL | SHIFT)
    driver.sees("er is geen wachtzin nodig")
    driver.until(lambda: driver.running.opened.bridge.resting, "rest")
    with profile.open() as desk:
        assert states(desk) == ["READY", "READY"]
        assert entries(desk)
    driver.until(lambda: driver.button("Openen").isEnabled(), "the button")
    driver.press(Key.Key_Return)
    driver.opened()
    driver.to(Place.REVIEW)
    driver.press(Key.Key_A)
    driver.sees("Akkoord vastgelegd")


def test_closing_during_a_release_finishes_the_set_or_leaves_it_sealed(stage: Stage, open_on: Open) -> None:
    profile = stage("agreed")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.COUNCIL)
    gate = Gate(driver, "release")
    driver.press(Key.Key_Return, CTRL)
    gate.reached()
    driver.until(lambda: "Bezig met vrijgeven" in driver.words(), "the status line")
    driver.window.close()
    driver.card(QuitDialog)
    driver.tab_to("Afmaken en sluiten")
    driver.press(Key.Key_Return)
    gate.open()
    driver.until(lambda: not driver.window.isVisible(), "the closed window")
    driver.running.close()
    assert states_of(profile) in (["RELEASED", "RELEASED"], ["SEALED", "SEALED"])  # the set, or nothing of it
    assert whole(profile)
