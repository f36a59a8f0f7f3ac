"""Put the signature of one letter somewhere else on its pages, or out of sight; every letter has a place of its own."""

from __future__ import annotations

from app.desk import Desk
from app.errors import Refused, from_signing
from app.events import SignaturePlaced
from app.moves import LetterState
from app.store import queries
from signing.errors import SigningFault
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
        Refused: ``place_fixed`` once the letter was prepared or signed; ``place_outside_page``, ``place_too_small``,
            ``place_too_large``, ``cannot_prepare``.
        CannotRead: the letter cannot be read.
    """
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        if letter.state not in _BEFORE_SIGNING or letter.prepared is not None:
            # What was prepared may have been signed: the same bytes are signed again, or none (guard G12).
            raise Refused("place_fixed", letter=letter_name)
        if place is not None:
            try:
                with desk.objects.open(transaction.connection, letter.file.object) as approved:
                    box = page_box(approved, place.page)
                place = fitted(place, box) if fit else place
                check_place(place, box)
            except SigningFault as fault:
                raise from_signing(fault, letter=letter_name, file=letter_name) from fault
        page, rect = (place.page, place.rect) if place is not None else (0, ())
        transaction.happen(SignaturePlaced(letter.version, page, rect))
    return place
