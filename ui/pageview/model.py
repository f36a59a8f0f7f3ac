"""What the page view shows and tells, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.pages import PageRect, PageTaken, covered


class Fit(Enum):
    """How large a page is shown."""

    WIDTH = "width"
    PAGE = "page"
    PERCENT = "percent"


@dataclass(frozen=True)
class Zoom:
    """How large; ``percent`` counts for :attr:`Fit.PERCENT` only, 100 is the size on paper."""

    fit: Fit = Fit.WIDTH
    percent: int = 100


@dataclass(frozen=True)
class Mark:
    """Words marked on a page.

    Attributes:
        page: from 0.
        rects: one a line.
        fill: token of the highlight, painted by multiply; empty for none. Always the light value: paper is light.
        line: token of the line under it; empty for none.
        dotted: the line is dotted.
    """

    page: int
    rects: tuple[PageRect, ...]
    fill: str = "mark"
    line: str = "mark_line"
    dotted: bool = False


@dataclass(frozen=True)
class SignaturePlace:
    """Where the signature will come, on a page, in points as shown; ``words`` stand in it, two lines.

    What is ``taken`` of that page it must not cover.
    """

    page: int
    rect: PageRect
    words: tuple[str, str]
    movable: bool = False
    taken: tuple[PageTaken, ...] = ()

    @property
    def covers(self) -> tuple[PageTaken, ...]:
        """What it lies over that it must not."""
        return covered(self.rect, self.taken)


@dataclass(frozen=True)
class DocumentModel:
    """A document that is shown.

    Attributes:
        key: names it; the view keeps its place and zoom under this name.
        name: for the reader: "Brief Tweede Kamer".
        stamp: words across each page, such as "niet vrijgegeven"; empty for none.
        may_copy: whether text may be copied; while sealed it may not.
    """

    key: str
    name: str
    stamp: str = ""
    may_copy: bool = True


@dataclass(frozen=True)
class PageShown:
    """The page in the middle of the view changed; from 0."""

    page: int
    pages: int


@dataclass(frozen=True)
class SignatureMoved:
    """The person moved the place of the signature."""

    page: int
    rect: PageRect


@dataclass(frozen=True)
class CopyRefused:
    """The person wanted to copy from a document that may not be copied."""

    key: str


@dataclass(frozen=True)
class Hit:
    """A place that was found."""

    page: int
    rects: tuple[PageRect, ...]
