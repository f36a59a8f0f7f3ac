"""What the visible signature looks like: who signed, in what capacity, with an embedded font and nothing transparent.

It is drawn once for a set of words and a size, and then laid into each letter as it is: making a subset of the font
takes half a second, putting the finished drawing into a letter a millisecond.

Nothing in it names the council, and it carries no date unless one is chosen (design section 2, *Times* and G13). For a
letter that claims PDF/A (ISO 19005) it is held to what that asks of it, by checks of our own; nobody validated it.
"""

from __future__ import annotations

import io
import re
import secrets
import textwrap
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from font_source_sans_pro import font_directory
from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter, PdfFileWriter
from pyhanko.stamp import BaseStampStyle
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from signing.errors import SigningFault

_FONT_FILE = Path(font_directory) / "SourceSansPro-Regular.ttf"
_FONT = "SourceSansPro"
_LARGEST, _LEADING = 9.0, 1.22  # points; leading as a share of the size
_INSET = 2.0
_PICTURE_SHARE = 0.42  # of the width, beside the words
_PICTURE_PIXELS = 900  # of the longer side: 300 dpi on three inches
# The registry of fonts and a font's subset belong to the whole process.
_DRAWING = threading.Lock()


class AppearanceFault(SigningFault):
    """A template that cannot be used: ``picture_unusable``, ``layout_unusable``, ``appearance_not_archival``."""


@dataclass(frozen=True)
class Appearance:
    """What stands in a visible signature.

    Attributes:
        name: the signatory's name, as in the letter.
        role: the signatory's capacity, as in the letter.
        mark: a line that must be seen (``DEMONSTRATIE``), or empty.
        date: the letter's date in words, where one was chosen; else empty.
        picture: picture of the handwritten signature (PNG, JPEG ...), or empty.
        layout: PDF whose first page lies under the words (the ministry's own layout), or empty.
    """

    name: str
    role: str
    mark: str = ""
    date: str = ""
    picture: bytes = b""
    layout: bytes = b""

    @property
    def lines(self) -> tuple[str, ...]:
        """The words, a line each."""
        role = self.role[:1].upper() + self.role[1:]
        wanted = ("Digitaal getekend door", self.name, role, self.date, self.mark)
        # Controls, and signs that only steer others, have no place on paper and in no font.
        shown = ("".join(sign if sign.isprintable() else " " for sign in line) for line in wanted)
        return tuple(tidy for line in shown if (tidy := " ".join(line.split())))


@lru_cache(maxsize=64)
def draw(appearance: Appearance, width: float, height: float, *, archival: bool) -> bytes:
    """Return the appearance as a PDF of one page of exactly that size.

    Args:
        appearance: what stands in it.
        width: in points, as the page is shown.
        height: likewise.
        archival: the letter claims PDF/A; the picture is grey then, and the result is checked.

    Raises:
        AppearanceFault: ``picture_unusable``, ``layout_unusable``, ``appearance_not_archival``.
    """
    with _DRAWING:
        _register_font()
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=(width, height), invariant=True, pageCompression=1, initialFontName=_FONT)
        left = _INSET
        if appearance.picture:
            share = _PICTURE_SHARE if appearance.lines else 1.0
            _draw_picture(canvas, appearance.picture, width * share, height, grey=archival)
            left += width * share
        _draw_lines(canvas, appearance.lines, left, width - _INSET, height)
        canvas.showPage()
        canvas.save()
    drawn = stream.getvalue()
    if appearance.layout:
        drawn = _over_layout(drawn, appearance.layout, width, height)
    if archival:
        _check_archival(drawn)
    return drawn


@cache
def _register_font() -> None:
    pdfmetrics.registerFont(TTFont(_FONT, str(_FONT_FILE)))


def _draw_lines(canvas: Canvas, lines: tuple[str, ...], left: float, right: float, height: float) -> None:
    """Words as large as they fit, at most nine points, in the middle of the height; long lines are broken for it."""
    if not lines:
        return
    room = (right - left, height - 2 * _INSET)
    size, shown = max((_set(lines, pieces, *room) for pieces in (1, 2, 3)), key=lambda found: found[0])
    canvas.setFillGray(0)
    base = (height + len(shown) * size * _LEADING) / 2
    for number, line in enumerate(shown, start=1):
        canvas.setFont(_FONT, size)
        canvas.drawString(left, base - number * size * _LEADING + size * 0.28, line)


def _set(lines: tuple[str, ...], pieces: int, width: float, height: float) -> tuple[float, list[str]]:
    """Return the size that lets the lines fit, and the lines, each broken into so many pieces at most."""
    longest = max(map(len, lines))
    shown: list[str] = []
    for line in lines:
        few = pieces if len(line) * pieces > longest else 1
        shown.extend(textwrap.wrap(line, max(1, -(-len(line) // few) + 3), break_long_words=False) or [line])
    widest = max(pdfmetrics.stringWidth(line, _FONT, 1.0) for line in shown) or 1.0
    return min(_LARGEST, width / widest, height / (len(shown) * _LEADING)), shown


def _draw_picture(canvas: Canvas, content: bytes, width: float, height: float, *, grey: bool) -> None:
    picture = ImageReader(_flat_picture(content, grey=grey))
    across, down = picture.getSize()
    scale = min((width - 2 * _INSET) / across, (height - 2 * _INSET) / down)
    canvas.drawImage(
        picture, _INSET, (height - down * scale) / 2, across * scale, down * scale, preserveAspectRatio=True
    )


@lru_cache(maxsize=4)
def _flat_picture(content: bytes, *, grey: bool) -> Image.Image:
    """Return a picture on white: transparency would be forbidden in PDF/A-1 and is of no use on paper."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            seen = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise AppearanceFault("picture_unusable", why=type(error).__name__) from error
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    flat.thumbnail((_PICTURE_PIXELS, _PICTURE_PIXELS))
    return flat.convert("L") if grey else flat


def _over_layout(drawn: bytes, layout: bytes, width: float, height: float) -> bytes:
    """Return the drawing with the first page of a PDF under it, scaled to the box as a whole."""
    try:
        page = PdfReader(io.BytesIO(layout)).pages[0]
        box = page.mediabox
        scale = min(width / float(box.width), height / float(box.height))
        writer = PdfWriter()
        under = writer.add_blank_page(width, height)
        across = (width - float(box.width) * scale) / 2
        up = (height - float(box.height) * scale) / 2
        place = Transformation().translate(-float(box.left), -float(box.bottom)).scale(scale).translate(across, up)
        page.pop("/Annots", None)
        under.merge_transformed_page(page, place)
        under.merge_page(PdfReader(io.BytesIO(drawn)).pages[0])
        stream = io.BytesIO()
        writer.write(stream)
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        raise AppearanceFault("layout_unusable", why=type(error).__name__) from error
    return stream.getvalue()


@dataclass(frozen=True)
class DrawnStyle(BaseStampStyle):
    """What pyHanko is given to put into the field of a letter.

    Attributes:
        appearance: what stands in it.
        turned: the page's ``/Rotate``, in degrees clockwise; the drawing is turned back, so that it stands upright.
        unit: the page's ``/UserUnit`` (ISO 32000-2, 14.11.2), so that words have their size in points.
        archival: whether the letter claims PDF/A.
    """

    appearance: Appearance = Appearance("", "")
    turned: int = 0
    unit: float = 1.0
    archival: bool = False

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: object) -> Any:
        """Return the drawing for a box of that size, in the page's own user space."""
        width, height = float(box.width) * self.unit, float(box.height) * self.unit
        if self.turned % 180:
            width, height = height, width
        drawn = draw(self.appearance, round(width, 2), round(height, 2), archival=self.archival)
        return _Drawn(writer, drawn, self.turned)


# ISO 32000-2, 12.5.5: the box, turned by the form's own matrix, is fitted to the field's rectangle.
_MATRIX = {90: (0, 1, -1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, -1, 1, 0, 0, 0)}


@dataclass(frozen=True)
class _Drawn:
    writer: BasePdfFileWriter
    drawn: bytes
    turned: int

    def apply_appearance(self, annotation: generic.DictionaryObject) -> None:
        form, objects = _form(self.drawn, self.turned)
        places = {number: self.writer.allocate_placeholder() for number in objects}
        for number, pieces in objects.items():
            self.writer.add_object(_Written(pieces, places), idnum=places[number].idnum)
        annotation[generic.pdf_name("/AP")] = generic.DictionaryObject({generic.pdf_name("/N"): places[form]})
        annotation.pop(generic.pdf_name("/AS"), None)


# An object as it is written: its bytes, with the number of another object wherever it refers to one.
_Pieces = tuple[bytes | int, ...]


class _Written(generic.PdfObject):
    """An object that was written before and only gets the numbers it has in this letter."""

    def __init__(self, pieces: _Pieces, places: dict[int, generic.IndirectObject]) -> None:
        self._pieces = pieces
        self._places = places

    def write_to_stream(self, stream: Any, handler: object = None, container_ref: object = None) -> None:
        """Write it; letters that are encrypted never come here."""
        written = (
            piece if isinstance(piece, bytes) else b"%d 0 R" % self._places[piece].idnum for piece in self._pieces
        )
        stream.write(b"".join(written))


@lru_cache(maxsize=64)
def _form(drawn: bytes, turned: int) -> tuple[int, dict[int, _Pieces]]:
    """Return a drawing as a form XObject: its number, and every object it is made of by number."""
    writer = PdfFileWriter()
    before = set(writer.objects)
    form = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(drawn)))
    if turned in _MATRIX:
        matrix = generic.ArrayObject(generic.NumberObject(value) for value in _MATRIX[turned])
        form.get_object()[generic.pdf_name("/Matrix")] = matrix
    mark = secrets.token_hex(16).encode()
    made = {key[1]: found for key, found in writer.objects.items() if key not in before}
    return form.idnum, {number: _pieces(found, mark) for number, found in made.items()}


def _pieces(found: generic.PdfObject, mark: bytes) -> _Pieces:
    stream = io.BytesIO()
    _marked(found, mark).write_to_stream(stream, None)
    pieces = re.split(mark + rb"(\d+) ", stream.getvalue())
    return tuple(int(piece) if at % 2 else piece for at, piece in enumerate(pieces))


def _marked(value: generic.PdfObject, mark: bytes) -> generic.PdfObject:
    """Return an object with a mark for every reference in it."""
    if isinstance(value, generic.IndirectObject):
        return _Written((mark + b"%d " % value.idnum,), {})
    if isinstance(value, generic.StreamObject):
        entries = {key: _marked(one, mark) for key, one in value.items()}
        return generic.StreamObject(entries, encoded_data=value.encoded_data)
    if isinstance(value, generic.DictionaryObject):
        return generic.DictionaryObject({key: _marked(one, mark) for key, one in value.items()})
    if isinstance(value, generic.ArrayObject):
        return generic.ArrayObject(_marked(one, mark) for one in value)
    return value


def _check_archival(drawn: bytes) -> None:
    """Refuse what PDF/A does not take in an appearance (ISO 19005-1, 6.2.4, 6.3.4 and 6.4: its strictest part)."""
    page = PdfReader(io.BytesIO(drawn)).pages[0]
    why = next((flaw for found in _dictionaries(page, set()) if (flaw := _not_archival(found))), "")
    if why:
        raise AppearanceFault("appearance_not_archival", why=why)


def _dictionaries(value: Any, seen: set[int]) -> Iterator[dict[str, Any]]:
    """Yield every dictionary a page reaches, itself included and its tree of pages not."""
    value = value.get_object() if hasattr(value, "get_object") else value
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict):
        yield value
    inner = [value[key] for key in value if key != "/Parent"] if isinstance(value, dict) else value
    if isinstance(inner, list):
        for one in inner:
            yield from _dictionaries(one, seen)


def _not_archival(found: dict[str, Any]) -> str:
    if found.get("/SMask", "/None") != "/None" or found.get("/S") == "/Transparency":
        return "transparency"
    if any(float(found.get(key, 1)) < 1 for key in ("/CA", "/ca")):
        return "transparency"
    if found.get("/BM", "/Normal") not in {"/Normal", "/Compatible"}:
        return "transparency"
    simple = found.get("/Type") == "/Font" and found.get("/Subtype") not in {"/Type0", "/Type3"}
    if simple and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(found.get("/FontDescriptor", {})):
        return "font_not_embedded"
    return "interpolation" if found.get("/Interpolate") else ""
