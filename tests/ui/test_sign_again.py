"""A lost card at the last minute, and a time that is not confirmed: both from Ministerraad, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.demonstration.profile import DemonstrationProfile
from app.demonstration.token import softhsm_module
from app.usecases.show_map import list_maps
from app.usecases.verify_record import verify_record
from signing.services import OFFLINE
from tests.journeys.desks import Office, at, sign
from tests.ui.journey import Driver, Key
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.keys import KeyDialog
from ui.dialogs.pin import PinDialog
from ui.frame.places import Place

Open = Callable[..., Driver]
Stage = Callable[[str], Office]


def sealed_versions(driver: Driver) -> list[tuple[int, str]]:
    item = driver.read(list_maps)[0].items[0]
    return [(letter.number, letter.state.value) for letter in item.letters]


def to_key(driver: Driver) -> None:
    """Go from Ministerraad to the choice of another key, with a reason."""
    driver.opened()
    driver.to(Place.COUNCIL)
    driver.tab_to("Opnieuw tekenen met een andere sleutel...")
    driver.press(Key.Key_Return)
    driver.card(ConfirmDialog)
    driver.type("De kaart is zoek")
    driver.tab_to("Verder: sleutel kiezen")
    driver.press(Key.Key_Return)
    driver.card(KeyDialog)


@pytest.mark.skipif(softhsm_module() is None, reason="SoftHSM2 is not installed")
def test_a_held_set_is_signed_again_with_another_key_in_one_guided_step(stage: Stage, open_on: Open) -> None:
    profile = stage("sealed")
    driver = open_on(profile)
    to_key(driver)
    driver.tab_to("M. Verzonnen")
    driver.press(Key.Key_Down)
    assert driver.focused().accessibleName() == "sleutel.p12"
    driver.press(Key.Key_Space)
    driver.tab_to("Deze sleutel gebruiken")
    driver.press(Key.Key_Return)
    uri = next(one for one in profile.demonstration.key_uris if one.startswith("file:"))
    pin = profile.demonstration.secret_for(uri)
    assert pin is not None
    for _ in range(2):  # a letter, a consent, a passphrase
        driver.card(PinDialog)
        driver.give_pin(pin.reveal())
        driver.until(driver.no_card)
    driver.sees("Opnieuw getekend en verzegeld.")
    driver.rest()
    assert sealed_versions(driver) == [(2, "SEALED"), (2, "SEALED")]
    assert not driver.read(verify_record).flaws


def test_whoever_stops_keeps_the_old_signature(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("sealed"))
    to_key(driver)
    driver.press(Key.Key_Escape)
    driver.until(driver.no_card)
    driver.rest()
    assert sealed_versions(driver) == [(1, "SEALED"), (1, "SEALED")]
    to_key(driver)
    driver.tab_to("M. Verzonnen")
    driver.press(Key.Key_Down)
    assert driver.focused().accessibleName() == "sleutel.p12"
    driver.press(Key.Key_Space)
    driver.tab_to("Deze sleutel gebruiken")
    driver.press(Key.Key_Return)
    driver.card(PinDialog)
    driver.press(Key.Key_Escape)
    driver.sees("De oude handtekening staat nog.")
    driver.rest()
    assert sealed_versions(driver) == [(1, "SEALED"), (1, "SEALED")]


def test_a_time_that_is_not_confirmed_says_why_and_can_be_tried_now(
    stage: Stage, open_on: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = stage("approved")
    with monkeypatch.context() as without:
        without.setattr(DemonstrationProfile, "services", lambda _self: OFFLINE)
        with profile.open(now=at(8, 16, 20)) as desk:
            sign(desk, profile)
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.COUNCIL)
    driver.sees("Brief Tweede Kamer: de tijd is nog niet bevestigd.")
    driver.tab_to("Nu proberen")
    driver.press(Key.Key_Return)
    driver.sees("Tijd bevestigd op")
    driver.rest()
    assert "nog niet bevestigd" not in driver.words()
