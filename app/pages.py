"""Pages of a document as pictures and words with places, behind a protocol that the window and the tests can meet.

The window never imports ``signing``; what draws for it is adapted here (design section 4, *What she sees is what
is signed*). All of it runs in the read lane: PDFium is not thread-safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

_WORDS_SAID = 6  # enough to find the line again


@dataclass(frozen=True)
class PageRect:
    """A place on a page, in points from its upper left corner, as the page is shown."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PageTaken:
    """Something of a page that a signature must not stand on: a word, or a drawing, which has no text."""

    rect: PageRect
    text: str = ""


@dataclass(frozen=True)
class PageWord:
    """A word and where it stands.

    Attributes:
        text: of the word.
        rect: where it stands.
        letters: the place of each character of the text, in its order; empty where the source does not know.
        glued: whether it follows the word before it without white space (a raised mark, a change of type).
    """

    text: str
    rect: PageRect
    letters: tuple[PageRect, ...] = field(default=(), compare=False, repr=False)
    glued: bool = False


def covered(rect: PageRect, taken: Sequence[PageTaken]) -> tuple[PageTaken, ...]:
    """Return what of a page a place lies over, in the page's own order."""
    return tuple(
        one
        for one in taken
        if one.rect.left < rect.right
        and one.rect.right > rect.left
        and one.rect.top < rect.bottom
        and one.rect.bottom > rect.top
    )


def shortened(taken: Sequence[PageTaken]) -> str:
    """Return the first words of what is covered, for a sentence; empty when it is drawings only."""
    words = [one.text for one in taken if one.text]
    return " ".join(words[:_WORDS_SAID]) + (" ..." if len(words) > _WORDS_SAID else "")


@dataclass(frozen=True)
class PageHeadline:
    """A line of a document's outline: its words, the page it leads to (from 0; None for nowhere), and its depth."""

    title: str
    page: int | None
    depth: int = 0


@dataclass(frozen=True)
class PagePicture:
    """A page drawn: rows of ``stride`` bytes, four bytes a pixel, blue green red and one unused."""

    width: int
    height: int
    stride: int
    data: bytes


class PageSource(Protocol):
    """A document that can be drawn page by page."""

    @property
    def count(self) -> int:
        """How many pages there are."""
        ...

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page in points, as shown (its own rotation applied)."""
        ...

    def words(self, index: int) -> Sequence[PageWord]:
        """Return the words of a page in reading order."""
        ...

    def outline(self) -> Sequence[PageHeadline]:
        """Return the document's outline, empty where it has none."""
        ...

    def render(self, index: int, scale: float) -> PagePicture:
        """Draw a page, forms and annotations included; ``scale`` is pixels per point.

        Raises:
            CannotRead: this page cannot be drawn.
        """
        ...

    def close(self) -> None:
        """Let go of the document."""
        ...
