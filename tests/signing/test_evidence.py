"""What is kept beside a seal: fetched when it can be had, checked before it is kept, never thrown away."""

from __future__ import annotations

import json
from contextlib import suppress
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

from signing.errors import ServiceFault
from signing.evidence import CLOCK_TOLERANCE, Evidence, TimeStamp, judge_chain, missing, new_evidence, strengthen
from signing.services import OFFLINE, Services, http_services
from tests.pki import RELEASE_DAY, REVOKED_AT, SIGNING_DAY, TestPki
from tests.signing.held import Held, OutOfReach, held_letter, services

LATER = SIGNING_DAY + timedelta(minutes=1)


def strengthened(held: Held, given: Services, *, now: datetime = LATER, signed_at: datetime = SIGNING_DAY) -> Evidence:
    return strengthen(held.evidence, services=given, signed_at=signed_at, now=now)


def fault_of(held: Held, given: Services, **more: Any) -> ServiceFault:
    with pytest.raises(ServiceFault) as fault:
        strengthened(held, given, **more)
    assert fault.value.code == "timestamp_not_fitting"
    return fault.value


class Stub(TimeStamper):
    """A time-stamp service that is not what it should be."""

    def __init__(self, behave: Any) -> None:
        super().__init__()
        self._behave = behave

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> asn1_cms.ContentInfo:
        return await self._behave(message_digest, md_algorithm)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        raise NotImplementedError


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
    second = strengthen(first, services=services(pki, day_after), signed_at=SIGNING_DAY, now=day_after)
    assert second.time_stamp == first.time_stamp
    assert second.collected_at == day_after
    third = strengthen(second, services=services(pki, RELEASE_DAY), signed_at=SIGNING_DAY, now=RELEASE_DAY)
    assert third == second


def test_a_time_stamp_that_comes_after_the_revocation_data_brings_its_own(pki: TestPki, held: Held) -> None:
    """Else the letter could not be made to last offline: the data of the time-stamp service would be missing."""
    first = strengthened(held, services(pki, LATER, tsa=None))
    assert first.collected_at == LATER
    assert first.time_stamp is None
    hour = LATER + timedelta(hours=1)
    second = strengthen(first, services=services(pki, hour), signed_at=SIGNING_DAY, now=hour)
    assert second.collected_at == hour
    assert set(first.ocsps) <= set(second.ocsps)
    assert set(first.crls) <= set(second.crls)
    assert len(second.crls) > len(first.crls), "no list for the time-stamp service"


def test_a_time_stamp_over_another_hash_is_refused(pki: TestPki, held: Held) -> None:
    async def other(_digest: bytes, algorithm: str) -> Any:
        return await pki.time_stamper(LATER).async_timestamp(bytes(32), algorithm)

    assert fault_of(held, stub(other)).parameters["why"] == "imprint"


@pytest.mark.parametrize("off", [-CLOCK_TOLERANCE - timedelta(minutes=1), CLOCK_TOLERANCE + timedelta(minutes=2)])
def test_a_time_stamp_of_another_time_is_refused(pki: TestPki, held: Held, off: timedelta) -> None:
    assert fault_of(held, services(pki, SIGNING_DAY + off)).parameters["why"] == "time"


@pytest.mark.parametrize("off", [timedelta(minutes=-4), timedelta(minutes=4), timedelta(hours=20)])
def test_a_time_stamp_within_a_clock_s_tolerance_is_kept(pki: TestPki, held: Held, off: timedelta) -> None:
    moment = SIGNING_DAY + off
    found = strengthened(held, services(pki, moment, revocation=False), now=max(moment, LATER))
    assert found.time_stamp is not None
    assert found.time_stamp.time == moment


def test_a_time_stamp_of_an_authority_that_is_not_trusted_is_refused(held: Held, tmp_path: Path) -> None:
    others = TestPki(tmp_path)
    given = services(others, LATER, revocation=False)
    assert fault_of(held, given).parameters["why"] == "certificate"


def test_a_time_stamp_made_with_a_certificate_that_had_expired_is_refused(pki: TestPki, held: Held) -> None:
    late = datetime(2024, 7, 1, tzinfo=UTC)
    given = services(pki, late, tsa="expired-tsa", revocation=False)
    assert fault_of(held, given, now=late).parameters["why"] == "certificate"


def test_a_token_whose_signature_is_wrong_is_refused(pki: TestPki, held: Held) -> None:
    async def broken(digest: bytes, algorithm: str) -> Any:
        token = await pki.time_stamper(LATER).async_timestamp(digest, algorithm)
        octets = bytearray(token["content"]["signer_infos"][0]["signature"].native)
        octets[-1] ^= 1
        token["content"]["signer_infos"][0]["signature"] = bytes(octets)
        return token

    assert fault_of(held, stub(broken)).parameters["why"] in {"imprint", "token"}


@given(at=st.integers(0, 1 << 16), value=st.integers(1, 255))
def test_a_token_changed_anywhere_is_refused_or_still_proves_the_same(
    pki: TestPki, held: Held, at: int, value: int
) -> None:
    async def changed(digest: bytes, algorithm: str) -> Any:
        token = bytearray((await pki.time_stamper(LATER).async_timestamp(digest, algorithm)).dump())
        token[at % len(token)] ^= value
        return asn1_cms.ContentInfo.load(bytes(token))

    with suppress(ServiceFault):
        found = strengthened(held, stub(changed))
        assert found.time_stamp is not None
        assert found.time_stamp.time == LATER


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\x30\x00", b"\x30\x03\x02\x01\x00"])
def test_an_answer_that_is_none_is_refused(held: Held, answer: bytes) -> None:
    class Garbled(TimeStamper):
        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            return tsp.TimeStampResp.load(answer)

    assert fault_of(held, Services(time_stamper=Garbled)).parameters["why"] == "token"


def test_a_revoked_certificate_is_kept_as_such_with_its_time(pki: TestPki) -> None:
    held = held_letter(pki, "revoked")
    after = REVOKED_AT + timedelta(hours=1)
    found = strengthened(held, services(pki, after), now=after)
    assert found.revoked_since == REVOKED_AT
    assert found.time_stamp is not None
    assert "certificate_revoked" in missing(found, services(pki, after))
    assert "revocation_unreachable" not in missing(found, services(pki, after))


def test_before_it_is_revoked_a_certificate_is_good(pki: TestPki) -> None:
    held = held_letter(pki, "revoked")
    found = strengthened(held, services(pki, LATER))
    assert found.revoked_since is None
    assert found.collected_at == LATER


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
    found = strengthened(held, services(pki, LATER))
    assert found.revoked_since is None
    assert missing(found, services(pki, LATER)) == ("revocation_unreachable",)


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
