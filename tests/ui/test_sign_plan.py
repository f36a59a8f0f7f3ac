"""What the plan says before anything is signed, and the choice of a key, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.demonstration.token import softhsm_module
from app.settings import read_settings
from app.usecases.choose_key import choose_key
from app.usecases.correct_file import correct_file
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.record_condition import record_condition
from tests.journeys.desks import ITEM, MAP, MEETING, Office, Person, at, outcome, sign, states
from tests.ui.journey import CTRL, Driver, Key
from ui.dialogs.keys import KeyDialog
from ui.dialogs.pin import PinDialog
from ui.frame.places import Place
from ui.sign.model import PlanModel, ResultModel
from ui.sign.view import SignPage

pytestmark = pytest.mark.skipif(softhsm_module() is None, reason="SoftHSM2 is not installed")

Open = Callable[..., Driver]
Stage = Callable[[str], Office]


def plan(driver: Driver) -> PlanModel:
    """Go to Ondertekenen and return the plan."""
    page = driver.to(Place.SIGN)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    assert isinstance(page, SignPage)
    assert isinstance(page._model.view, PlanModel)
    return page._model.view


def said(view: PlanModel) -> str:
    return "\n".join(f"{step.text} {step.more}" for step in view.steps)


def test_letters_that_were_never_opened_are_named_where_the_choice_is_made(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"))
    driver.opened()
    assert len(plan(driver).unopened) == 2
    driver.to(Place.REVIEW)  # shows the first letter
    view = plan(driver)
    assert [one.rsplit(", ", 1)[-1] for one in view.unopened] == ["Brief Eerste Kamer"]
    assert "U hebt ze geopend" not in driver.words()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(8, 16), "U tekent eerder."),
        (at(9, 9), "U tekent op de dag van de brief."),
        (at(20, 9), "U tekent later: het is nu 20 februari 2024."),
    ],
)
def test_the_plan_says_how_the_date_of_the_letters_lies_to_today(
    stage: Stage, open_on: Open, moment: object, words: str
) -> None:
    driver = open_on(stage("approved"))
    driver.opened()
    driver.desk.clock.set(moment)  # type: ignore[attr-defined]
    driver.running.office.tell()
    driver.rest()
    assert words in said(plan(driver))


def test_what_is_signed_after_the_council_agreed_stays_sealed_as_was_said_and_all_is_counted_right(
    stage: Stage, open_on: Open
) -> None:
    profile = stage("approved")
    with profile.open(now=at(8, 16, 20)) as desk:
        person = Person(profile.demonstration.secret_for(profile.demonstration.key_uris[-1]), stop_after=1)
        sign(desk, profile, person=person)
        assert states(desk) == ["SEALED", "APPROVED"]
    with profile.open(now=at(9, 12, 38)) as desk:
        outcome(desk)
    driver = open_on(profile)
    driver.opened()
    view = plan(driver)
    assert [row.cells[-1].read() for row in view.signed.rows] == ["Verzegeld"]
    driver.press(Key.Key_2)
    driver.press(Key.Key_Return, CTRL)
    driver.card(PinDialog)
    assert "1 brief blijft verzegeld" in driver.words()
    driver.give_pin(profile.demonstration.secrets.pin.reveal())
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]
    assert "niet getekend" not in driver.words()
    driver.to(Place.COUNCIL)
    driver.press(Key.Key_Return, CTRL)
    driver.sees("Vier tijden van de Brief Tweede Kamer")
    driver.sees("Vier tijden van de Brief Eerste Kamer")  # signed at another time


def test_a_key_file_is_chosen_by_keys_kept_and_taken_back(
    stage: Stage, open_on: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = stage("approved")
    own = tmp_path / "eigen.p12"
    own.write_bytes(next(iter(profile.folder.rglob("*.p12"))).read_bytes())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_args: (str(own), "")))
    driver = open_on(profile)
    driver.opened()
    plan(driver)
    driver.tab_to("Andere sleutel...")
    driver.press(Key.Key_Return)
    driver.card(KeyDialog)
    driver.tab_to("Sleutelbestand aanwijzen...")
    driver.press(Key.Key_Return)
    driver.until(lambda: "eigen.p12" in driver.words(), "the file")
    driver.tab_to("M. Verzonnen")
    driver.press(Key.Key_Down)  # as in every group of answers: the arrows go from one to the next
    driver.press(Key.Key_Down)
    assert driver.focused().accessibleName() == "eigen.p12"
    assert "minder veilig dan een kaart" in driver.focused().accessibleDescription()
    driver.press(Key.Key_Space)
    driver.tab_to("Deze sleutel gebruiken")
    driver.press(Key.Key_Return)
    driver.until(driver.no_card)
    driver.sees("U tekent met een sleutel in een bestand.")
    assert read_settings(profile.folder).signing_key == f"file:{own}"
    driver.press(Key.Key_Z, CTRL)
    driver.rest()
    assert read_settings(profile.folder).signing_key == ""


def test_a_key_that_is_gone_is_told_and_found_again_by_looking(stage: Stage, open_on: Open, tmp_path: Path) -> None:
    profile = stage("approved")
    own = tmp_path / "eigen.p12"
    content = next(iter(profile.folder.rglob("*.p12"))).read_bytes()
    (profile.folder / "settings.toml").write_text(f'signing_key = "file:{own}"\n', encoding="utf-8")
    driver = open_on(profile)
    driver.opened()
    assert plan(driver).trouble
    driver.press(Key.Key_2)
    assert not driver.button("Verder naar de pincode").isEnabled()
    own.write_bytes(content)
    driver.tab_to("Opnieuw kijken")
    driver.press(Key.Key_Return)
    driver.until(lambda: not plan(driver).trouble, "the key")
    assert driver.button("Verder naar de pincode").isEnabled()


def test_without_any_key_it_says_so_and_offers_to_choose_one(
    stage: Stage, open_on: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.usecases.offer_keys.list_keys", lambda **_places: ())
    driver = open_on(stage("approved"))
    driver.opened()
    assert plan(driver).trouble == "Er is nog geen sleutel ingesteld. Kies een kaart of een sleutelbestand."
    assert "\u2018\u2019" not in driver.words()
    driver.tab_to("Sleutel kiezen...")
    driver.press(Key.Key_Return)
    driver.card(KeyDialog)
    driver.sees("Er is geen sleutel gevonden.")
    driver.press(Key.Key_Escape)
    driver.until(driver.no_card)


def test_the_choice_comes_in_sight_with_its_key_where_it_lies_below(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("approved"), scale=2.0, size=(1920, 1200))
    driver.opened()
    plan(driver)
    page = driver.window.page(Place.SIGN)
    assert isinstance(page, SignPage)
    assert page.plan.choices is not None
    driver.press(Key.Key_2)
    driver.rest()
    seen = page.plan.choices.visibleRegion().boundingRect()
    assert seen.height() >= page.plan.choices.height() - 1


def test_letters_that_were_agreed_to_and_cannot_be_signed_are_shown_with_the_reason(
    stage: Stage, open_on: Open
) -> None:
    office = stage("added")
    with office.open(now=at(8, 15, 30)) as desk:
        for letter in ("brief-tweede-kamer", "brief-eerste-kamer"):
            correct_file(desk, ITEM, letter, {"two_signatories": "yes"})
        record_condition(desk, ITEM, MEETING)
        lock_map(desk, MAP)
        decide(desk, ITEM, "agree")
    driver = open_on(office)
    driver.opened()
    driver.to(Place.SIGN)
    driver.sees("2 stukken, met de reden")
    assert "Er staat niets klaar om te tekenen." not in driver.words()
    assert not driver.button("Verder naar de pincode").isEnabled()


def test_a_card_of_another_person_is_said_before_the_choice(stage: Stage, open_on: Open) -> None:
    """Guard G10: what the plan says counts as said, so it stands in the plan."""
    office = stage("added")
    with office.open(now=at(8, 15, 30)) as desk:
        for letter in ("brief-tweede-kamer", "brief-eerste-kamer"):
            correct_file(desk, ITEM, letter, {"signatory_name": "J. Anders"})
        record_condition(desk, ITEM, MEETING)
        lock_map(desk, MAP)
        decide(desk, ITEM, "agree")
    driver = open_on(office)
    driver.opened()
    told = [step for step in plan(driver).steps if step.tone == "bad"]
    assert [step.text for step in told] == [
        "De brief noemt J. Anders als ondertekenaar; het certificaat staat op naam van M. Verzonnen (DEMONSTRATIE)."
    ]
    driver.sees(told[0].text)


def test_a_certificate_that_ends_before_the_meeting_is_said_before_the_choice(
    stage: Stage, open_on: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = at(9, 1)
    monkeypatch.setattr("ui.sign.presenter.choose_key", lambda desk: replace(choose_key(desk), ends=ends))
    driver = open_on(stage("approved"))
    driver.opened()
    told = [step.text for step in plan(driver).steps if step.tone == "bad"]
    assert len(told) == 1
    assert told[0].startswith("Het certificaat loopt af op")
    assert "2024-" not in told[0]
