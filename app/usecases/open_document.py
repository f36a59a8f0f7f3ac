"""Open a document of an item for reading, through the vault: never a file on disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import BinaryIO

from app.batch import Item, StoredFile
from app.desk import Desk
from app.errors import CannotRead, WrongUse
from app.moves import LetterState
from app.page_source import PdfPages, open_source
from app.store import queries
from app.vault.contents import with_tail

# While a signature is held, what is shown of the letter says so (guard G2).
_HELD = (LetterState.SEALED, LetterState.BLOCKED)


@dataclass(frozen=True)
class OpenedDocument:
    """A document that can be drawn.

    Attributes:
        name: ``MAP/ITEM/FILE``.
        file: as it is kept.
        source: its pages; to be closed by whoever asked for it.
        held: whether its signature is sealed or blocked: it is shown as not released, and not copied from.
    """

    name: str
    file: StoredFile
    source: PdfPages
    held: bool


def open_document(desk: Desk, item_name: str, short: str) -> OpenedDocument:
    """Open a file of an item; a held letter as it was prepared, a released one as it went out.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        short: short name of the file.

    Raises:
        WrongUse: ``item_unknown``, ``file_unknown``.
        CannotRead: the document cannot be drawn.
    """
    with desk.transaction() as transaction:
        connection = transaction.connection
        item = queries.item(connection, item_name)
        file = next((one for one in item.files if one.short == short), None)
        if file is None:
            raise WrongUse("file_unknown", file=short, item=item_name)
        if file.trouble:
            # It could not be read and was not kept.
            raise CannotRead(file.trouble, file=file.file_name, why="")
        tail = _tail(item, short)
        stream: BinaryIO = (
            with_tail(desk.objects, connection, file.object, tail)
            if tail
            else desk.objects.open(connection, file.object)
        )
    held = any(letter.file.short == short and letter.state in _HELD for letter in item.letters)
    try:
        source = open_source(stream)
    except CannotRead as trouble:
        named = {**trouble.reason.parameters, "file": file.file_name}
        trouble.reason = replace(trouble.reason, parameters=named)
        raise
    return OpenedDocument(f"{item_name}/{short}", file, source, held)


def _tail(item: Item, short: str) -> str:
    letter = next((one for one in item.letters if one.file.short == short), None)
    if letter is None:
        return ""
    if letter.released is not None:
        return letter.released.tail_object
    if letter.state in _HELD and letter.prepared is not None:
        return letter.prepared.tail_object
    return ""
