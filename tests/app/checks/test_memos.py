"""What is found in a memo alone: made-up memos, each with every finding it deserves and no other."""

from __future__ import annotations

import pytest

from app.checks import RULES, Outcome, run_checks
from app.checks.finding import Severity
from app.text.findings import FINDINGS, GAPS, finding_sentence
from tests.app.checks.made import case_with, memo_of
from tests.corpus.check_cases import FIRST, CheckCase, memo_text
from tests.corpus.check_score import DAY, check_report, checked, score_checks
from tests.corpus.near_cases import ALL, SECOND

# Ambiguous on purpose: "is in September of this year finished" may also look ahead, and a false alarm is worse.
MISSED = {"De proef is in september dit jaar afgerond."}


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_memo_gives_the_findings_it_deserves_and_no_other(case: CheckCase) -> None:
    result = checked([("nota.md", case.text().encode())], case.name, DAY)
    wanted = set() if case.name in MISSED else set(case.fires)
    assert {one.code for one in result.findings} == wanted, [one.detail for one in result.findings]


def test_every_rule_of_a_memo_has_one_that_fires_and_one_that_does_not() -> None:
    fired = {code for case in (*FIRST, *SECOND) for code in case.fires}
    assert fired >= {
        "condition_not_recorded", "attachment_count", "letter_missing_for_chamber", "memo_after_meeting", "urgent",
        "not_a_friday", "relative_date", "impossible_date", "reference_differs", "reference_is_attachment",
        "promise_without_cover", "section_missing", "reason_missing", "header_incomplete",
    }  # fmt: skip
    assert sum(not case.fires for case in ALL) > 60


@pytest.mark.parametrize("case", [case for case in ALL if case.fires], ids=lambda case: case.name)
def test_every_finding_quotes_words_of_the_memo(case: CheckCase) -> None:
    text = "".join(character for character in case.text().casefold() if character.isalnum())
    for one in checked([("nota.md", case.text().encode())], case.name, DAY).findings:
        quote = "".join(character for character in one.quote.casefold() if character.isalnum())
        assert quote, one.code
        assert quote in text, one.quote


def test_the_measured_figures_are_reached() -> None:
    score = score_checks()
    assert score.precision >= 0.95, check_report(score)
    assert score.recall >= 0.90, check_report(score)
    assert score.outcomes_right == score.outcomes, check_report(score)


def test_a_memo_that_is_a_picture_waits_with_everything() -> None:
    from app.memo import Memo, TextLayer

    result = run_checks(case_with(memo=Memo(), layer=TextLayer.NONE))
    assert set(result.outcomes.values()) == {Outcome.WAITS}
    assert [(one.rule, one.code, one.severity) for one in result.findings] == [
        ("open", "no_text_layer", Severity.INFORMS)
    ]


def test_what_a_person_typed_in_is_judged() -> None:
    from datetime import date

    from app.memo import TextLayer

    typed = memo_of().with_typed({"attachments": "3 (brief)", "date": date(2024, 3, 12)})
    assert run_checks(case_with(memo=typed, layer=TextLayer.NONE)).outcomes["L03"] is Outcome.PASSES


def test_a_memo_without_a_date_is_not_judged_on_dates() -> None:
    from dataclasses import replace

    memo = replace(memo_of(occasion="In november van dit jaar is een proef gehouden."), date=None)
    assert run_checks(case_with(memo=memo)).outcomes["L07"] is None


@pytest.mark.parametrize(
    ("words", "quote", "why"),
    [
        ("Op 31 februari 2024 volgt een debat.", "31 februari 2024", "die dag bestaat niet"),
        ("Op 29 februari 2023 is dat besproken.", "29 februari 2023", "die dag bestaat niet"),
        ("Het debat is op 31 april.", "31 april", "die dag bestaat niet"),
        ("De raad vergadert op donderdag 15 maart 2024.", "donderdag 15 maart 2024", "die dag valt op een vrijdag"),
    ],
)
def test_a_day_that_cannot_be_is_told_with_the_reason(words: str, quote: str, why: str) -> None:
    [found] = [one for one in run_checks(case_with(memo=memo_of(core=words))).findings if one.rule == "L07"]
    assert (found.code, found.quote) == ("impossible_date", quote)
    assert why in finding_sentence(found.code, found.parameters, "nl")


@pytest.mark.parametrize(
    "words",
    [
        "Op 29 februari volgt een debat.",
        "De raad vergadert op vrijdag 15 maart 2024.",
        "De raad vergadert op donderdag 15 maart.",
        "Zie Kamerstuk 35 570, nr. 31 april en verder.",
        "Zie artikel 31 februari-regeling.",
        "Er zijn 40 maart-abonnementen.",
        "Op 30 en 31 maart is het congres.",
    ],
)
def test_a_day_that_may_be_is_not_told(words: str) -> None:
    assert not [one for one in run_checks(case_with(memo=memo_of(core=words))).findings if one.rule == "L07"]


def test_one_finding_a_rule_code_and_file_with_further_places_in_its_detail() -> None:
    text = memo_text(
        occasion="Op 12 december 2024 zijn vragen gesteld. Op 13 december 2024 zijn opnieuw vragen gesteld."
    )
    found = [one for one in checked([("nota.md", text.encode())], "x", DAY).findings if one.rule == "L07"]
    assert len(found) == 1
    assert found[0].detail == "12 december 2024; 13 december 2024"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_can_be_filled_in(language: str) -> None:
    for code in FINDINGS:
        text = finding_sentence(code, {"quote": "X", "gaps": ", ".join(GAPS), "date": "2024-03-12"}, language)
        assert "{" not in text
        assert "2024-03-12" not in text
        assert text.endswith((".", "'", "\u2019")), code


def test_rules_are_registered_once_and_in_order() -> None:
    names = [name for name, _ in RULES]
    assert names == ["open", *(f"L{number:02}" for number in range(1, 13))]
