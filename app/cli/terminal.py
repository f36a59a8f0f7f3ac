"""A person at a terminal, or a script: the command line's side of the ports."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from app.cli.session import Session, say
from app.ports import ConsentQuestion, LevelQuestion, PinQuestion, PinState, Progress, Secret, Skipped


class TerminalContext:
    """Reports, asks and stops at a terminal; without one, every question that has no answer beforehand is a no.

    Args:
        session: of the command.
        pin: given beforehand, or None.
        consent: given beforehand by an option of the command.
    """

    def __init__(self, session: Session, *, pin: Secret | None = None, consent: bool = False) -> None:
        self._session = session
        self._pin = pin
        self._consent = consent
        self._stopped = False
        self._asking = False

    @property
    def cancelled(self) -> bool:
        """Whether Ctrl-C was pressed: the letter in hand is finished, no other is begun."""
        return self._stopped

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Let Ctrl-C mean: stop after what is in hand; while a question is open nothing is, and it stops at once."""

        def stop(number: int, frame: FrameType | None) -> None:
            self._stopped = True
            if self._asking:
                raise KeyboardInterrupt
            say("Stopt na deze brief.")

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def _open_question(self) -> Iterator[None]:
        self._asking = True
        try:
            yield
        finally:
            self._asking = False

    def report(self, progress: Progress) -> None:
        """Show progress on a terminal, none in a pipe."""
        if sys.stderr.isatty():
            say(f"  {progress.done + 1}/{progress.total} {progress.step:<10} {progress.subject}")

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        """Return the PIN given beforehand, or ask for it once."""
        if question.state is PinState.LOW:
            say("Let op: er is al een foute pincode gebruikt.")
        if question.stop_by_default and not self._tries_the_last(question):
            return None
        if question.pad:
            say(f"Typ de pincode voor {question.key} op de kaartlezer ({question.signatures} handtekeningen).")
            return Secret("")
        if self._pin is not None:
            return self._pin
        if not sys.stdin.isatty():
            return None
        with self._open_question():
            text = click.prompt(
                f"Pincode voor {question.key} ({question.signatures} handtekeningen; leeg is stoppen)",
                hide_input=True,
                default="",
                show_default=False,
                err=True,
            )
        return Secret(text) if text else None

    def _tries_the_last(self, question: PinQuestion) -> bool:
        """On the last try the default is to stop, for a script too: one more wrong PIN locks the card."""
        say(self._session.code("pin_last_try" if question.state is PinState.FINAL else "pin_locked"))
        if question.state is PinState.LOCKED or not sys.stdin.isatty():
            return False
        with self._open_question():
            return click.confirm("Toch proberen?", default=False, err=True)

    def ask_consent(self, question: ConsentQuestion) -> bool | Skipped:
        """Say what must be said, then return the consent given beforehand, or ask; the empty answer is no."""
        for warning in question.warnings:
            say(self._session.noted(warning))
        if self._consent and not question.one_by_one:
            return True
        if not sys.stdin.isatty():
            return False
        with self._open_question():
            if click.confirm(f"{', '.join(question.letters)} tekenen?", default=False, err=True):
                return True
            if not question.one_by_one:
                return False
            return Skipped(click.prompt("Waarom niet? (mag leeg)", default="", show_default=False, err=True))

    def ask_level(self, question: LevelQuestion) -> bool:
        """Ask whether the lower level is accepted; the empty answer is no."""
        if not sys.stdin.isatty():
            return False
        why = ", ".join(self._session.code(code) for code in question.why)
        asked = f"Nu is niveau {question.reached} haalbaar, niet {question.wanted} ({why}). Toch vrijgeven?"
        with self._open_question():
            return click.confirm(asked, default=False, err=True)
