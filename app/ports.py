"""What the use-cases need from outside: time, a person to ask, a place to report progress.

Each port is a small protocol. The command line, the window and the tests bring their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol, runtime_checkable

from app.errors import Reason


class Secret:
    """A PIN or passphrase whose repr hides it; :meth:`reveal` is the one way to its text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself; only the call that hands it to a token or a key derivation uses this."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(...)"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


class SecretBytes:
    """A key whose repr hides it; :meth:`reveal` is the one way to its bytes."""

    __slots__ = ("_bytes",)

    def __init__(self, content: bytes) -> None:
        self._bytes = content

    def reveal(self) -> bytes:
        """Return the bytes themselves; only the call that opens something with them uses this."""
        return self._bytes

    def __repr__(self) -> str:
        return "SecretBytes(...)"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


class Clock(Protocol):
    """Where time comes from (design section 2, *Times*)."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


@runtime_checkable
class SettableClock(Clock, Protocol):
    """A demonstration's clock. A normal profile's clock has no such method."""

    def set(self, moment: datetime) -> None:
        """Put the clock at a moment and keep it there."""
        ...


class PinState(Enum):
    """What a token tells of its tries (PKCS#11 v3.0, CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED)."""

    NORMAL = "normal"
    LOW = "low"
    FINAL = "final"
    LOCKED = "locked"


@dataclass(frozen=True)
class PinQuestion:
    """Ask for the PIN of a key.

    Attributes:
        key: how the key is shown to a person (token and certificate holder).
        signatures: how many letters this PIN will sign.
        state: what the token says of its tries.
        pad: the PIN is typed at the reader: nothing is asked for here. ``Secret("")`` goes on, None stops.
        each: the key wants the PIN for every signature; None where only the first PIN will tell.
        pins: how many times a person types the PIN, as far as is known.
    """

    key: str
    signatures: int
    state: PinState = PinState.NORMAL
    pad: bool = False
    each: bool | None = False
    pins: int = 1

    @property
    def stop_by_default(self) -> bool:
        """Whether doing nothing must mean stopping: one more wrong PIN and the token locks."""
        return self.state in {PinState.FINAL, PinState.LOCKED}


@dataclass(frozen=True)
class ConsentQuestion:
    """Ask whether to sign: all letters without viewing them again, or this one.

    Attributes:
        letters: the short names of the letters the answer is about.
        one_by_one: true when the question is about a single letter out of a batch.
        warnings: reasons that must be said before the answer (guard G10), as sentences have them.
    """

    letters: tuple[str, ...]
    one_by_one: bool = False
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """The answer of a person who leaves one letter unsigned, for a reason; it counts as a no.

    Attributes:
        why: the reason, in the person's own words; may be empty.
    """

    why: str = ""

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class LevelQuestion:
    """Ask whether a lower signature level than configured is accepted for a release.

    Attributes:
        reached: the level that can be reached now (``B-B``, ``B-T`` or ``B-LT``).
        wanted: the configured level.
        why: codes of what could not be had (``timestamp_unreachable`` ...).
    """

    reached: str
    wanted: str
    why: tuple[str, ...]


Question = PinQuestion | ConsentQuestion | LevelQuestion


@dataclass(frozen=True)
class Progress:
    """How far a job is.

    Attributes:
        step: code of what is happening (``prepare``, ``sign``, ``check``, ``seal``, ``release`` ...).
        subject: what it is happening to, as a short name.
        done: how many subjects are finished.
        total: how many there are.
        seconds_left: how long it will take yet, as far as the work so far tells; None while it does not.
    """

    step: str
    subject: str
    done: int
    total: int
    seconds_left: float | None = None


class Context(Protocol):
    """What a long use-case is given: it reports, it asks, and it looks whether it should stop.

    ``ask`` returns None when the person says no (the empty answer is no) and raises
    :class:`app.errors.Cancelled` when the question was abandoned.
    """

    def report(self, progress: Progress) -> None:
        """Tell how far the work is."""
        ...

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        """Return the PIN, or None when the person stops here."""
        ...

    def ask_consent(self, question: ConsentQuestion) -> bool | Skipped:
        """Return whether the person consents; of a single letter, perhaps why not."""
        ...

    def ask_level(self, question: LevelQuestion) -> bool:
        """Return whether the lower level is accepted."""
        ...

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop after the letter in hand."""
        ...
