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
_ON_EDGE = 0.6  # of the parts in a column that begin at its edge


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
    scored = [_best(_Page(parts), edges) for parts, edges in pages]
    labelled = [column for column, worth in scored if column is not None and worth >= 2 * _LABEL_WORTH]
    result: list[SideColumn | None] = []
    for (parts, _), (column, worth) in zip(pages, scored, strict=True):
        # A page follows the columns of the pages before it as far as its own text allows: one that is full of a
        # table, or without labels of its own, would suggest another edge.
        page = _Page(parts)
        same = next((one for one in labelled if page.crossings(one) == 0), None)
        if same is not None and (column is None or page.labels(same) >= page.labels(column)):
            result.append(same)
        elif worth >= _LABEL_WORTH:
            result.append(column)
        else:
            result.append(same)
    return result


class _Page:
    """The parts of a page, and which of them are labels: asked often, so found out once."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._bare = {id(part) for part in parts if whole_label(part.text) is not None}
        self._labels = [part for part in parts if id(part) in self._bare or label_and_value(part.text) is not None]

    def labels(self, column: SideColumn) -> int:
        """Count the labels of a header that stand in a column; left of the body, those with their value in it too.

        Labels one below the other, each with its value at its right, are a list across the page and no column.
        """
        if column.right_of_body:
            return sum(column.holds(part) for part in self._labels)
        inside = sorted((part for part in self.parts if column.holds(part)), key=lambda part: -part.baseline)
        below = [*inside[1:], None]
        valued = {
            id(part)
            for part, under in zip(inside, below, strict=True)
            if id(part) not in self._bare or (under is not None and id(under) not in self._bare)
        }
        return sum(id(part) in valued for part in self._labels)

    def crossings(self, column: SideColumn) -> int:
        """Count the parts that run across the edge; text set across the whole page is a heading or a foot line."""
        edge = column.edge - 1.0
        return sum(part.left < edge - _SAME_EDGE and part.right > edge + _SAME_EDGE for part in self.parts)

    def worth(self, column: SideColumn) -> float:
        """Weigh a possible column: its labels, how many parts begin at its edge, and what runs across it."""
        inside = [part for part in self.parts if column.holds(part)]
        outside = [part for part in self.parts if not column.holds(part)]
        if len(inside) < 2 or not outside:
            return 0.0
        begin = column.edge if column.right_of_body else min(part.left for part in inside)
        on_edge = sum(abs(part.left - begin) <= _SAME_EDGE for part in inside)
        if on_edge < _ON_EDGE * len(inside):
            return 0.0
        body_edge = sum(abs(part.left - column.edge) <= _SAME_EDGE for part in outside)
        if not column.right_of_body and body_edge < 0.5 * len(outside):
            return 0.0
        return self.labels(column) * _LABEL_WORTH + 0.2 * on_edge - 3.0 * self.crossings(column)


def _best(page: _Page, edges: tuple[float, float]) -> tuple[SideColumn | None, float]:
    best: tuple[SideColumn | None, float] = (None, 0.0)
    left, right = edges
    for edge in sorted({round(part.left) for part in page.parts}):
        share = (edge - left) / max(right - left, 1.0)
        for right_of_body in (True, False):
            if share < 0.5 if right_of_body else not 0.12 < share < 0.45:
                continue
            column = SideColumn(float(edge), right_of_body)
            worth = page.worth(column)
            if worth > best[1] + 0.01:
                best = (column, worth)
    return best
