"""A free place on a page: it covers nothing, can be read, and there is none on a page that is full."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.page_source import user_rect
from app.pages import covered
from app.reading.taken import free_place, taken_places
from signing.pages import open_pages
from signing.placement import PageBox, Place, check_place
from tests.app.reading.turned import turned_by

WIDE, HIGH = 595, 842
lines = st.lists(st.tuples(st.integers(0, 500), st.integers(20, 830), st.integers(1, 60)), max_size=40)
frames = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 800), st.integers(5, 400), st.integers(5, 300)), max_size=4
)


def page(words: list[tuple[int, int, int]], drawn: list[tuple[int, int, int, int]], turned: int = 0) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDE, HIGH), invariant=True)
    for x, y, length in words:
        canvas.drawString(x, y, "w" * length)
    for box in drawn:
        canvas.rect(*box, fill=1)
    canvas.showPage()
    canvas.save()
    return turned_by(stream.getvalue(), turned)


@given(lines, frames, st.sampled_from([0, 90, 180, 270]))
@settings(max_examples=60, deadline=None)
def test_it_covers_nothing_and_can_be_read(
    words: list[tuple[int, int, int]], drawn: list[tuple[int, int, int, int]], turned: int
) -> None:
    with open_pages(io.BytesIO(page(words, drawn, turned))) as pages:
        place = free_place(pages, 0)
        if place is not None:
            assert not covered(place, taken_places(pages, 0))
            frame, angle = pages.frame(0)
            check_place(Place(1, user_rect(place, frame, angle)), PageBox((0, 0, WIDE, HIGH), turned=turned))


def test_on_a_white_page_there_is_one_and_below_the_text_where_there_is_text() -> None:
    with open_pages(io.BytesIO(page([], []))) as pages:
        assert free_place(pages, 0) is not None
    with open_pages(io.BytesIO(page([(79, 700, 40), (79, 687, 40)], []))) as pages:
        place = free_place(pages, 0)
        assert place is not None
        assert abs(place.left - 79) < 1
        assert HIGH - 687 < place.top < HIGH - 687 + 30


def test_a_page_that_is_full_has_none() -> None:
    with open_pages(io.BytesIO(page([], [(0, y, WIDE, 24) for y in range(0, HIGH, 28)]))) as pages:
        assert free_place(pages, 0) is None
