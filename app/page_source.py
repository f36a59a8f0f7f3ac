"""Pages of a PDF for the window: ``signing.pages`` behind :class:`app.pages.PageSource`.

Places in a file are in its own user space, unrotated and from the lower left (ISO 32000-2, 8.3.2.3); a window
wants them as the page is shown, from the upper left.
"""

from __future__ import annotations

from typing import BinaryIO

from app.errors import from_signing
from app.names import visible
from app.pages import PageHeadline, PagePicture, PageRect, PageWord
from signing.errors import SigningFault
from signing.pages import Pages, Rect, open_pages


class PdfPages:
    """A PDF as the window sees it. Made by :func:`open_source`; use it in the read lane only.

    Args:
        pages: of the document.
        under: the streams the pages are read from, closed with them.
    """

    def __init__(self, pages: Pages, *under: BinaryIO) -> None:
        self._pages = pages
        self._under = under

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._pages.count

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page in points, as shown.

        Raises:
            CannotRead: the page is damaged.
        """
        try:
            return self._pages.size(index)
        except SigningFault as fault:
            raise from_signing(fault) from fault

    def words(self, index: int) -> tuple[PageWord, ...]:
        """Return the words of a page that can be seen, where they stand on the page as shown.

        Raises:
            CannotRead: the page is damaged.
        """
        try:
            frame, turned = self._pages.frame(index)
            found = self._pages.words(index)
        except SigningFault as fault:
            raise from_signing(fault) from fault
        return tuple(
            PageWord(
                word.text,
                shown_rect(word.rect, frame, turned),
                tuple(shown_rect(letter, frame, turned) for letter in word.letters),
                word.glued,
            )
            for word in found
            if word.visible
        )

    def outline(self) -> tuple[PageHeadline, ...]:
        """Return the document's outline (its bookmarks), without control and other invisible characters."""
        return tuple(PageHeadline(visible(one.title).strip(), one.page, one.depth) for one in self._pages.outline())

    def render(self, index: int, scale: float) -> PagePicture:
        """Draw a page with its annotations, fields and signatures; ``scale`` is pixels per point.

        Raises:
            CannotRead: the page cannot be drawn.
        """
        try:
            drawn = self._pages.render(index, scale=scale)
        except SigningFault as fault:
            raise from_signing(fault) from fault
        return PagePicture(drawn.width, drawn.height, drawn.stride, drawn.pixels)

    def shown(self, index: int, rect: Rect) -> PageRect:
        """Return a place in the file's own user space as a place on the page as shown.

        Raises:
            CannotRead: the page is damaged.
        """
        try:
            frame, turned = self._pages.frame(index)
        except SigningFault as fault:
            raise from_signing(fault) from fault
        return shown_rect(rect, frame, turned)

    def placed(self, index: int, rect: PageRect) -> Rect:
        """Return a place on the page as shown as a place in the file's own user space.

        Raises:
            CannotRead: the page is damaged.
        """
        try:
            frame, turned = self._pages.frame(index)
        except SigningFault as fault:
            raise from_signing(fault) from fault
        return user_rect(rect, frame, turned)

    def close(self) -> None:
        """Let go of the document and of the streams under it. Calling it twice is harmless."""
        self._pages.close()
        for stream in self._under:
            stream.close()


def open_source(stream: BinaryIO) -> PdfPages:
    """Open a PDF for the window. The stream is the pages' from here on: closed with them, and when it cannot be read.

    Raises:
        CannotRead: ``empty_file``, ``not_a_pdf``, ``encrypted`` or ``damaged``.
    """
    try:
        return PdfPages(open_pages(stream), stream)
    except SigningFault as fault:
        stream.close()
        raise from_signing(fault) from fault


def shown_rect(rect: Rect, frame: Rect, turned: int) -> PageRect:
    """Return a place of the file as a place on the page as shown.

    Args:
        rect: left, bottom, right, top in user space, in points.
        frame: the visible box of the page in user space.
        turned: the page's ``/Rotate``, in degrees clockwise.
    """
    left, bottom, right, top = frame
    if turned % 360 == 0:  # as nearly every page is, with thousands of letters on it
        return PageRect(rect[0] - left, top - rect[3], rect[2] - left, top - rect[1])
    corners = [_turned(x - left, y - bottom, right - left, top - bottom, turned) for x in rect[::2] for y in rect[1::2]]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return PageRect(min(across), min(down), max(across), max(down))


def user_rect(rect: PageRect, frame: Rect, turned: int) -> Rect:
    """Return a place on the page as shown as a place of the file; :func:`shown_rect` the other way round.

    Args:
        rect: in points from the upper left of the page as shown.
        frame: the visible box of the page in user space.
        turned: the page's ``/Rotate``, in degrees clockwise.
    """
    left, bottom, right, top = frame
    corners = [
        _unturned(x, y, right - left, top - bottom, turned)
        for x in (rect.left, rect.right)
        for y in (rect.top, rect.bottom)
    ]
    across, up = [left + x for x, _ in corners], [bottom + y for _, y in corners]
    return (min(across), min(up), max(across), max(up))


def _unturned(across: float, down: float, width: float, height: float, turned: int) -> tuple[float, float]:
    """Return a point of the page as shown from the lower left of the unturned box."""
    quarter = turned % 360
    if quarter == 90:
        return down, across
    if quarter == 180:
        return width - across, down
    if quarter == 270:
        return width - down, height - across
    return across, height - down


def _turned(x: float, y: float, width: float, height: float, turned: int) -> tuple[float, float]:
    """Return a point, given from the lower left of the unturned box, from the upper left of the page as shown."""
    quarter = turned % 360
    if quarter == 90:
        return y, x
    if quarter == 180:
        return width - x, y
    if quarter == 270:
        return height - y, width - x
    return x, height - y
