"""Rows become paragraphs and list items: by indent and distance where there are places, else by marks and gaps."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from app.reading.rows import Row
from app.reading.text import BULLETS, ends_sentence, joined, starts_lower, tidy

_MARK = re.compile(
    rf"^(?:[{BULLETS}\u2610\u2611\u2612](?=\s)|[{BULLETS}]|[-\u2013\u2014*](?=\s|$)|o(?=\s+\S|$)|\u2022)\s*"
)
_LIST_NUMBER = re.compile(r"^(?P<mark>(\d{1,2}|[a-z]|[ivx]{1,4})[.)])(\s+|$)")
_WIDER = 1.28  # of the usual distance between lines: from here on a new paragraph begins
_FULL_LINE = 0.86  # of the width of the text: a line that long was broken by the page and not by the writer


@dataclass(frozen=True)
class Page:
    """What the reader needs to know of the body's setting.

    Attributes:
        leading: usual distance between the baselines of a paragraph, in points; 0 without places.
        size: usual size of the type, in points; 0 without places.
        left: left edge of the body, in points.
        right: right edge of its longest lines, in points.
    """

    leading: float = 0.0
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0


def setting_of(rows: Sequence[Row]) -> Page:
    """Measure how the body is set, from its own rows."""
    placed = [row for row in rows if row.parts[0].rect is not None]
    if not placed:
        return Page()
    weights: dict[float, int] = {}
    for row in placed:
        key = round(row.size * 2) / 2
        weights[key] = weights.get(key, 0) + len(row.text)
    size = max(weights, key=lambda one: weights[one])
    gaps = [
        above.baseline - below.baseline
        for above, below in itertools.pairwise(placed)
        if above.page == below.page and 0.9 * size < above.baseline - below.baseline < 2.2 * size
    ]
    # Within paragraphs lines are nearest together, so the lower half of the distances tells the leading.
    gaps.sort()
    leading = median(gaps[: max(1, (len(gaps) + 1) // 2)]) if gaps else 1.3 * size
    lefts = sorted(row.left for row in placed)
    return Page(leading, size, lefts[len(lefts) // 10], max(row.right for row in placed))


def list_mark(row: Row) -> tuple[str, str]:
    """Return the list mark of a row (``-`` for every bullet, else the number as printed) and the text after it."""
    text = row.text
    if row.bullet:
        return row.bullet, text
    match = _MARK.match(text)
    if match and (len(match[0]) < len(text) or len(text) <= 2):
        return "-", text[match.end() :]
    numbered = _LIST_NUMBER.match(text)
    if numbered:
        return numbered["mark"], text[numbered.end() :]
    return "", text


def paragraphs(rows: Iterable[Row], page: Page) -> list[str]:
    """Return paragraphs and list items, one string each; bullets as ``- ``, list numbers as printed."""
    result: list[str] = []
    lines: list[str] = []
    mark, text_left = "", page.left
    waiting: list[str] = []  # marks that stand on lines of their own, before their texts
    before: Row | None = None

    def close() -> None:
        nonlocal mark
        body = joined(lines)
        if body or mark:
            result.append(f"{mark} {body}".strip() if mark else body)
        lines.clear()
        mark = ""

    for row in rows:
        own_mark, text = list_mark(row)
        if own_mark and not text:
            waiting.append(own_mark)
            before = row
            continue
        if (
            own_mark
            or before is None
            or (waiting and _may_take(lines, waiting))
            or _begins(row, before, page, mark, text_left)
        ):
            close()
            mark = own_mark or (waiting.pop(0) if waiting else "")
            text_left = _text_left(row, own_mark)
        lines.append(text)
        before = row
    close()
    result.extend(waiting)
    return result


def _may_take(lines: list[str], waiting: list[str]) -> bool:
    """Whether a waiting mark belongs to the line that comes now: the text before it is finished."""
    return bool(waiting) and (not lines or ends_sentence(lines[-1]) or tidy(lines[-1]).endswith(","))


def _text_left(row: Row, own_mark: str) -> float:
    if own_mark and len(row.parts) > 1:
        return row.parts[1].left
    return row.left


def _begins(row: Row, before: Row, page: Page, mark: str, text_left: float) -> bool:
    if row.new_paragraph is not None:
        return row.new_paragraph
    if row.parts[0].rect is None or before.parts[0].rect is None:
        return False
    if row.page != before.page:
        return not _goes_on(row, before, page)
    gap = before.baseline - row.baseline
    if gap > _WIDER * page.leading or gap < -page.leading:
        return True
    # A list item that hangs out: text back at the margin is no longer the item.
    return bool(mark) and text_left > page.left + 6 and row.left < text_left - 4 and abs(row.left - page.left) < 4


def _goes_on(row: Row, before: Row, page: Page) -> bool:
    if starts_lower(row.text) or not ends_sentence(before.text):
        return True
    width = page.right - page.left
    return width > 0 and before.right - page.left > _FULL_LINE * width and not ends_sentence(before.text)
