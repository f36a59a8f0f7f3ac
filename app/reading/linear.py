"""Memos from rows without places (plain text, Markdown, DOCX): header, body, repeated headers, notes, several memos."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from app.memo import Leftover, LeftoverKind, Memo, SectionKind
from app.reading.assemble import MemoPieces, assemble
from app.reading.fields import Field
from app.reading.furniture import is_page_number
from app.reading.header import Entry, HeaderPieces
from app.reading.headings import kind_of
from app.reading.labels import Label, label_and_value, type_line, whole_label
from app.reading.linear_header import linear_header
from app.reading.outline import first_heading
from app.reading.plain_tables import with_tables
from app.reading.rows import Part, Row, row_of_text
from app.reading.text import bare, ends_sentence, tidy
from app.reading.values import fits

_MOST_VALUE_LINES = 4
_LONGEST_BLOCK = 40  # lines of a header repeated or left behind the text
_LONGEST_BLOCK_HEAD = 9  # lines within which a block shows that it is one
_LONGEST_HEADER = 150  # lines: what is longer before the first heading is no header, and would take long to align
_NOTE_LINE = re.compile(r"^\[?\^?(?P<mark>\d{1,3})\]?[.:)]?\s+(?P<text>[A-Z\u00c0-\u00dd\"'(].*)$")
_GLUED_MARK = r"(?<!\d[.,])(?<=[a-z\u00e0-\u00ff.,;:)\"\u2019\u201d]){mark}(?=\s|$|[.,;:)])|\s?\[\^?{mark}\]"


def memos_of_rows(rows: Sequence[Row], header_rows: Sequence[Row] = (), notes: Sequence[str] = ()) -> tuple[Memo, ...]:
    """Read the memos in a text.

    Args:
        rows: in order; an empty row stands for an empty line.
        header_rows: what a word processor repeats at the head and foot of pages.
        notes: footnotes that the file keeps apart.
    """
    heads: list[Leftover] = []
    kept, numbers = _without_page_numbers(_without_page_heads(rows, heads))
    numbers[:0] = heads
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


def _without_page_heads(rows: Sequence[Row], taken: list[Leftover]) -> list[Row]:
    """Take out lines that stand first or last on several pages of a text with page breaks."""
    pages: list[list[int]] = [[]]
    for number, row in enumerate(rows):
        if row.page_break:
            pages.append([])
        if row.text and not is_page_number(row.text):
            pages[-1].append(number)
    pages = [page for page in pages if page]
    counts: dict[str, list[int]] = {}
    for page in pages:
        for number in {*page[:1], *page[-1:]}:
            counts.setdefault(bare(rows[number].text), []).append(number)
    gone = {
        number
        for key, numbers in counts.items()
        if len(numbers) >= 2
        and key
        and whole_label(rows[numbers[0]].text) is None
        and kind_of(rows[numbers[0]].text) is None
        for number in numbers
    }
    taken.extend(Leftover(LeftoverKind.RUNNING_HEADER, rows[number].text) for number in sorted(gone))
    return [row for number, row in enumerate(rows) if number not in gone]


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
        # "Achtergrond" opens no memo: it also stands in tables.
        if kind is SectionKind.OCCASION and "leiding" in bare(rows[number].text):
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
    for before, after in itertools.pairwise(marks):
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
    start = min(start, _LONGEST_HEADER)
    linear_header(rows[:start], pieces.header)
    body = _paragraph_breaks(rows[start:])
    body = with_tables(_without_repeats(body, pieces))
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
    """Take repeated headers out of the body, and late fields (a side column left behind the text) into the header."""
    known = _known(pieces)
    kept: list[Row] = []
    index = 0
    while index < len(rows):
        stop = _block_stop(rows, index)
        if stop > index:
            _late_header(rows[index:stop], known, pieces)
            index = stop
            continue
        row = rows[index]
        below = rows[index + 1] if index + 1 < len(rows) else None
        label = whole_label(row.text)
        if label is not None and below is not None and _is_value(label, below, known):
            _repeat(label, (below.text,), known, pieces)
            index += 2
            continue
        both = label_and_value(row.text)
        if both is not None and _repeats(both[0], both[1], known):
            _repeat(both[0], (both[1],), known, pieces)
        else:
            kept.append(row)
        index += 1
    return kept


def _known(pieces: MemoPieces) -> dict[Field, set[str]]:
    known: dict[Field, set[str]] = {}
    for entry in pieces.header.entries:
        known.setdefault(entry.label.field, set()).update((bare("".join(entry.lines)), *map(bare, entry.lines)))
    return known


def _block_stop(rows: Sequence[Row], start: int) -> int:
    """Where a block of at least two labels with short values ends that begins here; the start itself when none does."""
    if not _header_line(rows[start], first=True) and not _heading_word_in_block(rows, start):
        return start
    labels, stop, since = 0, start, 0
    for number in range(start, min(len(rows), start + _LONGEST_BLOCK)):
        row = rows[number]
        if _header_line(row, first=False):
            labels, stop, since = labels + 1, number + 1, 0
        elif since < _MOST_VALUE_LINES and _short(row) and kind_of(row.text) is None and number > start:
            since += 1
            stop = number + 1
        else:
            break
    return stop if labels >= 2 else start


def _heading_word_in_block(rows: Sequence[Row], start: int) -> bool:
    """Whether a label that is a heading elsewhere (*Bijlagen*, *Afgestemd met*) begins a block of the header here.

    Right below it stands another label, or one value that suits it and then a label, and among the next lines are two
    labels that are no headings.
    """
    label = whole_label(rows[start].text)
    if label is None or rows[start].table or rows[start].level or kind_of(rows[start].text) is None:
        return False
    near = rows[start + 1 : start + 3]
    labelled = [whole_label(row.text) is not None for row in near]
    if len(near) < 2 or not (labelled[0] or (labelled[1] and fits(label.field, near[0].text) >= 1)):
        return False
    block = rows[start : start + _LONGEST_BLOCK_HEAD]
    return sum(whole_label(row.text) is not None and kind_of(row.text) is None for row in block) >= 2


def _header_line(row: Row, *, first: bool) -> bool:
    label = whole_label(row.text)
    if label is not None and not row.table:
        # Words that are headings as well only count inside a block, never at its beginning.
        return row.level in (0, 3, 4) and (not first or kind_of(row.text) is None)
    both = label_and_value(row.text)
    return both is not None and both[0].field in (Field.REFERENCE, Field.DATE, Field.PUBLISH, Field.DEADLINE)


def _short(row: Row) -> bool:
    text = row.text
    return (
        not row.table and not row.level and len(text.split()) <= 7 and len(text) <= 60 and not text.endswith((".", ";"))
    )


def _late_header(rows: Sequence[Row], known: dict[Field, set[str]], pieces: MemoPieces) -> None:
    late = HeaderPieces()
    linear_header(rows, late)
    for entry in late.entries:
        _repeat(entry.label, entry.lines, known, pieces)
    for block in late.blocks:
        if type_line(block.text):
            pieces.header.blocks.append(block)
        else:
            pieces.header.leftovers.append(Leftover(LeftoverKind.LETTERHEAD, "\n".join(block.lines)))


def _is_value(label: Label, below: Row, known: dict[Field, set[str]]) -> bool:
    if whole_label(below.text):
        return False
    if label.field in known and bare(below.text) in known[label.field]:
        return True
    return label.field in (Field.REFERENCE, Field.DATE) and fits(label.field, below.text) >= 3


def _repeats(label: Label, value: str, known: dict[Field, set[str]]) -> bool:
    """Whether a line of label and value says again what the header said; a reference may come back damaged."""
    if label.field not in known:
        return False
    return bare(value) in known[label.field] or (label.field is Field.REFERENCE and fits(label.field, value) >= 3)


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
        if match and int(match["mark"]) == expected and not kept[index].level and not kept[index].table:
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
    known = _known(pieces)
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
