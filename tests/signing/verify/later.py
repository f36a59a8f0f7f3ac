"""More of what can be done to a signed letter, and of what producers do: in no list, and tried all the same."""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.pki import RELEASE_DAY, SIGNING_DAY
from tests.signing.verify import attacks as attack
from tests.signing.verify import others
from tests.signing.verify.letters import Maker, plain_letter

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


def _text_field(writer: IncrementalPdfFileWriter) -> Any:
    fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
    return next(one for one in fields if one.get("/FT") in ("/Tx", "/Ch", "/Btn"))


def field_hidden(writer: IncrementalPdfFileWriter) -> None:
    field = _text_field(writer)
    field[pdf_name("/F")] = NumberObject(2)
    writer.update_container(field)


def field_moved(writer: IncrementalPdfFileWriter) -> None:
    field = _text_field(writer)
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


def _update(data: bytes, objects: dict[int, bytes], *, trailer: bytes = b"", root: bytes | None = None) -> bytes:
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
    number, body = _page_body(data)
    evil = int(re.findall(rb"/Size (\d+)", data)[-1])
    two = [b"/Contents %d 0 R" % evil, b"/Contents %b 0 R" % content[1]]
    body = body.replace(two[1], b" ".join(two if evil_first else two[::-1]))
    stream = b"<</Length %d>>\nstream\n%b\nendstream" % (len(attack.OTHER_TEXT), attack.OTHER_TEXT)
    return _update(data, {number: body, evil: stream})


def _page_body(data: bytes) -> tuple[int, bytes]:
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
    return _update(data, {reference.idnum: b"<</Length %d>>\nstream\n%b\nendstream" % (len(signed), evil)})


def other_catalog(data: bytes) -> bytes:
    """Name another catalog, with one page of its own, in a trailer."""
    first = int(re.findall(rb"/Size (\d+)", data)[-1])
    form = re.findall(rb"/AcroForm (\d+ \d+ R)", data)[-1]
    return _update(
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
    return _update(data, {root: b"<</Type/Catalog/Pages %b/X %b%b>>" % (pages, b"[" * 50_000, b"]" * 50_000)})


# Habits.


def later_info(writer: IncrementalPdfFileWriter) -> None:
    """Give the document another title, as programs do that keep one."""
    writer.set_info(writer.add_object(dictionary(Title=TextStringObject("Een andere titel"))))


def later_store(**entries: Any) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        store = writer.root["/DSS"] if "/DSS" in writer.root else DictionaryObject()
        for key, value in entries.items():
            store[pdf_name("/" + key)] = value
        writer.root[pdf_name("/DSS")] = writer.add_object(DictionaryObject(store))
        writer.update_root()

    return change


def missing_object(number: int = 9999) -> ArrayObject:
    return ArrayObject([IndirectObject(number, 0, None)])


def embedded(make: Maker, *, pdf: bytes | None = None, field: str = "Handtekening", **more: Any) -> bytes:
    """Return a letter signed as others do."""
    signer = others.standard(make.pki)

    def contents(digest: Callable[[str], bytes]) -> bytes:
        info = others.signer_info(signer, digest("sha256"))
        return others.signed_data([info], [signer.certificate, make.pki.certificate("issuing")])

    return others.embed(contents, pdf=pdf, field=field, **more)


def direct_signature(make: Maker, *, rights: bool = False) -> bytes:
    """Return a letter whose signature dictionary stands in its field itself.

    Args:
        make: who signs.
        rights: it stands in no field but opens functions of Adobe's reader, as forms of an authority have it.
    """
    signer = others.standard(make.pki)
    base = plain_letter()
    hole = 16_000
    number, page = _page_body(base)
    size = int(re.findall(rb"/Size (\d+)", base)[-1])
    root = int(re.findall(rb"/Root (\d+) \d+ R", base)[-1])
    pages = re.findall(rb"/Pages (\d+ \d+ R)", base)[-1]
    place = b"/ByteRange [0 %s %s %s]" % (b"1" * 10, b"2" * 10, b"3" * 10)
    value = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached" + place + b"/Contents <" + b"0" * hole
    widget = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Handtekening)/F 132/Rect[0 0 0 0]/V " + value + b">>>>>"
    data = _update(
        base,
        {root: b"<</Type/Catalog/Pages %b/Perms<</UR3 %b>>>>>>" % (pages, value)}
        if rights
        else {
            number: page.rstrip().removesuffix(b">>") + b"/Annots[%d 0 R]>>" % size,
            size: widget,
            root: b"<</Type/Catalog/Pages %b/AcroForm<</SigFlags 3/Fields[%d 0 R]>>>>" % (pages, size),
        },
    )
    start = data.index(b"/Contents <0") + len(b"/Contents ")
    end = start + hole + 2
    named = b"/ByteRange [0 %d %d %d]" % (start, end, len(data) - end)
    data = data.replace(place, named.ljust(len(place)))
    info = others.signer_info(signer, hashlib.sha256(data[:start] + data[end:]).digest())
    der = others.signed_data([info], [signer.certificate, make.pki.certificate("issuing")])
    return data[: start + 1] + der.hex().encode().ljust(hole, b"0") + data[end - 1 :]


def stamp_of_type(make: Maker, kind: Any) -> bytes:
    """Return a letter with a document time stamp whose dictionary says it is something else, or nothing."""

    def contents(digest: Callable[[str], bytes]) -> bytes:
        stamper = make.pki.time_stamper(RELEASE_DAY)
        return bytes(asyncio.run(stamper.async_timestamp(digest("sha256"), "sha256")).dump())

    entries = {"/Type": kind} if not isinstance(kind, str) else {}
    return others.embed(
        contents, pdf=make.sign(), subfilter="/ETSI.RFC3161", kind=kind if isinstance(kind, str) else "/Sig",
        field="Stempel", entries=entries,
    )  # fmt: skip


def stamp_without_certificate(make: Maker) -> bytes:
    """Return a letter whose time-stamp token does not hold the certificate of its authority."""
    prepared = make.prepared()
    token = make.token(prepared.signature, at=SIGNING_DAY + timedelta(minutes=1))
    del token["content"]["certificates"]
    return prepared.joined(token)


def many_signatures(make: Maker, count: int) -> bytes:
    data = plain_letter()
    for number in range(count):
        data = make.sign(data, field=f"Handtekening{number}", bytes_reserved=10_000)
    return data


def dotted_letter() -> bytes:
    """Return an unsigned letter with a field whose own name has dots in it."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = _text_field(writer)
        field[pdf_name("/T")] = TextStringObject("brief.bedrag.euro")
        writer.update_container(field)

    return with_parts(change, attack.form_letter(""))


def choice_letter(chosen: str = "") -> bytes:
    """Return an unsigned letter with a list to choose from."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = _text_field(writer)
        field[pdf_name("/FT")] = pdf_name("/Ch")
        field[pdf_name("/Opt")] = ArrayObject([TextStringObject("een"), TextStringObject("twee")])
        writer.update_container(field)

    return with_parts(change, attack.form_letter(chosen))


def chosen(value: Any) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = _text_field(writer)
        field[pdf_name("/V")] = TextStringObject("twee")
        field[pdf_name("/I")] = value
        writer.update_container(field)

    return change


def letter_with_odd_value() -> bytes:
    """Return an unsigned letter with a signature field that holds a text."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = dictionary(FT="/Sig", T=TextStringObject("Oud"), V=TextStringObject("getekend op papier"))
        form = dictionary(Fields=ArrayObject([writer.add_object(field)]))
        writer.root[pdf_name("/AcroForm")] = form
        writer.update_root()

    return with_parts(change)


def output_intent(writer: IncrementalPdfFileWriter) -> None:
    intent = dictionary(Type="/OutputIntent", S="/GTS_PDFA1", OutputConditionIdentifier=TextStringObject("sRGB"))
    writer.root[pdf_name("/OutputIntents")] = ArrayObject([intent])
    writer.update_root()


def form_resources(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    form[pdf_name("/DR")] = dictionary(Font=dictionary())
    form[pdf_name("/DA")] = pdf_string("/Helv 0 Tf 0 g")
    writer.update_container(form)


def wrong_size(data: bytes) -> bytes:
    """Append an update whose trailer counts fewer objects than there are."""
    return re.sub(rb"/Size \d+(?=[^/]*/Root[^>]*>>\s*startxref\s+\d+\s+%%EOF\s*\Z)", b"/Size 3", _update(data, {}))


NULL = NullObject()
