from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from pyhanko_certvalidator.fetchers.api import FetcherBackend, Fetchers

from signing.verify import TrustRoots, verify
from signing.verify.fetch import RevocationDesk
from signing.verify.verdict import FileVerdict
from tests.pki import RELEASE_DAY, TestPki, make_pki
from tests.signing.verify.letters import Maker

CHECK_DAY = RELEASE_DAY + timedelta(hours=1)


@pytest.fixture(scope="session")
def pki() -> TestPki:
    return make_pki()


@pytest.fixture(scope="session")
def make(pki: TestPki) -> Maker:
    return Maker(pki)


class Answering(FetcherBackend):
    """The test authority's OCSP answers and CRLs of one moment."""

    def __init__(self, pki: TestPki, at: datetime) -> None:
        self._pki, self._at = pki, at

    def get_fetchers(self) -> Fetchers:
        return self._pki.fetchers(self._at)


class Judge:
    """Verifies bytes against the test roots, offline and an hour after the release unless told otherwise."""

    def __init__(self, pki: TestPki) -> None:
        self._pki = pki
        self.trust = TrustRoots.from_certificates(pki.roots)

    def __call__(
        self,
        data: bytes,
        *,
        now: datetime = CHECK_DAY,
        online: bool = False,
        trust: TrustRoots | None = None,
        **more: Any,
    ) -> FileVerdict:
        roots = trust or self.trust
        verdict = verify(io.BytesIO(data), trust=roots, now=now, **more)
        if not online:
            return verdict
        answers = RevocationDesk(lambda: Answering(self._pki, more.get("at") or now)).ask(verdict)
        return verify(io.BytesIO(data), trust=roots, now=now, fetched=answers, **more)


@pytest.fixture(scope="session")
def judge(pki: TestPki) -> Judge:
    return Judge(pki)
