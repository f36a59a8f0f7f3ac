"""Who signs a letter, and the white space for it: the block of role and name after the letter's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.letter import Rect, SignatureBox
from app.reading.rows import Part, Row, around
from app.reading.set_page import SetPage
from app.reading.text import joined, tidy
from signing.pages import Box, BoxKind

_ROLE = re.compile(
    r"^(de|het)?\s*(demissionair\s+|waarnemend\s+)?(minister-president|vice-?minister-president|minister|staatssecretaris|"
    r"staatssecretarissen|ministers)\b(?!\s+(heeft|is|zal|kan|wil|wordt|zei|had))",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(hoogachtend|met\s+(vriendelijke|de\s+meeste)\s+(groet|hoogachting)|met\s+hoogachting|namens\s+deze)",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"^(bijlage|cc\b|kopie|afschrift|c\.c\.|p\.s\.|namens|mede\b|de\s|pagina|\d)", re.IGNORECASE)
_INSET = 4.0  # points kept free towards the lines above and below
_LEAST = 26.0  # points of height below which nobody signs
_USUAL = 68.0  # points of height taken where the space has no lower end
_SHARE_OF_WIDTH = 0.6  # of the body's width: a signature, not a banner


@dataclass(frozen=True)
class Signatory:
    """Who signs, as printed, and where.

    Attributes:
        role: without leading article and without what follows its comma; a comma within a ministry's name stays.
        name: the line below the free space; None when there is none.
        box: where the signature goes; None when the page has no room for it.
        two: whether a second office-holder signs too.
    """

    role: str
    name: str | None
    box: SignatureBox | None
    two: bool


def signatory_of(pages: Sequence[SetPage], after: tuple[int, float]) -> Signatory | None:
    """Return the signatory of a letter, or None when no block of role and name is found.

    Args:
        pages: of the letter, in order.
        after: page number and height of the salutation; the block stands below it.
    """
    blocks = [
        (page, column, number)
        for page in pages
        for column in _body_columns(page)
        for number, row in enumerate(column)
        if _below(row, after) and _ROLE.match(row.text) and _is_block(column, number)
    ]
    if not blocks:
        return None
    page, column, number = blocks[0]
    role_rows = _role_rows(column, number)
    role = _role_text(role_rows)
    name_row = _name_row(column, number + len(role_rows))
    roles = {_role_text(_role_rows(other, at)).casefold() for _, other, at in blocks}
    two = len(blocks) > 1 and (len(roles) > 1 or len({(one[0].number, one[1][one[2]].left) for one in blocks}) > 1)
    box = _place(page, column, role_rows, name_row)
    return Signatory(role, tidy(name_row.text) if name_row else None, box, two)


def _below(row: Row, after: tuple[int, float]) -> bool:
    return row.page > after[0] or (row.page == after[0] and row.baseline < after[1])


def _body_columns(page: SetPage) -> list[list[Row]]:
    """The body's rows; where two blocks stand side by side, each as a column of its own."""
    split = [
        row
        for row in page.body
        if len(row.parts) == 2
        and sum(bool(_ROLE.match(part.text)) for part in row.parts) >= 1
        and _ROLE.match(row.parts[1].text)
    ]
    if not split:
        return [list(page.body)]
    start, edge = split[0].baseline, split[0].parts[1].left
    left = [
        _only(row, [p for p in row.parts if p.left < edge - 4]) if row.baseline <= start else row for row in page.body
    ]
    right = [_only(row, [p for p in row.parts if p.left >= edge - 4]) for row in page.body if row.baseline <= start]
    return [[row for row in left if row is not None], [row for row in right if row is not None]]


def _only(row: Row, parts: list[Part]) -> Row | None:
    return replace(row, parts=tuple(parts)) if parts else None


def _is_block(column: Sequence[Row], number: int) -> bool:
    """Whether a line that begins with a role is the head of a signature block, and not of a sentence."""
    rows = _role_rows(column, number)
    text = " ".join(row.text for row in rows)
    if len(rows) > 4 or re.search(r"[.!?]$", text) or len(text) > 220:
        return False
    above = column[number - 1] if number else None
    set_off = (
        above is None
        or above.page != column[number].page
        or above.baseline - column[number].baseline > 1.2 * column[number].size
    )
    rest = column[number + len(rows) :]
    name = _name_row(column, number + len(rows))
    closed = above is not None and bool(_CLOSING.match(above.text))
    return (
        set_off
        and (closed or name is not None or not rest)
        and (text.rstrip().endswith(",") or name is not None or closed or not rest)
    )


def _role_rows(column: Sequence[Row], number: int) -> list[Row]:
    rows = [column[number]]
    for row in column[number + 1 :]:
        above = rows[-1]
        if row.page != above.page or above.baseline - row.baseline > 1.75 * above.size or len(rows) == 5:
            break
        rows.append(row)
    # A name set close below the role ends the block, unless a name stands further down: then it is part of the role.
    following = column[number + len(rows) : number + len(rows) + 1]
    close_name = len(rows) > 1 and rows[-2].text.rstrip().endswith(",") and _looks_like_name(rows[-1].text)
    if close_name and not any(_looks_like_name(row.text) for row in following):
        rows.pop()
    return rows


# "Onderwijs, Cultuur en Wetenschap": a comma within a name, which may go on over the line's end.
_WORD = r"(?-i:[A-Z\u00c0-\u00dd])[\w\u00c0-\u017f]+"
_LONG_NAME = re.compile(
    rf"^(?:(?:de|het)\s+)?(?P<role>[\w\- ]*?\b(?:van|voor)\s+{_WORD}(?:,\s*{_WORD})+,?\s+en\s+{_WORD})", re.IGNORECASE
)


def _role_text(rows: Sequence[Row]) -> str:
    long = _LONG_NAME.match(joined([row.text for row in rows]))
    if long:
        return tidy(long["role"])
    whole = ""
    for row in rows:
        whole = joined([whole, row.text]) if whole else tidy(row.text)
        if row.text.rstrip().endswith(","):
            break
    whole = re.sub(r"^(de|het)\s+", "", whole.split(",")[0] if whole.endswith(",") else whole, flags=re.IGNORECASE)
    return tidy(whole).rstrip(",")


_NAME = re.compile(
    r"^((drs|mr|dr|ir|ing|prof|mw|dhr|h\.e|bc|msc|ma|mevrouw|de heer)\.?\s*)*([A-Z\u00c0-\u00dd][a-z]?\.?[\s\-]*){0,5}"
    r"((van|de|der|den|ten|ter|te|het|'t|von|op|in|la|le|el|al)\s+)*[A-Z\u00c0-\u00dd][\w'\u00c0-\u017f.\-]+"
    r"([\s\-]+(van|de|der|den|[A-Z\u00c0-\u00dd][\w'\u00c0-\u017f\-]+))*(\s+\w{2,4}\.?)?$",
    re.IGNORECASE,
)


def _looks_like_name(text: str) -> bool:
    text = tidy(text)
    return (
        bool(_NAME.match(text))
        and len(text) <= 60
        and len(text.split()) <= 8
        and not _NOT_A_NAME.match(text)
        and bool(re.search(r"\b[A-Z]\.|^(drs|mr|dr|ir|ing|prof)\b", text) or len(text.split()) <= 4)
    )


def _name_row(column: Sequence[Row], start: int) -> Row | None:
    for row in column[start : start + 1]:
        if _looks_like_name(row.text):
            return row
    return None


def _place(page: SetPage, column: Sequence[Row], role_rows: Sequence[Row], name: Row | None) -> SignatureBox | None:
    """The free rectangle between role and name; else below the role, else between the closing and the role."""
    first, last = role_rows[0], role_rows[-1]
    left = min(row.left for row in role_rows)
    right = _right_edge(page, column, left)
    role = around(part for row in role_rows for part in row.parts)
    if role is None:
        return None
    bottom = role.rect[1]
    named = name.place if name is not None and name.page == first.page else None
    block: Rect = (left, named.rect[1] if named else bottom, right, role.rect[3])
    wide = left + max(120.0, _SHARE_OF_WIDTH * (right - left))
    candidates: list[Rect] = []
    if named is not None:
        candidates.append((left, named.rect[3] + _INSET, min(wide, right), bottom - _INSET))
        candidates.append(_under(page, column, name or last, left, min(wide, right), named.rect[1]))
    else:
        candidates.append(_under(page, column, last, left, min(wide, right), bottom))
    candidates.append(_over(column, first, left, min(wide, right), role.rect[3]))
    for candidate in candidates:
        free = _clear(candidate, page.boxes)
        if free is not None and free[3] - free[1] >= _LEAST and free[2] - free[0] >= 80:
            return SignatureBox(first.page, free, block)
    return None


def _right_edge(page: SetPage, column: Sequence[Row], left: float) -> float:
    body = max((row.right for row in page.body), default=left + 200)
    own = max((row.right for row in column), default=body)
    beside = min((part.left for row in page.side for part in row.parts if part.left > left + 100), default=body + 100)
    return min(max(body, own) if own > 0.8 * body else max(own, left + 150), beside - 6)


def _under(page: SetPage, column: Sequence[Row], row: Row, left: float, right: float, top: float) -> Rect:
    below = [other for other in column if other.page == row.page and other.baseline < row.baseline - 2]
    floor = max((other.place.rect[3] for other in below if other.place), default=page.low + 56)
    return (left, max(floor + _INSET, top - _INSET - _USUAL), right, top - _INSET)


def _over(column: Sequence[Row], row: Row, left: float, right: float, bottom: float) -> Rect:
    above = [other for other in column if other.page == row.page and other.baseline > row.baseline + 2]
    ceiling = min((other.place.rect[1] for other in above if other.place), default=bottom + _USUAL + 2 * _INSET)
    return (left, bottom + _INSET, right, min(ceiling - _INSET, bottom + _INSET + _USUAL))


def in_the_way(box: Box) -> bool:
    """Whether something drawn takes room from a signature."""
    if box.kind is BoxKind.FIELD:
        return False  # an empty field is a place to sign, not something in its way; the checks say that it is there
    if box.kind is BoxKind.FILLED and box.colour is not None and min(box.colour[:3]) > 250:
        return False
    left, bottom, right, top = box.rect
    return not (right - left > 500 and top - bottom > 700)  # a ground drawn over the whole page


def _clear(rect: Rect, boxes: Sequence[Box]) -> Rect | None:
    """Shrink a rectangle until nothing drawn lies in it; the largest remainder is kept."""
    for box in boxes:
        if not in_the_way(box):
            continue
        left, bottom, right, top = box.rect
        if left >= rect[2] or right <= rect[0] or bottom >= rect[3] or top <= rect[1]:
            continue
        options = (
            (rect[0], rect[1], left - 2, rect[3]),
            (right + 2, rect[1], rect[2], rect[3]),
            (rect[0], top + 2, rect[2], rect[3]),
            (rect[0], rect[1], rect[2], bottom - 2),
        )
        rect = max(options, key=lambda one: max(one[2] - one[0], 0.0) * max(one[3] - one[1], 0.0))
    return rect if rect[2] > rect[0] and rect[3] > rect[1] else None
