"""Words that are 40 % longer, as another language has them, are nowhere cut on the pages of signing and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui import example_late, gallery
from tests.ui.gallery import Stage
from tests.ui.parts import made_bridge, made_theme
from ui import text
from ui.dialogs.confirm import ConfirmDialog, quit_model, void_model
from ui.dialogs.pin import PinDialog, PinModel, Situation
from ui.frame.locked import Lock
from ui.frame.places import Place
from ui.sign.model import SignModel
from ui.theme import paint
from ui.theme.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PAD = "~"
LOOKS = [
    pytest.param(((1440, 900), 1.0), id="1440"),
    pytest.param(((1366, 768), 1.0), id="1366"),
    pytest.param(((1920, 1200), 2.0), id="200"),
]


def longer(words: str) -> str:
    """Return words 40 % longer: more words where there are several, one longer word where there is one."""
    if not words.strip():
        return words
    more = max(2, round(len(words) * 0.4))
    if " " not in words.strip():
        return words + PAD * more
    return words + "".join(f" {PAD * min(7, left)}" for left in range(more, 0, -8))


@pytest.fixture
def long_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, words in text.WORDS.items():
        found = tuple(longer(one) for one in words) if isinstance(words, tuple) else longer(words)
        monkeypatch.setitem(text.WORDS, key, found)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every line of ours that was painted shorter than it is."""
    found: set[str] = set()
    line: Callable[..., None] = paint.line

    def watched(painter: QPainter, words: str, font: QFont, colour: QColor, rect: QRectF | QRect, **more: Any) -> None:
        if PAD in words and QFontMetricsF(font).horizontalAdvance(words) > QRectF(rect).width() + 1:
            found.add(words)
        line(painter, words, font, colour, rect, **more)

    wrapped: Callable[..., tuple[str, ...]] = paint.wrapped

    def wrapping(words: str, font: QFont, width: float, *, most: int) -> tuple[str, ...]:
        lines = wrapped(words, font, width, most=most)
        if PAD in words and lines and lines[-1].endswith("\u2026"):
            found.add(words)
        return lines

    monkeypatch.setattr(paint, "line", watched)
    monkeypatch.setattr(paint, "wrapped", wrapping)
    return found


@pytest.fixture
def stage(request: pytest.FixtureRequest, qtbot: QtBot, long_words: None) -> Iterator[Stage]:
    size, scale = request.param
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with made_bridge() as bridge:
        made = Stage(application, made_theme(scale=scale), bridge, size)
        qtbot.addWidget(made.window, before_close_func=lambda window: setattr(window, "_may_close", True))
        qtbot.waitExposed(made.window)
        yield made


def looked_at(stage: Stage, cut: set[str]) -> set[str]:
    """Paint the window and return what is cut in it."""
    cut.clear()
    for _ in range(4):
        QApplication.processEvents()
    stage.window.grab()
    for label in stage.window.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and PAD in label.text() and "<" not in label.text():
            room = QFontMetricsF(label.font()).horizontalAdvance(label.text())
            if room > label.contentsRect().width() + 1:
                cut.add(label.text())
    for button in stage.window.findChildren(QAbstractButton):
        if button.isVisible() and button.width() + 1 < button.minimumSizeHint().width():
            cut.add(f"button {button.text()}")
    return set(cut)


def show_chosen(stage: Stage) -> None:
    stage.sign.show_model(example_late.plan("all"))
    stage.go(Place.SIGN)


def show_verdict(stage: Stage) -> None:
    stage.verify.show_model(example_late.verify())
    stage.go(Place.VERIFY)


SCENES: dict[str, Callable[[Stage], None]] = {
    "locked": gallery.show_locked,
    "new": gallery.show_new,
    "demonstration": lambda stage: stage.window.show_locked(Lock.DEMONSTRATION),
    "plan": gallery.show_plan,
    "chosen": show_chosen,
    "nothing": gallery.show_nothing,
    "busy": gallery.show_busy,
    "result": gallery.show_result,
    "council": gallery.show_council,
    "released": gallery.show_released,
    "verify": show_verdict,
    "verify-empty": gallery.show_verify_empty,
}
BOXES: dict[str, Callable[[Theme], Any]] = {
    "pin": lambda theme: PinDialog(theme, PinModel(Situation.NORMAL, 5, "M. Verzonnen", sealed=3, ready=2, tries=3)),
    "wrong": lambda theme: PinDialog(theme, PinModel(Situation.LOW, 5, "M. Verzonnen", tries=2, wrong=True)),
    "final": lambda theme: PinDialog(theme, PinModel(Situation.FINAL, 5, "M. Verzonnen", tries=1)),
    "void": lambda theme: ConfirmDialog(theme, void_model(2)),
    "quit": lambda theme: ConfirmDialog(theme, quit_model(text.say("status_signing", done=1, total=5))),
}


@pytest.mark.parametrize("stage", LOOKS, indirect=True)
def test_no_word_is_cut_on_a_page(stage: Stage, cut: set[str]) -> None:
    found = {}
    for name, show in SCENES.items():
        show(stage)
        found[name] = looked_at(stage, cut)
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("stage", LOOKS, indirect=True)
def test_no_word_is_cut_in_a_box_and_each_box_fits_the_window(stage: Stage, cut: set[str]) -> None:
    stage.sign.show_model(SignModel())
    stage.go(Place.SIGN)
    found = {}
    for name, make in BOXES.items():
        dialog = make(stage.theme)
        stage.window.show_card(dialog, dialog.first)
        found[name] = looked_at(stage, cut)
        corner = dialog.mapTo(stage.window, dialog.rect().topLeft())
        if not stage.window.rect().contains(QRect(corner, dialog.size())):
            found[name].add("larger than the window")
    assert {name: words for name, words in found.items() if words} == {}
