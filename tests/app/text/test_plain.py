"""What a person at a window reads: no code, no stamp of a machine, no name of a guard, no command."""

from __future__ import annotations

import re

import pytest

from app.errors import Reason
from app.moves import LetterState, Move
from app.text.plain import MOVES, OUTCOMES, PLAIN, STATES, in_words, plain
from app.text.refusals import REFUSALS

HOUSE = "Ministerraad 9 februari/per-racisme/brief-tweede-kamer"


def test_a_moment_a_day_and_a_meeting_are_said_in_words() -> None:
    assert in_words("2024-02-09T12:30:00+01:00") == "9 februari 2024, 12.30 uur"
    assert in_words("2024-02-09T11:30:00Z") == "9 februari 2024, 12.30 uur"
    assert in_words("2024-02-09") == "9 februari 2024"
    assert in_words("MR:2024-02-09") == "de ministerraad van vrijdag 9 februari 2024"
    assert in_words("2024-0000079001") == "2024-0000079001"
    assert in_words("MR:2024-02-31") == "MR:2024-02-31"


def test_a_future_outcome_is_told_without_a_stamp_or_a_guard() -> None:
    reason = Reason(
        "outcome_in_future", {"at": "2027-02-09T12:30:00+01:00", "now": "2024-02-09T11:42:00.000000Z"}, "G4"
    )
    assert plain(reason, "nl") == (
        "9 februari 2027, 12.30 uur is nog niet geweest: het is nu 9 februari 2024, 12.42 uur. Verbeter het tijdstip."
    )


def test_a_letter_that_is_not_signed_is_named_as_a_letter() -> None:
    reason = Reason("set_incomplete", {"letter": HOUSE, "state": "APPROVED", "item": "x/y"}, "G5")
    assert "de brief aan de Tweede Kamer is nog niet getekend" in plain(reason, "nl")
    moved = Reason("move_not_allowed", {"letter": HOUSE, "state": "RETURNED", "move": "withdraw"})
    assert plain(moved, "nl") == (
        "De brief aan de Tweede Kamer is retour gestuurd; het besluit intrekken kan dan niet."
    )


def test_every_state_move_and_outcome_has_a_word() -> None:
    assert set(STATES) == set(LetterState)
    assert set(MOVES) == set(Move)
    assert len(OUTCOMES) == 6


@pytest.mark.parametrize("code", sorted(PLAIN))
def test_what_a_window_says_instead_names_no_command(code: str) -> None:
    assert code in REFUSALS
    for text in PLAIN[code]:
        assert "--" not in text
        assert not re.search(r"'[a-z]+ [a-z]+'", text)
