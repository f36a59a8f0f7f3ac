"""Open a locked map again, as long as nothing in it was signed."""

from __future__ import annotations

from app.desk import Desk
from app.errors import Refused
from app.events import MapUnlocked
from app.moves import SIGNED
from app.store import queries
from app.vault.release_keys import destroy_release_key


def unlock_map(desk: Desk, name: str) -> None:
    """Open a map; its release keys are destroyed and every decision in it is undone.

    Raises:
        WrongUse: ``map_unknown``.
        Refused: ``map_open``, ``map_signed``.
    """
    with desk.transaction() as transaction:
        batch = queries.batch(transaction.connection, name)
        if not batch.locked_at:
            raise Refused("map_open", map=name)
        signed = next((letter for letter in batch.letters if letter.state in SIGNED), None)
        if signed is not None:
            raise Refused("map_signed", map=name, letter=signed.name)
        for letter in batch.letters:
            destroy_release_key(transaction.connection, letter.version)
        transaction.happen(MapUnlocked(name))
    desk.store.forget_deleted()
