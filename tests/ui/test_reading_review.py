"""Beoordelen through the real window, by keys alone, at 100 and at 200 %."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.batch import LetterVersion
from app.usecases.show_map import list_maps
from tests.journeys.desks import Office
from tests.ui.journey import CTRL, Driver, Key
from tests.ui.parts import Sheets
from ui.frame.places import Place
from ui.pageview.model import DocumentModel
from ui.review.model import LinkFollowed
from ui.review.view import ReviewPage

Open = Callable[..., Driver]
Stage = Callable[[str], Office]
ALT = Qt.KeyboardModifier.AltModifier
LOOKS = {"100": {}, "200": {"scale": 2.0, "size": (1440, 960)}}


@pytest.fixture(params=LOOKS)
def reading(request: pytest.FixtureRequest, stage: Stage, open_on: Open) -> Driver:
    """A person before Beoordelen, with the example dossier locked."""
    look: dict[str, Any] = LOOKS[request.param]
    driver = open_on(stage("locked"), **look)
    driver.opened()
    driver.to(Place.REVIEW)
    driver.rest()
    return driver


def page_of(driver: Driver) -> ReviewPage:
    page = driver.at(Place.REVIEW)
    assert isinstance(page, ReviewPage)
    return page


def letters(driver: Driver) -> list[LetterVersion]:
    return [letter for batch in driver.read(list_maps) for letter in batch.letters]


def remarks(driver: Driver) -> list[str]:
    return [letter.decided.remark if letter.decided else "" for letter in letters(driver)]


def test_retour_asks_why_and_keeps_the_reason(reading: Driver) -> None:
    reading.press(Key.Key_R)
    reading.until(lambda: page_of(reading).reason.edit.hasFocus(), "the question why")
    reading.press(Key.Key_Return, CTRL)  # without a reason nothing is recorded
    reading.rest()
    assert reading.states() == ["READY", "READY"]
    reading.type("De bijlage ontbreekt")
    reading.press(Key.Key_Return, CTRL)
    reading.sees("Retour vastgelegd")
    reading.rest()
    assert reading.states() == ["RETURNED", "RETURNED"]
    assert remarks(reading) == ["De bijlage ontbreekt"] * 2


def test_bespreken_asks_why_and_may_go_without(reading: Driver) -> None:
    reading.press(Key.Key_B)
    reading.until(lambda: page_of(reading).reason.edit.hasFocus(), "the question what")
    reading.type("Wat kost dit?")
    reading.press(Key.Key_Return, CTRL)
    reading.sees("Bespreken vastgelegd")
    reading.rest()
    assert reading.states() == ["DISCUSS", "DISCUSS"]
    assert remarks(reading) == ["Wat kost dit?"] * 2
    reading.press(Key.Key_B)
    reading.until(lambda: page_of(reading).reason.edit.hasFocus(), "the question what")
    reading.press(Key.Key_Return, CTRL)
    reading.until(lambda: remarks(reading) == ["", ""], "the decision without a reason")


def test_escape_leaves_the_question_and_nothing_is_recorded(reading: Driver) -> None:
    reading.press(Key.Key_N)
    reading.until(lambda: page_of(reading).reason.edit.hasFocus(), "the question why")
    reading.type("Toch niet")
    reading.press(Key.Key_Escape)
    reading.until(lambda: not page_of(reading).reason.isVisible())
    reading.rest()
    assert reading.states() == ["READY", "READY"]
    assert page_of(reading).advice.hasFocus()


def test_a_decision_for_each_letter(reading: Driver) -> None:
    page = page_of(reading)
    page._by_letter.trigger()
    reading.until(lambda: page.letters.isVisible(), "a row for each letter")
    assert not page.deciding.bar_pane.isVisible()
    reading.press(Key.Key_A)
    reading.sees("Brief Tweede Kamer: Akkoord vastgelegd")
    reading.rest()
    assert reading.states() == ["APPROVED", "READY"]
    # The keys are those of the letter where the focus is; Tab goes to the other.
    reading.tab_to("Akkoord, toets A, niet gekozen", most=12)
    reading.press(Key.Key_R)
    reading.until(lambda: page.reason.edit.hasFocus(), "the question why")
    assert page.reason.edit.accessibleName().startswith("Brief Eerste Kamer: Waarom?")
    reading.type("Andere aanhef")
    reading.press(Key.Key_Return, CTRL)
    reading.sees("Brief Eerste Kamer: Retour vastgelegd")
    reading.rest()
    assert reading.states() == ["APPROVED", "RETURNED"]
    assert remarks(reading) == ["", "Andere aanhef"]
    reading.press(Key.Key_Escape)
    reading.until(lambda: page.deciding.bar_pane.isVisible(), "the one bar")
    assert "Tweede Kamer: akkoord" in page.deciding.about[1].text()


def test_what_was_decided_for_one_letter_is_undone_for_that_letter(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    driver.opened()
    driver.to(Place.REVIEW)
    page = page_of(driver)
    page._by_letter.trigger()
    driver.press(Key.Key_G)
    driver.sees("Brief Tweede Kamer: Gezien vastgelegd")
    driver.rest()
    assert driver.states() == ["NOTED", "APPROVED"]
    driver.press(Key.Key_Z, CTRL)
    driver.until(lambda: driver.states() == ["READY", "APPROVED"], "the decision undone")


def test_a_number_brings_that_letter_in_sight(reading: Driver) -> None:
    page = page_of(reading)
    reading.press(Key.Key_2)
    reading.until(lambda: page._model.tab == page._model.tabs[1].code, "the second tab")
    reading.until(page.context.isVisible, "the letter, also where one column is shown at a time")


def test_a_link_is_followed_and_gone_back_from(reading: Driver) -> None:
    page = page_of(reading)
    before = page._model.tab
    assert not page._model.may_go_back
    link = page._model.advice.asked[1].target  # type: ignore[union-attr]
    page.advice.followed.emit(LinkFollowed(link))
    reading.until(lambda: page._model.tab == link, "the letter of the link")
    reading.rest()
    assert page.context.document.isVisible()
    reading.press(Key.Key_Left, ALT)
    reading.until(lambda: page._model.tab == before, "where the person was")
    reading.rest()
    assert page.advice.hasFocus()
    assert not page._model.may_go_back


def test_s_gives_the_other_pane_the_full_width(reading: Driver) -> None:
    page = page_of(reading)
    page.advice.setFocus()
    narrow = page._columns.narrow
    reading.press(Key.Key_S)
    assert not page.advice.isVisible()
    assert page.context.isVisible()
    reading.press(Key.Key_S)
    assert page.advice.isVisible()
    assert page.context.isVisible() is not narrow


def test_the_view_turns_by_key_and_the_outline_goes_by_key(reading: Driver) -> None:
    page = page_of(reading)
    pages = page.context.document.pages
    page._columns.show_column(2)
    pages.setFocus()
    reading.press(Key.Key_BracketRight)
    assert pages.turned == 1
    reading.press(Key.Key_BracketLeft)
    reading.press(Key.Key_BracketLeft)
    assert pages.turned == 3
    reading.press(Key.Key_I)
    reading.sees("Dit stuk heeft geen inhoudsopgave.")
    reading.press(Key.Key_I)
    reading.until(lambda: not page.context.document.outline.isVisible())


def test_an_outline_is_gone_by(reading: Driver) -> None:
    document = page_of(reading).context.document
    page_of(reading)._columns.show_column(2)
    document.open(DocumentModel("rapport", "Rapport"), Sheets(count=9, outlined=True))
    reading.until(lambda: document.pages.count == 9)
    reading.press(Key.Key_I)
    reading.until(lambda: len(document.outline.rows) == 9, "the outline")
    for _ in range(6):
        reading.press(Key.Key_Down)
    reading.press(Key.Key_Return)
    reading.until(lambda: document.pages.page == 6, "the seventh page")
    assert document.pages.hasFocus()
