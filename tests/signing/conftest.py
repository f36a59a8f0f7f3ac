from __future__ import annotations

import pytest

from tests.pki import TestPki, make_pki
from tests.signing.held import Held, PlainKey, held_letter


@pytest.fixture(scope="session")
def pki() -> TestPki:
    return make_pki()


@pytest.fixture
def key(pki: TestPki) -> PlainKey:
    return PlainKey(pki)


@pytest.fixture(scope="session")
def held(pki: TestPki) -> Held:
    return held_letter(pki)
