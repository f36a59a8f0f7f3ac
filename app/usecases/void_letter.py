"""Make a held signature void, in two steps: block at once, then destroy (guard G7)."""

from __future__ import annotations

from app.desk import Desk
from app.errors import WrongUse
from app.events import LetterBlocked, LetterVoided
from app.moves import LetterState, Move, next_state
from app.store import queries
from app.vault.release_keys import destroy_release_key


def void_letter(desk: Desk, letter_name: str, *, why: str) -> LetterState:
    """Take the next step towards VOIDED: a SEALED letter is blocked; a BLOCKED one loses its release key and its seal.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.
        why: the reason, for the record.

    Returns:
        Where the letter stands now: BLOCKED after the first step, VOIDED after the second.

    Raises:
        WrongUse: ``letter_unknown``, ``why_missing``.
        Refused: ``move_not_allowed``.
    """
    if not why.strip():
        raise WrongUse("why_missing")
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        if letter.state is LetterState.SEALED:
            transaction.happen(LetterBlocked(letter.version, "void"))
            return LetterState.BLOCKED
        next_state(letter.state, Move.VOID, letter=letter_name)
        sealed, prepared = letter.sealed, letter.prepared
        destroy_release_key(transaction.connection, letter.version)
        transaction.happen(
            LetterVoided(
                letter.version,
                why.strip(),
                digest=prepared.digest if prepared else "",
                seal_sha256=sealed.seal_sha256 if sealed else "",
            )
        )
    # No copy of the destroyed key stays in the write-ahead log.
    desk.store.forget_deleted()
    return LetterState.VOIDED
