"""Classes of files that readers show or count differently, and of what only looks like a signature."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from asn1crypto import core, keys, parser, x509
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NumberObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pypdf import PdfReader, PdfWriter

from signing.verify.basic_encoding import parts_of
from signing.verify.verdict import Fact
from tests.pki import SIGNING_DAY
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


def by_pseudonym(make: Maker) -> bytes:
    """Return a letter by somebody whose certificate has a pseudonym and no common name (EN 319 412-2, 4.2.4)."""
    return by_someone(name="Nachtegaal", kind=pyca_x509.NameOID.PSEUDONYM)(make)


def in_basic_encoding(make: Maker) -> bytes:
    """Return a letter whose signature value stands in two pieces (X.690, 8.7.3), lengths indefinite around it."""
    signer = others.standard(make.pki)

    def contents(digest: Any) -> bytes:
        info = others.signer_info(signer, digest("sha256"))
        value = bytes(info["signature"].native)
        pieces = b"".join(core.OctetString(part).dump() for part in (value[:20], value[20:]))
        plain, split = core.OctetString(value).dump(), b"\x24\x80" + pieces + b"\0\0"
        whole = others.signed_data([info], [signer.certificate, make.pki.certificate("issuing")])
        return _indefinite(whole, {plain: split})

    return others.embed(contents)


def _indefinite(encoded: bytes, instead: dict[bytes, bytes]) -> bytes:
    """Write the constructed values down to the signer with indefinite lengths, and some others as they are given."""
    if encoded in instead:
        return instead[encoded]
    kind, method, tag, _, content, _ = parser.parse(encoded)
    if not method or not any(one in content for one in instead):
        return encoded
    inside = b"".join(_indefinite(part, instead) for part in parts_of(content))
    return bytes(parser.emit(kind, method, tag, b"")[:-1]) + b"\x80" + inside + b"\0\0"


def stamped_by_a_stranger(make: Maker) -> bytes:
    """Return a letter to which somebody added a time stamp of a service that nobody knows."""
    return asyncio.run(_stamped(make.sign()))


async def _stamped(signed: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    stamper = DummyTimeStamper(*_unknown_service(), fixed_dt=SIGNING_DAY)
    made = await PdfTimeStamper(stamper, field_name="Tijdstempel").async_timestamp_pdf(writer, "sha256")
    return bytes(made.getvalue())


def _unknown_service() -> tuple[x509.Certificate, keys.PrivateKeyInfo]:
    key = rsa.generate_private_key(65537, 2048)
    name = pyca_x509.Name([pyca_x509.NameAttribute(pyca_x509.NameOID.COMMON_NAME, "Onbekende dienst")])
    purpose = pyca_x509.ExtendedKeyUsage([pyca_x509.ExtendedKeyUsageOID.TIME_STAMPING])
    made = (
        pyca_x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(SIGNING_DAY - timedelta(days=9))
        .not_valid_after(SIGNING_DAY + timedelta(days=900))
        .add_extension(purpose, critical=True)
        .sign(key, _SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = x509.Certificate.load(made.public_bytes(serialization.Encoding.DER))
    return certificate, keys.PrivateKeyInfo.load(private)


def nested(depth: int) -> Attack:
    """Return what adds a white box over the text that stands in so many forms within each other."""

    def change(writer: Any) -> None:
        inner = attack.drawing(attack.TEXT_AREA, attack.WHITE)
        for _ in range(depth):
            outer = attack.drawing(attack.TEXT_AREA, b"/F Do")
            forms = DictionaryObject({pdf_name("/F"): writer.add_object(inner)})
            outer[pdf_name("/Resources")] = DictionaryObject({pdf_name("/XObject"): forms})
            inner = outer
        _stamp(writer, inner)

    return lambda data: attack.updated(data, change)


def surplus(data: bytes) -> bytes:
    """Add a white box over the text whose operator has more operands than ours keeps."""
    edges = " ".join(str(edge) for edge in (0, 0, 600, 800)).encode()
    picture = attack.drawing(attack.FULL_PAGE, b"1 g " + b"7 " * 20 + edges + b" re f")
    return attack.updated(data, lambda writer: _stamp(writer, picture))


def _stamp(writer: Any, picture: Any) -> None:
    stamp = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Stamp"),
            pdf_name("/F"): NumberObject(PRINT),
            pdf_name("/Rect"): attack.numbers(*attack.TEXT_AREA),
            pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(picture)}),
        }
    )
    page = attack.page_of(writer)
    page[pdf_name("/Annots")] = ArrayObject([*page.get("/Annots", ()), writer.add_object(stamp)])
    writer.update_container(page)


def other_generation(generation: int) -> Attack:
    """Return what replaces the first page's content and names it by another generation in the cross-reference."""

    def change(data: bytes) -> bytes:
        changed = attack.overwrite_content_object(data)
        update = changed[len(data) :]
        number = re.search(rb"(\d+) 0 obj", update)
        assert number is not None
        start = len(data) + number.start()
        entry = b"%010d 00000 n" % start
        assert update.count(entry) == 1
        return data + update.replace(entry, b"%010d %05d n" % (start, generation))

    return change


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
    Case("certificates", "a pseudonym and no common name", by_pseudonym, GOOD),
    Case("habits", "a container in basic encoding", in_basic_encoding, GOOD),
    Case("time stamps", "a document time stamp of a stranger's", stamped_by_a_stranger, REMARK,
         Fact.TIME_STAMP_NOT_TRUSTED),
    Case("readers differ", "a white box in sixty forms", after(nested(60)), BAD, Fact.COVERS_SIGNED_CONTENT),
    Case("readers differ", "a white box with too many operands", after(surplus), BAD, Fact.COVERS_SIGNED_CONTENT),
    Case("readers differ", "other content under generation 1", after(other_generation(1)), BAD,
         Fact.REPAIRED_VIEW_DIFFERS),
    Case("readers differ", "other content under generation 65535", after(other_generation(65535)), BAD,
         Fact.REPAIRED_VIEW_DIFFERS),
    Case("certificates", "for web servers only", by_someone(extended=("1.3.6.1.5.5.7.3.1",)), OPEN,
         Fact.NOT_FOR_SIGNING),
    Case("certificates", "for signing documents", by_someone(extended=("1.3.6.1.5.5.7.3.36",)), GOOD),
]  # fmt: skip
