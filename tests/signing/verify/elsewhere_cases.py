"""Classes of files that readers show or count differently, and of what only looks like a signature."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.generic import BooleanObject, DictionaryObject, NumberObject, TextStringObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pypdf import PdfReader, PdfWriter

from signing.verify.verdict import Fact
from tests.signing.verify import attacks as attack
from tests.signing.verify import others
from tests.signing.verify.case import BAD, GOOD, OPEN, REMARK, UNSIGNED, Attack, Case, after
from tests.signing.verify.letters import Maker, plain_letter

PRINT, NO_VIEW, TOGGLE = 4, 32, 256
_P256, _SHA256 = ec.SECP256R1, hashes.SHA256


def pages_counted(count: int | None) -> Attack:
    """Return what makes the page tree say another number of pages, or none."""

    def change(writer: Any) -> None:
        pages = writer.root["/Pages"]
        if count is None:
            del pages[pdf_name("/Count")]
        else:
            pages[pdf_name("/Count")] = NumberObject(count)
        writer.update_container(pages)

    return lambda data: attack.updated(data, change)


def preferred(key: str, value: Any) -> Attack:
    """Return what adds a viewer preference."""
    return lambda data: attack.catalog_key(data, "/ViewerPreferences", DictionaryObject({pdf_name(key): value}))


def only_printed(subtype: str, flags: int, *, box: Any = attack.TEXT_AREA, operators: bytes = attack.WHITE) -> Attack:
    """Return what adds an annotation that the screen does not show."""
    return lambda data: attack.annotate(
        data, subtype=subtype, box=box, operators=operators, F=NumberObject(flags)
    )  # fmt: skip


def line(width: int) -> Attack:
    """Return what draws a white line without an appearance over the text."""
    return lambda data: attack.annotate(
        data,
        subtype="/Line",
        box=attack.TEXT_AREA,
        L=attack.numbers(60, 710, 540, 710),
        C=attack.numbers(1, 1, 1),
        BS=DictionaryObject({pdf_name("/W"): NumberObject(width)}),
    )


def filled(value: str, shown: str) -> Callable[[Maker], bytes]:
    """Return what fills an empty signed field with one text and shows another."""
    return lambda make: attack.fill_field(make.sign(attack.form_letter("")), value, shown=shown)


def read_aloud(data: bytes) -> bytes:
    """Give the field of the signature another name for those who do not see it."""

    def rename(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name("/TU")] = TextStringObject("Getekend door de minister-president")
        writer.update_container(field)

    return attack.updated(data, rename)


def with_attachment(outer: bytes, attached: bytes) -> bytes:
    """Attach a file as it is, without compression."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(outer)))
    writer.add_attachment("bijlage.pdf", attached)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def encrypted_with_code() -> bytes:
    """Return an unsigned letter, encrypted without a password to open it, with an authentication code."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(plain_letter())))
    writer.encrypt(owner_pass="eigenaar", user_pass="")  # with a MAC: ISO/TS 32004
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def text_about_ranges() -> bytes:
    """Return an unsigned letter one stream of which is about signatures."""
    text = attack.drawing((0, 0, 9, 9), b"/ByteRange [0 900 1900 500]")
    return attack.updated(plain_letter(), lambda writer: writer.add_object(text))


def by_someone(**more: Any) -> Callable[[Maker], bytes]:
    """Return what signs with a certificate that is issued for the occasion."""

    def sign(make: Maker) -> bytes:
        key = ec.generate_private_key(_P256())
        issued = make.pki.issue(key.public_key(), **more)
        mechanism = others.Mechanism(
            issued, lambda data: key.sign(data, ec.ECDSA(_SHA256())), {"algorithm": "sha256_ecdsa"}
        )
        return others.with_mechanism(make.pki, mechanism)

    return sign


ELSEWHERE = [
    Case("shown elsewhere", "the page tree counts fewer pages", after(pages_counted(1)), BAD, Fact.PAGES_CHANGED),
    Case("shown elsewhere", "the page tree counts a negative number", after(pages_counted(-1)), BAD,
         Fact.PAGES_CHANGED),
    Case("shown elsewhere", "the page tree counts nothing", after(pages_counted(None)), BAD, Fact.PAGES_CHANGED),
    Case("shown elsewhere", "a range of pages to print",
         after(preferred("/PrintPageRange", attack.numbers(1, 1))), BAD, Fact.DOCUMENT_CHANGED),
    Case("shown elsewhere", "a window that fits", after(preferred("/FitWindow", BooleanObject(True))), GOOD),
    Case("shown elsewhere", "a white box that only paper shows", after(only_printed("/FreeText", PRINT | NO_VIEW)), BAD,
         Fact.COVERS_SIGNED_CONTENT),
    Case("shown elsewhere", "a white box under the pointer", after(only_printed("/Stamp", NO_VIEW | TOGGLE)), BAD,
         Fact.COVERS_SIGNED_CONTENT),
    Case("shown elsewhere", "a box in white space that only paper shows",
         after(only_printed("/FreeText", PRINT | NO_VIEW, box=attack.BLANK_AREA, operators=attack.BLACK)), REMARK,
         Fact.COMMENT_NOT_DRAWN_HERE),
    Case("shown elsewhere", "a thick line over the text, no picture", after(line(25)), BAD, Fact.COVERS_SIGNED_CONTENT),
    Case("shown elsewhere", "a thin line over the text, no picture", after(line(1)), REMARK),
    Case("form", "an empty field holds one text and shows another", filled("100 euro", "900 euro"), BAD,
         Fact.FORM_SHOWS_OTHER_TEXT),
    Case("attack", "the signature's field reads otherwise", after(read_aloud), BAD, Fact.READS_DIFFERENT),
    Case("looks like a signature", "a signed PDF attached",
         lambda make: with_attachment(plain_letter(), make.sign()), UNSIGNED),
    Case("looks like a signature", "a signed PDF attached, then signed",
         lambda make: make.sign(with_attachment(plain_letter(), make.sign())), GOOD),
    Case("looks like a signature", "a text about /ByteRange", lambda make: text_about_ranges(), UNSIGNED),
    Case("looks like a signature", "the authentication code of an encrypted file",
         lambda make: encrypted_with_code(), UNSIGNED),
    Case("certificates", "a name with an emoji", by_someone(name="A. Vrolijk \U0001f600"), GOOD),
    Case("certificates", "a name in Arabic with figures", by_someone(name="\u0645\u062d\u0645\u062f 12"), GOOD),
    Case("certificates", "for web servers only", by_someone(extended=("1.3.6.1.5.5.7.3.1",)), OPEN,
         Fact.NOT_FOR_SIGNING),
    Case("certificates", "for signing documents", by_someone(extended=("1.3.6.1.5.5.7.3.36",)), GOOD),
]  # fmt: skip
