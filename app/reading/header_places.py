"""The header of a page by geometry: labels and values in the side column, and above the first heading of the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.memo import Leftover, LeftoverKind
from app.reading.fields import Field
from app.reading.header import Block, Entry, HeaderPieces
from app.reading.labels import Label, label_and_value, type_line, whole_label
from app.reading.rows import Part, Row, around
from app.reading.text import bare
from app.reading.values import fits, is_holder
from signing.pages import Box, BoxKind

_SAME_EDGE = 4.0  # points
_MASTHEADS = frozenset(("nota", "beslisnota", "memo"))


def side_entries(rows: Sequence[Row], boxes: Sequence[Box], pieces: HeaderPieces) -> None:
    """Read the side column of one page, top to bottom, into labelled entries and blocks without label."""
    groups: list[tuple[Label | None, list[Row]]] = []
    for row in rows:
        label, _ = _label_of(row)
        if label is not None:
            groups.append((label, [row]))
            continue
        if (
            not groups
            or (_far_below(row, groups[-1][1]) and groups[-1][0] is not None and len(groups[-1][1]) > 1)
            or (groups[-1][0] is None and _far_below(row, groups[-1][1]))
        ):
            groups.append((None, [row]))
        else:
            groups[-1][1].append(row)
    for number, (label, members) in enumerate(groups):
        below = groups[number + 1][1][0] if number + 1 < len(groups) else None
        boxed = _boxed(members, below, boxes, include_own=label is None)
        place = around(part for row in members for part in row.parts)
        if label is None:
            lines = tuple(row.text for row in members)
            pieces.side_blocks.append(Block(lines, members[0].size, members[0].bold, place=place, boxed=boxed))
            continue
        _, value = _label_of(members[0])
        first = [value] if value else []
        pieces.entries.append(Entry(label, (*first, *(row.text for row in members[1:])), place, boxed))


def _label_of(row: Row) -> tuple[Label | None, str | None]:
    label = whole_label(row.text)
    if label is not None:
        return label, None
    if len(row.parts) > 1:
        label = whole_label(row.parts[0].text)
        if label is not None:
            return label, " ".join(part.text for part in row.parts[1:])
    both = label_and_value(row.text)
    return (both[0], both[1]) if both else (None, None)


def _far_below(row: Row, members: Sequence[Row]) -> bool:
    last = members[-1]
    return last.baseline - row.baseline > 2.4 * max(row.size, last.size)


def _boxed(members: Sequence[Row], below: Row | None, boxes: Sequence[Box], *, include_own: bool) -> bool:
    """Whether filled boxes stand where the value would be: made unreadable, not empty."""
    top = members[0].baseline - (0.0 if not include_own else -members[0].size)
    low = below.baseline + below.size * 0.8 if below is not None else members[-1].baseline - 5 * members[-1].size
    left = members[0].left
    return any(
        box.kind is BoxKind.FILLED
        and _is_redaction(box)
        and low - 2 < (box.rect[1] + box.rect[3]) / 2 < top
        and box.rect[2] > left - _SAME_EDGE
        and box.rect[0] < left + 160
        for box in boxes
    )


def _is_redaction(box: Box) -> bool:
    width, height = box.rect[2] - box.rect[0], box.rect[3] - box.rect[1]
    light = box.colour is not None and min(box.colour[:3]) > 250
    return 1.2 < width < 260 and 3 < height < 60 and not light


def main_entries(rows: Sequence[Row], boxes: Sequence[Box], pieces: HeaderPieces) -> None:
    """Read what stands in the main column above the first heading."""
    masthead = next((row for row in rows if any(bare(part.text) in _MASTHEADS for part in row.parts)), None)
    loose: list[Row] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        if type_line(row.text):
            _blocks(loose, masthead, pieces)
            loose = []
            pieces.blocks.append(Block((row.text,), row.size, row.bold, place=row.place))
            index += 1
            continue
        labels = [whole_label(part.text) for part in row.parts]
        left, right = _two_sides(row, labels)
        if left is not None and right is not None:
            _blocks(loose, masthead, pieces)
            loose = []
            main_entries([left], boxes, pieces)
            main_entries([right], boxes, pieces)
            index += 1
            continue
        if labels[0] is not None:
            _blocks(loose, masthead, pieces)
            loose = []
            index = _labelled_row(rows, index, labels, boxes, pieces)
            continue
        both = label_and_value(row.text)
        if both is not None:
            _blocks(loose, masthead, pieces)
            loose = []
            index = _fused(rows, index, both, pieces)
            continue
        loose.append(row)
        index += 1
    _blocks(loose, masthead, pieces)


def _two_sides(row: Row, labels: Sequence[Label | None]) -> tuple[Row | None, Row | None]:
    """Part a row where a TER line, or other text without label, stands beside a label of another block."""
    if labels[0] is not None or len(row.parts) < 2:
        return None, None
    cut = next((number for number, label in enumerate(labels) if label is not None), None)
    if cut is None and type_line(row.parts[0].text):
        cut = 1
    if cut is None:
        return None, None
    return replace(row, parts=row.parts[:cut]), replace(row, parts=row.parts[cut:])


def _fused(rows: Sequence[Row], index: int, both: tuple[Label, str], pieces: HeaderPieces) -> int:
    """Label and value in one part (``Aan de Minister van ...``); an addressee may run over into the next line."""
    label, value = both
    taken = [rows[index]]
    below = rows[index + 1] if index + 1 < len(rows) else None
    if (
        label.field is Field.TO
        and below is not None
        and value.rstrip().endswith((",", " en", " van", " voor", " de"))
        and not _far(rows[index], below)
    ):
        taken.append(below)
    lines = (value, *(row.text for row in taken[1:]))
    pieces.entries.append(Entry(label, lines, around(part for row in taken for part in row.parts)))
    return index + len(taken)


def _far(row: Row, below: Row) -> bool:
    return row.page != below.page or row.baseline - below.baseline > 1.9 * max(row.size, below.size)


def _labelled_row(
    rows: Sequence[Row], index: int, labels: Sequence[Label | None], boxes: Sequence[Box], pieces: HeaderPieces
) -> int:
    """A row that begins with a label: values beside it, or below it, or a row of labels above a row of values."""
    row = rows[index]
    first = labels[0]
    if first is None:  # pragma: no cover - the caller looked
        return index + 1
    if first.field is Field.INITIALS:
        return _initials(rows, index, pieces)
    if len(row.parts) > 1 and all(labels):
        return _grid(rows, index, [label for label in labels if label is not None], pieces)
    values = [row.parts[position] for position in range(1, len(row.parts)) if labels[position] is None]
    taken = list(row.parts)
    lines = [part.text for part in values]
    if len(row.parts) > 1 and any(labels[1:]):
        return _pairs(row, labels, boxes, pieces, index)
    stop = index + 1
    value = values[0] if values else None
    while stop < len(rows) and not _complete(first.field, lines):
        if not _continues(rows[stop], rows[stop - 1], row.parts[0], value, first=stop == index + 1):
            break
        value = value or rows[stop].parts[0]
        lines.append(rows[stop].text)
        taken.extend(rows[stop].parts)
        stop += 1
    below = rows[stop] if stop < len(rows) else None
    boxed = not lines and (
        _box_beside(row.parts[0], row.right + 300, boxes) or _boxed([row], below, boxes, include_own=True)
    )
    pieces.entries.append(Entry(first, tuple(lines), around(taken), boxed))
    return stop


def _complete(field: Field, lines: Sequence[str]) -> bool:
    """Whether a field has all it can hold: a date, a number, a yes or no, a registry number."""
    one_line = (Field.DATE, Field.PUBLISH, Field.DEADLINE, Field.REFERENCE, Field.ATTACHMENTS)
    return bool(lines) and field in one_line and fits(field, lines[0]) == 3


def _continues(row: Row, above: Row, label: Part, value: Part | None, *, first: bool) -> bool:
    """Whether a row goes on with a field: near below, in line with its value (or label), and set like a value."""
    if _far(above, row) or type_line(row.text) or whole_label(row.parts[0].text) or label_and_value(row.text):
        return False
    if abs(row.left - (value or label).left) > _SAME_EDGE:
        return False
    like = value or label
    if row.size > 1.12 * like.size or (row.bold and (value is None or not value.bold) and label.bold):
        return False  # larger or as heavy as the label: the title, not a value
    # Below a label at the margin anything could follow; further office-holders begin something else.
    return first or value is None or value.left > label.left + _SAME_EDGE or not is_holder(row.text)


def _pairs(row: Row, labels: Sequence[Label | None], boxes: Sequence[Box], pieces: HeaderPieces, index: int) -> int:
    """Several labels with their values side by side on one row."""
    starts = [number for number, label in enumerate(labels) if label is not None]
    for start, stop in zip(starts, [*starts[1:], len(row.parts)], strict=True):
        label, parts = labels[start], row.parts[start:stop]
        end = row.parts[stop].left if stop < len(row.parts) else parts[0].right + 200
        boxed = len(parts) == 1 and _box_beside(parts[0], end, boxes)
        if label is not None:
            pieces.entries.append(Entry(label, tuple(part.text for part in parts[1:]), around(parts), boxed))
    return index + 1


def _box_beside(part: Part, end: float, boxes: Sequence[Box]) -> bool:
    """Whether a filled box stands right of a label on its own line."""
    return any(
        box.kind is BoxKind.FILLED
        and _is_redaction(box)
        and part.right - 2 < box.rect[0] < end
        and box.rect[1] - 3 < part.baseline < box.rect[3]
        for box in boxes
    )


def _grid(rows: Sequence[Row], index: int, labels: Sequence[Label], pieces: HeaderPieces) -> int:
    """Labels side by side with their values below them, as in a form."""
    head = rows[index]
    edges = [part.left for part in head.parts]
    lines: list[list[str]] = [[] for _ in edges]
    parts: list[list[Part]] = [[part] for part in head.parts]
    stop = index + 1
    while stop < len(rows) and not _far(rows[stop - 1], rows[stop]):
        row = rows[stop]
        columns = [
            max((n for n, edge in enumerate(edges) if part.left >= edge - _SAME_EDGE), default=0) for part in row.parts
        ]
        aligned = all(
            abs(part.left - edges[column]) <= _SAME_EDGE for part, column in zip(row.parts, columns, strict=True)
        )
        if not aligned or any(whole_label(part.text) for part in row.parts) or type_line(row.text):
            break
        for part, column in zip(row.parts, columns, strict=True):
            lines[column].append(part.text)
            parts[column].append(part)
        stop += 1
    for number, label in enumerate(labels):
        pieces.entries.append(Entry(label, tuple(lines[number]), around(parts[number])))
    return stop


def _initials(rows: Sequence[Row], index: int, pieces: HeaderPieces) -> int:
    """A table for initials: everything near below it belongs to it."""
    stop = index + 1
    while stop < len(rows) and rows[stop - 1].baseline - rows[stop].baseline < 2.6 * rows[stop].size:
        if any(whole_label(part.text) for part in rows[stop].parts) or len(rows[stop].parts) == 1:
            break
        stop += 1
    taken = [part for row in rows[index:stop] for part in row.parts]
    text = "\n".join(row.text for row in rows[index:stop])
    pieces.leftovers.append(Leftover(LeftoverKind.INITIALS, text, around(taken)))
    return stop


def _blocks(rows: Sequence[Row], masthead: Row | None, pieces: HeaderPieces) -> None:
    """Group rows without label into blocks by distance and type, and find the one that goes with the word *nota*."""
    group: list[Row] = []
    for row in rows:
        if row is masthead:
            _block(group, masthead, pieces)
            group = []
            words = [part for part in row.parts if bare(part.text) in _MASTHEADS]
            rest = [part for part in row.parts if part not in words]
            pieces.blocks.append(Block(tuple(part.text for part in words), row.size, place=around(words)))
            if rest:
                group = [Row(tuple(rest))]
            continue
        if group and (
            _far(group[-1], row)
            or abs(group[-1].size - row.size) > 1.5
            or group[-1].bold != row.bold
            or is_holder(row.text)
            or abs(group[-1].left - row.left) > 40
        ):
            _block(group, masthead, pieces)
            group = []
        group.append(row)
    _block(group, masthead, pieces)


def _block(group: Sequence[Row], masthead: Row | None, pieces: HeaderPieces) -> None:
    if not group:
        return
    titled = False
    if masthead is not None and group[0].page == masthead.page:
        titled = abs(group[0].baseline - masthead.baseline) < masthead.size or (
            0 < masthead.baseline - group[0].baseline < 2.5 * masthead.size
        )
    place = around(part for row in group for part in row.parts)
    lines = tuple(row.text for row in group)
    pieces.blocks.append(Block(lines, group[0].size, group[0].bold, titled, place))
