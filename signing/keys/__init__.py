"""Keys behind one small interface: what certificate, and sign this digest.

A key is named by a URI (``file:PATH.p12`` or ``pkcs11:...``). :func:`locate` finds where it is without asking for a
secret; :meth:`KeyPlace.open` turns the place and the secret into a key that signs until it is closed.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from signing.errors import KeyFault
from signing.keys.uri import parse_pkcs11_uri, refuse_pin


class TokenPinState(Enum):
    """What a token tells of its tries (PKCS#11 v3.0, 3.2: CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED)."""

    NORMAL = "normal"
    LOW = "low"
    FINAL = "final"
    LOCKED = "locked"


@dataclass(frozen=True)
class KeyAccess:
    """How a key wants its PIN, as can be read before it is given.

    Attributes:
        pin_state: what is told of the tries left.
        pad: the PIN is typed at the reader (CKF_PROTECTED_AUTHENTICATION_PATH): nobody asks for it here.
        each: the key wants the PIN for every signature (CKA_ALWAYS_AUTHENTICATE); None where the token hides its
            private keys until the first PIN, so that it is known only after it.
    """

    pin_state: TokenPinState
    pad: bool = False
    each: bool | None = False

    def pins(self, signatures: int) -> int:
        """Return how many times a person types the PIN for so many signatures.

        A PIN typed here is typed once: where the key wants it for every signature it is kept for the batch and sent
        along. At a PIN pad it is typed at the login and at each signature.
        """
        return signatures + 1 if self.pad and self.each else 1


@dataclass(frozen=True)
class KeyCertificate:
    """The certificate of a key and what stands above it.

    Attributes:
        certificate: DER of the signer's certificate.
        chain: DER of what stands above it, as far as it lies beside the key; nearest first.
    """

    certificate: bytes
    chain: tuple[bytes, ...] = ()


class SigningKey(Protocol):
    """An opened key."""

    @property
    def certificate(self) -> KeyCertificate:
        """The certificate that goes with the key."""
        ...

    def sign_digest(self, digest: bytes, algorithm: str) -> bytes:
        """Return the signature value over a digest.

        Args:
            digest: the digest itself, not the data.
            algorithm: ``sha256``, ``sha384`` or ``sha512``.

        Returns:
            RSASSA-PKCS1-v1_5 signature, or the DER of an ECDSA signature (RFC 3279, 2.2.3), by the kind of key.

        Raises:
            KeyFault: the token or key did not sign.
        """
        ...


class KeyPlace(Protocol):
    """Where a key is, before any secret is asked for."""

    @property
    def description(self) -> str:
        """How a person knows this key (file name, or token label)."""
        ...

    @property
    def software(self) -> bool:
        """Whether the key lies in a file: for small offices and demonstrations, and said so wherever it is shown."""
        ...

    def pin_state(self) -> TokenPinState:
        """Return what is known of the tries left, read anew at each call."""
        ...

    def access(self) -> KeyAccess:
        """Return how the key wants its PIN, read anew at each call; more is known once it was opened."""
        ...

    def public_certificate(self) -> KeyCertificate | None:
        """Return the certificate where it can be read without a secret, else None."""
        ...

    def open(self, secret: str) -> AbstractContextManager[SigningKey]:
        """Open the key with its PIN or passphrase, once; nothing is retried.

        Raises:
            KeyFault: wrong secret, locked, no such key, unfit certificate.
        """
        ...


def locate(uri: str) -> KeyPlace:
    """Return the place a key URI names.

    Args:
        uri: ``file:PATH`` (PKCS#12) or ``pkcs11:token=LABEL;object=LABEL;module-path=PATH`` (RFC 7512).

    Raises:
        KeyFault: ``key_uri_unknown``, ``key_remote_not_there``, ``pin_in_uri``, or what the place itself refuses.
    """
    refuse_pin(uri)
    scheme, _, rest = uri.partition(":")
    if scheme == "file":
        from signing.keys.software import Pkcs12File  # noqa: PLC0415  the engine is loaded by the kind of key

        return Pkcs12File(rest)
    if scheme == "pkcs11":
        from signing.keys.token import TokenKey  # noqa: PLC0415  as above

        return TokenKey(parse_pkcs11_uri(uri))
    if scheme == "csc":
        raise KeyFault("key_remote_not_there")
    raise KeyFault("key_uri_unknown", uri=uri)
