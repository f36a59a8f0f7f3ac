"""A card in trouble, in a profile of its own: at the reader's own keys, on its last try, taken out in mid-batch."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt

from app.compose import demonstration_of, make_demonstration_profile, open_desk
from app.demonstration.token import OBJECT_LABEL, TOKEN_LABEL, softhsm_module
from app.example import example_folder
from app.paths import ProfilePaths
from app.usecases.add_dossier import add_dossier
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.record_condition import record_condition
from signing.keys.uri import Pkcs11Uri
from tests.screenshots.hands import Hands
from tests.screenshots.journey import FIRST, pin_dialog
from tests.shim.module import Shim, build_shim, fresh_library
from ui.dialogs.pin import PinDialog
from ui.frame.places import Place
from ui.theme.theme import Mode


def in_trouble(folder: Path, *, mode: Mode, scale: float, size: tuple[int, int]) -> Iterator[tuple[str, Hands]]:
    """Give each state by name, with the window that shows it; none without SoftHSM2."""
    module = softhsm_module()
    if module is None:
        return
    profile = folder / "vloeiboek"
    shim = _approved(profile, build_shim(folder.absolute(), module))
    os.environ.update(shim.environment)
    shim.do()
    with fresh_library(str(shim.path)):
        hands = Hands(profile, mode=mode, scale=scale, size=size)
        try:
            hands.enter()
            hands.running.office.open_map(FIRST)
            hands.settle()
            for state in _states(hands, shim):
                yield state, hands
        finally:
            hands.close()


def _approved(profile: Path, shim: Shim) -> Shim:
    """Make a profile in which two letters wait for a card behind the shim."""
    make_demonstration_profile(profile)
    uri = Pkcs11Uri(TOKEN_LABEL, OBJECT_LABEL, str(shim.path))
    (profile / "settings.toml").write_text(f'signing_key = "{uri}"\n', encoding="utf-8")
    demonstration = demonstration_of(ProfilePaths(profile))
    assert demonstration is not None
    with open_desk(profile, passphrase=demonstration.secrets.passphrase) as desk, example_folder() as example:
        new_map(desk, FIRST)
        item = f"{FIRST}/{add_dossier(desk, FIRST, [example], name='per-racisme')}"
        record_condition(desk, item, "MR:2024-02-09")
        lock_map(desk, FIRST)
        decide(desk, item, "agree")
    return shim


def _states(hands: Hands, shim: Shim) -> Iterator[str]:
    shim.do(f"pin_pad {hands.pin()}")
    _to_pin(hands)
    yield "ondertekenen-pinpad"
    _back(hands)
    shim.do("flags 0x30000")
    _to_pin(hands)
    yield "ondertekenen-laatste-poging"
    _back(hands)
    shim.do("fail C_Sign 0x32 2")
    dialog = _to_pin(hands)
    assert dialog.field is not None
    for figure in hands.pin():
        hands.key(figure, to=dialog.field.edit)
    hands.key(Qt.Key.Key_Return, to=dialog.field.edit)
    hands.until(lambda: pin_dialog(hands) is None, "the PIN is taken")
    hands.settle(400)
    yield "ondertekenen-mislukt"
    shim.do()


def _to_pin(hands: Hands) -> PinDialog:
    hands.go(Place.MAPS)
    hands.running.office.tell()
    hands.settle()
    hands.go(Place.SIGN)
    hands.key("2", to=hands.window)
    hands.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier, to=hands.window)
    hands.until(lambda: pin_dialog(hands) is not None, "the PIN is asked")
    hands.pause(200)
    dialog = pin_dialog(hands)
    assert dialog is not None
    return dialog


def _back(hands: Hands) -> None:
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
