"""What Ministerraad shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass

from app.ports import Secret
from ui.sign.model import Step
from ui.widgets.setcard import SetModel, StateLine
from ui.widgets.states import State

# The outcomes in their order; words are ``outcome_<code>`` in ui.text. The last three share a consequence.
OUTCOMES = ("agreed", "changed", "deferred", "rejected", "withdrawn", "noted")


@dataclass(frozen=True)
class MeetingModel:
    """A meeting: numeral, month, kind, counts by state."""

    code: str
    day: str
    month: str
    kind: str
    lines: tuple[StateLine, ...]


@dataclass(frozen=True)
class PointModel:
    """A point on the agenda: title, how many letters, outcome, badges."""

    code: str
    point: str
    title: str
    letters: int
    outcome: str
    badges: tuple[State, ...]
    read: str


@dataclass(frozen=True)
class OutcomeDraft:
    """What was chosen and typed so far; ``missing`` is the code of the field that must still be filled."""

    outcome: str = ""
    who: str = ""
    when: str = ""
    evidence: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Fact:
    """A fact of a recorded outcome: label and words."""

    label: str
    text: str


@dataclass(frozen=True)
class TimeCell:
    """One of the four times: what, when, according to what."""

    what: str
    when: str
    source: str


@dataclass(frozen=True)
class LetterTimes:
    """The four times of a letter; ``letter`` is empty where they are those of every letter."""

    letter: str
    cells: tuple[TimeCell, ...]


@dataclass(frozen=True)
class OpenPoint:
    """The open point: still to be answered (``draft``), or with its recorded outcome and four times.

    Attributes:
        facts: of the recorded outcome; while it is being corrected (``draft`` too) it stays in sight.
        example: of how the moment of an outcome can be typed.
        refusal: why no outcome can be recorded now; empty when it can.
        unproven: of each held letter whose time is not confirmed yet, that and why.
        may_again: a held set can be signed again with another key.
        may_void: a blocked point whose signatures can be voided, and whose outcome can be corrected.
    """

    code: str
    card: SetModel
    draft: OutcomeDraft | None = None
    facts: tuple[Fact, ...] = ()
    times: tuple[LetterTimes, ...] = ()
    example: str = ""
    refusal: str = ""
    may_void: bool = False
    unproven: tuple[str, ...] = ()
    may_again: bool = False


@dataclass(frozen=True)
class FolderEntry:
    """A part of the ready-to-send folder: icon, name, what it is, figures of its SHA-256."""

    icon: str
    name: str
    text: str
    figures: str = ""


@dataclass(frozen=True)
class FolderModel:
    """The ready-to-send folder."""

    name: str
    text: str
    entries: tuple[FolderEntry, ...]
    sent: bool = False


@dataclass(frozen=True)
class PanelModel:
    """The right panel before release: steps, a warning, what its two buttons say and ask (:class:`CouncilAsked`)."""

    steps: tuple[Step, ...]
    warning: str = ""
    main: str = ""
    key: str = "record"
    second: str = ""
    second_key: str = "record"
    passphrase: bool = False
    busy: bool = False


@dataclass(frozen=True)
class CouncilModel:
    """The whole page. ``notice`` says what was refused; it stands at the buttons and moves nothing of the form."""

    subtitle: str = ""
    meetings: tuple[MeetingModel, ...] = ()
    meeting: str = ""
    points: tuple[PointModel, ...] = ()
    opened: OpenPoint | None = None
    panel: PanelModel | None = None
    folder: FolderModel | None = None
    notice: str = ""
    notice_state: State = State.ATTENTION


@dataclass(frozen=True)
class MeetingChosen:
    """The person looks at a meeting."""

    code: str


@dataclass(frozen=True)
class PointOpened:
    """The person opens a point."""

    code: str


@dataclass(frozen=True)
class DraftChanged:
    """The person chose or typed something of the outcome."""

    point: str
    draft: OutcomeDraft


@dataclass(frozen=True)
class CouncilAsked:
    """Another thing asked.

    Attributes:
        what: ``release`` (record and release), ``record``, ``void``, ``correct``, ``keep`` (the outcome as it is),
            ``folder``, ``sent``, ``copy``, ``sign`` (go to Ondertekenen), ``strengthen``, ``again`` (sign again).
        point: the open point.
        passphrase: the release passphrase, where one is set.
    """

    what: str
    point: str
    passphrase: Secret | None = None
