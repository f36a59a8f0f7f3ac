"""What a check gives: findings with quote and place, and an outcome for its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

Rect = tuple[float, float, float, float]


class Severity(Enum):
    """How much a finding weighs."""

    BLOCKS = "B"
    WARNS = "W"
    INFORMS = "I"


class Outcome(Enum):
    """What became of a rule; None stands for not judged."""

    FIRES = "fires"
    PASSES = "passes"
    INFORMS = "info"
    WAITS = "waits"


@dataclass(frozen=True)
class Finding:
    """One thing a careful secretary would point at.

    Attributes:
        rule: ``open`` or ``L01`` to ``L12``.
        code: what was found; the key of its sentence.
        severity: how much it weighs.
        file: name of the file it is in.
        quote: the words it is about, as they stand in the file; empty only for what is no text (a script, a frame).
        detail: what was held against what, and further places; in words of the documents, not a sentence.
        page: from 1; None where the file has no pages or the finding belongs to the whole of it.
        boxes: where the quote stands, one rectangle a line, in the page's own user space (points, lower left origin).
        parameters: what its sentence names.
        also: further places of the same finding in the same file.
    """

    rule: str
    code: str
    severity: Severity
    file: str
    quote: str = ""
    detail: str = ""
    page: int | None = None
    boxes: tuple[Rect, ...] = ()
    parameters: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    also: tuple[tuple[int, tuple[Rect, ...]], ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether it blocks locking, and signing or release where it turns up later."""
        return self.severity is Severity.BLOCKS

    @property
    def name(self) -> str:
        """``RULE/CODE``, as ``overrule`` takes it."""
        return f"{self.rule}/{self.code}"

    @property
    def rect(self) -> Rect | None:
        """The rectangle around all boxes, or None."""
        if not self.boxes:
            return None
        lefts, bottoms, rights, tops = zip(*self.boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


@dataclass(frozen=True)
class Judgement:
    """What one rule says of a dossier."""

    outcome: Outcome | None
    findings: tuple[Finding, ...] = ()


WAITS = Judgement(Outcome.WAITS)
PASSES = Judgement(Outcome.PASSES)
NOT_JUDGED = Judgement(None)


def judged(findings: Iterable[Finding], *, otherwise: Judgement = PASSES) -> Judgement:
    """Return the judgement that follows from findings: fires, informs, or what holds without any."""
    merged = merge(findings)
    if not merged:
        return otherwise
    loud = any(one.severity is not Severity.INFORMS for one in merged)
    return Judgement(Outcome.FIRES if loud else Outcome.INFORMS, merged)


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return one finding per rule, code and file; the first keeps its place, further ones join it."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for one in findings:
        key = (one.rule, one.code, one.file)
        first = kept.get(key)
        if first is None:
            kept[key] = one
            continue
        details = first.detail.split("; ") if first.detail else []
        further = one.detail or one.quote
        if one.page is not None and one.page != first.page and further:
            further = f"p. {one.page}: {further}"
        if further and further not in details:
            details.append(further)
        also = first.also if one.page is None else (*first.also, (one.page, one.boxes))
        heavier = first.severity if first.blocks or not one.blocks else one.severity
        kept[key] = replace(first, detail="; ".join(details), also=also, severity=heavier)
    return tuple(kept.values())
