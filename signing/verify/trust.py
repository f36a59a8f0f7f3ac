"""What is trusted: roots from a folder, certificates given, and (as lists) the EU's trusted lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.sign.validation.qualified.tsp import TSPTrustManager
from pyhanko_certvalidator.authority import Authority, TrustAnchor
from pyhanko_certvalidator.registry import SimpleTrustManager, TrustManager

from signing.errors import SigningFault
from signing.verify.lists import TrustedLists, read_lists
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

    def with_lists(self, folder: Path, *, now: datetime, signers: Iterable[bytes] = ()) -> TrustRoots:
        """Return this trust with what the EU's trusted lists in a folder add; nothing is fetched.

        Args:
            folder: the list of lists and national lists, as XML.
            now: the moment for which age and expiry are said.
            signers: DER certificates that may sign the list of lists; those known to pyHanko when empty.

        Raises:
            SigningFault: ``lists_missing`` or ``lists_signature_wrong``.
        """
        accepted = tuple(signers)
        read = read_lists(folder, signers=accepted)
        return replace(self, lists=read.used_at(now), folder=folder, list_signers=accepted)

    def trusted_lists(self) -> TrustedLists | None:
        """Return what the trusted lists say, or None without any."""
        return read_lists(self.folder, signers=self.list_signers) if self.folder is not None else None

    @property
    def empty(self) -> bool:
        """Whether nothing at all is trusted."""
        return not self.certificates and self.folder is None

    def manager(self) -> TrustManager:
        """Return the trust in the form that path validation takes."""
        own = SimpleTrustManager.build(trust_roots=[x509.Certificate.load(der) for der in self.certificates])
        lists = self.trusted_lists()
        return own if lists is None else _Both(own, TSPTrustManager(lists.registry))


class _Both(TrustManager):
    """Trust in what either of two managers trusts."""

    def __init__(self, *managers: TrustManager) -> None:
        self._managers = managers

    def as_trust_anchor(self, authority: Authority) -> TrustAnchor | None:
        anchors = (manager.as_trust_anchor(authority) for manager in self._managers)
        return next((anchor for anchor in anchors if anchor is not None), None)

    def find_potential_issuers(self, cert: x509.Certificate) -> Iterator[TrustAnchor]:
        for manager in self._managers:
            yield from manager.find_potential_issuers(cert)


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
