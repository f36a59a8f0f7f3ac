"""Show a letter as it will be signed: drawn from a prepared copy of that very letter, which is then thrown away."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from app.desk import Desk
from app.errors import from_signing
from app.page_source import PdfPages
from app.store import queries
from app.usecases.signature_look import existing_field, look_of
from signing.errors import SigningFault
from signing.overlay import OverlayStream
from signing.pages import open_pages
from signing.placement import Place
from signing.prepare import prepare


def preview_signature(desk: Desk, letter_name: str, *, place: Place | None = None) -> PdfPages:
    """Return the pages of a letter with its signature as it would look; nothing of it is kept or written.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.
        place: where a person is holding it just now; its recorded place when None.

    Returns:
        The pages, to be closed by whoever asked for them; use them in the read lane only.

    Raises:
        WrongUse: ``letter_unknown``.
        Refused: as :func:`signing.prepare.prepare` says of the place, the template or the file.
        CannotRead: the letter cannot be read.
    """
    with desk.transaction() as transaction:
        item, letter = queries.item_and_letter(transaction.connection, letter_name)
        approved: BinaryIO = desk.objects.open(transaction.connection, letter.file.object)
    try:
        file = letter.file if place is None else replace(letter.file, place=place)
        prepared = prepare(
            approved,
            certificate=None,
            signing_time=desk.now(),
            appearance=look_of(desk, letter),
            place=file.place,
            existing_field=existing_field(item, letter, approved),
        )
        preview = OverlayStream(approved, prepared.tail)
        return PdfPages(open_pages(preview), preview, approved)
    except SigningFault as fault:
        approved.close()
        raise from_signing(fault, letter=letter_name, file=letter_name) from fault
