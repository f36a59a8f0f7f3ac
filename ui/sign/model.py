"""What Ondertekenen shows and tells, as values. Four views in one page, in this order."""

from __future__ import annotations

from dataclasses import dataclass

from ui.pageview.model import DocumentModel
from ui.widgets.plan import TableModel
from ui.widgets.setcard import SetModel
from ui.widgets.states import State


@dataclass(frozen=True)
class Step:
    """One line of what will happen: icon, words in 600, an explanation; ``tone`` of the icon and the words."""

    icon: str
    text: str
    more: str
    tone: str = "text"


@dataclass(frozen=True)
class PlanModel:
    """The plan. ``trouble`` is why it cannot go on (no card, card locked); ``how`` is the choice made, or empty."""

    letters: int
    decisions: int
    signed: TableModel
    unsigned: TableModel
    steps: tuple[Step, ...]
    how: str = ""
    trouble: str = ""
    trouble_state: State = State.ATTENTION
    interrupted: str = ""


@dataclass(frozen=True)
class OneModel:
    """One letter out of the batch, seen once more."""

    place: int
    count: int
    document: DocumentModel
    card: SetModel


@dataclass(frozen=True)
class BusyModel:
    """The progress. ``seconds`` is about how long is left, 0 when unknown; ``stopping`` after the stop was asked."""

    place: int
    count: int
    seconds: int
    done: int
    rows: TableModel
    stopping: bool = False


@dataclass(frozen=True)
class ResultGroup:
    """Letters that ended alike: heading, words beside it, rows."""

    heading: str
    text: str
    rows: TableModel


@dataclass(frozen=True)
class ResultModel:
    """The result; ``unproven`` while the time of a sealed letter is still to be confirmed."""

    signed: int
    time: str
    groups: tuple[ResultGroup, ...]
    unsigned: int
    trouble: str = ""
    unproven: bool = True


@dataclass(frozen=True)
class SignModel:
    """The whole page: one of the four views, or nothing to sign."""

    subtitle: str = ""
    view: PlanModel | OneModel | BusyModel | ResultModel | None = None


@dataclass(frozen=True)
class HowChosen:
    """The person chose how to sign: ``one`` by one or ``all``."""

    how: str


@dataclass(frozen=True)
class SignAsked:
    """Another thing asked.

    Attributes:
        what: ``pin`` (go on), ``back``, ``stop``, ``this``, ``skip`` (with reason), ``review``, ``return``,
            ``record``, ``why``, ``go_on``, ``later``.
        text: the reason of a skip.
    """

    what: str
    text: str = ""
