"""Header, body and notes of one memo become a :class:`app.memo.Memo`; the same for every kind of file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from app.memo import Leftover, LeftoverKind, Memo, Place, SectionKind
from app.reading.actions import requested_actions
from app.reading.condition import read_condition, without_conditions
from app.reading.dates import read_date
from app.reading.furniture import note_parts
from app.reading.header import HeaderPieces, header_fields
from app.reading.outline import Outline, outline
from app.reading.rows import Row, around
from app.reading.text import joined


@dataclass
class MemoPieces:
    """What a source found of one memo.

    Attributes:
        header: labels, values and unlabelled blocks.
        body: rows from the first heading on, notes and furniture taken out.
        notes: the rows of each note.
        edges: heights of horizontal lines by page.
        pages: page numbers from 1; empty for files without pages.
        repeats: repeated headers: whether each equals the first.
    """

    header: HeaderPieces = field(default_factory=HeaderPieces)
    body: list[Row] = field(default_factory=list)
    notes: list[list[Row]] = field(default_factory=list)
    edges: dict[int, list[float]] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    repeats: list[bool] = field(default_factory=list)


def assemble(pieces: MemoPieces) -> Memo:
    """Return the memo that the pieces make."""
    fields = header_fields(pieces.header)
    body = outline(pieces.body, pieces.edges)
    leftovers = [*fields.leftovers, *body.leftovers]
    footnotes: list[str] = []
    for note in pieces.notes:
        mark, text = note_parts(joined(row.text for row in note))
        footnotes.append(text)
        place = around(part for row in note for part in row.parts)
        leftovers.append(Leftover(LeftoverKind.NOTE_MARK, mark, place))
    for row in (*pieces.body, *(row for note in pieces.notes for row in note)):
        leftovers.extend(Leftover(LeftoverKind.NOTE_MARK, mark, row.place) for mark in row.marks)
    values = fields.values
    day: date | None = values.get("date")
    if "deadline" not in values:
        _deadline(values, day)
    return Memo(
        **values,
        pages=pieces.pages,
        sections=tuple(body.sections),
        footnotes=tuple(footnotes),
        attachments_table=tuple(body.attachments),
        other_tables=tuple(body.tables),
        requested_actions=requested_actions(without_conditions(_advice(body))),
        condition=read_condition(body.sections, day),
        running_header_present=bool(pieces.repeats),
        running_header_consistent=all(pieces.repeats),
        leftovers=tuple(one for one in leftovers if one.text),
        header=tuple(fields.header),
    )


def _advice(body: Outline) -> str:
    return "\n".join(one.text for one in body.sections if one.kind is SectionKind.ADVISED_DECISION)


def _deadline(values: dict[str, object], day: date | None) -> None:
    """A deadline whose date has no year could only be read once the memo's date was known."""
    others = values.get("other_fields")
    if not isinstance(others, dict):
        return
    for label, text in others.items():
        if any(word in label.lower() for word in ("termijn", "deadline", "uiterlijk", "voor")):
            found = read_date(text, near=day)
            if found is not None:
                values["deadline"] = found.day
                return


def relocated(memo: Memo, change: Callable[[Place | None], Place | None]) -> Memo:
    """Return a memo with every place changed (turned back, or taken away where places mean nothing)."""
    return replace(
        memo,
        sections=tuple(replace(one, place=change(one.place)) for one in memo.sections),
        header=tuple(replace(one, place=change(one.place)) for one in memo.header),
        leftovers=tuple(replace(one, place=change(one.place)) for one in memo.leftovers),
    )
