"""What is true of a signature is said, and nothing that is not: keys, moments, holds, and what stands in two places."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import cms
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import hashes, serialization
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, NumberObject, TextStringObject, pdf_name
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from app.text.verdicts import verdict_words
from signing.errors import SigningFault
from signing.verify.lists import read_lists
from signing.verify.material import Material
from signing.verify.verdict import Fact, FileState
from tests.pki import RELEASE_DAY, SIGNING_DAY, TestPki
from tests.signing.verify import attacks as attack
from tests.signing.verify import others
from tests.signing.verify.case import SIGNATURE_BOX
from tests.signing.verify.conftest import CHECK_DAY, Judge
from tests.signing.verify.letters import Maker

SHA256 = hashes.SHA256()


@pytest.fixture(scope="module")
def letter(make: Maker) -> bytes:
    return make.sign(box=SIGNATURE_BOX)


@pytest.mark.parametrize("kind", ["RSA, exponent 3", "DSA 2048", "ECDSA P-224"])
def test_a_kind_of_key_that_is_not_recommended_is_told(pki: TestPki, judge: Judge, kind: str) -> None:
    verdict = judge(others.with_mechanism(pki, others.mechanisms(pki)[kind]()), online=True)
    assert verdict.state is FileState.VALID_WITH_REMARKS
    assert Fact.DATED_KEY in verdict.signatures[0].facts


# A certificate that was on hold, and is no more (RFC 5280, 5.3.1).


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        (pyca_x509.ReasonFlags.remove_from_crl, FileState.VALID),
        (pyca_x509.ReasonFlags.certificate_hold, FileState.INDETERMINATE),
    ],
)
def test_what_is_held_no_more_was_not_revoked(
    pki: TestPki, judge: Judge, letter: bytes, reason: pyca_x509.ReasonFlags, state: FileState
) -> None:
    issuer = pyca_x509.load_der_x509_certificate(pki.certificate("issuing").dump())
    key: Any = serialization.load_der_private_key(pki.private_key("issuing").dump(), password=None)
    entry = (
        pyca_x509.RevokedCertificateBuilder()
        .serial_number(pki.certificate("signer").serial_number)
        .revocation_date(SIGNING_DAY - timedelta(days=3))
        .add_extension(pyca_x509.CRLReason(reason), critical=False)
        .build()
    )
    listed = (
        pyca_x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(RELEASE_DAY)
        .next_update(RELEASE_DAY + timedelta(days=7))
        .add_revoked_certificate(entry)
        .add_extension(pyca_x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, SHA256)
    )
    of_root = pki.crl("root", at=CHECK_DAY).dump()
    fetched = Material(lists=(listed.public_bytes(serialization.Encoding.DER), of_root))
    verdict = judge(letter, fetched=fetched)
    assert verdict.state is state
    assert Fact.REVOKED_LATER not in verdict.signatures[0].facts


# Moments.


@pytest.mark.parametrize(("days", "told"), [(0, False), (400, True), (-400, True)])
def test_a_signature_and_its_file_that_name_other_days_are_told_of(
    pki: TestPki, judge: Judge, days: int, told: bool
) -> None:
    signer = others.standard(pki)
    moment = {"type": "signing_time", "values": [cms.Time({"utc_time": SIGNING_DAY + timedelta(days=days)})]}

    def contents(digest: Any) -> bytes:
        info = others.signer_info(signer, digest("sha256"), attributes=[moment])
        return others.signed_data([info], [signer.certificate, pki.certificate("issuing")])

    verdict = judge(others.embed(contents), online=True)
    assert (Fact.CLAIMED_TIMES_DIFFER in verdict.signatures[0].facts) is told
    assert verdict.state is (FileState.VALID_WITH_REMARKS if told else FileState.VALID)


def test_an_issuer_that_has_expired_meanwhile_issued_properly(make: Maker, judge: Judge) -> None:
    far = datetime(2060, 1, 1, tzinfo=UTC)
    verdict = judge(make.sign(level="B-T"), at=far)
    facts = verdict.signatures[0].facts
    assert Fact.CA_EXPIRED in facts
    assert Fact.CHAIN_DOES_NOT_HOLD not in facts
    assert "uitgever" in verdict_words(verdict, "nl")[0]
    assert "verlopen" in verdict_words(verdict, "nl")[0]


def test_a_stamp_of_after_the_moment_asked_for_is_of_a_known_service(make: Maker, judge: Judge) -> None:
    verdict = judge(make.sign(level="B-T"), at=SIGNING_DAY - timedelta(days=1), online=True)
    facts = verdict.signatures[0].facts
    assert Fact.TIME_STAMP_IN_FUTURE in facts
    assert Fact.TIME_STAMP_NOT_TRUSTED not in facts
    assert verdict.signatures[0].proven_time is None


# What is wrong is named, and not something else.


def test_a_wrong_value_does_not_say_that_the_content_is_damaged(pki: TestPki, judge: Judge) -> None:
    right = others.standard(pki)
    wrong = others.Mechanism(right.certificate, lambda data: right.sign(data + b"!"), right.algorithm)
    verdict = judge(others.with_mechanism(pki, wrong), online=True)
    assert verdict.state is FileState.INVALID
    words = verdict_words(verdict, "nl")[0]
    assert "de handtekening klopt niet" in words
    assert "beschadigd" not in words


def test_a_signature_outside_every_field_does_not_say_that_something_came_afterwards(
    pki: TestPki, make: Maker, judge: Judge
) -> None:
    prepared, signer = make.prepared(), others.standard(pki)
    data = prepared.bytes_prepared.replace(b"/FT /Sig", b"/FX /Sig")  # its widget is no field any more
    assert data != prepared.bytes_prepared
    digest = hashlib.sha256(data[: prepared.start] + data[prepared.end :]).digest()
    made = others.signed_data([others.signer_info(signer, digest)], [signer.certificate, pki.certificate("issuing")])
    whole = dataclasses.replace(prepared, bytes_prepared=data, token=cms.ContentInfo.load(made)).joined()
    verdict = judge(whole, online=True)
    assert verdict.state is FileState.INVALID
    words = verdict_words(verdict, "nl")[0]
    assert "niet in het document zelf" in words
    assert "na het tekenen veranderd" not in words


def test_a_range_of_more_parts_does_not_say_that_less_is_covered(judge: Judge, letter: bytes) -> None:
    verdict = judge(attack.hole_in_gap(letter), online=True)
    assert Fact.BYTE_RANGE_ODD in verdict.signatures[0].facts
    assert "volgens de regels" in verdict_words(verdict, "nl")[0]


# What came afterwards.


def test_the_same_signature_in_a_second_field_is_no_broken_one(judge: Judge, letter: bytes) -> None:
    def again(writer: Any) -> None:
        first = writer.root["/AcroForm"]["/Fields"][0]
        append_signature_field(writer, SigFieldSpec("Nog-eens"))
        second = writer.root["/AcroForm"]["/Fields"][-1].get_object()
        second[pdf_name("/V")] = first.raw_get("/V")
        writer.update_container(second)

    verdict = judge(attack.updated(letter, again), online=True)
    facts = verdict.signatures[0].facts
    assert Fact.SIGNATURE_FIELD_ADDED in facts
    assert Fact.LATER_SIGNATURE_NOT_INTACT not in facts


@pytest.mark.parametrize(
    ("rich", "state"),
    [
        ("<body><p>100 <b>euro</b></p></body>", FileState.VALID_WITH_REMARKS),
        ("<body><p>900 euro</p></body>", FileState.INVALID),
        ("<body><p>900 euro", FileState.INVALID),
    ],
)
def test_a_rich_text_says_what_its_field_holds(make: Maker, judge: Judge, rich: str, state: FileState) -> None:
    def fill(writer: Any) -> None:
        fields = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]
        field = next(one for one in fields if one["/FT"] == "/Tx")
        field[pdf_name("/RV")] = TextStringObject(rich)
        writer.update_container(field)

    def is_rich(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[pdf_name("/Ff")] = NumberObject(1 << 25)
        writer.update_container(field)

    signed = make.sign(attack.updated(attack.form_letter(""), is_rich))
    verdict = judge(attack.updated(attack.fill_field(signed, "100 euro"), fill), online=True)
    assert verdict.state is state


@pytest.mark.parametrize(("key", "told"), [("/Title", True), ("/ModDate", False)])
def test_another_title_is_told_and_the_date_of_saving_is_not(judge: Judge, letter: bytes, key: str, told: bool) -> None:
    def describe(writer: Any) -> None:
        described = DictionaryObject(writer.prev.trailer["/Info"]) if "/Info" in writer.prev.trailer else None
        described = described if described is not None else DictionaryObject()
        described[NameObject(key)] = TextStringObject("Heel iets anders")
        writer.set_info(writer.add_object(described))

    verdict = judge(attack.updated(letter, describe), online=True)
    assert verdict.state is FileState.VALID
    assert (Fact.METADATA_CHANGED in verdict.signatures[0].facts) is told


def test_an_empty_folder_of_lists_is_named(tmp_path: Any) -> None:
    with pytest.raises(SigningFault) as fault:
        read_lists(tmp_path)
    assert fault.value.parameters["folder"] == str(tmp_path)
