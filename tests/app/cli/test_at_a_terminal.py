"""A person at a terminal: questions with the empty answer no, the PIN unseen, Ctrl-C at a question."""

from __future__ import annotations

import os
import pty
import select
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.desks import MAP, Office, entries, states

Stage = Callable[[str], Office]
REPOSITORY = Path(__file__).parents[3]
PATIENCE = 60
CTRL_C = "\x03"


def at_a_terminal(words: list[str], *answers: tuple[str, str]) -> tuple[int, str]:
    """Run a command on a terminal of its own; to each text that appears give its answer. Exit code and screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(REPOSITORY)
        os.execv(sys.executable, [sys.executable, "-m", "app", *words])
    screen, left = "", list(answers)
    seen, given, again = 0, "", 0
    while True:
        ready, _, _ = select.select([terminal], [], [], 2 if given == CTRL_C else PATIENCE)
        if not ready and given == CTRL_C and again < 5:
            # A signal in the microseconds before the read begins waits for the next one: a person presses again.
            os.write(terminal, CTRL_C.encode())
            again += 1
            continue
        try:
            piece = os.read(terminal, 4096) if ready else b""
        except OSError:  # Linux says so when the other side is gone
            piece = b""
        if not piece:
            break
        screen += piece.decode(errors="replace")
        if left and left[0][0] in screen[seen:]:
            seen = len(screen)
            given = left.pop(0)[1]
            os.write(terminal, given.encode())
    os.close(terminal)
    assert not left, screen
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen


@pytest.fixture
def sign(stage: Stage, tmp_path: Path) -> Callable[..., tuple[int, str, list[str]]]:
    """Sign one by one, with a copy of the key file whose passphrase the profile does not know."""
    office = stage("approved")
    key = tmp_path / "kopie.p12"
    shutil.copy(office.demonstration.key_file, key)

    def act(*answers: tuple[str, str]) -> tuple[int, str, list[str]]:
        words = ["sign", MAP, "--key", f"file:{key}", "--one-by-one", "--profile", str(office.folder)]
        filled = [(text, answer.replace("WACHTZIN", office.demonstration.secrets.key_file.reveal()))
                  for text, answer in answers]  # fmt: skip
        code, screen = at_a_terminal(words, *filled)
        assert office.demonstration.secrets.key_file.reveal() not in screen
        with office.open() as desk:
            if "SEALED" not in states(desk):
                assert "LetterPrepared" not in entries(desk)
            return code, screen, states(desk)

    return act


Sign = Callable[..., tuple[int, str, list[str]]]


def test_each_letter_is_asked_about_and_only_yes_is_yes(sign: Sign) -> None:
    code, screen, found = sign(("brief-tweede-kamer tekenen?", "\n"), ("Waarom niet?", "een ander kenmerk\n"),
                               ("brief-eerste-kamer tekenen?", "y\n"), ("Pincode voor", "WACHTZIN\n"))  # fmt: skip
    assert (code, found) == (0, ["APPROVED", "SEALED"]), screen
    assert "1 handtekeningen" in screen


def test_no_to_all_ends_before_the_pin(sign: Sign) -> None:
    no = ("Waarom niet?", "\n")
    code, screen, found = sign(("tekenen?", "\n"), no, ("tekenen?", "n\n"), no)
    assert (code, found) == (1, ["APPROVED", "APPROVED"])
    assert "Pincode" not in screen


@pytest.mark.parametrize("before", [(), (("tekenen?", "y\n"), ("tekenen?", "y\n"))], ids=["consent", "pin"])
def test_ctrl_c_at_a_question_stops_at_once(sign: Sign, before: tuple[tuple[str, str], ...]) -> None:
    question = "Pincode voor" if before else "tekenen?"
    code, _, found = sign(*before, (question, CTRL_C))
    assert (code, found) == (7, ["APPROVED", "APPROVED"])


def test_an_empty_pin_is_stopping(sign: Sign) -> None:
    code, _, found = sign(("tekenen?", "y\n"), ("tekenen?", "y\n"), ("Pincode voor", "\n"))
    assert (code, found) == (6, ["APPROVED", "APPROVED"])
