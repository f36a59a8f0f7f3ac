"""Each thing the inspection looks for is found with its place; what is as it should be stays unmentioned."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from signing.inspect import Hazard, inspect_pdf
from tests.corpus.damage import hybrid
from tests.signing.inspect.made import Draw, annotation, changed, field, font, letter, named, root

TEXT = (70.0, 675.0, 400.0, 695.0)  # over the second line
EMPTY = (70.0, 300.0, 200.0, 340.0)  # where nothing stands
SCRIPT = {"S": "/JavaScript", "JS": TextStringObject("app.alert(1)")}


def found(content: bytes) -> dict[str, str]:
    """Codes and their words; what is found twice is named once."""
    return {one.hazard.value: one.text for one in inspect_pdf(io.BytesIO(content)).found}


def test_an_ordinary_letter_has_nothing() -> None:
    assert found(letter()) == {}


def _watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(300, 400)
    canvas.rotate(45)
    canvas.setFont(font(), 90)
    canvas.setFillColorRGB(0.85, 0.85, 0.85)
    canvas.drawCentredString(0, 0, "CONCEPT")
    canvas.restoreState()


def _slanted_note(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(300, 400)
    canvas.rotate(30)
    canvas.setFont(font(), 20)
    canvas.drawString(0, 0, "Alle Hens")
    canvas.restoreState()


def _large(text: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font(), 48)
        canvas.drawString(80, 400, text)

    return draw


def _box(*, alpha: float = 1.0, x: float = 70, fill: bool = True) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.2, 0.2, 0.2, alpha=alpha)
        canvas.rect(x, 675, 330, 20, stroke=1, fill=int(fill))

    return draw


def _text(text: str, x: float, y: float, *, size: float = 10, grey: float = 0.0, mode: int | None = None) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(grey, grey, grey)
        item = canvas.beginText(x, y)
        item.setFont(font(), size)
        if mode is not None:
            item.setTextRenderMode(mode)
        item.textOut(text)
        canvas.drawText(item)

    return draw


def _on_dark(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.4)
    canvas.rect(60, 490, 300, 40, stroke=0, fill=1)
    _text("Witte letters op blauw", 80, 500, grey=1.0)(canvas)


def _same_as_box(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.3, 0.3, 0.3)
    canvas.rect(60, 490, 300, 40, stroke=0, fill=1)
    _text("Jan Jansen", 80, 500, grey=0.3)(canvas)


def _helvetica(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.drawString(80, 500, "Dit lettertype zit er niet in.")


DRAWN = [
    ("draft_watermark", "CONCEPT", _watermark),
    ("draft_watermark", "DRAFT", _large("DRAFT")),
    ("covered_text", "Hierbij bied ik u het rapport over de musea aan.", _box()),
    ("invisible_text", "wit op wit", _text("wit op wit", 80, 500, grey=1.0)),
    ("invisible_text", "niet getekend", _text("niet getekend", 80, 500, mode=3)),
    ("invisible_text", "piepklein", _text("piepklein", 80, 500, size=1)),
    ("invisible_text", "Jan Jansen", _same_as_box),
    ("off_page_text", "ver weg", _text("ver weg", 80, 1200)),
    ("font_not_embedded", "Helvetica", _helvetica),
]
NOT_DRAWN = [
    ("schuin, maar geen concept", _slanted_note),
    ("een groot woord", _large("Musea")),
    ("een doorschijnende markering", _box(alpha=0.3)),
    ("een kader", _box(fill=False)),
    ("een vlak ernaast", _box(x=420)),
    ("wit op donker", _on_dark),
    ("kleine letters", _text("voetnoot", 80, 100, size=6)),
    ("aan de rand", _text("rand", 560, 20)),
]


@pytest.mark.parametrize(("code", "words", "draw"), DRAWN, ids=lambda one: one if isinstance(one, str) else None)
def test_what_is_drawn_is_found(code: str, words: str, draw: Draw) -> None:
    result = inspect_pdf(io.BytesIO(letter(draw)))
    assert [(one.hazard.value, one.text) for one in result.found] == [(code, words)]
    assert result.found[0].page == 1
    assert result.found[0].rect is not None


@pytest.mark.parametrize(("what", "draw"), NOT_DRAWN, ids=lambda one: one if isinstance(one, str) else None)
def test_what_is_drawn_as_it_should_be_is_not_mentioned(what: str, draw: Draw) -> None:
    assert found(letter(draw)) == {}


def test_a_ground_below_the_text_covers_nothing() -> None:
    def ground(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.9, 1)
        canvas.rect(60, 660, 400, 60, stroke=0, fill=1)

    assert found(letter(before=ground)) == {}


def test_a_page_without_text_is_said_to_be_so() -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert found(target.getvalue()) == {"no_text_layer": ""}


def _layer(writer: PdfWriter) -> None:
    page = writer.pages[0]
    objects = page["/Resources"].get_object()  # type: ignore[attr-defined]
    form = named(Type="/XObject", Subtype="/Form", OC=named(Type="/OCG", Name=TextStringObject("Laag")))
    objects[NameObject("/XObject")] = named(Laag=writer._add_object(form))


STRUCTURE = [
    ("comment", annotation("/Text", EMPTY, Contents=TextStringObject("klopt dit?"))),
    ("highlight", annotation("/Highlight", TEXT)),
    ("highlight", annotation("/StrikeOut", TEXT)),
    ("draft_watermark", annotation("/Watermark", EMPTY, Contents=TextStringObject("CONCEPT"))),
    ("form_field", field("/Tx", EMPTY)),
    ("signature_field_present", field("/Sig", EMPTY)),
    ("already_signed", field("/Sig", EMPTY, V=named(Type="/Sig", Filter="/Adobe.PPKLite"))),
    ("javascript", root(OpenAction=named(**SCRIPT))),
    ("javascript", annotation("/Link", EMPTY, A=named(**SCRIPT))),
    ("javascript", root(Names=named(JavaScript=named(Names=ArrayObject([TextStringObject("a"), named(**SCRIPT)]))))),
    ("launch_action", annotation("/Link", EMPTY, A=named(S="/Launch", F=TextStringObject("calc.exe")))),
    ("submit_action", annotation("/Link", EMPTY, A=named(S="/SubmitForm"))),
    ("embedded_file", root(AF=ArrayObject([named(Type="/Filespec", UF=TextStringObject("geheim.docx"))]))),
    ("embedded_file", annotation("/FileAttachment", EMPTY, FS=named(UF=TextStringObject("bijlage.xlsx")))),
    ("optional_content_over_text", _layer),
    ("xfa", root(AcroForm=named(Fields=ArrayObject(), XFA=TextStringObject("<xdp/>")))),
]


@pytest.mark.parametrize(("code", "change"), STRUCTURE, ids=lambda one: one if isinstance(one, str) else None)
def test_what_stands_beside_the_pages_is_found(code: str, change: object) -> None:
    assert set(found(changed(letter(), change))) == {code}  # type: ignore[arg-type]


def test_what_lies_over_the_text_is_said_to_do_so() -> None:
    over = found(changed(letter(), annotation("/Square", TEXT)))
    assert set(over) == {"comment", "annotation_over_text"}
    assert over["annotation_over_text"] == "Hierbij bied ik u het rapport over de musea aan."
    assert set(found(changed(letter(), field("/Tx", TEXT)))) == {"form_field", "form_field_over_text"}
    assert set(found(changed(letter(), annotation("/Square", EMPTY)))) == {"comment"}


@pytest.mark.parametrize(
    "change",
    [
        annotation("/Link", TEXT, A=named(S="/URI", URI=TextStringObject("https://www.example.org"))),
        annotation("/Link", TEXT, Dest=TextStringObject("hoofdstuk")),
        root(OpenAction=named(S="/GoTo", D=TextStringObject("begin"))),
        root(PageMode="/UseNone"),
    ],
)
def test_links_and_openings_are_nothing(change: object) -> None:
    assert found(changed(letter(), change)) == {}  # type: ignore[arg-type]


def _encrypted(user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(letter())))
    writer.encrypt(user, "eigenaar", algorithm="AES-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_passwords() -> None:
    assert found(_encrypted("geheim")) == {"encrypted": ""}
    assert "encrypted_owner_password" in found(_encrypted(""))


def test_a_table_of_objects_that_points_elsewhere_is_damaged() -> None:
    content = letter()
    at = content.rindex(b"startxref")
    broken = content[:at] + b"startxref\n7\n%%EOF\n"
    assert "damaged_xref" in found(broken)


def test_a_table_for_old_readers_and_one_for_new_ones() -> None:
    assert set(found(hybrid(letter()))) == {"hybrid_xref"}


@pytest.mark.parametrize("content", [b"", b"geen pdf", b"%PDF-1.7\n", letter()[:300]])
def test_what_cannot_be_opened_is_unreadable(content: bytes) -> None:
    assert set(found(content)) == {"unreadable"}


def test_every_code_of_the_contract_is_one_that_can_be_found() -> None:
    mentioned = {code for code, *_ in (*DRAWN, *STRUCTURE)} | {
        "annotation_over_text", "form_field_over_text", "encrypted", "encrypted_owner_password", "damaged_xref",
        "hybrid_xref", "unreadable", "no_text_layer",
    }  # fmt: skip
    assert mentioned == {one.value for one in Hazard}
