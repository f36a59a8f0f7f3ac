"""A memo from a PDF: words with places, columns, header, body, notes; several memos in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.memo import Leftover, LeftoverKind, Memo, TextLayer
from app.reading.assemble import MemoPieces, assemble
from app.reading.columns import SideColumn, side_columns
from app.reading.furniture import is_page_number, lone_number, repeated_lines, says_first_page, split_footnotes
from app.reading.header import Entry, HeaderPieces, shown_value
from app.reading.header_places import main_entries, side_entries
from app.reading.labels import Field, is_holder, label_and_value, type_line, whole_label
from app.reading.outline import first_heading
from app.reading.paragraphs import setting_of
from app.reading.rows import Part, Row, parts_of_page, rows_of
from app.reading.tables import horizontal_edges
from app.reading.text import bare
from signing.pages import Box, BoxKind, Pages, Rect, Word

_PICTURE_SHARE = 0.6  # of the page: a picture that large, without text, is a scanned page
_SMALLEST_TYPE = 2.6  # points: below this nobody reads it


@dataclass
class SetPage:
    """One page, its text sorted into columns.

    Attributes:
        number: from 1.
        body: rows of the main column.
        side: rows of the side column.
        boxes: what is drawn.
        furniture: page numbers and repeated lines, taken out.
        scanned: whether it is a picture without text.
        first: whether a page number says that a document begins here.
        low: lower edge of the visible page in points; ``high`` the upper edge.
    """

    number: int
    body: list[Row]
    side: list[Row]
    boxes: tuple[Box, ...]
    furniture: list[Leftover] = field(default_factory=list)
    scanned: bool = False
    first: bool = False
    low: float = 0.0
    high: float = 842.0


def set_pages(pages: Pages, limit: int | None = None) -> list[SetPage]:
    """Read pages into rows, columns apart.

    Args:
        pages: an open document.
        limit: read only so many pages from the first.
    """
    raw: list[tuple[list[Part], tuple[Box, ...], Rect, list[Leftover], bool]] = []
    for index in range(pages.count if limit is None else min(limit, pages.count)):
        frame, _ = pages.frame(index)
        words, boxes = pages.words(index), pages.boxes(index)
        seen, hidden = _upright(words, boxes)
        parts = parts_of_page(seen, index + 1)
        raw.append((parts, boxes, frame, _hidden(hidden, index + 1), not words and _is_picture(boxes, frame)))
    columns = side_columns([(parts, (frame[0], frame[2])) for parts, _, frame, _, _ in raw])
    repeated = repeated_lines([parts for parts, *_ in raw], [(frame[1], frame[3]) for _, _, frame, _, _ in raw])
    return [
        _set_page(number, one, column, repeated)
        for number, (one, column) in enumerate(zip(raw, columns, strict=True), start=1)
    ]


def _set_page(
    number: int,
    page: tuple[list[Part], tuple[Box, ...], Rect, list[Leftover], bool],
    column: SideColumn | None,
    repeated: set[tuple[str, int]],
) -> SetPage:
    parts, boxes, frame, furniture, scanned = page
    body: list[Part] = []
    side: list[Part] = []
    first = False
    for part in _whole_page_numbers(parts):
        if is_page_number(part.text) or lone_number(part, frame[1], frame[3]):
            furniture.append(Leftover(LeftoverKind.PAGE_NUMBER, part.text, part.place))
            first = first or says_first_page(part.text)
        elif (bare(part.text), round(part.baseline / 4)) in repeated and not (column and column.holds(part)):
            furniture.append(Leftover(LeftoverKind.RUNNING_HEADER, part.text, part.place))
        elif column is not None and column.holds(part):
            side.append(part)
        else:
            body.append(part)
    return SetPage(number, rows_of(body), rows_of(side), boxes, furniture, scanned, first, frame[1], frame[3])


def sorted_page(number: int, parts: list[Part], frame: Rect, column: SideColumn | None) -> SetPage:
    """Return a page whose parts come from elsewhere than a PDF, sorted into its columns."""
    return _set_page(number, (parts, (), frame, [], False), column, set())


def _whole_page_numbers(parts: Sequence[Part]) -> list[Part]:
    """Put *Pagina* and its number together where they stand in two parts."""
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        if (
            last is not None
            and bare(last.text) == "pagina"
            and part.text[:1].isdigit()
            and (abs(last.baseline - part.baseline) < 2 or 0 < last.baseline - part.baseline < 2 * part.size)
            and last.rect is not None
            and part.rect is not None
        ):
            rect = (min(last.rect[0], part.rect[0]), part.rect[1], max(last.rect[2], part.rect[2]), last.rect[3])
            result[-1] = Part(f"{last.text} {part.text}", part.page, rect, last.baseline, last.size)
        else:
            result.append(part)
    return result


def _upright(words: Sequence[Word], boxes: Sequence[Box]) -> tuple[list[Word], list[Word]]:
    """Part the words that are read along the page from slanted, invisible and unreadably small ones."""
    seen: list[Word] = []
    hidden: list[Word] = []
    for word in words:
        readable = word.size >= _SMALLEST_TYPE and (word.visible or _on_dark(word, boxes))
        (seen if word.angle in (0, 360, 1, 359) and readable else hidden).append(word)
    return seen, hidden


def _on_dark(word: Word, boxes: Sequence[Box]) -> bool:
    """Whether white type stands on something drawn below it, so that it is seen after all."""
    across, up = (word.rect[0] + word.rect[2]) / 2, (word.rect[1] + word.rect[3]) / 2
    return any(
        box.kind in (BoxKind.FILLED, BoxKind.IMAGE)
        and box.rect[0] <= across <= box.rect[2]
        and box.rect[1] <= up <= box.rect[3]
        and (box.colour is None or min(box.colour[:3]) < 220)
        for box in boxes
    )


def _hidden(words: Sequence[Word], page: int) -> list[Leftover]:
    parts: list[str] = []
    for word in words:
        if parts and word.glued:
            parts[-1] += word.text
        else:
            parts.append(word.text)
    return [Leftover(LeftoverKind.HIDDEN, " ".join(parts))] if parts else []


def _is_picture(boxes: Sequence[Box], frame: Rect) -> bool:
    area = max((frame[2] - frame[0]) * (frame[3] - frame[1]), 1.0)
    return any(
        box.kind is BoxKind.IMAGE and (box.rect[2] - box.rect[0]) * (box.rect[3] - box.rect[1]) > _PICTURE_SHARE * area
        for box in boxes
    )


def text_layer(pages: Sequence[SetPage]) -> TextLayer:
    """Return whether the pages hold text, partly, or none at all."""
    with_text = [page for page in pages if page.body or page.side or page.furniture]
    if not with_text:
        return TextLayer.NONE
    return TextLayer.PARTIAL if any(page.scanned for page in pages) else TextLayer.FULL


def memos_of(pages: Sequence[SetPage]) -> tuple[Memo, ...]:
    """Read the memos that stand on these pages."""
    return tuple(assemble(_pieces(group)) for group in _split(pages))


def _split(pages: Sequence[SetPage]) -> list[list[SetPage]]:
    """Begin a new memo where a page has a header block of its own, not just a repetition of the first."""
    groups: list[list[SetPage]] = []
    for page in pages:
        if not groups or _starts_memo(page, groups[-1]):
            groups.append([page])
        else:
            groups[-1].append(page)
    return groups


def _starts_memo(page: SetPage, before: Sequence[SetPage]) -> bool:
    first = first_heading(page.body)
    head = page.body[: first if first is not None else 0]
    rows = [*head, *page.side]
    typed = any(type_line(row.text) for row in rows)
    addressed = any(
        ((label := whole_label(row.parts[0].text)) is not None
        and label.field is Field.TO
        and len(row.parts) > 1)
        or is_holder(row.text)
        or ((both := label_and_value(row.text)) is not None and both[0].field is Field.TO)
        for row in head
    )
    # A second memo has its own occasion; a page that goes on has not.
    anew = page.first or (first is not None and bare(page.body[first].text).endswith(("aanleiding", "inleiding")))
    return (typed or addressed) and (anew or page.first)


def _pieces(pages: Sequence[SetPage]) -> MemoPieces:
    pieces = MemoPieces(pages=tuple(page.number for page in pages))
    size = setting_of([row for page in pages for row in page.body]).size
    for page in pages:
        pieces.edges[page.number] = horizontal_edges(page.boxes)
        pieces.header.leftovers.extend(page.furniture)
        body, notes = split_footnotes(page.body, size)
        pieces.notes.extend(notes)
        if page is pages[0]:
            start = first_heading(body)
            if start is None:
                start = _without_heading(body, size)
            main_entries(body[:start], page.boxes, pieces.header)
            side_entries(page.side, page.boxes, pieces.header)
            pieces.body.extend(body[start:])
        else:
            _later_page(page, pieces)
            pieces.body.extend(body)
    return pieces


def _without_heading(rows: Sequence[Row], size: float) -> int:
    """Where the body begins in a memo without headings: at the first line of the first paragraph of running text."""
    width = max((row.right - row.left for row in rows), default=0.0)
    for index, row in enumerate(rows[:-1]):
        below = rows[index + 1]
        near = 0 < row.baseline - below.baseline < 1.7 * max(size, 1.0)
        if near and len(row.parts) == 1 and row.right - row.left > 0.75 * width and len(row.text) > 45:
            return index
    return len(rows)


def _later_page(page: SetPage, pieces: MemoPieces) -> None:
    """The side column of a later page: repetitions of the header are checked and put aside, new fields are kept."""
    later = HeaderPieces()
    side_entries(page.side, page.boxes, later)
    known: dict[Field, set[str]] = {}
    for entry in pieces.header.entries:
        known.setdefault(entry.label.field, set()).add(shown_value(entry))
    for entry in later.entries:
        if entry.label.field not in known:
            pieces.header.entries.append(entry)
            continue
        if entry.label.field in (Field.REFERENCE, Field.DATE):
            pieces.repeats.append(shown_value(entry) in known[entry.label.field])
        elif entry.lines:
            pieces.repeats.append(shown_value(entry) in known[entry.label.field] or entry.boxed)
        pieces.header.leftovers.append(Leftover(LeftoverKind.RUNNING_HEADER, _printed(entry), entry.place))
    for block in later.side_blocks:
        pieces.header.leftovers.append(Leftover(LeftoverKind.RUNNING_HEADER, "\n".join(block.lines), block.place))
    pieces.header.leftovers.extend(later.leftovers)


def _printed(entry: Entry) -> str:
    return "\n".join([entry.label.printed, *entry.lines])
