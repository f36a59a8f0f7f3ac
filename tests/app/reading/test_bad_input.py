"""Files that are no memo, that hide something, or that mean harm: a clear answer, and the rest stays usable."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.dossier import FileKind
from app.errors import CannotRead
from app.memo import LeftoverKind, SectionKind, TextLayer
from app.reading import NamedStream, read_memo, recognise, recognise_file
from app.reading.mail import plain_name
from tests.corpus.score import HERE

EXAMPLE = HERE / "dossiers/per-racisme"


def turned(content: bytes, angle: int) -> bytes:
    """The same page, drawn turned and shown turned back: as some printers and scanners leave it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for page in writer.pages:
        page.rotate(angle)
        page.transfer_rotation_to_content()
        page.rotate((360 - angle) % 360)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_memo_is_read_and_its_places_are_those_of_the_page(angle: int) -> None:
    content = turned((EXAMPLE / "nota.pdf").read_bytes(), angle)
    read = read_memo(io.BytesIO(content), "nota.pdf")
    (memo,) = read.memos
    assert (memo.title, memo.reference, len(memo.sections)) == (
        "Tekenexemplaren Kamerbrief PER racisme",
        "2024-0000078748",
        6,
    )
    place = memo.sections[0].place
    assert place is not None
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert float(box.left) <= place.rect[0] < place.rect[2] <= float(box.right)
    assert float(box.bottom) <= place.rect[1] < place.rect[3] <= float(box.top)
    if angle != 180:
        # The page is turned, so a section that is wide to the eye is tall in the page's own space.
        assert place.rect[3] - place.rect[1] > place.rect[2] - place.rect[0]


def test_a_turned_letter_has_its_signature_place_in_the_pages_own_space() -> None:
    plain = recognise_file(NamedStream("a.pdf", io.BytesIO((EXAMPLE / "brief-tweede-kamer.pdf").read_bytes())))
    other = recognise_file(
        NamedStream("a.pdf", io.BytesIO(turned((EXAMPLE / "brief-tweede-kamer.pdf").read_bytes(), 90)))
    )
    assert plain.letter is not None
    assert other.letter is not None
    assert plain.letter.signature_box is not None
    assert other.letter.signature_box is not None
    assert other.letter.signatory_name == plain.letter.signatory_name
    left, bottom, right, top = plain.letter.signature_box.free_rect
    turned_left, turned_bottom, turned_right, turned_top = other.letter.signature_box.free_rect
    assert turned_right - turned_left == pytest.approx(top - bottom, abs=3)
    assert turned_top - turned_bottom == pytest.approx(right - left, abs=3)


def test_a_scan_with_recognised_text_behind_it_is_read_and_said_to_be_one() -> None:
    picture = ImageReader(io.BytesIO(_png()))
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.drawImage(picture, 0, 0, 595, 842)
    for y, line in (
        (700, "TER INFORMATIE"),
        (680, "Aan: MBZK"),
        (640, "Aanleiding"),
        (628, "Er is een vraag gesteld."),
        (600, "Kern"),
    ):
        text = canvas.beginText(79, y)
        text.setFont("Helvetica", 9)
        text.setTextRenderMode(3)
        text.textOut(line)
        canvas.drawText(text)
    canvas.save()
    read = read_memo(io.BytesIO(target.getvalue()), "scan.pdf")
    assert "recognised_text" in read.remarks
    assert read.memos[0].to == ("MBZK",)
    assert read.text_layer is TextLayer.FULL


def _png() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (60, 84), (240, 240, 240)).save(target, "PNG")
    return target.getvalue()


def test_hidden_text_is_not_read_as_the_memo_but_not_dropped_either() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(79, 640, "Aanleiding")
    canvas.drawString(79, 628, "Er is een vraag gesteld.")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("Helvetica", 2)
    canvas.drawString(79, 616, "Geheime opdracht aan de lezer")
    canvas.save()
    read = read_memo(io.BytesIO(target.getvalue()), "nota.pdf")
    (memo,) = read.memos
    assert memo.section(SectionKind.OCCASION).text == "Er is een vraag gesteld."  # type: ignore[union-attr]
    assert [one.text for one in memo.leftovers if one.kind is LeftoverKind.HIDDEN] == ["Geheime opdracht aan de lezer"]
    assert "hidden_text" in read.remarks


def test_white_letters_on_a_dark_box_are_seen() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(70, 630, 200, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(79, 640, "Aanleiding")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(79, 610, "Er is een vraag gesteld.")
    canvas.save()
    read = read_memo(io.BytesIO(target.getvalue()), "nota.pdf")
    assert [one.heading for one in read.memos[0].sections] == ["Aanleiding"]
    assert read.remarks == ()


def test_a_page_of_two_hundred_metres_is_read() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(566929, 566929), invariant=1)
    canvas.drawString(79, 500000, "Aanleiding")
    canvas.drawString(79, 499988, "Er is een vraag gesteld.")
    canvas.save()
    (memo,) = read_memo(io.BytesIO(target.getvalue()), "groot.pdf").memos
    assert memo.section(SectionKind.OCCASION) is not None


def test_a_report_of_many_pages_is_recognised_from_its_first_ones() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for number in range(441):
        canvas.drawString(79, 700, f"Bladzijde {number + 1} van het rapport over boeien en dijken.")
        canvas.showPage()
    canvas.save()
    found = recognise_file(NamedStream("rapport.pdf", io.BytesIO(target.getvalue())))
    assert (found.kind, found.pages) == (FileKind.ATTACHMENT, 441)


def word_file() -> io.BytesIO:
    document = docx.Document()
    for line in ("Aan: MBZK", "Datum: 8 februari 2024"):
        document.add_paragraph(line)
    document.add_heading("Aanleiding", 1)
    document.add_paragraph("Er is een vraag gesteld.")
    target = io.BytesIO()
    document.save(target)
    return target


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    document = docx.Document(word_file())
    paragraph = document.add_paragraph("De dijk houdt ")
    for tag, inner, words in (("w:del", "w:delText", "niet "), ("w:ins", "w:t", "goed")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        change.set(qn("w:id"), "1")
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    target = io.BytesIO()
    document.save(target)
    read = read_memo(io.BytesIO(target.getvalue()), "nota.docx")
    assert read.remarks == ("tracked_changes",)
    assert read.memos[0].sections[0].text.endswith("De dijk houdt goed")


def test_a_zip_bomb_in_a_docx_is_not_unpacked() -> None:
    source = zipfile.ZipFile(word_file())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in source.namelist():
            bomb.writestr(name, source.read(name))
        bomb.writestr("word/media/groot.bin", bytes(200 << 20))
    with pytest.raises(CannotRead) as caught:
        read_memo(io.BytesIO(target.getvalue()), "bom.docx")
    assert caught.value.reason.code == "unpacks_too_large"


def test_an_ordinary_zip_is_no_memo() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("lees.txt", "Aanleiding")
    with pytest.raises(CannotRead) as caught:
        read_memo(io.BytesIO(target.getvalue()), "map.zip")
    assert caught.value.reason.code == "not_a_memo_file"


def test_the_stream_is_left_open_and_at_its_beginning() -> None:
    for path in (
        HERE / "memos/per-racisme.pdf",
        HERE / "memos/uitstel-woonwagens.md",
        HERE / "memos/toegangsmiddel-keuze.docx",
    ):
        with path.open("rb") as stream:
            first = read_memo(stream, path.name)
            assert not stream.closed
            assert read_memo(stream, path.name) == first


def test_a_name_is_only_carried_along(nasty_name: str) -> None:
    read = read_memo(io.BytesIO((EXAMPLE / "nota.pdf").read_bytes()), nasty_name)
    assert read.file == nasty_name
    assert read.memos[0].reference == "2024-0000078748"


def test_a_mail_message_stands_for_its_attachments() -> None:
    message = EmailMessage()
    message["From"] = "steller@example.invalid"
    message["Subject"] = "Stukken"
    message.set_content("Bijgaand de stukken.")
    for name, path in (
        ("nota.pdf", "nota.pdf"),
        ("../../brief.pdf", "brief-tweede-kamer.pdf"),
        ("brief.pdf", "brief-eerste-kamer.pdf"),
    ):
        message.add_attachment((EXAMPLE / path).read_bytes(), maintype="application", subtype="pdf", filename=name)
    dossier = recognise([NamedStream("stukken.eml", io.BytesIO(message.as_bytes()))], "mail")
    assert [(one.file, one.kind) for one in dossier.files] == [
        ("nota.pdf", FileKind.MEMO),
        ("brief.pdf", FileKind.LETTER),
        ("brief-2.pdf", FileKind.LETTER),
    ]


def test_a_memo_in_plain_text_is_no_mail() -> None:
    text = (
        "Aan: MBZK\nVan: DGX\nDatum: 8 februari 2024\nTER INFORMATIE\n\n"
        "Aanleiding\nEr is een vraag.\n\nAdvies\nKennis te nemen.\n\nKern\nJa.\n"
    )
    dossier = recognise([NamedStream("nota.txt", io.BytesIO(text.encode()))], "tekst")
    assert dossier.memo == "nota.txt"


def test_names_from_a_mail_lose_what_is_no_name() -> None:
    assert plain_name("..\\..\\map/brief\u202efdp.exe\x07") == "brieffdp.exe"
    assert plain_name("...") == "bijlage"
