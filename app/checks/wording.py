"""Sentences of a memo, and words that several rules ask for."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from app.memo import Memo, Place
from app.reading.difference import Difference
from app.reading.text import tidy

_MOST_SHOWN = 90  # characters of either side of a difference in a sentence
# A full stop after these ends no sentence.
_ABBREVIATED = re.compile(
    r"\b(?:jl|nr|nrs|d\.d|dd|art|artt|m\.b\.t|o\.a|bijv|bv|c\.q|drs|mr|dr|ir|prof|incl|excl|resp|i\.v\.m|t\.a\.v|a\.s|"
    r"t\.b\.v|d\.w\.z|e\.d|blz|p|ca|max|min|vgl|zgn|n\.a\.v|i\.c\.m|t\.o\.v|St|mln|mld)\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?])[\")\u2019\u201d]*\s+(?=[\"(\u2018\u201cA-Z\u00c0-\u00de0-9])")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, line by line; bullets and list numbers at the beginning are left out."""
    for line in text.split("\n"):
        rest = re.sub(r"^(?:-|\d{1,2}[.)]|[a-z][.)])\s+", "", tidy(line))
        begin = 0
        for match in _END.finditer(rest):
            if _ABBREVIATED.search(rest[begin : match.start()]):
                continue
            yield rest[begin : match.start()].strip()
            begin = match.end()
        if rest[begin:].strip():
            yield rest[begin:].strip()


def memo_sentences(memo: Memo) -> Iterator[tuple[str, Place | None]]:
    """Yield every sentence of a memo's sections with the place of its section."""
    for section in memo.sections:
        for sentence in sentences(section.text):
            yield sentence, section.place


def shown(change: Difference) -> tuple[str, str]:
    """Return both sides of a difference as a sentence names them; where one is empty the words around it tell."""
    before, after = ("", "") if change.old and change.new else (change.before.split()[-1:], change.after.split()[:1])
    old, new = (
        textwrap.shorten(" ".join([*before, text, *after]), _MOST_SHOWN, placeholder=" \u2026")
        for text in (change.old, change.new)
    )
    return old, new
