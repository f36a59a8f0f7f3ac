"""What a page carries besides its text: page numbers, lines repeated at head or foot, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.reading.rows import Part, Row
from app.reading.text import bare, tidy

_PAGE_NUMBER = re.compile(
    r"^(p\s?a\s?g\s?i\s?n\s?a|blad(zijde)?|pag\.?)\s*:?\s*\d{1,3}\s*((van|/)\s*\d{1,3})?$|^\d{1,3}\s*(/|van)\s*\d{1,3}$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\[?(?P<mark>\d{1,3})\]?[.)]?\s+(?P<text>\S.*)$", re.DOTALL)
_FIRST_PAGE = re.compile(r"^(p\s?a\s?g\s?i\s?n\s?a|blad)\s*1\s*((van|/)\s*\d+)?$", re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """Whether the text is a page number in words or figures (``Pagina 1 van 2``, ``P agina 1 van 1``, ``2/4``)."""
    return bool(_PAGE_NUMBER.match(tidy(text)))


def says_first_page(text: str) -> bool:
    """Whether a page number says that a document begins on this page."""
    return bool(_FIRST_PAGE.match(tidy(text)))


def lone_number(part: Part, low: float, high: float) -> bool:
    """Whether a part is a bare number in the outer tenth of a page from ``low`` to ``high``."""
    if not part.text.strip("- ").isdigit() or part.rect is None or len(part.text) > 5:
        return False
    share = (part.baseline - low) / max(high - low, 1.0)
    return share < 0.09 or share > 0.94


def repeated_lines(pages: Sequence[Sequence[Part]], heights: Sequence[tuple[float, float]]) -> set[tuple[str, int]]:
    """Return texts (bare, with rounded height) that stand at the same place of several pages' head or foot."""
    seen: dict[tuple[str, int], set[int]] = {}
    for number, (parts, (low, high)) in enumerate(zip(pages, heights, strict=True)):
        for part in parts:
            share = (part.baseline - low) / max(high - low, 1.0)
            if share > 0.9 or share < 0.1:
                seen.setdefault((bare(part.text), round(part.baseline / 4)), set()).add(number)
    return {key for key, numbers in seen.items() if len(numbers) >= 2 and key[0]}


def split_footnotes(rows: Sequence[Row], size: float) -> tuple[list[Row], list[list[Row]]]:
    """Part the rows of one page's body from the notes at its foot.

    Args:
        rows: top to bottom.
        size: usual size of the body's type in points.

    Returns:
        The body's rows, and the rows of each note.
    """
    start = len(rows)
    while start > 0 and rows[start - 1].size < 0.93 * size and len(rows[start - 1].parts) == 1:
        far = start < len(rows) and rows[start - 1].baseline - rows[start].baseline > 2.5 * rows[start].size
        if far:
            break
        start -= 1
    while start < len(rows) and not _NOTE.match(rows[start].text):
        start += 1
    notes: list[list[Row]] = []
    for row in rows[start:]:
        match = _NOTE.match(row.text)
        if match and (not notes or int(match["mark"]) > _number(notes[-1][0])):
            notes.append([row])
        else:
            notes[-1].append(row)
    return list(rows[:start]), notes


def note_parts(text: str) -> tuple[str, str]:
    """Split a note into its mark and its text; the mark is empty when there is none."""
    match = _NOTE.match(text)
    return (match["mark"], match["text"]) if match else ("", text)


def _number(row: Row) -> int:
    match = _NOTE.match(row.text)
    return int(match["mark"]) if match else 0
