"""Ministerraad in the real window: what is refused is refused in place, and nothing goes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton

from app.demonstration.profile import DemonstrationProfile
from app.paths import ProfilePaths, sending_folder
from app.usecases.verify_record import verify_record
from signing.services import OFFLINE
from tests.journeys.desks import Office, at
from tests.ui.journey import CTRL, SHIFT, Driver, Key
from ui.dialogs.confirm import ConfirmDialog
from ui.frame.places import Place

Open = Callable[[Office], Driver]
Stage = Callable[[str], Office]


def nothing_went_out(profile: Office) -> bool:
    return not list(sending_folder(ProfilePaths(profile.folder)).glob("**/*.pdf"))


def test_before_the_meeting_nothing_can_be_released(stage: Stage, open_on: Open) -> None:
    profile = stage("sealed")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.COUNCIL)
    driver.sees("De vergadering begint vrijdag 9 februari")
    driver.press(Key.Key_1)
    driver.press(Key.Key_Return, CTRL)
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]
    assert nothing_went_out(profile)


def test_an_outcome_other_than_agreed_blocks_and_voiding_is_a_second_act(stage: Stage, open_on: Open) -> None:
    profile = stage("sealed")
    driver = open_on(profile)
    driver.opened()
    driver.desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
    driver.running.office.tell()
    driver.to(Place.COUNCIL)
    driver.press(Key.Key_4)
    driver.sees("De brieven worden geblokkeerd")
    driver.tab_to("Wie bevestigt dit?")
    driver.type("A. Secretaris")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Vul in waaruit de uitkomst blijkt.")
    assert driver.states() == ["SEALED", "SEALED"]
    assert driver.focused().accessibleName() == "Waaruit blijkt het?"
    driver.type("besluitenlijst, punt 7")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Geblokkeerd")
    driver.rest()
    assert driver.states() == ["BLOCKED", "BLOCKED"]
    driver.press(Key.Key_V, CTRL | SHIFT)
    dialog = driver.card(ConfirmDialog)
    driver.press(Key.Key_Escape)
    driver.until(driver.no_card)
    assert driver.states() == ["BLOCKED", "BLOCKED"]
    driver.press(Key.Key_V, CTRL | SHIFT)
    dialog = driver.card(ConfirmDialog)
    assert dialog.reason is not None
    assert dialog.reason.hasFocus()
    driver.type("De brief wordt herzien")
    driver.press(Key.Key_Tab)
    assert isinstance(driver.focused(), QAbstractButton)
    driver.press(Key.Key_Return)
    driver.sees("Vervallen")
    driver.rest()
    assert driver.states() == ["VOIDED", "VOIDED"]
    assert nothing_went_out(profile)
    assert not driver.read(verify_record).flaws


@pytest.mark.parametrize("look", [{}, {"scale": 2.0, "size": (1920, 1200)}], ids=["100", "200"])
def test_sent_is_recorded_once_with_its_evidence(
    stage: Stage, open_on: Callable[..., Driver], look: dict[str, object]
) -> None:
    profile = stage("released")
    driver = open_on(profile, **look)
    driver.opened()
    driver.to(Place.COUNCIL)
    driver.sees("Klaar om te versturen")
    driver.tab_to("Verzonden")
    driver.press(Key.Key_Return)
    dialog = driver.card(ConfirmDialog)
    assert dialog.reason is not None
    assert dialog.reason.hasFocus()
    assert not dialog._act.isEnabled()  # without evidence nothing is recorded
    driver.type("Per mail aan beide griffies")
    driver.press(Key.Key_Tab)
    driver.press(Key.Key_Return)
    driver.until(driver.no_card)
    driver.rest()
    assert driver.states() == ["DISPATCHED", "DISPATCHED"]
    assert not driver.button("Verzonden").isEnabled()
    assert not driver.read(verify_record).flaws


@pytest.mark.parametrize("accepted", [False, True], ids=["declined", "accepted"])
def test_a_lower_level_is_asked_and_only_a_yes_releases(
    stage: Stage, open_on: Open, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    profile = stage("agreed")
    monkeypatch.setattr(DemonstrationProfile, "services", lambda _self: OFFLINE)
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.COUNCIL)
    driver.press(Key.Key_Return, CTRL)
    dialog = driver.card(ConfirmDialog)
    assert dialog.decline.hasFocus()  # Enter means no
    if accepted:
        driver.press(Key.Key_Tab)
    driver.press(Key.Key_Return)
    driver.until(driver.no_card)
    driver.rest()
    if accepted:
        driver.sees("Klaar om te versturen")
        assert driver.states() == ["RELEASED", "RELEASED"]
        assert not nothing_went_out(profile)
    else:
        assert driver.states() == ["SEALED", "SEALED"]
        assert nothing_went_out(profile)
