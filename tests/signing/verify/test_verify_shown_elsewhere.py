"""What others show and our renderer does not, and names that no table knows: what the classes leave to be tried."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name

from signing.verify.verdict import Fact, FileState
from tests.pki import TestPki
from tests.signing.verify import attacks as attack
from tests.signing.verify import elsewhere_cases as cases
from tests.signing.verify import others
from tests.signing.verify.conftest import Judge
from tests.signing.verify.letters import Maker

PRINT, NO_VIEW, TOGGLE = cases.PRINT, cases.NO_VIEW, cases.TOGGLE


@pytest.fixture(scope="module")
def letter(make: Maker) -> bytes:
    return make.sign()


@pytest.mark.parametrize("flags", [PRINT | NO_VIEW, PRINT | NO_VIEW | TOGGLE, NO_VIEW | TOGGLE])
@pytest.mark.parametrize("subtype", ["/FreeText", "/Stamp", "/Highlight"])
def test_a_box_that_the_screen_does_not_show_covers_what_was_signed(
    judge: Judge, letter: bytes, flags: int, subtype: str
) -> None:
    verdict = judge(cases.only_printed(subtype, flags)(letter), online=True)
    assert verdict.state is FileState.INVALID
    assert Fact.COVERS_SIGNED_CONTENT in verdict.signatures[0].facts


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
    verdict = judge(cases.filled("100 euro", shown)(make), online=True)
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


@pytest.mark.parametrize("name", ["\u041a\u0443\u0440\u0441 \u20bd", "\u05d1. Cohen", "A\ufffdB"])
def test_a_name_that_no_table_knows_is_read(make: Maker, judge: Judge, name: str) -> None:
    assert judge(cases.by_someone(name=name)(make), online=True).state is FileState.VALID


def test_such_a_certificate_beside_the_others_saves_no_changed_letter(pki: TestPki, judge: Judge) -> None:
    stranger = pki.issue(ec.generate_private_key(ec.SECP256R1()).public_key(), name="B. Bedrieger \U0001f600")
    signer = others.standard(pki)

    def contents(digest: Any) -> bytes:
        info = others.signer_info(signer, digest("sha256"))
        return others.signed_data([info], [signer.certificate, pki.certificate("issuing"), stranger])

    letter = others.embed(contents)
    assert judge(letter, online=True).state is FileState.VALID
    assert judge(attack.replace_content(letter), online=True).state is FileState.INVALID
