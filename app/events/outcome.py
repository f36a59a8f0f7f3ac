"""What can happen after the meeting: outcome, release, dispatch, or the end of a sealed signature."""

from __future__ import annotations

from dataclasses import dataclass

from app.events.letter import BoundFile


@dataclass(frozen=True)
class OutcomeRecorded:
    """What the council decided about an item, by whom it is said, and from what it shows."""

    meeting: str
    map: str
    item: str
    outcome: str
    by: str
    evidence: str
    at: str
    evidence_sha256: str = ""


@dataclass(frozen=True)
class ClockConfirmed:
    """A named person confirmed the time while the clock stood before the last entry (guard G4)."""

    by: str
    last_entry: str


@dataclass(frozen=True)
class LetterBlocked:
    """A held letter that cannot be released now: ``outcome``, ``withdrawn`` or ``void``."""

    version: str
    because: str


@dataclass(frozen=True)
class LetterUnblocked:
    """A blocked letter is held again, because a wrong outcome was corrected to agreed."""

    version: str


@dataclass(frozen=True)
class LevelAccepted:
    """The releasing person accepted a lower level than configured, once."""

    map: str
    item: str
    level: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ReleasedLetter:
    """One letter of a release: where its bytes are kept, what they are, how strong they are."""

    version: str
    tail_object: str
    sha256: str
    level: str
    proven_time: str


@dataclass(frozen=True)
class ItemReleased:
    """A whole release set came into being, was verified and kept, before anything was written out (G5, G11)."""

    map: str
    item: str
    letters: tuple[ReleasedLetter, ...]


@dataclass(frozen=True)
class WrittenOut:
    """The ready-to-send folder was written."""

    map: str
    item: str
    folder: str
    files: tuple[BoundFile, ...]


@dataclass(frozen=True)
class ItemDispatched:
    """The set was handed over."""

    map: str
    item: str
    evidence: str


@dataclass(frozen=True)
class LetterVoided:
    """The release key was destroyed, then the seal (guard G7)."""

    version: str
    why: str
    digest: str
    seal_sha256: str
