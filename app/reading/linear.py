"""Memos from rows without places (plain text, Markdown, DOCX): header, body, repeated headers, notes, several memos."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.memo import Leftover, LeftoverKind, Memo
from app.reading.assemble import MemoPieces, assemble
from app.reading.furniture import is_page_number
from app.reading.header import Entry
from app.reading.headings import kind_of
from app.reading.labels import Field, Label, fits, label_and_value, type_line, whole_label
from app.reading.linear_header import linear_header
from app.reading.outline import first_heading
from app.reading.rows import Part, Row, row_of_text
from app.reading.text import bare, ends_sentence, tidy

_NOTE_LINE = re.compile(r"^\[?\^?(?P<mark>\d{1,3})\]?[.:)]?\s+(?P<text>[A-Z\u00c0-\u00dd\"'(].*)$")
_GLUED_MARK = r"(?<=[a-z\u00e0-\u00ff.,;:)\"\u2019\u201d]){mark}(?=\s|$|[.,;:)])|\s?\[\^?{mark}\]"


def memos_of_rows(rows: Sequence[Row], header_rows: Sequence[Row] = (), notes: Sequence[str] = ()) -> tuple[Memo, ...]:
    """Read the memos in a text.

    Args:
        rows: in order; an empty row stands for an empty line.
        header_rows: what a word processor repeats at the head and foot of pages.
        notes: footnotes that the file keeps apart.
    """
    kept, numbers = _without_page_numbers(rows)
    memos = [_memo(group) for group in _split(kept)]
    first = memos[0]
    first.header.leftovers[:0] = numbers
    first.notes.extend([row_of_text(note)] for note in notes)
    _page_headers(header_rows, first)
    return tuple(assemble(pieces) for pieces in memos)


def _without_page_numbers(rows: Sequence[Row]) -> tuple[list[Row], list[Leftover]]:
    kept: list[Row] = []
    numbers: list[Leftover] = []
    index = 0
    while index < len(rows):
        text = rows[index].text
        two = f"{text} {rows[index + 1].text}" if index + 1 < len(rows) else ""
        if is_page_number(text):
            numbers.append(Leftover(LeftoverKind.PAGE_NUMBER, text))
        elif bare(text) == "pagina" and is_page_number(two):
            numbers.append(Leftover(LeftoverKind.PAGE_NUMBER, two))
            index += 1
        else:
            kept.append(rows[index])
        index += 1
    return kept, numbers


def _split(rows: Sequence[Row]) -> list[list[Row]]:
    """Begin a new memo where, after sections, a header block stands again that leads to an occasion of its own."""
    starts = [0]
    index = _heading_from(rows, 0)
    while index is not None:
        following = _next_occasion(rows, index + 1)
        if following is None:
            break
        start = _block_start(rows, index + 1, following)
        if start is not None:
            starts.append(start)
        index = following
    return [list(rows[start:stop]) for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _heading_from(rows: Sequence[Row], start: int) -> int | None:
    found = first_heading([row for row in rows[start:] if row.text])
    if found is None:
        return None
    texts = [number for number in range(start, len(rows)) if rows[number].text]
    return texts[found]


def _next_occasion(rows: Sequence[Row], start: int) -> int | None:
    for number in range(start, len(rows)):
        kind = kind_of(rows[number].text)
        if kind is not None and kind.value == "aanleiding":
            return number
    return None


def _block_start(rows: Sequence[Row], low: int, high: int) -> int | None:
    """The first line of the header that leads to a second occasion: as far up as labels and a TER line reach."""
    marks = [
        number
        for number in range(low, high)
        if whole_label(rows[number].text) or type_line(rows[number].text) or label_and_value(rows[number].text)
    ]
    if len(marks) < 3 or not any(_addresses(rows[number].text) for number in marks):
        return None
    start = marks[0]
    for before, after in zip(marks, marks[1:], strict=False):
        if after - before > 8:
            start = after
    return start


def _addresses(text: str) -> bool:
    label = whole_label(text)
    both = label_and_value(text)
    return type_line(text) is not None or any(
        one is not None and one.field is Field.TO for one in (label, both[0] if both else None)
    )


def _memo(rows: Sequence[Row]) -> MemoPieces:
    pieces = MemoPieces()
    start = _heading_from(rows, 0)
    if start is None:
        start = _first_sentence(rows)
    linear_header(rows[:start], pieces.header)
    body = _paragraph_breaks(rows[start:])
    body = _without_repeats(body, pieces)
    body, notes = _without_notes(body)
    pieces.notes.extend(notes)
    pieces.body.extend(body)
    return pieces


def _first_sentence(rows: Sequence[Row]) -> int:
    """Where the body begins in a memo without headings: at the first line of running text."""
    for index, row in enumerate(rows):
        text = row.text
        running = len(text) > 70 or (len(text.split()) >= 8 and ends_sentence(text))
        if running and not label_and_value(text):
            return index
    return len(rows)


def _paragraph_breaks(rows: Sequence[Row]) -> list[Row]:
    """Turn empty lines into paragraph breaks."""
    result: list[Row] = []
    broken = True
    for row in rows:
        if not row.text:
            broken = True
            continue
        result.append(row if row.new_paragraph else replace(row, new_paragraph=broken))
        broken = False
    return result


def _without_repeats(rows: Sequence[Row], pieces: MemoPieces) -> list[Row]:
    """Take repeated headers out of the body, and late fields (labels after the body) into the header."""
    known: dict[Field, set[str]] = {}
    for entry in pieces.header.entries:
        known.setdefault(entry.label.field, set()).update((bare("".join(entry.lines)), *map(bare, entry.lines)))
    kept: list[Row] = []
    tail = _tail_start(rows)
    index = 0
    while index < len(rows):
        row = rows[index]
        below = rows[index + 1] if index + 1 < len(rows) else None
        label = whole_label(row.text)
        if label is not None and below is not None and _is_value(label, below, known, late=index >= tail):
            _repeat(label, (below.text,), known, pieces)
            index += 2
            continue
        both = label_and_value(row.text)
        if both is not None and both[0].field in known and bare(both[1]) in known[both[0].field]:
            _repeat(both[0], (both[1],), known, pieces)
        elif label is not None and index >= tail:
            _repeat(label, (), known, pieces)
        else:
            kept.append(row)
        index += 1
    return kept


def _tail_start(rows: Sequence[Row]) -> int:
    """From where only labels and their values stand to the end; the length when there is no such tail of two labels."""
    labels = [
        number
        for number, row in enumerate(rows)
        if whole_label(row.text) and not row.table and kind_of(row.text) is None or row.bold and whole_label(row.text)
    ]
    for number in labels:
        rest = rows[number:]
        count = sum(whole_label(row.text) is not None for row in rest)
        if count >= 2 and len(rest) <= 3 * count and all(len(row.text.split()) <= 9 for row in rest):
            return number
    return len(rows)


def _is_value(label: Label, below: Row, known: dict[Field, set[str]], *, late: bool) -> bool:
    if whole_label(below.text):
        return False
    if label.field in known and bare(below.text) in known[label.field]:
        return True
    strict = label.field in (Field.REFERENCE, Field.DATE) and fits(label.field, below.text) >= 3
    return strict or late and fits(label.field, below.text) >= 0 and kind_of(below.text) is None


def _repeat(label: Label, lines: tuple[str, ...], known: dict[Field, set[str]], pieces: MemoPieces) -> None:
    if label.field not in known:
        pieces.header.entries.append(Entry(label, lines))
        known[label.field] = {bare("".join(lines))}
        return
    pieces.repeats.append(not lines or bare("".join(lines)) in known[label.field])
    text = "\n".join([label.printed, *lines])
    pieces.header.leftovers.append(Leftover(LeftoverKind.RUNNING_HEADER, text))


def _without_notes(rows: Sequence[Row]) -> tuple[list[Row], list[list[Row]]]:
    """Take footnotes out: numbered lines whose number stands glued to a word of the text before them."""
    notes: list[list[Row]] = []
    kept = list(rows)
    expected = 1
    index = 0
    while index < len(kept):
        match = _NOTE_LINE.match(kept[index].text)
        if match and int(match["mark"]) == expected and not kept[index].level:
            pattern = re.compile(_GLUED_MARK.format(mark=match["mark"]))
            source = next((n for n in range(index) if pattern.search(kept[n].text)), None)
            if source is not None:
                notes.append([kept.pop(index)])
                _continue_note(kept, index, notes[-1])
                kept[source] = _unmarked(kept[source], pattern, match["mark"])
                expected += 1
                continue
        index += 1
    return kept, notes


def _continue_note(rows: list[Row], index: int, note: list[Row]) -> None:
    """Further lines of a note: until the next note, an empty line, a heading, or the sentence's end."""
    while (
        index < len(rows)
        and not ends_sentence(note[-1].text)
        and not rows[index].new_paragraph
        and not _NOTE_LINE.match(rows[index].text)
        and kind_of(rows[index].text) is None
    ):
        note.append(rows.pop(index))


def _unmarked(row: Row, pattern: re.Pattern[str], mark: str) -> Row:
    parts: list[Part] = []
    done = False
    for part in row.parts:
        text = part.text if done else pattern.sub("", part.text, count=1)
        changed = text != part.text
        parts.append(replace(part, text=tidy(text), marks=(*part.marks, mark) if changed else part.marks))
        done = done or changed
    return replace(row, parts=tuple(parts))


def _page_headers(rows: Sequence[Row], pieces: MemoPieces) -> None:
    """What a word processor repeats on each page: known fields are repetitions, the rest is furniture."""
    known: dict[Field, set[str]] = {}
    for entry in pieces.header.entries:
        known.setdefault(entry.label.field, set()).update((bare("".join(entry.lines)), *map(bare, entry.lines)))
    texts = [tidy(row.text) for row in rows if tidy(row.text)]
    index = 0
    while index < len(texts):
        label = whole_label(texts[index])
        if label is not None and index + 1 < len(texts) and not whole_label(texts[index + 1]):
            _repeat(label, (texts[index + 1],), known, pieces)
            index += 2
            continue
        kind = LeftoverKind.PAGE_NUMBER if is_page_number(texts[index]) else LeftoverKind.RUNNING_HEADER
        pieces.header.leftovers.append(Leftover(kind, texts[index]))
        index += 1


