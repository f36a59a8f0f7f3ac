"""A batch with a card that misbehaves: what is asked, what is sealed, what is said, and going on afterwards."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.demonstration.token import OBJECT_LABEL, TOKEN_LABEL, softhsm_module
from app.desk import Desk
from app.errors import KeyTrouble, Reason
from app.ports import PinQuestion, PinState, Secret
from app.store import schema
from app.text import refusal
from app.usecases.choose_key import choose_key, usable_keys
from app.usecases.plan_signing import plan_signing
from app.usecases.show_record import show_record
from app.usecases.sign_batch import key_facts, sign_batch
from signing.keys import token as token_module
from signing.keys.uri import Pkcs11Uri
from tests.app.cli.commands import Run, command, descriptor
from tests.journeys.desks import HOUSE, MAP, SENATE, Office, Person, at, entries, states
from tests.pki import make_pki
from tests.shim.module import Shim, build_shim, fresh_library
from tests.signing.keys.softhsm import TokenStore

__all__ = ["command"]

Stage = Callable[[str], Office]
REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def built_shim(tmp_path_factory: pytest.TempPathFactory) -> Shim:
    module = softhsm_module()
    assert module, "SoftHSM2 is not installed: 'make setup' names the package"
    return build_shim(tmp_path_factory.mktemp("shim"), module)


class Card:
    """The demonstration's own token, behind the shim."""

    def __init__(self, office: Office, shim: Shim) -> None:
        self.office, self.shim = office, shim
        self.uri = str(Pkcs11Uri(TOKEN_LABEL, OBJECT_LABEL, str(shim.path)))
        self.pin = office.demonstration.secrets.pin

    @contextmanager
    def desk(self, **when: Any) -> Iterator[Desk]:
        # The profile says where its tokens are; the module reads that when it is loaded.
        with self.office.open(**when or {"now": at(8, 16)}) as desk, fresh_library(str(self.shim.path)):
            yield desk

    def sign(self, desk: Desk, person: Person | None = None) -> Any:
        return sign_batch(
            desk,
            plan_signing(desk, MAP),
            key_uri=self.uri,
            one_by_one=False,
            target=None,
            context=person or Person(self.pin),
        )[0]


@pytest.fixture
def card(stage: Stage, built_shim: Shim, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    for name, value in built_shim.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOFTHSM2_CONF", os.environ.get("SOFTHSM2_CONF", ""))
    built_shim.do()
    yield Card(stage("approved"), built_shim)
    built_shim.do()


def questions(person: Person) -> list[PinQuestion]:
    return [one for one in person.asked if isinstance(one, PinQuestion)]


class TestWhatIsAsked:
    def test_one_pin_one_log_in_for_all_letters(self, card: Card) -> None:
        person = Person(card.pin)
        with card.desk() as desk:
            assert card.sign(desk, person).sealed == (HOUSE, SENATE)
        assert [(one.signatures, one.pins, one.pad, one.stop_by_default) for one in questions(person)] == [
            (2, 1, False, False)
        ]
        assert card.shim.log.count("C_Login 1") == 1

    @pytest.mark.parametrize(
        ("flags", "state", "stops"),
        [("0x10000", PinState.LOW, False), ("0x30000", PinState.FINAL, True)],
    )
    def test_the_tries_are_read_before_it(self, card: Card, flags: str, state: PinState, stops: bool) -> None:
        card.shim.do(f"flags {flags}")
        person = Person(None)
        with card.desk() as desk, pytest.raises(KeyTrouble, match="pin_not_given"):
            card.sign(desk, person)
        assert [(one.state, one.stop_by_default) for one in questions(person)] == [(state, stops)]
        assert card.shim.called("C_Login") == 0

    def test_a_locked_card_asks_nothing(self, card: Card) -> None:
        card.shim.do("flags 0x40000")
        person = Person(card.pin)
        with card.desk() as desk, pytest.raises(KeyTrouble, match="pin_locked"):
            card.sign(desk, person)
        assert questions(person) == []
        assert card.shim.called("C_Login") == 0

    def test_a_wrong_pin_is_tried_once_and_nothing_is_prepared(self, card: Card) -> None:
        with card.desk() as desk:
            with pytest.raises(KeyTrouble, match="pin_incorrect") as trouble:
                card.sign(desk, Person(Secret("000000" if card.pin.reveal() != "000000" else "111111")))
            assert trouble.value.reason.parameters["state"] == "low"
            assert "LetterPrepared" not in entries(desk)
        assert card.shim.called("C_Login") == 1

    def test_an_empty_pin_is_none_and_costs_no_try(self, card: Card) -> None:
        with card.desk() as desk, pytest.raises(KeyTrouble, match="pin_not_given"):
            card.sign(desk, Person(Secret("")))
        assert card.shim.called("C_Login") == 0

    def test_at_a_pin_pad_nothing_is_sent(self, card: Card) -> None:
        card.shim.do(f"pin_pad {card.pin.reveal()}")
        person = Person(Secret(""))
        with card.desk() as desk:
            assert card.sign(desk, person).sealed == (HOUSE, SENATE)
        assert [one.pad for one in questions(person)] == [True]

    def test_at_a_pin_pad_that_asks_each_time_that_is_said_before_the_first_signature(self, card: Card) -> None:
        card.shim.do(f"pin_pad {card.pin.reveal()}", "always_authenticate")
        person = Person(Secret(""))
        with card.desk() as desk:
            assert card.sign(desk, person).sealed == (HOUSE, SENATE)
        warned = [reason for one in person.asked for reason in getattr(one, "warnings", ())]
        assert [reason.parameters["count"] for reason in warned if reason.code == "pin_at_pad_each_time"] == [2]
        assert "2 keer" in refusal(warned[-1], "nl")
        assert card.shim.log.count("C_Login 2") == 2

    def test_a_card_that_asks_each_time_gets_it_from_the_one_that_was_typed(self, card: Card) -> None:
        card.shim.do("always_authenticate")
        person = Person(card.pin)
        with card.desk() as desk:
            assert card.sign(desk, person).sealed == (HOUSE, SENATE)
        assert len(questions(person)) == 1
        assert card.shim.log.count("C_Login 2") == 2

    def test_a_script_does_not_try_the_last(self, card: Card, command: Run) -> None:
        """Without a person to say yes, the default stands: stop."""
        card.shim.do("flags 0x30000")
        with card.office.open(now=at(8, 16)), fresh_library(str(card.shim.path)):
            pass
        with descriptor(card.pin.reveal()) as number, fresh_library(str(card.shim.path)):
            ran = command("sign", MAP, "--key", card.uri, "--all-unseen", "--pin-fd", number,
                          profile=card.office.folder)  # fmt: skip
        assert ran.code == 6
        assert "laatste poging" in ran.said
        assert card.shim.called("C_Login") == 0


class TestThePlan:
    @pytest.mark.parametrize(
        ("orders", "pins"), [((), 1), (("always_authenticate",), 1), (("always_authenticate", "pin_pad 1"), 3)]
    )
    def test_counts_the_pins_where_the_token_shows_its_keys(
        self, card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, orders: tuple[str, ...], pins: int
    ) -> None:
        pki, store = make_pki(), TokenStore(tmp_path)
        card.shim.do(*orders)
        with card.office.open(now=at(8, 16)) as desk:
            monkeypatch.setenv("SOFTHSM2_CONF", str(store.settings))
            store.make("Open kaart")
            store.put_key("Open kaart", pki, "signer", hidden=False)
            store.put_certificate("Open kaart", pki.certificate("signer").dump())
            with fresh_library(str(card.shim.path)):
                uri = str(Pkcs11Uri("Open kaart", "handtekening", str(card.shim.path)))
                plan = plan_signing(desk, MAP, key=key_facts(uri, now=desk.now()))
        assert (len(plan.to_sign), plan.pins) == (2, pins)


class TestWhichKeysAreOffered:
    def listed(self, card: Card) -> None:
        settings = f'pkcs11_modules = ["{card.shim.path}"]\n'
        (card.office.folder / "settings.toml").write_text(settings, encoding="utf-8")

    def test_tokens_first_then_files_and_how_each_wants_its_pin(self, card: Card) -> None:
        self.listed(card)
        card.shim.do("pin_pad 000000", "flags 0x10000")
        with card.desk() as desk:
            offered = usable_keys(desk)
            assert choose_key(desk) == offered[0]
        assert [one.software for one in offered] == [False, False, True]
        behind = next(one for one in offered if one.uri == card.uri)
        assert (behind.pad, behind.pin_state, behind.each) == (True, PinState.LOW, None)
        assert card.shim.called("C_Login") == 0

    @pytest.mark.parametrize(
        ("orders", "code"),
        [
            ("flags 0x40000", "pin_locked"),
            ("fail C_OpenSession 0x30 1", "token_failed"),
            ("fail C_GetTokenInfo 0xE0 1", "no_token"),
        ],
    )
    def test_one_that_cannot_be_used_is_listed_with_the_reason_and_not_offered(
        self, card: Card, command: Run, orders: str, code: str
    ) -> None:
        self.listed(card)
        card.shim.do(orders)
        with card.desk() as desk:
            assert card.uri not in [one.uri for one in usable_keys(desk)]
        with fresh_library(str(card.shim.path)):
            ran = command("keys", "list", "--module", card.shim.path, "--json", profile=card.office.folder)
            assert (ran.code, [(key["usable"], key["why_not"]) for key in ran.values]) == (0, [(False, code)])
            said = command("keys", "list", "--module", card.shim.path, profile=card.office.folder).out
        assert refusal(Reason(code), "nl").split(".")[0][:12] in said


class TestInMidBatch:
    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("0x32", "token_removed"),
            ("0x30", "token_failed"),
            ("0xB3", "token_session_lost"),
            ("0xA4", "pin_locked"),
            ("0x50", "token_cancelled"),
        ],
    )
    def test_what_is_sealed_stays_and_the_rest_goes_on_later(self, card: Card, value: str, code: str) -> None:
        card.shim.do(f"fail C_Sign {value} 2")
        with card.desk() as desk:
            result = card.sign(desk)
            assert (result.sealed, result.not_begun, result.failed) == ((HOUSE,), (SENATE,), ())
            assert result.stopped_by is not None
            assert result.stopped_by.code == code
            assert refusal(result.stopped_by, "nl")
            assert states(desk) == ["SEALED", "APPROVED"]
            assert card.shim.called("C_Sign") == 2
            card.shim.do()
            assert card.sign(desk).sealed == (SENATE,)
            assert states(desk) == ["SEALED", "SEALED"]

    def test_a_card_that_hangs_leaves_the_program_usable(self, card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
        hasty = {"patience": token_module.Patience(look=5, sign=1, pad=1)}
        monkeypatch.setattr(token_module.TokenKey.__init__, "__kwdefaults__", hasty)
        with card.desk() as desk:
            with card.shim.hanging():
                card.shim.do("hang C_Sign 2")
                result = card.sign(desk)
                assert result.sealed == (HOUSE,)
                assert result.stopped_by is not None
                assert result.stopped_by.code == "token_hangs"
                # The card still hangs: another key signs the rest.
                assert choose_key(desk).uri
                uri = card.office.demonstration.key_uris[-1]
                other = Person(card.office.demonstration.secret_for(uri))
                rest, _ = sign_batch(desk, plan_signing(desk, MAP), key_uri=uri, one_by_one=False, target=None,
                                     context=other)  # fmt: skip
                assert rest.sealed == (SENATE,)
            assert states(desk) == ["SEALED", "SEALED"]

    def test_wrong_signature_values_are_not_sealed(self, card: Card) -> None:
        card.shim.do("wrong_signature")
        with card.desk() as desk:
            result = card.sign(desk)
            assert result.sealed == ()
            assert "cms_signature_wrong" in json.dumps([reason.code for _, reason in result.failed])
            assert states(desk) == ["APPROVED", "APPROVED"]


class TestThePinIsNowhere:
    """Typed once, kept for the batch, and in nothing that outlives or can be seen beside it."""

    # Long and unlike anything else: six digits may stand in a number by chance.
    pin = "83615449-pinproef"

    def set_pin(self, card: Card) -> None:
        import pkcs11

        with card.desk():
            token = pkcs11.lib(str(card.shim.path)).get_token(token_label=TOKEN_LABEL)
            with token.open(rw=True, user_pin=card.pin.reveal()) as session:
                session.set_pin(card.pin.reveal(), self.pin)

    @pytest.mark.parametrize("orders", [(), ("always_authenticate",)], ids=["once", "each time"])
    def test_not_in_log_record_or_store(
        self, card: Card, orders: tuple[str, ...], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        caplog.set_level(logging.DEBUG)
        self.set_pin(card)
        card.shim.do(*orders)
        with card.desk() as desk:
            person = Person(Secret(self.pin))
            assert card.sign(desk, person).sealed == (HOUSE, SENATE)
            assert self.pin not in json.dumps([str(entry) for entry in show_record(desk)])
            with desk.store.transaction() as connection:
                for table in schema.metadata.sorted_tables:
                    for row in connection.execute(table.select()):
                        assert self.pin not in repr(tuple(row)), table.name
            assert self.pin not in repr((person, desk))
        written = capfd.readouterr()
        assert self.pin not in caplog.text + written.out + written.err
        for path in card.office.folder.rglob("*"):
            assert not path.is_file() or self.pin.encode() not in path.read_bytes(), path

    def test_not_in_what_a_failure_says(self, card: Card, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        self.set_pin(card)
        for orders in ("fail C_Login 0xA0 1", "fail C_Sign 0x30 1", "always_authenticate\nfail C_Login 0xA0 2"):
            card.shim.do(orders)
            with card.desk() as desk:
                try:
                    said = repr(card.sign(desk, Person(Secret(self.pin))))
                except KeyTrouble as trouble:
                    said = f"{trouble!r} {trouble} {trouble.reason} {trouble.__cause__!r}"
            assert self.pin not in said + caplog.text

    def test_not_in_arguments_or_environment_while_it_signs(self, card: Card) -> None:
        self.set_pin(card)
        card.shim.do("hang C_Sign 1")
        with descriptor(self.pin) as number, card.shim.hanging():
            running = subprocess.Popen(
                [sys.executable, "-m", "app", "sign", MAP, "--key", card.uri, "--all-unseen", "--json",
                 "--pin-fd", number, "--profile", str(card.office.folder)],
                cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=[int(number)],
            )  # fmt: skip
            card.shim.wait_until_it_hangs()
            folder = Path(f"/proc/{running.pid}")
            seen = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
            card.shim.go()
            out, said = running.communicate(timeout=120)
        assert running.returncode == 0, said
        assert b"SEALED" in out or b"sealed" in out
        assert self.pin.encode() not in seen + out + said
