"""A letter prepared, signed and held as the program does it, with the test infrastructure behind it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from pyhanko_certvalidator.fetchers.api import FetcherBackend, Fetchers

from signing.appearance import Appearance
from signing.cms import SignedAttributes, sign_digest, signature_value
from signing.evidence import Evidence, new_evidence
from signing.keys import KeyCertificate
from signing.overlay import OverlayStream
from signing.placement import Place
from signing.prepare import Prepared, prepare
from signing.services import Services
from tests.pki import SIGNING_DAY, TestPki
from tests.signing.verify.letters import plain_letter

PLACE = Place(1, (72, 400, 300, 460))
WORDS = Appearance("Alexandra C. van Huffelen", "staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties")


class PlainKey:
    """A signing key without a place: the fake of the port ``SigningKey``, whose signatures are real."""

    def __init__(self, pki: TestPki, label: str = "signer", *, certificate: str | None = None) -> None:
        self._private = serialization.load_der_private_key(pki.private_key(label).dump(), password=None)
        self.certificate = KeyCertificate(pki.certificate(certificate or label).dump(), tuple(pki.chain))
        self.asked: list[bytes] = []

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        self.asked.append(digest)
        hashed = Prehashed({"sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}[algorithm]())
        if isinstance(self._private, rsa.RSAPrivateKey):
            return self._private.sign(digest, padding.PKCS1v15(), hashed)
        assert isinstance(self._private, ec.EllipticCurvePrivateKey)
        return self._private.sign(digest, ec.ECDSA(hashed))


class PkiBackend(FetcherBackend):
    """The revocation services of the test infrastructure at one moment."""

    def __init__(self, pki: TestPki, at: datetime) -> None:
        self._fetchers = pki.fetchers(at)

    def get_fetchers(self) -> Fetchers:
        return self._fetchers


class OutOfReach(FetcherBackend):
    """Revocation services that no connection reaches."""

    def __init__(self, pki: TestPki, at: datetime) -> None:
        fetchers = pki.fetchers(at)

        async def unreachable(*_arguments: Any, **_named: Any) -> Any:
            raise OSError("the revocation service of the test is out of reach")

        fetchers.ocsp_fetcher.fetch = unreachable  # type: ignore[method-assign]
        fetchers.crl_fetcher.fetch = unreachable  # type: ignore[method-assign]
        self._fetchers = fetchers

    def get_fetchers(self) -> Fetchers:
        return self._fetchers


def services(pki: TestPki, at: datetime, *, tsa: str | None = "tsa", revocation: bool = True) -> Services:
    """Return services that answer for a moment."""
    return Services(
        time_stamper=None if tsa is None else lambda: pki.time_stamper(at, service=tsa),
        fetchers=(lambda: PkiBackend(pki, at)) if revocation else None,
    )


@dataclass(frozen=True)
class Held:
    """What is there while a letter is sealed."""

    approved: bytes
    prepared: Prepared
    cms: bytes
    evidence: Evidence
    certificate: bytes

    @property
    def bytes_prepared(self) -> bytes:
        return self.approved + self.prepared.tail


def prepared_letter(key: PlainKey, approved: bytes | None = None, **more: Any) -> tuple[bytes, Prepared]:
    """Return an approved letter and what makes it ready for a signature."""
    approved = approved or plain_letter()
    given = {"signing_time": SIGNING_DAY, "appearance": WORDS, "place": PLACE, **more}
    return approved, prepare(io.BytesIO(approved), certificate=key.certificate, **given)


@lru_cache(maxsize=8)
def held_letter(pki: TestPki, label: str = "signer", *, role: str = "staatssecretaris") -> Held:
    """Return a letter signed by one of the test signers; nothing fetched yet."""
    key = PlainKey(pki, label)
    approved, prepared = prepared_letter(key)
    cms = sign_digest(
        key, prepared.digest, algorithm=prepared.digest_algorithm, attributes=SignedAttributes(claimed_role=role)
    )
    certificates = [key.certificate.certificate, *key.certificate.chain]
    return Held(
        approved,
        prepared,
        cms,
        new_evidence(signature_value(cms), certificates, pki.roots),
        key.certificate.certificate,
    )


@contextmanager
def joined(approved: bytes, tail: bytes) -> Iterator[OverlayStream]:
    """Open a letter and what follows it."""
    stream = OverlayStream(io.BytesIO(approved), tail)
    try:
        yield stream
    finally:
        stream.close()


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def key_file(pki: TestPki, folder: Path, label: str = "signer", *, passphrase: bytes = b"proef") -> Path:
    """Write a PKCS#12 file of one of the test signers."""
    path = folder / f"{label}.p12"
    path.write_bytes(pki.pkcs12(label, passphrase=passphrase))
    return path
