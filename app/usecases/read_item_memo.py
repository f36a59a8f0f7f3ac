"""Read the memo of an item through the vault, as it is shown beside its letters."""

from __future__ import annotations

from app.batch import Item
from app.desk import Desk
from app.errors import Refused
from app.memo import Memo
from app.usecases.dossier_files import read_typed


def read_item_memo(desk: Desk, item: Item) -> Memo | None:
    """Return what the memo of an item says, with what a person typed in.

    Args:
        desk: where.
        item: of a map.

    Returns:
        The memo; None where it cannot be read as one: it is then read as pages.

    Raises:
        Refused: ``memo_missing``.
        CannotRead: the file in the vault cannot be read.
    """
    file = next((one for one in item.files if one.kind == "memo"), None)
    if file is None:
        raise Refused("memo_missing")
    with desk.transaction() as transaction:
        return read_typed(desk, transaction.connection, file.object, file.file_name, file.typed)
