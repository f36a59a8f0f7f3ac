"""Pages of a PDF with their text in rows, columns apart, page numbers and repeated lines taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.memo import Leftover, LeftoverKind, Place, TextLayer
from app.reading.columns import SideColumn, side_columns
from app.reading.furniture import is_page_number, lone_number, repeated_lines, says_first_page
from app.reading.labels import label_and_value, type_line, whole_label
from app.reading.rows import Part, Row, parts_of_page, rows_of
from app.reading.text import bare
from signing.pages import Box, BoxKind, Pages, Rect, Word, turned

_PICTURE_SHARE = 0.6  # of the page: a picture that large, without text, is a scanned page
_SMALLEST_TYPE = 2.6  # points: below this nobody reads it
_MOSTLY = 0.8  # of the words: written at one angle, they say how the page is read


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
        recognised: whether its text stands invisibly behind a picture (a scan with recognised text).
        angle: by how many degrees the page was turned to be read; its places are turned back in the end.
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
    recognised: bool = False
    angle: int = 0


@dataclass(frozen=True)
class _Taken:
    """What was taken from one page before its columns are known."""

    parts: list[Part]
    boxes: tuple[Box, ...]
    frame: Rect
    furniture: list[Leftover]
    scanned: bool = False
    recognised: bool = False
    angle: int = 0


def set_pages(pages: Pages, limit: int | None = None) -> list[SetPage]:
    """Read pages into rows, columns apart.

    Args:
        pages: an open document.
        limit: read only so many pages from the first.
    """
    taken = [_take(pages, index) for index in range(pages.count if limit is None else min(limit, pages.count))]
    columns = side_columns([(one.parts, (one.frame[0], one.frame[2])) for one in taken])
    repeated = repeated_lines([one.parts for one in taken], [(one.frame[1], one.frame[3]) for one in taken])
    return [
        _set_page(number, one, column, repeated)
        for number, (one, column) in enumerate(zip(taken, columns, strict=True), start=1)
    ]


def sorted_page(number: int, parts: list[Part], frame: Rect, column: SideColumn | None) -> SetPage:
    """Return a page whose parts come from elsewhere than a PDF, sorted into its columns."""
    return _set_page(number, _Taken(parts, (), frame, []), column, set())


def _take(pages: Pages, index: int) -> _Taken:
    frame, _ = pages.frame(index)
    words, boxes = pages.words(index), pages.boxes(index)
    picture = _is_picture(boxes, frame)
    recognised = picture and bool(words) and not any(word.visible for word in words)
    if recognised:
        # A scan with recognised text behind the picture: the text is not drawn, but it is what the page says.
        words = tuple(replace(word, visible=True) for word in words)
    angle = _reading_angle(words)
    if angle:
        words = tuple(_upright_word(word, angle) for word in words)
        boxes = tuple(replace(box, rect=turned(box.rect, angle)) for box in boxes)
        frame = turned(frame, angle)
    seen, hidden = _readable(words, boxes)
    parts = parts_of_page(seen, index + 1)
    return _Taken(parts, boxes, frame, _hidden(hidden, index + 1), picture and not words, recognised, angle)


def _reading_angle(words: Sequence[Word]) -> int:
    """The angle at which most words are written, when it is a quarter turn; 0 for ordinary pages."""
    counts = Counter(word.angle % 360 for word in words)
    if not counts:
        return 0
    angle, count = counts.most_common(1)[0]
    return angle if angle % 90 == 0 and count >= _MOSTLY * len(words) else 0


def _upright_word(word: Word, angle: int) -> Word:
    rect = turned(word.rect, angle)
    # The baseline of turned text is not known to the page; the loose box of a letter hangs a fifth below it.
    return replace(word, rect=rect, baseline=rect[1] + 0.2 * word.size, angle=(word.angle - angle) % 360)


def unturned(place: Place | None, angle: int) -> Place | None:
    """Return a place read on a turned page in the page's own user space again."""
    return Place(place.page, turned(place.rect, -angle)) if place is not None and angle else place


def _set_page(number: int, page: _Taken, column: SideColumn | None, repeated: set[tuple[str, int]]) -> SetPage:
    low, high = page.frame[1], page.frame[3]
    body: list[Part] = []
    side: list[Part] = []
    furniture = list(page.furniture)
    parts = _whole_page_numbers(page.parts)
    first = any(says_first_page(part.text) for part in parts)
    # In a file of several memos one header stands where another did: where a document begins, it is no repetition.
    own = _header_lines(parts) if first else set()
    for part in parts:
        if is_page_number(part.text) or lone_number(part, low, high):
            furniture.append(Leftover(LeftoverKind.PAGE_NUMBER, part.text, part.place))
        elif (
            (bare(part.text), round(part.baseline / 4)) in repeated
            and part.baseline not in own
            and not (column and column.holds(part))
        ):
            furniture.append(Leftover(LeftoverKind.RUNNING_HEADER, part.text, part.place))
        elif column is not None and column.holds(part):
            side.append(part)
        else:
            body.append(part)
    return SetPage(
        number,
        rows_of(body),
        rows_of(side),
        page.boxes,
        furniture,
        page.scanned,
        first,
        low,
        high,
        page.recognised,
        page.angle,
    )


def _header_lines(parts: Sequence[Part]) -> set[float]:
    """The heights of lines that say what a memo is for, or begin with a label of its header."""
    return {
        part.baseline
        for part in parts
        if type_line(part.text) or whole_label(part.text) is not None or label_and_value(part.text) is not None
    }


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


def _readable(words: Sequence[Word], boxes: Sequence[Box]) -> tuple[list[Word], list[Word]]:
    """Part the words that are read along the page from slanted, invisible and unreadably small ones."""
    seen: list[Word] = []
    hidden: list[Word] = []
    for word in words:
        readable = word.size >= _SMALLEST_TYPE and (word.visible or on_dark(word, boxes))
        (seen if word.angle in (0, 360, 1, 359) and readable else hidden).append(word)
    return seen, hidden


def on_dark(word: Word, boxes: Sequence[Box]) -> bool:
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
