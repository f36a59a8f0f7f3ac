"""Where a quote stands on the pages: from the words with their places, whatever line breaks and hyphens are between."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.checks.finding import Rect

_SHORTEST_START = 12  # letters and digits by which the start of a quote is still sure to be it
_SAME_LINE = 0.5  # of the height of a word


@dataclass(frozen=True)
class PlacedWord:
    """A word and its rectangle, in the page's own user space."""

    text: str
    rect: Rect


Page = tuple[PlacedWord, ...]


def find_quote(pages: Sequence[Page], quote: str, *, first: int = 1) -> tuple[int | None, tuple[Rect, ...]]:
    """Return the page (from 1) and the boxes of a quote, one a line; None and no boxes where it is not found.

    Only letters and digits count. A quote that runs into a note or over a page is found by its beginning.

    Args:
        pages: the words of each page in their own order.
        quote: words as they were read.
        first: the page to look at first, from 1.
    """
    wanted = _bare(quote)
    order = [*range(first - 1, len(pages)), *range(min(first - 1, len(pages)))]
    while wanted:
        for number in order:
            found = _on_page(pages[number], wanted)
            if found:
                return number + 1, _lines(found)
        if len(wanted) <= _SHORTEST_START:
            return None, ()
        wanted = wanted[: max(_SHORTEST_START, len(wanted) * 2 // 3)]
    return None, ()


def _on_page(page: Page, wanted: str) -> list[Rect]:
    text = ""
    starts: list[int] = []
    for word in page:
        starts.append(len(text))
        text += _bare(word.text)
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        hit = [
            (word, start)
            for word, start, stop in zip(page, starts, [*starts[1:], len(text)], strict=True)
            if start < end and stop > at
        ]
        # A short quote must be whole words: "0" is not the nought of "2024".
        if len(wanted) >= _SHORTEST_START or (
            hit[0][1] == at and sum(len(_bare(word.text)) for word, _ in hit) == len(wanted)
        ):
            return [word.rect for word, _ in hit]
        at = text.find(wanted, at + 1)
    return []


def _lines(rects: Sequence[Rect]) -> tuple[Rect, ...]:
    lines: list[Rect] = []
    for rect in rects:
        last = lines[-1] if lines else None
        if last is not None and abs(last[1] - rect[1]) < _SAME_LINE * (rect[3] - rect[1]) and rect[0] >= last[0] - 1:
            lines[-1] = (last[0], min(last[1], rect[1]), max(last[2], rect[2]), max(last[3], rect[3]))
        else:
            lines.append(rect)
    return tuple(lines)


def _bare(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in split if character.isalnum())
