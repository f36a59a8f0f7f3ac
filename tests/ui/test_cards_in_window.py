"""Signing in the real window, by keys, with a card that misbehaves: what is asked, what is said, and going on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.demonstration.token import softhsm_module
from signing.cms import CmsMaker
from tests.app.cli.commands import descriptor
from tests.journeys.desks import MAP, Office
from tests.pki import make_pki
from tests.shim.module import Shim, fresh_library
from tests.signing.keys.softhsm import TokenStore
from tests.ui.cards import CardDesk, OnCard, choose_card, on_card, shim_of_window
from tests.ui.journey import CTRL, Driver, Gate, Key
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.pin import PadCard, PinDialog
from ui.frame.places import Place
from ui.sign.model import BusyModel, PlanModel, ResultModel
from ui.sign.view import SignPage

__all__ = ["on_card", "shim_of_window"]

pytestmark = pytest.mark.skipif(softhsm_module() is None, reason="SoftHSM2 is not installed")

REPOSITORY = Path(__file__).parents[2]
BOTH = "Twee brieven zijn getekend"


def plan(driver: Driver) -> PlanModel:
    """Go to Ondertekenen and return the plan."""
    page = driver.to(Place.SIGN)
    driver.until(lambda: driver.shows(PlanModel), "the plan")
    driver.rest()
    assert isinstance(page, SignPage)
    assert isinstance(page._model.view, PlanModel)
    return page._model.view


def signs_both(card: CardDesk) -> None:
    card.driver.sees(BOTH)
    card.driver.rest()
    assert card.driver.states() == ["SEALED", "SEALED"]


class TestAtThePinPad:
    def test_there_is_no_field_and_the_reader_is_pointed_at(self, on_card: OnCard) -> None:
        card = on_card()
        card.shim.do(f"pin_pad {card.pin}")
        driver = card.driver
        dialog = driver.to_pin()
        assert dialog.field is None
        assert "Toets de pincode in op de lezer." in driver.words()
        assert driver.focused() is driver.button("Verder")
        card.shim.also("hang C_Login 1")
        with card.shim.hanging():
            driver.press(Key.Key_Return)
            driver.card(PadCard)
            driver.sees("Vloeiboek wacht op de lezer.")
        signs_both(card)
        assert driver.no_card()

    def test_a_pin_for_each_signature_is_counted_before_the_first(self, on_card: OnCard) -> None:
        card = on_card()
        card.shim.do(f"pin_pad {card.pin}", "always_authenticate")
        driver = card.driver
        driver.to_pin()
        driver.press(Key.Key_Return)
        driver.card(ConfirmDialog)
        driver.sees("2 keer")
        assert card.shim.log.count("C_Login 2") == 0
        driver.tab_to("Toch tekenen")
        driver.press(Key.Key_Return)
        signs_both(card)
        assert card.shim.log.count("C_Login 2") == 2


def test_pins_for_each_signature_stand_in_the_plan_and_at_the_pin_where_the_card_shows_its_keys(
    on_card: OnCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = on_card("always_authenticate", "pin_pad 1")
    pki, store = make_pki(), TokenStore(tmp_path)
    monkeypatch.setenv("SOFTHSM2_CONF", str(store.settings))
    store.make("Open kaart")
    store.put_key("Open kaart", pki, "signer", hidden=False)
    store.put_certificate("Open kaart", pki.certificate("signer").dump())
    with fresh_library(str(card.shim.path)):
        choose_card(card.profile, card.shim, "Open kaart")
        card.driver.running.office.tell()
        card.driver.rest()
        steps = [step.text for step in plan(card.driver).steps]
        assert "3 keer de pincode, twee handtekeningen" in steps
        card.driver.to_pin()
        card.driver.sees("3 keer")
        card.driver.press(Key.Key_Escape)
        card.driver.rest()


class TestTheTries:
    def test_the_last_try_stops_unless_a_person_goes_to_the_other_button(self, on_card: OnCard) -> None:
        card = on_card("flags 0x30000")
        driver = card.driver
        dialog = driver.to_pin()
        assert "Dit is de laatste poging" in driver.words()
        assert driver.focused() is driver.button("Stoppen")
        driver.tab_to("Pincode van de kaart")
        driver.type(card.pin)
        driver.press(Key.Key_Return)
        assert driver.card(PinDialog) is dialog
        assert card.shim.called("C_Login") == 0
        driver.tab_to("Toch proberen")
        driver.press(Key.Key_Return)
        signs_both(card)
        assert card.shim.log.count("C_Login 1") == 1

    def test_enter_on_the_last_try_stops(self, on_card: OnCard) -> None:
        card = on_card("flags 0x30000")
        card.driver.to_pin()
        card.driver.press(Key.Key_Return)
        card.driver.until(card.driver.no_card)
        card.driver.rest()
        assert card.driver.shows(PlanModel)
        assert card.shim.called("C_Login") == 0
        assert card.driver.states() == ["APPROVED", "APPROVED"]

    def test_one_wrong_pin_before_is_said(self, on_card: OnCard) -> None:
        card = on_card("flags 0x10000")
        card.driver.to_pin()
        assert "Er is al een keer een foute pincode gebruikt" in card.driver.words()
        card.driver.give_pin(card.pin)
        signs_both(card)

    def test_a_card_that_locks_on_a_wrong_pin_says_so_and_asks_no_more(self, on_card: OnCard) -> None:
        card = on_card("lock_after 1")
        driver = card.driver
        driver.to_pin()
        driver.tab_to("Pincode van de kaart")
        driver.type("000000" if card.pin != "000000" else "111111")
        driver.tab_to("Toch proberen")
        driver.press(Key.Key_Return)
        driver.sees("De kaart is op slot.")
        driver.rest()
        assert driver.no_card()
        assert card.shim.log.count("C_Login 1") == 1

    def test_a_locked_card_is_said_in_the_plan_and_no_pin_is_asked(self, on_card: OnCard) -> None:
        card = on_card("flags 0x40000")
        view = plan(card.driver)
        assert view.trouble.startswith("De kaart is op slot. Herstel de kaart met de pukcode")
        card.driver.press(Key.Key_2)
        card.driver.press(Key.Key_Return, CTRL)
        card.driver.rest()
        assert card.driver.no_card()
        assert card.shim.called("C_Login") == 0


class TestInMidBatch:
    def removed(self, on_card: OnCard) -> CardDesk:
        card = on_card("fail C_Sign 0x32 2")
        card.driver.to_pin()
        card.driver.give_pin(card.pin)
        card.driver.sees("De kaart is eruit gehaald. 1 brief is getekend, 1 niet. Er is niets dubbel getekend.")
        card.driver.rest()
        assert card.driver.states() == ["SEALED", "APPROVED"]
        assert "U mag de kaart uit de lezer halen" not in card.driver.words()
        return card

    def test_a_removed_card_is_told_with_the_counts_and_going_on_signs_the_rest(self, on_card: OnCard) -> None:
        card = self.removed(on_card)
        assert card.driver.focused() is card.driver.button("Verdergaan")
        card.shim.do()
        card.driver.press(Key.Key_Return)
        card.driver.card(PinDialog)  # the choice was made: only the PIN is asked again
        assert "Pincode voor \u00e9\u00e9n handtekening" in card.driver.words()
        card.driver.give_pin(card.pin)
        card.driver.sees("E\u00e9n brief is getekend")
        card.driver.rest()
        assert card.driver.states() == ["SEALED", "SEALED"]

    def test_later_leaves_the_rest_in_the_plan(self, on_card: OnCard) -> None:
        card = self.removed(on_card)
        card.driver.tab_to("Later")
        card.driver.press(Key.Key_Return)
        card.driver.until(lambda: card.driver.shows(PlanModel), "the plan")
        card.driver.rest()
        assert plan(card.driver).letters == 1
        card.driver.sees("Het tekenen is onderbroken. 1 van 2 brieven zijn klaar.")
        assert card.driver.no_card()

    def test_going_on_without_the_card_says_that_it_is_not_there(self, on_card: OnCard) -> None:
        card = self.removed(on_card)
        card.shim.do("fail C_GetTokenInfo 0xE0 1")
        card.driver.press(Key.Key_Return)
        card.driver.until(lambda: card.driver.shows(PlanModel), "the plan")
        card.driver.rest()
        assert plan(card.driver).trouble
        assert card.driver.no_card()
        card.shim.do()
        card.driver.tab_to("Opnieuw kijken")
        card.driver.press(Key.Key_Return)
        card.driver.rest()
        card.driver.press(Key.Key_Return, CTRL)
        card.driver.card(PinDialog)

    def test_a_device_error_is_told_with_the_counts(self, on_card: OnCard) -> None:
        card = on_card("fail C_Sign 0x30 2")
        card.driver.to_pin()
        card.driver.give_pin(card.pin)
        card.driver.sees("De kaart gaf een fout")
        card.driver.sees("1 brief is getekend, 1 niet. Er is niets dubbel getekend.")
        card.driver.rest()

    def test_a_letter_that_fails_is_named_with_the_reason_and_the_rest_is_signed(
        self, on_card: OnCard, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        once = iter([True])
        check = CmsMaker.check

        def spoiled(maker: CmsMaker, cms: bytes, *, digest: bytes, room: int) -> None:
            # The key answers with a wrong value once: for the first letter.
            check(maker, cms[:-1] + bytes([cms[-1] ^ 1]) if next(once, False) else cms, digest=digest, room=room)

        monkeypatch.setattr(CmsMaker, "check", spoiled)
        card = on_card()
        card.driver.to_pin()
        card.driver.give_pin(card.pin)
        card.driver.until(lambda: card.driver.shows(ResultModel), "the result")
        card.driver.sees("E\u00e9n brief is getekend")
        view = page_of(card.driver)._model.view
        assert isinstance(view, ResultModel)
        failed = next(group for group in view.groups if group.heading == "Niet getekend")
        assert [len(row.cells) for row in failed.rows.rows] == [2]
        assert "Brief Tweede Kamer" in failed.rows.rows[0].cells[0].text
        assert failed.rows.rows[0].cells[1].text
        card.driver.rest()
        assert card.driver.states() == ["APPROVED", "SEALED"]

    def test_wrong_values_of_a_card_are_told_of_each_letter_and_nothing_counts_as_signed(self, on_card: OnCard) -> None:
        card = on_card("wrong_signature")
        card.driver.to_pin()
        card.driver.give_pin(card.pin)
        card.driver.sees("Er is niets getekend")
        card.driver.rest()
        view = page_of(card.driver)._model.view
        assert isinstance(view, ResultModel)
        assert ["verkeerde handtekening" in row.cells[1].text for row in view.groups[0].rows.rows] == [True, True]
        assert card.driver.states() == ["APPROVED", "APPROVED"]

    def test_the_time_that_is_left_is_said_once_a_letter_was_signed(self, on_card: OnCard) -> None:
        card = on_card("delay 300")
        driver = card.driver
        driver.to_pin()
        gate = Gate(driver, "sign", done=1)
        driver.give_pin(card.pin)
        gate.reached()
        driver.until(lambda: driver.shows(BusyModel), "the progress")
        driver.sees("Brief 2 van 2 wordt getekend")
        said = re.compile(r"Nog ongeveer [1-9][0-9]* seconden?\. Laat de kaart in de lezer\.")  # a busy machine says 2
        driver.until(lambda: said.search(driver.words()), "the time that is left")
        gate.open()
        signs_both(card)


def killed_at_the_second_letter(profile: Office, shim: Shim, uri: str) -> None:
    """Sign in a process of its own and kill it while the card has the second letter in hand."""
    shim.do("hang C_Sign 2")
    with descriptor(profile.demonstration.secrets.pin.reveal()) as number:
        running = subprocess.Popen(
            [sys.executable, "-m", "app", "sign", MAP, "--key", uri, "--all-unseen", "--pin-fd", number,
             "--profile", str(profile.folder)],
            cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[int(number)],
        )  # fmt: skip
        shim.wait_until_it_hangs()
        running.kill()
        running.wait()
    Path(f"{shim.control}.log").unlink()  # whoever hung there is gone and never comes out


def test_after_a_kill_the_start_says_so_and_leads_on_to_the_end(on_card: OnCard) -> None:
    card = on_card(before=killed_at_the_second_letter)
    driver = card.driver
    driver.sees("Het tekenen is onderbroken. 1 van 2 brieven zijn klaar. Er is niets dubbel getekend.")
    assert driver.window.place is Place.MAPS
    driver.tab_to("Verdergaan")
    driver.press(Key.Key_Return)
    driver.at(Place.SIGN)
    driver.rest()
    driver.sees("Het tekenen is onderbroken. 1 van 2 brieven zijn klaar.")
    assert driver.words().count("Het tekenen is onderbroken.") == 1
    driver.to_pin()
    driver.give_pin(card.pin)
    driver.sees("E\u00e9n brief is getekend")
    driver.rest()
    assert driver.states() == ["SEALED", "SEALED"]
    driver.to(Place.MAPS)
    assert "onderbroken" not in driver.words()


def page_of(driver: Driver) -> SignPage:
    page = driver.window.page(Place.SIGN)
    assert isinstance(page, SignPage)
    return page
