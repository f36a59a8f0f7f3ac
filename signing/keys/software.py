"""A key in a PKCS#12 file: for small offices and demonstrations. A card is safer, and the program says so."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import unquote

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from signing.errors import KeyFault
from signing.keys import KeyAccess, KeyCertificate, SigningKey, TokenPinState
from signing.keys.chain import chain_above

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


_LARGEST = 4 << 20  # bytes; a key with a long chain has some thousands


class _SoftwareKey:
    def __init__(self, private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, certificate: KeyCertificate) -> None:
        self._private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None = private
        self.certificate = certificate

    def __repr__(self) -> str:
        return "_SoftwareKey(...)"

    def close(self) -> None:
        self._private = None

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        if self._private is None:
            raise KeyFault("key_not_opened")
        hashed = Prehashed(_HASHES[algorithm]())
        if isinstance(self._private, rsa.RSAPrivateKey):
            return self._private.sign(digest, padding.PKCS1v15(), hashed)
        return self._private.sign(digest, ec.ECDSA(hashed))


def _check_kind(path: Path) -> None:
    """Look, without a passphrase, whether a file is a PKCS#12 at all (RFC 7292, 4: version 3 around everything)."""
    try:
        if path.stat().st_size > _LARGEST:
            raise KeyFault("key_file_unusable", file=path.name)
        version = asn1_pkcs12.Pfx.load(path.read_bytes())["version"].native
    except OSError as error:
        raise KeyFault("key_file_missing", file=str(path)) from error
    except (ValueError, TypeError) as error:
        raise KeyFault("key_file_unusable", file=path.name) from error
    if version != "v3":
        raise KeyFault("key_file_unusable", file=path.name)


class Pkcs12File:
    """A PKCS#12 file (RFC 7292) with one key and its certificates.

    Raises:
        KeyFault: ``key_file_missing`` when there is no such file, ``key_file_unusable`` when it is none of this kind.
    """

    software = True

    def __init__(self, path: str) -> None:
        plain = path.removeprefix("//")
        # A name may hold a per cent sign of its own; only what is not there as typed is read as a URI (RFC 8089).
        self._path = Path(plain) if Path(plain).is_file() else Path(unquote(plain))
        if not self._path.is_file():
            raise KeyFault("key_file_missing", file=str(self._path))
        _check_kind(self._path)

    @property
    def description(self) -> str:
        """The file's name."""
        return self._path.name

    def pin_state(self) -> TokenPinState:
        """A file counts no tries."""
        return TokenPinState.NORMAL

    def access(self) -> KeyAccess:
        """A passphrase, typed once."""
        return KeyAccess(TokenPinState.NORMAL)

    def public_certificate(self) -> KeyCertificate | None:
        """Nothing in the file can be read without its passphrase."""
        return None

    def open(self, secret: str) -> AbstractContextManager[SigningKey]:
        """Open the file with its passphrase.

        Raises:
            KeyFault: ``key_file_passphrase_wrong``, ``key_file_unusable``, ``key_algorithm_unsupported``.
        """
        return self._opened(secret)

    @contextmanager
    def _opened(self, secret: str) -> Iterator[SigningKey]:
        try:
            content = self._path.read_bytes()
        except OSError as error:
            raise KeyFault("key_file_missing", file=str(self._path)) from error
        try:
            with warnings.catch_warnings():
                # Older Windows and OpenSSL write BER where PKCS #12 (RFC 7292) allows it: read, and nothing to warn of.
                warnings.filterwarnings("ignore", message="PKCS#12 bundle could not be parsed as DER")
                private, certificate, others = pkcs12.load_key_and_certificates(content, secret.encode())
        except ValueError as error:
            # cryptography has one exception for a wrong passphrase and for a file that is none; the message tells.
            wrong = "password" in str(error).lower()
            code = "key_file_passphrase_wrong" if wrong else "key_file_unusable"
            raise KeyFault(code, file=self._path.name) from error
        except UnsupportedAlgorithm as error:
            raise KeyFault("key_file_unusable", file=self._path.name) from error
        if private is None or certificate is None:
            raise KeyFault("key_file_unusable", file=self._path.name)
        if not isinstance(private, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
            raise KeyFault("key_algorithm_unsupported", key=self._path.name)
        own = certificate.public_bytes(Encoding.DER)
        chain = chain_above(own, [other.public_bytes(Encoding.DER) for other in others])
        key = _SoftwareKey(private, KeyCertificate(own, chain))
        try:
            yield key
        finally:
            key.close()
