"""Findings as they are shown and answered, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ui.widgets.states import State


class Answer(Enum):
    """What a person can do about a finding.

    ``COPY`` takes its words along for the author; ``SEEN`` leaves it as it is; ``ANYWAY`` overrules it, with a reason;
    ``CONDITION`` records the condition it asks for; ``FIELDS`` types in what could not be read.
    """

    COPY = "copy"
    SEEN = "seen"
    ANYWAY = "anyway"
    CONDITION = "condition"
    FIELDS = "fields"


@dataclass(frozen=True)
class FindingModel:
    """A finding.

    Attributes:
        code: names it: rule, code and file.
        level: how much it weighs.
        where: file and page in words.
        title: what it is, in a few words.
        quote: in three parts: before, the exact words, after.
        reason: why it is one, and what to do.
        file: short name of the file it is in.
        answers: what can be done about it now.
        overruled: who overruled it, when and why, in a sentence; empty while nobody did.
        seen: a person left it as it is.
        condition: meeting the condition would name, for that answer.
    """

    code: str
    level: State
    where: str
    title: str
    quote: tuple[str, str, str] = ("", "", "")
    reason: str = ""
    file: str = ""
    answers: tuple[Answer, ...] = ()
    overruled: str = ""
    seen: bool = False
    condition: str = ""

    @property
    def left(self) -> bool:
        """Whether it still asks for an answer."""
        return not self.seen and not self.overruled


@dataclass(frozen=True)
class InboxModel:
    """The findings of an item.

    Attributes:
        findings: in the order they are read.
        chosen: code of the open one, or empty.
        rules: how many rules were gone through; 0 while the checks have not run.
        checking: the checks are running; what is shown is from before.
        trouble: why they could not run, in a sentence.
        asking: whether they are there to be answered, or only to be read.
    """

    findings: tuple[FindingModel, ...] = ()
    chosen: str = ""
    rules: int = 0
    checking: bool = False
    trouble: str = ""
    asking: bool = True

    @property
    def left(self) -> int:
        """How many still ask for an answer."""
        return sum(finding.left for finding in self.findings)


NO_FINDINGS = InboxModel()


@dataclass(frozen=True)
class FindingChosen:
    """The person opens a finding; ``go`` when the place of its words is wanted too, with the focus."""

    code: str
    go: bool = False


@dataclass(frozen=True)
class FindingAnswered:
    """The person answers a finding; ``text`` is the reason where one was typed."""

    code: str
    answer: Answer
    text: str = ""
