"""The proposed place of a signature, made one at which a signature can be seen: the page as it is shown decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from app.letter import SignatureBox
from app.page_source import shown_rect
from app.pages import covered
from app.reading.taken import taken_places
from signing.errors import SigningFault
from signing.pages import open_pages
from signing.placement import PageBox, Place, check_place, fitted
from signing.prepare import page_box


def fitting(stream: BinaryIO, box: SignatureBox) -> SignatureBox | None:
    """Return a proposed place as it is, or sized so that a signature fits; None where it then covers the text.

    A page that shows its text sideways has a free space that is wide in the text's own direction and narrow as shown.

    Args:
        stream: the letter.
        box: as the letter was read.
    """
    place = Place(box.page, box.free_rect)
    try:
        shown = page_box(stream, box.page)
    except SigningFault:
        return box  # what cannot be prepared is a finding, and told as one
    try:
        check_place(place, shown)
    except SigningFault:
        with open_pages(stream) as pages:
            frame, turned = pages.frame(box.page - 1)
            taken = taken_places(pages, box.page - 1)
        candidates = _grown(place, shown)
        free = (one for one in candidates if not covered(shown_rect(one.rect, frame, turned), taken))
        found = next(free, None)
        return replace(box, free_rect=found.rect) if found else None
    return box


def _grown(place: Place, shown: PageBox) -> Iterator[Place]:
    """The place made large enough: evenly to both sides, to the one, to the other."""
    left, bottom, right, top = place.rect
    large = fitted(place, shown).rect
    across, up = (large[2] - large[0]) - (right - left), (large[3] - large[1]) - (top - bottom)
    for share in (0.5, 0.0, 1.0):
        begin = left - across * share, bottom - up * share
        yield fitted(Place(place.page, (*begin, begin[0] + right - left, begin[1] + top - bottom)), shown)
