"""Pictures of pages, drawn in the read lane one at a time, kept within a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from app.errors import Reason
from app.jobs import Lane, Work
from app.pages import PageSource, PageWord
from app.ports import Context
from ui.bridge import Bridge, Handlers

BUDGET = 128 * 1024 * 1024
_MOST_PIXELS = 12_000_000  # a page drawn larger than this is drawn smaller and stretched


@dataclass(frozen=True)
class Wanted:
    """A page that is wanted at a width, in device pixels."""

    page: int
    width: int


@dataclass(frozen=True)
class PageArrived:
    """Something about a page arrived: its picture, its words, or that it cannot be drawn."""

    page: int


@dataclass(frozen=True)
class _Drawn:
    image: QImage


class Pictures(QObject):
    """Draws what is wanted most, one page at a time, so that no wish waits behind pages that were scrolled past.

    Signals:
        arrived: carries :class:`PageArrived`.
    """

    arrived = Signal(object)

    def __init__(self, bridge: Bridge, owner: QObject, *, budget: int = BUDGET) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._budget = budget
        self._source: PageSource | None = None
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._kept: OrderedDict[Wanted, QImage] = OrderedDict()
        self._bytes = 0
        self._wishes: list[Wanted] = []
        self._wordless: list[int] = []
        self._words: dict[int, tuple[PageWord, ...]] = {}
        self._broken: set[int] = set()
        self._busy = False
        self._round = 0

    def open(self, source: PageSource | None, sizes: tuple[tuple[float, float], ...]) -> None:
        """Draw from another document; what comes back of the one before is dropped."""
        self._round += 1
        self._busy = False
        self._source, self._sizes = source, sizes
        self._kept.clear()
        self._words.clear()
        self._broken.clear()
        self._wishes, self._wordless = [], []
        self._bytes = 0

    @property
    def held(self) -> int:
        """How many bytes of pictures are kept."""
        return self._bytes

    def broken(self, page: int) -> bool:
        """Whether a page cannot be drawn."""
        return page in self._broken

    def picture(self, wanted: Wanted) -> QImage | None:
        """Return the picture of a page, if it is kept at that width or at another."""
        found = self._kept.get(wanted)
        if found is not None:
            self._kept.move_to_end(wanted)
            return found
        others = [key for key in self._kept if key.page == wanted.page]
        return self._kept[max(others, key=lambda key: key.width)] if others else None

    def words(self, page: int) -> tuple[PageWord, ...] | None:
        """Return the words of a page, if they were read."""
        return self._words.get(page)

    def want(self, wishes: list[Wanted], *, words: list[int]) -> None:
        """Say what is wanted now, most wanted first, in place of what was wanted before."""
        self._wishes = self._fitting(wishes)
        self._wordless = words
        self._next()

    def _fitting(self, wishes: list[Wanted]) -> list[Wanted]:
        """Return the wishes that fit in the budget together: drawing more would only throw out the first."""
        fitting: list[Wanted] = []
        room = self._budget
        for wish in wishes:
            width, height = self._sizes[wish.page]
            room -= round(4 * min(wish.width * wish.width * height / max(width, 1.0), _MOST_PIXELS))
            if room < 0 and fitting:
                break
            fitting.append(wish)
        return fitting

    def _next(self) -> None:
        source = self._source
        if self._busy or source is None:
            return
        for wish in self._wishes:
            if wish not in self._kept and wish.page not in self._broken:
                self._draw(source, wish)
                return
        for page in self._wordless:
            if page not in self._words and page not in self._broken:
                self._read(source, page)
                return

    def _draw(self, source: PageSource, wish: Wanted) -> None:
        width, height = self._sizes[wish.page]
        scale = wish.width / max(width, 1.0)
        pixels = wish.width * height * scale
        if pixels > _MOST_PIXELS:
            scale *= (_MOST_PIXELS / pixels) ** 0.5
        self._run(lambda _context: _drawn(source, wish.page, scale), wish.page, wish)

    def _read(self, source: PageSource, page: int) -> None:
        self._run(lambda _context: tuple(source.words(page)), page, None)

    def _run(self, work: Work, page: int, wish: Wanted | None) -> None:
        self._busy = True
        turn = self._round  # what comes back after another document was opened, or the view has gone, is dropped

        def done(result: object) -> None:
            if isValid(self) and turn == self._round:
                self._take(page, wish, result)

        def failed(_reason: Reason | None = None) -> None:
            if isValid(self) and turn == self._round:
                self._fail(page, wish)

        self._bridge.run(Lane.READ, work, Handlers(done=done, failed=failed, stopped=failed))

    def _take(self, page: int, wish: Wanted | None, result: object) -> None:
        self._busy = False
        if isinstance(result, _Drawn) and wish is not None:
            self._keep(wish, result.image)
        elif isinstance(result, tuple):
            self._words[page] = result
        self.arrived.emit(PageArrived(page))
        self._next()

    def _fail(self, page: int, wish: Wanted | None) -> None:
        self._busy = False
        if wish is not None:
            self._broken.add(page)
        else:
            self._words[page] = ()
        self.arrived.emit(PageArrived(page))
        self._next()

    def _keep(self, wish: Wanted, image: QImage) -> None:
        # Another width of the same page served while this one was drawn.
        for key in [key for key in self._kept if key.page == wish.page]:
            self._bytes -= self._kept.pop(key).sizeInBytes()
        self._kept[wish] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._budget and len(self._kept) > 1:
            oldest = next((key for key in self._kept if key not in self._wishes), next(iter(self._kept)))
            self._bytes -= self._kept.pop(oldest).sizeInBytes()


def _drawn(source: PageSource, page: int, scale: float) -> _Drawn:
    """Draw a page (in the read lane)."""
    drawn = source.render(page, scale)
    # The copy owns its bytes: the picture's buffer goes with the picture.
    return _Drawn(QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy())


def page_sizes(source: PageSource, context: Context) -> tuple[tuple[float, float], ...]:
    """Return the sizes of all pages (in the read lane); a page whose size cannot be read gets that of A4."""
    sizes = []
    for page in range(source.count):
        if context.cancelled:
            break
        try:
            sizes.append(source.size(page))
        except Exception:  # noqa: BLE001 - whatever is wrong with one page, the rest is shown
            sizes.append((595.0, 842.0))
    return tuple(sizes)
