"""Trust in the form that path building takes: own roots, and the services of the trusted lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from asn1crypto import x509
from pyhanko.sign.validation.qualified.tsp import TSPTrustManager
from pyhanko_certvalidator.authority import Authority, TrustAnchor
from pyhanko_certvalidator.registry import SimpleTrustManager, TrustManager

from signing.verify.lists import trusted_lists
from signing.verify.trust import TrustRoots


def trust_manager(trust: TrustRoots) -> TrustManager:
    """Return what path building asks; the operating system's certificates are never among it."""
    own = _own(trust.certificates)
    lists = trusted_lists(trust)
    return own if lists is None else _Both(own, TSPTrustManager(lists.registry))


@lru_cache(maxsize=8)
def _own(roots: tuple[bytes, ...]) -> SimpleTrustManager:
    return SimpleTrustManager.build(trust_roots=[x509.Certificate.load(der) for der in roots])


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
