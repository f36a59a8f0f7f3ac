"""Put the signature of a letter where a person dragged it on the page as it is shown."""

from __future__ import annotations

from app.desk import Desk
from app.page_source import open_source
from app.pages import PageRect
from app.store import queries
from app.usecases.place_signature import place_signature
from signing.placement import Place


def move_signature(desk: Desk, letter_name: str, *, page: int, rect: PageRect) -> Place | None:
    """Record the place of a signature; what lies over the edge or is too small is moved and sized to fit.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.
        page: from 0.
        rect: on the page as shown, in points from its upper left.

    Returns:
        The place as it was recorded, in the page's own user space.

    Raises:
        WrongUse: ``letter_unknown``.
        Refused: what :func:`app.usecases.place_signature.place_signature` refuses.
        CannotRead: the letter cannot be read.
    """
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        with desk.objects.open(transaction.connection, letter.file.object) as approved:
            pages = open_source(approved)
            try:
                placed = pages.placed(page, rect)
            finally:
                pages.close()
    return place_signature(desk, letter_name, place=Place(page + 1, placed), fit=True)
