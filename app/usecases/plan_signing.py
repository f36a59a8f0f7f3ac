"""Say what signing a map would do, before any PIN is asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.batch import Item, LetterVersion
from app.desk import Desk
from app.errors import Reason
from app.events import BoundFile
from app.moves import LetterState
from app.plan import KeyFacts, NotSigned, PlannedLetter, SigningPlan, notes, refusal
from app.settings import LEVELS
from app.store import queries
from app.usecases.decide import bound_files
from app.usecases.signatory_notes import signatory_notes
from app.vault.contents import content_sha256


def plan_signing(
    desk: Desk,
    map_name: str,
    *,
    key: KeyFacts | None = None,
    again: Collection[str] = (),
) -> SigningPlan:
    """Return the plan for a map.

    Args:
        desk: where.
        map_name: of the map.
        key: what is known of the key before its PIN; with one that cannot sign, no letter is.
        again: names of held letters, to plan what signing them again with this key would do; nothing else is planned.

    Raises:
        WrongUse: ``map_unknown``.
    """
    to_sign: list[PlannedLetter] = []
    not_signed: list[NotSigned] = []
    key = key or KeyFacts()
    now, later = "B-B" if desk.services.time_stamper is None else "B-T", _reachable(desk)
    with desk.transaction() as transaction:
        items = queries.batch(transaction.connection, map_name).items
    for item in items:
        letters = item.letters
        if again:
            # Signed again, each stands where it stood before its first signature.
            letters = tuple(replace(one, state=LetterState.APPROVED) for one in letters if one.name in again)
        if not letters:
            continue
        found = found_files(desk, item)
        for letter in letters:
            why = refusal(item, letter, bound=found, sha256=_sha256_of(found, letter)) or key.unfit
            if why is not None:
                not_signed.append(NotSigned(letter.name, why))
            else:
                said = (*notes(item, letter, certificate_ends=key.ends), *signatory_notes(letter, holder=key.holder))
                invisible = letter.file.place is None
                to_sign.append(PlannedLetter(letter.name, item.condition, said, now, later, invisible))
    pins = key.access.pins(len(to_sign)) if key.access is not None else 1
    return SigningPlan(
        map=map_name,
        to_sign=tuple(to_sign),
        not_signed=tuple(not_signed),
        level_now=now,
        level_at_release=later,
        demonstration=desk.demonstration,
        pins=pins if to_sign else 0,
        time_stamps=len(to_sign) if desk.services.time_stamper is not None else 0,
        time_stamp_address=desk.services.time_stamp_address,
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
