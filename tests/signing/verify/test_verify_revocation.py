"""Which answer about a revocation counts, where a file brings several: the issuer's, of now, and the worst of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp

from app.text.verdicts import verdict_words
from signing.verify.material import Material
from signing.verify.verdict import Fact, FileState, Subindication
from tests.pki import RELEASE_DAY, SIGNING_DAY, TestPki
from tests.signing.verify.conftest import CHECK_DAY, Judge
from tests.signing.verify.letters import Maker

DAY = timedelta(days=1)
REVOKED_BEFORE, REVOKED_AFTER = SIGNING_DAY - DAY, SIGNING_DAY + timedelta(hours=12)
SHA256 = hashes.SHA256()
DER = serialization.Encoding.DER


def _self_signed(key: Any) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "B. Bedrieger")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(SIGNING_DAY - 90 * DAY).not_valid_after(RELEASE_DAY + 90 * DAY)
    return builder.sign(key, SHA256)


class Issuer:
    """The issuing authority of the tests, which says of the signer's certificate what it is told to say."""

    def __init__(self, pki: TestPki, *, key: Any = None) -> None:
        self._certificate = x509.load_der_x509_certificate(pki.certificate("issuing").dump())
        self._key = key or serialization.load_der_private_key(pki.private_key("issuing").dump(), password=None)
        self._responder = self._certificate if key is None else _self_signed(key)
        self._signer = x509.load_der_x509_certificate(pki.certificate("signer").dump())
        self._root = pki.crl("root", at=CHECK_DAY).dump()

    def list_(
        self, *, of: datetime = RELEASE_DAY, revoked: datetime | None = None,
        reason: x509.ReasonFlags = x509.ReasonFlags.key_compromise,
    ) -> bytes:  # fmt: skip
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._certificate.subject)
            .last_update(of)
            .next_update(of + 7 * DAY)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if revoked is not None:
            entry = (
                x509.RevokedCertificateBuilder()
                .serial_number(self._signer.serial_number)
                .revocation_date(revoked)
                .add_extension(x509.CRLReason(reason), critical=False)
            )
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self._key, SHA256).public_bytes(DER)

    def answer(self, *, of: datetime = RELEASE_DAY, revoked: datetime | None = None) -> bytes:
        status = ocsp.OCSPCertStatus.GOOD if revoked is None else ocsp.OCSPCertStatus.REVOKED
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=self._signer, issuer=self._certificate, algorithm=SHA256, cert_status=status, this_update=of,
                next_update=of + 7 * DAY, revocation_time=revoked,
                revocation_reason=None if revoked is None else x509.ReasonFlags.key_compromise,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self._responder)
        )  # fmt: skip
        return builder.sign(self._key, SHA256).public_bytes(DER)

    def material(self, *, lists: tuple[bytes, ...] = (), answers: tuple[bytes, ...] = ()) -> Material:
        return Material(lists=(*lists, self._root), answers=answers)


@pytest.fixture(scope="module")
def issuer(pki: TestPki) -> Issuer:
    return Issuer(pki)


@pytest.fixture(scope="module")
def stranger(pki: TestPki) -> Issuer:
    return Issuer(pki, key=ec.generate_private_key(ec.SECP256R1()))


@pytest.fixture(scope="module")
def letter(make: Maker) -> bytes:
    return make.sign()


@pytest.fixture(scope="module")
def timed(make: Maker) -> bytes:
    return make.sign(level="B-T")


def facts_of(verdict: Any) -> set[Fact]:
    return set(verdict.signatures[0].facts)


class TestSeveralThatDisagree:
    def test_a_list_that_knows_of_a_revocation_beats_an_older_good_answer(
        self, judge: Judge, issuer: Issuer, letter: bytes
    ) -> None:
        fetched = issuer.material(
            answers=(issuer.answer(of=RELEASE_DAY - 2 * DAY),), lists=(issuer.list_(revoked=REVOKED_BEFORE),)
        )
        verdict = judge(letter, fetched=fetched)
        assert verdict.state is FileState.INDETERMINATE
        assert verdict.signatures[0].subindication is Subindication.REVOKED_NO_POE
        assert Fact.REVOKED_LATER not in facts_of(verdict)

    def test_and_an_answer_beats_a_good_list(self, judge: Judge, issuer: Issuer, letter: bytes) -> None:
        fetched = issuer.material(lists=(issuer.list_(),), answers=(issuer.answer(revoked=REVOKED_BEFORE),))
        verdict = judge(letter, fetched=fetched)
        assert verdict.signatures[0].subindication is Subindication.REVOKED_NO_POE

    def test_before_the_proven_time_it_is_revoked_whoever_says_good(
        self, judge: Judge, issuer: Issuer, timed: bytes
    ) -> None:
        fetched = issuer.material(answers=(issuer.answer(),), lists=(issuer.list_(revoked=REVOKED_BEFORE),))
        assert judge(timed, fetched=fetched).signatures[0].subindication is Subindication.REVOKED_NO_POE

    def test_after_the_proven_time_it_is_a_remark(self, judge: Judge, issuer: Issuer, timed: bytes) -> None:
        fetched = issuer.material(lists=(issuer.list_(revoked=REVOKED_AFTER),))
        assert Fact.REVOKED_LATER in facts_of(judge(timed, fetched=fetched))

    def test_a_hold_that_a_younger_list_lifted_is_over(self, judge: Judge, issuer: Issuer, letter: bytes) -> None:
        hold = issuer.list_(
            of=RELEASE_DAY - DAY, revoked=REVOKED_BEFORE, reason=x509.ReasonFlags.certificate_hold
        )  # fmt: skip
        assert judge(letter, fetched=issuer.material(lists=(hold, issuer.list_()))).state is FileState.VALID
        assert judge(letter, fetched=issuer.material(lists=(hold,))).state is FileState.INDETERMINATE


class TestWhatCounts:
    @pytest.mark.parametrize("kind", ["list", "answer"])
    def test_a_revocation_that_a_stranger_made_up_is_not_told(
        self, judge: Judge, issuer: Issuer, stranger: Issuer, letter: bytes, kind: str
    ) -> None:
        forged = (
            issuer.material(lists=(issuer.list_(), stranger.list_(revoked=REVOKED_BEFORE)))
            if kind == "list"
            else issuer.material(lists=(issuer.list_(),), answers=(stranger.answer(revoked=REVOKED_BEFORE),))
        )
        verdict = judge(letter, fetched=forged)
        assert verdict.state is FileState.VALID
        assert Fact.REVOKED_LATER not in facts_of(verdict)

    @pytest.mark.parametrize("kind", ["list", "answer"])
    def test_what_says_to_be_of_the_future_is_no_evidence(
        self, judge: Judge, issuer: Issuer, letter: bytes, kind: str
    ) -> None:
        later = CHECK_DAY + 20 * DAY
        fetched = (
            issuer.material(lists=(issuer.list_(of=later),))
            if kind == "list"
            else issuer.material(answers=(issuer.answer(of=later),))
        )
        verdict = judge(letter, fetched=fetched)
        assert verdict.signatures[0].subindication is Subindication.TRY_LATER

    def test_an_answer_counts_for_a_certificate_that_names_no_responder(
        self, judge: Judge, issuer: Issuer, letter: bytes
    ) -> None:
        assert judge(letter, fetched=issuer.material(answers=(issuer.answer(),))).state is FileState.VALID


def test_that_the_time_stamp_s_certificate_expired_is_not_told_of_the_signer_s(
    make: Maker, judge: Judge, issuer: Issuer
) -> None:
    later = datetime(2024, 7, 1, tzinfo=UTC)
    fetched = issuer.material(lists=(issuer.list_(of=later - DAY),))
    verdict = judge(make.sign(level="B-T", tsa="expired-tsa"), now=later, fetched=fetched)
    assert Fact.TIME_STAMP_EXPIRED in facts_of(verdict)
    assert not {Fact.CERTIFICATE_EXPIRED, Fact.EXPIRED_WHEN_SIGNED} & facts_of(verdict)
    assert "tijdstempel" in verdict_words(verdict, "nl")[0]
