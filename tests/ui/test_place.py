"""The place of the signature, moved on the page by keys and with the mouse, each letter's its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.page_source import shown_rect, user_rect
from app.pages import PageRect
from app.usecases.correct_file import correct_file
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.record_condition import record_condition
from app.usecases.show_map import list_maps
from signing.placement import Place as StoredPlace
from tests.journeys.desks import ITEM, MAP, MEETING, Office, at
from tests.ui.journey import CTRL, SHIFT, Driver, Key
from ui.frame.places import Place
from ui.pageview.dragging import dragged
from ui.pageview.placing import LEAST_HEIGHT, LEAST_WIDTH
from ui.sign.model import PlaceModel, PlanModel
from ui.sign.view import SignPage

Open = Callable[..., Driver]
Stage = Callable[[str], Office]
PAGE = (595.0, 842.0)
points = st.floats(0, 500)


@given(st.sampled_from([0, 90, 180, 270]), points, points, st.floats(50, 90), st.floats(20, 90), points, points)
@settings(max_examples=60, deadline=None)
def test_a_place_on_a_page_as_shown_and_in_the_file_is_the_same_place(
    turned: int, left: float, bottom: float, wide: float, high: float, x: float, y: float
) -> None:
    frame = (x, y, x + 595, y + 842)
    rect = (x + left, y + bottom, x + left + wide, y + bottom + high)
    back = user_rect(shown_rect(rect, frame, turned), frame, turned)
    assert back == pytest.approx(rect, abs=1e-6)


@given(st.sampled_from(["", "l", "r", "t", "b", "lt", "rt", "lb", "rb"]), st.floats(-900, 900), st.floats(-900, 900))
@settings(max_examples=60, deadline=None)
def test_a_drag_never_leaves_the_page_nor_goes_below_the_least_size(part: str, across: float, down: float) -> None:
    place = dragged(PageRect(100, 600, 300, 660), part, (across, down), PAGE)
    assert place.left >= 0
    assert place.top >= 0
    assert place.right <= PAGE[0]
    assert place.bottom <= PAGE[1]
    assert place.right - place.left >= LEAST_WIDTH - 1e-6
    assert place.bottom - place.top >= LEAST_HEIGHT - 1e-6


def rects(driver: Driver) -> list[tuple[float, ...]]:
    places = [letter.file.place for letter in driver.read(list_maps)[0].items[0].letters]
    assert all(places)
    return [one.rect for one in places if one is not None]


def placing(driver: Driver) -> SignPage:
    driver.opened()
    page = driver.to(Place.SIGN)
    assert isinstance(page, SignPage)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.press(Key.Key_P)
    driver.until(lambda: driver.shows(PlaceModel), "the place")
    driver.until(lambda: page.placement.document.pages.place_shown is not None, "the frame")
    driver.rest()
    return page


def test_arrows_move_and_size_the_place_and_each_letter_keeps_its_own(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    placing(driver)
    before = rects(driver)
    driver.press(Key.Key_Left, SHIFT)  # 5 mm
    driver.sees("Bewaard voor deze brief")
    driver.rest()
    after = rects(driver)
    assert after[0][0] - before[0][0] == pytest.approx(-5 * 72 / 25.4, abs=0.01)
    assert after[1] == before[1]
    driver.press(Key.Key_Right, CTRL)
    driver.until(lambda: rects(driver)[0][2] > after[0][2], "the size")
    driver.rest()
    driver.tab_to("Volgende brief")
    driver.press(Key.Key_Return)
    driver.sees("Brief Eerste Kamer, pagina")
    driver.press(Key.Key_Escape)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    assert driver.states() == ["APPROVED", "APPROVED"]  # no decision changes by it


def test_it_is_put_on_the_page_that_is_looked_at_or_out_of_sight_and_back(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    page = placing(driver)
    before = rects(driver)

    def place() -> StoredPlace | None:
        return driver.read(list_maps)[0].items[0].letters[0].file.place

    page.placement.document.pages.go_to(0)
    driver.press(Key.Key_H)
    driver.sees("Brief Tweede Kamer, pagina 1")
    driver.rest()
    there = place()
    assert there is not None
    assert there.page == 1
    driver.press(Key.Key_O)
    driver.sees("de handtekening is niet te zien in de brief")
    driver.rest()
    assert place() is None
    assert page.placement.document.pages.place is None
    driver.press(Key.Key_R)
    driver.sees("Brief Tweede Kamer, pagina 2")
    driver.rest()
    assert rects(driver) == before


def test_a_letter_without_a_place_is_named_and_gets_one(stage: Stage, open_on: Open) -> None:
    office = stage("added")
    with office.open(now=at(8, 15, 30)) as desk:
        for letter in ("brief-tweede-kamer", "brief-eerste-kamer"):
            correct_file(desk, ITEM, letter, {"place": ""})
        record_condition(desk, ITEM, MEETING)
        lock_map(desk, MAP)
        decide(desk, ITEM, "agree")
    driver = open_on(office)
    driver.opened()
    page = driver.to(Place.SIGN)
    assert isinstance(page, SignPage)
    driver.sees("2 stukken, met de reden")
    assert not driver.button("Verder naar de pincode").isEnabled()
    driver.press(Key.Key_P)
    driver.sees("Brief Tweede Kamer: hier is geen plaats herkend.")
    driver.rest()
    driver.press(Key.Key_H)
    driver.sees("Brief Tweede Kamer, pagina 1")
    driver.rest()
    driver.press(Key.Key_Escape)
    driver.until(lambda: driver.shows(PlanModel) and page.plan.choices is not None, "a letter that can be signed")
    driver.sees("1 brief bij 1 besluit")


def test_the_mouse_drags_the_place_and_the_letter_is_drawn_anew(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    page = placing(driver)
    pages = page.placement.document.pages
    before = rects(driver)[0]
    shown = pages.place_shown
    assert shown is not None
    start = shown.center()
    end = start + QPointF(-30, -2)  # beside the text, not over it
    view = pages.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(view, end.toPoint())
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end.toPoint())
    driver.sees("Bewaard voor deze brief")
    driver.rest()
    after = rects(driver)[0]
    scale = pages.scale_of_place
    assert after[0] - before[0] == pytest.approx(-30 / scale, abs=2)
    assert after[1] - before[1] == pytest.approx(2 / scale, abs=2)


def drag(driver: Driver, page: SignPage, by: QPointF, *, let_go: bool = True) -> None:
    pages = page.placement.document.pages
    shown = pages.place_shown
    assert shown is not None
    start = shown.center()
    view = pages.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(view, (start + by).toPoint())
    if let_go:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=(start + by).toPoint())


def test_a_frame_over_the_text_is_seen_while_dragging_and_not_kept_on_the_drop(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    page = placing(driver)
    pages = page.placement.document.pages
    before, shown = rects(driver), pages.place
    drag(driver, page, QPointF(0, -160), let_go=False)
    assert pages.place is not None
    assert pages.place.covers
    driver.sees("Hier staat al tekst")
    at = pages.place_shown
    assert at is not None
    QTest.mouseRelease(pages.viewport(), Qt.MouseButton.LeftButton, pos=at.center().toPoint())
    driver.sees("Niet bewaard; de vorige plaats blijft")
    driver.rest()
    assert pages.place == shown  # back where it was
    assert rects(driver) == before


def test_keys_over_the_text_keep_nothing_and_r_goes_back_to_the_proposal(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    page = placing(driver)
    pages = page.placement.document.pages
    before = rects(driver)
    driver.press(Key.Key_Left, SHIFT)
    driver.sees("Bewaard voor deze brief")
    driver.rest()
    kept = rects(driver)
    assert kept[0] != before[0]
    for _ in range(12):
        driver.press(Key.Key_Up, SHIFT)
        driver.rest()
        if pages.place is not None and pages.place.covers:
            break
    driver.sees("Niet bewaard; de vorige plaats blijft")
    driver.press(Key.Key_R)
    driver.until(lambda: rects(driver) == before, "the proposal")
    driver.rest()
    assert pages.place is not None
    assert not pages.place.covers


def test_the_plan_says_which_letter_has_its_place_moved(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    page = placing(driver)
    driver.press(Key.Key_Left, SHIFT)
    driver.sees("Bewaard voor deze brief")
    driver.rest()
    driver.press(Key.Key_Escape)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    view = page._model.view
    assert isinstance(view, PlanModel)
    said = ["plaats verplaatst" in " ".join(cell.text for cell in row.cells) for row in view.signed.rows]
    assert said == [True, False]
