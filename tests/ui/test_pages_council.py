"""Ministerraad in the real window: what is refused is refused in place, and nothing goes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.demonstration.profile import DemonstrationProfile
from app.paths import ProfilePaths, sending_folder
from app.usecases.show_map import list_maps
from app.usecases.verify_record import verify_record
from signing.services import OFFLINE
from tests.journeys.desks import Office, Person, at, sign, states
from tests.ui.journey import CTRL, SHIFT, Driver, Key
from ui.council.view import CouncilPage
from ui.dialogs.confirm import ConfirmDialog
from ui.frame.places import Place
from ui.widgets.field import ChoiceButton

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
    driver.sees("Vul in wanneer dit is besloten, bijvoorbeeld: 9 februari 2024, 11.30 uur.")
    assert driver.focused().accessibleName() == "Wanneer?"
    driver.type("gisteren")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Dit tijdstip is niet te lezen. Schrijf het zo: 9 februari 2024, 11.30 uur.")
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]
    driver.press(Key.Key_A, CTRL)
    driver.type("9 februari 2024, 11.30 uur")
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


def geometry(driver: Driver) -> dict[str, QPoint]:
    """Return where every answer and every field of the form stands in the window."""
    parts = [one for kind in (ChoiceButton, QLineEdit) for one in driver.window.findChildren(kind) if one.isVisible()]
    return {one.accessibleName(): one.mapTo(driver.window, QPoint(0, 0)) for one in parts}


def after_the_meeting(driver: Driver) -> None:
    driver.opened()
    driver.desk.clock.set(at(9, 12, 41))  # type: ignore[attr-defined]
    driver.running.office.tell()
    driver.to(Place.COUNCIL)


def fill(driver: Driver, *, when: str) -> None:
    """Type all that an outcome needs."""
    for name, text in (("Wie bevestigt", "A. Secretaris"), ("Wanneer", when), ("Waaruit blijkt", "punt 7")):
        driver.tab_to(name)
        driver.press(Key.Key_A, CTRL)
        driver.type(text)


def test_a_refusal_moves_nothing_and_the_button_says_which_outcome_it_records(stage: Stage, open_on: Open) -> None:
    profile = stage("sealed")
    driver = open_on(profile)
    after_the_meeting(driver)
    driver.press(Key.Key_6)
    driver.button("Voor kennisgeving aangenomen vastleggen")
    driver.press(Key.Key_1)
    driver.button("Akkoord vastleggen en vrijgeven")
    fill(driver, when="9 februari 2027, 12.30 uur")
    driver.rest()
    before = geometry(driver)
    driver.press(Key.Key_Return, CTRL)
    driver.sees("9 februari 2027, 12.30 uur is nog niet geweest")
    driver.rest()
    assert geometry(driver) == before  # a click that was on its way still lands where it was meant
    assert "(G4)" not in driver.words()
    assert driver.states() == ["SEALED", "SEALED"]
    driver.tab_to("Wanneer")
    driver.press(Key.Key_A, CTRL)
    driver.type("9 februari 2024, 11.30 uur")
    assert "is nog niet geweest" not in driver.words()  # it was about what stood there before
    assert geometry(driver) == before
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Klaar om te versturen")


def half_signed(profile: Office) -> None:
    with profile.open(now=at(8, 16, 20)) as desk:
        person = Person(profile.demonstration.secret_for(profile.demonstration.key_uris[-1]), stop_after=1)
        sign(desk, profile, person=person)
        assert states(desk) == ["SEALED", "APPROVED"]


def test_the_signatory_s_decision_is_never_shown_as_the_council_s(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    half_signed(profile)
    driver = open_on(profile)
    driver.opened()
    page = driver.to(Place.COUNCIL)
    assert isinstance(page, CouncilPage)
    driver.sees("De vergadering begint vrijdag 9 februari")
    assert [point.outcome for point in page._model.points] == ["Nog geen uitkomst"]
    said = [line.text for meeting in page._model.meetings for line in meeting.lines]
    assert not any("akkoord" in one.lower() for one in said), said
    assert "Nog niet getekend" in driver.words()  # the letter that is not signed, in its own half of the card


def test_a_letter_that_is_not_signed_is_named_with_the_way_to_sign_it(stage: Stage, open_on: Open) -> None:
    profile = stage("approved")
    half_signed(profile)
    driver = open_on(profile)
    after_the_meeting(driver)
    driver.press(Key.Key_1)
    driver.sees("Teken eerst de Brief Eerste Kamer")
    fill(driver, when="9 februari 2024, 11.30 uur")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("De ministerraad is akkoord, maar de Brief Eerste Kamer is nog niet getekend")
    driver.rest()
    assert nothing_went_out(profile)
    driver.tab_to("Naar Ondertekenen")
    driver.press(Key.Key_Return)
    driver.at(Place.SIGN)
    driver.sees("Wordt getekend")


@pytest.mark.parametrize(
    ("key", "outcome", "after"),
    [
        (Key.Key_2, "agreed-with-changes", "BLOCKED"),
        (Key.Key_3, "deferred", "BLOCKED"),
        (Key.Key_5, "withdrawn", "BLOCKED"),
        (Key.Key_6, "noted", "BLOCKED"),
    ],
)
def test_each_outcome_is_recorded_by_its_key(
    stage: Stage, open_on: Open, key: Qt.Key, outcome: str, after: str
) -> None:
    profile = stage("sealed")
    driver = open_on(profile)
    after_the_meeting(driver)
    driver.press(key)
    fill(driver, when="9 februari 2024, 11.30 uur")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Geblokkeerd")
    driver.rest()
    assert driver.states() == [after, after]
    recorded = driver.read(list_maps)[0].items[0].outcome
    assert recorded is not None
    assert recorded.outcome == outcome
    assert nothing_went_out(profile)


def test_an_outcome_is_corrected_with_the_earlier_one_in_sight(stage: Stage, open_on: Open) -> None:
    profile = stage("sealed")
    driver = open_on(profile)
    after_the_meeting(driver)
    driver.press(Key.Key_6)
    fill(driver, when="9 februari 2024, 11.30 uur")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Geblokkeerd")
    driver.rest()
    driver.tab_to("Uitkomst verbeteren")
    driver.press(Key.Key_Return)
    driver.sees("Wat besloot de ministerraad?")
    words = driver.words()
    assert "Nu vastgelegd\nVoor kennisgeving aangenomen" in words, words
    driver.press(Key.Key_1)
    fill(driver, when="9 februari 2027, 11.30 uur")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("is nog niet geweest")
    driver.sees("Wat besloot de ministerraad?")  # the form stays: it is corrected where it was typed
    driver.tab_to("Wanneer")
    driver.press(Key.Key_A, CTRL)
    driver.type("9 februari 2024, 11.30 uur")
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Klaar om te versturen")
    driver.rest()
    assert driver.states() == ["RELEASED", "RELEASED"]


def test_a_folder_that_no_program_opens_is_named_with_its_whole_path(
    stage: Stage, open_on: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = stage("released")
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _address: False))
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.COUNCIL)
    driver.tab_to("Verzendmap openen")
    driver.press(Key.Key_Return)
    driver.sees("opent geen mappen")
    folder = driver.running.assembly.presenters.council._folders["mr/per-racisme"].folder
    assert str(Path(folder).absolute()) in driver.words()
    driver.tab_to("Pad kopi\u00ebren")
    driver.press(Key.Key_Return)
    assert QGuiApplication.clipboard().text() == str(Path(folder).absolute())
