"""The first layer: for every state, indication, sub-indication and finding a sentence with a next action, no jargon."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from app.text.subindications import SUBINDICATIONS
from app.text.verdicts import ACTIONS, VERDICTS, verdict_words
from signing.verify.verdict import (
    ChangesAfter,
    Fact,
    FileState,
    FileVerdict,
    Indication,
    Kind,
    SignatureVerdict,
    Subindication,
    Trust,
)
from tests.app.text.verdict_example import EXAMPLE

NOW = datetime(2024, 2, 9, 12, 0, tzinfo=UTC)
# Words of the trade, codes, and names of techniques: they belong in the technical layer.
JARGON = re.compile(
    r"\b(B-B|B-T|B-LTA?|PAdES|CAdES|CMS|PKCS|X\.?509|SHA-?\d*|RSA|ECDSA|OCSP|CRL|DSS|ByteRange|DocMDP|FieldMDP|xref|DER|"
    r"ETSI|hash|digest|bytes?|indication|indicatie|cryptograph\w*|cryptografisch\w*)\b|_|--|"
    r"technische gegevens|technical data",
    re.IGNORECASE,
)
_FITTING = {
    Indication.PASSED: (FileState.VALID, FileState.VALID_WITH_REMARKS),
    Indication.INDETERMINATE: (FileState.INDETERMINATE,),
    Indication.FAILED: (FileState.INVALID,),
}


def check(one: SignatureVerdict, language: str) -> str:
    words, action = verdict_words(FileVerdict(one.state, "0" * 64, (one,), NOW), language)
    for text in (words, action):
        assert text[0].isupper()
        assert text.endswith(".")
        assert not JARGON.search(text), text
        assert "{" not in text
    return f"{words} {action}"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("sub", Subindication)
def test_every_sub_indication(sub: Subindication, language: str) -> None:
    state = _FITTING[sub.indication][0]
    for trust, kind in product(Trust, Kind):
        check(
            replace(
                EXAMPLE, state=state, indication=sub.indication, subindication=sub, trusted=trust, kind=kind, facts=()
            ),
            language,
        )


def test_every_sub_indication_has_its_own_clause() -> None:
    assert set(SUBINDICATIONS) == set(Subindication)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("changes", ChangesAfter)
@pytest.mark.parametrize("indication", Indication)
def test_every_indication_with_every_kind_of_change(
    indication: Indication, changes: ChangesAfter, language: str
) -> None:
    sub = next((each for each in Subindication if each.indication is indication), None)
    for state in _FITTING[indication]:
        facts = (Fact.COMMENTS_CHANGED,) if state is FileState.VALID_WITH_REMARKS else ()
        one = replace(
            EXAMPLE, state=state, indication=indication, subindication=sub, changes_after=changes, facts=facts
        )
        check(one if indication is not Indication.PASSED else replace(one, subindication=None), language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("fact", Fact)
def test_every_finding(fact: Fact, language: str) -> None:
    for state, indication in (
        (FileState.VALID_WITH_REMARKS, Indication.PASSED),
        (FileState.INVALID, Indication.FAILED),
    ):
        sub = None if indication is Indication.PASSED else Subindication.FORMAT_FAILURE
        check(replace(EXAMPLE, state=state, indication=indication, subindication=sub, facts=(fact,)), language)


def test_what_is_passed_and_not_compared_is_to_be_compared() -> None:
    one = replace(EXAMPLE, state=FileState.INDETERMINATE, changes_after=ChangesAfter.NOT_CHECKED,
                  facts=(Fact.APPEARANCE_NOT_COMPARED,))  # fmt: skip
    assert "naast elkaar" in check(one, "nl")


def test_the_next_action_follows_the_reason() -> None:
    told = {
        sub: check(replace(EXAMPLE, state=FileState.INDETERMINATE, indication=Indication.INDETERMINATE,
                           subindication=sub, facts=()), "nl")
        for sub in (Subindication.TRY_LATER, Subindication.NO_CERTIFICATE_CHAIN_FOUND,
                    Subindication.OUT_OF_BOUNDS_NO_POE, Subindication.CRYPTO_CONSTRAINTS_FAILURE)
    }  # fmt: skip
    assert len({text.split(". ", 1)[1] for text in told.values()}) == len(told)


@pytest.mark.parametrize("language", [0, 1])
def test_the_tables_themselves_hold_no_jargon(language: int) -> None:
    for words in (*VERDICTS.values(), *ACTIONS.values(), *SUBINDICATIONS.values()):
        assert not JARGON.search(words[language]), words[language]
