"""Lock a map: from here on its documents do not change, and every letter has its release key."""

from __future__ import annotations

from app.desk import Desk
from app.errors import Refused
from app.events import MapLocked, ReleaseKeyMade
from app.store import queries
from app.vault.release_keys import keep_release_key
from signing.seal import new_release_key


def lock_map(desk: Desk, name: str) -> None:
    """Lock a map and make a fresh release key for every letter in it (design section 2, step 1).

    Raises:
        WrongUse: ``map_unknown``.
        Refused: ``map_locked``, ``map_empty``.
    """
    with desk.transaction() as transaction:
        batch = queries.batch(transaction.connection, name)
        if batch.locked_at:
            raise Refused("map_locked", map=name)
        if not batch.letters:
            raise Refused("map_empty", map=name)
        made = []
        for letter in batch.letters:
            key = new_release_key()
            keep_release_key(transaction.connection, letter.version, key)
            made.append(ReleaseKeyMade(letter.version, key.public))
        transaction.happen(MapLocked(name, tuple(made)))
