"""The sealed signature: a checked CMS, encrypted to the release key of one letter.

The signed letter does not exist while its signature is sealed (design section 2, step 3). The format is fixed:

    seal      = age v1 file (X25519, ChaCha20-Poly1305) encrypted to the letter's release key, holding
    plaintext = "VLOEIBOEK-SEAL-1", newline, header, newline, CMS
    header    = canonical JSON (sorted keys, no spaces, UTF-8) of SealHeader
    CMS       = DER of the ContentInfo that belongs in the reserve

Age encrypts and authenticates; whoever has the private release key can open, nobody else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

import pyrage
from pyrage import x25519

from signing.errors import SigningFault

MAGIC = b"VLOEIBOEK-SEAL-1\n"


class SealFault(SigningFault):
    """A seal that does not open or does not fit (codes ``seal_unopened``, ``seal_damaged``, ``seal_does_not_fit``)."""


@dataclass(frozen=True)
class ReleaseKey:
    """The key pair of one version of one letter, made when its map is locked (design section 2, step 1).

    Attributes:
        public: age recipient, ``age1...``; it goes with the map.
        private: age identity, ``AGE-SECRET-KEY-1...``; it never leaves the vault that will release.
    """

    public: str
    private: str

    def __repr__(self) -> str:
        return f"ReleaseKey(public={self.public!r}, private=...)"

    def __reduce__(self) -> str:
        raise TypeError("a release key is kept in the vault and travels no other way")


def new_release_key() -> ReleaseKey:
    """Return a fresh X25519 release key."""
    identity = x25519.Identity.generate()
    return ReleaseKey(str(identity.to_public()), str(identity))


@dataclass(frozen=True)
class SealHeader:
    """What a seal says of the signature in it.

    Attributes:
        letter: id of the letter.
        version: id of the version of the letter.
        digest_algorithm: algorithm of ``digest`` (``sha256`` ...).
        digest: hexadecimal digest of the prepared bytes outside the reserve (ISO 32000-2, 12.8.1).
        certificate_sha256: hexadecimal SHA-256 of the signer's certificate.
        reserve_start: offset of the first byte of the reserve in the prepared letter.
        reserve_end: offset behind its last byte.
    """

    letter: str
    version: str
    digest_algorithm: str
    digest: str
    certificate_sha256: str
    reserve_start: int
    reserve_end: int


def seal(header: SealHeader, cms: bytes, *, recipient: str) -> bytes:
    """Encrypt a checked CMS to a release key.

    Args:
        header: what the signature is for.
        cms: DER of the ContentInfo.
        recipient: the public half of the letter's release key.
    """
    return bytes(pyrage.encrypt(MAGIC + _header_text(header) + b"\n" + cms, [x25519.Recipient.from_str(recipient)]))


def open_seal(sealed: bytes, *, identity: str) -> tuple[SealHeader, bytes]:
    """Return the header and the CMS of a seal.

    Args:
        sealed: the age file.
        identity: the private half of the release key.

    Raises:
        SealFault: ``seal_unopened`` (another key, or changed bytes), ``seal_damaged`` (no seal of ours inside).
    """
    try:
        plain = bytes(pyrage.decrypt(sealed, [x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise SealFault("seal_unopened") from error
    head, newline, cms = plain.removeprefix(MAGIC).partition(b"\n")
    if not plain.startswith(MAGIC) or not newline:
        raise SealFault("seal_damaged")
    try:
        header = SealHeader(**json.loads(head))
    except (ValueError, TypeError, RecursionError) as error:
        raise SealFault("seal_damaged") from error
    # Whoever has the public half can encrypt to it: a header is only what this program would have written.
    typed = all(type(getattr(header, field.name)).__name__ == field.type for field in fields(header))
    if not typed or _header_text(header) != head:
        raise SealFault("seal_damaged")
    return header, cms


def _header_text(header: SealHeader) -> bytes:
    return json.dumps(asdict(header), sort_keys=True, separators=(",", ":")).encode()
