"""What every kind of key does, whatever it lies on: one contract, one subclass a kind."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from app.text.refusals import REFUSALS
from signing.errors import KeyFault
from signing.keys import KeyAccess, KeyCertificate, KeyPlace, SigningKey, TokenPinState, locate
from tests.pki import TestPki
from tests.signing.held import PlainKey, key_file
from tests.signing.keys.softhsm import PIN, TokenStore, uri

HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


@dataclass(frozen=True)
class Kept:
    """A place with a key in it, and what is known of it beforehand."""

    place: KeyPlace
    secret: str
    certificate: bytes


def verifies(certificate: bytes, signature: bytes, data: bytes, algorithm: str) -> bool:
    key = x509.load_der_x509_certificate(certificate).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), HASHES[algorithm])
        else:
            assert isinstance(key, ec.EllipticCurvePublicKey)
            key.verify(signature, data, ec.ECDSA(HASHES[algorithm]))
    except InvalidSignature:
        return False
    return True


class KeyContract:
    """The promises of ``KeyPlace`` and ``SigningKey``."""

    software = False

    @pytest.fixture
    def kept(self) -> Kept:
        raise NotImplementedError

    @pytest.mark.parametrize("algorithm", HASHES)
    def test_it_signs_digests_that_its_certificate_verifies(self, kept: Kept, algorithm: str) -> None:
        with kept.place.open(kept.secret) as key:
            for data in (b"eerste brief", b"tweede brief"):
                signature = key.sign_digest(hashlib.new(algorithm, data).digest(), algorithm)
                assert verifies(kept.certificate, signature, data, algorithm)
                assert not verifies(kept.certificate, signature, data + b"!", algorithm)

    def test_its_certificate_comes_with_what_stands_above_it(self, kept: Kept, pki: TestPki) -> None:
        with kept.place.open(kept.secret) as key:
            assert key.certificate.certificate == kept.certificate
            assert key.certificate.chain[0] == pki.certificate("issuing").dump()
            # Not what else lies beside the key: other purposes, other chains.
            assert set(key.certificate.chain) <= set(pki.chain)

    def test_a_certificate_seen_without_a_secret_is_the_same(self, kept: Kept) -> None:
        seen = kept.place.public_certificate()
        assert seen is None or seen.certificate == kept.certificate
        assert (seen is None) == self.software

    @pytest.mark.parametrize("wrong", ["", "0000", "83615", "8361544", "p\u00ebn", "x" * 300])
    def test_a_wrong_secret_is_refused_with_a_sentence_and_a_right_one_works_after_it(
        self, kept: Kept, wrong: str
    ) -> None:
        with pytest.raises(KeyFault) as fault, kept.place.open(wrong):
            raise AssertionError("it opened with a wrong secret")
        assert fault.value.code in {"pin_incorrect", "key_file_passphrase_wrong"}
        assert fault.value.code in REFUSALS
        assert kept.secret not in repr(fault.value)
        assert not wrong or wrong not in f"{fault.value!r} {fault.value} {dict(fault.value.parameters)}"
        with kept.place.open(kept.secret) as key:
            assert key.certificate.certificate == kept.certificate

    def test_once_closed_it_signs_no_more(self, kept: Kept) -> None:
        with kept.place.open(kept.secret) as key:
            pass
        with pytest.raises(KeyFault) as fault:
            key.sign_digest(bytes(32), "sha256")
        assert fault.value.code in REFUSALS

    def test_it_is_closed_too_when_the_work_fails(self, kept: Kept) -> None:
        def fail() -> None:
            with kept.place.open(kept.secret):
                raise RuntimeError("the work failed")

        with pytest.raises(RuntimeError, match="the work failed"):
            fail()
        with kept.place.open(kept.secret) as key:
            key.sign_digest(bytes(32), "sha256")

    def test_nothing_shows_the_secret_or_the_key(self, kept: Kept) -> None:
        with kept.place.open(kept.secret) as key:
            for shown in (kept.place, key, key.certificate):
                assert kept.secret not in repr(shown)
                assert kept.secret not in str(vars(shown) if hasattr(shown, "__dict__") else shown)
            with pytest.raises((TypeError, pickle.PicklingError, AttributeError)):
                pickle.dumps(key)

    def test_it_is_known_by_a_name_and_a_kind(self, kept: Kept) -> None:
        assert kept.place.description
        assert kept.place.software is self.software
        assert kept.place.pin_state() is TokenPinState.NORMAL
        assert kept.place.access().pin_state is TokenPinState.NORMAL
        assert kept.place.access().pins(12) == 1


class TestPkcs12Rsa(KeyContract):
    software = True
    label = "signer-rsa"

    @pytest.fixture
    def kept(self, pki: TestPki, tmp_path: Path) -> Kept:
        path = key_file(pki, tmp_path, self.label, passphrase=PIN.encode())
        return Kept(locate(f"file:{path}"), PIN, pki.certificate(self.label).dump())


class TestPkcs12Ec(TestPkcs12Rsa):
    label = "signer"


class TestTokenRsa(KeyContract):
    label, signer = "Kaart RSA", "signer-rsa"

    @pytest.fixture
    def kept(self, pki: TestPki, tokens: TokenStore) -> Kept:
        return Kept(locate(uri(self.label, object="handtekening")), PIN, pki.certificate(self.signer).dump())

    def test_a_wrong_pin_is_tried_once_and_a_right_one_clears_it(self, kept: Kept) -> None:
        with pytest.raises(KeyFault), kept.place.open("000000"):
            pass
        assert kept.place.pin_state() is TokenPinState.LOW
        with kept.place.open(kept.secret):
            pass
        assert kept.place.pin_state() is TokenPinState.NORMAL
        assert kept.place.access().pin_state is TokenPinState.NORMAL
        assert kept.place.access().pins(12) == 1


class TestTokenEc(TestTokenRsa):
    label, signer = "Kaart EC", "signer"


class TestTokenThatAsksEachTime(TestTokenEc):
    """CKA_ALWAYS_AUTHENTICATE: the PIN goes along with every signature."""

    label = "Elke keer"

    def test_its_certificate_comes_with_what_stands_above_it(self, kept: Kept, pki: TestPki) -> None:
        """Nothing does: its issuer is not on the token."""
        with kept.place.open(kept.secret) as key:
            assert key.certificate == KeyCertificate(kept.certificate)

    def test_that_it_does_is_known_once_it_was_opened(self, kept: Kept) -> None:
        assert kept.place.access().each is None
        with kept.place.open(kept.secret):
            assert kept.place.access().each is True
            assert kept.place.access().pins(12) == 1


class FakePlace:
    """The fake that other tests may use for a card: the contract holds for it as for the real ones."""

    software = False
    description = "Nepkaart"

    def __init__(self, pki: TestPki) -> None:
        self._pki = pki

    def pin_state(self) -> TokenPinState:
        return TokenPinState.NORMAL

    def access(self) -> KeyAccess:
        return KeyAccess(TokenPinState.NORMAL)

    def public_certificate(self) -> KeyCertificate | None:
        return PlainKey(self._pki).certificate

    def open(self, secret: str) -> AbstractContextManager[SigningKey]:
        return self._opened(secret)

    @contextmanager
    def _opened(self, secret: str) -> Iterator[SigningKey]:
        if secret != PIN:
            raise KeyFault("pin_incorrect", token=self.description)
        key = _FakeKey(PlainKey(self._pki))
        try:
            yield key
        finally:
            key.close()


class _FakeKey:
    def __init__(self, key: PlainKey) -> None:
        self.certificate = key.certificate
        self._sign = key.sign_digest
        self._open = True

    def close(self) -> None:
        self._open = False

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        if not self._open:
            raise KeyFault("key_not_opened")
        return self._sign(digest, algorithm)


class TestFake(KeyContract):
    @pytest.fixture
    def kept(self, pki: TestPki) -> Kept:
        return Kept(FakePlace(pki), PIN, pki.certificate("signer").dump())
