"""What a person typed in of a memo: read into values, which win over what was read and are marked as typed.

Names are those of ``memo --json``; ``section:kern`` (and the other usual names) is the text of a section. Values are
text: days as ISO 8601 or as memos write them, addressees one a line, ``MR:2024-02-09`` for a condition, and
``sign, send`` for what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.errors import WrongUse
from app.memo import ActionKind, Condition, CouncilKind, Memo, Publish, RequestedAction, Section, SectionKind
from app.reading.actions import requested_actions
from app.reading.condition import read_condition
from app.reading.dates import read_date

_SECTION = "section:"


def _text(value: str) -> str | None:
    return value or None


def _lines(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in re.split(r"[\n;]", value) if line.strip())


def _day(value: str) -> date | None:
    if not value:
        return None
    found = read_date(value)
    if found is None:
        raise ValueError(value)
    return found.day


def _condition(value: str) -> Condition | None:
    if not value:
        return None
    kind, _, day = value.partition(":")
    return Condition(CouncilKind(kind), date.fromisoformat(day) if day else None, value)


def _actions(value: str) -> tuple[RequestedAction, ...]:
    return tuple(RequestedAction(ActionKind(one), "") for one in re.split(r"[\s,]+", value) if one)


# Name in the JSON -> attribute of the memo, and how its text is read.
_FIELDS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "type": ("type", _text),
    "title": ("title", _text),
    "to": ("to", _lines),
    "from": ("sender", _text),
    "reference": ("reference", _text),
    "date": ("date", _day),
    "author": ("author", _text),
    "cooperated": ("cooperated", str),
    "attachments_header_raw": ("attachments", str),
    "publish": ("publish", Publish),
    "deadline": ("deadline", _day),
    "classification": ("classification", _text),
    "condition": ("condition", _condition),
    "requested_actions": ("requested_actions", _actions),
}
TYPEABLE = (*_FIELDS, *(f"{_SECTION}{kind.value}" for kind in SectionKind))


def with_typed(memo: Memo, fields: Iterable[tuple[str, str]]) -> Memo:
    """Return a memo with what a person typed in.

    Args:
        memo: as it was read.
        fields: names and values.

    Raises:
        WrongUse: ``memo_field_unknown``, ``memo_value_unfit``.
    """
    values: dict[str, Any] = {}
    sections = list(memo.sections)
    marks: set[str] = set()
    for name, value in fields:
        value = value.strip()
        marks.add(name)
        if name.startswith(_SECTION) and name in TYPEABLE:
            _put_section(sections, SectionKind(name.removeprefix(_SECTION)), value)
        elif name in _FIELDS:
            attribute, read = _FIELDS[name]
            try:
                values[attribute] = read(value)
            except ValueError as error:
                raise WrongUse("memo_value_unfit", field=name, value=value) from error
        else:
            raise WrongUse("memo_field_unknown", field=name)
    advice = next((one for one in sections if one.kind is SectionKind.ADVISED_DECISION), None)
    if f"{_SECTION}geadviseerd_besluit" in marks and "requested_actions" not in values and advice is not None:
        values["requested_actions"] = requested_actions(advice.text)
    if any(name.startswith(_SECTION) for name in marks):
        values["sections"] = tuple(sections)
        if "condition" not in values and memo.condition is None:
            values["condition"] = read_condition(tuple(sections), values.get("date", memo.date))
    return replace(memo.with_typed(values), typed=memo.typed | marks)


def _put_section(sections: list[Section], kind: SectionKind, text: str) -> None:
    for number, one in enumerate(sections):
        if one.kind is kind:
            sections[number] = replace(one, text=text)
            return
    sections.append(Section(None, kind, 1, text))
