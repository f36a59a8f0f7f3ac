"""What the window's tests build: a theme, a bridge that is closed, and documents that need no PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication

from app.errors import CannotRead
from app.pages import PageHeadline, PagePicture, PageRect, PageWord
from ui.bridge import Bridge
from ui.start import dress
from ui.theme.theme import Mode, Theme

_DRESSED: list[Theme] = []


def made_theme(mode: Mode = Mode.LIGHT, scale: float = 1.0) -> Theme:
    """The theme of the one application, as a program has one too: dressing it anew would restyle every window."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if not _DRESSED:
        _DRESSED.append(dress(application, mode=mode, scale=scale))
    theme = _DRESSED[0]
    if (theme.mode, theme.scale) != (mode, scale):
        theme.choose(mode=mode, scale=scale)
    return theme


@contextmanager
def made_bridge() -> Iterator[Bridge]:
    bridge = Bridge()
    try:
        yield bridge
    finally:
        bridge.close()


@dataclass
class Sheets:
    """A document of coloured pages, A4, with a few words on each; some pages cannot be drawn."""

    count: int = 3
    broken: frozenset[int] = frozenset()
    outlined: bool = False
    threads: set[int] = field(default_factory=set)
    drawn: list[tuple[int, float]] = field(default_factory=list)

    def size(self, index: int) -> tuple[float, float]:
        return 595.0, 842.0

    def words(self, index: int) -> tuple[PageWord, ...]:
        if index in self.broken:
            raise CannotRead("damaged")
        texts = ("Geachte", "voorzitter,", f"bladzijde{index + 1}", "extra", "capaciteit")
        lines = (0, 0, 1, 1, 1)
        return tuple(
            PageWord(text, PageRect(60 + 90 * place, 100 + 20 * line, 140 + 90 * place, 114 + 20 * line))
            for place, (text, line) in enumerate(zip(texts, lines, strict=True))
        )

    def outline(self) -> tuple[PageHeadline, ...]:
        return tuple(PageHeadline(f"Deel {page + 1}", page) for page in range(self.count)) if self.outlined else ()

    def render(self, index: int, scale: float) -> PagePicture:
        import threading

        self.threads.add(threading.get_ident())
        self.drawn.append((index, scale))
        if index in self.broken:
            raise CannotRead("damaged")
        width, height = round(595 * scale), round(842 * scale)
        pixel = bytes((40 * (index + 1) % 256, 90, 160, 255))
        return PagePicture(width, height, width * 4, pixel * (width * height))

    def close(self) -> None:
        return
