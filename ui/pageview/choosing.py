"""Choosing text on pages, by hand and by keys; what is chosen lasts until something else is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.pages import PageRect, PageWord
from ui.pageview.selection import Selection, Spot, line_of, lines, text_of

Words = Callable[[int], tuple[PageWord, ...]]
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_KEYS = (*_BACK, Qt.Key.Key_Right, Qt.Key.Key_Down)


class Chooser:
    """What is chosen in one document.

    Args:
        words: gives the words of a page as far as they were read, in reading order.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._chosen: Selection | None = None
        self._held = False

    @property
    def chosen(self) -> Selection | None:
        """What is chosen; None for nothing."""
        return self._chosen

    @property
    def held(self) -> bool:
        """Whether a hand is choosing now."""
        return self._held

    def clear(self) -> None:
        """Choose nothing."""
        self._chosen, self._held = None, False

    def press(self, spot: Spot | None, *, extend: bool) -> None:
        """A hand comes down: from here, or (Shift) on from where the choice began."""
        self._held = spot is not None
        if spot is None or not extend or self._chosen is None:
            self._chosen = Selection(spot, spot) if spot is not None else None
        else:
            self._chosen = Selection(self._chosen.anchor, spot)

    def drag(self, spot: Spot) -> None:
        """The hand moves."""
        if self._held and self._chosen is not None:
            self._chosen = Selection(self._chosen.anchor, spot)

    def release(self) -> None:
        """The hand goes up."""
        self._held = False

    def word(self, spot: Spot) -> None:
        """Choose the word at a spot."""
        word = self._words(spot.page)[spot.word]
        self._chosen = Selection(Spot(spot.page, spot.word), Spot(spot.page, spot.word, len(word.text)))

    def line(self, spot: Spot) -> None:
        """Choose the line at a spot."""
        words = self._words(spot.page)
        first, last = line_of(words, spot.word)
        self._chosen = Selection(Spot(spot.page, first), Spot(spot.page, last, len(words[last].text)))

    def page(self, page: int) -> None:
        """Choose all of a page."""
        words = self._words(page)
        if words:
            self._chosen = Selection(Spot(page, 0), Spot(page, len(words) - 1, len(words[-1].text)))

    def by_key(self, key: int, held: Qt.KeyboardModifier, *, page: int) -> bool:
        """Move the end of the choice: Shift by a character or a line, with Ctrl by a word.

        Args:
            key: that was pressed.
            held: the keys held with it.
            page: that is read; where nothing is chosen yet, choosing begins at its top.

        Returns:
            Whether the key was one of these.
        """
        if key not in _KEYS or not held & Qt.KeyboardModifier.ShiftModifier:
            return False
        begin = self._chosen or Selection(Spot(page, 0), Spot(page, 0))
        words = self._words(begin.end.page)
        if not words:
            return False
        by = -1 if key in _BACK else 1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            end = _line_on(words, begin.end, by)
        elif held & Qt.KeyboardModifier.ControlModifier:
            end = _word_on(words, begin.end, by)
        else:
            end = _letter_on(words, begin.end, by)
        self._chosen = Selection(begin.anchor, end)
        return True

    def text(self) -> str:
        """Return what is chosen as text."""
        if self._chosen is None:
            return ""
        pages = range(self._chosen.first.page, self._chosen.last.page + 1)
        chosen = [self._chosen.words_of(page, self._words(page)) for page in pages]
        return "\n".join(text_of(words) for words in chosen if words)

    def places(self, page: int) -> tuple[PageRect, ...]:
        """Return where the choice stands on a page, one place a line."""
        return () if self._chosen is None else lines(self._chosen.words_of(page, self._words(page)))


def _letter_on(words: tuple[PageWord, ...], spot: Spot, by: int) -> Spot:
    letter = spot.letter + by
    if 0 <= letter <= len(words[spot.word].text):
        return Spot(spot.page, spot.word, letter)
    return _word_on(words, spot, by)


def _word_on(words: tuple[PageWord, ...], spot: Spot, by: int) -> Spot:
    if by > 0:
        place = spot.word if spot.letter < len(words[spot.word].text) else min(len(words) - 1, spot.word + 1)
        return Spot(spot.page, place, len(words[place].text))
    return Spot(spot.page, spot.word if spot.letter else max(0, spot.word - 1))


def _line_on(words: tuple[PageWord, ...], spot: Spot, by: int) -> Spot:
    first, last = line_of(words, spot.word)
    if by > 0:
        end = (
            last
            if (spot.word, spot.letter) < (last, len(words[last].text))
            else line_of(words, min(len(words) - 1, last + 1))[1]
        )
        return Spot(spot.page, end, len(words[end].text))
    start = first if (spot.word, spot.letter) > (first, 0) else line_of(words, max(0, first - 1))[0]
    return Spot(spot.page, start)
