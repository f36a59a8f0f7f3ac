"""What others show and our renderer does not, what only looks like a signature, and names that no table knows."""

from __future__ import annotations

import io
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.generic import BooleanObject, DictionaryObject, NumberObject, pdf_name
from pypdf import PdfReader, PdfWriter

from signing.verify.verdict import Fact, FileState
from tests.pki import TestPki
from tests.signing.verify import attacks as attack
from tests.signing.verify import others
from tests.signing.verify.conftest import Judge
from tests.signing.verify.letters import Maker, plain_letter

PRINT, NO_VIEW, TOGGLE = 4, 32, 256


@pytest.fixture(scope="module")
def letter(make: Maker) -> bytes:
    return make.sign()


# Pages: a renderer goes by what the tree says of itself.


@pytest.mark.parametrize("count", [1, 5, -1, None])
def test_a_page_tree_that_says_another_number_is_a_change(judge: Judge, letter: bytes, count: int | None) -> None:
    def change(writer: Any) -> None:
        pages = writer.root["/Pages"]
        if count is None:
            del pages[pdf_name("/Count")]
        else:
            pages[pdf_name("/Count")] = NumberObject(count)
        writer.update_container(pages)

    verdict = judge(attack.updated(letter, change), online=True)
    assert verdict.state is FileState.INVALID
    assert Fact.PAGES_CHANGED in verdict.signatures[0].facts


@pytest.mark.parametrize(
    ("key", "value", "state"),
    [
        ("/PrintPageRange", attack.numbers(1, 1), FileState.INVALID),
        ("/ViewArea", pdf_name("/TrimBox"), FileState.INVALID),
        ("/FitWindow", BooleanObject(True), FileState.VALID),
    ],
)
def test_what_is_printed_of_a_letter_is_part_of_it(
    judge: Judge, letter: bytes, key: str, value: Any, state: FileState
) -> None:
    data = attack.catalog_key(letter, "/ViewerPreferences", DictionaryObject({pdf_name(key): value}))
    assert judge(data, online=True).state is state


# Annotations that the screen does not show.


@pytest.mark.parametrize("flags", [PRINT | NO_VIEW, PRINT | NO_VIEW | TOGGLE, NO_VIEW | TOGGLE])
@pytest.mark.parametrize("subtype", ["/FreeText", "/Stamp", "/Highlight"])
def test_a_box_that_only_paper_shows_covers_what_was_signed(
    judge: Judge, letter: bytes, flags: int, subtype: str
) -> None:
    box = {"box": attack.TEXT_AREA, "operators": attack.WHITE, "F": NumberObject(flags)}
    verdict = judge(attack.annotate(letter, subtype=subtype, **box), online=True)  # type: ignore[arg-type]
    assert verdict.state is FileState.INVALID
    assert Fact.COVERS_SIGNED_CONTENT in verdict.signatures[0].facts


def test_in_white_space_it_is_told_of_and_harms_nothing(judge: Judge, letter: bytes) -> None:
    data = attack.annotate(
        letter, subtype="/FreeText", box=attack.BLANK_AREA, operators=attack.BLACK, F=NumberObject(PRINT | NO_VIEW)
    )
    verdict = judge(data, online=True)
    assert verdict.state is FileState.VALID_WITH_REMARKS
    assert Fact.COMMENT_NOT_DRAWN_HERE in verdict.signatures[0].facts


@pytest.mark.parametrize(("width", "state"), [(1, FileState.VALID_WITH_REMARKS), (25, FileState.INVALID)])
def test_a_line_without_a_picture_hides_when_it_is_thick(
    judge: Judge, letter: bytes, width: int, state: FileState
) -> None:
    data = attack.annotate(
        letter,
        subtype="/Line",
        box=attack.TEXT_AREA,
        L=attack.numbers(60, 710, 540, 710),
        C=attack.numbers(1, 1, 1),
        BS=DictionaryObject({pdf_name("/W"): NumberObject(width)}),
    )
    assert judge(data, online=True).state is state


# Fields that are filled in.


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        ("100 euro", FileState.VALID_WITH_REMARKS),
        ("100", FileState.VALID_WITH_REMARKS),  # the rest does not fit
        ("900 euro", FileState.INVALID),
        ("een ander verhaal", FileState.INVALID),
    ],
)
def test_a_field_shows_what_it_holds(make: Maker, judge: Judge, shown: str, state: FileState) -> None:
    data = attack.fill_field(make.sign(attack.form_letter("")), "100 euro", shown=shown)
    verdict = judge(data, online=True)
    assert verdict.state is state
    assert (Fact.FORM_SHOWS_OTHER_TEXT in verdict.signatures[0].facts) is (state is FileState.INVALID)


def test_a_field_whose_program_formats_it_may_show_it_otherwise(make: Maker, judge: Judge) -> None:
    def formats(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        script = DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_name("/x")})
        field[pdf_name("/AA")] = DictionaryObject({pdf_name("/F"): script})
        writer.update_container(field)

    form = attack.updated(attack.form_letter(""), formats)
    data = attack.fill_field(make.sign(form), "1000", shown="EUR 1.000,00")
    assert judge(data, online=True).state is FileState.VALID_WITH_REMARKS


# What only looks like a signature.


def with_attachment(outer: bytes, attached: bytes) -> bytes:
    """Attach a file as it is, without compression."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(outer)))
    writer.add_attachment("bijlage.pdf", attached)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_signed_file_that_is_attached_is_no_signature_of_the_letter(make: Maker, judge: Judge, letter: bytes) -> None:
    outer = with_attachment(plain_letter(), letter)
    assert b"/ByteRange" in outer
    assert judge(outer, online=True).state is FileState.NO_SIGNATURE
    verdict = judge(make.sign(outer), online=True)
    assert (verdict.state, len(verdict.signatures)) == (FileState.VALID, 1)


def test_a_text_about_ranges_is_no_signature(make: Maker, judge: Judge) -> None:
    letter = attack.updated(
        plain_letter(), lambda writer: writer.add_object(attack.drawing((0, 0, 9, 9), b"/ByteRange [0 900 1900 500]"))
    )
    assert b"/ByteRange" in letter
    assert judge(letter, online=True).state is FileState.NO_SIGNATURE
    assert judge(make.sign(letter), online=True).state is FileState.VALID


def test_the_authentication_code_of_an_encrypted_file_is_nobody_s_signature(judge: Judge) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(plain_letter())))
    writer.encrypt(owner_pass="eigenaar", user_pass="")  # with a MAC: ISO/TS 32004
    target = io.BytesIO()
    writer.write(target)
    assert b"/AuthCode" in target.getvalue()
    assert judge(target.getvalue()).state is FileState.NO_SIGNATURE


# Names.


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u062d\u0645\u062f 12",
        "A. Vrolijk \U0001f600",
        "\u041a\u0443\u0440\u0441 \u20bd",
        "\u05d1. Cohen",
        "A\ufffdB",
    ],
)
def test_a_name_that_no_table_knows_is_read(pki: TestPki, judge: Judge, name: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    mechanism = others.Mechanism(
        pki.issue(key.public_key(), name=name),
        lambda data: key.sign(data, ec.ECDSA(hashes.SHA256())),
        {"algorithm": "sha256_ecdsa"},
    )
    assert judge(others.with_mechanism(pki, mechanism), online=True).state is FileState.VALID


def test_such_a_certificate_beside_the_others_saves_no_changed_letter(pki: TestPki, judge: Judge) -> None:
    stranger = pki.issue(ec.generate_private_key(ec.SECP256R1()).public_key(), name="B. Bedrieger \U0001f600")
    signer = others.standard(pki)

    def contents(digest: Any) -> bytes:
        info = others.signer_info(signer, digest("sha256"))
        return others.signed_data([info], [signer.certificate, pki.certificate("issuing"), stranger])

    letter = others.embed(contents)
    assert judge(letter, online=True).state is FileState.VALID
    assert judge(attack.replace_content(letter), online=True).state is FileState.INVALID


# A certificate for machines.


@pytest.mark.parametrize(
    ("purpose", "state"),
    [("1.3.6.1.5.5.7.3.1", FileState.INDETERMINATE), ("1.3.6.1.5.5.7.3.36", FileState.VALID)],
)
def test_a_certificate_of_a_web_server_signs_no_letter(
    pki: TestPki, judge: Judge, purpose: str, state: FileState
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    mechanism = others.Mechanism(
        pki.issue(key.public_key(), extended=(purpose,)),
        lambda data: key.sign(data, ec.ECDSA(hashes.SHA256())),
        {"algorithm": "sha256_ecdsa"},
    )
    assert judge(others.with_mechanism(pki, mechanism), online=True).state is state
