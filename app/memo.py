"""The memo (*nota*) as the program knows it: header, sections, what is asked, on what condition.

Names follow the vocabulary of the work; the keys of :func:`memo_json` are the contract of ``memo --json``.
Nothing here reads files: :mod:`app.reading` makes these values.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

Rect = tuple[float, float, float, float]


class TextLayer(Enum):
    """Whether the pages hold text, or pictures of text."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Publish(Enum):
    """Whether the memo is to be published; not stated is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SectionKind(Enum):
    """The usual sections of a memo, whatever a ministry calls them."""

    OCCASION = "aanleiding"
    ADVISED_DECISION = "geadviseerd_besluit"
    CORE = "kern"
    EXPLANATION = "toelichting"
    POLITICS = "politieke_context"
    STAKEHOLDERS = "krachtenveld"
    FINANCES = "financiele_overwegingen"
    LAW = "juridische_overwegingen"
    EXECUTION = "uitvoering"
    COMMUNICATION = "communicatie"
    NOT_PUBLIC = "niet_openbaar"
    REASON = "motivering"
    ATTACHMENTS = "bijlagen"
    HISTORY = "voorgeschiedenis"
    LABOUR_MARKET = "arbeidsmarkt"
    STRATEGY = "strategie"
    SUPPORT = "draagvlak"
    CONSULTATION = "afstemming"
    READING_GUIDE = "leeswijzer"


class ActionKind(Enum):
    """What the advice asks of the office-holder."""

    SIGN = "sign"
    SEND = "send"
    AGREE = "agree"
    NOTE = "note"
    DISCUSS = "discuss"
    CHOOSE = "choose"


class CouncilKind(Enum):
    """The council whose decision is waited for."""

    COUNCIL = "MR"
    KINGDOM_COUNCIL = "RMR"
    SUB_COUNCIL = "onderraad"


class LeftoverKind(Enum):
    """Why a piece of text is outside header, sections, tables and notes."""

    RUNNING_HEADER = "running_header"
    PAGE_NUMBER = "page_number"
    NOTE_MARK = "note_mark"
    INITIALS = "initials"
    LETTERHEAD = "letterhead"
    MASTHEAD = "masthead"
    HIDDEN = "hidden"
    OTHER = "other"


@dataclass(frozen=True)
class Place:
    """Where text stands: page from 1, and a rectangle in the page's own user space (points, lower left origin)."""

    page: int
    rect: Rect


@dataclass(frozen=True)
class HeaderEntry:
    """A labelled field of the header as printed.

    Attributes:
        label: the label as printed; empty for a value that stands without one (type, title, addressee).
        value: the value as printed, lines kept apart; empty when nothing follows the label.
        place: where it stands; None for files without pages.
        redacted: whether the value was made unreadable (a box, a marker, an exception number), which is not the same
        as empty.
    """

    label: str
    value: str
    place: Place | None = None
    redacted: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with the text below it.

    Attributes:
        heading: as printed; None for a memo without headings.
        kind: which of the usual sections it is; None when it is none of these.
        level: 1, or 2 for a sub-heading.
        text: one paragraph, list item or table row per line; bullets as ``- ``; cells joined with `` | ``.
        place: where heading and text stand on their first page.
    """

    heading: str | None
    kind: SectionKind | None
    level: int
    text: str
    place: Place | None = None


@dataclass(frozen=True)
class AttachmentRow:
    """A row of the table of attachments, as printed."""

    number: str
    name: str
    info: str


@dataclass(frozen=True)
class RequestedAction:
    """One thing the advice asks, with the words that ask it."""

    kind: ActionKind
    quote: str


@dataclass(frozen=True)
class Condition:
    """What has to be decided elsewhere before a signed letter may go out.

    Attributes:
        kind: which council.
        meeting_date: the day of the meeting, in Europe/Amsterdam; None when the memo does not say.
        phrase: the words of the memo.
    """

    kind: CouncilKind
    meeting_date: datetime.date | None
    phrase: str


@dataclass(frozen=True)
class Leftover:
    """Text that found no other home: nothing that stood in the file is dropped."""

    kind: LeftoverKind
    text: str
    place: Place | None = None


@dataclass(frozen=True)
class Memo:
    """One memo; what is not in the file is None (or empty), never guessed.

    Attributes:
        type: the TER line as printed.
        title: lines joined with a space.
        to: the addressees as printed.
        sender: the sending unit or person (key ``from``).
        reference: without line breaks or damage; ``reference_printed`` with them.
        date: the date of the memo; ``date_printed`` as it stands.
        author: the value, ``redacted``, ``empty`` (a label without value), or None (no such label).
        cooperated: who worked on it; empty for a label without value, None without label.
        attachments: the attachments field as printed; empty and None as above.
        publish: whether it is to be published.
        deadline: the day by which a decision is asked.
        classification: marking or classification as printed.
        other_fields: further labelled fields, by their label.
        pages: the pages of the file it stands on, from 1; empty for files without pages.
        sections: in the order of the memo.
        footnotes: the texts of the notes, without their marks.
        attachments_table: the rows of the table Bijlagen.
        other_tables: the rows of all other tables, cell by cell.
        requested_actions: what the advice asks, at most one of each kind.
        condition: the council whose decision is waited for.
        running_header_present: whether the header is repeated on later pages or at the end.
        running_header_consistent: whether every repetition equals the first.
        leftovers: text without another home.
        header: all entries of the header as printed, in order of appearance.
        typed: names of the fields that a person typed in; they win over what was read.
    """

    type: str | None = None
    title: str | None = None
    to: tuple[str, ...] = ()
    sender: str | None = None
    reference: str | None = None
    reference_printed: str | None = None
    date: datetime.date | None = None
    date_printed: str | None = None
    author: str | None = None
    cooperated: str | None = None
    attachments: str | None = None
    publish: Publish = Publish.UNKNOWN
    deadline: datetime.date | None = None
    classification: str | None = None
    other_fields: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[str, ...] = ()
    attachments_table: tuple[AttachmentRow, ...] = ()
    other_tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    requested_actions: tuple[RequestedAction, ...] = ()
    condition: Condition | None = None
    running_header_present: bool = False
    running_header_consistent: bool = True
    leftovers: tuple[Leftover, ...] = ()
    header: tuple[HeaderEntry, ...] = ()
    typed: frozenset[str] = frozenset()

    def section(self, kind: SectionKind) -> Section | None:
        """Return the first section of a kind, or None."""
        return next((one for one in self.sections if one.kind is kind), None)

    def with_typed(self, values: Mapping[str, Any]) -> Memo:
        """Return the memo with values a person typed in; they win over what was read and are named in ``typed``.

        Args:
            values: by attribute name (``title``, ``date`` ...).

        Raises:
            KeyError: for a name that is no field of a memo.
        """
        unknown = set(values) - _TYPEABLE
        if unknown:
            raise KeyError(*sorted(unknown))
        return replace(self, **values, typed=self.typed | frozenset(values))


_TYPEABLE = frozenset(
    (
        "type",
        "title",
        "to",
        "sender",
        "reference",
        "date",
        "author",
        "cooperated",
        "attachments",
        "publish",
        "deadline",
        "classification",
        "sections",
        "requested_actions",
        "condition",
    )
)


@dataclass(frozen=True)
class MemoFile:
    """A file that was read as memo or memos.

    Attributes:
        file: its name.
        sha256: of its bytes, in lower-case hexadecimal.
        pages: how many pages; None for files without pages.
        text_layer: whether there was text to read. With ``NONE`` nothing is filled in, and a person types.
        memos: one or more (a bundle).
        remarks: codes of what a person should know of the reading (``tracked_changes``, ``hidden_text`` ...).
    """

    file: str
    sha256: str
    pages: int | None
    text_layer: TextLayer
    memos: tuple[Memo, ...]
    remarks: tuple[str, ...] = ()


def memo_json(read: MemoFile) -> dict[str, Any]:
    """Return the document of ``memo --json``: keys and their order are the contract of the command line."""
    return {
        "file": read.file,
        "sha256": read.sha256,
        "pages": read.pages,
        "text_layer": read.text_layer.value,
        "memos": [_one(memo) for memo in read.memos],
        "remarks": list(read.remarks),
    }


def condition_json(condition: Condition | None) -> dict[str, Any] | None:
    """Return a condition as the command line prints it, or None."""
    if condition is None:
        return None
    return {
        "kind": condition.kind.value,
        "meeting_date": _day(condition.meeting_date),
        "phrase": condition.phrase,
    }


def _one(memo: Memo) -> dict[str, Any]:
    return {
        "type": memo.type,
        "title": memo.title,
        "to": list(memo.to),
        "from": memo.sender,
        "reference": memo.reference,
        "reference_printed": memo.reference_printed,
        "date": _day(memo.date),
        "date_printed": memo.date_printed,
        "author": memo.author,
        "cooperated": memo.cooperated,
        "attachments_header_raw": memo.attachments,
        "publish": memo.publish.value,
        "deadline": _day(memo.deadline),
        "classification": memo.classification,
        "other_fields": dict(memo.other_fields),
        "pages": list(memo.pages),
        "sections": [_section(section) for section in memo.sections],
        "footnotes": list(memo.footnotes),
        "attachments_table": [
            {"number": row.number, "name": row.name, "info": row.info} for row in memo.attachments_table
        ],
        "other_tables": [[list(row) for row in table] for table in memo.other_tables],
        "requested_actions": [{"kind": one.kind.value, "quote": one.quote} for one in memo.requested_actions],
        "condition": condition_json(memo.condition),
        "running_header_present": memo.running_header_present,
        "running_header_consistent": memo.running_header_consistent,
        "leftovers": [leftover.text for leftover in memo.leftovers],
        "header": [
            {"label": one.label, "value": one.value, "redacted": one.redacted, "place": _place(one.place)}
            for one in memo.header
        ],
        "typed": sorted(memo.typed),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading_verbatim": section.heading,
        "canonical": section.kind.value if section.kind else None,
        "level": section.level,
        "text": section.text,
        "place": _place(section.place),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"page": place.page, "rect": [round(edge, 2) for edge in place.rect]} if place else None


def _day(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None
