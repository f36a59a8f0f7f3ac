"""Release a set after the council agreed: all its letters, or none (guards G3, G5, G6 and G11).

Opened, joined, extended, verified, kept in the vault, recorded, and only then written out. Nothing is asked of a card.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.batch import Item, LetterVersion
from app.council import Outcome
from app.desk import Desk
from app.errors import Refused
from app.events import Event, ItemReleased, LevelAccepted, ReleasedLetter
from app.moves import LetterState
from app.plan import named_findings
from app.ports import Context, LevelQuestion, Progress
from app.store import queries
from app.usecases.join_letter import JoinedLetter, join_letter
from app.usecases.write_out import write_out
from signing.verify.verdict import Level


@dataclass(frozen=True)
class ReleaseResult:
    """What a release gave.

    Attributes:
        item: its name.
        folder: the ready-to-send folder.
        letters: per letter its name, the level really reached and the SHA-256 of its file.
        again: whether the kept bytes of an earlier release were written out once more.
    """

    item: str
    folder: Path
    letters: tuple[tuple[str, str, str], ...]
    again: bool


def release_item(
    desk: Desk, item_name: str, *, target: Path, context: Context, accept_level: str = ""
) -> ReleaseResult:
    """Release an item and write its ready-to-send folder; again: the kept bytes.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        target: folder in which the ready-to-send folder is made.
        context: for progress, and to ask whether a lower level is accepted.
        accept_level: the lowest level the releasing person accepts beforehand; empty for none below the configured.

    Raises:
        WrongUse: ``item_unknown``.
        Refused: whatever guard says no; nothing is released then, and nothing is written.
    """
    with desk.transaction() as transaction:
        item = queries.item(transaction.connection, item_name)
    again = bool(item.released_at)
    if not again:
        check_gate(item)
        joined = [_reported(desk, item, letter, context, number) for number, letter in enumerate(item.letters)]
        accepted = _accept(desk, item, joined, accept_level, context)
        _keep(desk, item, joined, accepted)
        with desk.transaction() as transaction:
            item = queries.item(transaction.connection, item_name)
    folder = write_out(desk, item, target)
    letters = tuple(
        (letter.name, letter.released.level, letter.released.sha256) for letter in item.letters if letter.released
    )
    return ReleaseResult(item_name, folder, letters, again)


def check_gate(item: Item) -> None:
    """Refuse unless the council agreed, where there is a condition, and the whole set is held.

    Raises:
        Refused: ``condition_not_recorded``, ``outcome_missing``, ``outcome_not_agreed``, ``blocking_findings``,
            ``set_incomplete``, ``nothing_to_release`` (an item without letters).
    """
    if not item.letters:
        raise Refused("nothing_to_release", item=item.name)
    if item.named_condition and not item.condition:
        raise Refused("condition_not_recorded", guard="G3", item=item.name, meeting=item.named_condition)
    if item.condition and item.outcome is None:
        raise Refused("outcome_missing", guard="G3", item=item.name, meeting=item.condition)
    if item.condition and item.outcome is not None and item.outcome.outcome != Outcome.AGREED.value:
        with_changes = item.outcome.outcome == Outcome.AGREED_WITH_CHANGES.value
        raise Refused(
            "outcome_not_agreed", guard="G6" if with_changes else "G3", item=item.name, outcome=item.outcome.outcome
        )
    if item.blocking:
        raise Refused("blocking_findings", item=item.name, findings=named_findings(item.blocking))
    for letter in item.letters:
        if letter.state is not LetterState.SEALED:
            raise Refused("set_incomplete", guard="G5", item=item.name, letter=letter.name, state=letter.state.value)


def _reported(desk: Desk, item: Item, letter: LetterVersion, context: Context, done: int) -> JoinedLetter:
    context.report(Progress("release", letter.name, done, len(item.letters)))
    return join_letter(desk, item, letter)


def _accept(
    desk: Desk, item: Item, joined: list[JoinedLetter], accept_level: str, context: Context
) -> LevelAccepted | None:
    """Return the acceptance of a lower level where one is needed; it is never lowered in silence."""
    reached = min((Level(letter.level) for letter in joined), key=lambda level: level.rank)
    missing = tuple(sorted({code for letter in joined for code in letter.missing}))
    if reached.rank >= Level(desk.settings.level).rank:
        return None
    if accept_level:
        accepted = reached.rank >= Level(accept_level).rank
    else:
        accepted = context.ask_level(LevelQuestion(reached.value, desk.settings.level, missing))
    if not accepted:
        raise Refused(
            "level_not_accepted", item=item.name, reached=reached.value, wanted=desk.settings.level,
            missing=", ".join(missing),
        )  # fmt: skip
    return LevelAccepted(item.map, item.item, reached.value, missing)


def _keep(desk: Desk, item: Item, joined: list[JoinedLetter], accepted: LevelAccepted | None) -> None:
    with desk.transaction() as transaction:
        # The gate once more, inside the transaction that opens it: an outcome may have been corrected meanwhile.
        check_gate(queries.item(transaction.connection, item.name))
        released = []
        for letter in joined:
            stored = desk.objects.put_bytes(transaction.connection, letter.tail)
            released.append(ReleasedLetter(letter.version, stored.id, letter.sha256, letter.level, letter.proven_time))
        events: list[Event] = [accepted] if accepted else []
        transaction.happen(*events, ItemReleased(item.map, item.item, tuple(released)))
