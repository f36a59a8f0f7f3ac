"""What Controleren shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass

from ui.pageview.model import DocumentModel, Mark
from ui.widgets.states import State

# The five questions; words are ``question_<code>`` in ui.text.
QUESTIONS = ("intact", "changed", "who", "when", "level")
ORDERS = ("worst", "name", "date")


@dataclass(frozen=True)
class VerifiedFile:
    """A file in the list: verdict, name, the short reason."""

    code: str
    verdict: State
    name: str
    reason: str


@dataclass(frozen=True)
class AnswerModel:
    """One of the five answers: its state, the answer in 600, and one sentence."""

    question: str
    state: State
    answer: str
    sentence: str


@dataclass(frozen=True)
class DifferenceModel:
    """The signed revision beside the current one, where a page differs."""

    place: int
    count: int
    page: int
    signed: DocumentModel
    current: DocumentModel
    signed_marks: tuple[Mark, ...]
    current_marks: tuple[Mark, ...]


@dataclass(frozen=True)
class VerdictModel:
    """The verdict of a file in three layers. ``tabs`` names its signatures where there is more than one."""

    code: str
    verdict: State
    sentence: str
    action: str
    answers: tuple[AnswerModel, ...]
    technical: str
    technical_line: str
    difference: DifferenceModel | None = None
    same: str = ""
    tabs: tuple[str, ...] = ()
    tab: int = 0


@dataclass(frozen=True)
class VerifyModel:
    """The whole page."""

    subtitle: str = ""
    files: tuple[VerifiedFile, ...] = ()
    chosen: str = ""
    order: str = "worst"
    verdict: VerdictModel | None = None
    done: int = 0
    total: int = 0
    network: str = ""
    notice: str = ""


@dataclass(frozen=True)
class VerifiedChosen:
    """The person looks at a file."""

    code: str


@dataclass(frozen=True)
class OrderChosen:
    """The person wants another order."""

    order: str


@dataclass(frozen=True)
class VerifyAsked:
    """Another thing asked.

    Attributes:
        what: ``copy``, ``save``, ``compare``, ``next``, ``previous``, ``remove``, ``stop``, ``network``,
            ``no_network``, or ``tab`` (its number as the code).
        code: the file it is about.
    """

    what: str
    code: str = ""
