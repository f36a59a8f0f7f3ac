"""Find words in a document, in the read lane."""

from __future__ import annotations

from app.errors import Trouble
from app.pages import PageSource, PageWord
from app.ports import Context
from ui.pageview.model import Hit
from ui.pageview.selection import lines

MOST_HITS = 500


def find(source: PageSource, text: str, context: Context) -> tuple[Hit, ...]:
    """Return the places of a text in the order of the document, upper and lower case alike, at most 500."""
    wanted = " ".join(text.casefold().split())
    found: list[Hit] = []
    if not wanted:
        return ()
    for page in range(source.count):
        if context.cancelled or len(found) >= MOST_HITS:
            break
        try:
            words = tuple(source.words(page))
        except Trouble:
            continue  # a page that cannot be read has nothing to find
        found.extend(Hit(page, lines(hit)) for hit in hits_in(words, wanted))
    return tuple(found[:MOST_HITS])


def hits_in(words: tuple[PageWord, ...], wanted: str) -> tuple[tuple[PageWord, ...], ...]:
    """Return the words of each place where a text (in lower case, single spaces) stands on a page."""
    starts: list[int] = []
    joined = ""
    for word in words:
        joined += " " if joined and not word.glued else ""
        starts.append(len(joined))
        joined += word.text.casefold()
    found: list[tuple[PageWord, ...]] = []
    at = joined.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        inside = [n for n, start in enumerate(starts) if start < end and start + len(words[n].text.casefold()) > at]
        if inside:
            found.append(words[inside[0] : inside[-1] + 1])
        at = joined.find(wanted, end)
    return tuple(found)
