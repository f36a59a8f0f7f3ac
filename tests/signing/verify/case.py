"""One class of files: how one is made, and what must be said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from signing.verify.verdict import Fact, FileState
from tests.signing.verify.letters import Maker

SIGNATURE_BOX = (72, 300, 300, 360)

Attack = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Case:
    """One class.

    Attributes:
        group: what kind of thing it is, for the table.
        name: of the class.
        make: makes a file of it.
        state: what must be said of that file, with revocation data of the day.
        fact: what must be named, or None.
    """

    group: str
    name: str
    make: Callable[[Maker], bytes]
    state: FileState
    fact: Fact | None = None

    def __str__(self) -> str:
        return f"{self.group}: {self.name}"


GOOD, REMARK, BAD, OPEN, UNSIGNED = (
    FileState.VALID, FileState.VALID_WITH_REMARKS, FileState.INVALID, FileState.INDETERMINATE, FileState.NO_SIGNATURE,
)  # fmt: skip


def letter(make: Maker) -> bytes:
    """Return a letter with a visible signature."""
    return make.sign(box=SIGNATURE_BOX)


def after(how: Attack, base: Callable[[Maker], bytes] = letter) -> Callable[[Maker], bytes]:
    """Return what makes a signed letter and then does something to it."""
    return lambda make: how(base(make))
