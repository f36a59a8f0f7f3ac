"""The demonstration's card behind the shim, as the card that the window signs with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from app.demonstration.token import OBJECT_LABEL, TOKEN_LABEL, softhsm_module
from signing.keys.uri import Pkcs11Uri
from tests.journeys.desks import Office
from tests.shim.module import Shim, build_shim, fresh_library
from tests.ui.journey import Driver


@pytest.fixture(scope="session")
def shim_of_window(tmp_path_factory: pytest.TempPathFactory) -> Shim:
    module = softhsm_module()
    assert module, "SoftHSM2 is not installed: 'make setup' names the package"
    return build_shim(tmp_path_factory.mktemp("shim-window"), module)


@dataclass(frozen=True)
class CardDesk:
    """A window, its profile, and what its card is told to do."""

    driver: Driver
    profile: Office
    shim: Shim

    @property
    def pin(self) -> str:
        return self.profile.demonstration.secrets.pin.reveal()


OnCard = Callable[..., CardDesk]


@pytest.fixture
def on_card(
    shim_of_window: Shim,
    stage: Callable[[str], Office],
    monkeypatch: pytest.MonkeyPatch,
    open_on: Callable[..., Driver],
) -> Iterator[OnCard]:
    """Give ``on_card(*orders)``: the window before a profile whose key is on a card that does as it is ordered."""
    shim = shim_of_window
    for name, value in shim.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOFTHSM2_CONF", os.environ.get("SOFTHSM2_CONF", ""))
    with ExitStack() as stack:

        def opener(*orders: str, before: Callable[[Office, Shim, str], None] | None = None, **look: object) -> CardDesk:
            profile = stage("approved")
            uri = choose_card(profile, shim)
            if before is not None:
                before(profile, shim, uri)
            shim.do(*orders)
            _ = profile.demonstration  # its token store, before the module reads where that is
            stack.enter_context(fresh_library(str(shim.path)))
            driver = open_on(profile, **look)
            driver.opened()
            return CardDesk(driver, profile, shim)

        try:
            yield opener
        finally:
            shim.do()


def choose_card(profile: Office, shim: Shim, label: str = TOKEN_LABEL) -> str:
    """Keep the card behind the shim as the key to sign with; return its URI."""
    uri = str(Pkcs11Uri(label, OBJECT_LABEL, str(shim.path)))
    text = f'signing_key = "{uri}"\npkcs11_modules = ["{shim.path}"]\n'
    (profile.folder / "settings.toml").write_text(text, encoding="utf-8")
    return uri
