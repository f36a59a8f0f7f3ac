"""Text laid out in columns with spaces: put back on a grid, so that columns are read by place as on a page."""

from __future__ import annotations

import re
from dataclasses import replace

from app.memo import Memo
from app.reading.assemble import relocated
from app.reading.columns import side_columns
from app.reading.pdf import memos_of
from app.reading.rows import Part
from app.reading.set_page import SetPage, sorted_page
from app.reading.text import tidy

_WIDTH, _HEIGHT = 5.0, 12.0  # points that a character and a line take on the grid
_SIZE = 9.0
_LEFT, _TOP = 60.0, 800.0
_PIECE = re.compile(r"\S+(?: \S+)*")
_LAID_OUT = 0.06  # of the lines: that many hold two pieces far apart


def is_laid_out(text: str) -> bool:
    """Whether lines hold pieces set apart by many spaces, as extractors leave them that keep the layout."""
    lines = [line for line in text.splitlines() if line.strip()]
    apart = sum(bool(re.search(r"\S {4,}\S", line)) for line in lines)
    indented = sum(line.startswith("    ") for line in lines)
    return len(lines) >= 8 and (apart >= max(3, _LAID_OUT * len(lines)) or indented > 0.5 * len(lines))


def memos_of_layout(text: str) -> tuple[Memo, ...]:
    """Read the memos of a text that keeps the layout; places on the grid are nobody's business and are dropped."""
    pages = [page for page in text.replace("\r\n", "\n").split("\f") if page.strip()]
    parts = [_parts(page, number) for number, page in enumerate(pages, 1)]
    frames = [_frame(one) for one in parts]
    columns = side_columns([(one, (frame[0], frame[2])) for one, frame in zip(parts, frames, strict=True)])
    made: list[SetPage] = []
    for number, (one, frame, column) in enumerate(zip(parts, frames, columns, strict=True), 1):
        made.append(sorted_page(number, one, frame, column))
    return tuple(replace(relocated(memo, lambda _: None), pages=()) for memo in memos_of(made))


def _parts(page: str, number: int) -> list[Part]:
    found: list[Part] = []
    for row, line in enumerate(page.split("\n")):
        line = line.expandtabs(8)
        baseline = _TOP - row * _HEIGHT
        for match in _PIECE.finditer(line):
            left = _LEFT + match.start() * _WIDTH
            right = _LEFT + match.end() * _WIDTH
            found.append(Part(tidy(match[0]), number, (left, baseline - 2, right, baseline + 7), baseline, _SIZE))
    return found


def _frame(parts: list[Part]) -> tuple[float, float, float, float]:
    right = max((part.right for part in parts), default=500.0)
    low = min((part.baseline for part in parts), default=40.0)
    return (_LEFT - 40, low - 120, right + 20, _TOP + 120)
