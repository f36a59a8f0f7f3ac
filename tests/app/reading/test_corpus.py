"""Memos and dossiers with ground truth, and look-alikes in other layouts, are read as well as the figures promise."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.memo import TextLayer
from app.reading import NamedStream, read_memo, recognise
from tests.corpus.__main__ import score_untuned
from tests.corpus.chance import made_by_chance
from tests.corpus.layouts import all_lookalikes
from tests.corpus.lookalike import score_lookalikes
from tests.corpus.score import HERE, Score, report, score_corpus
from tests.corpus.untuned import all_untuned


def share(right: int, of: int) -> float:
    return right / of


@pytest.fixture(scope="module")
def corpus() -> Score:
    return score_corpus()


def test_fields_sections_and_dossiers_are_right(corpus: Score) -> None:
    assert share(corpus.fields_right, corpus.fields) >= 0.98, report(corpus)
    assert share(corpus.sections_right, corpus.sections) >= 0.97, report(corpus)
    assert corpus.facts_right == corpus.facts, report(corpus)


def test_no_letter_or_digit_is_lost(corpus: Score) -> None:
    assert corpus.lost == 0, report(corpus)


def test_signatures_go_where_they_belong(corpus: Score) -> None:
    assert corpus.boxes_right == corpus.boxes == 4, report(corpus)


def test_layouts_of_other_ministries_are_read_as_well() -> None:
    score = score_lookalikes(all_lookalikes())
    assert share(score.fields_right, score.fields) >= 0.98, report(score)
    assert share(score.sections_right, score.sections) >= 0.97, report(score)
    assert score.lost == 0, report(score)


def test_a_memo_without_text_layer_is_said_to_be_so_and_nothing_is_guessed() -> None:
    read = read_memo(io.BytesIO((HERE / "memos/weidevogels-beeld.pdf").read_bytes()), "weidevogels.pdf")
    (memo,) = read.memos
    assert read.text_layer is TextLayer.NONE
    assert (memo.title, memo.date, memo.reference, memo.type, memo.to, memo.sections) == (
        None,
        None,
        None,
        None,
        (),
        (),
    )


def test_names_of_files_do_not_decide_what_they_are() -> None:
    folder = HERE / "dossiers/per-racisme"
    names = {
        "nota.pdf": "brief-eerste-kamer.pdf",
        "brief-eerste-kamer.pdf": "nota.pdf",
        "brief-tweede-kamer.pdf": "bijlage.pdf",
        "rapport-per.pdf": "brief.pdf",
    }
    dossier = recognise(
        [NamedStream(new, io.BytesIO((folder / old).read_bytes())) for old, new in names.items()], "verwisseld"
    )
    assert {one.file: one.kind.value for one in dossier.files} == {
        "brief-eerste-kamer.pdf": "memo",
        "nota.pdf": "letter",
        "bijlage.pdf": "letter",
        "brief.pdf": "attachment",
    }
    assert dossier.named("nota.pdf").letter.chamber.value == "senate"  # type: ignore[union-attr]


def test_the_example_that_ships_is_the_one_of_the_corpus() -> None:
    example = Path(__file__).parents[3] / "resources/example"
    for path in example.glob("*.pdf"):
        assert path.read_bytes() == (HERE / "dossiers/per-racisme" / path.name).read_bytes()


@pytest.mark.parametrize("first", [1, 1001])
def test_layouts_put_together_by_chance_are_read_as_well(first: int) -> None:
    score = score_lookalikes([made_by_chance(seed) for seed in range(first, first + 25)])
    assert share(score.fields_right, score.fields) >= 0.98, report(score)
    assert share(score.sections_right, score.sections) >= 0.97, report(score)
    assert score.lost == 0, report(score)


def test_memos_in_layouts_that_were_not_tuned_on_are_read_as_well() -> None:
    score = score_untuned(all_untuned())
    assert share(score.fields_right, score.fields) >= 0.98, report(score)
    assert share(score.sections_right, score.sections) >= 0.97, report(score)
    assert score.lost == 0, report(score)
