"""The body of a memo becomes sections: headings known by their words, or by type and place; tables; paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.memo import AttachmentRow, Leftover, LeftoverKind, Section, SectionKind
from app.reading.headings import begins_like_heading, is_only_number, kind_of, numbering
from app.reading.labels import whole_label
from app.reading.paragraphs import Page, list_mark, paragraphs, setting_of
from app.reading.rows import Row, around
from app.reading.tables import Table, table_at
from app.reading.text import bare, ends_sentence, starts_lower, tidy

_ROWS_OF_A_HEADING = 3
# Words that are labels of the header as well, and never the first heading of a memo.
_ALSO_LABELS = (SectionKind.ATTACHMENTS, SectionKind.CONSULTATION)


_CANNOT_END = re.compile(
    r"(,|-|\b(de|het|een|van|voor|in|op|met|aan|en|of|bij|door|over|uit|naar|om|te|tot|als|dat|die|deze|dit|haar|zijn|geen|per))$",
    re.IGNORECASE,
)


_SENTENCE = re.compile(r"[.!?][\")\u2019\u201d]*$")
_LETTERED = re.compile(r"^[a-z][.)]\s+(?P<text>\S.*)$")


@dataclass(frozen=True)
class Heading:
    """A recognised heading: its text, which usual section it opens, its level, and how many rows it takes."""

    text: str
    kind: SectionKind | None
    level: int
    rows: int


@dataclass
class Outline:
    """What the body gave."""

    sections: list[Section] = field(default_factory=list)
    attachments: list[AttachmentRow] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


@dataclass(frozen=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    level: int
    capitals: bool = False
    width: int = 0


def outline(rows: Sequence[Row], edges: dict[int, list[float]]) -> Outline:
    """Return the sections and tables of a body.

    Args:
        rows: the body, without header, side column, page numbers and notes.
        edges: heights of the horizontal lines of each page, for rows of tables.
    """
    result = Outline()
    page = setting_of(rows)
    apart = _numbers_apart(rows)
    main = _main_style(rows, page, apart=apart)
    heading: Heading | None = None
    heading_rows: Sequence[Row] = ()
    content: list[Row] = []
    pieces: list[str] = []

    def flush() -> None:
        pieces.extend(paragraphs(content, page))
        content.clear()

    def close() -> None:
        flush()
        if heading is not None or pieces:
            section_rows = [part for row in (*heading_rows, *taken) for part in row.parts]
            result.sections.append(
                Section(
                    heading.text if heading else None,
                    heading.kind if heading else None,
                    heading.level if heading else 1,
                    "\n".join(pieces),
                    around(section_rows),
                )
            )
        pieces.clear()
        taken.clear()

    taken: list[Row] = []
    index = 0
    while index < len(rows):
        found = heading_at(rows, index, page, main, apart=apart)
        if found is not None and not _listed(found, heading, content):
            close()
            heading, heading_rows = found, rows[index : index + found.rows]
            index += found.rows
            continue
        table = table_at(rows, index, page, edges)
        if table is not None:
            flush()
            pieces.extend(" | ".join(row) for row in table.cells)
            _keep(table, heading.kind if heading else None, result)
            taken.extend(table.rows)
            index += len(table.rows)
            continue
        content.append(rows[index])
        taken.append(rows[index])
        index += 1
    close()
    return result


def _listed(found: Heading, heading: Heading | None, content: Sequence[Row]) -> bool:
    """Whether what looks like a heading is a numbered paper in the list of attachments (*2. Advies*)."""
    number = numbering(found.text).rstrip(".)")
    if heading is None or heading.kind is not SectionKind.ATTACHMENTS or not number.isdigit():
        return False
    own = numbering(heading.text).rstrip(".)")
    if own.isdigit():
        return int(number) <= int(own)
    above = numbering(content[-1].text).rstrip(".)") if content else ""
    return number == "1" or (above.isdigit() and int(above) == int(number) - 1)


def first_heading(rows: Sequence[Row]) -> int | None:
    """Return the index of the first usual heading in rows that may begin with a header; None when there is none."""
    page = setting_of(rows)
    apart = _numbers_apart(rows)
    for index in range(len(rows)):
        found = heading_at(rows, index, page, None, apart=apart)
        if found is None or found.kind is None:
            continue
        if found.kind in _ALSO_LABELS and whole_label(found.text):
            continue
        return index
    return None


def heading_at(rows: Sequence[Row], index: int, page: Page, main: _Style | None, *, apart: bool) -> Heading | None:
    """Return the heading that begins at a row, or None.

    A known word alone on its line is a heading unless the text around it runs on through it. Other headings show by
    their type (bold, italic, larger) or by a number that goes with the others.
    """
    row = rows[index]
    if row.table:
        return None
    if row.level:
        return Heading(tidy(row.text), kind_of(row.text), _level(row, row.text, main), 1)
    if is_only_number(row.text) and index + 1 < len(rows) and apart:
        below = rows[index + 1]
        known = kind_of(below.text)
        if (
            (known or _stands_out(below, page))
            and (row.bold == below.bold or known)
            and begins_like_heading(below.text)
        ):
            text = f"{row.text} {below.text}"
            return Heading(tidy(text), known, _level(below, text, main), 2)
        return None
    if is_only_number(row.text) or _runs_on(rows, index, page):
        return None
    # The longest first: the head of a long heading can be a heading of its own.
    for count in range(_ROWS_OF_A_HEADING, 0, -1):
        group = rows[index : index + count]
        if len(group) < count or (count > 1 and not _same_type(group)) or not all(bare(one.text) for one in group):
            continue  # a bullet set apart from its text is no part of a heading
        text = tidy(" ".join(one.text for one in group))
        kind = kind_of(text)
        if kind is not None:
            return Heading(text, kind, _level(row, text, main), count)
    lettered = _lettered(row, page)
    if lettered is not None:
        return Heading(tidy(row.text), lettered, 2, 1)
    return _unusual(rows, index, page, main)


def _lettered(row: Row, page: Page) -> SectionKind | None:
    """A usual heading behind a small letter (``a. Draagvlak``) is a sub-heading, where its type sets it apart."""
    match = _LETTERED.match(tidy(row.text))
    return kind_of(match["text"]) if match and page.size and _stands_out(row, page) else None


def _numbers_apart(rows: Sequence[Row]) -> bool:
    """Whether this memo sets the numbers of its headings on lines of their own: two usual headings show it, in order.

    A number right below a label is the label's value (*Bijlage(n)*, then ``1``, then the first heading).
    """
    numbers: list[str] = []
    for index, (above, below) in enumerate(itertools.pairwise(rows)):
        kind = kind_of(below.text)
        if not is_only_number(above.text) or kind is None or kind is SectionKind.ATTACHMENTS or numbering(below.text):
            continue
        if below.level or (index and whole_label(rows[index - 1].text)):
            continue
        numbers.append(tidy(above.text).rstrip("."))
    return len(set(numbers)) >= 2 and numbers[0] in ("1", "I", "2", "II")


def _unusual(rows: Sequence[Row], index: int, page: Page, main: _Style | None) -> Heading | None:
    """A heading that is none of the usual ones: it must look like one, and have a text below it."""
    row = rows[index]
    text = tidy(row.text)
    if main is None or not begins_like_heading(text) or index + 1 >= len(rows) or len(row.parts) > 2:
        return None
    mark, _ = list_mark(row)
    numbered = numbering(text)
    if mark and not numbered:
        return None
    below = rows[index + 1]
    plain = not main.bold and not main.italic and main.size <= 1.12 * page.size
    if plain and bool(numbered) == (main.level >= 10) and _stands_alone(rows, index, main):
        return Heading(text, None, _level(row, text, main), 1)
    if page.size:
        if not _stands_out(row, page) or (_same_look(row, below) and not kind_of(below.text)):
            return None
        if (
            index
            and rows[index - 1].page == row.page
            and not _gap_above(rows, index, page)
            and not ends_sentence(rows[index - 1].text)
        ):
            return None
        return Heading(text, None, _level(row, text, main), 1)
    if row.italic or row.bold:
        return Heading(text, None, _level(row, text, main), 1)
    if _in_capitals(text) and main.capitals and row.new_paragraph is not False and len(text.split()) <= 8:
        return Heading(text, None, _level(row, text, main), 1)
    if numbered and main.level >= 10 and not ends_sentence(text) and len(text.split()) <= 8:
        return Heading(text, None, _level(row, text, main), 1)
    return None


def _main_style(rows: Sequence[Row], page: Page, *, apart: bool) -> _Style | None:
    """The type of the first usual heading: others of that type are of the same level."""
    for index, row in enumerate(rows):
        found = heading_at(rows, index, page, None, apart=apart)
        if found is not None and found.kind is not None:
            shown = rows[index + found.rows - 1]
            numbered = 10 if numbering(found.text) else 0
            capitals = _in_capitals(found.text)
            width = _line_length(rows)
            return _Style(shown.size, shown.bold, shown.italic, (row.level or 1) + numbered, capitals, width)
    return None


def _line_length(rows: Sequence[Row]) -> int:
    """How long lines get before they are broken, in characters; 0 where each paragraph is one line."""
    lengths = sorted(len(row.text) for row in rows if not row.table)
    long = lengths[len(lengths) * 9 // 10] if lengths else 0
    return long if 30 <= long <= 130 else 0


def _stands_alone(rows: Sequence[Row], index: int, main: _Style) -> bool:
    """Whether a line is a paragraph of its own that is no sentence: a heading in a text without type.

    The sentence above it is finished; it ends without a stop, although the first word below it would have fitted behind
    it, so that no page and no writer of running text broke it there; and what follows begins as a sentence does.
    """
    if not 0 < index < len(rows) - 1 or not main.width:
        return False
    row, above, below = rows[index], rows[index - 1], rows[index + 1]
    text, words = tidy(row.text), row.text.split()
    if not 2 <= len(words) <= 6 or not _SENTENCE.search(tidy(above.text)) or any(sign.isdigit() for sign in text[3:]):
        return False
    listed = (list_mark(row)[0] and not numbering(text)) or list_mark(below)[0]
    if listed or row.table or below.table or whole_label(text):
        return False
    fitted = len(text) + 1 + len(below.text.split(maxsplit=1)[0] if below.text else "") <= 0.8 * main.width
    return fitted and below.text[:1].isupper() and len(below.text.split()) >= 5


def _in_capitals(text: str) -> bool:
    return len(text) >= 6 and text.upper() == text and text.lower() != text


def _level(row: Row, text: str, main: _Style | None) -> int:
    number = numbering(text)
    if number and number[0].isdigit():
        return min(2, number.count(".") + 1)
    if row.level and main is not None:
        return 1 if row.level <= main.level % 10 else 2
    if main is None or (not row.bold and not row.italic and not row.size):
        return 1
    if row.size > main.size + 0.6:
        return 1
    weaker = (main.bold and not row.bold) or (row.italic and not main.italic) or row.size < main.size - 0.6
    return 2 if weaker else 1


def _runs_on(rows: Sequence[Row], index: int, page: Page) -> bool:
    """Whether the line is part of running text: the sentence before it is not finished, or goes on below it."""
    row = rows[index]
    if row.bold or row.italic:
        return False
    below = rows[index + 1] if index + 1 < len(rows) else None
    if index and kind_of(row.text) is not None and _SENTENCE.search(tidy(rows[index - 1].text)):
        # The sentence above is finished; what follows may be as short as "nvt".
        return False
    if (
        below is not None
        and starts_lower(below.text)
        and not list_mark(below)[0]
        and not _gap_above(rows, index + 1, page)
    ):
        return True
    if index == 0 or row.new_paragraph or _gap_above(rows, index, page):
        return False
    above = rows[index - 1]
    if not page.size and kind_of(row.text) is not None:
        # Without places a usual heading alone on its line is one, unless the line above cannot end there.
        return bool(_CANNOT_END.search(tidy(above.text))) and whole_label(above.text) is None
    if above.level or above.table or (above.bold and not row.bold) or kind_of(above.text) or is_only_number(above.text):
        return False
    return not ends_sentence(above.text) and len(above.text.split()) > 6


def _gap_above(rows: Sequence[Row], index: int, page: Page) -> bool:
    if index == 0:
        return True
    row, above = rows[index], rows[index - 1]
    if row.new_paragraph is not None and not page.leading:
        return row.new_paragraph
    return row.page != above.page or above.baseline - row.baseline > 1.15 * page.leading


def _stands_out(row: Row, page: Page) -> bool:
    return row.bold or row.italic or row.size > 1.12 * page.size


def _same_look(row: Row, other: Row) -> bool:
    return row.bold == other.bold and row.italic == other.italic and abs(row.size - other.size) < 0.6


def _same_type(rows: Sequence[Row]) -> bool:
    return all(_same_look(rows[0], row) and not row.level and not row.table for row in rows[1:])


def _keep(table: Table, kind: SectionKind | None, result: Outline) -> None:
    for text in table.repeated:
        result.leftovers.append(Leftover(LeftoverKind.RUNNING_HEADER, text, None))
    head = [bare(cell) for cell in table.cells[0]] if table.headed else []
    of_attachments = kind is SectionKind.ATTACHMENTS or ("volgnummer" in head and "naam" in head)
    if not of_attachments:
        result.tables.append(table.cells)
        return
    for cells in table.cells[1:] if table.headed else table.cells:
        padded = (*cells, "", "", "")
        number, name, info = padded[0], padded[1], " ".join(cell for cell in cells[2:] if cell)
        if len(cells) == 2 and not number[:1].isdigit():
            number, name, info = "", padded[0], padded[1]
        result.attachments.append(AttachmentRow(number, name, info))
