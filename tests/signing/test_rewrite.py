"""A letter with a hybrid or damaged cross-reference table is written anew: whole, the same to look at and to read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from signing.errors import UnreadablePdf
from signing.pages import open_pages
from signing.rewrite import rewritten, structure_of
from tests.corpus.damage import cut, hybrid, shifted, with_owner_password, with_signature, with_xfa

LETTER = (Path(__file__).parents[1] / "corpus/dossiers/per-racisme/brief-tweede-kamer.pdf").read_bytes()


def as_it_is(content: bytes) -> bytes:
    return content


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (as_it_is, None),
        (hybrid, "hybrid_xref"),
        (shifted, "damaged_xref"),
        (cut, "damaged_xref"),
        (with_owner_password, "encrypted_owner_password"),
        (with_xfa, "xfa"),
        (with_signature, "already_signed"),
    ],
)
def test_what_is_special_about_a_file_is_said(make: Callable[[bytes], bytes], code: str | None) -> None:
    stream = io.BytesIO(make(LETTER))
    assert structure_of(stream) == (() if code is None else (code,))
    assert stream.tell() == 0


@pytest.mark.parametrize("make", [hybrid, shifted, cut])
def test_written_anew_it_is_whole_and_the_same(make: Callable[[bytes], bytes]) -> None:
    content = make(LETTER)
    anew = rewritten(io.BytesIO(content))
    assert structure_of(io.BytesIO(anew)) == ()
    with open_pages(io.BytesIO(content)) as before, open_pages(io.BytesIO(anew)) as after:
        assert before.count == after.count == 2
        for number in range(2):
            assert before.words(number) == after.words(number)
            assert before.render(number, scale=0.5).pixels == after.render(number, scale=0.5).pixels


def test_what_cannot_be_written_anew_is_told() -> None:
    with pytest.raises(UnreadablePdf) as told:
        rewritten(io.BytesIO(LETTER[:400]))
    assert told.value.code == "damaged"
