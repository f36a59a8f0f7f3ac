"""The look of a signature: upright and in place on any page, with its font, without transparency where that counts."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, FloatObject, NameObject, RectangleObject
from reportlab.pdfgen.canvas import Canvas

from signing.appearance import Appearance, AppearanceFault, draw
from signing.pages import open_pages
from signing.placement import Place
from tests.signing.held import WORDS, PlainKey, prepared_letter

SHOWN = (300.0, 200.0, 500.0, 260.0)  # on a page of 595 by 842, as it is seen


def page(*, media: tuple[float, ...] = (0, 0, 595, 842), turned: int = 0, **more: Any) -> bytes:
    """Return a letter of one white page."""
    writer = PdfWriter()
    made = writer.add_blank_page(595, 842)
    made.mediabox = RectangleObject(media)
    if turned:
        made[NameObject("/Rotate")] = FloatObject(turned)
    for key, value in more.items():
        made[NameObject(f"/{key}")] = value
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def picture(key: PlainKey, letter: bytes, rect: tuple[float, ...], appearance: Appearance = WORDS) -> Image.Image:
    place = Place(1, (rect[0], rect[1], rect[2], rect[3]))
    approved, prepared = prepared_letter(key, letter, place=place, appearance=appearance)
    with open_pages(io.BytesIO(approved + prepared.tail)) as pages:
        drawn = pages.render(0, scale=1.5)
    size = (drawn.width, drawn.height)
    return Image.frombuffer("RGB", size, drawn.pixels, "raw", "BGRX", drawn.stride, 1).resize((595, 842))


def ink(image: Image.Image) -> tuple[int, ...]:
    """Return the box of all that is not white."""
    found = ImageChops.invert(image.convert("L")).point(lambda value: 255 if value > 60 else 0).getbbox()
    assert found is not None, "nothing is seen"
    return found


@pytest.fixture
def upright(key: PlainKey) -> Image.Image:
    return picture(key, page(), SHOWN)


def test_it_stands_where_it_was_asked(upright: Image.Image) -> None:
    left, top, right, bottom = ink(upright)
    assert 300 <= left < right <= 500
    assert 842 - 260 <= top < bottom <= 842 - 200


X0, Y0, X1, Y1 = SHOWN
TURNED = {
    90: ((0, 0, 842, 595), (842 - Y1, X0, 842 - Y0, X1)),
    180: ((0, 0, 595, 842), (595 - X1, 842 - Y1, 595 - X0, 842 - Y0)),
    270: ((0, 0, 842, 595), (Y0, 595 - X1, Y1, 595 - X0)),
}


@pytest.mark.parametrize("turned", TURNED)
def test_on_a_turned_page_it_is_seen_as_on_an_upright_one(key: PlainKey, turned: int, upright: Image.Image) -> None:
    media, rect = TURNED[turned]
    seen = picture(key, page(media=media, turned=turned), rect)
    assert ink(seen) == pytest.approx(ink(upright), abs=2)
    assert ImageStat.Stat(ImageChops.difference(seen, upright)).mean[0] < 0.5


def test_a_page_that_begins_elsewhere_is_cropped_or_has_another_unit(key: PlainKey, upright: Image.Image) -> None:
    moved = picture(key, page(media=(200, 300, 795, 1142)), (X0 + 200, Y0 + 300, X1 + 200, Y1 + 300))
    crop = RectangleObject((100, 50, 695, 892))
    cropped = picture(key, page(media=(0, 0, 800, 1000), CropBox=crop), (X0 + 100, Y0 + 50, X1 + 100, Y1 + 50))
    for seen in (moved, cropped):
        assert ImageStat.Stat(ImageChops.difference(seen, upright)).mean[0] < 0.5
    half = page(media=(0, 0, 297.5, 421), UserUnit=FloatObject(2))
    approved, prepared = prepared_letter(key, half, place=Place(1, (150, 100, 250, 130)))
    with open_pages(io.BytesIO(approved + prepared.tail)) as pages:
        drawn = pages.render(0, scale=2.0)
    image = Image.frombuffer("RGB", (drawn.width, drawn.height), drawn.pixels, "raw", "BGRX", drawn.stride, 1)
    assert ink(image.resize((595, 842))) == pytest.approx(ink(upright), abs=3)


def text_of(drawn: bytes) -> str:
    return PdfReader(io.BytesIO(drawn)).pages[0].extract_text()


def test_the_words_are_those_asked_for_and_no_date_unless_it_is() -> None:
    said = text_of(draw(WORDS, 228, 60, archival=True))
    assert WORDS.name in said
    assert "taatssecretaris" in said
    dated = text_of(draw(Appearance("A. Jansen", "minister", date="9 februari 2024"), 228, 60, archival=False))
    assert "9 februari 2024" in dated
    assert not any(sign.isdigit() for sign in said)


def test_long_words_are_broken_and_stay_in_the_box() -> None:
    role = "staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties, Digitalisering en Koninkrijksrelaties"
    drawn = draw(Appearance("A. van der Naam-Langenaam", role), 110, 60, archival=False)
    with open_pages(io.BytesIO(drawn)) as pages:
        words = pages.words(0)
        assert all(word.rect[0] >= 0 and word.rect[2] <= 110.5 for word in words)
        assert all(word.rect[1] >= -1 and word.rect[3] <= 61 for word in words)
        assert min(word.size for word in words) > 4, "too small to read"


def png(colour: tuple[int, int, int, int] = (0, 0, 160, 180)) -> bytes:
    image = Image.new("RGBA", (300, 120), (0, 0, 0, 0))
    image.paste(colour, (40, 40, 260, 80))
    stream = io.BytesIO()
    image.save(stream, "png")
    return stream.getvalue()


def test_a_picture_of_the_handwritten_signature_stands_beside_the_words(key: PlainKey) -> None:
    seen = picture(key, page(), SHOWN, Appearance("A. Jansen", "minister", picture=png()))
    blue = seen.getpixel((340, 842 - 230))
    assert isinstance(blue, tuple)
    assert blue[2] > blue[0] + 40


def resources(drawn: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn)))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_what_a_letter_that_claims_pdf_a_gets_has_its_font_and_nothing_transparent() -> None:
    drawn = draw(Appearance("A. Jansen", "minister", picture=png()), 228, 60, archival=True)
    content = resources(drawn)
    assert b"/SMask" not in content
    assert b"/ca" not in content
    assert b"/FontFile2" in content
    assert b"/DeviceRGB" not in content, "the picture is grey there"


def layout(alpha: float = 1.0, font: str = "") -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 100))
    canvas.setFillAlpha(alpha) if alpha < 1 else None
    canvas.setFillGray(0.8)
    canvas.rect(0, 0, 400, 100, fill=1, stroke=0)
    if font:
        canvas.setFont(font, 10)
        canvas.drawString(10, 10, "Rijksoverheid")
    canvas.save()
    return stream.getvalue()


def test_the_ministry_s_own_layout_lies_under_the_words(key: PlainKey) -> None:
    seen = picture(key, page(), SHOWN, Appearance("A. Jansen", "minister", layout=layout()))
    assert ImageStat.Stat(seen.crop((310, 600, 490, 630))).mean[0] < 230
    assert "A. Jansen" in text_of(draw(Appearance("A. Jansen", "minister", layout=layout()), 228, 60, archival=False))


@pytest.mark.parametrize(
    ("own", "why"), [(layout(0.5), "transparency"), (layout(font="Helvetica"), "font_not_embedded")]
)
def test_a_layout_that_pdf_a_does_not_take_is_refused_there_and_only_there(own: bytes, why: str) -> None:
    appearance = Appearance("A. Jansen", "minister", layout=own)
    with pytest.raises(AppearanceFault) as fault:
        draw(appearance, 228, 60, archival=True)
    assert (fault.value.code, fault.value.parameters["why"]) == ("appearance_not_archival", why)
    assert draw(appearance, 228, 60, archival=False)


@pytest.mark.parametrize(
    ("appearance", "code"),
    [(Appearance("A", "b", picture=b"geen plaatje"), "picture_unusable"),
     (Appearance("A", "b", layout=b"geen pdf"), "layout_unusable")],
)  # fmt: skip
def test_a_template_that_does_not_serve_is_told(appearance: Appearance, code: str) -> None:
    with pytest.raises(AppearanceFault) as fault:
        draw(appearance, 228, 60, archival=False)
    assert fault.value.code == code


def test_a_letter_that_claims_pdf_a_is_known_by_its_metadata(key: PlainKey) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page())))
    xmp = DecodedStreamObject()
    xmp.set_data(b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><pdfaid:part>2</pdfaid:part></x:xmpmeta>')
    xmp.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    stream = io.BytesIO()
    writer.write(stream)
    bad = Appearance("A. Jansen", "minister", layout=layout(0.5))
    with pytest.raises(AppearanceFault):
        prepared_letter(key, stream.getvalue(), appearance=bad)
    assert prepared_letter(key, page(), appearance=bad)
