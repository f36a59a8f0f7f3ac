"""Text chosen on pages: characters between two places, and what is copied of them."""

from __future__ import annotations

from dataclasses import dataclass

from app.pages import PageRect, PageWord


@dataclass(frozen=True, order=True)
class Spot:
    """A place between two characters: page, word on it, and how many characters of the word stand before it."""

    page: int
    word: int
    letter: int = 0


@dataclass(frozen=True)
class Selection:
    """What stands between one spot and another."""

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
        """Return the chosen words of a page, the first and the last as far as they are chosen."""
        first, last = self.first, self.last
        if not first.page <= page <= last.page:
            return ()
        start = (first.word, first.letter) if page == first.page else (0, 0)
        stop = (last.word, last.letter) if page == last.page else (len(words), 0)
        chosen = []
        for place in range(start[0], min(stop[0] + 1, len(words))):
            word = words[place]
            begin = start[1] if place == start[0] else 0
            end = stop[1] if place == stop[0] else len(word.text)
            if begin < end:
                chosen.append(part_of(word, begin, end))
        return tuple(chosen)


def part_of(word: PageWord, begin: int, end: int) -> PageWord:
    """Return the characters of a word from one place to another, where they stand."""
    if begin == 0 and end >= len(word.text):
        return word
    places = _letters(word)[begin:end]
    rect = PageRect(
        min(place.left for place in places),
        min(place.top for place in places),
        max(place.right for place in places),
        max(place.bottom for place in places),
    )
    return PageWord(word.text[begin:end], rect, places, glued=word.glued and begin == 0)


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


def caret(word: PageWord, x: float, y: float) -> int:
    """Return how many characters of a word stand before a point: a character counts from its middle on."""
    letters = _letters(word)
    centres = [((letter.left + letter.right) / 2, (letter.top + letter.bottom) / 2) for letter in letters]
    if not centres:
        return 0
    across, down = centres[-1][0] - centres[0][0], centres[-1][1] - centres[0][1]
    if abs(down) > abs(across):  # written upwards or downwards
        sign = 1 if down > 0 else -1
        return sum(sign * (y - centre[1]) > 0 for centre in centres)
    sign = -1 if across < 0 else 1
    return sum(sign * (x - centre[0]) > 0 for centre in centres)


def on_word(words: tuple[PageWord, ...], x: float, y: float) -> bool:
    """Return whether a point lies on a word."""
    return any(word.rect.left <= x <= word.rect.right and word.rect.top <= y <= word.rect.bottom for word in words)


def line_of(words: tuple[PageWord, ...], place: int) -> tuple[int, int]:
    """Return the first and the last word of the line that a word stands on."""
    first = last = place
    while first > 0 and _same_line(words[first - 1].rect, words[first].rect):
        first -= 1
    while last + 1 < len(words) and _same_line(words[last].rect, words[last + 1].rect):
        last += 1
    return first, last


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
            same = _same_line(before, word.rect)
            parts.append("" if same and word.glued else " " if same else "\n")
        parts.append(word.text)
        before = word.rect
    return "".join(parts)


def _letters(word: PageWord) -> tuple[PageRect, ...]:
    """Return the place of each character; where the source does not know them, the word in equal parts."""
    count = len(word.text)
    if len(word.letters) == count:
        return word.letters
    rect = word.rect
    step = (rect.right - rect.left) / max(1, count)
    return tuple(
        PageRect(rect.left + step * place, rect.top, rect.left + step * (place + 1), rect.bottom)
        for place in range(count)
    )


def _same_line(first: PageRect, second: PageRect) -> bool:
    height = min(first.bottom - first.top, second.bottom - second.top)
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > 0.5 * height and second.left >= first.left - 1 and second.left - first.right < 3 * max(height, 1.0)
