"""What the window remembers of a person's liking, and the size of the interface while it is open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journeys.desks import Office
from tests.ui.journey import CTRL, PLAIN, SHIFT, Driver, Key
from ui.frame.model import ScaleAsked
from ui.frame.places import Place
from ui.prepare.view import PreparePage
from ui.remembered import FILE_NAME, read_remembered
from ui.review.view import ReviewPage
from ui.theme.theme import Mode
from ui.widgets.splitter import Handle

Open = Callable[..., Driver]
Stage = Callable[[str], Office]


def review_of(driver: Driver) -> ReviewPage:
    page = driver.at(Place.REVIEW)
    assert isinstance(page, ReviewPage)
    return page


def kept(profile: Office) -> dict[str, object]:
    found = json.loads((profile.folder / FILE_NAME).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_another_size_acts_while_the_window_is_open(stage: Stage, open_on: Open) -> None:
    profile = stage("locked")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.REVIEW)
    driver.press(Key.Key_2)
    driver.rest()
    before = driver.window
    height = before.menuBar().height()
    before.scale_asked.emit(ScaleAsked(1.5))
    driver.until(lambda: driver.window is not before, "the window at another size")
    driver.until(lambda: driver.running.assembly is not None and driver.window.place is Place.REVIEW, "the same page")
    driver.rest()
    assert driver.window.isVisible()
    assert driver.window.menuBar().height() == pytest.approx(1.5 * height, abs=2)
    assert review_of(driver)._model.chosen == "mr/per-racisme"
    # The keys work in it, what is decided is recorded, and the vault is the same one.
    driver.press(Key.Key_A)
    driver.sees("Akkoord vastgelegd")
    driver.rest()
    assert driver.states() == ["APPROVED", "APPROVED"]
    assert kept(profile)["scale"] == 1.5
    driver.leave()


def test_another_size_keeps_the_vault_locked(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("locked"))
    driver.opened()
    driver.window.lock_asked.emit()
    driver.until(lambda: not driver.running.office.open and driver.running.opened.bridge.resting)
    before = driver.window
    before.scale_asked.emit(ScaleAsked(2.0))
    driver.until(lambda: driver.window is not before and driver.running.assembly is not None, "the window")
    driver.rest()
    assert driver.window.place is None
    assert not driver.running.office.open
    driver.sees("De kluis is op slot")


def test_widths_are_kept_for_the_next_time(stage: Stage, open_on: Open) -> None:
    profile = stage("added")
    driver = open_on(profile)
    driver.opened()
    page = driver.to(Place.PREPARE)
    assert isinstance(page, PreparePage)
    handle = next(one for one in page.findChildren(Handle) if one.isVisible())
    before = page.panes[0].width()
    handle.setFocus()
    for _ in range(3):
        driver.press(Key.Key_Right)
    assert page.panes[0].width() == pytest.approx(before + 48, abs=4)
    driver.until(lambda: (profile.folder / FILE_NAME).exists(), "what is remembered")
    chosen = page.panes[0].width()
    driver.leave()
    again = open_on(profile)
    again.opened()
    page = again.to(Place.PREPARE)
    assert page.panes[0].width() == pytest.approx(chosen, abs=3)


def test_single_keys_can_be_switched_off_and_stay_so(stage: Stage, open_on: Open) -> None:
    profile = stage("locked")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.REVIEW)
    action = driver.window._menus._letters
    assert action.isChecked()
    action.trigger()
    for key, held in ((Key.Key_A, PLAIN), (Key.Key_N, PLAIN), (Key.Key_2, PLAIN), (Key.Key_S, PLAIN)):
        driver.press(key, held)
    driver.press(Key.Key_Question, SHIFT)
    driver.rest()
    assert driver.states() == ["READY", "READY"]
    assert driver.no_card()
    assert not review_of(driver).reason.isVisible()
    assert "toets A" not in driver.words()
    driver.leave()
    again = open_on(profile)
    again.opened()
    again.to(Place.REVIEW)
    again.press(Key.Key_A)
    again.rest()
    assert again.states() == ["READY", "READY"]
    again.window._menus._letters.trigger()
    again.press(Key.Key_A)
    again.sees("Akkoord vastgelegd")
    again.rest()


def test_the_size_of_reading_text_and_the_colours_are_kept(stage: Stage, open_on: Open) -> None:
    profile = stage("locked")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.REVIEW)
    driver.press(Key.Key_Plus, CTRL)
    driver.press(Key.Key_Plus, CTRL)
    wanted = review_of(driver).advice.points
    driver.window.theme.choose(mode=Mode.DARK)
    driver.until(lambda: read_remembered(profile.folder).reading == wanted, "the size of the text")
    assert read_remembered(profile.folder).mode == "dark"
    driver.leave()
    again = open_on(profile, mode=None, scale=None)
    again.opened()
    again.to(Place.REVIEW)
    assert review_of(again).advice.points == wanted
    assert again.window.theme.mode is Mode.DARK


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=True) | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(["mode", "scale", "letter_keys", "reading", "widths", "x"]), json_values)
    | json_values
)
def test_whatever_stands_in_the_file_the_window_opens(tmp_path: Path, values: object) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps(values), encoding="utf-8")
    found = read_remembered(tmp_path)
    assert 1.0 <= found.scale <= 2.0
    assert found.mode in {"system", "light", "dark"}
    assert all(width >= 0 for widths in found.widths.values() for width in widths)
    found.save()
    assert read_remembered(tmp_path) == found


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[" * 5000])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, text: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(text)
    assert read_remembered(tmp_path).scale == 1.0
