"""What producers do with signed letters, and before they sign: nothing of it may count as tampering."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    TextStringObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.pki import RELEASE_DAY, SIGNING_DAY
from tests.signing.verify import attacks as attack
from tests.signing.verify import others
from tests.signing.verify.later import Change, dictionary, hand_written, page_body, text_field, with_parts
from tests.signing.verify.letters import Maker, plain_letter


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
    number, page = page_body(base)
    size = int(re.findall(rb"/Size (\d+)", base)[-1])
    root = int(re.findall(rb"/Root (\d+) \d+ R", base)[-1])
    pages = re.findall(rb"/Pages (\d+ \d+ R)", base)[-1]
    place = b"/ByteRange [0 %s %s %s]" % (b"1" * 10, b"2" * 10, b"3" * 10)
    value = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached" + place + b"/Contents <" + b"0" * hole
    widget = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Handtekening)/F 132/Rect[0 0 0 0]/V " + value + b">>>>>"
    data = hand_written(
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
        field = text_field(writer)
        field[pdf_name("/T")] = TextStringObject("brief.bedrag.euro")
        writer.update_container(field)

    return with_parts(change, attack.form_letter(""))


def choice_letter(chosen: str = "") -> bytes:
    """Return an unsigned letter with a list to choose from."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = text_field(writer)
        field[pdf_name("/FT")] = pdf_name("/Ch")
        field[pdf_name("/Opt")] = ArrayObject([TextStringObject("een"), TextStringObject("twee")])
        writer.update_container(field)

    return with_parts(change, attack.form_letter(chosen))


def chosen(value: Any) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = text_field(writer)
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
    return re.sub(rb"/Size \d+(?=[^/]*/Root[^>]*>>\s*startxref\s+\d+\s+%%EOF\s*\Z)", b"/Size 3", hand_written(data, {}))


def called_usage_rights(data: bytes) -> bytes:
    """Take a person's signature out of its form, and call it usage rights."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        signature = attack.signature_widget(writer).raw_get("/V")
        writer.root[pdf_name("/Perms")] = dictionary(UR3=signature)
        del writer.root["/AcroForm"]
        writer.update_root()

    return attack.updated(data, change)
