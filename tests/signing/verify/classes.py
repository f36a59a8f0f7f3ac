"""What was published, or seen, of PDF signatures, class by class: how a file is made, and what must be said of it.

The table in docs/verification.md is made from this (``python -m tests.signing.verify.table``).
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec

from signing.verify.verdict import ChangesAfter, Fact, FileState
from tests.pki import RELEASE_DAY, SIGNING_DAY
from tests.signing.verify import attacks as attack
from tests.signing.verify import others
from tests.signing.verify.case import BAD, GOOD, OPEN, REMARK, SIGNATURE_BOX, Attack, Case, after, letter
from tests.signing.verify.elsewhere_cases import ELSEWHERE
from tests.signing.verify.field_cases import FIELDS
from tests.signing.verify.later_cases import ATTACKS, HABITS
from tests.signing.verify.letters import Maker, plain_letter

JAVASCRIPT = DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): TextStringObject("x")})

# Attacks on a letter with a visible signature: (how, a fact that must be named).
ON_A_LETTER: dict[str, tuple[Attack, Fact]] = {
    "incremental saving, new content": (attack.replace_content, Fact.PAGES_CHANGED),
    "incremental saving, same object number": (attack.overwrite_content_object, Fact.PAGES_CHANGED),
    "a page added": (attack.add_page, Fact.PAGES_CHANGED),
    "pages swapped": (attack.swap_pages, Fact.PAGES_CHANGED),
    "page cropped": (
        lambda data: attack.page_key(data, "/MediaBox", attack.numbers(0, 0, 595, 400)), Fact.PAGES_CHANGED,
    ),
    "page turned": (lambda data: attack.page_key(data, "/Rotate", NumberObject(90)), Fact.PAGES_CHANGED),
    "open action": (lambda data: attack.catalog_key(data, "/OpenAction", JAVASCRIPT), Fact.DOCUMENT_CHANGED),
    "layers": (lambda data: attack.catalog_key(data, "/OCProperties", DictionaryObject()), Fact.DOCUMENT_CHANGED),
    "names": (lambda data: attack.catalog_key(data, "/Names", DictionaryObject()), Fact.DOCUMENT_CHANGED),
    "evil annotation, white": (
        lambda data: attack.annotate(data, subtype="/FreeText", box=attack.TEXT_AREA, operators=attack.WHITE),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "evil annotation, grey": (
        lambda data: attack.annotate(data, subtype="/Stamp", box=attack.TEXT_AREA, operators=attack.GREY),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "evil annotation, black": (
        lambda data: attack.annotate(data, subtype="/Square", box=attack.TEXT_AREA, operators=attack.BLACK),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "evil annotation, drawn outside its place": (
        lambda data: attack.annotate(
            data, subtype="/Polygon", box=attack.FULL_PAGE, operators=attack.WHITE
        ),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    "a link over the text": (
        lambda data: attack.annotate(data, subtype="/Link", box=attack.TEXT_AREA), Fact.DOCUMENT_CHANGED,
    ),
    "an unknown annotation": (
        lambda data: attack.annotate(data, subtype="/Screen", box=attack.BLANK_AREA), Fact.DOCUMENT_CHANGED,
    ),
    "signature moved": (attack.move_rect, Fact.SIGNATURE_CHANGED_LATER),
    "signature's appearance swapped": (attack.swap_appearance, Fact.SIGNATURE_CHANGED_LATER),
    "signature's appearance stream overwritten": (attack.overwrite_appearance_stream, Fact.SIGNATURE_CHANGED_LATER),
    "field removed": (attack.remove_signature, Fact.SIGNATURE_REMOVED_LATER),
    "signature taken out of its field": (
        lambda data: attack.remove_signature(data, field_too=False), Fact.SIGNATURE_REMOVED_LATER,
    ),
    "form removed": (attack.remove_form, Fact.SIGNATURE_REMOVED_LATER),
    "signature wrapping": (attack.wrap, Fact.BYTE_RANGE_ODD),
    "a hole in the gap": (attack.hole_in_gap, Fact.BYTE_RANGE_ODD),
    "unsigned field over the page": (
        lambda data: attack.unsigned_field(data, box=attack.FULL_PAGE, operators=attack.WHITE),
        Fact.COVERS_SIGNED_CONTENT,
    ),
    **{
        f"bytes behind, cross-reference {kind}": (
            (lambda data, kind=kind: attack.append_objects(data, xref=kind)), Fact.REPAIRED_VIEW_DIFFERS,
        )
        for kind in ("none", "missing", "empty", "damaged")
    },
}  # fmt: skip

HARMLESS: dict[str, tuple[Attack, FileState, ChangesAfter]] = {
    "tab order": (
        lambda data: attack.page_key(data, "/Tabs", pdf_name("/S")), FileState.VALID, ChangesAfter.NONE,
    ),
    "language": (
        lambda data: attack.catalog_key(data, "/Lang", TextStringObject("nl")),
        FileState.VALID,
        ChangesAfter.EVIDENCE_ONLY,
    ),
    "comment in white space": (
        lambda data: attack.annotate(
            data, subtype="/FreeText", box=attack.BLANK_AREA, operators=attack.words("opmerking")
        ),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.COMMENTS,
    ),
    "note": (
        lambda data: attack.annotate(data, subtype="/Text", box=(400, 400, 420, 420)),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.COMMENTS,
    ),
    "highlight over the text": (
        lambda data: attack.annotate(
            data,
            subtype="/Highlight",
            box=(70, 715, 540, 735),
            QuadPoints=attack.numbers(70, 735, 540, 735, 70, 715, 540, 715),
            C=attack.numbers(1, 1, 0),
        ),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.COMMENTS,
    ),
    "unsigned field in white space": (
        lambda data: attack.unsigned_field(data, box=attack.BLANK_AREA, operators=attack.words("hier")),
        FileState.VALID_WITH_REMARKS,
        ChangesAfter.FORM_FILLING,
    ),
    "an orphan": (
        lambda data: attack.updated(data, lambda writer: writer.add_object(ArrayObject()) and None),
        FileState.VALID,
        ChangesAfter.NONE,
    ),
    "blanks behind": (lambda data: attack.append_junk(data, b"\r\n\r\n"), FileState.VALID, ChangesAfter.NONE),
    "words behind": (attack.append_junk, FileState.VALID_WITH_REMARKS, ChangesAfter.NONE),
    "many words behind": (
        lambda data: attack.append_junk(data, b"geen pdf " * 900), FileState.VALID_WITH_REMARKS, ChangesAfter.NONE,
    ),
}  # fmt: skip


# What a screen reader reads.


def tagged_letter(text: str = "Het bedrag is 1000 euro.") -> bytes:
    """Return an unsigned letter with a structure tree of one paragraph."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_letter()))
    paragraph = writer.add_object(
        DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/P"),
                pdf_name("/ActualText"): TextStringObject(text),
                pdf_name("/K"): NumberObject(0),
            }
        )
    )
    root = DictionaryObject({pdf_name("/Type"): pdf_name("/StructTreeRoot"), pdf_name("/K"): ArrayObject([paragraph])})
    writer.root[pdf_name("/StructTreeRoot")] = writer.add_object(root)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def reread(data: bytes) -> bytes:
    """Change what a paragraph reads as."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        paragraph = writer.root["/StructTreeRoot"]["/K"][0]
        paragraph[pdf_name("/ActualText")] = TextStringObject("Het bedrag is 9000 euro.")
        writer.update_container(paragraph)

    return attack.updated(data, change)


def another_tree(data: bytes) -> bytes:
    """Put another structure tree in the place of the one that was signed."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        other = IncrementalPdfFileWriter(io.BytesIO(tagged_letter("Het bedrag is 9000 euro.")))
        paragraph = DictionaryObject(
            {key: value for key, value in other.root["/StructTreeRoot"]["/K"][0].items() if key != "/P"}
        )
        root = DictionaryObject({pdf_name("/K"): ArrayObject([writer.add_object(paragraph)])})
        writer.root[pdf_name("/StructTreeRoot")] = writer.add_object(root)
        writer.update_root()

    return attack.updated(data, change)


def tag_the_annotation(data: bytes) -> bytes:
    """Add an element for an annotation, as a producer of tagged files does with a later signature."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        tree = writer.root["/StructTreeRoot"]
        widget = writer.root["/AcroForm"]["/Fields"].raw_get(0)
        entry = DictionaryObject({pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget})
        form = DictionaryObject({pdf_name("/S"): pdf_name("/Form"), pdf_name("/K"): entry})
        tree["/K"].append(writer.add_object(form))
        writer.update_container(tree["/K"])

    return attack.updated(data, change)


# Comments that bring no picture of themselves.


def bare_comment(box: tuple[float, float, float, float], *, subtype: str = "/FreeText", **more: Any) -> Attack:
    return lambda data: attack.annotate(data, subtype=subtype, box=box, **more)


# Objects twice.


def letter_with_a_double(data: bytes | None = None) -> bytes:
    """Return an unsigned letter in which the page's content stands twice; no cross-reference lists the second."""
    data = data or plain_letter()
    content = re.search(rb"/Contents (\d+) 0 R", data)
    assert content
    start = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    body = b"%b 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        content[1], len(attack.OTHER_TEXT), attack.OTHER_TEXT,
    )  # fmt: skip
    place = data.rindex(b"startxref") + len(b"startxref\n")
    end = data.index(b"\n", place)
    moved = data[start:place] + str(start + len(body)).encode() + data[end:]
    return data[:start] + body + moved


def break_the_reference(data: bytes) -> bytes:
    """Append a damaged cross-reference, so that a viewer repairs the file and finds the second object."""
    return data + b"startxref\n999999999\n%%EOF\n"


def with_junk_before(junk: bytes, *, from_header: bool = False) -> Callable[[Maker], bytes]:
    """Sign a letter that begins with something else than its header.

    Args:
        junk: what stands before.
        from_header: offsets count from the header, as some programs do; else from the first byte.
    """

    def made(make: Maker) -> bytes:
        signer = others.standard(make.pki)

        def contents(digest: Callable[[str], bytes]) -> bytes:
            info = others.signer_info(signer, digest("sha256"))
            return others.signed_data([info], [signer.certificate, make.pki.certificate("issuing")])

        return others.embed(contents, junk=junk, shifted=not from_header)

    return made


# Certification.


def _certified(level: MDPPerm) -> Callable[[Maker], bytes]:
    return lambda make: make.sign(
        attack.form_letter(""), level="B-T", certify=True, docmdp_permissions=level, box=SIGNATURE_BOX
    )


def loosen_certification(data: bytes) -> bytes:
    """Make a certification allow more than it did, and use that."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
        signature = next(one for one in fields if "/V" in one and one["/FT"] == "/Sig")["/V"]
        parameters = signature["/Reference"][0]["/TransformParams"]
        parameters[pdf_name("/P")] = NumberObject(3)
        writer.update_container(parameters)

    return attack.annotate(
        attack.updated(data, change), subtype="/FreeText", box=attack.BLANK_AREA, operators=attack.words("x")
    )


def _locked(action: FieldMDPAction, fields: list[str]) -> Callable[[Maker], bytes]:
    spec = SigFieldSpec("Handtekening", field_mdp_spec=FieldMDPSpec(action, fields=fields))
    return lambda make: make.signed_by_pyhanko(attack.form_letter(""), new_field_spec=spec)


# Form fields.


def _with_value(value: str) -> Callable[[Maker], bytes]:
    return lambda make: make.sign(attack.form_letter(value))


def value_alone(value: str) -> Attack:
    """Change a field's value and leave what it shows."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
        field = next(one for one in fields if one["/FT"] == "/Tx")
        field[pdf_name("/V")] = TextStringObject(value)
        writer.update_container(field)

    return lambda data: attack.updated(data, change)


# Time stamps.


def _content_stamped(make: Maker) -> bytes:
    signer = others.standard(make.pki)

    def contents(digest: Callable[[str], bytes]) -> bytes:
        stamper = make.pki.time_stamper(SIGNING_DAY)
        token = asyncio.run(stamper.async_timestamp(digest("sha256"), "sha256"))
        attribute = {"type": "content_time_stamp", "values": [token]}
        info = others.signer_info(signer, digest("sha256"), attributes=[attribute])
        return others.signed_data([info], [signer.certificate, make.pki.certificate("issuing")])

    return others.embed(contents)


def _only_a_stamp(make: Maker) -> bytes:
    return make.with_document_stamp(plain_letter(), at=RELEASE_DAY)


def _stamp_about_other_bytes(make: Maker) -> bytes:
    def contents(digest: Callable[[str], bytes]) -> bytes:
        return bytes(asyncio.run(make.pki.time_stamper(RELEASE_DAY).async_timestamp(bytes(32), "sha256")).dump())

    return others.embed(contents, pdf=make.sign(), subfilter="/ETSI.RFC3161", kind="/DocTimeStamp", field="Stempel")


def _sneaky(box: tuple[int, int, int, int], operators: bytes, *, stranger: bool) -> Callable[[Maker], bytes]:
    def made(make: Maker) -> bytes:
        signer = attack.stranger() if stranger else "second"
        return attack.sneaky_signature(make, letter(make), box=box, operators=operators, signer=signer)

    return made


def _mechanism(name: str) -> Callable[[Maker], bytes]:
    return lambda make: others.with_mechanism(make.pki, others.mechanisms(make.pki)[name]())


def _hybrid(make: Maker) -> bytes:
    signer = others.standard(make.pki)

    def contents(digest: Callable[[str], bytes]) -> bytes:
        info = others.signer_info(signer, digest("sha256"))
        return others.signed_data([info], [signer.certificate, make.pki.certificate("issuing")])

    return others.embed(contents, pdf=others.hybrid_letter())


def _cases() -> list[Case]:
    found = [Case("attack", name, after(how), BAD, fact) for name, (how, fact) in ON_A_LETTER.items()]
    found += [Case("universal forgery", name, after(how), BAD) for name, how in attack.forgeries().items()]
    found += [
        Case("shadow", "hide", lambda make: attack.shadow_hide(make.sign(attack.shadow_letter("hide"))), BAD),
        Case(
            "shadow",
            "replace",
            lambda make: attack.fill_field(make.sign(attack.shadow_letter("replace")), "9000"),
            BAD,
            Fact.FORM_VALUES_REPLACED,
        ),
        Case(
            "shadow",
            "hide and replace",
            lambda make: attack.shadow_hide_and_replace(make.sign(attack.shadow_letter("hide-and-replace"))),
            BAD,
            Fact.PAGES_CHANGED,
        ),
        Case("sneaky signature", "over the text, of a stranger", _sneaky(attack.FULL_PAGE, attack.WHITE, stranger=True),
             BAD, Fact.COVERS_SIGNED_CONTENT),
        Case("sneaky signature", "over the text, of someone trusted",
             _sneaky(attack.FULL_PAGE, attack.WHITE, stranger=False), BAD, Fact.COVERS_SIGNED_CONTENT),
        Case("several signers", "a second signature in white space",
             _sneaky(attack.BLANK_AREA, attack.words("B. Tweede"), stranger=False), GOOD, Fact.LATER_SIGNATURE),
        Case("several signers", "two SignerInfos in one signature", lambda make: others.two_signers(make.pki), REMARK),
        Case("comment without a picture", "white box over the text",
             after(bare_comment(attack.TEXT_AREA, C=attack.numbers(1, 1, 1))), BAD, Fact.COVERS_SIGNED_CONTENT),
        Case("comment without a picture", "stamp over the text",
             after(bare_comment(attack.TEXT_AREA, subtype="/Stamp", Name=pdf_name("/Approved"))), BAD,
             Fact.COVERS_SIGNED_CONTENT),
        Case("comment without a picture", "box in white space",
             after(bare_comment(attack.BLANK_AREA, C=attack.numbers(1, 1, 1))), REMARK, Fact.COMMENT_NOT_DRAWN_HERE),
        Case("comment without a picture", "words without a ground over the text",
             after(bare_comment(attack.TEXT_AREA)), REMARK, Fact.COMMENT_NOT_DRAWN_HERE),
        Case("reading order", "a paragraph reads as another text",
             after(reread, lambda make: make.sign(tagged_letter())), BAD, Fact.READS_DIFFERENT),
        Case("reading order", "another tree", after(another_tree, lambda make: make.sign(tagged_letter())), BAD,
             Fact.READS_DIFFERENT),
        Case("reading order", "a tree where there was none", after(another_tree), BAD, Fact.READS_DIFFERENT),
        Case("reading order", "an element for a later annotation",
             after(tag_the_annotation, lambda make: make.sign(tagged_letter(), box=SIGNATURE_BOX)), GOOD),
        Case("objects twice", "within what was signed", lambda make: make.sign(letter_with_a_double()), GOOD),
        Case("objects twice", "and then the cross-reference broken",
             after(break_the_reference, lambda make: make.sign(letter_with_a_double())), BAD,
             Fact.REPAIRED_VIEW_DIFFERS),
        Case("certification", "P=1, then a field filled",
             after(lambda data: attack.fill_field(data, "12"), _certified(MDPPerm.NO_CHANGES)), BAD,
             Fact.NOT_ALLOWED_BY_CERTIFICATION),
        Case("certification", "P=2, then a field filled",
             after(lambda data: attack.fill_field(data, "12"), _certified(MDPPerm.FILL_FORMS)), REMARK,
             Fact.FORM_FIELDS_CHANGED),
        Case("certification", "P=2, then a comment",
             after(lambda data: attack.annotate(data, subtype="/Text", box=(400, 400, 420, 420)),
                    _certified(MDPPerm.FILL_FORMS)), BAD, Fact.NOT_ALLOWED_BY_CERTIFICATION),
        Case("certification", "P=3, then a comment",
             after(lambda data: attack.annotate(data, subtype="/Text", box=(400, 400, 420, 420)),
                    _certified(MDPPerm.ANNOTATE)), REMARK, Fact.COMMENTS_CHANGED),
        Case("certification", "P=1 made P=3, then a comment",
             after(loosen_certification, _certified(MDPPerm.NO_CHANGES)), BAD, Fact.SIGNATURE_CHANGED_LATER),
        Case("locked fields", "a locked field filled",
             after(lambda data: attack.fill_field(data, "12"), _locked(FieldMDPAction.ALL, [])), BAD,
             Fact.FORM_FIELDS_LOCKED_CHANGED),
        Case("locked fields", "an open field filled",
             after(lambda data: attack.fill_field(data, "12"), _locked(FieldMDPAction.EXCLUDE, ["bedrag"])), REMARK,
             Fact.FORM_FIELDS_CHANGED),
        Case("form", "an empty field filled", after(lambda data: attack.fill_field(data, "12"), _with_value("")),
             REMARK, Fact.FORM_FIELDS_CHANGED),
        Case("form", "a value shows as another",
             after(lambda data: attack.fill_field(data, "1000", shown="9000", keep_value=True), _with_value("1000")),
             BAD, Fact.COVERS_SIGNED_CONTENT),
        Case("form", "another value under the same looks", after(value_alone("9000"), _with_value("1000")), BAD,
             Fact.FORM_VALUES_REPLACED),
        Case("before the header", "junk, then signed", with_junk_before(b"junk\n" * 9), REMARK, Fact.READ_LENIENTLY),
        Case("before the header", "junk, then signed; offsets from the header",
             with_junk_before(b"\r\n", from_header=True), REMARK, Fact.READ_LENIENTLY),
        Case("before the header", "junk put there later", after(lambda data: b"junk\n" + data), BAD),
        Case("time stamps", "on the content", _content_stamped, GOOD, Fact.CONTENT_TIME_STAMPED),
        Case("time stamps", "nothing but a document time stamp", _only_a_stamp, GOOD),
        Case("time stamps", "a document time stamp about other bytes", _stamp_about_other_bytes, BAD,
             Fact.DIGEST_DIFFERS),
        Case("kinds", "adbe.pkcs7.sha1", lambda make: others.pkcs7_sha1(make.pki), OPEN, Fact.WEAK_HASH),
        Case("kinds", "adbe.x509.rsa_sha1", lambda make: others.x509_rsa_sha1(make.pki), OPEN, Fact.WEAK_HASH),
        Case("kinds", "unknown SubFilter",
             lambda make: others.embed(lambda digest: b"\x04\x04abcd", subfilter="/Eigen.vinding"), OPEN,
             Fact.KIND_NOT_SUPPORTED),
        Case("habits", "hybrid cross-reference", _hybrid, REMARK, Fact.READ_LENIENTLY),
        Case("habits", "negative modulus", lambda make: others.negative_modulus(make.pki), REMARK, Fact.WEAK_ENCODING),
        Case("habits", "an unreferenced object freed", after(lambda data: others.freeing_update(data, number=999)),
             REMARK),
    ]  # fmt: skip
    found += [Case("later, and harmless", name, after(how), state) for name, (how, state, _) in HARMLESS.items()]
    found += [
        Case("algorithms", name, _mechanism(name), state)
        for name, state in (
            ("RSA-PSS", GOOD), ("RSA SHA3-256", GOOD), ("ECDSA brainpool", GOOD), ("ECDSA SHA3-256", GOOD),
            ("ECDSA plain", GOOD), ("Ed25519", GOOD), ("Ed448", GOOD), ("RSA SHA-1", OPEN), ("RSA 1024", OPEN),
            ("ECDSA P-192", OPEN), ("unknown mechanism", OPEN), ("RSA, exponent 3", REMARK), ("DSA 2048", REMARK),
            ("ECDSA P-224", REMARK),
        )
    ]  # fmt: skip
    return [*found, *ATTACKS, *HABITS, *ELSEWHERE, *FIELDS]


CASES = _cases()
