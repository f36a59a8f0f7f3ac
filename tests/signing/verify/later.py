"""More of what can be done to a signed letter: in no list, and tried all the same."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.signing.verify import attacks as attack
from tests.signing.verify.letters import plain_letter

Change = Callable[[IncrementalPdfFileWriter], None]


def dictionary(**entries: Any) -> DictionaryObject:
    """Return a dictionary; a value that is a text with a slash is a name."""
    return DictionaryObject(
        {
            pdf_name("/" + key): pdf_name(value) if isinstance(value, str) and value.startswith("/") else value
            for key, value in entries.items()
        }
    )


def with_parts(change: Change, pdf: bytes | None = None) -> bytes:
    """Return an unsigned letter with something in it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf or plain_letter()))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def later(change: Change) -> Callable[[bytes], bytes]:
    """Return what makes an ordinary update."""
    return lambda data: attack.updated(data, change)


# Layers: a letter with a paragraph that is shown, or not.


def layered_letter() -> bytes:
    """Return an unsigned letter whose second line stands in a layer that is shown."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        layer = writer.add_object(dictionary(Type="/OCG", Name=TextStringObject("laag")))
        page = attack.page_of(writer)
        page["/Resources"][pdf_name("/Properties")] = dictionary(L=layer)
        writer.update_container(page["/Resources"])
        text = b"/OC /L BDC BT /F1 14 Tf 72 640 Td (Niet akkoord.) Tj ET EMC"
        page[pdf_name("/Contents")] = ArrayObject(
            [page.raw_get("/Contents"), writer.add_object(StreamObject(stream_data=text))]
        )
        writer.update_container(page)
        settings = dictionary(ON=ArrayObject([layer]), OFF=ArrayObject())
        properties = dictionary(OCGs=ArrayObject([layer]), D=writer.add_object(settings))
        writer.root[pdf_name("/OCProperties")] = writer.add_object(properties)
        writer.update_root()

    return with_parts(change)


def hide_layer(writer: IncrementalPdfFileWriter) -> None:
    settings = writer.root["/OCProperties"]["/D"]
    settings[pdf_name("/OFF")] = ArrayObject([settings["/ON"].raw_get(0)])
    writer.update_container(settings)


# Fonts: the same picture, another text; or another picture of the same bytes.


def _font(writer: IncrementalPdfFileWriter) -> Any:
    fonts = attack.page_of(writer)["/Resources"]["/Font"]
    return fonts[next(iter(fonts))]


def other_text(writer: IncrementalPdfFileWriter) -> None:
    """Give the font a table that says that a 1 is a 9 to whoever copies or reads aloud."""
    table = b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfchar <31> <0039> endbfchar endcmap end"
    font = _font(writer)
    font[pdf_name("/ToUnicode")] = writer.add_object(StreamObject(stream_data=table))
    writer.update_container(font)


def other_encoding(writer: IncrementalPdfFileWriter) -> None:
    font = _font(writer)
    font[pdf_name("/Encoding")] = dictionary(Differences=ArrayObject([NumberObject(0x31), pdf_name("/nine")]))
    writer.update_container(font)


def other_font(writer: IncrementalPdfFileWriter) -> None:
    font = _font(writer)
    font[pdf_name("/BaseFont")] = pdf_name("/ZapfDingbats")
    writer.update_container(font)


def invisible_text(writer: IncrementalPdfFileWriter) -> None:
    page = attack.page_of(writer)
    text = b"BT 3 Tr /F1 14 Tf 72 600 Td (Het bedrag is 9000 euro.) Tj ET"
    page[pdf_name("/Contents")] = ArrayObject(
        [page.raw_get("/Contents"), writer.add_object(StreamObject(stream_data=text))]
    )
    writer.update_container(page)


# Where a click leads.


def letter_with_link() -> bytes:
    """Return an unsigned letter with a link to a place on the web, and one to a named place in it."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = attack.page_of(writer)
        reference = writer.find_page_for_modification(0)[0]
        place = ArrayObject([reference, pdf_name("/Fit")])
        writer.root[pdf_name("/Dests")] = writer.add_object(dictionary(bijlage=place))
        writer.update_root()
        action = writer.add_object(dictionary(S="/URI", URI=pdf_string("https://voorbeeld.example/goed")))
        links = [
            dictionary(Type="/Annot", Subtype="/Link", Rect=attack.numbers(72, 400, 200, 420), A=action),
            dictionary(Type="/Annot", Subtype="/Link", Rect=attack.numbers(72, 440, 200, 460), Dest="/bijlage"),
        ]
        page[pdf_name("/Annots")] = ArrayObject([writer.add_object(each) for each in links])
        writer.update_container(page)

    return with_parts(change)


def other_address(writer: IncrementalPdfFileWriter) -> None:
    action = attack.page_of(writer)["/Annots"][0]["/A"]
    action[pdf_name("/URI")] = pdf_string("https://voorbeeld.example/kwaad")
    writer.update_container(action)


def other_place(writer: IncrementalPdfFileWriter) -> None:
    places = writer.root["/Dests"]
    second = writer.find_page_for_modification(1)[0]
    places[pdf_name("/bijlage")] = ArrayObject([second, pdf_name("/Fit")])
    writer.update_container(places)


# What is attached, and what happens by itself.


def letter_with_attachment() -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        held = StreamObject(dictionary(Type="/EmbeddedFile"), stream_data=b"bedrag;1000\n")
        file = dictionary(Type="/Filespec", F=pdf_string("bijlage.csv"), EF=dictionary(F=writer.add_object(held)))
        names = ArrayObject([pdf_string("bijlage.csv"), writer.add_object(file)])
        writer.root[pdf_name("/Names")] = dictionary(EmbeddedFiles=dictionary(Names=names))
        writer.update_root()

    return with_parts(change)


def other_attachment(writer: IncrementalPdfFileWriter) -> None:
    held = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
    held._data, held._encoded_data = b"bedrag;9000\n", None
    writer.update_container(held)


def page_script(writer: IncrementalPdfFileWriter) -> None:
    page = attack.page_of(writer)
    page[pdf_name("/AA")] = dictionary(O=dictionary(S="/JavaScript", JS=TextStringObject("x")))
    writer.update_container(page)


def script_on_signature(writer: IncrementalPdfFileWriter) -> None:
    widget = attack.signature_widget(writer)
    widget[pdf_name("/AA")] = dictionary(E=dictionary(S="/JavaScript", JS=TextStringObject("x")))
    writer.update_container(widget)


def page_labels(writer: IncrementalPdfFileWriter) -> None:
    label = dictionary(S="/r")
    writer.root[pdf_name("/PageLabels")] = dictionary(Nums=ArrayObject([NumberObject(0), label]))
    writer.update_root()


def form_of_its_own(writer: IncrementalPdfFileWriter) -> None:
    """Add an XFA form, which some viewers show in the place of the pages."""
    form = writer.root["/AcroForm"]
    form[pdf_name("/XFA")] = writer.add_object(StreamObject(stream_data=b"<xdp/>"))
    writer.update_container(form)


def user_unit(writer: IncrementalPdfFileWriter) -> None:
    page = attack.page_of(writer)
    page[pdf_name("/UserUnit")] = NumberObject(3)
    writer.update_container(page)


def comment_with_action(data: bytes) -> bytes:
    action = dictionary(S="/URI", URI=pdf_string("https://voorbeeld.example/kwaad"))
    return attack.annotate(data, subtype="/Square", box=attack.BLANK_AREA, A=action)


# What is shown beside what is filled in.


def drawn_anew(writer: IncrementalPdfFileWriter) -> None:
    """Ask viewers to draw the fields anew from their values."""
    form = writer.root["/AcroForm"]
    form[pdf_name("/NeedAppearances")] = BooleanObject(True)
    form[pdf_name("/DA")] = pdf_string("/Helv 0 Tf 0 g")
    writer.update_container(form)


def form_with_other_looks() -> bytes:
    """Return an unsigned letter with a field that shows 1000 and holds 9000."""
    return attack.fill_field(attack.form_letter("1000"), "9000", shown="1000")


def text_field(writer: IncrementalPdfFileWriter) -> Any:
    fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
    return next(one for one in fields if one.get("/FT") in ("/Tx", "/Ch", "/Btn"))


def field_hidden(writer: IncrementalPdfFileWriter) -> None:
    field = text_field(writer)
    field[pdf_name("/F")] = NumberObject(2)
    writer.update_container(field)


def field_moved(writer: IncrementalPdfFileWriter) -> None:
    field = text_field(writer)
    field[pdf_name("/Rect")] = attack.numbers(300, 600, 428, 624)
    writer.update_container(field)


def letter_with_comment(operators: bytes = b"") -> bytes:
    return attack.annotate(
        plain_letter(), subtype="/FreeText", box=attack.BLANK_AREA, operators=operators or attack.words("Niet akkoord.")
    )


def comment_gone(writer: IncrementalPdfFileWriter) -> None:
    page = attack.page_of(writer)
    page[pdf_name("/Annots")] = ArrayObject(page["/Annots"].raw_get(place) for place in range(1, len(page["/Annots"])))
    writer.update_container(page)


def comment_reworded(writer: IncrementalPdfFileWriter) -> None:
    note = attack.page_of(writer)["/Annots"][0]
    note[pdf_name("/AP")] = dictionary(N=writer.add_object(attack.drawing(attack.BLANK_AREA, attack.words("Akkoord."))))
    writer.update_container(note)


# Cross-references.


def hand_written(data: bytes, objects: dict[int, bytes], *, trailer: bytes = b"", root: bytes | None = None) -> bytes:
    """Append an update written by hand."""
    out, entries = data + b"\n", []
    for number, body in objects.items():
        entries.append(b"%d 1\n%010d 00000 n \n" % (number, len(out)))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    place = len(out)
    root = root or re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    size = max([int(re.findall(rb"/Size (\d+)", data)[-1]), *(number + 1 for number in objects)])
    previous = re.findall(rb"startxref\s+(\d+)", data)[-1]
    out += b"xref\n" + (b"".join(entries) or b"0 0\n")
    out += b"trailer\n<</Size %d/Root %b/Prev %b%b>>\n" % (size, root, previous, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % place


def key_twice(data: bytes, *, evil_first: bool) -> bytes:
    """Write the page anew with two /Contents: one program takes the first, another the last."""
    content = re.search(rb"/Contents (\d+) 0 R", data)
    assert content
    number, body = page_body(data)
    evil = int(re.findall(rb"/Size (\d+)", data)[-1])
    two = [b"/Contents %d 0 R" % evil, b"/Contents %b 0 R" % content[1]]
    body = body.replace(two[1], b" ".join(two if evil_first else two[::-1]))
    stream = b"<</Length %d>>\nstream\n%b\nendstream" % (len(attack.OTHER_TEXT), attack.OTHER_TEXT)
    return hand_written(data, {number: body, evil: stream})


def page_body(data: bytes) -> tuple[int, bytes]:
    reader = PdfFileReader(io.BytesIO(data))
    reference = reader.root["/Pages"]["/Kids"].raw_get(0)
    out = io.BytesIO()
    reference.get_object().write_to_stream(out, None)
    return reference.idnum, out.getvalue()


def trailer_twice(data: bytes) -> bytes:
    """Name the catalog twice in a trailer."""
    first = int(re.findall(rb"/Size (\d+)", data)[-1])
    changed = other_catalog(data)
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    return changed.replace(b"/Root %d 0 R" % first, b"/Root %b/Root %d 0 R" % (root, first))


def more_than_its_length(data: bytes) -> bytes:
    """Write the page's content anew, with its length, and go on behind that."""
    reference = PdfFileReader(io.BytesIO(data)).root["/Pages"]["/Kids"][0].raw_get("/Contents")
    signed = reference.get_object().data
    evil = signed + b"\n1 1 1 rg 0 0 2000 2000 re f 0 g " + attack.OTHER_TEXT
    return hand_written(data, {reference.idnum: b"<</Length %d>>\nstream\n%b\nendstream" % (len(signed), evil)})


def other_catalog(data: bytes) -> bytes:
    """Name another catalog, with one page of its own, in a trailer."""
    first = int(re.findall(rb"/Size (\d+)", data)[-1])
    form = re.findall(rb"/AcroForm (\d+ \d+ R)", data)[-1]
    return hand_written(
        data,
        {
            first: b"<</Type/Catalog/Pages %d 0 R/AcroForm %b>>" % (first + 1, form),
            first + 1: b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (first + 2),
            first + 2: b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (first + 1),
        },
        root=b"%d 0 R" % first,
    )


def hybrid_update(data: bytes) -> bytes:
    """Append a cross-reference table with another one, a stream, that only some programs read."""
    content = re.search(rb"/Contents (\d+) 0 R", data)
    assert content
    number, evil = int(content[1]), int(re.findall(rb"/Size (\d+)", data)[-1])
    out = data + b"\n"
    at = len(out)
    out += b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        number, len(attack.OTHER_TEXT), attack.OTHER_TEXT,
    )  # fmt: skip
    stream_at = len(out)
    row = b"\x01" + at.to_bytes(4, "big") + b"\x00"
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    previous = re.findall(rb"startxref\s+(\d+)", data)[-1]
    head = b"%d 0 obj\n<</Type/XRef/W[1 4 1]/Index[%d 1]/Size %d/Root %b/Length 6>>" % (evil, number, evil + 1, root)
    out += head + b"\nstream\n%b\nendstream\nendobj\n" % row
    place = len(out)
    out += b"xref\n0 0\ntrailer\n<</Size %d/Root %b/Prev %b/XRefStm %d>>\n" % (evil + 1, root, previous, stream_at)
    return out + b"startxref\n%d\n%%%%EOF\n" % place


def huge_table(data: bytes) -> bytes:
    """Append a cross-reference that claims to have a thousand million entries."""
    place = len(data) + 1
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    previous = re.findall(rb"startxref\s+(\d+)", data)[-1]
    table = b"\nxref\n0 1000000000\n0000000000 65535 f \n"
    table += b"trailer\n<</Size 1000000000/Root %b/Prev %b>>\n" % (root, previous)
    return data + table + b"startxref\n%d\n%%%%EOF\n" % place


def round_and_round(data: bytes) -> bytes:
    """Append a cross-reference that names itself as the one before it."""
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    place = len(data) + 1
    table = b"\nxref\n0 0\ntrailer\n<</Size 99/Root %b/Prev %d>>\n" % (root, place)
    return data + table + b"startxref\n%d\n%%%%EOF\n" % place


def deep_nest(data: bytes) -> bytes:
    """Append a catalog with a list in a list in a list."""
    root = int(re.findall(rb"/Root (\d+) \d+ R", data)[-1])
    pages = re.findall(rb"/Pages (\d+ \d+ R)", data)[-1]
    return hand_written(data, {root: b"<</Type/Catalog/Pages %b/X %b%b>>" % (pages, b"[" * 50_000, b"]" * 50_000)})
