"""L02: a memo that names a council's decision needs that condition recorded before anything is signed (guard G3)."""

from __future__ import annotations

from app.checks.case import Case, Pointer
from app.checks.finding import PASSES, WAITS, Judgement, Severity, judged

_RULE = Pointer("L02")


def check(case: Case) -> Judgement:
    """Fire when a memo depends on MR, RMR or onderraad and no condition is recorded."""
    file = case.memo_file
    if file is None or not case.memos:
        return WAITS
    if case.meeting is not None:
        return PASSES
    conditions = [memo.condition for memo in case.memos if memo.condition]
    return judged(
        _RULE.at(
            file,
            "condition_not_recorded",
            Severity.BLOCKS,
            one.phrase,
            detail=one.phrase,
            council=one.kind.value,
            date=one.meeting_date.isoformat() if one.meeting_date else "",
        )
        for one in conditions
    )
