"""Take a decision back; after a signature, the signer's withdrawal blocks the letter."""

from __future__ import annotations

from app.desk import Desk
from app.events import DecisionWithdrawn, LetterBlocked
from app.moves import LetterState
from app.store import queries


def withdraw(desk: Desk, letter_name: str) -> LetterState:
    """Withdraw: before a signature the letter is READY again; a SEALED letter becomes BLOCKED.

    Args:
        desk: where.
        letter_name: ``MAP/ITEM/LETTER``.

    Returns:
        Where the letter stands now.

    Raises:
        WrongUse: ``letter_unknown``.
        Refused: ``move_not_allowed``.
    """
    with desk.transaction() as transaction:
        letter = queries.letter(transaction.connection, letter_name)
        if letter.state is LetterState.SEALED:
            transaction.happen(LetterBlocked(letter.version, "withdrawn"))
        else:
            transaction.happen(DecisionWithdrawn(letter.version))
        return queries.letter(transaction.connection, letter_name).state
