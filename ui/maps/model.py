"""What Mappen shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.progress import Segment
from ui.widgets.setcard import StateLine
from ui.widgets.states import State


@dataclass(frozen=True)
class Deadline:
    """What comes next for a map: icon, words, tone (token)."""

    icon: str
    text: str
    tone: str


@dataclass(frozen=True)
class MapCard:
    """A map in the list.

    Attributes:
        code: names it for what is asked.
        counts: the states as words, in the order of the segments of the bar.
        read: what a screen reader says of the card.
    """

    code: str
    name: str
    items: int
    deadline: Deadline
    segments: tuple[Segment, ...]
    counts: tuple[StateLine, ...]
    read: str


@dataclass(frozen=True)
class Day:
    """The maps of a day: weekday, numeral, month, and what day it is ("MR, morgen")."""

    weekday: str
    day: str
    month: str
    kind: str
    cards: tuple[MapCard, ...]


@dataclass(frozen=True)
class MapItem:
    """An item of the chosen map."""

    code: str
    number: int
    title: str
    state: State


@dataclass(frozen=True)
class MapDetail:
    """The chosen map: above the name its meeting, under it who locked it (empty: not locked).

    Attributes:
        returned: what was sent back to the office, who did and why, a sentence each.
        may_order: whether its items can be put in another order.
    """

    code: str
    meeting: str
    name: str
    locked: str
    items: tuple[MapItem, ...]
    main_action: str
    main_enabled: bool = True
    returned: tuple[str, ...] = ()
    may_order: bool = False


@dataclass(frozen=True)
class MapsModel:
    """The whole page. ``notice`` is an error in place; ``loading`` says so, with a thin line after 600 ms."""

    days: tuple[Day, ...] = ()
    chosen: str = ""
    detail: MapDetail | None = None
    subtitle: str = ""
    notice: str = ""
    loading: bool = False


@dataclass(frozen=True)
class MapChosen:
    """The person looks at a map."""

    code: str


@dataclass(frozen=True)
class MapOpened:
    """The person goes on with a map; ``item`` is the item clicked, or empty."""

    code: str
    item: str = ""


@dataclass(frozen=True)
class MapsAsked:
    """Another thing asked: ``new``, ``take_away``, ``take_in``, ``example``, ``verify``, ``keys``, ``more``,
    ``up`` and ``down`` (``code`` is the item that moves)."""

    what: str
    code: str = ""
