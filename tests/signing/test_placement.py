"""Places of a signature: inside what is shown, not too small and not too large, on any page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signing.errors import SigningFault
from signing.placement import LARGEST, SMALLEST, PageBox, Place, check_place, fitted, visible_box

A4 = PageBox((0, 0, 595, 842))


def code(rect: tuple[float, float, float, float], box: PageBox = A4) -> str:
    try:
        check_place(Place(1, rect), box)
    except SigningFault as fault:
        return fault.code
    return ""


@pytest.mark.parametrize(
    ("rect", "box", "said"),
    [
        ((72, 400, 300, 460), A4, ""),
        ((72, 400, 131, 460), A4, "place_too_small"),
        ((72, 400, 300, 419), A4, "place_too_small"),
        ((72, 400, 500, 460), A4, "place_too_large"),
        ((72, 400, 300, 700), A4, "place_too_large"),
        ((500, 400, 650, 460), A4, "place_outside_page"),
        ((-10, 400, 100, 460), A4, "place_outside_page"),
        ((300, 400, 72, 460), A4, "place_too_small"),  # edges the wrong way round
        # A page that begins elsewhere, and one that is cropped.
        ((72, 400, 300, 460), PageBox((200, 300, 795, 1142)), "place_outside_page"),
        ((272, 700, 500, 760), PageBox((200, 300, 795, 1142)), ""),
        # On a turned page width and height are as a person sees them.
        ((72, 400, 132, 420), PageBox((0, 0, 595, 842), 90), "place_too_small"),
        ((72, 400, 92, 460), PageBox((0, 0, 595, 842), 90), ""),
        # A unit of 2 makes everything twice as large.
        ((36, 200, 66, 210), PageBox((0, 0, 297, 421), 0, 2.0), ""),
        ((36, 200, 290, 230), PageBox((0, 0, 297, 421), 0, 2.0), "place_too_large"),
    ],
)
def test_a_place_is_judged_as_it_is_seen(rect: tuple[float, float, float, float], box: PageBox, said: str) -> None:
    assert code(rect, box) == said


def test_what_is_cropped_away_is_not_shown() -> None:
    assert visible_box((0, 0, 595, 842), (50, 60, 500, 900)) == (50, 60, 500, 842)
    assert visible_box((595, 842, 0, 0), None) == (0, 0, 595, 842)
    # A CropBox beside the page is no CropBox.
    assert visible_box((0, 0, 595, 842), (700, 700, 800, 800)) == (0, 0, 595, 842)


edges = st.floats(-2000, 2000, allow_nan=False)


@given(
    rect=st.tuples(edges, edges, edges, edges),
    left=st.floats(-500, 500),
    bottom=st.floats(-500, 500),
    turned=st.sampled_from([0, 90, 180, 270]),
    unit=st.sampled_from([1.0, 2.0, 10.0]),
)
def test_wherever_it_is_dragged_it_ends_up_where_it_may_stand(
    rect: tuple[float, float, float, float], left: float, bottom: float, turned: int, unit: float
) -> None:
    box = PageBox((left, bottom, left + 595, bottom + 842), turned, unit)
    place = fitted(Place(3, rect), box)
    assert place.page == 3
    check_place(place, box)
    again = fitted(place, box)
    assert again.rect == pytest.approx(place.rect, abs=1e-6)


def test_the_limits_themselves_may_stand() -> None:
    assert code((10, 10, 10 + SMALLEST[0], 10 + SMALLEST[1])) == ""
    assert code((10, 10, 10 + LARGEST[0], 10 + LARGEST[1])) == ""
