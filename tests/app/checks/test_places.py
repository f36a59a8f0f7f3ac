"""Every finding points to where its words stand on the page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks.places import PlacedWord, find_quote
from signing.pages import open_pages
from tests.corpus.check_score import HERE, checked

DOSSIERS = sorted(HERE.glob("dossiers/*/dossier.json"))


def page(*lines: str) -> tuple[PlacedWord, ...]:
    return tuple(
        PlacedWord(word, (80.0 + 40 * column, 700.0 - 12 * row, 118.0 + 40 * column, 709.0 - 12 * row))
        for row, line in enumerate(lines)
        for column, word in enumerate(line.split())
    )


def test_a_quote_over_two_lines_has_two_boxes() -> None:
    found = find_quote([page("zegt u extra capaci-", "teit en middelen toe.")], "extra capaciteit en")
    assert found == (1, ((160.0, 700.0, 238.0, 709.0), (80.0, 688.0, 158.0, 697.0)))


def test_a_short_quote_is_a_whole_word() -> None:
    assert find_quote([page("2024 0 20")], "0") == (1, ((120.0, 700.0, 158.0, 709.0),))
    assert find_quote([page("2024 20")], "0") == (None, ())


def test_the_page_asked_for_goes_first() -> None:
    same = page("2024-0000078748")
    assert find_quote([same, same], "2024-0000078748", first=2)[0] == 2


def test_a_quote_that_runs_into_something_else_is_found_by_its_beginning() -> None:
    pages = [page("in oktober van dit", "jaar 12 gehouden")]
    assert find_quote(pages, "in oktober van dit jaar gehouden en verwerkt")[0] == 1


def test_what_is_not_there_has_no_place() -> None:
    assert find_quote([page("iets anders")], "in oktober van dit jaar") == (None, ())
    assert find_quote([], "x") == (None, ())


@given(
    st.lists(st.text(alphabet="abcde ", min_size=1, max_size=20), max_size=4), st.text(alphabet="abcde -", max_size=30)
)
@settings(max_examples=60)
def test_any_words_and_any_quote_give_a_place_on_a_page_or_none(lines: list[str], quote: str) -> None:
    number, boxes = find_quote([page(*lines)], quote)
    assert (number is None) == (boxes == ())


@pytest.mark.parametrize("truth", DOSSIERS, ids=lambda path: path.parent.name)
def test_the_boxes_of_a_finding_hold_its_words(truth: Path) -> None:
    folder = truth.parent
    at = date.fromisoformat(json.loads(truth.read_text(encoding="utf-8"))["as_of"])
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.pdf"))]
    for one in checked(files, folder.name, at).findings:
        if one.code in ("javascript", "signature_field_present"):
            continue  # no words on a page
        assert one.page is not None, one.code
        assert one.boxes, one.code
        with (folder / one.file).open("rb") as stream, open_pages(stream) as pages:
            words = pages.words(one.page - 1)
        inside = [
            word.text
            for word in words
            for left, bottom, right, top in one.boxes
            if left - 1 <= word.rect[0] and word.rect[2] <= right + 1 and bottom - 1 <= word.rect[1] <= top
        ]
        text = "".join(c for c in "".join(inside).casefold() if c.isalnum())
        quote = "".join(c for c in one.quote.casefold() if c.isalnum())
        assert text.startswith(quote[:12]) or quote[:12] in text or one.code == "draft_watermark", (one.quote, inside)
