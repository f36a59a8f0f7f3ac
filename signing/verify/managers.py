"""Trust in the form that path building takes: own roots, and the services of the trusted lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from asn1crypto import x509
from pyhanko.sign.validation.qualified.tsp import TSPRegistry, TSPTrustManager
from pyhanko_certvalidator.authority import Authority, TrustAnchor
from pyhanko_certvalidator.registry import SimpleTrustManager, TrustManager

from signing.verify.lists import trusted_lists
from signing.verify.trust import TrustRoots


def trust_manager(trust: TrustRoots, moment: datetime) -> TrustManager:
    """Return what path building asks; the operating system's certificates are never among it.

    Args:
        trust: own roots, and lists.
        moment: for which it is asked who was trusted.
    """
    own = _own(trust.certificates)
    lists = trusted_lists(trust)
    return own if lists is None else _Both(own, _ListedAt(lists.registry, moment))


@lru_cache(maxsize=8)
def _own(roots: tuple[bytes, ...]) -> SimpleTrustManager:
    return SimpleTrustManager.build(trust_roots=[x509.Certificate.load(der) for der in roots])


class _ListedAt(TSPTrustManager):
    """The services of the trusted lists as they stood at a moment (TS 119 615, 4.3), else as they stand now."""

    def __init__(self, registry: TSPRegistry, moment: datetime) -> None:
        super().__init__(registry)
        self._moment = moment

    def as_trust_anchor(self, authority: Authority) -> TrustAnchor | None:
        anchor = super().as_trust_anchor(authority)
        then = next(iter(self.tsp_registry.applicable_service_definitions(authority, self._moment)), None)
        if anchor is None or then is None:
            return anchor
        quals = replace(
            anchor.trust_qualifiers, valid_from=then.base_info.valid_from, valid_until=then.base_info.valid_until
        )
        return TrustAnchor(authority, quals=quals)


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
