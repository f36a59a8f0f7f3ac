"""What differs between two texts, word by word: letters to both chambers, versions, the copy that was tabled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from app.letter import Letter
from app.reading.text import tidy

_CONTEXT = 6  # words shown on either side of a difference
_WORD = re.compile(r"\S+")
_CHAMBER = re.compile(r"\b(eerste|tweede)\s+kamer\b", re.IGNORECASE)
_NUMBERS = re.compile(
    r"\bT\d{5}\b|\bTZ\d{6}-\d+\b|\b20\d{2}[ZD]\d{4,6}\b|"
    r"\b\d{2}[ .]?\d{3}(?:[ -][IVXLC]{1,5})?,?\s*nr\.\s*(?:\d+|[A-Z]{1,2})\b|"
    r"\b(?:Kamerstuk(?:ken)?\s+(?:II?\s+)?(?:\d{4}/\d{2,4},?\s*)?)?\d{2}[ .]?\d{3},\s*(?:nr\.\s*)?[A-Z]{1,2}\b"
)


class Change(Enum):
    """What happened to words from the old text to the new."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Difference:
    """One place where two texts differ.

    Attributes:
        change: what happened.
        old: the words of the old text; empty when added.
        new: the words of the new text; empty when removed.
        before: the words in front of the place.
        after: the words behind it.
        old_at: where the words begin in the tidied old text, in characters.
        new_at: the same in the new text.
    """

    change: Change
    old: str
    new: str
    before: str
    after: str
    old_at: int
    new_at: int


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Return where two texts differ, by whole words; white space and line breaks do not count.

    Args:
        old: the text that was there first.
        new: the text compared with it.
    """
    old, new = tidy(old), tidy(new)
    old_words, new_words = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    matcher = SequenceMatcher(None, [one[0] for one in old_words], [one[0] for one in new_words], autojunk=False)
    found: list[Difference] = []
    for tag, low, high, new_low, new_high in matcher.get_opcodes():
        if tag == "equal":
            continue
        change = {"insert": Change.ADDED, "delete": Change.REMOVED}.get(tag, Change.REPLACED)
        found.append(
            Difference(
                change,
                _joined(old_words[low:high]),
                _joined(new_words[new_low:new_high]),
                _joined(new_words[max(0, new_low - _CONTEXT) : new_low]),
                _joined(new_words[new_high : new_high + _CONTEXT]),
                old_words[low].start() if low < len(old_words) else len(old),
                new_words[new_low].start() if new_low < len(new_words) else len(new),
            )
        )
    return tuple(found)


def letter_differences(one: Letter, other: Letter) -> tuple[Difference, ...]:
    """Return where the bodies of letters to both chambers differ, apart from what must differ.

    Letters to both chambers are equal but for addressee, dossier and reference: names of the chambers, Kamerstuk,
    commitment and question numbers, and the letters' own references are compared as if they were the same.
    """
    kinds = (one, other)
    references = [text for letter in kinds for text in (letter.own_reference, *letter.their_references) if text]
    first, second = (_neutral(letter.text, references) for letter in kinds)
    return differences(first, second)


def _neutral(text: str, references: Iterable[str]) -> str:
    text = tidy(text)
    for reference in references:
        text = text.replace(reference, "#")
    text = _NUMBERS.sub("#", text)
    return _CHAMBER.sub("Kamer", text)


def _joined(words: Iterable[re.Match[str]]) -> str:
    return " ".join(word[0] for word in words)
