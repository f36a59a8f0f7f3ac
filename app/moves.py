"""What may follow what for a letter: one table (design section 2). Nothing else decides about states."""

from __future__ import annotations

from enum import Enum

from app.errors import Refused


class LetterState(Enum):
    """Where a version of a letter stands; names as in the design."""

    DRAFT = "DRAFT"
    READY = "READY"
    APPROVED = "APPROVED"
    DISAGREED = "DISAGREED"
    DISCUSS = "DISCUSS"
    RETURNED = "RETURNED"
    NOTED = "NOTED"
    IN_INK = "IN_INK"
    SIGNED_ELSEWHERE = "SIGNED_ELSEWHERE"
    AGREED_ONLY = "AGREED_ONLY"
    SEALED = "SEALED"
    BLOCKED = "BLOCKED"
    RELEASED = "RELEASED"
    DISPATCHED = "DISPATCHED"
    VOIDED = "VOIDED"


class Move(Enum):
    """What can be done to a letter."""

    LOCK = "lock"
    UNLOCK = "unlock"
    AGREE = "agree"
    DISAGREE = "disagree"
    DISCUSS = "discuss"
    RETURN = "return"
    NOTE = "note"
    WITHDRAW = "withdraw"
    SIGN = "sign"
    BLOCK = "block"
    CORRECT = "correct"
    RECONFIRM = "reconfirm"
    RELEASE = "release"
    DISPATCH = "dispatch"
    VOID = "void"
    INK = "ink"
    SIGN_ELSEWHERE = "sign_elsewhere"
    AGREE_ONLY = "agree_only"


_S, _M = LetterState, Move

TABLE: dict[tuple[LetterState, Move], LetterState] = {
    (_S.DRAFT, _M.LOCK): _S.READY,
    (_S.READY, _M.AGREE): _S.APPROVED,
    (_S.READY, _M.DISAGREE): _S.DISAGREED,
    (_S.READY, _M.DISCUSS): _S.DISCUSS,
    (_S.READY, _M.RETURN): _S.RETURNED,
    (_S.READY, _M.NOTE): _S.NOTED,
    (_S.READY, _M.INK): _S.IN_INK,
    (_S.READY, _M.SIGN_ELSEWHERE): _S.SIGNED_ELSEWHERE,
    (_S.READY, _M.AGREE_ONLY): _S.AGREED_ONLY,
    (_S.APPROVED, _M.WITHDRAW): _S.READY,
    (_S.DISAGREED, _M.WITHDRAW): _S.READY,
    (_S.DISCUSS, _M.WITHDRAW): _S.READY,
    (_S.NOTED, _M.WITHDRAW): _S.READY,
    # Before a signature the map can be opened again; every decision and release key goes with it.
    **{
        (state, _M.UNLOCK): _S.DRAFT
        for state in (_S.READY, _S.APPROVED, _S.DISAGREED, _S.DISCUSS, _S.RETURNED, _S.NOTED)
    },
    (_S.APPROVED, _M.SIGN): _S.SEALED,
    (_S.SEALED, _M.RELEASE): _S.RELEASED,
    (_S.RELEASED, _M.DISPATCH): _S.DISPATCHED,
    # Destroying takes two steps: whatever goes wrong blocks at once, and only a second, confirmed act destroys.
    (_S.SEALED, _M.BLOCK): _S.BLOCKED,
    (_S.BLOCKED, _M.VOID): _S.VOIDED,
    (_S.BLOCKED, _M.RECONFIRM): _S.SEALED,
    (_S.BLOCKED, _M.CORRECT): _S.SEALED,
}

# From the signature on, a letter's map cannot be opened and the letter cannot be decided upon.
SIGNED = frozenset({_S.SEALED, _S.BLOCKED, _S.RELEASED, _S.DISPATCHED, _S.VOIDED})


def next_state(state: LetterState, move: Move, *, letter: str = "") -> LetterState:
    """Return the state a move leads to.

    Args:
        state: where the letter stands.
        move: what is to be done.
        letter: its short name, for the refusal.

    Raises:
        Refused: ``move_not_allowed``.
    """
    try:
        return TABLE[state, move]
    except KeyError:
        raise Refused("move_not_allowed", letter=letter, state=state.value, move=move.value) from None
