"""Put the signature of one letter somewhere else on its pages, or out of sight; every letter has a place of its own."""

from __future__ import annotations

from typing import BinaryIO

from app.desk import Desk
from app.errors import Refused, from_signing
from app.events import SignaturePlaced
from app.moves import LetterState
from app.page_source import shown_rect
from app.pages import PageTaken, covered, shortened
from app.reading.taken import taken_places
from app.store import queries
from signing.errors import SigningFault
from signing.pages import open_pages
from signing.placement import Place, check_place, fitted
from signing.prepare import page_box

_BEFORE_SIGNING = frozenset({LetterState.DRAFT, LetterState.READY, LetterState.APPROVED})


def place_signature(desk: Desk, letter_name: str, *, place: Place | None, fit: bool = False) -> Place | None:
    """Record where a letter's signature goes; no byte of the letter changes by it, and no decision.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.
        place: page and rectangle in the page's own user space; None for a signature that is not seen.
        fit: move and size what was dragged over the edge, instead of refusing it.

    Returns:
        The place as it was recorded.

    Raises:
        WrongUse: ``letter_unknown``.
        Refused: ``place_of_field`` when it is signed in a field of its own, ``place_fixed`` once the letter was
            prepared or signed; ``place_outside_page``, ``place_too_small``,
            ``place_too_large``, ``place_covers_text``, ``place_covers_drawing``, ``cannot_prepare``.
        CannotRead: the letter cannot be read.
    """
    with desk.transaction() as transaction:
        item, letter = queries.item_and_letter(transaction.connection, letter_name)
        if item.signs_in_field(letter.file):
            raise Refused("place_of_field", letter=letter_name)
        if letter.state not in _BEFORE_SIGNING or letter.prepared is not None:
            # What was prepared may have been signed: the same bytes are signed again, or none (guard G12).
            raise Refused("place_fixed", letter=letter_name)
        if place is not None:
            try:
                with desk.objects.open(transaction.connection, letter.file.object) as approved:
                    box = page_box(approved, place.page)
                    place = fitted(place, box) if fit else place
                    check_place(place, box)
                    # What was found as free space stays so, whatever a tolerance says; and there is a way back to it.
                    covers = _covers(approved, place) if place != letter.file.proposal else ()
            except SigningFault as fault:
                raise from_signing(fault, letter=letter_name, file=letter_name) from fault
            if covers:
                words = shortened(covers)
                code = "place_covers_text" if words else "place_covers_drawing"
                raise Refused(code, letter=letter_name, page=place.page, words=words)
        page, rect = (place.page, place.rect) if place is not None else (0, ())
        transaction.happen(SignaturePlaced(letter.version, page, rect))
    return place


def restore_place(desk: Desk, letter_name: str) -> Place | None:
    """Put a letter's signature back where it was proposed when the letter was read; returns that place.

    Raises:
        WrongUse, Refused, CannotRead: as :func:`place_signature`.
    """
    with desk.transaction() as transaction:
        proposal = queries.letter(transaction.connection, letter_name).file.proposal
    return place_signature(desk, letter_name, place=proposal) if proposal is not None else None


def taken_on(desk: Desk, letter_name: str, *, page: int) -> tuple[PageTaken, ...]:
    """Return what a letter's signature must not stand on, on one page as it is shown.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.
        page: from 1.

    Raises:
        WrongUse: ``letter_unknown``.
        CannotRead: the letter cannot be read.
    """
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        with desk.objects.open(transaction.connection, letter.file.object) as approved:
            try:
                with open_pages(approved) as pages:
                    return taken_places(pages, page - 1)
            except SigningFault as fault:
                raise from_signing(fault, letter=letter_name, file=letter_name) from fault


def _covers(approved: BinaryIO, place: Place) -> tuple[PageTaken, ...]:
    approved.seek(0)
    with open_pages(approved) as pages:
        index = place.page - 1
        frame, turned = pages.frame(index)
        return covered(shown_rect(place.rect, frame, turned), taken_places(pages, index))
