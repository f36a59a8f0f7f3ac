"""What is trusted: roots from a folder, certificates given, and a folder with the EU's trusted lists.

The engine is not loaded for this; how paths are built with it stands in :mod:`signing.verify.managers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from asn1crypto import pem, x509

from signing.errors import SigningFault
from signing.verify.verdict import ListsUsed

_SUFFIXES = {".cer", ".crt", ".pem", ".der"}


@dataclass(frozen=True)
class TrustRoots:
    """The certificates that chains may end at; never those of the operating system.

    Attributes:
        certificates: DER, each once.
        lists: age and expiry of the trusted lists, when there are any.
        folder: where the trusted lists stand, or None.
        list_signers: DER certificates that may sign the list of lists; those known to pyHanko when empty.
    """

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    lists: ListsUsed = field(default_factory=ListsUsed)
    folder: Path | None = None
    list_signers: tuple[bytes, ...] = field(default=(), repr=False)

    @classmethod
    def from_certificates(cls, certificates: Iterable[bytes]) -> TrustRoots:
        """Return the trust in the given certificates.

        Args:
            certificates: DER or PEM (a PEM may hold several).

        Raises:
            SigningFault: ``root_unreadable`` when one is no certificate.
        """
        return cls(tuple(dict.fromkeys(der for data in certificates for der in _each(data, name=""))))

    @classmethod
    def from_folder(cls, path: Path) -> TrustRoots:
        """Return the trust in every certificate file of a folder (or of one file); sub-folders are not read.

        Args:
            path: a folder with .cer, .crt, .pem and .der files, or one such file.

        Raises:
            SigningFault: ``root_unreadable`` naming the file that is no certificate; ``roots_missing`` without any.
        """
        files = [path] if path.is_file() else sorted(one for one in _entries(path) if one.suffix.lower() in _SUFFIXES)
        found = dict.fromkeys(der for file in files for der in _each(file.read_bytes(), name=file.name))
        if not found:
            raise SigningFault("roots_missing", folder=str(path))
        return cls(tuple(found))

    @property
    def empty(self) -> bool:
        """Whether nothing at all is trusted."""
        return not self.certificates and self.folder is None


def _entries(path: Path) -> list[Path]:
    try:
        return [one for one in path.iterdir() if one.is_file()]
    except OSError as fault:
        raise SigningFault("roots_missing", folder=str(path)) from fault


def _each(data: bytes, *, name: str) -> list[bytes]:
    try:
        if not pem.detect(data):
            return [_certificate(data)]
        return [_certificate(der) for kind, _, der in pem.unarmor(data, multiple=True) if kind.endswith("CERTIFICATE")]
    except (ValueError, TypeError) as fault:
        raise SigningFault("root_unreadable", file=name) from fault


def _certificate(der: bytes) -> bytes:
    certificate = x509.Certificate.load(der, strict=True)
    _ = certificate.subject, certificate.public_key.algorithm
    return bytes(certificate.dump())
