"""What of a page a signature must not stand on: the proposed places are free, and the text is not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.page_source import shown_rect
from app.pages import covered, shortened
from app.reading import NamedStream, recognise_file
from app.reading.taken import taken_places
from signing.pages import open_pages
from tests.corpus.score import HERE

LETTERS = (
    "energieloket-met-fouten/brief.pdf",
    "per-racisme/brief-eerste-kamer.pdf",
    "per-racisme/brief-tweede-kamer.pdf",
    "uitstel-woonwagens/uitstelbericht.pdf",
)


@pytest.mark.parametrize("name", LETTERS)
def test_the_proposed_place_covers_nothing_and_one_over_the_text_above_it_does(name: str) -> None:
    path = HERE / "dossiers" / Path(name)
    read = recognise_file(NamedStream(path.name, io.BytesIO(path.read_bytes())))
    assert read.letter is not None
    box = read.letter.signature_box
    assert box is not None
    with open_pages(io.BytesIO(path.read_bytes())) as pages:
        taken = taken_places(pages, box.page - 1)
        frame, turned = pages.frame(box.page - 1)
    left, bottom, right, top = box.free_rect
    assert covered(shown_rect(box.free_rect, frame, turned), taken) == ()
    above = covered(shown_rect((left, bottom + 90, right, top + 90), frame, turned), taken)
    assert shortened(above)
