"""Lock a map: from here on its documents do not change, and every letter has its release key."""

from __future__ import annotations

from app.batch import SigningBatch
from app.desk import Desk, Transaction
from app.errors import Refused
from app.events import MapLocked, ReleaseKeyMade
from app.plan import named_findings
from app.store import queries
from app.usecases.check_item import CheckedItem, check_items, record_check
from app.usecases.ready_to_lock import check_letters, check_ready
from app.vault.release_keys import keep_release_key
from signing.seal import new_release_key


def lock_map(desk: Desk, name: str) -> None:
    """Lock a map and make a fresh release key for every letter in it (design section 2, step 1).

    Raises:
        WrongUse: ``map_unknown``.
        Refused: ``map_locked``, ``map_empty``; ``condition_not_recorded`` (guard G3) and ``blocking_findings`` for what
            the checks found and nobody overruled; and as :func:`app.usecases.ready_to_lock.check_ready` and
            :func:`app.usecases.ready_to_lock.check_letters`.
    """
    with desk.transaction() as transaction:
        names = [item.name for item in _ready(transaction, name).items]
    # Looking through a large attachment takes its time: the store is free for others meanwhile.
    before = check_items(desk, names)
    with desk.transaction() as transaction:
        batch = _ready(transaction, name)
        for item in batch.items:
            found = record_check(transaction, item, before=before.get(item.name))
            check_letters(found.dossier)
            _check_findings(found)
        made = []
        for letter in batch.letters:
            key = new_release_key()
            keep_release_key(transaction.connection, letter.version, key)
            made.append(ReleaseKeyMade(letter.version, key.public))
        transaction.happen(MapLocked(name, tuple(made)))


def _ready(transaction: Transaction, name: str) -> SigningBatch:
    batch = queries.batch(transaction.connection, name)
    if batch.locked_at:
        raise Refused("map_locked", map=name)
    if not batch.items:
        raise Refused("map_empty", map=name)
    for item in batch.items:
        check_ready(item)
    return batch


def _check_findings(found: CheckedItem) -> None:
    blocking = found.blocking
    if not blocking:
        return
    item = found.item
    if all(one.rule == "L02" for one in blocking):
        raise Refused("condition_not_recorded", guard="G3", item=item.name, meeting=item.named_condition)
    raise Refused("blocking_findings", item=item.name, findings=named_findings(blocking))
