"""The table of attachments in a text without columns: known by its head, split by what such tables usually say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.reading.headings import kind_of
from app.reading.rows import Part, Row
from app.reading.text import bare, tidy

_HEAD = re.compile(
    r"^(volgnummer|nummer|nr\.?)\s+(naam|titel|document)\s+(informatie|toelichting|status|doel)$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})[.)]?\s+(?P<rest>\S.*)$")
_INFO = re.compile(
    r"\s+(?P<info>(ter|voor)\s+(ondertekening|informatie|kennisneming|kennisname|besluitvorming|achtergrond|verzending)|mee\s+te\s+zenden|"
    r"meezenden|achtergrond(informatie)?|wordt\s+meegezonden|mee\s+te\s+sturen|bijlage\s+bij\s+(de\s+)?(kamer)?brief|openbaar|"
    r"niet\s+openbaar|reeds\s+openbaar|vertrouwelijk)$",
    re.IGNORECASE,
)


def with_tables(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with those of a table of attachments split into cells."""
    result: list[Row] = []
    index = 0
    number = 1000
    while index < len(rows):
        head = _head_at(rows, index)
        if head is None:
            result.append(rows[index])
            index += 1
            continue
        texts, index = head
        number += 1
        expected = 1
        result.append(_row(texts, number))
        while index < len(rows):
            cells = _cells(rows, index)
            if cells is None or int(cells[0][0].strip(".)")) != expected:
                break
            texts, index = cells
            expected += 1
            result.append(_row(texts, number))
    return result


def _row(texts: Sequence[str], number: int) -> Row:
    return Row(tuple(Part(text) for text in texts), table=number)


def _head_at(rows: Sequence[Row], index: int) -> tuple[tuple[str, ...], int] | None:
    if rows[index].table:
        return None
    match = _HEAD.match(tidy(rows[index].text))
    if match:
        return (match[1], match[2], match[3]), index + 1
    three = [tidy(row.text) for row in rows[index : index + 3]]
    if len(three) == 3 and _HEAD.match(" ".join(three)) and all(" " not in text for text in three):
        return (three[0], three[1], three[2]), index + 3
    return None


def _cells(rows: Sequence[Row], index: int) -> tuple[tuple[str, ...], int] | None:
    """One row of the table: a number, a name over one or two lines, and what is to be done with it."""
    first = tidy(rows[index].text)
    alone = re.fullmatch(r"\d{1,2}[.)]?", first)
    match = _NUMBERED.match(first)
    if alone is None and match is None:
        return None
    number = first if alone else (match["number"] if match else "")
    text = "" if alone else (match["rest"] if match else "")
    stop = index + 1
    while not _INFO.search(" " + text) and stop < len(rows) and stop - index < 4:
        line = tidy(rows[stop].text)
        # "Achtergrond" and the like are headings elsewhere; in the last cell of a row they are what the row says.
        if (
            not line
            or _NUMBERED.match(line)
            or (kind_of(line) and not (text and _INFO.fullmatch(" " + line)))
            or re.fullmatch(r"\d{1,2}[.)]?", line)
            or bare(line) == ""
        ):
            break
        text = f"{text} {line}".strip()
        stop += 1
    info = _INFO.search(" " + text)
    if info is None:
        return ((number, text, ""), stop) if text else None
    return (number, (" " + text)[: info.start()].strip(), info["info"]), stop
