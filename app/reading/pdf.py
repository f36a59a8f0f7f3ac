"""A memo from a PDF: words with places, columns, header, body, notes; several memos in one file."""

from __future__ import annotations

from collections.abc import Sequence

from app.memo import Leftover, LeftoverKind, Memo, Place
from app.reading.assemble import MemoPieces, assemble, relocated
from app.reading.fields import Field
from app.reading.furniture import split_footnotes
from app.reading.header import Entry, HeaderPieces, shown_value
from app.reading.header_places import main_entries, side_entries
from app.reading.labels import label_and_value, type_line, whole_label
from app.reading.outline import first_heading
from app.reading.paragraphs import setting_of
from app.reading.rows import Row
from app.reading.set_page import SetPage, unturned
from app.reading.tables import horizontal_edges
from app.reading.text import bare
from app.reading.values import is_holder


def memos_of(pages: Sequence[SetPage]) -> tuple[Memo, ...]:
    """Read the memos that stand on these pages."""
    memos = tuple(assemble(_pieces(group)) for group in _split(pages))
    angles = {page.number: page.angle for page in pages if page.angle}
    if not angles:
        return memos

    def back(place: Place | None) -> Place | None:
        return unturned(place, angles.get(place.page, 0)) if place else None

    return tuple(relocated(memo, back) for memo in memos)


def _split(pages: Sequence[SetPage]) -> list[list[SetPage]]:
    """Begin a new memo where a page has a header block of its own, not just a repetition of the first."""
    groups: list[list[SetPage]] = []
    for page in pages:
        if not groups or _starts_memo(page, groups[-1]):
            groups.append([page])
        else:
            groups[-1].append(page)
    return groups


def _starts_memo(page: SetPage, before: Sequence[SetPage]) -> bool:
    first = first_heading(page.body)
    head = page.body[: first if first is not None else 0]
    rows = [*head, *page.side]
    typed = any(type_line(row.text) for row in rows)
    addressed = any(
        ((label := whole_label(row.parts[0].text)) is not None and label.field is Field.TO and len(row.parts) > 1)
        or is_holder(row.text)
        or ((both := label_and_value(row.text)) is not None and both[0].field is Field.TO)
        for row in head
    )
    # A second memo has its own occasion; a page that goes on has not.
    anew = page.first or (first is not None and bare(page.body[first].text).endswith(("aanleiding", "inleiding")))
    return (typed or addressed) and (anew or page.first)


def _pieces(pages: Sequence[SetPage]) -> MemoPieces:
    pieces = MemoPieces(pages=tuple(page.number for page in pages))
    size = setting_of([row for page in pages for row in page.body]).size
    for page in pages:
        pieces.edges[page.number] = horizontal_edges(page.boxes)
        pieces.header.leftovers.extend(page.furniture)
        body, notes = split_footnotes(page.body, size)
        pieces.notes.extend(notes)
        if page is pages[0]:
            start = first_heading(body)
            if start is None:
                start = _without_heading(body, size)
            for row in body[:start]:
                marks = (Leftover(LeftoverKind.NOTE_MARK, mark, row.place) for mark in row.marks)
                pieces.header.leftovers.extend(marks)
            main_entries(body[:start], page.boxes, pieces.header)
            side_entries(page.side, page.boxes, pieces.header)
            pieces.body.extend(body[start:])
        else:
            _later_page(page, pieces)
            pieces.body.extend(body[_running_header(body, pieces) :])
    return pieces


def _without_heading(rows: Sequence[Row], size: float) -> int:
    """Where the body begins in a memo without headings: at the first line of the first paragraph of running text."""
    width = max((row.right - row.left for row in rows), default=0.0)
    for index, row in enumerate(rows[:-1]):
        below = rows[index + 1]
        near = 0 < row.baseline - below.baseline < 1.7 * max(size, 1.0)
        if near and len(row.parts) == 1 and row.right - row.left > 0.75 * width and len(row.text) > 45:
            return index
    return len(rows)


def _later_page(page: SetPage, pieces: MemoPieces) -> None:
    """The side column of a later page: repetitions of the header are checked and put aside, new fields are kept."""
    later = HeaderPieces()
    side_entries(page.side, page.boxes, later)
    known: dict[Field, set[str]] = {}
    for entry in pieces.header.entries:
        known.setdefault(entry.label.field, set()).add(shown_value(entry))
    for entry in later.entries:
        if entry.label.field not in known:
            pieces.header.entries.append(entry)
            continue
        if entry.label.field in (Field.REFERENCE, Field.DATE):
            pieces.repeats.append(shown_value(entry) in known[entry.label.field])
        elif entry.lines:
            pieces.repeats.append(shown_value(entry) in known[entry.label.field] or entry.boxed)
        pieces.header.leftovers.append(Leftover(LeftoverKind.RUNNING_HEADER, _printed(entry), entry.place))
    for block in later.side_blocks:
        pieces.header.leftovers.append(Leftover(LeftoverKind.RUNNING_HEADER, "\n".join(block.lines), block.place))
    pieces.header.leftovers.extend(later.leftovers)


_REPEATED = (Field.REFERENCE, Field.DATE)
_LONGEST_REPEATED = 40  # characters of a reference or a date


def _running_header(rows: Sequence[Row], pieces: MemoPieces) -> int:
    """Put aside what a later page repeats of the header above its body; return how many rows that are."""
    known = {entry.label.field: shown_value(entry) for entry in pieces.header.entries}
    at = 0
    while at < len(rows):
        label, beside = whole_label(rows[at].text), label_and_value(rows[at].text)
        if beside is not None and beside[0].field in _REPEATED:
            field, value, count = beside[0].field, beside[1], 1
        elif label is not None and label.field in _REPEATED and at + 1 < len(rows):
            field, value, count = label.field, rows[at + 1].text, 2
        else:
            break
        if field not in known or len(value) > _LONGEST_REPEATED or not any(one.isdigit() for one in value):
            break
        pieces.repeats.append(bare(value) == bare(known[field]))
        for row in rows[at : at + count]:
            pieces.header.leftovers.append(Leftover(LeftoverKind.RUNNING_HEADER, row.text, row.place))
        at += count
    return at


def _printed(entry: Entry) -> str:
    return "\n".join([entry.label.printed, *entry.lines])
