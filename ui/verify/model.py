"""What Controleren shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass

from ui.pageview.model import DocumentModel, Mark
from ui.widgets.states import State

# The five questions; words are ``question_<code>`` in ui.text.
QUESTIONS = ("intact", "changed", "who", "when", "level")
ORDERS = ("worst", "name", "date")
# What a file can be, worst first, as the filter offers it.
VERDICTS = (
    State.INVALID,
    State.UNREADABLE,
    State.UNDECIDED,
    State.UNSIGNED,
    State.VALID_WITH_REMARKS,
    State.VALID,
)


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
    """The verdict of a file in three layers.

    Attributes:
        tabs: names of its signatures, worst first, where there is more than one.
        issuers: whether choosing whom to trust could decide it.
        online: whether asking services could decide it.
    """

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
    issuers: bool = False
    online: bool = False


@dataclass(frozen=True)
class VerifyModel:
    """The whole page.

    Attributes:
        files: those that pass the filter and the search, in order.
        listed: how many there are without them.
        counts: how many there are of each of :data:`VERDICTS`.
        only: the verdict that is shown alone, or None for all.
        network: what is asked before anyone else is, or empty.
    """

    subtitle: str = ""
    files: tuple[VerifiedFile, ...] = ()
    chosen: str = ""
    order: str = "worst"
    verdict: VerdictModel | None = None
    done: int = 0
    total: int = 0
    network: str = ""
    notice: str = ""
    listed: int | None = None
    counts: tuple[int, ...] = ()
    only: State | None = None

    @property
    def all_listed(self) -> int:
        """How many files there are, filtered out or not."""
        return len(self.files) if self.listed is None else self.listed


@dataclass(frozen=True)
class VerifiedChosen:
    """The person looks at a file."""

    code: str


@dataclass(frozen=True)
class OrderChosen:
    """The person wants another order."""

    order: str


@dataclass(frozen=True)
class FilterChosen:
    """The person wants files with one verdict only, or all (None)."""

    only: State | None


@dataclass(frozen=True)
class VerifyAsked:
    """Another thing asked.

    Attributes:
        what: ``copy``, ``save``, ``save_all``, ``print``, ``compare``, ``next``, ``previous``, ``remove``, ``stop``,
            ``online``, ``network``, ``no_network``, ``issuers``, ``lists``, or ``tab`` (its number as the code).
        code: the file it is about.
    """

    what: str
    code: str = ""
