"""Which services would have to be asked before a verdict can be decided."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from asn1crypto import x509

from app.names import visible
from signing.verify.verdict import FileVerdict, SignatureVerdict, Subindication

_HTTP = {"http", "https"}


def connection_needed(verdict: FileVerdict) -> tuple[str, ...]:
    """Return the hosts that know what is missing, or nothing where a connection does not help.

    Only certificates that lead to something trusted name them (:attr:`SignatureVerdict.paths`), so that no file says
    by itself whom to ask.

    Args:
        verdict: found with local data.
    """
    if all(one.subindication is not Subindication.TRY_LATER for one in verdict.signatures):
        return ()
    return tuple(sorted({host for one in verdict.signatures for host in _hosts(one)}))


def _hosts(one: SignatureVerdict) -> Iterator[str]:
    for path in one.paths:
        for encoded, _issuer in pairwise(path):
            for address in _addresses(encoded):
                yield from _host(address)


def _host(address: str) -> Iterator[str]:
    try:
        parts = urlsplit(address)
        host = visible(parts.hostname or "")
    except ValueError:
        return
    if parts.scheme in _HTTP and host:
        yield host


def _addresses(encoded: bytes) -> Iterator[str]:
    try:
        certificate = x509.Certificate.load(encoded)
        yield from certificate.ocsp_urls
        for point in certificate.crl_distribution_points:
            if point.url:
                yield point.url
    except (ValueError, TypeError, KeyError):
        return
