"""One table of moves: it is the drawing of the design, and no walk leaves it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.moves import SIGNED, TABLE, LetterState, Move, next_state

# The drawing of design section 2, read by hand, arrow by arrow.
DRAWING = """
DRAFT lock READY
READY agree APPROVED
READY disagree DISAGREED
READY discuss DISCUSS
READY return RETURNED
READY note NOTED
READY ink IN_INK
READY sign_elsewhere SIGNED_ELSEWHERE
READY agree_only AGREED_ONLY
APPROVED withdraw READY
DISAGREED withdraw READY
DISCUSS withdraw READY
NOTED withdraw READY
READY unlock DRAFT
APPROVED unlock DRAFT
DISAGREED unlock DRAFT
DISCUSS unlock DRAFT
RETURNED unlock DRAFT
NOTED unlock DRAFT
APPROVED sign SEALED
SEALED release RELEASED
SEALED block BLOCKED
BLOCKED void VOIDED
BLOCKED reconfirm SEALED
BLOCKED correct SEALED
RELEASED dispatch DISPATCHED
"""
ARROWS = {
    (LetterState[start], Move(move)): LetterState[end]
    for start, move, end in (line.split() for line in DRAWING.strip().splitlines())
}


def test_the_table_is_the_drawing() -> None:
    assert TABLE == ARROWS


@pytest.mark.parametrize("state", LetterState)
@pytest.mark.parametrize("move", Move)
def test_what_is_not_drawn_is_refused_by_name(state: LetterState, move: Move) -> None:
    if (state, move) in ARROWS:
        assert next_state(state, move) is ARROWS[state, move]
        return
    with pytest.raises(Refused) as refused:
        next_state(state, move, letter="map/item/brief")
    assert refused.value.reason.code == "move_not_allowed"
    assert dict(refused.value.reason.parameters) == {
        "letter": "map/item/brief",
        "state": state.value,
        "move": move.value,
    }


def walk(moves: list[Move]) -> list[tuple[LetterState, Move, LetterState]]:
    """Return the steps of a walk from DRAFT; what is refused is no step."""
    state, steps = LetterState.DRAFT, []
    for move in moves:
        try:
            after = next_state(state, move)
        except Refused:
            continue
        steps.append((state, move, after))
        state = after
    return steps


walks = st.lists(st.sampled_from(Move), max_size=60).map(walk)


@given(walks)
def test_a_random_walk_keeps_the_promises_of_the_design(steps: list[tuple[LetterState, Move, LetterState]]) -> None:
    for before, move, after in steps:
        assert before is not LetterState.VOIDED, "VOIDED is final (G7)"
        assert before is not LetterState.DISPATCHED
        if before is LetterState.BLOCKED:
            assert move in {Move.VOID, Move.RECONFIRM, Move.CORRECT}
        if after is LetterState.RELEASED:
            assert before is LetterState.SEALED, "only what is sealed and not blocked is released"
        if after is LetterState.SEALED:
            assert before in {LetterState.APPROVED, LetterState.BLOCKED}
        if after is LetterState.VOIDED:
            assert before is LetterState.BLOCKED, "destroying takes two steps"
        if before in SIGNED:
            assert after in SIGNED, "a signature is not undone by opening the map"
        assert after is not before


def test_every_state_can_be_reached_and_every_move_leads_somewhere() -> None:
    reached, waiting = {LetterState.DRAFT}, [LetterState.DRAFT]
    while waiting:
        start = waiting.pop()
        for (state, _), end in TABLE.items():
            if state is start and end not in reached:
                reached.add(end)
                waiting.append(end)
    assert reached == set(LetterState)
    assert {move for _, move in TABLE} == set(Move)


def test_what_is_signed_is_what_the_signature_leads_to() -> None:
    after, waiting = {LetterState.SEALED}, [LetterState.SEALED]
    while waiting:
        start = waiting.pop()
        for (state, _), end in TABLE.items():
            if state is start and end not in after:
                after.add(end)
                waiting.append(end)
    assert after == SIGNED
