"""Say what signing a map would do, before any PIN is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.batch import Item, LetterVersion
from app.desk import Desk
from app.errors import Reason
from app.events import BoundFile
from app.plan import NotSigned, PlannedLetter, SigningPlan, notes, refusal
from app.settings import LEVELS
from app.store import queries
from app.usecases.decide import bound_files
from app.vault.contents import content_sha256


def plan_signing(desk: Desk, map_name: str, *, certificate_ends: datetime | None = None) -> SigningPlan:
    """Return the plan for a map.

    Args:
        desk: where.
        map_name: of the map.
        certificate_ends: end of the signing certificate's validity, where it is known.

    Raises:
        WrongUse: ``map_unknown``.
    """
    to_sign: list[PlannedLetter] = []
    not_signed: list[NotSigned] = []
    with desk.transaction() as transaction:
        items = queries.batch(transaction.connection, map_name).items
    for item in items:
        found = found_files(desk, item)
        for letter in item.letters:
            why = refusal(item, letter, bound=found, sha256=_sha256_of(found, letter))
            if why is not None:
                not_signed.append(NotSigned(letter.name, why))
            else:
                said = notes(item, letter, certificate_ends=certificate_ends)
                to_sign.append(PlannedLetter(letter.name, item.condition, said))
    return SigningPlan(
        map=map_name,
        to_sign=tuple(to_sign),
        not_signed=tuple(not_signed),
        level_now="B-B" if desk.services.time_stamper is None else "B-T",
        level_at_release=_reachable(desk),
        demonstration=desk.demonstration,
    )


def _reachable(desk: Desk) -> str:
    """Return the level that can be reached at release with what is configured here, at most the one wanted."""
    reachable = "B-LTA"
    if desk.services.time_stamper is None:
        reachable = "B-B"
    elif desk.services.fetchers is None:
        reachable = "B-T"
    return min(reachable, desk.settings.level, key=LEVELS.index)


def found_files(desk: Desk, item: Item) -> tuple[BoundFile, ...]:
    """Return an item's files as a decision binds them, each hashed anew from the bytes that are kept (guard G1)."""
    kept = {file.short: file.object for file in item.files}
    with desk.store.transaction() as connection:
        return tuple(
            replace(file, sha256=content_sha256(desk.objects, connection, kept[file.name]))
            for file in bound_files(item)
        )


def why_not(desk: Desk, item: Item, letter: LetterVersion) -> Reason | None:
    """Return why a letter cannot be signed now, or None; every file of the item is hashed anew (guard G1)."""
    found = found_files(desk, item)
    return refusal(item, letter, bound=found, sha256=_sha256_of(found, letter))


def _sha256_of(found: tuple[BoundFile, ...], letter: LetterVersion) -> str:
    return next(file.sha256 for file in found if file.name == letter.file.short)
