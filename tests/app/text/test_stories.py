"""What a person is told of one file does not contradict itself: sentence, next action, and the five answers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.answers import Question, Said, Tone, answers_of
from app.text.answers import answer_words
from app.text.verdicts import verdict_code, verdict_remark, verdict_words
from signing.verify import TrustRoots, verify
from signing.verify.verdict import Fact, FileVerdict
from tests.pki import TestPki, make_pki
from tests.signing.verify.attacks import append_junk
from tests.signing.verify.conftest import CHECK_DAY
from tests.signing.verify.letters import Maker


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return make_pki()


@pytest.fixture(scope="module")
def letter(pki: TestPki) -> bytes:
    return Maker(pki).sign(level="B-LTA")


Judged = Callable[..., FileVerdict]


@pytest.fixture
def judged(pki: TestPki) -> Judged:
    def judge(data: bytes, *, trusted: bool = True) -> FileVerdict:
        trust = TrustRoots.from_certificates([pki.certificate("root").dump()] if trusted else [])
        return verify(io.BytesIO(data), trust=trust, now=CHECK_DAY)

    return judge


def test_bytes_behind_what_was_signed_are_no_green_no(judged: Judged, letter: bytes) -> None:
    verdict = judged(append_junk(letter))
    assert "achter wat getekend is" in verdict_words(verdict, "nl")[0]
    for one in verdict.signatures:
        changed = next(answer for answer in answers_of(one) if answer.question is Question.CHANGED)
        assert (changed.said, changed.tone) == (Said.BYTES_ADDED, Tone.REMARK)
        assert answer_words(changed, "nl")[0].startswith("Ja")


def test_who_trusts_nothing_is_still_told_of_the_bytes(judged: Judged, letter: bytes) -> None:
    words = verdict_words(judged(append_junk(letter), trusted=False), "nl")[0]
    assert "niet bekend" in words
    assert "Bovendien: achter wat getekend is" in words


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("part", [0.90, 0.95])
def test_a_file_that_is_cut_off_behind_its_signature_tells_one_story(
    judged: Judged, letter: bytes, part: float, trusted: bool
) -> None:
    verdict = judged(letter[: int(len(letter) * part)], trusted=trusted)
    assert verdict_code(verdict) == "torn"
    words, action = verdict_words(verdict, "nl")
    assert "afgebroken" in words
    assert action == "Vraag de afzender om een volledig exemplaar."
    person = verdict.signatures[0]
    assert answers_of(person)[1].said is Said.TORN


def test_a_file_whose_signed_part_is_cut_off_says_so(judged: Judged, letter: bytes) -> None:
    words, action = verdict_words(judged(letter[:-20]), "nl")
    assert words.startswith("Dit bestand is afgebroken of beschadigd")
    assert "origineel" in action


def test_the_remark_is_that_of_the_sentence(judged: Judged, letter: bytes) -> None:
    verdict = judged(append_junk(letter))
    assert verdict_remark(verdict, "nl") in verdict_words(verdict, "nl")[0]
    assert verdict_remark(FileVerdict(verdict.state, "", (), datetime(2024, 2, 9, tzinfo=UTC)), "nl") == ""


def test_a_qualified_status_names_what_it_rests_on(judged: Judged, letter: bytes) -> None:
    from signing.verify.verdict import Qualified

    one = judged(letter).signatures[0]
    one = replace(one, qualified=Qualified.QUALIFIED, qualified_by="CA Voorbeeld", facts=(Fact.TIME_STAMPED,))
    who = next(answer for answer in answers_of(one) if answer.question is Question.WHO)
    assert "EU-lijst (CA Voorbeeld)." in answer_words(who, "nl")[1]
