"""L08: references and dates agree wherever they are repeated, and no reference is used for two papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.letter import Letter
from app.memo import Leftover, LeftoverKind, Memo
from app.reading.dates import find_dates
from app.reading.text import bare, tidy

_RULE = Pointer("L08")
_QUESTION = re.compile(r"\b20\d{2}[ZD]\d{4,6}\b")
_NUMBER = 6  # digits from which a number names a paper and counts nothing
_NEAR = 2  # characters of difference within which one question number is a slip of the other


def check(case: Case) -> Judgement:
    """Compare running headers, the attachments field and the letters' references with the memo's reference."""
    if case.memo_file is None and not case.letters:
        return WAITS
    if case.memo_file is not None and not case.memos and not case.letters:
        return WAITS
    return judged([*_in_memo(case), *_of_letters(case)])


def _in_memo(case: Case) -> Iterator[Finding]:
    file = case.memo_file
    if file is None:
        return
    for memo in case.memos:
        if not memo.running_header_consistent:
            yield from _repeated(file, memo)
        if memo.attachments and memo.reference and _is_reference(memo.attachments, memo.reference):
            place = next(
                (one.place for one in memo.header if bare(one.label).startswith(("bijlage", "aantalbijlage"))), None
            )
            label = next(
                (one.label for one in memo.header if bare(one.label).startswith(("bijlage", "aantalbijlage"))), ""
            )
            quote = tidy(f"{label} {memo.attachments}")
            yield _RULE.at(file, "reference_is_attachment", Severity.WARNS, quote, near=place,
                           detail=memo.attachments, reference=memo.reference)  # fmt: skip


def _is_reference(attachments: str, reference: str) -> bool:
    """Whether the attachments field holds the memo's reference, whole or the number at its end."""
    value, own = bare(attachments), bare(reference)
    return value == own or (value.isdigit() and len(value) >= _NUMBER and own.endswith(value))


def _repeated(file: CheckedFile, memo: Memo) -> Iterator[Finding]:
    for one in memo.leftovers:
        if one.kind is not LeftoverKind.RUNNING_HEADER:
            continue
        differing = _differs(one, memo)
        if differing:
            page = one.place.page if one.place else 1
            yield _RULE.at(file, "reference_differs", Severity.WARNS, differing, near=one.place, first=page,
                           detail=f"{differing} / {memo.reference if bare(differing) != _day(memo) else memo.date}",
                           reference=memo.reference or "", found=differing)  # fmt: skip
            return
    quote = memo.reference_printed or memo.reference or ""
    yield _RULE.at(
        file, "reference_differs", Severity.WARNS, tidy(quote), detail=quote, reference=memo.reference or "", found=""
    )


def _day(memo: Memo) -> str:
    return bare(memo.date_printed or "")


def _differs(one: Leftover, memo: Memo) -> str:
    """The value of a repeated field that is not that of the first page."""
    label, _, value = one.text.partition("\n")
    value = tidy(value.replace("\n", ""))
    key = bare(label)
    if key.startswith("datum"):
        days = [found.day for found in find_dates(value)]
        return value if days and memo.date is not None and days[0] != memo.date else ""
    if (
        any(word in key for word in ("referentie", "kenmerk", "nummer"))
        and memo.reference
        and bare(value) != bare(memo.reference)
    ):
        return value
    return ""


def _of_letters(case: Case) -> Iterator[Finding]:
    memos = {bare(memo.reference): memo.reference for memo in case.memos if memo.reference}
    seen: dict[str, str] = {}
    for file, letter in case.letters:
        own = letter.own_reference
        if own:
            key = bare(own)
            other = (
                case.memo_file.name if case.memo_file and key in memos else seen.get(key) or case.elsewhere.get(own, "")
            )
            if other:
                yield _RULE.at(
                    file, "reference_reused", Severity.WARNS, own, detail=f"{own}: {other}", reference=own, other=other
                )
            seen.setdefault(key, file.name)
        yield from _question(case, file, letter)


def _question(case: Case, file: CheckedFile, letter: Letter) -> Iterator[Finding]:
    """A letter that answers a question whose number is a slip of the one the memo names."""
    asked = set(_QUESTION.findall(case.memo_text)) | {
        number for memo in case.memos for number in _QUESTION.findall(memo.title or "")
    }
    answered = {number for text in letter.their_references for number in _QUESTION.findall(text)}
    if not asked or not answered or asked & answered:
        return
    for number in sorted(answered):
        close = [
            one
            for one in asked
            if len(one) == len(number) and sum(a != b for a, b in zip(one, number, strict=True)) <= _NEAR
        ]
        if close:
            yield _RULE.at(file, "reference_differs", Severity.WARNS, number, detail=f"{number} / {close[0]}",
                           reference=close[0], found=number)  # fmt: skip
