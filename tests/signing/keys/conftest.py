from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pki import TestPki
from tests.shim.module import Shim, build_shim, fresh_library
from tests.signing.keys.softhsm import MODULE, TokenStore


@pytest.fixture(scope="session")
def _tokens(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> TokenStore:
    store = TokenStore(tmp_path_factory.mktemp("tokens"))
    alone = ("Leeg", "Zonder certificaat", "Zonder sleutel", "Twee paren", "Elke keer")
    for label in ("Kaart RSA", "Kaart EC", "a;b&c/%", *alone):
        store.make(label)
    for label, signer in (("Kaart RSA", "signer-rsa"), ("Kaart EC", "signer"), ("a;b&c/%", "signer")):
        store.put_key(label, pki, signer)
        store.put_certificate(label, pki.certificate(signer).dump())
        store.put_certificate(label, pki.certificate("issuing").dump(), name="ca")
    # What else lies on a card, and has nothing to do with the signing certificate.
    store.put_certificate("Kaart RSA", pki.certificate("authentication").dump(), name="authenticatie")
    store.put_key("Zonder certificaat", pki, "signer")
    store.put_certificate("Zonder sleutel", pki.certificate("signer").dump())
    for name, signer in (("authenticatie", "authentication"), ("handtekening", "second"), ("verlopen", "expired")):
        store.put_key("Twee paren", pki, signer, name=name)
        store.put_certificate("Twee paren", pki.certificate(signer).dump(), name=name)
    store.put_key("Elke keer", pki, "signer", each=True)
    store.put_certificate("Elke keer", pki.certificate("signer").dump())
    return store


@pytest.fixture
def tokens(_tokens: TokenStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[TokenStore]:
    """The tokens of this test run, seen by the library of this process for the length of a test."""
    assert MODULE
    monkeypatch.setenv("SOFTHSM2_CONF", str(_tokens.settings))
    with fresh_library(MODULE):
        yield _tokens


@pytest.fixture(scope="session")
def _shim(tmp_path_factory: pytest.TempPathFactory) -> Shim:
    assert MODULE, "SoftHSM2 is not installed: 'make setup' names the package"
    return build_shim(tmp_path_factory.mktemp("shim"), MODULE)


@pytest.fixture
def shim(_shim: Shim, _tokens: TokenStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shim]:
    """The same tokens behind a module that misbehaves on request; as yet it does not."""
    for name, value in {**_shim.environment, "SOFTHSM2_CONF": str(_tokens.settings)}.items():
        monkeypatch.setenv(name, value)
    _shim.do()
    with fresh_library(str(_shim.path)):
        yield _shim
        _shim.do()
