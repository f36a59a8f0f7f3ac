"""What the frame shows, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.frame.places import Place


@dataclass(frozen=True)
class HeaderModel:
    """What is open, and what the search field searches."""

    subtitle: str = ""
    search: str = ""


@dataclass(frozen=True)
class RailModel:
    """The counts in the pills; zero shows none."""

    counts: dict[Place, int] = field(default_factory=dict)


@dataclass(frozen=True)
class StatusPart:
    """A part of the status line: icon, words and tone; ``code`` says what a click opens."""

    code: str
    icon: str
    text: str
    tone: str = "text2"
    strong: bool = False


@dataclass(frozen=True)
class StatusModel:
    """Left the connection; then the running job, the vault, and the time (or the demonstration's clock)."""

    connection: StatusPart
    job: StatusPart | None
    vault: StatusPart
    clock: StatusPart


@dataclass(frozen=True)
class PlaceAsked:
    """The person wants to go to a page."""

    place: Place


@dataclass(frozen=True)
class PartOpened:
    """The person clicked a part of the status line."""

    code: str


@dataclass(frozen=True)
class ScaleAsked:
    """The person wants the interface at another size, 1.0 to 2.0."""

    scale: float
