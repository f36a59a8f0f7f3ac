"""Judging in worker processes: the same verdicts, and limits that hold."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signing.errors import UnreadablePdf
from signing.sandbox import Limits, Sandbox
from signing.verify import Material, TrustRoots, verify
from signing.verify.verdict import FileState, FileVerdict, Kind, Level, SignatureVerdict
from signing.verify.wire import WorkRequest, request_from_json, request_to_json, verdict_from_json, verdict_to_json
from tests.pki import TestPki
from tests.signing.verify.conftest import CHECK_DAY, Judge
from tests.signing.verify.letters import Maker, plain_letter


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=2) as made:
        yield made


def test_a_worker_says_what_would_be_said_here(make: Maker, judge: Judge, sandbox: Sandbox, tmp_path: Path) -> None:
    data = make.sign(level="B-LTA")
    here = judge(data)
    assert here.state is FileState.VALID
    assert sandbox.verify(data, trust=judge.trust, now=CHECK_DAY) == here
    file = tmp_path / "brief met spaties \u202e fdp.pdf"
    file.write_bytes(data)
    assert sandbox.verify(file, trust=judge.trust, now=CHECK_DAY) == here


def test_many_files_at_once(make: Maker, judge: Judge, sandbox: Sandbox) -> None:
    good, bad = make.sign(level="B-LT"), plain_letter()
    files = [good, bad] * 4
    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(lambda data: sandbox.verify(data, trust=judge.trust, now=CHECK_DAY).state, files))
    assert states == [FileState.VALID, FileState.NO_SIGNATURE] * 4


def test_a_worker_is_replaced_after_its_number_of_files(judge: Judge) -> None:
    with Sandbox(Limits(files=1), workers=1) as small:
        states = [small.verify(plain_letter(), trust=judge.trust, now=CHECK_DAY).state for _ in range(2)]
    assert states == [FileState.NO_SIGNATURE] * 2


def test_a_file_that_takes_too_long_is_unreadable_and_the_next_is_not_harmed(judge: Judge) -> None:
    with Sandbox(Limits(seconds=0.05), workers=1) as hasty:
        verdict = hasty.verify(plain_letter(), trust=judge.trust, now=CHECK_DAY)
        assert (verdict.state, verdict.reason) == (FileState.UNREADABLE, "too_slow")
        hasty._limits = Limits()
        assert hasty.verify(plain_letter(), trust=judge.trust, now=CHECK_DAY).state is FileState.NO_SIGNATURE


def test_too_little_memory_is_tried_once_more_with_more(judge: Judge) -> None:
    tight = Limits(memory=64 << 20)
    with Sandbox(tight, workers=1) as small:
        assert small.verify(plain_letter(), trust=judge.trust, now=CHECK_DAY).state is FileState.NO_SIGNATURE


def test_a_file_that_needs_too_much_memory_twice_is_too_large_to_be_judged(judge: Judge) -> None:
    with Sandbox(Limits(memory=1 << 20, more_memory=1 << 20), workers=1) as small:
        verdict = small.verify(plain_letter() + bytes(80 << 20), trust=judge.trust, now=CHECK_DAY)
    assert (verdict.state, verdict.reason) == (FileState.INDETERMINATE, "too_large")


def test_a_worker_that_ends_twice_makes_the_file_unreadable(judge: Judge) -> None:
    with Sandbox(Limits(memory=1 << 70, more_memory=1 << 70), workers=1) as impossible:
        verdict = impossible.verify(plain_letter(), trust=judge.trust, now=CHECK_DAY)
    assert (verdict.state, verdict.reason) == (FileState.UNREADABLE, "crashed")


def test_a_path_that_cannot_be_opened_is_told(judge: Judge, sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(UnreadablePdf, match="cannot_open"):
        sandbox.verify(tmp_path / "niets.pdf", trust=judge.trust, now=CHECK_DAY)


def test_a_verdict_and_a_request_come_back_as_they_went(make: Maker, judge: Judge, pki: TestPki) -> None:
    for data in (make.sign(level="B-LTA"), plain_letter(), b"", make.prepared().bytes_prepared):
        verdict = judge(data)
        assert verdict_from_json(verdict_to_json(verdict)) == verdict
    evidence = Material((b"a",), (b"b", b"c"), ())
    request = WorkRequest(judge.trust, CHECK_DAY, None, evidence, "pad", 3)
    assert request_from_json(request_to_json(request)) == request


@given(st.binary(max_size=200) | st.from_regex(rb'\{"state": .*\}', fullmatch=True))
@settings(max_examples=50, deadline=None)
def test_what_is_no_verdict_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  JSON's own errors are ValueErrors too
        verdict_from_json(data)


@given(
    st.lists(
        st.builds(
            SignatureVerdict,
            field=st.text(max_size=20),
            kind=st.sampled_from(Kind),
            state=st.sampled_from(FileState),
            level=st.none() | st.sampled_from(Level),
            changed_fields=st.lists(st.text(max_size=5), max_size=3).map(tuple),
            certificate=st.none() | st.binary(max_size=10),
            chain=st.lists(st.binary(max_size=5), max_size=3).map(tuple),
        ),
        max_size=3,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_verdict_survives_the_wire(signatures: list[SignatureVerdict]) -> None:
    verdict = FileVerdict(FileState.INVALID, "00", tuple(signatures), CHECK_DAY)
    assert verdict_from_json(verdict_to_json(verdict)) == verdict


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_done_to_a_signed_file_makes_it_good_or_raises(
    make: Maker, judge: Judge, data: st.DataObject
) -> None:
    signed = _archived(make)
    place = data.draw(st.integers(0, len(signed) - 1))
    length = data.draw(st.integers(0, 200))
    junk = data.draw(st.binary(max_size=60))
    changed = signed[:place] + junk + signed[place + length :]
    verdict = verify(io.BytesIO(changed), trust=judge.trust, now=CHECK_DAY)
    whole = judge(signed)
    if changed == signed:
        assert verdict == whole
        return
    if verdict.state is FileState.VALID:
        # Only what no signature covers and no reader sees may differ.
        assert [one.state for one in verdict.signatures] == [one.state for one in whole.signatures]
        assert all(one.integrity.value == "intact" for one in verdict.signatures)
    assert replace(verdict, sha256="") != replace(whole, sha256="") or verdict.state is FileState.VALID


_KEPT: list[bytes] = []


def _archived(make: Maker) -> bytes:
    if not _KEPT:
        _KEPT.append(make.sign(level="B-LTA"))
    return _KEPT[0]


def test_trust_from_a_folder(pki: TestPki, tmp_path: Path) -> None:
    (tmp_path / "root.cer").write_bytes(pki.certificate("root").dump())
    (tmp_path / "lees mij.txt").write_text("geen certificaat")
    assert TrustRoots.from_folder(tmp_path).certificates == tuple(pki.roots)


def test_what_is_stopped_ends_at_once_and_is_no_verdict(make: Maker, judge: Judge) -> None:
    slow = make.sign(plain_letter(pages=400))
    with Sandbox(workers=1) as stopped, ThreadPoolExecutor(1) as pool:
        stopped.verify(plain_letter(), trust=judge.trust, now=CHECK_DAY)
        asked = pool.submit(stopped.verify, slow * 40, trust=judge.trust, now=CHECK_DAY)
        stopped.stop()
        verdict = asked.result(30)
        assert verdict.state is not FileState.VALID
        later = stopped.verify(plain_letter(), trust=judge.trust, now=CHECK_DAY)
    assert (later.state, later.reason) == (FileState.UNREADABLE, "stopped")
