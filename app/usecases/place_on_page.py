"""Put the signature of a letter on a page that a person chose, where nothing is covered by it."""

from __future__ import annotations

from app.desk import Desk
from app.errors import Refused, from_signing
from app.reading.taken import free_place
from app.store import queries
from app.usecases.move_signature import move_signature
from signing.errors import SigningFault
from signing.pages import open_pages
from signing.placement import Place


def place_on_page(desk: Desk, letter_name: str, *, page: int) -> Place | None:
    """Record a free place on a page as that of the signature: for a letter where none was recognised, or another page.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.
        page: from 0.

    Returns:
        The place as it was recorded.

    Raises:
        WrongUse: ``letter_unknown``.
        Refused: ``page_full`` when nothing of the page is free; what
            :func:`app.usecases.place_signature.place_signature` refuses.
        CannotRead: the letter cannot be read.
    """
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        with desk.objects.open(transaction.connection, letter.file.object) as approved:
            try:
                with open_pages(approved) as pages:
                    rect = free_place(pages, page)
            except SigningFault as fault:
                raise from_signing(fault, letter=letter_name, file=letter_name) from fault
    if rect is None:
        raise Refused("page_full", letter=letter_name, page=page + 1)
    return move_signature(desk, letter_name, page=page, rect=rect)
