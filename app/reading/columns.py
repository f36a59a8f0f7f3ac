"""Where the side column of a page is: found from the page, not from fixed numbers.

Dutch memos and letters carry a narrow column with the labels of the header beside the body, mostly right of it.
It shows by an edge at which several parts of text begin, across which no line runs, and by the labels that stand in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.labels import label_and_value, whole_label
from app.reading.rows import Part

_SAME_EDGE = 2.5  # points
_LABEL_WORTH = 4


@dataclass(frozen=True)
class SideColumn:
    """A column beside the body.

    Attributes:
        edge: the left edge where its text begins, in points.
        right_of_body: whether it stands right of the body; else left of it, and ``edge`` is where the body begins.
    """

    edge: float
    right_of_body: bool

    def holds(self, part: Part) -> bool:
        """Whether a part stands in this column."""
        return part.left >= self.edge - _SAME_EDGE if self.right_of_body else part.right < self.edge


def side_columns(pages: Sequence[tuple[Sequence[Part], tuple[float, float]]]) -> list[SideColumn | None]:
    """Return the side column of each page, or None where there is none.

    Args:
        pages: for each page its parts, and the left and right edge of the page in points.
    """
    scored = [_best(parts, edges) for parts, edges in pages]
    labelled = [column for column, worth in scored if column is not None and worth >= 2 * _LABEL_WORTH]
    result: list[SideColumn | None] = []
    for (parts, edges), (column, worth) in zip(pages, scored, strict=True):
        if column is not None and worth >= _LABEL_WORTH:
            result.append(column)
            continue
        # A page without labels of its own (only a unit, or only a page number) follows the other pages.
        same = next((one for one in labelled if _crossings(parts, one, edges) == 0), None)
        result.append(same)
    return result


def _best(parts: Sequence[Part], edges: tuple[float, float]) -> tuple[SideColumn | None, float]:
    best: tuple[SideColumn | None, float] = (None, 0.0)
    left, right = edges
    for edge in sorted({round(part.left) for part in parts}):
        share = (edge - left) / max(right - left, 1.0)
        for right_of_body in (True, False):
            if (right_of_body and share < 0.5) or (not right_of_body and not 0.12 < share < 0.45):
                continue
            column = SideColumn(float(edge), right_of_body)
            worth = _worth(parts, column, edges)
            if worth > best[1] + 0.01:
                best = (column, worth)
    return best


def _worth(parts: Sequence[Part], column: SideColumn, edges: tuple[float, float]) -> float:
    inside = [part for part in parts if column.holds(part)]
    outside = [part for part in parts if not column.holds(part)]
    if len(inside) < 2 or not outside:
        return 0.0
    begin = column.edge if column.right_of_body else min(part.left for part in inside)
    on_edge = sum(abs(part.left - begin) <= _SAME_EDGE for part in inside)
    if column.right_of_body and on_edge < 0.6 * len(inside):
        return 0.0
    if not column.right_of_body and on_edge < 0.6 * len(inside):
        return 0.0
    body_edge = sum(abs(part.left - column.edge) <= _SAME_EDGE for part in outside)
    if not column.right_of_body and body_edge < 0.5 * len(outside):
        return 0.0
    labels = sum(1 for part in inside if whole_label(part.text) or label_and_value(part.text))
    crossings = _crossings(parts, column, edges)
    return labels * _LABEL_WORTH + 0.2 * on_edge - 3.0 * crossings


def _crossings(parts: Sequence[Part], column: SideColumn, edges: tuple[float, float]) -> int:
    """Count the parts that run across the edge; text set across the whole page is a heading or a foot line."""
    edge = column.edge - 1.0
    return sum(1 for part in parts if part.left < edge - _SAME_EDGE and part.right > edge + _SAME_EDGE)
