"""What is kept beside a seal: fetched when it can be had, checked before it is kept, never thrown away."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms as asn1_cms
from asn1crypto import tsp
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.fetchers.api import Fetchers

from signing.contexts import CLOCK_TOLERANCE
from signing.evidence import Evidence, TimeStamp, judge_chain, new_evidence
from signing.services import OFFLINE, Pace, Services, TimeStampService, http_services
from signing.strengthening import Attempt, Strengthener, missing, strengthen
from tests.pki import RELEASE_DAY, REVOKED_AT, SIGNING_DAY, TestPki
from tests.signing.held import Held, OutOfReach, PkiBackend, held_letter, services

LATER = SIGNING_DAY + timedelta(minutes=1)


def strengthened(held: Held, given: Services, *, now: datetime = LATER, signed_at: datetime = SIGNING_DAY) -> Evidence:
    return strengthen(held.evidence, services=given, signed_at=signed_at, now=now).evidence


def why_refused(held: Held, given: Services, *, now: datetime = LATER) -> str:
    """What was wrong with the one answer there was; nothing of it is kept."""
    came = strengthen(held.evidence, services=given, signed_at=SIGNING_DAY, now=now)
    assert came.evidence.time_stamp is None
    assert missing(came.evidence, given, came.failed)[0] == "timestamp_not_fitting"
    (attempt,) = came.failed
    assert attempt.code == "timestamp_not_fitting"
    return attempt.why


class Stub(TimeStamper):
    """A time-stamp service that is not what it should be."""

    def __init__(self, behave: Any) -> None:
        super().__init__()
        self._behave = behave

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await self._behave(req)


def stub(behave: Any) -> Services:
    return Services(time_stamper=lambda: Stub(behave))


def test_time_stamp_and_revocation_data_are_kept(pki: TestPki, held: Held) -> None:
    found = strengthened(held, services(pki, LATER))
    assert found.time_stamp is not None
    assert found.time_stamp.time == LATER
    token = asn1_cms.ContentInfo.load(found.time_stamp.token)
    imprint = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native
    assert imprint == held.evidence.signature_sha256
    assert found.collected_at == LATER
    assert found.ocsps or found.crls
    assert found.revoked_since is None
    assert missing(found, services(pki, LATER)) == ()


def test_offline_is_a_normal_state(held: Held) -> None:
    assert strengthened(held, OFFLINE) == held.evidence
    assert missing(held.evidence, OFFLINE) == ("timestamp_offline", "revocation_offline")


@pytest.mark.parametrize(
    "trouble", [OSError("down"), TimeoutError(), TimestampRequestError("503"), ConnectionResetError()], ids=repr
)
def test_a_service_that_is_down_is_missing_and_no_fault(held: Held, trouble: Exception) -> None:
    async def down(*_: Any) -> Any:
        raise trouble

    given = stub(down)
    found = strengthened(held, given)
    assert found == held.evidence
    assert missing(found, given) == ("timestamp_unreachable", "revocation_offline")


def test_revocation_services_that_are_down_are_missing_and_no_fault(pki: TestPki, held: Held) -> None:
    given = Services(services(pki, LATER).time_stamper, lambda: OutOfReach(pki, LATER))
    found = strengthened(held, given)
    assert found.time_stamp is not None
    assert found.collected_at is None
    assert missing(found, given) == ("revocation_unreachable",)


def test_what_was_missing_is_fetched_later_and_what_was_there_stays(pki: TestPki, held: Held) -> None:
    first = strengthened(held, services(pki, LATER, revocation=False))
    day_after = LATER + timedelta(days=1)
    second = strengthen(first, services=services(pki, day_after), signed_at=SIGNING_DAY, now=day_after).evidence
    assert second.time_stamp == first.time_stamp
    assert second.collected_at == day_after
    third = strengthen(second, services=services(pki, RELEASE_DAY), signed_at=SIGNING_DAY, now=RELEASE_DAY).evidence
    assert third == second


def test_a_time_stamp_that_comes_after_the_revocation_data_brings_its_own(pki: TestPki, held: Held) -> None:
    """Else the letter could not be made to last offline: the data of the time-stamp service would be missing."""
    first = strengthened(held, services(pki, LATER, tsa=None))
    assert first.collected_at == LATER
    assert first.time_stamp is None
    hour = LATER + timedelta(hours=1)
    second = strengthen(first, services=services(pki, hour), signed_at=SIGNING_DAY, now=hour).evidence
    assert second.collected_at == hour
    assert set(first.ocsps) <= set(second.ocsps)
    assert set(first.crls) <= set(second.crls)
    assert len(second.crls) > len(first.crls), "no list for the time-stamp service"


def test_a_time_stamp_over_another_hash_is_refused(pki: TestPki, held: Held) -> None:
    async def other(request: tsp.TimeStampReq) -> Any:
        changed = tsp.TimeStampReq.load(request.dump())
        changed["message_imprint"]["hashed_message"] = bytes(32)
        return await pki.time_stamper(LATER).async_request_tsa_response(changed)

    assert why_refused(held, stub(other)) == "imprint"


@pytest.mark.parametrize("off", [-CLOCK_TOLERANCE - timedelta(minutes=1), CLOCK_TOLERANCE + timedelta(minutes=2)])
def test_a_time_stamp_of_another_time_is_refused(pki: TestPki, held: Held, off: timedelta) -> None:
    assert why_refused(held, services(pki, SIGNING_DAY + off)) == "time"


@pytest.mark.parametrize("off", [timedelta(minutes=-4), timedelta(minutes=4), timedelta(hours=20)])
def test_a_time_stamp_within_a_clock_s_tolerance_is_kept(pki: TestPki, held: Held, off: timedelta) -> None:
    moment = SIGNING_DAY + off
    found = strengthened(held, services(pki, moment, revocation=False), now=max(moment, LATER))
    assert found.time_stamp is not None
    assert found.time_stamp.time == moment


def test_a_time_stamp_of_an_authority_that_is_not_trusted_is_refused(held: Held, tmp_path: Path) -> None:
    others = TestPki(tmp_path)
    given = services(others, LATER, revocation=False)
    assert why_refused(held, given) == "certificate"


def test_a_time_stamp_made_with_a_certificate_that_had_expired_is_refused(pki: TestPki, held: Held) -> None:
    late = datetime(2024, 7, 1, tzinfo=UTC)
    given = services(pki, late, tsa="expired-tsa", revocation=False)
    assert why_refused(held, given, now=late) == "certificate"


def test_a_token_whose_signature_is_wrong_is_refused(pki: TestPki, held: Held) -> None:
    async def broken(request: tsp.TimeStampReq) -> Any:
        answer = await pki.time_stamper(LATER).async_request_tsa_response(request)
        info = answer["time_stamp_token"]["content"]["signer_infos"][0]
        octets = bytearray(info["signature"].native)
        octets[-1] ^= 1
        info["signature"] = bytes(octets)
        return answer

    assert why_refused(held, stub(broken)) in {"imprint", "token"}


@given(at=st.integers(0, 1 << 16), value=st.integers(1, 255))
def test_a_token_changed_anywhere_is_refused_or_still_proves_the_same(
    pki: TestPki, held: Held, at: int, value: int
) -> None:
    async def changed(request: tsp.TimeStampReq) -> Any:
        answer = await pki.time_stamper(LATER).async_request_tsa_response(request)
        token = bytearray(answer["time_stamp_token"].dump())
        token[at % len(token)] ^= value
        answer["time_stamp_token"] = asn1_cms.ContentInfo.load(bytes(token))
        return answer

    found = strengthened(held, stub(changed))
    assert found.time_stamp is None or found.time_stamp.time == LATER


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\x30\x00", b"\x30\x03\x02\x01\x00"])
def test_an_answer_that_is_none_is_refused(held: Held, answer: bytes) -> None:
    class Garbled(TimeStamper):
        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            return tsp.TimeStampResp.load(answer)

    assert why_refused(held, Services(time_stamper=Garbled)) == "token"


def test_a_revoked_certificate_is_kept_as_such_with_its_time(pki: TestPki) -> None:
    held = held_letter(pki, "revoked")
    after = REVOKED_AT + timedelta(hours=1)
    found = strengthened(held, services(pki, after), now=after)
    assert found.revoked_since == REVOKED_AT
    assert found.time_stamp is not None
    assert "signer_revoked" in missing(found, services(pki, after))
    assert "revocation_unreachable" not in missing(found, services(pki, after))


def test_before_it_is_revoked_a_certificate_is_good(pki: TestPki) -> None:
    held = held_letter(pki, "revoked")
    found = strengthened(held, services(pki, LATER))
    assert found.revoked_since is None
    assert found.collected_at == LATER


class IssuerOutOfReach(PkiBackend):
    """The signer's own responder answers; what is to be asked about its issuer does not."""

    def get_fetchers(self) -> Fetchers:
        fetchers = super().get_fetchers()
        ask, lists = fetchers.ocsp_fetcher.fetch, fetchers.crl_fetcher.fetch

        async def answer(cert: Any, authority: Any) -> Any:
            if cert.ca:
                raise OSError("no connection")
            return await ask(cert, authority)

        async def listed(cert: Any, **named: Any) -> Any:
            if cert.ca:
                raise OSError("no connection")
            return await lists(cert, **named)

        fetchers.ocsp_fetcher.fetch, fetchers.crl_fetcher.fetch = answer, listed  # type: ignore[method-assign]
        return fetchers


def test_that_the_issuer_is_out_of_reach_does_not_hide_that_the_signer_is_revoked(pki: TestPki) -> None:
    held = held_letter(pki, "revoked")
    after = REVOKED_AT + timedelta(hours=1)
    given = Services(services(pki, after).time_stamper, lambda: IssuerOutOfReach(pki, after))
    found = strengthened(held, given, now=after)
    assert found.revoked_since == REVOKED_AT
    assert "signer_revoked" in missing(found, given)


def test_and_a_good_signer_is_not_called_revoked_for_it(pki: TestPki, held: Held) -> None:
    given = Services(services(pki, LATER).time_stamper, lambda: IssuerOutOfReach(pki, LATER))
    found = strengthened(held, given)
    assert (found.revoked_since, found.collected_at) == (None, None)


times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
several = st.lists(st.binary(max_size=30), max_size=3).map(tuple)
evidences = st.builds(
    Evidence,
    signature_sha256=st.binary(min_size=32, max_size=32),
    certificates=several,
    trust_roots=several,
    time_stamp=st.none() | st.builds(TimeStamp, token=st.binary(max_size=40), time=times),
    ocsps=several,
    crls=several,
    collected_at=st.none() | times,
    revoked_since=st.none() | times,
)


@given(evidences)
def test_evidence_is_json_and_back_without_loss(evidence: Evidence) -> None:
    assert Evidence.from_json(json.loads(json.dumps(evidence.to_json()))) == evidence


def test_evidence_makes_no_signature(held: Held) -> None:
    """It stands in the clear within the vault: the signature value itself is nowhere in it."""
    from signing.cms import signature_value

    kept = json.dumps(held.evidence.to_json())
    value = signature_value(held.cms)
    assert value.hex() not in kept
    assert new_evidence(value, held.evidence.certificates, held.evidence.trust_roots) == held.evidence


class TestJudgeChain:
    """The chain at a moment, by the roots of the signing day and the evidence kept."""

    def test_good_with_the_data_of_the_day(self, pki: TestPki, held: Held) -> None:
        found = strengthened(held, services(pki, LATER))
        assert judge_chain(found, moment=LATER).code == "chain_good"

    def test_good_but_revocation_unknown_without_data(self, held: Held) -> None:
        assert judge_chain(held.evidence, moment=LATER).code == "chain_good_revocation_unknown"

    def test_unknown_without_a_trusted_root(self, held: Held, tmp_path: Path) -> None:
        assert judge_chain(replace(held.evidence, trust_roots=()), moment=LATER).code == "chain_unknown"
        others = TestPki(tmp_path)
        assert judge_chain(replace(held.evidence, trust_roots=tuple(others.roots)), moment=LATER).code in {
            "chain_unknown",
            "chain_broken",
        }

    def test_broken_when_the_certificate_had_expired(self, pki: TestPki) -> None:
        held = held_letter(pki, "expired")
        assert judge_chain(held.evidence, moment=SIGNING_DAY).code == "chain_broken"

    def test_revoked_only_from_its_moment_on(self, pki: TestPki) -> None:
        held = held_letter(pki, "revoked")
        before, after = REVOKED_AT - timedelta(minutes=30), REVOKED_AT + timedelta(minutes=30)
        assert judge_chain(held.evidence, moment=before, services=services(pki, before)).code == "chain_good"
        status = judge_chain(held.evidence, moment=after, services=services(pki, after))
        assert (status.code, status.revoked_since) == ("certificate_revoked", REVOKED_AT)

    def test_asked_anew_it_does_not_go_by_what_is_kept(self, pki: TestPki) -> None:
        held = held_letter(pki, "revoked")
        kept = strengthened(held, services(pki, LATER))
        after = REVOKED_AT + timedelta(minutes=30)
        assert judge_chain(kept, moment=LATER).code == "chain_good"
        assert judge_chain(kept, moment=after, services=services(pki, after)).code == "certificate_revoked"

    def test_out_of_reach_is_unknown_and_not_good(self, pki: TestPki, held: Held) -> None:
        found = strengthened(held, services(pki, LATER))
        given = Services(fetchers=lambda: OutOfReach(pki, RELEASE_DAY))
        assert judge_chain(found, moment=RELEASE_DAY, services=given).code == "chain_good_revocation_unknown"


def test_a_revoked_time_stamp_service_does_not_make_the_signer_revoked(
    pki: TestPki, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import RevokedError

    plain = CertificateValidator.async_validate_usage

    async def usage(self: Any, key_usage: Any, extended_key_usage: Any = None, **more: Any) -> Any:
        if extended_key_usage:
            raise RevokedError.format(
                reason=_reason(),
                revocation_dt=LATER,
                revinfo_type="CRL",
                proc_state=_state(self._certificate),
            )
        return await plain(self, key_usage, extended_key_usage, **more)

    monkeypatch.setattr(CertificateValidator, "async_validate_usage", usage)
    came = strengthen(held.evidence, services=services(pki, LATER), signed_at=SIGNING_DAY, now=LATER)
    found = came.evidence
    assert found.revoked_since is None
    assert found.collected_at == LATER
    assert found.time_stamp is None, "its stamp proves nothing"
    assert missing(found, services(pki, LATER), came.failed) == ("timestamp_service_revoked",)


def _reason() -> Any:
    from asn1crypto import crl

    return crl.CRLReason("key_compromise")


def _state(certificate: Any) -> Any:
    from pyhanko_certvalidator._state import ValProcState
    from pyhanko_certvalidator.path import ValidationPath

    return ValProcState(cert_path_stack=_stack(ValidationPath(None, [], certificate)))


def _stack(path: Any) -> Any:
    from pyhanko_certvalidator.util import ConsList

    return ConsList.sing(path)


def test_over_http_nothing_is_reached_that_was_not_allowed() -> None:
    assert http_services(time_stamp_url="", fetch_revocation=False).offline
    only_time = http_services(time_stamp_url="https://tijd.example/tsa?x=1", fetch_revocation=False)
    assert only_time.fetchers is None
    assert only_time.time_stamp_address == "tijd.example"
    assert http_services(time_stamp_url="", fetch_revocation=True).time_stamper is None


def test_a_connection_that_is_refused_is_missing_and_no_fault(held: Held) -> None:
    given = http_services(time_stamp_url="http://127.0.0.1:9/tsa", fetch_revocation=False, timeout=2)
    found = strengthened(held, given)
    assert missing(found, given) == ("timestamp_unreachable", "revocation_offline")


class TestSeveralServices:
    """Asked in order; what does not serve is said, whatever comes after it."""

    def in_order(self, pki: TestPki, *clients: Any, pace: Pace | None = None) -> Services:
        listed = tuple(
            TimeStampService(f"dienst-{number}", client, pace or Pace()) for number, client in enumerate(clients, 1)
        )
        return Services(time_stamper=listed[0].client, in_order=listed)

    def down(self, pki: TestPki) -> Any:
        stamper = pki.time_stamper(LATER)
        stamper.out_of_reach = True
        return lambda: stamper

    def good(self, pki: TestPki) -> Any:
        return lambda: pki.time_stamper(LATER)

    def of(self, held: Held, given: Services) -> Any:
        return strengthen(held.evidence, services=given, signed_at=SIGNING_DAY, now=LATER)

    def test_the_second_is_asked_when_the_first_is_down(self, pki: TestPki, held: Held) -> None:
        came = self.of(held, self.in_order(pki, self.down(pki), self.good(pki)))
        assert came.evidence.time_stamp is not None
        assert came.failed == (Attempt("dienst-1", "timestamp_unreachable", "OSError"),)

    def test_and_when_the_first_answers_with_what_is_wrong_which_is_said(self, pki: TestPki, held: Held) -> None:
        late = lambda: pki.time_stamper(LATER - timedelta(days=1))  # noqa: E731
        given = self.in_order(pki, late, self.good(pki))
        came = self.of(held, given)
        assert came.evidence.time_stamp is not None
        assert came.failed == (Attempt("dienst-1", "timestamp_not_fitting", "time"),)
        assert missing(came.evidence, given, came.failed) == ("revocation_offline",)

    def test_a_wrong_answer_is_said_before_none(self, pki: TestPki, held: Held) -> None:
        late = lambda: pki.time_stamper(LATER - timedelta(days=1))  # noqa: E731
        given = self.in_order(pki, self.down(pki), late)
        came = self.of(held, given)
        assert came.evidence == held.evidence
        assert missing(came.evidence, given, came.failed)[0] == "timestamp_not_fitting"

    def test_an_answer_to_another_question_is_wrong_and_not_absent(self, pki: TestPki, held: Held) -> None:
        async def replayed(request: tsp.TimeStampReq) -> Any:
            other = tsp.TimeStampReq.load(request.dump())
            other["nonce"] = 1234567
            return await pki.time_stamper(LATER).async_request_tsa_response(other)

        assert why_refused(held, stub(replayed)) == "nonce"

    def test_one_without_a_nonce_is_wrong_too(self, pki: TestPki, held: Held) -> None:
        async def without(request: tsp.TimeStampReq) -> Any:
            other = tsp.TimeStampReq({name: request[name] for name in ("version", "message_imprint", "cert_req")})
            return await pki.time_stamper(LATER).async_request_tsa_response(other)

        assert why_refused(held, stub(without)) == "nonce"

    def test_a_service_that_says_no_is_quoted(self, pki: TestPki, held: Held) -> None:
        async def rejects(_request: tsp.TimeStampReq) -> Any:
            status = {"status": "rejection", "status_string": ["quota used"], "fail_info": {"system_failure"}}
            return tsp.TimeStampResp({"status": status})

        given = stub(rejects)
        came = self.of(held, given)
        assert came.evidence == held.evidence
        assert missing(came.evidence, given, came.failed)[0] == "timestamp_refused"
        assert "quota used" in came.failed[0].why

    def test_a_certificate_that_is_not_for_time_stamps_is_refused(self, pki: TestPki, held: Held) -> None:
        given = services(pki, LATER, tsa="not-a-tsa", revocation=False)
        assert why_refused(held, given) in {"certificate", "token"}


class Ticks:
    """A clock that goes where it is put."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class TestPace:
    """A quota: so many requests a minute."""

    def test_it_says_how_long_to_wait(self) -> None:
        clock = Ticks()
        pace = Pace(2, clock)
        said = []
        for step in (0, 0, 10, 40, 10, 0):
            clock.now += step
            said.append(pace.seconds_to_wait())
            if not said[-1]:
                pace.count()
        assert said == [0.0, 0.0, 50.0, 10.0, 0.0, 0.0]

    @given(per_minute=st.integers(1, 5), steps=st.lists(st.floats(0, 30), max_size=40))
    def test_no_minute_has_more_than_it_allows(self, per_minute: int, steps: list[float]) -> None:
        clock = Ticks()
        pace = Pace(per_minute, clock)
        asked: list[float] = []
        for step in steps:
            clock.now += step
            clock.now += pace.seconds_to_wait()
            assert pace.seconds_to_wait() == 0.0
            pace.count()
            asked.append(clock.now)
        for at in asked:
            assert sum(at <= one < at + 59.99 for one in asked) <= per_minute

    def test_without_a_quota_nobody_waits(self) -> None:
        pace = Pace()
        for _ in range(1000):
            pace.count()
        assert pace.seconds_to_wait() == 0.0

    def paced(self, pki: TestPki, clock: Ticks) -> Services:
        service = TimeStampService("dienst", lambda: pki.time_stamper(LATER), Pace(1, clock))
        return Services(time_stamper=service.client, in_order=(service,))

    def test_at_signing_nobody_waits_and_the_letter_gets_its_time_later(self, pki: TestPki, held: Held) -> None:
        given = self.paced(pki, Ticks())
        with Strengthener(given) as strengthener:
            first = strengthener.strengthen(held.evidence, signed_at=SIGNING_DAY, now=LATER)
            second = strengthener.strengthen(held.evidence, signed_at=SIGNING_DAY, now=LATER)
        assert first.evidence.time_stamp is not None
        assert second.evidence == held.evidence
        assert missing(second.evidence, given, second.failed)[0] == "timestamp_later"

    def test_on_request_it_waits_its_turn(self, pki: TestPki, held: Held) -> None:
        clock = Ticks()
        waited: list[float] = []

        def wait(seconds: float) -> None:
            waited.append(seconds)
            clock.now += seconds

        with Strengthener(self.paced(pki, clock), wait=wait) as strengthener:
            for _ in range(3):
                found = strengthener.strengthen(held.evidence, signed_at=SIGNING_DAY, now=LATER)
                assert found.evidence.time_stamp is not None
        assert waited == [60.0, 60.0]


class TestRevocationDataThatProveNothing:
    """Fetched beside what proves something, and not kept: it would end up in the letter."""

    def strange(self, pki: TestPki, tmp_path: Path, kind: str) -> Services:
        others = TestPki(tmp_path)
        backend = PkiBackend(pki, LATER)
        fetchers = backend.get_fetchers()
        if kind == "crl":
            fetch = fetchers.crl_fetcher.fetched_crls
            fetchers.crl_fetcher.fetched_crls = lambda: [*fetch(), others.crl(at=LATER)]  # type: ignore[method-assign]
        else:
            asked = fetchers.ocsp_fetcher.fetched_responses
            early = pki.fetchers(LATER - timedelta(days=30))
            fetchers.ocsp_fetcher.fetched_responses = lambda: [  # type: ignore[method-assign]
                *asked(),
                *early.ocsp_fetcher.fetched_responses(),
            ]
            import asyncio

            asyncio.run(early.ocsp_fetcher.fetch(pki.certificate("signer"), pki.certificate("issuing")))
        return Services(lambda: pki.time_stamper(LATER), lambda: backend)

    @pytest.mark.parametrize("kind", ["crl", "ocsp"])
    def test_another_s_list_or_an_old_answer(self, pki: TestPki, held: Held, tmp_path: Path, kind: str) -> None:
        plain = strengthened(held, services(pki, LATER))
        found = strengthened(held, self.strange(pki, tmp_path, kind))
        assert (len(found.ocsps), len(found.crls)) == (len(plain.ocsps), len(plain.crls))
        assert found.collected_at == LATER
        assert judge_chain(found, moment=LATER).code == "chain_good"

    def test_for_several_letters_each_certificate_is_asked_about_once(self, pki: TestPki, held: Held) -> None:
        backend = PkiBackend(pki, LATER)
        fetchers = backend.get_fetchers()
        asked: list[str] = []
        fetch = fetchers.ocsp_fetcher.fetch

        async def counted(cert: Any, authority: Any) -> Any:
            asked.append(cert.subject.human_friendly)
            return await fetch(cert, authority)

        fetchers.ocsp_fetcher.fetch = counted  # type: ignore[method-assign]
        with Strengthener(Services(lambda: pki.time_stamper(LATER), lambda: backend)) as strengthener:
            for _ in range(3):
                came = strengthener.strengthen(held.evidence, signed_at=SIGNING_DAY, now=LATER)
                assert came.evidence.collected_at == LATER
        assert sum("A. Voorbeeld" in name for name in asked) == 1
