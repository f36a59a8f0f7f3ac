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
    """The plan.

    Attributes:
        letters: how many will be signed.
        decisions: how many items they belong to.
        signed: the letters that will be signed.
        unsigned: those that will not, with the reason.
        steps: how it goes; the first is the key.
        how: the choice made, or empty.
        trouble: why it cannot go on (no card, card locked).
        trouble_state: how grave that is.
        interrupted: that a batch before was interrupted, or empty.
        unopened: titles of letters that were not opened since the vault was.
        may_place: whether some place of a signature can still be moved.
    """

    letters: int
    decisions: int
    signed: TableModel
    unsigned: TableModel
    steps: tuple[Step, ...]
    how: str = ""
    trouble: str = ""
    trouble_state: State = State.ATTENTION
    interrupted: str = ""
    unopened: tuple[str, ...] = ()
    may_place: bool = True


@dataclass(frozen=True)
class OneModel:
    """One letter out of the batch, seen once more."""

    place: int
    count: int
    document: DocumentModel
    card: SetModel


@dataclass(frozen=True)
class PlaceModel:
    """The place of the signature of one letter.

    Attributes:
        title: of the letter.
        page: where it stands, from 1; 0 when it is not seen on the letter.
        count: how many letters can be placed.
        document: the letter.
        saved: whether the last move was kept.
        trouble: why it was not, or empty.
        first: whether the place is still to be gone to on the page.
        moved: whether it stands elsewhere than was proposed.
        hidden: whether a person chose that it is not seen; without that and without a page, none was recognised.
    """

    title: str
    page: int
    count: int
    document: DocumentModel = DocumentModel("", "")  # noqa: RUF009 - a frozen value
    saved: bool = False
    trouble: str = ""
    first: bool = False
    moved: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class BusyModel:
    """The progress.

    Attributes:
        place: of the letter in hand.
        count: how many are signed.
        seconds: about how long is left, 0 when unknown.
        done: how many are finished.
        rows: a letter a row.
        stopping: after the stop was asked.
        doing: what is done with all letters, when no letter is in hand; else empty.
        card: whether the key lies on a card, which must stay in its reader.
    """

    place: int
    count: int
    seconds: int
    done: int
    rows: TableModel
    stopping: bool = False
    doing: str = ""
    card: bool = True


@dataclass(frozen=True)
class ResultGroup:
    """Letters that ended alike: heading, words beside it, rows."""

    heading: str
    text: str
    rows: TableModel


@dataclass(frozen=True)
class ResultModel:
    """The result.

    Attributes:
        signed: how many letters.
        time: when it was ready.
        groups: letters that ended alike.
        unsigned: how many letters are not signed.
        trouble: why it ended early, or empty; then it can go on, or later.
        unproven: while the time of a sealed letter is still to be confirmed.
        card: whether the key lies on a card, which can be taken out now.
    """

    signed: int
    time: str
    groups: tuple[ResultGroup, ...]
    unsigned: int
    trouble: str = ""
    unproven: bool = True
    card: bool = True


@dataclass(frozen=True)
class SignModel:
    """The whole page: one of the four views, or nothing to sign."""

    subtitle: str = ""
    view: PlanModel | OneModel | PlaceModel | BusyModel | ResultModel | None = None


@dataclass(frozen=True)
class HowChosen:
    """The person chose how to sign: ``one`` by one or ``all``."""

    how: str


@dataclass(frozen=True)
class SignAsked:
    """Another thing asked.

    Attributes:
        what: ``pin`` (go on), ``back``, ``stop``, ``this``, ``skip`` (with reason), ``review``, ``why``, ``go_on``,
            ``later``, ``keys`` (choose another), ``look`` (again),
            ``place`` (of the signature), ``place_next``, ``place_done``.
        text: the reason of a skip.
    """

    what: str
    text: str = ""
