"""Dutch dates as memos write them: ``8 februari 2024``, ``16-12-2022``, ``9/2``, ``24 en 31 mei``, ``22 maart jl.``.

A date without a year is taken nearest to the date of the memo; *jl.* means before it and *a.s.* after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mrt": 3,
    "maa": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_MONTH = {**{name: number for number, name in enumerate(MONTHS, 1)}, **_SHORT}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))

_WRITTEN = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:e|ste|de)?(?:(?P<more>(?:\s*,\s*\d{{1,2}})*\s+(?:en|of)\s+)(?P<last>\d{{1,2}}))?"
    rf"\s+(?P<month>{_NAMES})\b\.?(?:\s*,?\s*(?P<year>(?:19|20)\d{{2}}|'\d{{2}})\b)?(?:\s*(?P<side>jl|jongstleden|a\.s|aanstaande)\b\.?)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\d/\-.])(?P<day>\d{1,2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)['\u2019]?(?P<year>\d{4}|\d{2})(?![\d])"
)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_SHORTEST = re.compile(r"(?<![\d/\-.,])(?P<day>\d{1,2})(?P<sep>[/-])(?P<month>\d{1,2})(?![\d/\-]|[.,]\d)")


@dataclass(frozen=True)
class FoundDate:
    """A date in a text.

    Attributes:
        day: the date; the year is resolved against the memo's date when it is not printed.
        printed: the characters as they stand.
        start: where they begin in the text.
        end: where they end.
        with_year: whether the year is printed.
    """

    day: date
    printed: str
    start: int
    end: int
    with_year: bool


def find_dates(text: str, *, near: date | None = None, shortest: bool = False) -> tuple[FoundDate, ...]:
    """Return the dates in a text, in order.

    Args:
        text: what is searched.
        near: the date of the memo, to resolve a missing year; without it, dates without a year are left out.
        shortest: also take ``9/2`` and ``9-2``, which elsewhere are fractions or ranges.
    """
    found = [*_written(text, near), *_numbers(text, near, shortest)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[FoundDate] = []
    for one in found:
        if not any(_crosses(one, other) for other in kept):
            kept.append(one)
    return tuple(kept)


def _crosses(one: FoundDate, other: FoundDate) -> bool:
    """Whether two finds share characters without being days of one phrase (``24 en 31 januari``)."""
    same = (one.start, one.end) == (other.start, other.end) and one.day != other.day
    return one.start < other.end and other.start < one.end and not same


def read_date(text: str, *, near: date | None = None) -> FoundDate | None:
    """Return the date that a date field holds, repairing letters set apart (``1 1 oktober 2024``); else None."""
    for attempt in (text, _closed_up(text)):
        found = find_dates(attempt, near=near)
        if found and attempt == text and re.fullmatch(r"\D*\d ", text[: found[0].start]):
            continue  # a digit set apart before the day: the repaired reading is the right one
        if found:
            return found[0] if attempt == text else FoundDate(found[0].day, text.strip(), 0, len(text), True)
    return None


def _closed_up(text: str) -> str:
    """``1 1 okto ber 2 024`` -> ``11 oktober 2024``: only ever tried on a field that holds a date."""
    squeezed = "".join(text.split())
    return re.sub(rf"(\d{{1,2}})({_NAMES})\.?((?:19|20)\d{{2}})", r"\1 \2 \3", squeezed, flags=re.IGNORECASE)


def _written(text: str, near: date | None) -> Iterator[FoundDate]:
    for match in _WRITTEN.finditer(text):
        month = _MONTH[match["month"].lower()]
        printed_year = match["year"]
        year = None if printed_year is None else int(printed_year.replace("'", "20"))
        side = (match["side"] or "").lower()
        days = [match["day"]]
        if match["last"]:
            days += [*re.findall(r"\d{1,2}", match["more"]), match["last"]]
        for day in days:
            resolved = _resolved(int(day), month, year, near, side)
            if resolved is not None:
                yield FoundDate(resolved, match[0], match.start(), match.end(), year is not None)


def _numbers(text: str, near: date | None, shortest: bool) -> Iterator[FoundDate]:
    patterns = (_NUMERIC, _ISO, _SHORTEST) if shortest else (_NUMERIC, _ISO)
    for pattern in patterns:
        for match in pattern.finditer(text):
            year: int | None = None
            if pattern is not _SHORTEST:
                year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
            resolved = _resolved(int(match["day"]), int(match["month"]), year, near, "")
            if resolved is not None:
                yield FoundDate(resolved, match[0], match.start(), match.end(), year is not None)


def _resolved(day: int, month: int, year: int | None, near: date | None, side: str) -> date | None:
    if year is not None:
        return _date(year, month, day)
    if near is None:
        return None
    options = [one for step in (-1, 0, 1) if (one := _date(near.year + step, month, day)) is not None]
    if side.startswith("j"):
        options = [one for one in options if one <= near] or options
    elif side.startswith("a"):
        options = [one for one in options if one >= near] or options
    return min(options, key=lambda one: abs((one - near).days)) if options else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
