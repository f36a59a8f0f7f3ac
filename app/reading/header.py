"""From labelled and unlabelled pieces of a header to the fields of a memo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.memo import HeaderEntry, Leftover, LeftoverKind, Place, Publish
from app.reading.dates import read_date
from app.reading.fields import Field
from app.reading.labels import Label, type_line
from app.reading.text import bare, is_redacted, is_residue, joined, tidy
from app.reading.values import is_address, is_holder, is_unit, looks_like_reference, title_likeness

_SENDER = re.compile(
    r"^(de|het)\s+(plv\.?\s+|plaatsvervangend\s+|waarnemend\s+|wnd\.?\s+)?(secretaris-generaal|directeur|inspecteur|hoofd|"
    r"programmadirecteur|thesaurier|directie|directoraat|landsadvocaat)",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(r"^(nota|beslisnota|memo|n o t a)$", re.IGNORECASE)
_TWO_HOLDERS = re.compile(r"\s+(?:en|&|/)\s+|\s*[,;]\s*|\s+/\s+")


@dataclass(frozen=True)
class Entry:
    """A label with the lines that belong to it."""

    label: Label
    lines: tuple[str, ...]
    place: Place | None = None
    boxed: bool = False


@dataclass(frozen=True)
class Block:
    """Lines of the header without a label that stand together.

    Attributes:
        lines: as printed.
        size: of the type in points, 0 when unknown.
        bold: whether all of it is bold.
        titled: whether it stands beside or below the word *nota*, or markup calls it a title.
        place: where it stands.
        boxed: whether a filled box without text stands in it.
    """

    lines: tuple[str, ...]
    size: float = 0.0
    bold: bool = False
    titled: bool = False
    place: Place | None = None
    boxed: bool = False

    @property
    def text(self) -> str:
        """The lines as one."""
        return joined(self.lines)


@dataclass
class HeaderPieces:
    """What a source (pages, text, DOCX) found of the header, in order of appearance."""

    entries: list[Entry] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    side_blocks: list[Block] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


@dataclass
class HeaderFields:
    """Values for :class:`app.memo.Memo`, by attribute name, with the entries as printed and what found no place."""

    values: dict[str, Any] = field(default_factory=dict)
    header: list[HeaderEntry] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def header_fields(pieces: HeaderPieces) -> HeaderFields:
    """Give every piece of a header its field; what has none becomes a leftover."""
    result = HeaderFields(leftovers=list(pieces.leftovers))
    values = result.values
    for entry in pieces.entries:
        _labelled(entry, result)
    units: list[Block] = []
    for name, block in _main_blocks(pieces.blocks, values):
        if not name and not pieces.side_blocks and _may_be_unit(block, values):
            units.append(block)
        else:
            _unlabelled(name, block, result)
    _sender_from_side(pieces.side_blocks or units, result)
    _sender_from_author(pieces.entries, values)
    _last_resort_title(pieces, values)
    if values.get("title") and re.match(r"openbare\b", values["title"], re.IGNORECASE):
        values.setdefault("publish", Publish.YES)
    return result


def addressees(text: str) -> tuple[str, ...]:
    """Split an addressee field into the office-holders it names; a ministry's own *en* does not split it."""
    text = re.sub(r"^aan\s*:?\s+", "", tidy(text), flags=re.IGNORECASE)
    for match in _TWO_HOLDERS.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if left and right and is_holder(left) and is_holder(right):
            return (*addressees(left), *addressees(right))
    return (text,) if text else ()


def clean_reference(lines: Sequence[str]) -> str:
    """Return a registry number without line breaks, and without the gaps that damage set between its digits."""
    whole = ""
    for line in (tidy(line) for line in lines):
        if not whole or whole[-1] in "-\u2010\u2011" or (whole[-1] == "/" and whole[-2:-1] != " "):
            whole = (whole[:-1] + "-" if whole[-1:] in ("\u2010", "\u2011") else whole) + line
        else:
            whole += ("" if line.startswith("/") else " ") + line
    if re.fullmatch(r"[\d ]+", whole) or re.fullmatch(r"(19|20)\d ?\d[\d -]+", whole):
        return whole.replace(" ", "")
    closed = whole.replace(" ", "")
    if re.fullmatch(r"[A-Z]{2,8}/[A-Z]{2,8}-\d{4}/\d+", closed, re.IGNORECASE):
        return closed
    return whole


def _labelled(entry: Entry, result: HeaderFields) -> None:
    values = result.values
    lines = [tidy(line) for line in entry.lines if tidy(line)]
    redacted = entry.boxed or any(is_redacted(line) for line in lines)
    printed = "\n".join(lines)
    kind = entry.label.field
    if kind is Field.INITIALS:
        words = " ".join([entry.label.printed, *lines])
        result.leftovers.append(Leftover(LeftoverKind.INITIALS, words, entry.place))
        return
    result.header.append(HeaderEntry(entry.label.printed, printed, entry.place, redacted))
    setter = _SETTERS.get(kind)
    if setter is not None:
        setter(values, lines, redacted)
    else:
        _other(entry.label, joined(lines), values)


def _set_to(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    values["to"] = (*values.get("to", ()), *addressees(joined(lines)))


def _set_sender(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    kept = _kept(lines)
    _first(values, "sender", "redacted" if redacted and not kept else joined(kept) or None)


def _set_reference(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    if lines and "reference" not in values:
        values["reference"], values["reference_printed"] = clean_reference(lines), "\n".join(lines)


def _set_date(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    text = joined(lines)
    found = read_date(text)
    if found is not None and "date" not in values:
        values["date"], values["date_printed"] = found.day, text
    elif text and "date_printed" not in values:
        values["date_printed"] = text


def _set_author(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    rest = _kept(lines)
    made_unreadable = redacted or (lines and not rest)
    _first(values, "author", "redacted" if made_unreadable else joined(rest) or "empty")


def _set_cooperated(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    values["cooperated"] = " ".join(piece for piece in (values.get("cooperated"), joined(lines)) if piece)


def _set_attachments(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    _first(values, "attachments", " ".join(lines))


def _set_publish(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    _first(values, "publish", _publish(joined(lines)))


def _set_title(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    _first(values, "title", joined(lines) or None)


def _set_type(values: dict[str, Any], lines: list[str], redacted: bool) -> None:
    _first(values, "type", joined(lines) or None)


_SETTERS: dict[Field, Callable[[dict[str, Any], list[str], bool], None]] = {
    Field.TO: _set_to,
    Field.FROM: _set_sender,
    Field.REFERENCE: _set_reference,
    Field.DATE: _set_date,
    Field.AUTHOR: _set_author,
    Field.COOPERATED: _set_cooperated,
    Field.ATTACHMENTS: _set_attachments,
    Field.PUBLISH: _set_publish,
    Field.TITLE: _set_title,
    Field.TYPE: _set_type,
}


def _may_be_unit(block: Block, values: dict[str, Any]) -> bool:
    """Whether a block without label, in a text without columns, names the sending unit."""
    wanted = values.get("sender") in (None, "redacted")
    return wanted and (is_unit(block.text) or (len(block.text.split()) <= 6 and block.text[:1].isupper()))


def _first(values: dict[str, Any], name: str, value: Any) -> None:
    if value is not None and name not in values:
        values[name] = value


def _kept(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if not is_redacted(line) and not is_residue(line)]


def _publish(text: str) -> Publish:
    word = text.lower()
    if word.startswith("ja") or word == "openbaar":
        return Publish.YES
    if word.startswith(("nee", "niet")):
        return Publish.NO
    return Publish.UNKNOWN


def _other(label: Label, text: str, values: dict[str, Any]) -> None:
    others: dict[str, str] = values.setdefault("other_fields", {})
    others.setdefault(label.printed, text)
    if label.field is Field.DEADLINE:
        near: date | None = values.get("date")
        found = read_date(text, near=near)
        if found is not None:
            _first(values, "deadline", found.day)
    elif label.field is Field.CLASSIFICATION and text:
        _first(values, "classification", text)


def _main_blocks(blocks: Sequence[Block], values: dict[str, Any]) -> list[tuple[str, Block]]:
    """Say of each unlabelled block of the main column what it is."""
    named: list[tuple[str, Block]] = []
    for block in blocks:
        named.append((_name_of(block, values, named[-1][0] if named else ""), block))
    rest = [block for name, block in named if not name]
    title = _title_of(rest) if "title" not in values else None
    result: list[tuple[str, Block]] = []
    for name, block in named:
        if block is title:
            words = re.sub(r"^nota\s+(?=[A-Z])", "", block.text) if not block.titled else block.text
            # A label that stands right before its value, with no more than a space between them.
            values["title"] = re.sub(r"^(Onderwerp|Betreft|Titel)\s*:?\s+(?=[A-Z])", "", words)
            name = "title"
        result.append((name or _late_name(block, values), block))
    return result


def _name_of(block: Block, values: dict[str, Any], before: str) -> str:
    """What an unlabelled block is, seen by itself: TER line, the word nota, addressee, sender; empty for the rest."""
    text = block.text
    if type_line(text) and "type" not in values:
        values["type"] = type_line(text)
        return "type"
    if _MASTHEAD.match(text) and not block.titled:
        return "masthead"
    if is_holder(text) and title_likeness(text) < 2 and ("to" not in values or before == "to"):
        lines = block.lines if all(is_holder(line) for line in block.lines) else (text,)
        values["to"] = (*values.get("to", ()), *(one for line in lines for one in addressees(line)))
        return "to"
    if _SENDER.match(text) and "sender" not in values:
        values["sender"] = text
        return "sender"
    return ""


def _late_name(block: Block, values: dict[str, Any]) -> str:
    """A reference or a date that stands without its label, once the title is known."""
    if looks_like_reference(block.text) and "reference" not in values:
        values["reference"], values["reference_printed"] = clean_reference(block.lines), "\n".join(block.lines)
        return "reference"
    found = read_date(block.text)
    if found is not None and len(block.text.split()) <= 5 and "date" not in values:
        values["date"], values["date_printed"] = found.day, block.text
        return "date"
    return ""


def _title_of(blocks: Sequence[Block]) -> Block | None:
    best: tuple[float, Block] | None = None
    largest = max((block.size for block in blocks), default=0.0)
    for number, block in enumerate(blocks):
        if is_address(block.text) or is_redacted(block.text):
            continue
        likeness = title_likeness(block.text)
        starts_nota = (
            bool(re.match(r"^(nota|oplegnota|beslisnota)\b", block.text, re.IGNORECASE)) and len(block.text.split()) > 1
        )
        score = likeness + 5.0 * block.titled + 3.0 * starts_nota + 0.5 * block.bold + 0.3 * number
        score += 1.0 if largest and block.size >= largest else 0.0
        if not (likeness or block.titled or starts_nota) and (is_unit(block.text) or len(block.text.split()) < 2):
            continue
        if best is None or score >= best[0]:
            best = (score, block)
    return best[1] if best else None


def _unlabelled(name: str, block: Block, result: HeaderFields) -> None:
    if name in ("masthead", ""):
        kind = LeftoverKind.MASTHEAD if name else LeftoverKind.LETTERHEAD
        result.leftovers.append(Leftover(kind, "\n".join(block.lines), block.place))
    else:
        result.header.append(HeaderEntry("", "\n".join(block.lines), block.place, redacted=False))


def _sender_from_side(blocks: Sequence[Block], result: HeaderFields) -> None:
    """The unit block at the head of the side column: unit lines, then an address, perhaps a redacted name."""
    values = result.values
    unit: list[str] = []
    for block in blocks:
        rest: list[str] = []
        unit_ended = False
        for line in block.lines:
            if is_redacted(line) or is_residue(line):
                values.setdefault("author", "redacted")
                rest.append(line)
                unit_ended = True
            elif is_address(line) or unit_ended:
                unit_ended = True
                rest.append(line)
            elif type_line(line) and "type" not in values:
                values["type"] = type_line(line)
                result.header.append(HeaderEntry("", line, block.place, redacted=False))
            else:
                unit.append(line)
        if block.boxed:
            values.setdefault("author", "redacted")
        if rest:
            result.leftovers.append(Leftover(LeftoverKind.LETTERHEAD, "\n".join(rest), block.place))
    if not unit:
        return
    place = blocks[0].place
    if "sender" not in values or values["sender"] == "redacted":
        values["sender"] = unit_name(unit)
        result.header.append(HeaderEntry("", "\n".join(unit), place, redacted=False))
    else:
        result.leftovers.append(Leftover(LeftoverKind.LETTERHEAD, "\n".join(unit), place))


def unit_name(lines: Sequence[str]) -> str:
    """Join the lines of a unit's name; a line that begins another unit is set off with a comma."""
    name = ""
    for line in (tidy(line) for line in lines):
        if not name:
            name = line
        elif is_unit(line) and not re.match(r"^(rijks|nationaal|algemene)", line, re.IGNORECASE):
            name += ", " + line
        else:
            name = joined([name, line])
    return name


def _sender_from_author(entries: Sequence[Entry], values: dict[str, Any]) -> None:
    """Some memos name the unit only under *Opgesteld door*."""
    if values.get("sender"):
        return
    for entry in entries:
        if entry.label.field is Field.AUTHOR:
            unit = [line for line in _kept(entry.lines) if not is_address(line)]
            if unit and is_unit(unit[0]):
                values["sender"] = unit_name(unit)


def _last_resort_title(pieces: HeaderPieces, values: dict[str, Any]) -> None:
    """Without a title of its own, the most title-like line of a free field is it (text extracted column by column)."""
    if values.get("title"):
        return
    best: tuple[int, str] | None = None
    for entry in pieces.entries:
        if entry.label.field in (Field.AUTHOR, Field.COOPERATED, Field.ATTACHMENTS, Field.OTHER, Field.FROM):
            for line in entry.lines:
                likeness = title_likeness(line)
                if likeness >= 2 and (best is None or likeness > best[0]):
                    best = (likeness, line)
    if best is not None:
        values["title"] = best[1]


def shown_value(entry: Entry) -> str:
    """Return the value of an entry for comparing repetitions of a header."""
    return bare("".join(entry.lines))
