"""A lost card at the last minute, and a time that is not confirmed: both from Ministerraad, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.demonstration.profile import DemonstrationProfile
from app.demonstration.token import softhsm_module
from app.usecases.show_map import list_maps
from app.usecases.verify_record import verify_record
from signing.services import OFFLINE, Services
from tests.journeys.desks import Office, at, sign
from tests.ui.journey import Driver, Key
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.keys import KeyDialog
from ui.dialogs.pin import PinDialog
from ui.frame.places import Place
from ui.sign.model import ResultModel
from ui.sign.view import SignPage

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
    driver.card(PinDialog)  # one for the set
    driver.sees("2 brieven blijven verzegeld tot na de MR")
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


class Service:
    """The demonstration's time-stamp service, which can be out of reach."""

    def __init__(self) -> None:
        self.down, self.asked = True, 0
        self._services = DemonstrationProfile.services

    def of(self, profile: DemonstrationProfile) -> Services:
        return replace(self._services(profile), time_stamper=lambda: self._stamper(profile))

    def _stamper(self, profile: DemonstrationProfile) -> Any:
        stamper: Any = profile.pki.time_stamper()
        ask = stamper.async_request_tsa_response

        async def answer(request: Any) -> Any:
            self.asked += 1
            if self.down:
                raise OSError("no connection")
            return await ask(request)

        stamper.async_request_tsa_response = answer
        return stamper


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    made = Service()
    monkeypatch.setattr(DemonstrationProfile, "services", lambda profile: made.of(profile))
    return made


class TestATimeThatIsNotConfirmed:
    def opened(self, stage: Stage, open_on: Open) -> Driver:
        profile = stage("approved")
        with profile.open(now=at(8, 16, 20)) as desk:
            sign(replace(desk, services=OFFLINE), profile)
        driver = open_on(profile)
        driver.opened()
        return driver

    def test_says_why_and_can_be_tried_now(self, stage: Stage, open_on: Open, service: Service) -> None:
        driver = self.opened(stage, open_on)
        assert service.asked == 2  # tried at once for each letter, in vain
        driver.to(Place.COUNCIL)
        driver.sees("Brief Tweede Kamer: de tijd is nog niet bevestigd. De tijdstempeldienst antwoordt niet")
        service.down = False
        driver.tab_to("Nu proberen")
        driver.press(Key.Key_Return)
        driver.sees("Tijd bevestigd op")
        driver.rest()
        assert "nog niet bevestigd" not in driver.words()

    def test_is_confirmed_when_the_vault_opens_with_a_connection(
        self, stage: Stage, open_on: Open, service: Service
    ) -> None:
        service.down = False
        driver = self.opened(stage, open_on)
        driver.to(Place.COUNCIL)
        driver.sees("Tijd bevestigd op")
        assert "nog niet bevestigd" not in driver.words()

    def test_is_confirmed_by_itself_once_the_service_is_back(
        self, stage: Stage, open_on: Open, service: Service
    ) -> None:
        driver = self.opened(stage, open_on)
        driver.to(Place.COUNCIL)
        driver.sees("nog niet bevestigd")
        service.down = False
        driver.running.assembly.connecting._timer.timeout.emit()  # some minutes later
        driver.sees("Tijd bevestigd op")
        driver.rest()
        assert "nog niet bevestigd" not in driver.words()

    def test_stands_with_its_reason_in_the_result_until_it_is(
        self, stage: Stage, open_on: Open, service: Service
    ) -> None:
        profile = stage("approved")
        driver = open_on(profile)
        driver.opened()
        driver.to_pin()
        driver.give_pin(profile.demonstration.secrets.pin.reveal())
        driver.sees("Twee brieven zijn getekend")
        driver.rest()
        first, second = times(driver)
        assert first == "Tijd nog niet bevestigd: de tijdstempeldienst antwoordt niet"
        assert second == "Tijd nog niet bevestigd: nog niet opgehaald"  # who did not answer is not asked again at once
        service.down = False
        driver.running.assembly.connecting._timer.timeout.emit()
        driver.rest()
        assert [time.startswith("Tijd bevestigd op 8 februari 2024, ") for time in times(driver)] == [True, True]


def times(driver: Driver) -> list[str]:
    """Return what the result says of the time of each sealed letter."""
    page = driver.window.page(Place.SIGN)
    assert isinstance(page, SignPage)
    assert isinstance(page._model.view, ResultModel)
    return [row.cells[-1].text for row in page._model.view.groups[0].rows.rows]
