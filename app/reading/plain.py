"""Plain text and Markdown become rows; text laid out in columns with spaces becomes words with places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.reading.rows import Part, Row
from app.reading.text import bare, tidy

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*$")
_RULE = re.compile(r"^\s*\|?[\s:]*-{2,}[\s:|\-]*\|?\s*$")
_TABLE_ROW = re.compile(r"^\s*\|(?P<cells>.*)\|\s*$")
_BOLD_LINE = re.compile(r"^(\*\*|__)(?P<text>(?:(?!\1).)+?)(:?)\1:?$")
_ITALIC_LINE = re.compile(r"^([*_])(?P<text>(?:(?!\1).)+?)\1$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\3(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown: headings with ``#``, lines in bold, or a ruled table."""
    lines = text.splitlines()
    bold = sum(bool(_BOLD_LINE.match(line.strip())) for line in lines)
    headings = sum(bool(_HEADING.match(line)) for line in lines)
    return headings >= 1 or bold >= 2 or any(_RULE.match(line) and "|" in line for line in lines)


def plain_rows(text: str) -> list[Row]:
    """Return the lines of a plain text as rows; a form feed is an empty line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f\n").split("\n")
    return [Row((Part(tidy(line.replace("\f", ""))),), page_break=line == "\f") for line in lines]


def markdown_rows(text: str) -> list[Row]:
    """Return the lines of a Markdown text as rows: headings by level, bold and italic lines, tables by cells."""
    return list(_markdown(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _markdown(lines: list[str]) -> Iterator[Row]:
    table = 0
    in_table = False
    for line in lines:
        row = _TABLE_ROW.match(line)
        if _RULE.match(line) and (in_table or bare(line) == "") and "-" in line:
            if not in_table:
                yield Row((Part(""),))
            continue
        if row:
            table += not in_table
            in_table = True
            cells = re.split(r"(?<!\\)\|", row["cells"])
            yield Row(tuple(Part(_inline(cell)) for cell in cells), table=table)
            continue
        in_table = False
        yield _line(line.strip())


def _line(line: str) -> Row:
    line = re.sub(r"^>\s?", "", line).removesuffix("\\").removesuffix("<br>")
    heading = _HEADING.match(line)
    if heading:
        return Row((Part(_inline(heading["text"])),), level=len(heading["marks"]))
    bold = _BOLD_LINE.match(line)
    if bold:
        return Row((Part(_inline(bold["text"]), bold=True),))
    italic = _ITALIC_LINE.match(line)
    if italic:
        return Row((Part(_inline(italic["text"]), italic=True),))
    return Row((Part(_inline(re.sub(r"^[*+]\s+", "- ", line))),))


def _inline(text: str) -> str:
    for _ in range(2):
        text = _EMPHASIS.sub(lambda found: found[2] or found[4], text)
    return tidy(_ESCAPED.sub(r"\1", text).replace("<br>", " ").replace("&nbsp;", " ").replace("&amp;", "&"))
