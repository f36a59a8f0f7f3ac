"""What is said of letters as the program makes them."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest

from signing.verify import Material, TrustRoots, verify
from signing.verify.plain_form import verdict_json
from signing.verify.verdict import (
    ChangesAfter,
    Coverage,
    Fact,
    FileState,
    Indication,
    Integrity,
    Kind,
    Level,
    Subindication,
    Trust,
)
from tests.pki import RELEASE_DAY, SIGNING_DAY, TestPki
from tests.signing.verify.conftest import CHECK_DAY, Judge
from tests.signing.verify.letters import Maker, plain_letter

NEXT_DAY = CHECK_DAY + timedelta(days=1)
AFTER_EXPIRY = datetime(2030, 5, 1, tzinfo=CHECK_DAY.tzinfo)
LEVELS = {"B-B": Level.B_B, "B-T": Level.B_T, "B-LT": Level.B_LT, "B-LTA": Level.B_LTA}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("signer", ["signer", "signer-rsa"])
def test_a_good_letter_is_valid_with_a_connection(make: Maker, judge: Judge, level: str, signer: str) -> None:
    verdict = judge(make.sign(level=level, signer=signer), online=True)
    first = verdict.signatures[0]
    assert verdict.state is FileState.VALID
    assert (first.integrity, first.indication, first.level) == (Integrity.INTACT, Indication.PASSED, LEVELS[level])
    assert (first.trusted, first.subindication) == (Trust.TRUSTED, None)
    assert first.commitment == "proof_of_approval"
    assert first.claimed_time == SIGNING_DAY
    proven = None if level == "B-B" else SIGNING_DAY + timedelta(minutes=1)
    assert first.proven_time == proven


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
@pytest.mark.parametrize("now", [CHECK_DAY, NEXT_DAY, AFTER_EXPIRY])
def test_a_letter_with_its_evidence_stays_valid_offline(make: Maker, judge: Judge, level: str, now: datetime) -> None:
    verdict = judge(make.sign(level=level), now=now)
    first = verdict.signatures[0]
    assert verdict.state is FileState.VALID
    assert first.level is LEVELS[level]
    assert first.changes_after is ChangesAfter.EVIDENCE_ONLY
    assert first.covers is Coverage.REVISION
    assert first.revocation_as_of is not None
    assert {Fact.REVOCATION_AS_OF, Fact.EVIDENCE_ADDED, Fact.TIME_STAMPED} <= set(first.facts)


@pytest.mark.parametrize("level", ["B-B", "B-T"])
def test_without_revocation_data_offline_is_try_later_and_never_invalid(make: Maker, judge: Judge, level: str) -> None:
    verdict = judge(make.sign(level=level))
    first = verdict.signatures[0]
    assert verdict.state is FileState.INDETERMINATE
    assert (first.integrity, first.subindication) == (Integrity.INTACT, Subindication.TRY_LATER)
    assert first.trusted is Trust.UNKNOWN
    assert Fact.REVOCATION_UNKNOWN in first.facts


def test_the_document_time_stamp_is_a_verdict_of_its_own(make: Maker, judge: Judge) -> None:
    stamp = judge(make.sign(level="B-LTA")).signatures[1]
    assert (stamp.kind, stamp.state, stamp.level) == (Kind.DOCUMENT_TIMESTAMP, FileState.VALID, None)
    assert (stamp.covers, stamp.proven_time, stamp.signer) == (Coverage.WHOLE_FILE, RELEASE_DAY, "Proef TSA")


def test_two_signatures_are_both_valid(make: Maker, judge: Judge) -> None:
    verdict = judge(make.sign(make.sign(), signer="second", field="Tweede"), online=True)
    assert verdict.state is FileState.VALID
    assert [one.signer for one in verdict.signatures] == ["A. Voorbeeld", "B. Tweede"]


def test_a_changed_byte_breaks_the_signature(make: Maker, judge: Judge) -> None:
    data = bytearray(make.sign(level="B-LTA"))
    data[data.index(b"/MediaBox") + 12] ^= 1
    verdict = judge(bytes(data))
    assert verdict.state is FileState.INVALID
    assert verdict.signatures[0].integrity is Integrity.BROKEN
    assert verdict.signatures[0].subindication is Subindication.HASH_FAILURE


def test_a_signature_value_of_another_letter_breaks_it(make: Maker, judge: Judge) -> None:
    one, other = make.prepared(), make.prepared(plain_letter(pages=3))
    start, end = other.start + 1, other.end - 1
    hexed = one.token.dump().hex().encode()
    data = bytearray(other.bytes_prepared)
    data[start:end] = hexed + b"0" * (end - start - len(hexed))
    first = judge(bytes(data)).signatures[0]
    assert (first.state, first.integrity) == (FileState.INVALID, Integrity.BROKEN)


@pytest.mark.parametrize("cut", [500, 3000, 20_000, 33_000])
def test_a_cut_off_letter_is_never_called_unsigned(make: Maker, judge: Judge, cut: int) -> None:
    data = make.sign()
    verdict = judge(data[:-cut])
    assert verdict.state in {FileState.UNREADABLE, FileState.INVALID}


@pytest.mark.parametrize("left", [30, 120, 400, 900])
def test_the_beginning_of_a_signed_revision_is_never_called_unsigned(make: Maker, judge: Judge, left: int) -> None:
    verdict = judge(make.sign()[: len(plain_letter()) + left])
    assert (verdict.state, verdict.reason) == (FileState.UNREADABLE, "damaged")


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty_file"), (b"een brief" * 99, "not_a_pdf"), (b"%PDF-1.7\nniets", "damaged")]
)
def test_what_is_no_pdf_is_unreadable_with_its_reason(judge: Judge, data: bytes, reason: str) -> None:
    verdict = judge(data)
    assert (verdict.state, verdict.reason, verdict.signatures) == (FileState.UNREADABLE, reason, ())


def test_an_encrypted_file_is_unreadable_as_such(judge: Judge, make: Maker) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain_letter())))
    writer.encrypt("geheim", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    verdict = judge(out.getvalue())
    assert (verdict.state, verdict.reason) == (FileState.UNREADABLE, "encrypted")


def test_an_unsigned_letter_has_no_signature(judge: Judge) -> None:
    verdict = judge(plain_letter())
    assert (verdict.state, verdict.signatures) == (FileState.NO_SIGNATURE, ())


def test_a_prepared_letter_without_signature_is_not_unsigned_and_not_good(make: Maker, judge: Judge) -> None:
    verdict = judge(make.prepared().bytes_prepared)
    first = verdict.signatures[0]
    assert (verdict.state, first.integrity) == (FileState.INVALID, Integrity.CANNOT_BE_READ)
    assert Fact.SIGNATURE_EMPTY in first.facts


def test_nothing_trusted_is_unknown_and_not_invalid(make: Maker, judge: Judge) -> None:
    verdict = judge(make.sign(level="B-LTA"), trust=TrustRoots())
    first = verdict.signatures[0]
    assert (verdict.state, first.trusted) == (FileState.INDETERMINATE, Trust.UNKNOWN)
    assert first.subindication is Subindication.NO_CERTIFICATE_CHAIN_FOUND
    assert Fact.NOTHING_TRUSTED in first.facts
    assert first.integrity is Integrity.INTACT


def test_another_root_is_not_trusted(make: Maker, judge: Judge, pki: TestPki) -> None:
    other = TrustRoots.from_certificates([pki.certificate("second").dump()])
    first = judge(make.sign(level="B-LTA"), trust=other).signatures[0]
    assert (first.state, first.trusted) == (FileState.INDETERMINATE, Trust.NOT_TRUSTED)


@pytest.mark.parametrize(
    ("signer", "level", "stamped_at", "state", "sub"),
    [
        ("authentication", "B-B", None, FileState.INDETERMINATE, Subindication.CHAIN_CONSTRAINTS_FAILURE),
        ("expired", "B-B", None, FileState.INDETERMINATE, Subindication.OUT_OF_BOUNDS_NO_POE),
        ("revoked", "B-B", None, FileState.INDETERMINATE, Subindication.REVOKED_NO_POE),
        ("revoked", "B-T", RELEASE_DAY, FileState.INDETERMINATE, Subindication.REVOKED_NO_POE),
        ("revoked", "B-T", SIGNING_DAY, FileState.VALID_WITH_REMARKS, None),
    ],
)
def test_a_certificate_is_judged_at_the_proven_time(
    make: Maker,
    judge: Judge,
    signer: str,
    level: str,
    stamped_at: datetime | None,
    state: FileState,
    sub: Subindication | None,
) -> None:
    verdict = judge(make.sign(level=level, signer=signer, stamped_at=stamped_at), online=True)
    assert (verdict.state, verdict.signatures[0].subindication) == (state, sub)


def test_the_json_has_the_keys_of_the_contract_in_their_order(make: Maker, judge: Judge) -> None:
    shown = verdict_json(judge(make.sign(level="B-LTA")))
    assert list(shown)[:5] == ["sha256", "state", "signatures", "lists", "checked_at"]
    wanted = (
        "field kind signer claimed_role commitment integrity covers changes_after appearance_changed_pages indication "
        "subindication level qualified trusted claimed_time proven_time renew_before facts"
    )
    assert list(shown["signatures"][0])[: len(wanted.split())] == wanted.split()
    assert shown["signatures"][1]["level"] is None


def test_the_stream_is_left_open_and_the_clock_of_the_machine_is_not_asked(make: Maker, judge: Judge) -> None:
    stream = io.BytesIO(make.sign(level="B-LTA"))
    verdict = verify(stream, trust=judge.trust, now=CHECK_DAY)
    assert not stream.closed
    assert verdict.checked_at == CHECK_DAY


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_an_issuing_authority_may_be_the_root(make: Maker, pki: TestPki, judge: Judge, level: str) -> None:
    trust = TrustRoots.from_certificates([pki.certificate("issuing").dump()])
    assert judge(make.sign(level=level), trust=trust).state is FileState.VALID


def test_a_revoked_certificate_under_an_issuing_authority_as_root(make: Maker, pki: TestPki, judge: Judge) -> None:
    trust = TrustRoots.from_certificates([pki.certificate("issuing").dump()])
    lists = (bytes(pki.crl(at=RELEASE_DAY + timedelta(days=1)).dump()),)
    verdict = judge(make.sign(signer="revoked"), trust=trust, evidence=Material(lists=lists), now=NEXT_DAY)
    assert verdict.state is FileState.INDETERMINATE
    assert Fact.CERTIFICATE_REVOKED in verdict.signatures[0].facts
