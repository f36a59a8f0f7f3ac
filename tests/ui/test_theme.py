"""Contrast, fonts, icons, words: what the design sheet asks of every colour and every control."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo
from pytestqt.qtbot import QtBot

from tests.ui.parts import made_theme
from ui.text import WORDS, say
from ui.theme.icons import svg_text
from ui.theme.theme import Mode
from ui.theme.tokens import DARK, LIGHT, Tokens, contrast
from ui.theme.type import ROLES
from ui.widgets.states import LOOKS, State, word

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
INKS = ("text", "text2", "text3", "accent", "ok", "warn", "bad", "unknown", "seal", "time")
# The figures of the sheet: ink on surface and on canvas, as printed there.
SHEET = {
    ("light", "text3", "surface"): 5.8,
    ("light", "accent", "surface"): 9.2,
    ("light", "warn", "canvas"): 5.6,
    ("dark", "text2", "surface"): 8.9,
    ("dark", "bad", "canvas"): 8.3,
}


@BOTH
def test_every_ink_can_be_read_on_every_ground(tokens: Tokens) -> None:
    for ink in INKS:
        for ground in ("surface", "canvas"):
            assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5, (ink, ground)


@BOTH
def test_every_state_can_be_read_on_its_badge(tokens: Tokens) -> None:
    for state, look in LOOKS.items():
        assert contrast(getattr(tokens, look.colour), getattr(tokens, look.soft)) >= 4.5, state


@BOTH
def test_what_is_not_text_keeps_three_to_one(tokens: Tokens) -> None:
    for ground in ("surface", "canvas"):
        assert contrast(tokens.control, getattr(tokens, ground)) >= 3.0
        assert contrast(tokens.accent, getattr(tokens, ground)) >= 3.0  # the focus ring
    assert contrast(tokens.text3, tokens.sunken) >= 4.5  # a disabled word
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 4.5


def test_the_figures_are_those_of_the_sheet() -> None:
    for (name, ink, ground), figure in SHEET.items():
        tokens = LIGHT if name == "light" else DARK
        assert round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 1) == figure


def test_a_mark_on_grey_paper_leaves_the_text_readable() -> None:
    def through(first: str, second: str) -> str:
        parts = [int(first[n : n + 2], 16) * int(second[n : n + 2], 16) // 255 for n in (1, 3, 5)]
        return "#" + "".join(f"{part:02X}" for part in parts)

    assert contrast(LIGHT.text, LIGHT.mark) >= 7
    assert contrast(LIGHT.text, through(LIGHT.mark, DARK.paper)) >= 7


def test_no_two_states_share_icon_and_word() -> None:
    words = [word(state) for state in State]
    assert len(set(words)) == len(words)
    decisions = (State.OPEN, State.AGREED, State.DISAGREED, State.DISCUSS, State.RETURNED, State.NOTED)
    assert len({LOOKS[state].icon for state in decisions}) == len(decisions)


def test_every_icon_that_is_named_exists() -> None:
    named = {look.icon for look in LOOKS.values()}
    pattern = re.compile(r'icon="([a-z0-9-]+)"|Icon(?:Button)?\(\s*(?:self\.)?_?theme, "([a-z0-9-]+)"')
    for path in Path(__file__).parents[2].joinpath("ui").rglob("*.py"):
        for found in pattern.finditer(path.read_text(encoding="ascii")):
            named.add(found.group(1) or found.group(2))
    assert len(named) > 40
    for name in named:
        assert b"currentColor" not in svg_text(name, "#123456", 2.0)
        assert b"#123456" in svg_text(name, "#123456", 2.0)


def test_an_icon_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        svg_text("no-such-icon", "#000000", 2.0)


@pytest.mark.usefixtures("qapp")
def test_the_fonts_come_from_their_packages() -> None:
    theme = made_theme()
    assert {"Source Sans Pro", "Source Serif Pro"} <= set(QFontDatabase.families())
    for role, given in ROLES.items():
        info = QFontInfo(theme.font(role))
        assert info.family().startswith("Source Serif" if given.serif else "Source Sans"), role
        assert given.points >= 9.5 or role in ("small", "count")


def test_the_theme_follows_the_choice_and_tells(qtbot: QtBot) -> None:
    theme = made_theme()
    height = theme.px(34)
    with qtbot.waitSignal(theme.changed) as told:
        theme.choose(mode=Mode.DARK, scale=2.0)
    assert told.args[0].dark
    assert theme.tokens is DARK
    assert theme.px(34) == 2 * height
    assert theme.opposite is LIGHT


@pytest.mark.usefixtures("qapp")
def test_the_theme_follows_the_system_until_a_person_chooses() -> None:
    theme = made_theme(Mode.SYSTEM)
    hints = theme._application.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Dark)
    try:
        assert theme.tokens is (DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT)
        theme.choose(mode=Mode.LIGHT)
        assert theme.tokens is LIGHT
    finally:
        hints.unsetColorScheme()


def test_every_word_that_is_asked_for_exists() -> None:
    source = "\n".join(
        path.read_text(encoding="ascii")
        for path in Path(__file__).parents[2].joinpath("ui").rglob("*.py")
        if not path.name.startswith("text")
    )
    for key in re.findall(r'\bsay\(\s*"([a-z0-9_]+)"', source):
        assert key in WORDS, key


def test_one_and_many_have_their_own_words() -> None:
    assert say("pin_tries", count=1) == "Nog 1 poging"
    assert say("pin_tries", count=3) == "Nog 3 pogingen"
    with pytest.raises(KeyError):
        say("no_such_word")
