"""Cards and drivers that misbehave: a real module behind a shim that does what a test orders."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest

from app.text.refusals import REFUSALS
from signing.errors import KeyFault
from signing.keys import KeyPlace, TokenPinState, locate
from signing.keys.faults import codes_by_type
from signing.keys.token import Patience, TokenKey, list_tokens
from signing.keys.token_thread import TokenThread
from signing.keys.uri import parse_pkcs11_uri
from tests.pki import TestPki
from tests.shim.module import Shim, fresh_library
from tests.signing.keys.softhsm import PIN, TokenStore, uri

# CKR_ values (PKCS#11 v3.0, 5.1).
PIN_INCORRECT, PIN_LOCKED, PIN_EXPIRED = "0xA0", "0xA4", "0xA3"
DEVICE_ERROR, DEVICE_REMOVED, TOKEN_NOT_PRESENT, SESSION_HANDLE_INVALID = "0x30", "0x32", "0xE0", "0xB3"
LOGIN_USER, LOGIN_FOR_ONE = "C_Login 1", "C_Login 2"


@pytest.fixture
def place(shim: Shim) -> KeyPlace:
    return locate(uri("Kaart EC", object="handtekening", module=str(shim.path)))


def code_of(fault: pytest.ExceptionInfo[KeyFault]) -> str:
    assert fault.value.code in REFUSALS, "no sentence for it"
    return fault.value.code


def refused(place: KeyPlace, pin: str = PIN) -> str:
    with pytest.raises(KeyFault) as fault, place.open(pin):
        raise AssertionError("it opened")
    return code_of(fault)


def signs(place: KeyPlace) -> bool:
    with place.open(PIN) as key:
        return len(key.sign_digest(bytes(32), "sha256")) > 60


class TestTheFlagsAreReadFirst:
    @pytest.mark.parametrize(
        ("flags", "state"),
        [
            ("0x10000", TokenPinState.LOW),
            ("0x30000", TokenPinState.FINAL),
            ("0x20000", TokenPinState.FINAL),
            ("0x70000", TokenPinState.LOCKED),
            ("0x40000", TokenPinState.LOCKED),
        ],
    )
    def test_and_told_without_a_log_in(self, shim: Shim, place: KeyPlace, flags: str, state: TokenPinState) -> None:
        shim.do(f"flags {flags}")
        assert place.pin_state() is state
        assert {one.access.pin_state for one in list_tokens(str(shim.path))} == {state}
        assert shim.called("C_Login") == 0

    def test_they_are_read_anew_each_time(self, shim: Shim, place: KeyPlace) -> None:
        assert place.pin_state() is TokenPinState.NORMAL
        shim.do("flags 0x20000")
        assert place.pin_state() is TokenPinState.FINAL

    def test_a_locked_token_is_not_tried(self, shim: Shim, place: KeyPlace) -> None:
        shim.do("flags 0x40000")
        assert refused(place) == "pin_locked"
        assert shim.called("C_Login") == 0


class TestAWrongPin:
    def test_is_tried_once_each_time_it_is_given_and_locks_in_the_end(self, shim: Shim, place: KeyPlace) -> None:
        shim.do("lock_after 3")
        said = []
        for number in (1, 2, 3):
            with pytest.raises(KeyFault) as fault, place.open("000000"):
                pass
            said.append((code_of(fault), fault.value.parameters.get("state"), place.pin_state()))
            assert shim.called("C_Login") == number
        assert said == [
            ("pin_incorrect", "low", TokenPinState.LOW),
            ("pin_incorrect", "final", TokenPinState.FINAL),
            ("pin_locked", None, TokenPinState.LOCKED),
        ]
        assert refused(place) == "pin_locked"
        assert shim.called("C_Login") == 3, "a locked card is not asked, not even with the right PIN"

    def test_a_right_one_clears_the_count(self, shim: Shim, place: KeyPlace) -> None:
        shim.do("lock_after 3")
        assert refused(place, "000000") == "pin_incorrect"
        assert signs(place)
        assert place.pin_state() is TokenPinState.NORMAL

    def test_leaves_no_session_behind(self, shim: Shim, place: KeyPlace) -> None:
        """Cards have few sessions: a program that leaves one at each wrong PIN runs out of them."""
        shim.do("fail C_Login 0xA0 1")
        for _ in range(3):
            assert refused(place) == "pin_incorrect"
        assert shim.called("C_Initialize") == 3, "the session of a login that failed ends with the module"
        assert shim.called("C_OpenSession") == 3

    @pytest.mark.parametrize("length", ["0xA2", "0xA1"])
    def test_one_of_a_length_that_no_pin_has_is_wrong_too(self, shim: Shim, place: KeyPlace, length: str) -> None:
        shim.do(f"fail C_Login {length} 1")
        assert refused(place) == "pin_incorrect"


class TestAPinPad:
    def test_shows_itself_before_anything_is_asked(self, shim: Shim, place: KeyPlace) -> None:
        assert not place.access().pad
        shim.do(f"pin_pad {PIN}")
        assert place.access().pad
        assert all(one.access.pad for one in list_tokens(str(shim.path)))

    @pytest.mark.parametrize("given", ["", "000000"])
    def test_takes_the_pin_itself_and_nothing_is_sent(self, shim: Shim, place: KeyPlace, given: str) -> None:
        shim.do(f"pin_pad {PIN}")
        with place.open(given) as key:
            assert key.sign_digest(bytes(32), "sha256")
        assert shim.log.count(LOGIN_USER) == 1

    def test_a_wrong_pin_at_the_pad_is_one_try(self, shim: Shim, place: KeyPlace) -> None:
        shim.do("pin_pad 000000", "lock_after 3")
        assert refused(place) == "pin_incorrect"
        assert shim.called("C_Login") == 1

    def test_stopped_at_the_pad_is_told_so(self, shim: Shim, place: KeyPlace) -> None:
        for value in ("0x50", "0x200"):
            shim.do("pin_pad 000000", f"fail C_Login {value} 1")
            assert refused(place) == "token_cancelled"

    def test_that_asks_at_every_signature_is_counted(self, shim: Shim, place: KeyPlace) -> None:
        shim.do(f"pin_pad {PIN}", "always_authenticate")
        assert place.access().pins(12) == 1, "as yet nobody can know"
        with place.open("") as key:
            assert place.access().pins(12) == 13
            for _ in range(2):
                assert key.sign_digest(bytes(32), "sha256")
        assert shim.log.count(LOGIN_FOR_ONE) == 2


class TestAPinForEverySignature:
    def test_goes_along_with_each_and_is_typed_once(self, shim: Shim, place: KeyPlace) -> None:
        shim.do("always_authenticate")
        with place.open(PIN) as key:
            for _ in range(3):
                assert key.sign_digest(bytes(32), "sha256")
            assert place.access().pins(3) == 1
        assert shim.log.count(LOGIN_USER) == 1
        assert shim.log.count(LOGIN_FOR_ONE) == 3

    def test_is_known_beforehand_where_the_token_shows_its_keys(
        self, pki: TestPki, shim: Shim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = TokenStore(tmp_path)
        monkeypatch.setenv("SOFTHSM2_CONF", str(store.settings))
        store.make("Open kaart")
        store.put_key("Open kaart", pki, "signer", hidden=False)
        store.put_certificate("Open kaart", pki.certificate("signer").dump())
        with fresh_library(str(shim.path)):
            shim.do("always_authenticate", f"pin_pad {PIN}")
            place = locate(uri("Open kaart", module=str(shim.path)))
            assert place.public_certificate() is not None
            assert place.access().each is True
            assert place.access().pins(12) == 13

    def test_that_is_refused_is_not_sent_again(self, shim: Shim, place: KeyPlace) -> None:
        shim.do("always_authenticate", f"fail C_Login {PIN_INCORRECT} 2")
        with place.open(PIN) as key:
            for _ in range(3):
                with pytest.raises(KeyFault) as fault:
                    key.sign_digest(bytes(32), "sha256")
                assert code_of(fault) == "pin_incorrect"
            assert shim.log.count(LOGIN_FOR_ONE) == 1

    def test_is_not_kept_once_the_batch_is_over(self, shim: Shim, place: KeyPlace) -> None:
        shim.do("always_authenticate")
        with place.open(PIN) as key:
            assert key._again is not None  # type: ignore[attr-defined]
        assert key._again is None  # type: ignore[attr-defined]

    def test_an_ordinary_token_s_pin_is_not_kept_at_all(self, shim: Shim, place: KeyPlace) -> None:
        with place.open(PIN) as key:
            assert key._again is None  # type: ignore[attr-defined]


class TestInMidBatch:
    """What is signed is signed; after it the key says the same again, and a fresh one works when the card does."""

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (DEVICE_REMOVED, "token_removed"),
            (TOKEN_NOT_PRESENT, "token_removed"),
            (DEVICE_ERROR, "token_failed"),
            (SESSION_HANDLE_INVALID, "token_session_lost"),
            ("0x101", "token_session_lost"),
            ("0x60", "token_session_lost"),
            ("0x82", "token_session_lost"),
            ("0x90", "token_busy"),
            ("0x5", "token_failed"),
            ("0x6", "token_failed"),
            ("0x2", "out_of_memory"),
            ("0x70", "key_algorithm_unsupported"),
            ("0x80000001", "token_failed"),
        ],
    )
    def test_an_error_ends_it_and_afterwards_the_token_can_be_used(
        self, shim: Shim, place: KeyPlace, value: str, code: str
    ) -> None:
        shim.do(f"fail C_Sign {value} 3")
        with place.open(PIN) as key:
            for _ in range(2):
                assert key.sign_digest(bytes(32), "sha256")
            for _ in range(2):
                with pytest.raises(KeyFault) as fault:
                    key.sign_digest(bytes(32), "sha256")
                assert code_of(fault) == code
        assert shim.called("C_Sign") == 3
        shim.do()
        assert signs(place)

    def test_a_token_that_was_pulled_out_is_missing_until_it_is_back(self, shim: Shim, place: KeyPlace) -> None:
        calls = ("C_Sign", "C_GetTokenInfo", "C_Logout", "C_OpenSession")
        gone = [f"fail {name} {TOKEN_NOT_PRESENT} 1" for name in calls]
        with place.open(PIN) as key:
            shim.do(*gone)
            with pytest.raises(KeyFault) as fault:
                key.sign_digest(bytes(32), "sha256")
            assert code_of(fault) == "token_removed"
        assert refused(place) == "token_missing"
        assert list_tokens(str(shim.path)) == ()
        shim.do()
        assert signs(place)

    @pytest.mark.parametrize("function", ["C_Logout", "C_CloseSession"])
    def test_a_session_that_does_not_close_keeps_nobody_out(self, shim: Shim, place: KeyPlace, function: str) -> None:
        shim.do(f"fail {function} {SESSION_HANDLE_INVALID} 1")
        assert signs(place)
        shim.do()
        assert signs(place)

    def test_one_token_that_fails_does_not_hide_the_others(self, shim: Shim) -> None:
        whole = list_tokens(str(shim.path))
        shim.do(f"fail C_OpenSession {DEVICE_ERROR} 2")
        listed = list_tokens(str(shim.path))
        assert [one.fault for one in listed].count("token_failed") == 7
        # Which of them is the first to be opened is the module's own affair; it may hold no certificate.
        left = [one for one in listed if one.fault != "token_failed"]
        assert left
        assert left == [
            one for one in whole if (one.uri.token, one.uri.serial) == (left[0].uri.token, left[0].uri.serial)
        ]


class TestADriverThatHangs:
    short = Patience(look=0.2, sign=0.2, pad=0.2)

    def hasty(self, shim: Shim) -> TokenKey:
        where = uri("Kaart EC", object="handtekening", module=str(shim.path))
        return TokenKey(parse_pkcs11_uri(where), patience=self.short)

    @pytest.mark.parametrize("function", ["C_GetTokenInfo", "C_OpenSession", "C_Login", "C_FindObjectsInit"])
    def test_before_anything_is_signed(self, shim: Shim, place: KeyPlace, function: str) -> None:
        with shim.hanging():
            shim.do(f"hang {function} 1")
            assert refused(self.hasty(shim)) == "token_hangs"
            # The program goes on: what needs this driver is told so at once, the rest does not notice.
            assert refused(place) == "token_hangs"
            with pytest.raises(KeyFault) as fault:
                list_tokens(str(shim.path))
            assert code_of(fault) == "token_hangs"
        shim.do()
        assert signs(place), "a login that came through late keeps nobody out"

    def test_in_mid_batch(self, shim: Shim, place: KeyPlace) -> None:
        with shim.hanging():
            shim.do("hang C_Sign 2")
            with self.hasty(shim).open(PIN) as key:
                assert key.sign_digest(bytes(32), "sha256")
                for _ in range(2):
                    with pytest.raises(KeyFault) as fault:
                        key.sign_digest(bytes(32), "sha256")
                    assert code_of(fault) == "token_hangs"
            assert shim.called("C_Sign") == 2
            assert refused(place) == "token_hangs"
        shim.do()
        assert signs(place)

    def test_another_driver_goes_on(self, shim: Shim, tmp_path: Path) -> None:
        from tests.shim.module import build_shim

        other = build_shim(tmp_path, str(shim.module))
        with shim.hanging():
            shim.do("hang C_OpenSession 1")
            assert refused(self.hasty(shim)) == "token_hangs"
            assert refused(locate(uri("Niet hier", module=str(other.path)))) in {"token_missing", "module_unusable"}


class TestOneThread:
    def test_has_a_name_and_ends_when_nobody_holds_it(self, shim: Shim, place: KeyPlace) -> None:
        def owners() -> list[str]:
            return [one.name for one in threading.enumerate() if one.name.startswith("token ")]

        with place.open(PIN) as key:
            assert owners() == ["token shim.so"]
            key.sign_digest(bytes(32), "sha256")
            list_tokens(str(shim.path))
            assert owners() == ["token shim.so"]

    def test_nobody_else_may_touch_the_token(self, place: KeyPlace) -> None:
        with place.open(PIN) as key, pytest.raises(RuntimeError, match=r"only token shim\.so"):
            place.close_session(key._session)  # type: ignore[attr-defined]

    def test_what_it_does_is_done_in_turn(self, shim: Shim, place: KeyPlace) -> None:
        """However many ask: a module is initialised without locks."""
        signed: list[bytes] = []
        with place.open(PIN) as key:
            askers = [
                threading.Thread(target=lambda n=n: signed.append(key.sign_digest(bytes([n]) * 32, "sha256")))
                for n in range(8)
            ]
            for asker in askers:
                asker.start()
            for asker in askers:
                asker.join()
        assert len(set(signed)) == 8

    def test_what_goes_wrong_in_it_is_raised_where_it_was_asked(self) -> None:
        thread = TokenThread("token proef")
        with pytest.raises(ZeroDivisionError):
            thread.call(lambda: 1 // 0, seconds=5, token="proef")

        def late() -> None:
            raise TimeoutError("its own")

        with pytest.raises(TimeoutError, match="its own"):
            thread.call(late, seconds=5, token="proef")


class TestWrongSignatures:
    def test_come_back_as_they_are_and_fail_the_check(self, shim: Shim, place: KeyPlace) -> None:
        """That is caught where the CMS is checked, before anything is sealed."""
        from signing.cms import CmsFault, SignedAttributes, check_cms, sign_digest

        shim.do("wrong_signature")
        with place.open(PIN) as key:
            cms = sign_digest(key, bytes(32), algorithm="sha256", attributes=SignedAttributes())
        found = place.public_certificate()
        assert found is not None
        with pytest.raises(CmsFault) as fault:
            check_cms(cms, digest=bytes(32), algorithm="sha256", certificate=found.certificate, room=30_000)
        assert fault.value.code in {"cms_signature_wrong", "cms_damaged"}


def _errors() -> Iterator[type[Exception]]:
    for kind in vars(pkcs11).values():
        if isinstance(kind, type) and issubclass(kind, pkcs11.PKCS11Error):
            yield kind


ERRORS = sorted(set(_errors()), key=lambda kind: kind.__name__)


class TestEveryError:
    def test_of_the_library_has_a_code_of_its_own_right(self) -> None:
        """By its own type and not by what it happens to inherit: a new version's error must be thought about."""
        assert set(codes_by_type()) == set(ERRORS)

    @pytest.mark.parametrize("error", ERRORS, ids=lambda kind: kind.__name__)
    def test_has_a_sentence_with_a_way_out(self, error: type[Exception]) -> None:
        dutch, english = REFUSALS[codes_by_type()[error]]
        ways = "kies|stop|haal|sluit|vraag|installeer|herstel|ga verder|gebruik|noem|kijk|nog eens geprobeerd"
        assert re.search(ways, dutch.lower()), dutch
        assert len(english.split(". ")) >= 2 or "; " in english, english

    def test_stands_in_the_table_for_people(self) -> None:
        """docs/keys.md: each error with the first words of what is said."""
        table = (Path(__file__).parents[3] / "docs" / "keys.md").read_text(encoding="utf-8")
        for error, code in codes_by_type().items():
            row = next((line for line in table.splitlines() if f"`{error.__name__}`" in line), "")
            assert f"`{code}`" in row, error.__name__
            assert REFUSALS[code][0].replace("{token}", "...").replace("{error}", "...") in row, code

    # Every value of PKCS#11 v2.40, 11.1, and one that is nobody's.
    values = (
        0x1, 0x2, 0x3, 0x5, 0x6, 0x7, 0x8, 0x9, 0xA, 0x10, 0x11, 0x12, 0x13, 0x20, 0x21, 0x30, 0x31, 0x32,
        0x40, 0x41, 0x50, 0x51, 0x54, 0x60, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x70,
        0x71, 0x82, 0x90, 0x91, 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xB0, 0xB1, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7,
        0xB8, 0xC0, 0xC1, 0xD0, 0xD1, 0xE0, 0xE1, 0xE2, 0x101, 0x102, 0x103, 0x104, 0x105, 0x110, 0x120,
        0x121, 0x130, 0x150, 0x160, 0x190, 0x191, 0x200, 0x7FFFFFFF,
    )  # fmt: skip

    @pytest.mark.parametrize("function", ["C_Login", "C_Sign"])
    def test_that_a_driver_can_return_is_told_and_not_tried_again(
        self, shim: Shim, place: KeyPlace, function: str
    ) -> None:
        for value in self.values:
            shim.do(f"fail {function} {value:#x} 1")
            with pytest.raises(KeyFault) as fault, place.open(PIN) as key:
                key.sign_digest(bytes(32), "sha256")
            assert code_of(fault) != "token_hangs", hex(value)
            assert fault.value.parameters["error"], hex(value)
            assert shim.called(function) == 1, hex(value)
        shim.do()
        assert signs(place)
