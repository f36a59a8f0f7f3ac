"""Files of other producers: nothing good called bad, nothing signed called unsigned, what is not supported is named."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec

from signing.verify import Material
from signing.verify.verdict import Fact, FileState, Integrity, Kind, Level, Subindication
from tests.pki import RELEASE_DAY, SIGNING_DAY, TestPki
from tests.signing.verify import attacks as attack
from tests.signing.verify import others
from tests.signing.verify.conftest import CHECK_DAY, Judge
from tests.signing.verify.letters import Maker, SignerOfTheDay, plain_letter

WEAK = {"RSA SHA-1": Fact.WEAK_HASH, "RSA 1024": Fact.WEAK_KEY, "ECDSA P-192": Fact.WEAK_KEY}
UNSUPPORTED = {"unknown mechanism"}
NAMES = [
    "RSA 2048 SHA-256", "RSA 2048 SHA-512", "RSA-PSS", "RSA SHA3-256", "RSA without digest", "ECDSA P-384",
    "ECDSA P-521", "ECDSA brainpool", "ECDSA SHA3-256", "ECDSA plain", "ECDSA named by its key", "Ed25519", "Ed448",
]  # fmt: skip


@pytest.fixture(scope="module")
def revocation(pki: TestPki) -> Material:
    return Material(lists=tuple(bytes(pki.crl(one, at=CHECK_DAY).dump()) for one in ("issuing", "root")))


@pytest.mark.parametrize("name", NAMES)
def test_every_supported_mechanism_is_judged(pki: TestPki, judge: Judge, revocation: Material, name: str) -> None:
    data = others.with_mechanism(pki, others.mechanisms(pki)[name]())
    assert judge(data, evidence=revocation).state is FileState.VALID
    place = data.index(b"/MediaBox") + 12
    broken = judge(data[:place] + b"1" + data[place + 1 :], evidence=revocation)
    assert broken.signatures[0].integrity is Integrity.BROKEN


@pytest.mark.parametrize("name", WEAK)
def test_weak_mechanisms_are_neither_good_nor_broken(
    pki: TestPki, judge: Judge, revocation: Material, name: str
) -> None:
    first = judge(others.with_mechanism(pki, others.mechanisms(pki)[name]()), evidence=revocation).signatures[0]
    assert (first.state, first.integrity) == (FileState.INDETERMINATE, Integrity.INTACT)
    assert first.subindication is Subindication.CRYPTO_CONSTRAINTS_FAILURE
    assert WEAK[name] in first.facts


def test_a_mechanism_without_support_is_named_and_never_invalid(pki: TestPki, judge: Judge) -> None:
    first = judge(others.with_mechanism(pki, others.mechanisms(pki)["unknown mechanism"]())).signatures[0]
    assert (first.state, first.integrity) == (FileState.INDETERMINATE, Integrity.NOT_CHECKED)
    assert Fact.ALGORITHM_NOT_SUPPORTED in first.facts


def test_a_negative_modulus_is_read_as_positive_with_a_remark(pki: TestPki, judge: Judge, revocation: Material) -> None:
    verdict = judge(others.negative_modulus(pki), evidence=revocation)
    assert verdict.state is FileState.VALID_WITH_REMARKS
    assert Fact.WEAK_ENCODING in verdict.signatures[0].facts


@pytest.mark.parametrize("make_file", [others.pkcs7_sha1, others.x509_rsa_sha1])
def test_old_kinds_are_judged_and_weak(pki: TestPki, judge: Judge, make_file: Callable[..., bytes]) -> None:
    first = judge(make_file(pki), online=True).signatures[0]
    assert (first.state, first.integrity) == (FileState.INDETERMINATE, Integrity.INTACT)
    assert Fact.WEAK_HASH in first.facts
    wrong = judge(make_file(pki, wrong=True), online=True).signatures[0]
    assert (wrong.state, wrong.integrity) == (FileState.INVALID, Integrity.BROKEN)


def test_a_kind_nobody_knows_is_named_and_not_dropped(judge: Judge) -> None:
    data = others.embed(lambda digest: b"\x04\x04abcd", subfilter="/Eigen.vinding")
    first = judge(data).signatures[0]
    assert (first.state, first.integrity) == (FileState.INDETERMINATE, Integrity.NOT_CHECKED)
    assert Fact.KIND_NOT_SUPPORTED in first.facts


def test_two_signers_in_one_signature_have_each_their_verdict(pki: TestPki, judge: Judge) -> None:
    verdict = judge(others.two_signers(pki), online=True)
    assert sorted(one.signer for one in verdict.signatures) == ["A. Voorbeeld", "B. Tweede"]
    assert {one.state for one in verdict.signatures} == {FileState.VALID_WITH_REMARKS}


def test_one_unreadable_signature_leaves_the_other_its_verdict(make: Maker, judge: Judge) -> None:
    bad = others.embed(lambda digest: b"\x30\x03\x02\x01\x01")
    verdict = judge(make.sign(bad, field="Tweede"), online=True)
    assert [one.state for one in verdict.signatures] == [FileState.INVALID, FileState.VALID]
    assert verdict.signatures[0].integrity is Integrity.CANNOT_BE_READ


@pytest.mark.parametrize("kind", ["/DocTimeStamp", "/Sig", "/Iets"])
def test_a_document_time_stamp_is_known_by_its_subfilter(make: Maker, judge: Judge, pki: TestPki, kind: str) -> None:
    def contents(digest: Callable[[str], bytes]) -> bytes:
        stamper = pki.time_stamper(RELEASE_DAY)
        return bytes(asyncio.run(stamper.async_timestamp(digest("sha256"), "sha256")).dump())

    data = others.embed(contents, pdf=make.sign(), subfilter="/ETSI.RFC3161", kind=kind, field="Stempel")
    first, stamp = judge(data, online=True).signatures
    assert (stamp.kind, stamp.state) == (Kind.DOCUMENT_TIMESTAMP, FileState.VALID)
    # EN 319 142-1 counts a document time stamp as proof of time: level B-T, judged in two steps.
    assert (first.state, first.level, first.proven_time) == (FileState.VALID, Level.B_T, RELEASE_DAY)


def test_a_file_with_only_a_document_time_stamp(make: Maker, judge: Judge) -> None:
    verdict = judge(make.with_document_stamp(plain_letter(), at=RELEASE_DAY), online=True)
    assert [one.kind for one in verdict.signatures] == [Kind.DOCUMENT_TIMESTAMP]
    assert verdict.state is FileState.VALID


def test_a_document_time_stamp_about_other_bytes_is_invalid(make: Maker, judge: Judge, pki: TestPki) -> None:
    def contents(digest: Callable[[str], bytes]) -> bytes:
        return bytes(asyncio.run(pki.time_stamper(RELEASE_DAY).async_timestamp(bytes(32), "sha256")).dump())

    data = others.embed(contents, pdf=make.sign(), subfilter="/ETSI.RFC3161", kind="/DocTimeStamp", field="Stempel")
    first, stamp = judge(data, online=True).signatures
    assert (stamp.state, stamp.integrity) == (FileState.INVALID, Integrity.BROKEN)
    assert first.proven_time is None


@pytest.mark.parametrize("how", ["no certificate", "another value"])
def test_a_useless_time_stamp_is_a_remark_only(make: Maker, judge: Judge, how: str) -> None:
    prepared = make.prepared()
    token = make.token(b"iets anders" if how == "another value" else prepared.signature, at=SIGNING_DAY)
    if how == "no certificate":
        token["content"]["certificates"] = []
    first = judge(prepared.joined(token), online=True).signatures[0]
    assert (first.state, first.proven_time) == (FileState.VALID_WITH_REMARKS, None)


@pytest.mark.parametrize(("ahead", "said"), [(timedelta(hours=20), False), (timedelta(days=400), True)])
def test_a_claimed_time_that_is_still_to_come_is_a_remark(
    pki: TestPki, judge: Judge, ahead: timedelta, said: bool
) -> None:
    date = f"D:{CHECK_DAY + ahead:%Y%m%d%H%M%S}Z"
    verdict = judge(others.with_mechanism(pki, others.standard(pki), entries={"/M": pdf_string(date)}), online=True)
    assert (Fact.CLAIMED_TIME_IN_FUTURE in verdict.signatures[0].facts) is said
    assert verdict.state is (FileState.VALID_WITH_REMARKS if said else FileState.VALID)


def test_an_expired_authority_without_later_proof_proves_nothing(make: Maker, judge: Judge) -> None:
    later = datetime(2025, 6, 1, tzinfo=CHECK_DAY.tzinfo)
    first = judge(make.sign(level="B-LT", tsa="expired-tsa"), now=later).signatures[0]
    assert first.proven_time is None
    assert Fact.TIME_STAMP_EXPIRED in first.facts
    archived = judge(make.sign(level="B-LTA", tsa="expired-tsa"), now=later)
    assert archived.state is FileState.VALID
    assert archived.signatures[0].proven_time is not None


# Certification and locked fields.

FILL = ("fill", FileState.VALID_WITH_REMARKS)
BEFORE: dict[str, Callable[[Maker, bytes], bytes]] = {
    "nothing": lambda make, data: data,
    "evidence": lambda make, data: make.with_document_stamp(make.with_data(data, at=RELEASE_DAY), at=RELEASE_DAY),
    "fill": lambda make, data: attack.fill_field(data, "12"),
    "comment": lambda make, data: attack.annotate(
        data, subtype="/FreeText", box=attack.BLANK_AREA, operators=attack.words("x")
    ),
    "field": lambda make, data: attack.unsigned_field(data, box=attack.BLANK_AREA, operators=attack.words("x")),
}
GOOD, REMARK, BAD = FileState.VALID, FileState.VALID_WITH_REMARKS, FileState.INVALID
TABLE = [
    (MDPPerm.NO_CHANGES, {"nothing": GOOD, "evidence": GOOD, "fill": BAD, "comment": BAD, "field": BAD}),
    (MDPPerm.FILL_FORMS, {"nothing": GOOD, "evidence": GOOD, "fill": REMARK, "comment": BAD, "field": BAD}),
    (MDPPerm.ANNOTATE, {"nothing": GOOD, "evidence": GOOD, "fill": REMARK, "comment": REMARK, "field": REMARK}),
]


@pytest.mark.parametrize("level", [level for level, _ in TABLE])
@pytest.mark.parametrize("change", BEFORE)
def test_certification_leaves_open_what_it_says(make: Maker, judge: Judge, level: MDPPerm, change: str) -> None:
    base = make.sign(attack.form_letter(""), level="B-T", certify=True, docmdp_permissions=level)
    verdict = judge(BEFORE[change](make, base), online=True)
    assert verdict.signatures[0].state is dict(TABLE)[level][change]


def test_a_second_signature_in_a_reserved_field_of_a_certified_letter(make: Maker, judge: Judge, pki: TestPki) -> None:
    form = others.with_empty_field(attack.form_letter(""), "Tweede")
    base = make.sign(form, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    data = make.signed_by_pyhanko(base, signer=pki.signer("second"), field_name="Tweede")
    assert judge(data, online=True).state is FileState.VALID


@pytest.mark.parametrize(("action", "state"), [(FieldMDPAction.ALL, BAD), (FieldMDPAction.EXCLUDE, REMARK)])
def test_locked_fields(make: Maker, judge: Judge, action: FieldMDPAction, state: FileState) -> None:
    fields = ["bedrag"] if action is FieldMDPAction.EXCLUDE else []
    lock = FieldMDPSpec(action, fields=fields)
    spec = SigFieldSpec("Handtekening", field_mdp_spec=lock)
    base = make.signed_by_pyhanko(attack.form_letter(""), new_field_spec=spec)
    first = judge(attack.fill_field(base, "12"), online=True).signatures[0]
    assert first.state is state
    assert (Fact.FORM_FIELDS_LOCKED_CHANGED in first.facts) is (state is BAD)


# Habits.


def test_a_hybrid_file_is_verified_leniently_and_that_is_said(pki: TestPki, judge: Judge) -> None:
    signer = others.standard(pki)

    def contents(digest: Callable[[str], bytes]) -> bytes:
        info = others.signer_info(signer, digest("sha256"))
        return others.signed_data([info], [signer.certificate, pki.certificate("issuing")])

    verdict = judge(others.embed(contents, pdf=others.hybrid_letter()), online=True)
    assert verdict.state is FileState.VALID_WITH_REMARKS
    assert Fact.READ_LENIENTLY in verdict.signatures[0].facts


def test_freeing_what_nothing_refers_to_is_harmless_and_freeing_a_page_is_not(make: Maker, judge: Judge) -> None:
    signed = make.sign()
    harmless = judge(others.freeing_update(signed, number=999), online=True)
    assert harmless.state in {FileState.VALID, FileState.VALID_WITH_REMARKS}
    content = re.search(rb"/Contents (\d+) 0 R", signed)
    assert content
    harmful = judge(others.freeing_update(signed, number=int(content[1])), online=True)
    assert harmful.state is FileState.INVALID


def test_a_damaged_security_store_is_advisory(make: Maker, judge: Judge) -> None:
    signed = make.sign(level="B-LT")
    missing = attack.updated(signed, _point_at_nothing)
    verdict = judge(missing, online=True)
    assert verdict.state is FileState.VALID


def _point_at_nothing(writer: object) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, IndirectObject, pdf_name

    store = writer.root["/DSS"]  # type: ignore[attr-defined]
    store[pdf_name("/OCSPs")] = ArrayObject([IndirectObject(4711, 0, writer)])
    writer.update_container(store)  # type: ignore[attr-defined]


def test_an_encrypted_letter_that_opens_without_a_password_is_judged(make: Maker, judge: Judge) -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain_letter())))
    writer.encrypt(user_password="", owner_password="eigenaar", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    update = IncrementalPdfFileWriter(io.BytesIO(out.getvalue()))
    update.encrypt(b"")
    from pyhanko.sign.signers import PdfSignatureMetadata

    signed = io.BytesIO()
    signer = SignerOfTheDay(PdfSignatureMetadata(field_name="Handtekening"), signer=make.pki.signer())
    asyncio.run(signer.async_sign_pdf(update, output=signed))
    verdict = judge(signed.getvalue(), online=True)
    assert verdict.state is FileState.VALID
    assert Fact.ENCRYPTED_OPENED in verdict.signatures[0].facts
