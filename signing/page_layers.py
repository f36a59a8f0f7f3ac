"""What is drawn on a page, in the order in which it is drawn: from PDFium's objects, for :mod:`signing.pages` only.

Order matters where something later covers something earlier: text below a filled rectangle is in the file and can be
copied out of it, but nobody sees it (ISO 32000-2, 8.5: later marks paint over earlier ones).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import pypdfium2.raw as raw

from signing.page_words import Rect

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 8  # form XObjects inside each other; deeper is not layout but an attack
_RECTANGLE = 6  # segments: a move, four lines and a closing one; more is a drawing whose bounds are not its area
_INVISIBLE = (3, 7)  # text rendering modes: neither fill nor stroke (ISO 32000-2, table 104)
_FILL = 0


class LayerKind(Enum):
    """What a mark on the page is."""

    TEXT = "text"
    RECTANGLE = "rectangle"
    DRAWING = "drawing"
    IMAGE = "image"


@dataclass(frozen=True)
class Layer:
    """One mark on a page.

    Attributes:
        kind: what it is.
        rect: its bounds in the page's user space, in points.
        colour: red, green, blue, alpha (0 to 255) of its filling; None for images and where it has none.
        opaque: whether nothing below it shines through: filled, no transparency, no blending.
        optional: whether it belongs to optional content, which a reader can show or hide (ISO 32000-2, 8.11).
        text: for text, its characters.
        size: for text, the size as drawn, in points.
        angle: for text, the direction of writing in degrees, anticlockwise.
        unseen: for text, whether its rendering mode or its opacity draws nothing.
        font: for text, the name of its font when that is not embedded in the file; else empty.
        covered: for text, the characters of it that an opaque mark drawn later lies over.
    """

    kind: LayerKind
    rect: Rect
    colour: tuple[int, int, int, int] | None = None
    opaque: bool = False
    optional: bool = False
    text: str = ""
    size: float = 0.0
    angle: int = 0
    unseen: bool = False
    font: str = ""
    covered: str = ""


@dataclass(frozen=True)
class _Mark:
    """A layer with the handle PDFium knows it by."""

    layer: Layer
    handle: int


def layers_of(page: Any, text_page: Any) -> tuple[Layer, ...]:
    """Return the marks of a loaded page in drawing order. The caller holds the lock of :mod:`signing.pages`.

    Args:
        page: PDFium's page.
        text_page: PDFium's text page of it.
    """
    marks: list[_Mark] = []
    for number in range(raw.FPDFPage_CountObjects(page)):
        marks.extend(_marks(raw.FPDFPage_GetObject(page, number), text_page, _IDENTITY, 0, optional=False))
    covers = _covers([mark.layer for mark in marks])
    if not covers:
        return tuple(mark.layer for mark in marks)
    hidden = _covered_characters(marks, covers, text_page)
    return tuple(replace(mark.layer, covered=hidden.get(mark.handle, "")) for mark in marks)


def _marks(item: Any, text_page: Any, matrix: _Matrix, depth: int, *, optional: bool) -> Iterator[_Mark]:
    kind = raw.FPDFPageObj_GetType(item)
    optional = optional or _is_optional(item)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        if depth >= _DEEPEST_FORM:
            return
        inner = _times(_own_matrix(item), matrix)
        for number in range(raw.FPDFFormObj_CountObjects(item)):
            child = raw.FPDFFormObj_GetObject(item, number)
            yield from _marks(child, text_page, inner, depth + 1, optional=optional)
        return
    rect = _bounds(item, matrix)
    if rect is None:
        return
    handle = ctypes.cast(item, ctypes.c_void_p).value or 0
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        layer = _text(item, text_page, rect, matrix)
        if layer is not None:
            yield _Mark(replace(layer, optional=optional), handle)
        return
    through = bool(raw.FPDFPageObj_HasTransparency(item))
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        yield _Mark(Layer(LayerKind.IMAGE, rect, opaque=not through, optional=optional), handle)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        filled, colour = _filling(item)
        shape = LayerKind.RECTANGLE if filled and _is_rectangle(item) else LayerKind.DRAWING
        opaque = filled and not through and colour is not None and colour[3] == 255
        yield _Mark(Layer(shape, rect, colour if filled else None, opaque, optional), handle)
    elif kind == raw.FPDF_PAGEOBJ_SHADING:
        yield _Mark(Layer(LayerKind.DRAWING, rect, opaque=False, optional=optional), handle)


def _text(item: Any, text_page: Any, rect: Rect, matrix: _Matrix) -> Layer | None:
    text = _characters(item, text_page)
    if not text.strip():
        return None
    a, b, c, d, _, _ = _times(_own_matrix(item), matrix)
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    colour = _colour(item)
    unseen = mode in _INVISIBLE or (mode == _FILL and colour is not None and colour[3] == 0)
    return Layer(
        LayerKind.TEXT,
        rect,
        colour if mode == _FILL else None,
        text=text,
        size=size.value * math.hypot(c, d),
        angle=round(math.degrees(math.atan2(b, a))) % 360,
        unseen=unseen,
        font=_font_outside(item),
    )


def _characters(item: Any, text_page: Any) -> str:
    length = raw.FPDFTextObj_GetText(item, text_page, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace").replace("\0", "")


def _font_outside(item: Any) -> str:
    """The name of the font when the file does not hold it: another machine draws other letters then."""
    font = raw.FPDFTextObj_GetFont(item)
    if not font or raw.FPDFFont_GetIsEmbedded(font) != 0:
        return ""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(int(length), 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace") or "?"


def _is_optional(item: Any) -> bool:
    for number in range(max(raw.FPDFPageObj_CountMarks(item), 0)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        buffer = (ctypes.c_ushort * 8)()
        length = ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length) and length.value == 6:
            return bytes(buffer)[:4].decode("utf-16-le") == "OC"
    return False


def _covers(layers: list[Layer]) -> list[tuple[int, Rect]]:
    """The opaque marks that reach over text drawn before them, with their place in the order."""
    texts: list[Rect] = []
    covers: list[tuple[int, Rect]] = []
    for number, layer in enumerate(layers):
        if layer.kind is LayerKind.TEXT:
            texts.append(layer.rect)
        elif (
            layer.opaque
            and layer.kind in (LayerKind.RECTANGLE, LayerKind.IMAGE)
            and any(_touch(layer.rect, one) for one in texts)
        ):
            covers.append((number, layer.rect))
    return covers


def _covered_characters(marks: list[_Mark], covers: list[tuple[int, Rect]], text_page: Any) -> dict[int, str]:
    order = {mark.handle: number for number, mark in enumerate(marks) if mark.layer.kind is LayerKind.TEXT}
    hidden: dict[int, str] = {}
    place = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text_page)):
        item = raw.FPDFText_GetTextObject(text_page, index)
        handle = (ctypes.cast(item, ctypes.c_void_p).value or 0) if item else 0
        if handle not in order or not raw.FPDFText_GetLooseCharBox(text_page, index, place):
            continue
        across, up = (place.left + place.right) / 2, (place.bottom + place.top) / 2
        if any(
            number > order[handle] and rect[0] <= across <= rect[2] and rect[1] <= up <= rect[3]
            for number, rect in covers
        ):
            code = raw.FPDFText_GetUnicode(text_page, index)
            hidden[handle] = hidden.get(handle, "") + (chr(code) if 0x20 <= code < 0xD800 else "")
    return hidden


def _touch(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _filling(item: Any) -> tuple[bool, tuple[int, int, int, int] | None]:
    mode, stroked = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    return mode.value != raw.FPDF_FILLMODE_NONE, _colour(item)


def _is_rectangle(item: Any) -> bool:
    count = raw.FPDFPath_CountSegments(item)
    return 4 <= count <= _RECTANGLE and all(
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(item, number)) != raw.FPDF_SEGMENT_BEZIERTO
        for number in range(count)
    )


def _colour(item: Any) -> tuple[int, int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def _own_matrix(item: Any) -> _Matrix:
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, own)
    return own.a, own.b, own.c, own.d, own.e, own.f


def _bounds(item: Any, matrix: _Matrix) -> Rect | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    if matrix == _IDENTITY:
        return left.value, bottom.value, right.value, top.value
    a, b, c, d, e, f = matrix
    corners = [
        (x * a + y * c + e, x * b + y * d + f) for x in (left.value, right.value) for y in (bottom.value, top.value)
    ]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
