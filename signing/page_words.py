"""Words of a PDF page with their places and type: from PDFium's characters, for :mod:`signing.pages` only.

PDFium gives single characters. They are joined here into words, and a word ends where white space stands, where the
next character begins elsewhere, or where the type changes (so that a raised note mark glued to a word is a word of its
own).
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

Rect = tuple[float, float, float, float]

_ITALIC, _FORCE_BOLD = 1 << 6, 1 << 18  # font descriptor flags (ISO 32000-2, table 121)
_SEMI_BOLD = 600  # OpenType weight class from which type reads as bold
_HYPHEN_AT_LINE_END = (0x02, 0xFFFE)  # what PDFium gives for a hyphen that it takes for a division
_INVISIBLE = (3, 7)  # text rendering modes: neither fill nor stroke (ISO 32000-2, table 104)


@dataclass(frozen=True)
class Word:
    """A word as it stands on a page.

    Attributes:
        text: as in the file, accents composed or not; a hyphen at the end of a line is a hyphen.
        rect: left, bottom, right, top in the page's user space, in points; as high as the type, not the letters.
        baseline: the height on which the first letter stands, in points.
        size: the size of the type in points, as drawn.
        bold: whether the type is bold, as far as the font tells.
        italic: whether the type slants, as far as the font tells.
        glued: whether it follows the word before it without white space (a raised mark, a change of type).
        angle: the direction of writing in degrees, anticlockwise; 0 for ordinary text.
        visible: false when it is there but not drawn (rendering mode 3), or drawn in white or with no opacity.
        letters: the place of each character of the text, in its order; as high as the type, in user space. What a
            word is does not follow from them, so they are left out when words are compared.
    """

    text: str
    rect: Rect
    baseline: float
    size: float
    bold: bool = False
    italic: bool = False
    glued: bool = False
    angle: int = 0
    visible: bool = True
    letters: tuple[Rect, ...] = field(default=(), compare=False, repr=False)


class _Reader:
    """PDFium's text page with the buffers its calls fill, made once: a page has thousands of characters."""

    def __init__(self, text_page: Any) -> None:
        self.raw = text_page.raw if hasattr(text_page, "raw") else text_page
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = raw.FS_RECTF()
        self._tight = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._styles: dict[tuple[bytes, int, int], tuple[bool, bool]] = {}

    def origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self.raw, index, self._x, self._y)
        return self._x.value, self._y.value

    def box(self, index: int) -> Rect:
        place = self._box
        if (
            raw.FPDFText_GetLooseCharBox(self.raw, index, place)
            and place.right > place.left
            and place.top > place.bottom
        ):
            return place.left, place.bottom, place.right, place.top
        left, right, bottom, top = self._tight
        raw.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def size_and_angle(self, index: int) -> tuple[float, int]:
        size = float(raw.FPDFText_GetFontSize(self.raw, index))
        if not raw.FPDFText_GetMatrix(self.raw, index, self._matrix):
            return size, 0
        across = math.hypot(self._matrix.c, self._matrix.d)
        turned = round(math.degrees(math.atan2(self._matrix.b, self._matrix.a))) % 360
        return size * across, turned

    def style(self, index: int) -> tuple[bool, bool]:
        length = raw.FPDFText_GetFontInfo(self.raw, index, self._name, len(self._name), self._flags)
        name = self._name.value if 0 < length <= len(self._name) else b""
        weight = int(raw.FPDFText_GetFontWeight(self.raw, index))
        key = (name, self._flags.value, weight)
        known = self._styles.get(key)
        if known is None:
            lower = name.decode("utf-8", "replace").lower()
            bold = "bold" in lower or "black" in lower or weight >= _SEMI_BOLD or bool(key[1] & _FORCE_BOLD)
            italic = "italic" in lower or "oblique" in lower or bool(key[1] & _ITALIC)
            known = self._styles[key] = (bold, italic)
        return known

    def visible(self, index: int) -> bool:
        item = raw.FPDFText_GetTextObject(self.raw, index)
        if item and raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
            return False
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(self.raw, index, red, green, blue, alpha):
            return True
        # White type on a dark ground is seen; only the page can tell, so the caller looks for a box below it.
        return alpha.value > 0 and not (red.value > 250 and green.value > 250 and blue.value > 250)


def words_of(text_page: Any) -> tuple[Word, ...]:
    """Return the words of a PDFium text page in content order. The caller holds the lock of :mod:`signing.pages`."""
    reader = _Reader(text_page)
    words: list[Word] = []
    letters: list[str] = []
    places: list[Rect] = []
    place: Rect = (0.0, 0.0, 0.0, 0.0)
    start, size, angle, origin, glued = 0, 0.0, 0, (0.0, 0.0), False

    def close() -> None:
        if letters:
            bold, italic = reader.style(start)
            text, seen = "".join(letters), reader.visible(start)
            words.append(Word(text, place, origin[1], size, bold, italic, glued, angle, seen, tuple(places)))
            letters.clear()
            places.clear()

    spaced = True
    for index in range(raw.FPDFText_CountChars(reader.raw)):
        code = raw.FPDFText_GetUnicode(reader.raw, index)
        character = "-" if code in _HYPHEN_AT_LINE_END else chr(code) if 0 < code < 0x110000 else ""
        if 0xD800 <= code < 0xE000:
            character = "\ufffd"  # half of a pair: PDFium gives UTF-16 units on some systems
        if not character or character.isspace() or (code < 0x20 and character != "-"):
            close()
            spaced = True
            continue
        box = reader.box(index)
        x, y = reader.origin(index)
        own_size, own_angle = reader.size_and_angle(index)
        elsewhere = own_angle != angle or _elsewhere(x, y, box, place, origin, size, angle)
        if letters and (elsewhere or abs(own_size - size) > 0.15 * size):
            close()
            spaced = elsewhere
        if not letters:
            start, place, size, angle, origin, glued = index, box, own_size, own_angle, (x, y), not spaced
        else:
            place = (min(place[0], box[0]), min(place[1], box[1]), max(place[2], box[2]), max(place[3], box[3]))
        letters.append(character)
        places.append(box)
        spaced = False
    close()
    return tuple(words)


def _elsewhere(
    x: float, y: float, box: Rect, before: Rect, origin: tuple[float, float], size: float, angle: int
) -> bool:
    """Whether a character begins somewhere else than right behind the one before it."""
    size = max(size, 1.0)
    if angle % 90:
        return math.hypot(box[0] - before[0], box[1] - before[1]) > 40 * size
    baseline = origin[1]
    if angle:
        box, before = turned(box, angle), turned(before, angle)
        x, y = turned((x, y, x, y), angle)[:2]
        baseline = turned((*origin, *origin), angle)[1]
    if abs(y - baseline) > 0.8 * size:
        return True
    gap = box[0] - before[2]
    return gap > 0.6 * size or gap < -2.0 * size or x < before[0] - size


def turned(rect: Rect, angle: int) -> Rect:
    """Turn a rectangle about the origin so that text written at this angle (a quarter turn) runs to the right."""
    left, bottom, right, top = rect
    quarter = angle % 360 // 90
    if quarter == 1:
        return bottom, -right, top, -left
    if quarter == 2:
        return -right, -top, -left, -bottom
    if quarter == 3:
        return -top, left, -bottom, right
    return rect
