from __future__ import annotations

from collections.abc import Iterator

import pytest

from signing.keys import token as token_module
from tests.pki import TestPki
from tests.signing.keys.softhsm import MODULE, TokenStore


@pytest.fixture(scope="session")
def _tokens(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> TokenStore:
    store = TokenStore(tmp_path_factory.mktemp("tokens"))
    for label in ("Kaart RSA", "Kaart EC", "Leeg", "Zonder certificaat", "Zonder sleutel", "Twee paren", "a;b&c/%"):
        store.make(label)
    for label, signer in (("Kaart RSA", "signer-rsa"), ("Kaart EC", "signer"), ("a;b&c/%", "signer")):
        store.put_key(label, pki, signer)
        store.put_certificate(label, pki.certificate(signer).dump())
        store.put_certificate(label, pki.certificate("issuing").dump(), name="ca")
    store.put_key("Zonder certificaat", pki, "signer")
    store.put_certificate("Zonder sleutel", pki.certificate("signer").dump())
    for name, signer in (("authenticatie", "authentication"), ("handtekening", "second"), ("verlopen", "expired")):
        store.put_key("Twee paren", pki, signer, name=name)
        store.put_certificate("Twee paren", pki.certificate(signer).dump(), name=name)
    return store


@pytest.fixture
def tokens(_tokens: TokenStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[TokenStore]:
    """The tokens of this test run, seen by the library of this process for the length of a test."""
    monkeypatch.setenv("SOFTHSM2_CONF", str(_tokens.settings))
    library = _tokens.load()
    token_module._library.cache_clear()
    yield _tokens
    library.finalize()
    token_module._library.cache_clear()
    assert MODULE
