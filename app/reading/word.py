"""A memo from DOCX: paragraphs in order with what their styles say; tables; what is repeated on each page; notes.

Tracked changes are shown as accepted (what was put in is read, what was taken out is not), and the reader says that
there are some.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from app.reading.labels import whole_label
from app.reading.rows import Part, Row
from app.reading.text import tidy

_MOST_BYTES = 80 << 20  # unpacked; a memo of text is far below, a bomb far above
_MOST_FILES = 2000
_LARGEST_PART = 24 << 20  # bytes of one XML part
_HEADING_STYLE = re.compile(r"^(heading|kop)\s*(?P<level>[1-6])$", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"^(title|titel|onderwerp)$", re.IGNORECASE)
_BULLET_STYLE = re.compile(r"(list bullet|opsom|bullet)", re.IGNORECASE)
_NUMBER_STYLE = re.compile(r"(list number|lijstnummering|genummerd)", re.IGNORECASE)
_GONE = (qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_TRACKED = tuple(qn(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"))


class NotWord(Exception):
    """The file is no DOCX that can be read; ``code`` is ``not_a_memo_file``, ``unpacks_too_large`` or ``damaged``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class WordText:
    """What a DOCX holds.

    Attributes:
        rows: paragraphs and table rows in order; an empty row for an empty paragraph.
        repeated: paragraphs of page headers and footers.
        notes: texts of footnotes, in order of their numbers.
        tracked: whether it holds tracked changes.
    """

    rows: list[Row] = field(default_factory=list)
    repeated: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tracked: bool = False


def is_zip(head: bytes) -> bool:
    """Whether a file begins like the container a DOCX is."""
    return head.startswith(b"PK\x03\x04")


def read_word(stream: BinaryIO) -> WordText:
    """Read a DOCX.

    Raises:
        NotWord: with a code; a container that would unpack to more than eighty million bytes is not opened.
    """
    _refuse_bomb(stream)
    try:
        document = docx.Document(stream)
    except Exception as error:  # python-docx lets whatever lxml, zipfile and its own code raise pass
        raise NotWord("not_a_memo_file" if "content type" in str(error) else "damaged") from error
    text = WordText()
    body = document.element.body
    text.tracked = any(body.find(f".//{tag}") is not None for tag in _TRACKED)
    reader = _Reader(document)
    table = 0
    for element in body.iterchildren():
        if element.tag == qn("w:p"):
            text.rows.extend(reader.paragraph(element))
        elif element.tag == qn("w:tbl"):
            table += 1
            text.rows.extend(reader.table(element, table))
        elif element.tag == qn("w:sdt"):
            for paragraph in element.iter(qn("w:p")):
                text.rows.extend(reader.paragraph(paragraph))
    text.repeated = list(_repeated(document, reader))
    text.notes = list(_notes(document))
    return text


def _refuse_bomb(stream: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(stream) as container:
            entries = container.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise NotWord("damaged") from error
    stream.seek(0)
    xml = max((one.file_size for one in entries if one.filename.endswith((".xml", ".rels"))), default=0)
    if sum(one.file_size for one in entries) > _MOST_BYTES or len(entries) > _MOST_FILES or xml > _LARGEST_PART:
        raise NotWord("unpacks_too_large")
    if not any(one.filename.startswith("word/") for one in entries):
        raise NotWord("not_a_memo_file")


class _Reader:
    """Paragraphs of one document, with its styles and running list numbers."""

    def __init__(self, document: Any) -> None:
        self._styles: dict[str, Any] = {style.style_id: style for style in document.styles}
        self._formats = _list_formats(document)
        self._counts: dict[tuple[str, str], int] = {}

    def paragraph(self, element: Any) -> Iterator[Row]:
        """Give the rows of a paragraph: text boxes in it first, then its lines."""
        for box in element.iter(qn("w:txbxContent")):
            if not _inside(box, _GONE):
                for inner in box.iter(qn("w:p")):
                    yield from self._lines(inner)
        yield from self._lines(element)

    def _lines(self, element: Any) -> Iterator[Row]:
        text, marks = _text(element)
        style = self._style_name(element)
        heading = _HEADING_STYLE.match(style)
        level = int(heading["level"]) if heading else 1 if _TITLE_STYLE.match(style) else 0
        bold, italic = _emphasis(element)
        bullet = "" if heading else self._bullet(element, style)
        for number, line in enumerate(text.split("\n")):
            parts = _tabbed(line)
            made = tuple(
                Part(part, bold=bold, italic=italic, marks=marks if index == 0 and number == 0 else ())
                for index, part in enumerate(parts)
            )
            yield Row(made, level=level, new_paragraph=number == 0, bullet=bullet if number == 0 else "")

    def table(self, element: Any, number: int) -> Iterator[Row]:
        """Give the rows of a table; one that holds the header's labels is read cell by cell."""
        rows: list[list[list[str]]] = []
        for line in element.iter(qn("w:tr")):
            if _inside(line, _GONE) or (line.getparent() is not element and line.getparent().tag != qn("w:sdtContent")):
                continue
            cells = [cell for cell in line.iterchildren() if cell.tag == qn("w:tc")]
            rows.append([[tidy(_text(one)[0]) for one in cell.iter(qn("w:p"))] for cell in cells])
        labels = sum(whole_label(text) is not None for row in rows for cell in row for text in cell)
        header = labels >= 2 and not any(len(row) == 3 for row in rows[:1])
        for row in rows:
            texts = [tidy(" ".join(cell)) for cell in row]
            if not header:
                yield Row(tuple(Part(text) for text in texts) or (Part(""),), table=number)
            elif len(row) == 2 and whole_label(texts[0]) is not None:
                yield Row((Part(texts[0]), Part(texts[1])))
            else:
                yield from (Row((Part(text),)) for cell in row for text in cell)
        yield Row((Part(""),))

    def _style_name(self, element: Any) -> str:
        used = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(used.get(qn("w:val"))) if used is not None else None
        return str(style.name) if style is not None and style.name else ""

    def _bullet(self, element: Any, style: str) -> str:
        listed = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if listed is None:
            if _BULLET_STYLE.search(style):
                return "-"
            if not _NUMBER_STYLE.search(style):
                return ""
            return self._counted(style, "decimal")
        identity, depth = _value(listed, "w:numId"), _value(listed, "w:ilvl") or "0"
        if identity in ("", "0"):
            return ""
        kind = self._formats.get((identity, depth), "bullet")
        return "-" if kind in ("bullet", "none") else self._counted(f"{identity}.{depth}", kind)

    def _counted(self, name: str, kind: str) -> str:
        count = self._counts[(name, kind)] = self._counts.get((name, kind), 0) + 1
        return f"{chr(96 + count)}." if kind == "lowerLetter" and count < 27 else f"{count}."


def _value(parent: Any, name: str) -> str:
    found = parent.find(qn(name))
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def _list_formats(document: Any) -> dict[tuple[str, str], str]:
    """Numbering format by list and depth."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {
        str(one.get(qn("w:abstractNumId"))): {
            str(level.get(qn("w:ilvl"))): _value(level, "w:numFmt") for level in one.iter(qn("w:lvl"))
        }
        for one in numbering.iter(qn("w:abstractNum"))
    }
    return {
        (str(one.get(qn("w:numId"))), depth): kind
        for one in numbering.iter(qn("w:num"))
        for depth, kind in abstract.get(_value(one, "w:abstractNumId"), {}).items()
    }


def _inside(node: Any, tags: tuple[str, ...]) -> bool:
    return any(ancestor.tag in tags for ancestor in node.iterancestors())


def _text(element: Any) -> tuple[str, tuple[str, ...]]:
    """The text of one paragraph as accepted, and the marks of its notes; text boxes in it stand for themselves."""
    pieces: list[str] = []
    marks: list[str] = []
    for node in element.iter():
        if node.tag == qn("w:t") and not _elsewhere(node, element):
            pieces.append(node.text or "")
        elif node.tag == qn("w:tab") and node.getparent().tag == qn("w:r") and not _elsewhere(node, element):
            pieces.append("\t")
        elif node.tag in (qn("w:br"), qn("w:cr")) and not _elsewhere(node, element):
            pieces.append("\n")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif node.tag == qn("w:footnoteReference"):
            marks.append(str(node.get(qn("w:id"))))
    return "".join(pieces), tuple(marks)


def _elsewhere(node: Any, element: Any) -> bool:
    for ancestor in node.iterancestors():
        if ancestor is element:
            return False
        if ancestor.tag in _GONE or ancestor.tag == qn("w:txbxContent"):
            return True
    return False


def _tabbed(line: str) -> tuple[str, ...]:
    """Split a line at its first tab when a label of the header stands before it."""
    before, tab, after = line.partition("\t")
    if tab and whole_label(before) is not None and tidy(after):
        return tidy(before), tidy(after)
    return (tidy(line),)


def _emphasis(element: Any) -> tuple[bool, bool]:
    runs = [run for run in element.iter(qn("w:r")) if any((node.text or "").strip() for node in run.iter(qn("w:t")))]

    def all_have(name: str) -> bool:
        return bool(runs) and all(_on(run.find(f"{qn('w:rPr')}/{qn(name)}")) for run in runs)

    return all_have("w:b"), all_have("w:i")


def _on(switch: Any) -> bool:
    return switch is not None and switch.get(qn("w:val"), "1") not in ("0", "false", "none")


def _repeated(document: Any, reader: _Reader) -> Iterator[Row]:
    seen: set[str] = set()
    for section in document.sections:
        for area in (section.header, section.footer, section.first_page_footer, section.first_page_header):
            if area.is_linked_to_previous:
                continue
            for paragraph in area._element.iter(qn("w:p")):
                for row in reader.paragraph(paragraph):
                    if row.text and row.text not in seen:
                        seen.add(row.text)
                        yield row


def _notes(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        if not relation.reltype.endswith("/footnotes"):
            continue
        root = parse_xml(relation.target_part.blob)
        for note in root.iter(qn("w:footnote")):
            if note.get(qn("w:type")) is None:
                yield tidy(" ".join(_text(paragraph)[0] for paragraph in note.iter(qn("w:p"))))
