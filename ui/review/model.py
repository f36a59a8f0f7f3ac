"""What Beoordelen shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ui.findings.model import NO_FINDINGS, InboxModel
from ui.pageview.model import DocumentModel, Mark, SignaturePlace
from ui.widgets.states import State


@dataclass(frozen=True)
class ItemModel:
    """An item in the list; ``progress`` 0 to 100, shown while begun and not finished; ``more`` after the state."""

    code: str
    number: int
    title: str
    state: State
    progress: int = 0
    more: str = ""


class Style(Enum):
    """How a block of the advice is set."""

    HEADING = "heading"
    READING = "reading"
    LIST = "list"


@dataclass(frozen=True)
class Span:
    """A piece of text: plain, a link to a place (``target``), or words with a finding (``finding``)."""

    text: str
    target: str = ""
    finding: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph of the advice."""

    style: Style
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class AskedLine:
    """What is asked: "Teken de " with a link to the letter, and how long it is."""

    before: str
    link: str
    target: str
    length: str


@dataclass(frozen=True)
class ConditionLine:
    """The condition or the deadline: icon, colour, a sentence in 600 and one that explains."""

    icon: str
    colour: str
    strong: str
    rest: str


@dataclass(frozen=True)
class AdviceModel:
    """The memo's advice as reading text."""

    kind: str
    unit: str
    date: str
    reference: str
    title: str
    lines: tuple[ConditionLine, ...]
    asked: tuple[AskedLine, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class TabModel:
    """A tab of the context: a document of pages, or a section of text (``blocks``)."""

    code: str
    name: str
    document: DocumentModel | None = None
    blocks: tuple[Block, ...] = ()
    is_letter: bool = False


@dataclass(frozen=True)
class LetterModel:
    """A letter of the chosen item: what was decided about it alone, and whether that can still be changed."""

    code: str
    title: str
    decision: State | None
    open: bool


@dataclass(frozen=True)
class ReviewModel:
    """The whole page.

    Attributes:
        decision: what is recorded for the chosen item; None while open.
        about: two short lines beside the bar ("one decision for both letters", "version 3, unchanged").
        letters: of the chosen item, each with its own decision.
        may_go_back: whether a link of the advice was followed and can be gone back from.
        held: why nothing can be decided now, though nothing is signed: it was sent back; empty otherwise.
        inbox: what the checks found, to read.
        closed: why nothing can be decided any more (sealed); empty while it can.
        all_decided: sentence of the strip above the bar; empty otherwise.
        compare_with: version to compare with; 0 for none.
        answers: which of ``note``, ``remark`` and ``filter`` are answered; the others are not shown.
    """

    subtitle: str = ""
    items: tuple[ItemModel, ...] = ()
    chosen: str = ""
    open_count: int = 0
    advice: AdviceModel | None = None
    tabs: tuple[TabModel, ...] = ()
    tab: str = ""
    marks: tuple[Mark, ...] = ()
    place: SignaturePlace | None = None
    decision: State | None = None
    about: tuple[str, str] = ("", "")
    letters: tuple[LetterModel, ...] = ()
    may_go_back: bool = False
    held: str = ""
    inbox: InboxModel = NO_FINDINGS
    closed: str = ""
    all_decided: str = ""
    compare_with: int = 0
    answers: frozenset[str] = frozenset()
    notice: str = ""
    loading: bool = False


@dataclass(frozen=True)
class ItemChosen:
    """The person goes to an item."""

    code: str


@dataclass(frozen=True)
class TabChosen:
    """The person looks at a tab of the context."""

    code: str


@dataclass(frozen=True)
class LinkFollowed:
    """The person follows a link of the advice, or opens a finding in it."""

    target: str


@dataclass(frozen=True)
class Decided:
    """The person decides, with the reason where one was typed; ``letter`` is empty for every letter of the item."""

    item: str
    decision: State
    reason: str = ""
    letter: str = ""


@dataclass(frozen=True)
class ReviewAsked:
    """Another thing asked: ``note``, ``compare``, ``remark`` (with text), ``void``, ``sign``, ``maps``, ``filter``,
    ``back``."""

    what: str
    item: str
    text: str = ""
