"""Signing one by one in the real window, by keys: every letter is seen, skipped with a reason, or left."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from app.demonstration.token import softhsm_module
from app.jobs import Lane
from app.usecases.show_record import show_record
from tests.journeys.desks import Office
from tests.ui.journey import CTRL, Driver, Key
from ui.bridge import Handlers
from ui.dialogs.pin import PinDialog
from ui.frame.places import Place
from ui.sign.model import OneModel, PlanModel, ResultModel
from ui.sign.view import SignPage

pytestmark = pytest.mark.skipif(softhsm_module() is None, reason="SoftHSM2 is not installed")

Open = Callable[..., Driver]
Stage = Callable[[str], Office]
LOOKS = [
    pytest.param({}, id="100"),
    pytest.param({"scale": 2.0, "size": (1920, 1200)}, id="200"),
]


def one_by_one(driver: Driver) -> None:
    """Go to Ondertekenen, choose to see each letter once more, and wait for the first."""
    driver.opened()
    driver.to(Place.SIGN)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.press(Key.Key_1)
    driver.press(Key.Key_Return, CTRL)
    shown(driver, 1)


def shown(driver: Driver, place: int) -> None:
    """Wait until this letter out of the two is on the screen and can be signed by Enter."""
    letter(driver, place)
    driver.until(driver.button("Deze tekenen").isEnabled, "the letter")
    assert driver.focused() is driver.button("Deze tekenen")


def result(driver: Driver) -> ResultModel:
    page = driver.window.page(Place.SIGN)
    assert isinstance(page, SignPage)
    assert isinstance(page._model.view, ResultModel)
    return page._model.view


def letter(driver: Driver, place: int) -> None:
    """Wait until this letter out of the two is asked about."""
    driver.until(lambda: driver.shows(OneModel), "a letter")
    driver.sees(f"Brief {place} van 2")


@pytest.mark.parametrize("look", LOOKS)
def test_each_letter_is_seen_and_then_one_pin_signs_both(stage: Stage, open_on: Open, look: dict[str, object]) -> None:
    profile = stage("approved")
    driver = open_on(profile, **look)
    one_by_one(driver)
    driver.press(Key.Key_Return)
    shown(driver, 2)
    driver.press(Key.Key_Return)
    driver.card(PinDialog)
    driver.give_pin(profile.demonstration.secrets.pin.reveal())
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]


@pytest.mark.parametrize("look", LOOKS)
def test_a_letter_is_skipped_with_a_reason_that_the_result_repeats(
    stage: Stage, open_on: Open, look: dict[str, object]
) -> None:
    profile = stage("approved")
    driver = open_on(profile, **look)
    one_by_one(driver)
    driver.tab_to("Overslaan...")
    driver.press(Key.Key_Return)
    driver.until(lambda: driver.focused().accessibleName() == "Waarom slaat u deze brief over?", "the field")
    assert not driver.button("Deze overslaan").isEnabled()
    driver.type("De bijlage klopt nog niet")
    driver.tab_to("Deze overslaan")
    driver.press(Key.Key_Return)
    shown(driver, 2)
    driver.press(Key.Key_Return)
    driver.card(PinDialog)
    driver.give_pin(profile.demonstration.secrets.pin.reveal())
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.sees("Overgeslagen")
    assert "De bijlage klopt nog niet" in "\n".join(
        cell.text for group in result(driver).groups for row in group.rows.rows for cell in row.cells
    )
    driver.rest()
    assert driver.states() == ["APPROVED", "SEALED"]


def test_a_key_pressed_again_signs_no_letter_that_is_not_on_the_screen(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    one_by_one(driver)
    held = threading.Event()
    driver.running.opened.bridge.run(Lane.READ, lambda context: held.wait(20), Handlers())  # opening waits behind this
    try:
        driver.press(Key.Key_Return)
        letter(driver, 2)
        assert not driver.button("Deze tekenen").isEnabled()
        driver.press(Key.Key_Return)
        driver.press(Key.Key_Return)
        assert driver.shows(OneModel)
        assert driver.no_card()
    finally:
        held.set()
    shown(driver, 2)


def test_escape_in_the_reason_closes_the_reason_and_nothing_is_signed_meanwhile(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    one_by_one(driver)
    driver.tab_to("Overslaan...")
    driver.press(Key.Key_Return)
    driver.sees("Waarom")
    assert not driver.button("Deze tekenen").isEnabled()
    driver.type("eerst bellen")
    driver.press(Key.Key_Escape)
    driver.until(driver.button("Deze tekenen").isEnabled, "the letter again")
    assert driver.shows(OneModel)
    driver.tab_to("Overslaan...")
    driver.press(Key.Key_Return)
    driver.type("toch eerst bellen")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Brief 2 van 2")
    driver.press(Key.Key_Escape)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    assert driver.states() == ["APPROVED", "APPROVED"]


def test_escape_goes_back_to_the_plan_and_nothing_is_signed(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    one_by_one(driver)
    driver.press(Key.Key_Escape)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    assert driver.states() == ["APPROVED", "APPROVED"]


def wrong_pin(pin: str) -> str:
    return "".join(str((int(digit) + 1) % 10) for digit in pin)


def test_a_wrong_pin_is_told_and_no_letter_is_asked_about_twice(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    pin = profile.demonstration.secrets.pin.reveal()
    driver = open_on(profile)
    one_by_one(driver)
    driver.press(Key.Key_Return)
    shown(driver, 2)
    driver.press(Key.Key_Return)
    driver.card(PinDialog)
    driver.give_pin(wrong_pin(pin))
    driver.sees("De pincode klopt niet.")
    again = driver.card(PinDialog)
    assert again.field is not None
    assert again.field.edit.hasFocus()
    assert again.field.edit.text() == ""
    assert driver.states() == ["APPROVED", "APPROVED"]
    driver.give_pin(pin)
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.sees("Twee brieven zijn getekend")
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]


def test_a_wrong_pin_keeps_what_was_skipped_and_records_it_once(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    pin = profile.demonstration.secrets.pin.reveal()
    driver = open_on(profile)
    one_by_one(driver)
    driver.tab_to("Overslaan...")
    driver.press(Key.Key_Return)
    driver.type("Eerst het tarief nazoeken")
    driver.tab_to("Deze overslaan")
    driver.press(Key.Key_Return)
    shown(driver, 2)
    driver.press(Key.Key_Return)
    driver.card(PinDialog)
    driver.give_pin(wrong_pin(pin))
    driver.sees("De pincode klopt niet.")
    driver.card(PinDialog)
    driver.give_pin(pin)
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.rest()
    assert driver.states() == ["APPROVED", "SEALED"]
    kinds = [entry.kind for entry in driver.read(show_record)]
    assert kinds.count("LetterSkipped") == 1, kinds


def test_ctrl_enter_right_after_escape_begins_again(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    one_by_one(driver)
    driver.press(Key.Key_Escape)
    driver.press(Key.Key_Return, CTRL)  # at once: before the job that showed the letter has ended
    shown(driver, 1)
    driver.press(Key.Key_Escape)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    driver.press(Key.Key_Return, CTRL)
    shown(driver, 1)


def test_the_way_on_is_named_for_where_it_leads(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    driver.opened()
    driver.to(Place.SIGN)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.press(Key.Key_1)
    driver.button("Naar de eerste brief")
    driver.press(Key.Key_2)
    driver.button("Verder naar de pincode")
