"""Text with places as the reader handles it: parts of a line, and rows of parts on one baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.memo import Place, Rect
from app.reading.text import tidy
from signing.pages import Word

_SAME_BASELINE = 0.35  # of the size of the type
_COLUMN_GAP = 1.15  # of the size of the type: wider than the widest space of justified text that was seen
_AT_EDGE = 2.5  # points
_RAISED = 0.12  # of the size of the type: how far a note mark stands above the baseline at least
_SMALL = 0.86  # of the size of the type around it: how small a note mark is at most


@dataclass(frozen=True)
class Part:
    """Words without a column-wide gap between them.

    Attributes:
        text: the words with single spaces, note marks taken out.
        page: from 1; 0 for files without pages.
        rect: where it stands; None for files without pages.
        baseline: height of its baseline in points.
        size: size of the type in points; 0 when unknown.
        bold: all of it bold.
        italic: all of it italic.
        marks: the raised note marks that were taken out.
        words: the words it was made of, for splitting it where a table's column begins.
    """

    text: str
    page: int = 0
    rect: Rect | None = None
    baseline: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    marks: tuple[str, ...] = ()
    words: tuple[Word, ...] = field(default=(), repr=False, compare=False)

    @property
    def left(self) -> float:
        """The left edge in points; 0 without a place."""
        return self.rect[0] if self.rect else 0.0

    @property
    def right(self) -> float:
        """The right edge in points; 0 without a place."""
        return self.rect[2] if self.rect else 0.0

    @property
    def place(self) -> Place | None:
        """Where it stands, or None."""
        return Place(self.page, self.rect) if self.rect else None


@dataclass(frozen=True)
class Row:
    """Parts on one baseline of one column, left to right.

    Attributes:
        parts: at least one.
        level: heading level that markup states (Markdown, DOCX style); 0 when it states none.
        new_paragraph: whether markup or an empty line begins a paragraph here; None when only geometry can tell.
        bullet: the list mark that markup states (``-`` or a number); empty when it is in the text or absent.
        table: number of the table that markup says this is a row of; 0 for none.
        page_break: whether a page of a text file begins with this row.
    """

    parts: tuple[Part, ...]
    level: int = 0
    new_paragraph: bool | None = None
    bullet: str = ""
    table: int = 0
    page_break: bool = False

    @property
    def text(self) -> str:
        """All parts with single spaces."""
        return " ".join(part.text for part in self.parts if part.text)

    @property
    def page(self) -> int:
        """The page from 1, or 0."""
        return self.parts[0].page

    @property
    def left(self) -> float:
        """The left edge in points."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """The right edge in points."""
        return max(part.right for part in self.parts)

    @property
    def baseline(self) -> float:
        """The height of the baseline in points."""
        return self.parts[0].baseline

    @property
    def size(self) -> float:
        """The size of the largest type in the row."""
        return max(part.size for part in self.parts)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(part.bold for part in self.parts if part.text)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(part.italic for part in self.parts if part.text)

    @property
    def marks(self) -> tuple[str, ...]:
        """All note marks taken out of the row."""
        return tuple(mark for part in self.parts for mark in part.marks)

    @property
    def place(self) -> Place | None:
        """Where it stands, or None."""
        return around(self.parts)


def around(parts: Iterable[Part]) -> Place | None:
    """Return the place around all parts on the page of the first, or None without places."""
    placed = [part for part in parts if part.rect is not None]
    if not placed:
        return None
    page = placed[0].page
    rects = [part.rect for part in placed if part.page == page and part.rect is not None]
    return Place(
        page,
        (min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)),
    )


def row_of_text(text: str, **stated: object) -> Row:
    """Return a row without place, for files that have no pages."""
    return replace(Row((Part(tidy(text)),)), **stated)  # type: ignore[arg-type]


def parts_of_page(words: Sequence[Word], page: int) -> list[Part]:
    """Join the words of a page into parts, top to bottom and left to right.

    Args:
        words: upright, visible words of one page.
        page: its number, from 1.
    """
    parts: list[Part] = []
    for line in _baselines(words):
        line.sort(key=lambda word: word.rect[0])
        group: list[Word] = []
        for word in line:
            if group and word.rect[0] - group[-1].rect[2] > _COLUMN_GAP * max(word.size, group[-1].size):
                parts.append(_part(group, page))
                group = []
            group.append(word)
        parts.append(_part(group, page))
    return parts


def _baselines(words: Sequence[Word]) -> list[list[Word]]:
    """Group words by baseline; a raised mark belongs to the line whose type it stands in."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.size, -one.baseline)):
        # Larger type first, so that a mark finds its line and not the other way round.
        best: list[Word] | None = None
        for line in lines:
            first = line[0]
            apart = abs(word.baseline - first.baseline)
            small = word.size < _SMALL * first.size and word.text[:1].isdigit() and len(word.text) <= 3
            reach = 0.75 if small and _touches(word, line) else _SAME_BASELINE if not small else 0.2
            near = apart <= reach * max(first.size if small else min(first.size, word.size), 1.0)
            if near and (best is None or apart < abs(word.baseline - best[0].baseline)):
                best = line
        if best is None:
            lines.append([word])
        else:
            best.append(word)
    lines.sort(key=lambda line: -line[0].baseline)
    return lines


def _touches(mark: Word, line: list[Word]) -> bool:
    return any(abs(mark.rect[0] - word.rect[2]) < 0.6 * word.size for word in line)


def _part(words: list[Word], page: int) -> Part:
    ordinary = max(word.size for word in words)
    foot = min((word.baseline for word in words if word.size > _SMALL * ordinary), default=words[0].baseline)
    kept: list[Word] = []
    marks: list[str] = []
    text = ""
    raised = [word.baseline - foot > _RAISED * ordinary and word.size < _SMALL * ordinary for word in words]
    for word, is_raised, goes_on in zip(words, raised, [*raised[1:], False], strict=True):
        # Small words that go on after it are a text of their own beside a larger one, and no mark of a note.
        if is_raised and not goes_on and kept and word.text.strip("()*,").isdigit():
            marks.append(word.text)
            continue
        glued = kept and word.rect[0] - kept[-1].rect[2] < 0.08 * ordinary and word.glued
        text += word.text if glued or not text else " " + word.text
        kept.append(word)
    shown = kept or words
    rects = [word.rect for word in shown]
    return Part(
        tidy(text),
        page,
        (min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)),
        foot,
        ordinary,
        all(word.bold for word in shown),
        all(word.italic for word in shown),
        tuple(marks),
        tuple(shown),
    )


def split_at(part: Part, edges: Iterable[float]) -> list[Part]:
    """Split a part where one of its words begins at an edge: narrow gaps do not show the columns of a table."""
    groups: list[list[Word]] = []
    for word in part.words:
        if not groups or any(abs(word.rect[0] - edge) <= _AT_EDGE for edge in edges):
            groups.append([])
        groups[-1].append(word)
    if len(groups) < 2:
        return [part]
    pieces = [_part(group, part.page) for group in groups]
    return [replace(pieces[0], marks=(*part.marks, *pieces[0].marks)), *pieces[1:]]


def rows_of(parts: Iterable[Part]) -> list[Row]:
    """Group parts of one column and page into rows, top to bottom."""
    rows: list[list[Part]] = []
    for part in sorted(parts, key=lambda one: -one.baseline):
        last = rows[-1] if rows else None
        reach = _SAME_BASELINE * max(min(part.size, last[0].size), 1.0) if last else 0.0
        if last and abs(last[0].baseline - part.baseline) <= reach:
            last.append(part)
        else:
            rows.append([part])
    return [Row(tuple(sorted(row, key=lambda one: one.left))) for row in rows]
