"""What the state secretary sends back is told, with its reason, wherever the office then looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from app.desk import Desk
from app.usecases.lock_map import lock_map
from app.usecases.record_condition import record_condition
from app.usecases.unlock_map import unlock_map
from tests.journeys.desks import MAP, MEETING, Office
from tests.ui.journey import CTRL, Driver, Key
from tests.ui.test_reading_maps import with_two_items
from ui.frame.places import Place
from ui.review.view import ReviewPage
from ui.widgets.button import Button, Kind

Open = Callable[..., Driver]
Stage = Callable[[str], Office]
REASON = "De bijlage ontbreekt"


def send_back(driver: Driver, why: str) -> None:
    page = review_of(driver)
    driver.press(Key.Key_R)
    driver.until(lambda: page.reason.edit.hasFocus(), "the question why")
    driver.type(why)
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Retour vastgelegd")
    driver.rest()


def review_of(driver: Driver) -> ReviewPage:
    page = driver.at(Place.REVIEW)
    assert isinstance(page, ReviewPage)
    return page


def test_a_retour_is_told_with_its_reason_in_mappen_and_voorbereiden(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("locked"))
    driver.opened()
    driver.to(Place.REVIEW)
    send_back(driver, REASON)
    told = f"stuurde dit retour op 8 februari 2024, 15.30 uur: \u2018{REASON}\u2019"
    driver.to(Place.MAPS)
    driver.sees("Retour: het bureau past aan")
    driver.sees(told)
    driver.to(Place.PREPARE)
    driver.sees(told)
    again, review = driver.button("Weer openen"), driver.button("Naar Beoordelen")
    assert isinstance(again, Button)
    assert isinstance(review, Button)
    assert (again._kind, review._kind) == (Kind.PRIMARY, Kind.QUIET), "what is next is to mend it"
    # The office opens the map: that undoes the decision, and the reason is what it now works by.
    driver.read(lambda desk: unlock_map(desk, MAP))
    driver.running.office.tell(MAP)
    driver.sees(f"\u2018{REASON}\u2019 Het bureau opende de map op")
    driver.rest()
    assert driver.states() == ["DRAFT", "DRAFT"]
    driver.to(Place.MAPS)
    driver.sees(f"\u2018{REASON}\u2019 Het bureau opende de map op")


def test_what_was_typed_stays_with_its_own_decision(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("locked"))
    driver.opened()
    driver.to(Place.REVIEW)
    field = review_of(driver).reason.edit

    def ask(key: Qt.Key) -> str:
        driver.press(key)
        driver.until(field.hasFocus, "the question")
        return field.toPlainText()

    assert ask(Key.Key_R) == ""
    driver.type("Andere aanhef")
    driver.press(Key.Key_Escape)
    assert ask(Key.Key_N) == ""
    driver.type("Te duur")
    driver.press(Key.Key_Escape)
    assert ask(Key.Key_B) == ""
    driver.press(Key.Key_Escape)
    assert ask(Key.Key_R) == "Andere aanhef"
    driver.press(Key.Key_Escape)
    assert ask(Key.Key_N) == "Te duur"
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Niet akkoord vastgelegd")
    driver.rest()
    # What was recorded is gone from the field, what was only typed is not.
    assert ask(Key.Key_N) == ""
    driver.press(Key.Key_Escape)
    assert ask(Key.Key_R) == "Andere aanhef"
    driver.press(Key.Key_Escape)
    driver.rest()
    assert driver.states() == ["DISAGREED", "DISAGREED"]


def test_what_was_typed_about_one_item_is_not_offered_for_another(stage: Stage, open_on: Open) -> None:
    driver = open_on(with_two_items(stage("added")))
    driver.opened()
    driver.read(_lock)
    driver.running.office.tell(MAP)
    driver.to(Place.REVIEW)
    field = review_of(driver).reason.edit
    driver.press(Key.Key_R)
    driver.until(field.hasFocus, "the question")
    driver.type("Alleen het eerste")
    driver.press(Key.Key_Escape)
    driver.press(Key.Key_Down, CTRL)
    driver.until(lambda: review_of(driver)._model.chosen.endswith("tweede-dossier"), "the second item")
    driver.rest()
    driver.press(Key.Key_R)
    driver.until(field.hasFocus, "the question")
    assert field.toPlainText() == ""


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900)], ids=["1366", "1440"])
def test_f4_opens_the_items_in_beoordelen_and_enter_chooses(stage: Stage, open_on: Open, size: tuple[int, int]) -> None:
    driver = open_on(with_two_items(stage("added")), size=size)
    driver.opened()
    driver.read(_lock)
    driver.running.office.tell(MAP)
    driver.to(Place.REVIEW)
    page = review_of(driver)
    driver.press(Key.Key_F4)
    driver.until(page._list.rows.hasFocus, "the list of items")
    assert page._list.isVisible()
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Return)
    driver.until(lambda: page._model.chosen == f"{MAP}/tweede-dossier", "the second item")
    driver.rest()
    driver.until(lambda: page.advice.isVisible() and not page._list.isVisible(), "the advice of that item")
    driver.press(Key.Key_F4)
    driver.until(page._list.rows.hasFocus, "the list of items")
    driver.press(Key.Key_F4)
    driver.until(page.advice.hasFocus, "the advice")


def test_enter_on_a_card_in_mappen_goes_on_with_that_map(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("locked"))
    driver.opened()
    driver.to(Place.MAPS)
    driver.tab_to("mr, MR van vrijdag 9 februari 2024")
    driver.press(Key.Key_Space)
    driver.rest()
    assert driver.window.place is Place.MAPS  # Space only looks at it
    driver.press(Key.Key_Return)
    driver.at(Place.REVIEW)
    driver.rest()
    assert review_of(driver)._model.chosen == "mr/per-racisme"


def _lock(desk: Desk) -> None:
    for item in ("per-racisme", "tweede-dossier"):
        record_condition(desk, f"{MAP}/{item}", MEETING)
    lock_map(desk, MAP)
