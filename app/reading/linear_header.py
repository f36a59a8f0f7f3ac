"""The header of a text without places: labels and values in whatever order an extractor left them.

All labels may come before all values, each value may follow its label, or both stand on one line; a value may be
missing, and the title may stand between a label and the next. Values are given to labels in order, each to a label
that stands before it, so that kinds agree best (a date to *Datum*, a number to *Bijlagen*); what suits no label stays
unlabelled.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.fields import Field
from app.reading.header import Block, Entry, HeaderPieces
from app.reading.labels import Label, labels_and_values, type_line, whole_label
from app.reading.rows import Row
from app.reading.text import bare, is_redacted, starts_lower, tidy
from app.reading.values import fits, is_address, is_holder, is_unit, looks_like_reference, title_likeness

_MASTHEADS = frozenset(("nota", "beslisnota", "memo"))
_WORTH = {3: 3.0, 2: 2.0, 1: 0.8, 0: -0.3}
_NEXT_TO = 0.7  # what it is worth that a value stands right below its label
_NEVER = float("-inf")
_CLEARLY = 2.0  # by so much must values before their labels agree better than labels before their values
_FARTHEST = 40  # lines between a label and its value
_MOST_LINES = 4  # of one value
_SHORT_LINE = 42  # characters: a title that goes on fills its line
_ONE_LINE = (Field.DATE, Field.PUBLISH, Field.DEADLINE, Field.CLASSIFICATION, Field.INITIALS)


@dataclass(frozen=True)
class _Line:
    """A line of the header: its row, its position, and the label it is, if any."""

    row: Row
    position: int
    label: Label | None

    @property
    def text(self) -> str:
        return tidy(self.row.text)


def linear_header(rows: Sequence[Row], pieces: HeaderPieces) -> None:
    """Read the header from rows in order; empty rows stand for empty lines.

    Args:
        rows: everything before the first heading of the body.
        pieces: takes the entries and blocks, in order of appearance.
    """
    lines = [
        _Line(row, number, None if _has_empty_cell(row) else whole_label(row.text)) for number, row in enumerate(rows)
    ]
    fused = {line.position: found for line in lines if line.text and (found := _fused(line))}
    labels = [line for line in lines if line.label is not None]
    values = [
        line for line in lines if line.text and line.label is None and line.position not in fused and not _fixed(line)
    ]
    given = _either_way(labels, values, rows)
    _collect(lines, given, fused, pieces)


def _has_empty_cell(row: Row) -> bool:
    """Whether it is a row of a table with a label and an empty cell beside it: that cell is the value."""
    return len(row.parts) == 2 and not row.parts[1].text.strip()


def _fused(line: _Line) -> list[tuple[Label, str]]:
    if line.label is not None or type_line(line.text):
        return []
    if len(line.row.parts) == 2:
        label = whole_label(line.row.parts[0].text)
        if label is not None:
            return [(label, line.row.parts[1].text)]
    return labels_and_values(line.text)


def _fixed(line: _Line) -> bool:
    return type_line(line.text) is not None or bare(line.text) in _MASTHEADS


def _either_way(labels: Sequence[_Line], values: Sequence[_Line], rows: Sequence[Row]) -> dict[int, int]:
    """Give values to the labels before them; or, where that clearly agrees better, to the labels behind them."""
    given, worth = _given(labels, values, rows)
    if not labels or not values or values[0].position > labels[0].position:
        return given
    last = len(rows) - 1

    def mirrored(lines: Sequence[_Line]) -> list[_Line]:
        return [replace(line, position=last - line.position) for line in reversed(lines)]

    back, other = _given(mirrored(labels), mirrored(values), rows[::-1])
    if other <= worth + _CLEARLY:
        return given
    return {last - value: last - label for value, label in sorted(back.items(), reverse=True)}


def _given(labels: Sequence[_Line], values: Sequence[_Line], rows: Sequence[Row]) -> tuple[dict[int, int], float]:
    """Give values to labels, and say how well they agree.

    Returns:
        Position of value -> position of label, in order and as well as the kinds agree; and what all of it is worth.
    """
    best = [[0.0] * (len(values) + 1) for _ in range(len(labels) + 1)]
    taken = [[_LABEL_EMPTY] * (len(values) + 1) for _ in range(len(labels) + 1)]
    for count in range(len(labels) + 1):
        for done in range(len(values) + 1):
            options = _options(count, done, best, labels, values, rows)
            if options:
                best[count][done], taken[count][done] = max(options)
    given: dict[int, int] = {}
    count, done = len(labels), len(values)
    while count or done:
        lines = taken[count][done]
        if lines == _LABEL_EMPTY:
            count -= 1
        elif lines == _VALUE_LOOSE:
            done -= 1
        else:
            for value in values[done - lines : done]:
                given[value.position] = labels[count - 1].position
            count, done = count - 1, done - lines
    return given, best[-1][-1]


_LABEL_EMPTY, _VALUE_LOOSE = -2, -1  # what a step does; a number above is how many lines the label takes


def _options(
    count: int,
    done: int,
    best: Sequence[Sequence[float]],
    labels: Sequence[_Line],
    values: Sequence[_Line],
    rows: Sequence[Row],
) -> list[tuple[float, int]]:
    """What can be done with the first labels and values: leave the last of either alone, or bring them together."""
    options: list[tuple[float, int]] = []
    if count:
        options.append((best[count - 1][done], _LABEL_EMPTY))
    if done:
        loose = _loose(values[done - 1], last=done == len(values))
        options.append((best[count][done - 1] + loose, _VALUE_LOOSE))
    if count:
        for lines in range(1, min(_MOST_LINES, done) + 1):
            worth = _worth(labels[count - 1], values[done - lines : done], rows)
            if worth != _NEVER:
                options.append((best[count - 1][done - lines] + worth, lines))
    return options


def _loose(value: _Line, *, last: bool) -> float:
    """What it is worth to leave a line without a label: the last line before the body is often the title."""
    likeness = title_likeness(value.text)
    return (2.2 if last and likeness >= 3 else 0.6) if likeness >= 2 else 0.0


def _worth(label: _Line, run: Sequence[_Line], rows: Sequence[Row]) -> float:
    """What it is worth to give these lines to this label; never when they stand before it or apart."""
    if label.label is None or not 0 < run[0].position - label.position <= _FARTHEST:
        return _NEVER
    field = label.label.field
    first = fits(field, run[0].text)
    joined_fit = fits(field, "".join(line.text for line in run)) if field is Field.REFERENCE and len(run) > 1 else first
    if field is Field.INITIALS or max(first, joined_fit) < 0:
        return _NEVER
    worth = _WORTH[max(first, joined_fit)]
    gap = run[0].position - label.position
    between = rows[label.position + 1 : run[0].position]
    if gap == 1 or not any(row.text for row in between):
        worth += _NEXT_TO
    for above, line in itertools.pairwise(run):
        if line.position != above.position + 1 or not _goes_on(field, above, line, first):
            return _NEVER
        worth += 0.25
    return worth


def _goes_on(field: Field, above: _Line, line: _Line, first: int) -> bool:
    """Whether a further line still belongs to the value."""
    if field in _ONE_LINE:
        return False
    if field is Field.REFERENCE:
        divided = above.text[-1] in "-/\u2010" or line.text[0] in "-/"
        return divided or (
            first < 3 and any(character.isdigit() for character in line.text) and fits(Field.DATE, line.text) < 0
        )
    if looks_like_reference(line.text) or fits(Field.DATE, line.text) > 0 or line.row.level:
        return False
    if field is Field.TO:
        return is_holder(line.text) or above.text.endswith((",", " en", " van", " voor"))
    if field is Field.ATTACHMENTS:
        return fits(field, line.text) >= 2 and not line.text.isdigit()
    if field is Field.FROM:
        return starts_lower(line.text) or above.text.endswith((",", " en", "-", "/"))
    if is_holder(line.text) or (is_redacted(line.text) != is_redacted(above.text) and field is not Field.AUTHOR):
        return False
    return title_likeness(line.text) < 2


def _collect(
    lines: Sequence[_Line], given: dict[int, int], fused: dict[int, list[tuple[Label, str]]], pieces: HeaderPieces
) -> None:
    of_label: dict[int, list[str]] = {}
    for value, label in given.items():
        of_label.setdefault(label, []).append(lines[value].text)
    loose = _LooseLines(pieces)
    for line in lines:
        if not line.text:
            loose.close()
        elif line.position in given:
            continue
        elif line.label is not None:
            loose.close()
            pieces.entries.append(Entry(line.label, tuple(of_label.get(line.position, ()))))
        elif line.position in fused:
            loose.close()
            pieces.entries.extend(Entry(label, (value,) if value else ()) for label, value in fused[line.position])
        elif _fixed(line):
            loose.close()
            loose.fixed(line)
        else:
            loose.add(line)
    loose.close()


class _LooseLines:
    """Lines without label, gathered into blocks while they belong together."""

    def __init__(self, pieces: HeaderPieces) -> None:
        self._pieces = pieces
        self._group: list[_Line] = []
        self._after_masthead = False

    def fixed(self, line: _Line) -> None:
        """Take a TER line or the word *nota* by itself."""
        self._pieces.blocks.append(Block((line.text,), line.row.size, line.row.bold))
        self._after_masthead = self._after_masthead or bare(line.text) in _MASTHEADS

    def add(self, line: _Line) -> None:
        """Take a further line; one that begins something else begins a block."""
        if self._group:
            last = self._group[-1]
            look = (last.row.bold, last.row.level) != (line.row.bold, line.row.level)
            if look or _separate(last, line):
                self.close()
        self._group.append(line)

    def close(self) -> None:
        """End the block in hand."""
        if self._group:
            row = self._group[0].row
            titled = self._after_masthead or row.level == 1
            self._pieces.blocks.append(Block(tuple(line.text for line in self._group), row.size, row.bold, titled))
            self._after_masthead = False
            self._group = []


def _separate(above: _Line, line: _Line) -> bool:
    """Whether a line begins something else than the line above: another kind of value, a unit, a new start."""
    if is_holder(line.text) or looks_like_reference(line.text) or fits(Field.DATE, line.text) == 3:
        return True
    if is_unit(line.text) or is_address(line.text) != is_address(above.text):
        return True
    return line.text[:1].isupper() and len(above.text) < _SHORT_LINE and not _unfinished(above.text)


def _unfinished(text: str) -> bool:
    return text.endswith((",", "-", "/", " en", " van", " voor", " de", " het", " over", " in", " op", " aan", " bij"))
