"""Pages of a PDF: words with their places, drawn boxes, and pictures.

One renderer (PDFium) reads, shows, previews and compares (design section 4, *What she sees is what is signed*), so
that a person approves the page that other programs show: annotations, form fields and signatures are drawn, because
the form environment is initialised before any page is loaded.

Places are rectangles in the page's own user space as it stands in the file: points, unrotated, from the lower left,
with the origin of the MediaBox left where it is (ISO 32000-2, 8.3.2.3).

PDFium is not thread safe, not even for two documents. Every call goes through one lock in this module, and no other
module may call PDFium. The lock is held for one call at a time, so that a long reading lets a viewer in between pages.
"""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from signing.errors import UnreadablePdf
from signing.page_layers import Layer, LayerKind, layers_of
from signing.page_outline import Headline, outline_of
from signing.page_words import Rect, Word, turned, words_of

__all__ = [
    "Box",
    "BoxKind",
    "Headline",
    "Layer",
    "LayerKind",
    "Pages",
    "Picture",
    "Rect",
    "Word",
    "open_pages",
    "turned",
]

_LOCK = threading.RLock()
_HEADER_WITHIN = 1024  # readers accept junk before %PDF- up to here (ISO 32000-1, annex H, note 13)
_LARGEST_PICTURE = 50_000_000  # pixels; a page of 200 x 200 m must not take the machine's memory
_MOST_READ = 64 * 1024 * 1024  # bytes; PDFium keeps what it decoded, so a large document is opened anew now and then
_DEEPEST_FORM = 8  # form XObjects inside each other; deeper is not layout but an attack


class BoxKind(Enum):
    """What is drawn at a place."""

    FILLED = "filled"
    LINE = "line"
    IMAGE = "image"
    ANNOTATION = "annotation"
    FIELD = "field"


@dataclass(frozen=True)
class Box:
    """Something drawn that is not text.

    Attributes:
        kind: filled area, line (stroked only, or thinner than a point and a half), image, form field, other annotation.
        rect: its bounds in the page's user space, in points.
        colour: red, green, blue, alpha (0 to 255) of the filling, or of the stroke of a line; None for images.
    """

    kind: BoxKind
    rect: Rect
    colour: tuple[int, int, int, int] | None = None


@dataclass(frozen=True)
class Picture:
    """A page as a picture.

    Attributes:
        width: in pixels.
        height: in pixels.
        stride: bytes from one line to the next.
        pixels: blue, green, red, alpha, top line first.
        scale: pixels per point really used; smaller than asked for when the page is very large.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    scale: float


class _WholeReads(io.RawIOBase):
    """A stream as PDFium may see it: a read returns all that was asked for, or zeros, and never raises.

    A short read or an exception inside PDFium's callback can end the process. The first fault is kept and
    raised by the next call that returns to Python.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.fault: Exception | None = None
        self.read_bytes = 0
        self.length = stream.seek(0, io.SEEK_END)
        stream.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_END:
            offset, whence = self.length + offset, io.SEEK_SET
        try:
            return self._stream.seek(offset, whence)
        except Exception as fault:  # noqa: BLE001 - any exception here would end the process; see the class
            self.fault = self.fault or fault
            return offset

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        done = 0
        try:
            while done < len(view):
                piece = self._stream.read(len(view) - done)
                if not piece:
                    self.fault = self.fault or EOFError("the stream ended early")
                    break
                view[done : done + len(piece)] = piece
                done += len(piece)
        except Exception as fault:  # noqa: BLE001 - any exception here would end the process; see the class
            self.fault = self.fault or fault
        view[done:] = bytes(len(view) - done)
        self.read_bytes += len(view)
        return len(view)


def open_pages(stream: BinaryIO) -> Pages:
    """Open a PDF from any seekable binary stream; nothing is written and no path is needed.

    The stream stays the caller's: it must stay open as long as the pages are used, and is not closed here.

    Args:
        stream: the file's bytes, readable and seekable.

    Returns:
        The pages; use it as a context manager.

    Raises:
        UnreadablePdf: ``empty_file``, ``not_a_pdf``, ``encrypted`` (a password is needed to open it) or ``damaged``.
    """
    whole = _WholeReads(stream)
    if whole.length == 0:
        raise UnreadablePdf("empty_file")
    head = stream.read(min(_HEADER_WITHIN, whole.length))
    if b"%PDF-" not in head:
        raise UnreadablePdf("not_a_pdf")
    with _LOCK:
        try:
            document = pdfium.PdfDocument(whole)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise UnreadablePdf("encrypted") from error
            raise UnreadablePdf("damaged") from (whole.fault or error)
        try:
            document.init_forms()
            pages = Pages(document, whole)
            if whole.fault is not None:
                raise UnreadablePdf("damaged") from whole.fault
        except BaseException:
            document.close()
            raise
    return pages


class Pages:
    """The pages of one open document; made by :func:`open_pages`, closed by leaving its ``with``."""

    def __init__(self, document: Any, whole: _WholeReads) -> None:
        self._document = document
        self._whole = whole
        self.count: int = len(document)

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the document. Calling it twice is harmless."""
        with _LOCK:
            self._document.close()

    @contextmanager
    def _page(self, index: int) -> Iterator[Any]:
        """Give one loaded page under the lock; a damaged page becomes :class:`UnreadablePdf`."""
        with _LOCK:
            if self._whole.read_bytes > _MOST_READ:
                self._open_anew(index)
            try:
                page = self._document[index]
            except pdfium.PdfiumError as error:
                raise UnreadablePdf("damaged", page=index + 1) from (self._whole.fault or error)
            try:
                yield page
            except pdfium.PdfiumError as error:
                raise UnreadablePdf("damaged", page=index + 1) from (self._whole.fault or error)
            finally:
                page.close()
            if self._whole.fault is not None:
                # What was read after the fault is zeros: nothing of it may be shown or believed.
                raise UnreadablePdf("damaged", page=index + 1) from self._whole.fault

    def _open_anew(self, index: int) -> None:
        """Let go of what PDFium decoded so far: its memory is bounded by the pages in hand, not by the document."""
        self._document.close()
        self._whole.read_bytes = 0
        try:
            self._document = pdfium.PdfDocument(self._whole)
            self._document.init_forms()
        except pdfium.PdfiumError as error:
            raise UnreadablePdf("damaged", page=index + 1) from (self._whole.fault or error)

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page as it is shown (turned by its ``/Rotate``), in points."""
        # Without loading the page: its content is not parsed for this, which makes forty sizes cost as one page.
        with _LOCK:
            try:
                width, height = self._document.get_page_size(index)
            except pdfium.PdfiumError as error:
                raise UnreadablePdf("damaged", page=index + 1) from (self._whole.fault or error)
            if self._whole.fault is not None:
                raise UnreadablePdf("damaged", page=index + 1) from self._whole.fault
            return float(width), float(height)

    def frame(self, index: int) -> tuple[Rect, int]:
        """Return the visible box of a page in its user space (CropBox, else MediaBox), and its ``/Rotate`` in degrees.

        A CropBox that reaches outside the MediaBox is returned as it stands.
        """
        with self._page(index) as page:
            left, bottom, right, top = page.get_cropbox()
            return (left, bottom, right, top), int(page.get_rotation())

    def outline(self) -> tuple[Headline, ...]:
        """Return the document's own outline (its bookmarks), empty where it has none or none that can be read."""
        with _LOCK:
            try:
                return outline_of(self._document, count=self.count)
            except (pdfium.PdfiumError, UnicodeDecodeError):
                return ()

    def words(self, index: int) -> tuple[Word, ...]:
        """Return the words of a page in the order of its content stream.

        Text that is there but cannot be seen is included and marked (:attr:`Word.visible`).
        """
        with self._page(index) as page:
            text_page = page.get_textpage()
            try:
                return words_of(text_page)
            finally:
                text_page.close()

    def boxes(self, index: int) -> tuple[Box, ...]:
        """Return what is drawn besides text: filled areas, lines, images and the places of annotations."""
        with self._page(index) as page:
            found = list(_drawn(page.raw))
            found.extend(_annotations(page.raw))
            return tuple(found)

    def layers(self, index: int) -> tuple[Layer, ...]:
        """Return everything drawn on a page, text too, in drawing order: what lies over what."""
        with self._page(index) as page:
            text_page = page.get_textpage()
            try:
                return layers_of(page.raw, text_page.raw)
            finally:
                text_page.close()

    def render(self, index: int, *, scale: float, fields: bool = True) -> Picture:
        """Draw a page on white, with its annotations, form fields and signatures.

        Args:
            index: the page, from 0.
            scale: pixels per point (1.0 is 72 dots an inch). A page that would take more than fifty million
                pixels is drawn smaller; :attr:`Picture.scale` tells.
            fields: whether form fields are drawn; without, nothing is that the reader makes up for empty ones.
        """
        with self._page(index) as page:
            width, height = page.get_size()
            wanted = width * height * scale * scale
            if wanted > _LARGEST_PICTURE:
                scale *= (_LARGEST_PICTURE / wanted) ** 0.5
            bitmap = page.render(
                scale=scale, may_draw_forms=fields, draw_annots=True, force_bitmap_format=raw.FPDFBitmap_BGRA
            )
            try:
                pixels = bytes(bitmap.buffer)
                return Picture(bitmap.width, bitmap.height, bitmap.stride, pixels, scale)
            finally:
                bitmap.close()


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(rect: Rect, matrix: _Matrix) -> Rect:
    if matrix == _IDENTITY:
        return rect
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _drawn(page: Any) -> Iterator[Box]:
    for number in range(raw.FPDFPage_CountObjects(page)):
        yield from _drawn_object(raw.FPDFPage_GetObject(page, number), _IDENTITY, 0)


def _drawn_object(item: Any, matrix: _Matrix, depth: int) -> Iterator[Box]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, own)
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for number in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _drawn_object(raw.FPDFFormObj_GetObject(item, number), inner, depth + 1)
        return
    if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
        return
    rect = _bounds(item)
    if rect is None:
        return
    rect = _moved(rect, matrix)
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        yield Box(BoxKind.IMAGE, rect)
        return
    if kind == raw.FPDF_PAGEOBJ_SHADING:
        yield Box(BoxKind.FILLED, rect)
        return
    fill_mode, stroked = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(item, fill_mode, stroked)
    filled = fill_mode.value != raw.FPDF_FILLMODE_NONE
    if not filled and not stroked.value:
        return  # a clipping path only
    thin = min(rect[2] - rect[0], rect[3] - rect[1]) < 1.5
    asked = raw.FPDFPageObj_GetFillColor if filled else raw.FPDFPageObj_GetStrokeColor
    yield Box(BoxKind.FILLED if filled and not thin else BoxKind.LINE, rect, _colour(item, asked))


def _bounds(item: Any) -> Rect | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _colour(item: Any, asked: Any) -> tuple[int, int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not asked(item, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def _annotations(page: Any) -> Iterator[Box]:
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            place = raw.FS_RECTF()
            subtype = raw.FPDFAnnot_GetSubtype(note)
            if subtype not in (raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_LINK) and raw.FPDFAnnot_GetRect(note, place):
                kind = BoxKind.FIELD if subtype == raw.FPDF_ANNOT_WIDGET else BoxKind.ANNOTATION
                yield Box(kind, (place.left, place.bottom, place.right, place.top))
        finally:
            raw.FPDFPage_CloseAnnot(note)
