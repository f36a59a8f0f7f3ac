"""Small PDFs with one thing in each, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]


@cache
def font() -> str:
    """A font that goes into the file."""
    folder = Path(font_source_sans_pro.__file__).parent
    face = next(iter(sorted(folder.rglob("SourceSansPro-Regular.ttf"))))
    pdfmetrics.registerFont(TTFont("Kennis", str(face)))
    return "Kennis"


def letter(draw: Draw | None = None, *, before: Draw | None = None) -> bytes:
    """A page with two lines of text in an embedded font, and what is drawn before and after them."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1, initialFontName=font())
    if before is not None:
        before(canvas)
    canvas.setFont(font(), 10)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(80, 700, "Geachte voorzitter,")
    canvas.drawString(80, 680, "Hierbij bied ik u het rapport over de musea aan.")
    if draw is not None:
        draw(canvas)
    canvas.save()
    return target.getvalue()


def changed(content: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """The same file after a change to its structure."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def named(**values: Any) -> DictionaryObject:
    """A dictionary of a PDF; strings become names."""
    made = DictionaryObject()
    for key, value in values.items():
        made[NameObject(f"/{key}")] = NameObject(value) if isinstance(value, str) and value.startswith("/") else value
    return made


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(one) for one in values])


def annotation(kind: str, rect: tuple[float, float, float, float], **more: Any) -> Callable[[PdfWriter], None]:
    """Add an annotation to the first page."""

    def add(writer: PdfWriter) -> None:
        made = named(Type="/Annot", Subtype=kind, Rect=numbers(*rect), F=NumberObject(4), **more)
        page = writer.pages[0]
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(made)])

    return add


def field(kind: str, rect: tuple[float, float, float, float], **more: Any) -> Callable[[PdfWriter], None]:
    """Add a form field with its widget to the first page."""

    def add(writer: PdfWriter) -> None:
        made = named(
            Type="/Annot", Subtype="/Widget", FT=kind, T=TextStringObject("Veld1"), Rect=numbers(*rect),
            F=NumberObject(4), **more,
        )  # fmt: skip
        reference = writer._add_object(made)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
        writer.root_object[NameObject("/AcroForm")] = named(Fields=ArrayObject([reference]))

    return add


def root(**values: Any) -> Callable[[PdfWriter], None]:
    """Put something into the catalog."""

    def put(writer: PdfWriter) -> None:
        for key, value in named(**values).items():
            writer.root_object[key] = value

    return put
