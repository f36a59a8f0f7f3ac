"""Joining: the signature in its place, and the level that is really reached, said as it is."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms as asn1_cms
from asn1crypto import tsp
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import TimeStamper
from pypdf import PdfReader

from signing.cms import CmsFault
from signing.evidence import Evidence
from signing.joining import Joined, extend, join
from signing.prepare import prepared_digest
from signing.services import OFFLINE, Services
from signing.strengthening import strengthen
from signing.verify import TrustRoots, verify
from signing.verify.verdict import ChangesAfter, Integrity, Kind
from tests.pki import RELEASE_DAY, REVOKED_AT, SIGNING_DAY, TestPki
from tests.signing.held import Held, OutOfReach, held_letter, joined, services

SEALED = SIGNING_DAY + timedelta(minutes=1)


def strong(held: Held, given: Services, *, now: datetime = SEALED) -> Evidence:
    return strengthen(held.evidence, services=given, signed_at=SIGNING_DAY, now=now).evidence


def release(held: Held, evidence: Evidence, given: Services, *, now: datetime = RELEASE_DAY) -> Joined:
    token = evidence.time_stamp.token if evidence.time_stamp else None
    tail = join(io.BytesIO(held.approved), held.prepared, cms=held.cms, token=token)
    return extend(io.BytesIO(held.approved), tail, evidence=evidence, services=given, now=now)


def verdict_of(pki: TestPki, held: Held, tail: bytes, *, now: datetime = RELEASE_DAY) -> Any:
    """Return the verdict on the letter's own signature, found without any connection."""
    stream = io.BytesIO(held.approved + tail)
    found = verify(stream, trust=TrustRoots.from_certificates(pki.roots), now=now + timedelta(hours=1))
    (own,) = [one for one in found.signatures if one.kind is Kind.SIGNATURE]
    return own


@pytest.mark.parametrize("label", ["signer", "signer-rsa"])
@pytest.mark.parametrize("stamped", [False, True])
def test_joining_changes_the_reserve_and_nothing_else(pki: TestPki, label: str, stamped: bool) -> None:
    held = held_letter(pki, label)
    stamp = strong(held, services(pki, SEALED)).time_stamp
    assert stamp is not None
    tail = join(io.BytesIO(held.approved), held.prepared, cms=held.cms, token=stamp.token if stamped else None)
    before, after = held.bytes_prepared, held.approved + tail
    assert len(after) == len(before)
    start, end = held.prepared.reserve_start, held.prepared.reserve_end
    assert after[:start] == before[:start]
    assert after[end:] == before[end:]
    assert after[start:end] != before[start:end]
    assert prepared_digest(io.BytesIO(held.approved), replace(held.prepared, tail=tail)) == held.prepared.digest
    inside = bytes.fromhex(after[start + 1 : end - 1].decode())
    (info,) = asn1_cms.ContentInfo.load(inside)["content"]["signer_infos"]
    assert (info["unsigned_attrs"].native is not None) == stamped
    if not stamped:
        assert inside.rstrip(b"\x00") == held.cms.rstrip(b"\x00")


def test_what_does_not_fit_the_reserve_is_refused_and_not_cut(pki: TestPki, held: Held) -> None:
    small = replace(held.prepared, reserve_end=held.prepared.reserve_start + 2 * len(held.cms))
    with pytest.raises(CmsFault) as fault:
        join(io.BytesIO(held.approved), small, cms=held.cms, token=None)
    assert fault.value.code == "cms_too_large"


LEVELS = {
    "nothing could be had": ((None, False), (None, False), "B-B", ("timestamp_offline",)),
    "time stamp at signing only": (("tsa", False), (None, False), "B-T", ("revocation_offline",)),
    "all at signing, offline at release": (("tsa", True), (None, False), "B-LT", ("timestamp_offline",)),
    "revocation at release": (("tsa", False), (None, True), "B-LT", ("timestamp_offline",)),
    "all at release as well": (("tsa", True), ("tsa", True), "B-LTA", ()),
    # The revocation data of the time-stamp service are of the day before: no proof for a stamp of today.
    "time stamp at release, no fresh data": (("tsa", True), ("tsa", False), "B-LT", ("revocation_offline",)),
}


@pytest.mark.parametrize(("at_signing", "at_release", "level", "missing"), LEVELS.values(), ids=LEVELS.keys())
def test_the_level_is_the_one_the_services_allow(
    pki: TestPki,
    held: Held,
    at_signing: tuple[str | None, bool],
    at_release: tuple[str | None, bool],
    level: str,
    missing: tuple[str, ...],
) -> None:
    evidence = strong(held, services(pki, SEALED, tsa=at_signing[0], revocation=at_signing[1]))
    released = release(held, evidence, services(pki, RELEASE_DAY, tsa=at_release[0], revocation=at_release[1]))
    assert (released.level, released.missing) == (level, missing)
    own = verdict_of(pki, held, released.tail)
    assert own.integrity is Integrity.INTACT
    assert own.level.value == level, "another level is found in the file than was said"
    assert own.changes_after in {ChangesAfter.NONE, ChangesAfter.EVIDENCE_ONLY}
    assert own.certificate == held.certificate


class Down(TimeStamper):
    """A time-stamp service that answers the first requests and is gone then."""

    def __init__(self, pki: TestPki, at: datetime, answers: int) -> None:
        super().__init__()
        self._stamper = pki.time_stamper(at)
        self._left = answers

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        if not self._left:
            raise OSError("gone")
        self._left -= 1
        return await self._stamper.async_request_tsa_response(req)


@pytest.mark.parametrize("answers", [0, 1])
def test_a_time_stamp_service_that_is_down_at_the_last_moment_gives_b_lt_and_says_so(
    pki: TestPki, held: Held, answers: int
) -> None:
    """With one answer left it goes after the size was asked, with the revision half written."""
    evidence = strong(held, services(pki, SEALED))
    given = replace(services(pki, RELEASE_DAY), time_stamper=lambda: Down(pki, RELEASE_DAY, answers))
    released = release(held, evidence, given)
    if released.level == "B-LTA":
        assert answers == 1, "a stamp from a service that is down"
        assert released.missing == ()
    else:
        assert (released.level, released.missing) == ("B-LT", ("timestamp_unreachable",))
    assert verdict_of(pki, held, released.tail).level.value == released.level
    PdfFileReader(io.BytesIO(held.approved + released.tail))


class Garbled(TimeStamper):
    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(b"\x30\x00")


def test_an_answer_that_is_none_gives_b_lt_and_says_so(pki: TestPki, held: Held) -> None:
    evidence = strong(held, services(pki, SEALED))
    released = release(held, evidence, replace(services(pki, RELEASE_DAY), time_stamper=Garbled))
    assert (released.level, released.missing) == ("B-LT", ("timestamp_not_fitting",))
    assert verdict_of(pki, held, released.tail).level.value == "B-LT"


def test_a_document_time_stamp_of_an_authority_that_is_not_trusted_is_not_added(
    pki: TestPki, held: Held, tmp_path: Path
) -> None:
    evidence = strong(held, services(pki, SEALED))
    others = TestPki(tmp_path)
    given = replace(services(pki, RELEASE_DAY), time_stamper=lambda: others.time_stamper(RELEASE_DAY))
    released = release(held, evidence, given)
    assert (released.level, released.missing) == ("B-LT", ("timestamp_not_fitting",))


def test_revocation_services_that_are_down_leave_the_data_of_the_signing_day(pki: TestPki, held: Held) -> None:
    evidence = strong(held, services(pki, SEALED))
    down = Services(services(pki, RELEASE_DAY).time_stamper, lambda: OutOfReach(pki, RELEASE_DAY))
    assert release(held, evidence, down).level in {"B-LT", "B-LTA"}
    without = strong(held, services(pki, SEALED, revocation=False))
    released = release(held, without, down)
    assert (released.level, released.missing) == ("B-T", ("revocation_unreachable",))


def test_a_certificate_revoked_between_signing_and_release_keeps_what_was_proven(pki: TestPki) -> None:
    held = held_letter(pki, "revoked")
    evidence = strong(held, services(pki, SEALED))
    after = REVOKED_AT + timedelta(hours=2)
    released = release(held, evidence, services(pki, after), now=after)
    assert released.level in {"B-LT", "B-LTA"}
    assert verdict_of(pki, held, released.tail, now=after).integrity is Integrity.INTACT


def test_a_released_letter_is_still_good_when_the_certificate_has_long_expired(pki: TestPki, held: Held) -> None:
    evidence = strong(held, services(pki, SEALED))
    released = release(held, evidence, services(pki, RELEASE_DAY))
    own = verdict_of(pki, held, released.tail, now=datetime(2029, 1, 1, tzinfo=UTC))
    assert own.integrity is Integrity.INTACT
    assert own.indication.value == "TOTAL-PASSED"


def test_no_time_of_the_machine_gets_into_a_released_letter(pki: TestPki, held: Held) -> None:
    evidence = strong(held, services(pki, SEALED))
    released = release(held, evidence, services(pki, RELEASE_DAY))
    before = PdfReader(io.BytesIO(held.approved))
    after = PdfReader(io.BytesIO(held.approved + released.tail))
    assert after.metadata == before.metadata
    assert "/Metadata" not in after.trailer["/Root"]  # type: ignore[operator]


def test_a_letter_is_joined_from_what_was_kept_and_no_key(pki: TestPki, held: Held) -> None:
    with joined(held.approved, release(held, held.evidence, OFFLINE).tail) as stream:
        (signature,) = PdfFileReader(stream).embedded_signatures
        assert signature.signer_cert.dump() == held.certificate
