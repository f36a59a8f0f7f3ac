"""Every code that can reach a person has a sentence in both languages, and every sentence can be filled in."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.errors import Reason
from app.text import FLAWS, REFUSALS, refusal, sentence
from app.text.facts import REMARKS
from app.text.verdicts import ACTIONS, VERDICTS, verdict_words
from app.text.words import Sentence
from signing.verify.verdict import (
    ChangesAfter,
    Fact,
    FileState,
    FileVerdict,
    Integrity,
    Kind,
    Level,
    SignatureVerdict,
    Trust,
)
from tests.app.text.codes import given_codes

CODES, FLAW_CODES = given_codes()
# Parameters that are added on the way up, by whoever knows them.
ADDED = {"letter", "file"}
# What is said in the same words whatever happened needs nothing filled in.


def placeholders(words: Sentence) -> set[str]:
    return {name for text in words for _, name, _, _ in string.Formatter().parse(text) if name}


def test_codes_are_found_in_the_source() -> None:
    known = {"outcome_missing", "pin_incorrect", "no_decision", "key_certificate_expired", "timestamp_offline"}
    assert known <= set(CODES)
    assert {"entry_changed", "state_differs"} <= set(FLAW_CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_sentence(code: str) -> None:
    assert code in REFUSALS, CODES[code].where


@pytest.mark.parametrize("code", sorted(FLAW_CODES))
def test_every_flaw_has_a_sentence(code: str) -> None:
    assert code in FLAWS, FLAW_CODES[code].where


@pytest.mark.parametrize("table", [REFUSALS, FLAWS, VERDICTS, ACTIONS, REMARKS])
def test_both_languages_say_something_and_name_the_same(table: dict[str, Sentence]) -> None:
    for code, (dutch, english) in table.items():
        assert dutch.strip(), code
        assert english.strip(), code
        assert dutch != english, code
        assert placeholders((english, "")) <= placeholders((dutch, "")), code


@pytest.mark.parametrize("code", sorted(set(CODES) & set(REFUSALS)))
def test_what_a_sentence_names_is_given_wherever_its_code_is(code: str) -> None:
    wanted = placeholders(REFUSALS[code])
    for where, parameters in zip(CODES[code].where, CODES[code].parameters, strict=False):
        missing = wanted - parameters - ADDED
        assert not missing, f"{where} gives {sorted(parameters)}, the sentence also names {sorted(missing)}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_keeps_a_brace(language: str) -> None:
    for code, words in REFUSALS.items():
        text = refusal(Reason(code, dict.fromkeys(placeholders(words), "X"), "G5"), language)
        assert "{" not in text, code
        assert text.endswith("(G5)"), code
        assert "{" not in refusal(Reason(code), language)


def test_a_name_from_outside_cannot_write_lines_of_its_own() -> None:
    text = refusal(Reason("not_a_pdf", {"file": "a\x1b[31m\nResultaat: geldig\u202efdp"}), "nl")
    assert text == "a[31mResultaat: geldigfdp is geen pdf."


MOMENT = datetime(2024, 2, 9, 11, 41, tzinfo=UTC)


def signature(**changes: object) -> SignatureVerdict:
    from tests.app.text.verdict_example import EXAMPLE

    return replace(EXAMPLE, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("state", list(FileState))
def test_every_state_gives_a_sentence_and_an_action(state: FileState, language: str) -> None:
    shapes = [
        (),
        (signature(),),
        (signature(proven_time=None),),
        (signature(kind=Kind.DOCUMENT_TIMESTAMP, level=None),),
        (signature(integrity=Integrity.BROKEN), signature()),
        (signature(trusted=Trust.UNKNOWN),),
        (signature(changes_after=ChangesAfter.OTHER),),
    ]
    for signatures in shapes:
        if not signatures and state not in {FileState.NO_SIGNATURE, FileState.UNREADABLE}:
            continue
        verdict = FileVerdict(state, "0" * 64, signatures, MOMENT, reason="damaged" if not signatures else "")
        words, action = verdict_words(verdict, language)
        assert len(words) > 10
        assert len(action) > 10
        assert "{" not in words + action


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("fact", list(Fact), ids=lambda fact: fact.value)
def test_every_fact_has_words(fact: Fact, language: str) -> None:
    assert sentence(REMARKS, fact.value, language)
    for state in (FileState.VALID_WITH_REMARKS, FileState.INDETERMINATE, FileState.INVALID):
        verdict = FileVerdict(state, "0" * 64, (signature(facts=(fact,)),), MOMENT)
        assert "technische gegevens" not in verdict_words(verdict, language)[0]


@pytest.mark.parametrize("reason", sorted({"file_missing", "file_unreadable"} | {
    code for code, places in CODES.items() if any("signing/pages" in one for one in places.where)
}))  # fmt: skip
def test_why_a_file_cannot_be_read_is_said_in_words(reason: str) -> None:
    verdict = FileVerdict(FileState.UNREADABLE, "", (), MOMENT, reason=reason)
    for language in ("nl", "en"):
        words = verdict_words(verdict, language)[0]
        assert "_" not in words
        assert "technische gegevens" not in words
        assert "technical data" not in words


def test_levels_are_named_as_the_standard_does() -> None:
    assert [level.value for level in Level][-1] in {"B-LTA", "none"}
