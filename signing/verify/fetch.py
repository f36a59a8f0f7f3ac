"""Revocation data for a verdict, asked online with the person's consent; never in the process that read the file.

Only certificates are asked about that lead to something trusted (:attr:`SignatureVerdict.paths`): the addresses come
from an authority that is trusted, not from whoever made the file. What does not answer is left out; the verdict then
stays "cannot be told".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from asn1crypto import x509
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import CRLValidationError, OCSPValidationError
from pyhanko_certvalidator.fetchers.api import FetcherBackend, Fetchers

from signing.verify.faults import ASN1_FAULTS
from signing.verify.material import Material, read_material
from signing.verify.verdict import FileVerdict

_FETCHING_FAULTS = (CRLValidationError, OCSPValidationError, OSError, TimeoutError, *ASN1_FAULTS)
_Pair = tuple[bytes, bytes]


class RevocationDesk:
    """Asks for revocation data, of each certificate once, however many files it signed.

    Args:
        backend: makes the fetchers; a connection belongs to the event loop of one question.
    """

    def __init__(self, backend: Callable[[], FetcherBackend]) -> None:
        self._backend = backend
        self._known: dict[tuple[bytes, bool], Material] = {}

    def ask(self, verdict: FileVerdict, *, lists: bool = False) -> Material:
        """Return what the services say of the certificates a verdict relies on.

        Args:
            verdict: whose paths are asked about.
            lists: ask for the CRL too where an OCSP answer came.
        """
        pairs = list(dict.fromkeys(_pairs(verdict)))
        missing = [pair for pair in pairs if (pair[0], lists) not in self._known]
        if missing:
            asyncio.run(self._fetch(missing, lists=lists))
        return Material().joined(*(self._known[pair[0], lists] for pair in pairs))

    async def _fetch(self, pairs: Iterable[_Pair], *, lists: bool) -> None:
        async with self._backend() as fetchers:
            for certificate, issuer in pairs:
                self._known[certificate, lists] = await _of_one(fetchers, certificate, issuer, lists=lists)


def _pairs(verdict: FileVerdict) -> Iterator[_Pair]:
    for one in verdict.signatures:
        for path in one.paths:
            yield from pairwise(path)


async def _of_one(fetchers: Fetchers, certificate: bytes, issuer: bytes, *, lists: bool) -> Material:
    answers: list[bytes] = []
    crls: list[bytes] = []
    try:
        leaf, authority = x509.Certificate.load(certificate), AuthorityWithCert(x509.Certificate.load(issuer))
        if leaf.ocsp_urls:
            answers.append(bytes((await fetchers.ocsp_fetcher.fetch(leaf, authority)).dump()))
    except _FETCHING_FAULTS:
        answers = []
    if answers and not lists:
        return read_material(answers=answers)
    try:
        crls = [bytes(one.dump()) for one in await fetchers.crl_fetcher.fetch(x509.Certificate.load(certificate))]
    except _FETCHING_FAULTS:
        crls = []
    return read_material(answers=answers, lists=crls)
