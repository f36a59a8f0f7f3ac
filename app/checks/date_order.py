"""L06: memo, meeting and letter are dated in the order in which they happen, and there is time between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import PASSES, WAITS, Finding, Judgement, Severity, judged
from app.memo import Memo, Place
from app.reading.dates import find_dates
from app.reading.text import bare

_RULE = Pointer("L06")
_FRIDAY, _SATURDAY = 4, 5


def check(case: Case) -> Judgement:
    """Fire when an order cannot be; inform of a meeting tomorrow or not on a Friday; wait without dates to compare."""
    meeting = _meeting(case)
    findings = [*_memo(case, meeting), *_letters(case, meeting)]
    dated = any(letter.letter_date for _, letter in case.letters)
    if meeting is None and not dated:
        return WAITS
    return judged(findings, otherwise=PASSES)


def _meeting(case: Case) -> date | None:
    if case.meeting is not None:
        return case.meeting.day
    return next(
        (one.condition.meeting_date for one in case.memos if one.condition and one.condition.meeting_date), None
    )


def _memo(case: Case, meeting: date | None) -> Iterator[Finding]:
    file = case.memo_file
    if file is None or meeting is None:
        return
    for memo in case.memos:
        if memo.date is None or (memo.condition is None and case.meeting is None):
            continue
        quote, near = _date_of(memo)
        memo_day, meeting_day = memo.date.isoformat(), meeting.isoformat()
        detail = f"{memo_day}, {meeting_day}"
        if memo.date > meeting:
            yield _RULE.at(
                file,
                "memo_after_meeting",
                Severity.WARNS,
                quote,
                detail=detail,
                near=near,
                memo=memo_day,
                meeting=meeting_day,
            )
            continue
        if not _working_day_between(memo.date, meeting):
            yield _RULE.at(
                file, "urgent", Severity.INFORMS, quote, detail=detail, near=near, memo=memo_day, meeting=meeting_day
            )
        if meeting.weekday() != _FRIDAY:
            phrase = memo.condition.phrase if memo.condition else quote
            yield _RULE.at(
                file,
                "not_a_friday",
                Severity.INFORMS,
                phrase,
                detail=meeting.isoformat(),
                near=near,
                memo=memo_day,
                meeting=meeting_day,
            )


def _letters(case: Case, meeting: date | None) -> Iterator[Finding]:
    for file, letter in case.letters:
        day = letter.letter_date
        if day is None:
            continue
        quote = _printed(file, day)
        if meeting is not None and day < meeting:
            yield _RULE.at(file, "letter_before_meeting", Severity.BLOCKS, quote,
                           detail=f"{day.isoformat()}, {meeting.isoformat()}",
                           letter=day.isoformat(), meeting=meeting.isoformat())  # fmt: skip
        if day < case.at:
            yield _RULE.at(file, "letter_in_the_past", Severity.WARNS, quote,
                           detail=f"{day.isoformat()}, {case.at.isoformat()}",
                           letter=day.isoformat(), at=case.at.isoformat())  # fmt: skip


def _printed(file: CheckedFile, day: date) -> str:
    """The letter's date as it is printed on its first page."""
    text = " ".join(word.text for word in file.pages[0]) if file.pages else ""
    return next((one.printed for one in find_dates(text) if one.day == day), day.isoformat())


def _date_of(memo: Memo) -> tuple[str, Place | None]:
    for entry in memo.header:
        if bare(entry.label).startswith("datum"):
            return memo.date_printed or entry.value, entry.place
    return memo.date_printed or "", None


def _working_day_between(first: date, last: date) -> bool:
    day = first + timedelta(days=1)
    while day < last:
        if day.weekday() < _SATURDAY:
            return True
        day += timedelta(days=1)
    return False
