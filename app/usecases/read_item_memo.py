"""Read the memo of an item through the vault, as it is shown beside its letters."""

from __future__ import annotations

from app.batch import Item
from app.desk import Desk
from app.errors import Refused, from_signing
from app.memo import Memo
from app.reading import read_memo
from signing.errors import SigningFault


def read_item_memo(desk: Desk, item: Item) -> Memo | None:
    """Return what the memo of an item says; None where it cannot be read as one: it is then read as pages.

    Args:
        desk: where.
        item: of a map.

    Raises:
        Refused: ``memo_missing``.
        CannotRead: the file in the vault cannot be read.
    """
    file = next((one for one in item.files if one.kind == "memo"), None)
    if file is None:
        raise Refused("memo_missing")
    with desk.transaction() as transaction:
        stream = desk.objects.open(transaction.connection, file.object)
    with stream:
        try:
            found = read_memo(stream, file.file_name)
        except SigningFault as fault:
            raise from_signing(fault, file=file.file_name) from fault
    return found.memos[0] if found.memos else None
