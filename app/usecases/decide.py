"""Decide about an item or one of its letters; the decision is bound to bytes (guard G1)."""

from __future__ import annotations

from app.batch import Item, LetterVersion
from app.desk import Desk
from app.errors import Refused, WrongUse
from app.events import BoundFile, Decided
from app.store import queries

DECISIONS = ("agree", "disagree", "discuss", "return", "note")


def bound_files(item: Item) -> tuple[BoundFile, ...]:
    """Return an item's files as a decision binds them: in order, name, role, SHA-256; the internal memo included.

    The public memo is left out: it may come or be replaced until release, bound by its own SHA-256 (guard G1).
    """
    return tuple(BoundFile(file.short, file.kind, file.sha256) for file in item.files if file.kind != "public_memo")


def decide(desk: Desk, name: str, decision: str, *, remark: str = "") -> tuple[str, ...]:
    """Record a decision on every letter of an item, or on one letter.

    Args:
        desk: where.
        name: ``MAP/ITEM`` or ``MAP/ITEM/LETTER``.
        decision: ``agree``, ``disagree``, ``discuss``, ``return`` or ``note``.
        remark: what the person says with it.

    Returns:
        The names of the letters decided upon.

    Raises:
        WrongUse: ``decision_unknown``, ``item_unknown``, ``letter_unknown``.
        Refused: ``map_open``, ``move_not_allowed``, ``nothing_to_decide``.
    """
    if decision not in DECISIONS:
        raise WrongUse("decision_unknown", decision=decision)
    with desk.transaction() as transaction:
        connection = transaction.connection
        letters: tuple[LetterVersion, ...]
        if name.count("/") == 2:
            letters = (queries.letter(connection, name),)
            item = queries.item(connection, name.rpartition("/")[0])
        else:
            item = queries.item(connection, name)
            letters = item.letters
        if not letters:
            raise Refused("nothing_to_decide", item=name)
        if not queries.batch(connection, item.map).locked_at:
            raise Refused("map_open", map=item.map)
        files = bound_files(item)
        transaction.happen(
            *(Decided(letter.version, decision, letter.file.sha256, files, remark) for letter in letters)
        )
    return tuple(letter.name for letter in letters)
