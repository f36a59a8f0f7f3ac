"""What a careful secretary would find: one rule a file, all registered here, pure functions over values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.checks import (
    attachment_count,
    chambers,
    complete_header,
    condition_recorded,
    cover,
    date_order,
    final,
    opening,
    possible_dates,
    publishable,
    references,
    same_bytes,
    signatory,
)
from app.checks.case import Case, CheckedFile
from app.checks.finding import Finding, Judgement, Outcome, Severity

__all__ = ["RULES", "Case", "CheckResult", "CheckedFile", "Finding", "Judgement", "Outcome", "Severity", "run_checks"]

# The one register: a rule is its name and a pure function.
RULES: tuple[tuple[str, Callable[[Case], Judgement]], ...] = (
    ("open", opening.check),
    ("L01", same_bytes.check),
    ("L02", condition_recorded.check),
    ("L03", attachment_count.check),
    ("L04", chambers.check),
    ("L05", signatory.check),
    ("L06", date_order.check),
    ("L07", possible_dates.check),
    ("L08", references.check),
    ("L09", final.check),
    ("L10", cover.check),
    ("L11", publishable.check),
    ("L12", complete_header.check),
)


@dataclass(frozen=True)
class CheckResult:
    """What all rules say of a dossier.

    Attributes:
        outcomes: per rule; None for a rule that was not judged. Rule ``open`` is about files and has no outcome.
        findings: in the order of the rules.
    """

    outcomes: dict[str, Outcome | None]
    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that block."""
        return tuple(one for one in self.findings if one.blocks)


def run_checks(case: Case) -> CheckResult:
    """Run every rule over a case.

    Args:
        case: the dossier with everything the rules may know.
    """
    judgements = [(name, rule(case)) for name, rule in RULES]
    return CheckResult(
        {name: judgement.outcome for name, judgement in judgements if name != "open"},
        tuple(finding for _, judgement in judgements for finding in judgement.findings),
    )
