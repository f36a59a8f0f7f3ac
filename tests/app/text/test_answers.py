"""Every answer to the five questions has words, and no answer is green that should not be."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import product

import pytest

from app.answers import Question, Said, Tone, answers_of, looks_the_same, worst_first
from app.text.answers import ANSWERS, EXPLANATIONS, answer_words, fact_words, moment_words, pages_words
from app.text.technical import LABELS, VALUES, technical_line, technical_text
from signing.verify.verdict import (
    ChangesAfter,
    Coverage,
    Fact,
    FileState,
    FileVerdict,
    Integrity,
    Kind,
    Level,
    Qualified,
    SignatureVerdict,
    Trust,
)

MOMENT = datetime(2024, 2, 8, 15, 20, tzinfo=UTC)
_CODE = re.compile(r"[a-z]+_[a-z_]+")


def judged() -> list[SignatureVerdict]:
    """Return verdicts that go through every member of every answer, and every fact."""
    found = [
        SignatureVerdict("Veld", kind=kind, integrity=integrity, covers=covers, changes_after=after, facts=(fact,))
        for kind, integrity, covers, after, fact in product(
            Kind,
            Integrity,
            Coverage,
            ChangesAfter,
            (
                Fact.LATER_SIGNATURE,
                Fact.FORM_FIELDS_CHANGED,
                Fact.COVERS_SIGNED_CONTENT,
                Fact.BYTES_AFTER_SIGNED_REVISION,
                Fact.METADATA_CHANGED,
            ),
        )
    ]
    found += [
        SignatureVerdict(
            "Veld", changes_after=after, appearance_changed_pages=pages, state=FileState.INVALID, level=level
        )
        for after, level, pages in product(ChangesAfter, (*Level, None), ((2,), (1, 2)))
    ]
    found += [
        SignatureVerdict(
            "Veld", kind=kind, signer="A", claimed_role="b", trusted=trust, qualified=qualified, facts=(fact,)
        )
        for kind, trust, qualified, fact in product(Kind, Trust, Qualified, Fact)
    ]
    found += [
        SignatureVerdict("Veld", integrity=integrity, proven_time=proven, claimed_time=claimed, facts=(fact,))
        for integrity, proven, claimed, fact in product(Integrity, (None, MOMENT), (None, MOMENT), Fact)
    ]
    return found


def test_every_answer_can_be_given_and_has_words() -> None:
    said: set[Said] = set()
    for one in judged():
        answers = answers_of(one)
        assert tuple(answer.question for answer in answers) == tuple(Question)
        for answer in answers:
            said.add(answer.said)
            for language in ("nl", "en"):
                words, sentence = answer_words(answer, language)
                assert words.endswith(".")
                assert not {"{", "}"} & set(words + sentence)
                assert "  " not in words + sentence
                assert not _CODE.search(words + sentence)
    assert said == set(Said)


def test_words_are_kept_for_the_answers_there_are() -> None:
    assert set(ANSWERS) == set(EXPLANATIONS) == {said.value for said in Said}


@pytest.mark.parametrize("fact", Fact, ids=lambda fact: fact.value)
def test_every_fact_has_a_sentence_of_its_own(fact: Fact) -> None:
    for language in ("nl", "en"):
        assert fact_words(fact, language) != f"{fact.value[:1].upper()}{fact.value[1:]}."
        assert fact_words(fact, language).endswith(".")


def test_only_what_was_found_to_be_right_is_green() -> None:
    right = {
        Said.INTACT_WHOLE,
        Said.INTACT_REVISION,
        Said.UNCHANGED,
        Said.EVIDENCE_ONLY,
        Said.SIGNED_AGAIN,
        Said.QUALIFIED,
        Said.TRUSTED,
        Said.TRUSTED_NOT_QUALIFIED,
        Said.TRUSTED_SERVICE,
        Said.PROVEN,
    }
    green = {answer.said for one in judged() for answer in answers_of(one) if answer.tone is Tone.GOOD}
    assert green == right


def test_nothing_is_said_to_look_the_same_that_was_not_compared() -> None:
    good = {"integrity": Integrity.INTACT, "covers": Coverage.REVISION}
    assert looks_the_same(SignatureVerdict("Veld", changes_after=ChangesAfter.EVIDENCE_ONLY, **good))  # type: ignore[arg-type]
    for one in (
        SignatureVerdict("Veld", changes_after=ChangesAfter.NOT_CHECKED, **good),  # type: ignore[arg-type]
        SignatureVerdict("Veld", changes_after=ChangesAfter.NONE, integrity=Integrity.BROKEN, covers=Coverage.REVISION),
        SignatureVerdict("Veld", changes_after=ChangesAfter.NONE, integrity=Integrity.INTACT),
        SignatureVerdict("Veld", changes_after=ChangesAfter.COMMENTS, appearance_changed_pages=(1,), **good),  # type: ignore[arg-type]
        SignatureVerdict("Veld", changes_after=ChangesAfter.COMMENTS, facts=(Fact.APPEARANCE_NOT_COMPARED,), **good),  # type: ignore[arg-type]
    ):
        assert not looks_the_same(one)


def test_signatures_come_worst_first_and_people_before_time_stamps() -> None:
    stamp = SignatureVerdict("stempel", kind=Kind.DOCUMENT_TIMESTAMP, state=FileState.VALID)
    person = SignatureVerdict("mens", state=FileState.VALID)
    bad = SignatureVerdict("fout", kind=Kind.DOCUMENT_TIMESTAMP, state=FileState.INVALID)
    assert worst_first((stamp, person, bad)) == (bad, person, stamp)


def test_pages_are_named_as_people_do() -> None:
    assert pages_words((2,), "nl") == "pagina 2"
    assert pages_words((1, 2, 4), "nl") == "pagina 1, 2 en 4"
    assert pages_words((1, 2), "en") == "pages 1 and 2"


def test_the_technical_layer_has_words_for_every_answer_and_dates_as_people_write_them() -> None:
    for kind in (FileState, Kind, Integrity, Coverage, ChangesAfter, Trust, Qualified):
        for one in kind:
            assert VALUES[one.value], one
    verdict = FileVerdict(FileState.UNREADABLE, "ab" * 32, (), MOMENT, reason="damaged")
    assert technical_line(verdict) == ""
    verdict = FileVerdict(FileState.VALID, "ab" * 32, (SignatureVerdict("veld", state=FileState.VALID),), MOMENT)
    text = technical_text("brief.pdf", verdict, "nl")
    assert moment_words(MOMENT, "nl") in text
    assert not re.search(r"\b(valid|not_checked|unknown|no_signature)\b", text)


def test_the_technical_layer_shows_no_invisible_character_and_no_line_of_the_attacker() -> None:
    nasty = "\u202eeid\nuitkomst                valid\x1b[31m\u2028x"
    one = SignatureVerdict(nasty, signer=nasty, claimed_role=nasty, changed_fields=(nasty,), certificate=b"geen DER")
    text = technical_text(nasty, FileVerdict(FileState.INDETERMINATE, "ab" * 32, (one,), MOMENT), "nl")
    assert text.replace("\n", "").isprintable()
    states = [line for line in text.split("\n") if line.startswith(LABELS["state"][0])]
    assert states == ["uitkomst                niet te beslissen"] * 2
