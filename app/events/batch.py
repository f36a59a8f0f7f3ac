"""What can happen to a profile, its maps and the checks of what lies in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProfileCreated:
    """The vault was made."""

    demonstration: bool


@dataclass(frozen=True)
class MapCreated:
    """A signing batch was begun."""

    map: str


@dataclass(frozen=True)
class RecordedFinding:
    """What the checks found, as it is recorded.

    Attributes:
        rule: ``open`` or ``L01`` to ``L12``.
        code: what was found.
        severity: ``B``, ``W`` or ``I``.
        file: short name of the file within the item.
        sha256: of the file it was found in.
        quote: the words it is about.
        detail: what was held against what.
    """

    rule: str
    code: str
    severity: str
    file: str
    sha256: str
    quote: str
    detail: str


@dataclass(frozen=True)
class ItemChecked:
    """What the checks said of an item when its map was locked, or when something was changed after that."""

    map: str
    item: str
    at: str
    findings: tuple[RecordedFinding, ...]


@dataclass(frozen=True)
class FindingOverruled:
    """A person overruled one blocking finding, in one file, for a reason; another file or finding is not covered."""

    map: str
    item: str
    finding: RecordedFinding
    why: str


@dataclass(frozen=True)
class ReleaseKeyMade:
    """The public half of a letter's release key."""

    version: str
    public: str


@dataclass(frozen=True)
class MapLocked:
    """From here on the documents do not change; every letter has its release key."""

    map: str
    keys: tuple[ReleaseKeyMade, ...]


@dataclass(frozen=True)
class MapUnlocked:
    """The map was opened again before any signature; its release keys are destroyed."""

    map: str


@dataclass(frozen=True)
class ConditionRecorded:
    """The council's decision the item waits for."""

    map: str
    item: str
    meeting: str
