"""Trouble with a code, parameters and a way out. Sentences live in ``app/text.py``, exit codes in ``app/cli``.

Three kinds, handled at one place each edge: *tell* (a :class:`Trouble`), *stay silent*
(:class:`Cancelled`) and *report* (anything else: a fault of ours).
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field

from signing.errors import KeyFault, SigningFault, UnreadablePdf


@dataclass(frozen=True)
class Reason:
    """Why something was not done.

    Attributes:
        code: short name of the reason, ``snake_case``; ``app/text.py`` has a sentence for each.
        parameters: what the sentence names (a file, a letter, a date as printed); never a secret.
        guard: the guard of design section 2 that refused (``G1`` to ``G13``), or empty.
    """

    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    guard: str = ""


class Trouble(Exception):
    """Base of what a person is told in a sentence with a way out."""

    def __init__(self, code: str, /, *, guard: str = "", **parameters: str | int) -> None:
        super().__init__(code)
        self.reason = Reason(code, parameters, guard)

    def __str__(self) -> str:
        named = ", ".join(f"{key}={value}" for key, value in self.reason.parameters.items())
        return f"{self.reason.code} ({named})" if named else self.reason.code


class Refused(Trouble):
    """A rule of the work says no: a guard, a table of moves, a profile in use."""


class WrongUse(Trouble):
    """The request itself makes no sense (unknown map, a time without offset, ``--now`` in a normal profile)."""


class CannotRead(Trouble):
    """A file cannot be read; the sentence names the file."""


class KeyTrouble(Trouble):
    """Key, token, PIN or passphrase trouble."""


class Cancelled(Exception):
    """The person stopped the work or closed the question. Nothing is told."""


def from_signing(fault: SigningFault, **more: str | int) -> Trouble:
    """Return the trouble that tells of a fault in ``signing/``, with what the caller knows added (a file's name)."""
    kind = CannotRead if isinstance(fault, UnreadablePdf) else KeyTrouble if isinstance(fault, KeyFault) else Refused
    trouble = kind(fault.code)
    trouble.reason = Reason(fault.code, {**fault.parameters, **more})
    return trouble


def from_system(error: OSError) -> Reason:
    """Return the reason that tells of trouble with reading or writing; of a full disk in words of its own."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Reason("disk_full")
    return Reason("cannot_keep", {"why": error.strerror or ""})
