"""A walk with Tab over the pages of signing: every control is named, is reached, and shows that it has the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.journeys.desks import Office
from tests.ui.journey import Driver, Key
from ui.frame.places import Place
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.states import LOOKS, State

Open = Callable[..., Driver]
Stage = Callable[[str], Office]
PAGES = [Place.MAPS, Place.PREPARE, Place.REVIEW, Place.SIGN, Place.COUNCIL, Place.VERIFY]
MOST = 150


def takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def one_of_several(widget: QWidget) -> bool:
    """Whether it is an answer beside others: Tab comes to one of them, the arrows go on from there."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive()


@pytest.mark.parametrize("at", ["approved", "released"])
def test_tab_comes_by_every_control_and_shows_where_it_is(stage: Stage, open_on: Open, at: str) -> None:
    driver = open_on(stage(at))
    driver.opened()
    for place in PAGES:
        page = driver.to(place)
        driver.rest()
        wanted = {one for one in page.findChildren(QWidget) if takes_tab(one) and not one_of_several(one)}
        for one in wanted:
            assert one.accessibleName(), (place, type(one).__name__)
        reached: set[QWidget] = set()
        for _ in range(MOST):
            driver.press(Key.Key_Tab)
            now = QApplication.focusWidget()
            assert now is not None, place
            reached.add(now)
            if page.isAncestorOf(now):
                assert driver.ringed(now), (place, now.accessibleName())
        # A control that Tab does not come by has a key of its own, which it names.
        missed = [one for one in wanted if takes_tab(one) and one not in reached]
        left = [one.accessibleName() for one in missed if not one.accessibleDescription()]
        assert not left, (place, left)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_state_is_told_apart_in_greyscale(tokens: object) -> None:
    """No two states of one kind share icon and word, and each stands out from its ground without any colour."""
    kinds = (
        (State.OPEN, State.AGREED, State.DISAGREED, State.DISCUSS, State.RETURNED, State.NOTED),
        (State.NOT_SIGNED, State.SEALED, State.TIME_PROVEN, State.TIME_UNPROVEN, State.RELEASED, State.DISPATCHED,
         State.BLOCKED, State.VOIDED, State.LATE),
        (State.BLOCKING, State.ATTENTION, State.INFORMATION, State.OVERRULED),
        (State.VALID, State.VALID_WITH_REMARKS, State.UNDECIDED, State.INVALID, State.UNSIGNED, State.UNREADABLE),
    )  # fmt: skip
    for kind in kinds:
        assert len({LOOKS[state].icon for state in kind}) == len(kind)
    for state, look in LOOKS.items():
        ink, ground = (_grey(getattr(tokens, name)) for name in (look.colour, look.soft))
        lighter, darker = max(ink, ground), min(ink, ground)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, state


def _grey(colour: str) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    ink = QColor(colour)
    return 0.2126 * linear(ink.redF()) + 0.7152 * linear(ink.greenF()) + 0.0722 * linear(ink.blueF())
