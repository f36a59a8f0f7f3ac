from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest

from signing.verify import TrustRoots, verify
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
        fetchers = self._pki.fetchers(more.get("at") or now) if online else None
        return verify(io.BytesIO(data), trust=trust or self.trust, now=now, online=fetchers, **more)


@pytest.fixture(scope="session")
def judge(pki: TestPki) -> Judge:
    return Judge(pki)
