"""Tables in the body: rows whose parts stand in the same columns, with cells that run over several lines or pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.paragraphs import Page, list_mark
from app.reading.rows import Row, split_at
from app.reading.text import bare, joined
from signing.pages import Box, BoxKind

_ALIGNED = 6.0  # points
_HEAD_WORDS = frozenset(
    [
        "volgnummer",
        "nummer",
        "nr",
        "naam",
        "informatie",
        "datum",
        "bijlage",
        "titel",
        "toelichting",
        "omschrijving",
        "naambeslisnota",
        "status",
        "document",
        "onderwerp",
        "actie",
        "wie",
        "wanneer",
        "type",
        "soort",
        "bedrag",
        "jaar",
    ]
)


@dataclass(frozen=True)
class Table:
    """A table of the body.

    Attributes:
        cells: row by row.
        headed: whether the first row names the columns.
        rows: the rows of text it was made of.
        repeated: texts of header rows repeated on later pages, left out of the cells.
    """

    cells: tuple[tuple[str, ...], ...]
    headed: bool
    rows: tuple[Row, ...]
    repeated: tuple[str, ...] = ()


def is_head(texts: Sequence[str]) -> bool:
    """Whether cells are the names of columns."""
    return len(texts) >= 2 and sum(bare(text) in _HEAD_WORDS for text in texts) >= 2


def table_at(rows: Sequence[Row], start: int, page: Page, edges: dict[int, list[float]]) -> Table | None:
    """Return the table that begins at a row, or None.

    Args:
        rows: the rows of the body.
        start: where to look.
        page: how the body is set.
        edges: for each page the heights of its horizontal lines (:func:`horizontal_edges`).
    """
    first = rows[start]
    if first.table:
        stop = start
        while stop < len(rows) and rows[stop].table == first.table:
            stop += 1
        cells = tuple(tuple(part.text for part in row.parts) for row in rows[start:stop])
        return Table(cells, is_head(cells[0]), tuple(rows[start:stop]))
    if first.parts[0].rect is None or len(_columns(first)) < 2:
        return None
    columns = _columns(first)
    headed = is_head([part.text for part in first.parts])
    taken = [first]
    for row in rows[start + 1 :]:
        fitted = replace(row, parts=tuple(piece for part in row.parts for piece in split_at(part, columns[1:])))
        if not _belongs(fitted, taken[-1], columns, page, edges):
            break
        taken.append(fitted)
    full = sum(len(_columns(row)) >= 2 for row in taken)
    if full < 2 or (full < 0.3 * len(taken) and not headed):
        return None
    cells, repeated = _cells(taken, columns, edges)
    return Table(cells, headed, tuple(taken), repeated)


def horizontal_edges(boxes: Sequence[Box]) -> list[float]:
    """Return the heights at which lines or cell borders run, from the top down."""
    heights: set[float] = set()
    for box in boxes:
        left, bottom, right, top = box.rect
        if right - left < 25 or box.kind not in (BoxKind.FILLED, BoxKind.LINE):
            continue
        if top - bottom < 2.0:
            heights.add(round((top + bottom) / 2, 1))
        elif 6 < top - bottom < 200:
            heights.update((round(bottom, 1), round(top, 1)))
    return sorted(heights, reverse=True)


def _columns(row: Row) -> list[float]:
    mark, _ = list_mark(row)
    if mark and len(row.parts) == 2 and row.parts[1].left - row.parts[0].left < 40:
        return [row.left]  # a list item: its mark and its text
    return [part.left for part in row.parts]


def _belongs(row: Row, before: Row, columns: list[float], page: Page, edges: dict[int, list[float]]) -> bool:
    aligned = all(any(abs(part.left - column) <= _ALIGNED for column in columns) for part in row.parts)
    if not aligned:
        return False
    crossing = any(
        _column_of(part.left, columns) + 1 < len(columns)
        and part.right > columns[_column_of(part.left, columns) + 1] + 2
        for part in row.parts
    )
    if crossing:
        return False
    if row.page != before.page:
        return len(row.parts) >= 2
    gap = before.baseline - row.baseline
    between = [height for height in edges.get(row.page, []) if row.baseline < height < before.baseline]
    return gap <= (3.2 if between or len(row.parts) > 1 else 1.35) * max(page.leading, row.size)


def _column_of(left: float, columns: list[float]) -> int:
    return min(range(len(columns)), key=lambda number: abs(columns[number] - left))


def _cells(
    rows: Sequence[Row], columns: list[float], edges: dict[int, list[float]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    lines: list[list[list[str]]] = []
    head: tuple[str, ...] | None = None
    repeated: list[str] = []
    before: Row | None = None
    for row in rows:
        texts = tuple(part.text for part in row.parts)
        if head is not None and texts == head and before is not None and row.page != before.page:
            repeated.append(row.text)
            before = row
            continue
        if before is None or _new_row(row, before, columns, edges):
            lines.append([[] for _ in columns])
        for part in row.parts:
            lines[-1][_column_of(part.left, columns)].append(part.text)
        if head is None:
            head = texts
        before = row
    return tuple(tuple(joined(cell) for cell in line) for line in lines), tuple(repeated)


def _new_row(row: Row, before: Row, columns: list[float], edges: dict[int, list[float]]) -> bool:
    if row.page != before.page:
        return abs(row.left - columns[0]) <= _ALIGNED
    heights = edges.get(row.page, [])
    if any(row.baseline <= height for height in heights) and any(height <= row.baseline for height in heights):
        return any(row.baseline + 0.3 * row.size < height < before.baseline for height in heights)
    return abs(row.left - columns[0]) <= _ALIGNED and (len(row.parts) > 1 or bool(re.match(r"^\d{1,2}\b", row.text)))
