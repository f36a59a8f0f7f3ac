"""Text chosen on pages: words between two places, and what is copied of them."""

from __future__ import annotations

from dataclasses import dataclass

from app.pages import PageRect, PageWord


@dataclass(frozen=True, order=True)
class Spot:
    """A word: its page and its place on it."""

    page: int
    word: int


@dataclass(frozen=True)
class Selection:
    """The words from one spot to another, both included."""

    anchor: Spot
    end: Spot

    @property
    def first(self) -> Spot:
        """The spot that comes first."""
        return min(self.anchor, self.end)

    @property
    def last(self) -> Spot:
        """The spot that comes last."""
        return max(self.anchor, self.end)

    def words_of(self, page: int, words: tuple[PageWord, ...]) -> tuple[PageWord, ...]:
        """Return the chosen words of a page."""
        if not self.first.page <= page <= self.last.page:
            return ()
        start = self.first.word if page == self.first.page else 0
        stop = self.last.word + 1 if page == self.last.page else len(words)
        return words[start:stop]


def nearest(words: tuple[PageWord, ...], x: float, y: float) -> int | None:
    """Return the word at a point, or the nearest: on the same line first."""
    best: tuple[float, int] | None = None
    for place, word in enumerate(words):
        rect = word.rect
        aside = max(rect.left - x, 0.0, x - rect.right)
        away = max(rect.top - y, 0.0, y - rect.bottom)
        distance = aside + 8 * away
        if best is None or distance < best[0]:
            best = (distance, place)
    return best[1] if best is not None else None


def on_word(words: tuple[PageWord, ...], x: float, y: float) -> bool:
    """Return whether a point lies on a word."""
    return any(word.rect.left <= x <= word.rect.right and word.rect.top <= y <= word.rect.bottom for word in words)


def lines(words: tuple[PageWord, ...]) -> tuple[PageRect, ...]:
    """Return the places of words joined line by line, so that a mark has no gaps."""
    found: list[PageRect] = []
    for word in words:
        rect = word.rect
        if found and _same_line(found[-1], rect):
            held = found[-1]
            left, right = min(held.left, rect.left), max(held.right, rect.right)
            found[-1] = PageRect(left, min(held.top, rect.top), right, max(held.bottom, rect.bottom))
        else:
            found.append(rect)
    return tuple(found)


def text_of(words: tuple[PageWord, ...]) -> str:
    """Return words as text, a line of the page on a line."""
    parts: list[str] = []
    before: PageRect | None = None
    for word in words:
        if before is not None:
            parts.append(" " if _same_line(before, word.rect) else "\n")
        parts.append(word.text)
        before = word.rect
    return "".join(parts)


def _same_line(first: PageRect, second: PageRect) -> bool:
    height = min(first.bottom - first.top, second.bottom - second.top)
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > 0.5 * height and second.left >= first.left - 1 and second.left - first.right < 3 * max(height, 1.0)
