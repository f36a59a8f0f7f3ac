"""Differences between texts: exact, by words, and none where only what must differ differs."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from app.letter import Letter
from app.reading import Change, NamedStream, differences, letter_differences, recognise_file
from tests.corpus.score import HERE

TEXT = st.lists(
    st.sampled_from(["de", "brief", "aan", "Kamer", "over", "dijken,", "boeien", "en", "12", "35", "030"]), max_size=25
)


def test_one_changed_word_is_shown_with_its_surroundings() -> None:
    (found,) = differences("De kosten zijn niet hoog en worden gedekt.", "De kosten zijn wel  hoog en\nworden gedekt.")
    assert (found.change, found.old, found.new) == (Change.REPLACED, "niet", "wel")
    assert (found.before, found.after) == ("De kosten zijn", "hoog en worden gedekt.")
    assert (found.old_at, found.new_at) == (15, 15)


def test_added_and_removed_words() -> None:
    assert [(one.change, one.new) for one in differences("a b", "a x b")] == [(Change.ADDED, "x")]
    assert [(one.change, one.old) for one in differences("a x b", "a b")] == [(Change.REMOVED, "x")]
    assert differences("a  b\n", "a b") == ()


@given(TEXT, TEXT)
def test_the_differences_turn_the_old_text_into_the_new(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    built, at = "", 0
    for one in differences(before, after):
        built += f"{before[at : one.old_at]} {one.new} "
        at = one.old_at + len(one.old)
    built += before[at:]
    assert built.split() == after.split()


def test_letters_to_both_chambers_differ_only_where_they_may() -> None:
    house = Letter(
        own_reference="2024-1111", text="In de Tweede Kamer (30 950, nr. 359) is gevraagd naar dijken, zie 2024-1111."
    )
    senate = Letter(
        own_reference="2024-2222", text="In de Eerste Kamer (35 741, G) is gevraagd naar dijken, zie 2024-2222."
    )
    assert letter_differences(house, senate) == ()
    other = Letter(text=senate.text.replace("dijken", "duinen"))
    assert "dijken," in {one.old for one in letter_differences(house, other)}


def test_the_letters_of_the_example_differ_in_one_sentence() -> None:
    letters = []
    for name in ("brief-tweede-kamer.pdf", "brief-eerste-kamer.pdf"):
        found = recognise_file(NamedStream(name, io.BytesIO((HERE / "dossiers/per-racisme" / name).read_bytes())))
        assert found.letter is not None
        letters.append(found.letter)
    shown = letter_differences(*letters)
    assert 0 < len(shown) <= 4
    assert any("toezegging" in one.new for one in shown)
