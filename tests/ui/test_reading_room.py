"""Words have room: nothing of Mappen, Voorbereiden and Beoordelen is cut off, also in a language 40 % longer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import ui.text
from tests.ui import example
from tests.ui.gallery import Stage
from tests.ui.parts import made_bridge, made_theme
from ui.frame.page import Page
from ui.frame.places import Place
from ui.maps.model import MapItem, MapsModel
from ui.prepare.model import FileModel
from ui.review.model import ItemModel, LetterModel
from ui.theme import paint
from ui.theme.theme import Mode
from ui.widgets.itemrow import ItemRow
from ui.widgets.states import State

LOOKS = {"1440": (1.0, (1440, 900)), "1366": (1.0, (1366, 768)), "200": (2.0, (1440, 960))}
LONG = "Tekenexemplaren Kamerbrief over de Ondertekeningsbevoegdheid bij Personeelsaangelegenheden en de Rijksdienst"
Show = Callable[[Stage], Page]


def longer(words: str) -> str:
    """Return words made 40 % longer, with what is filled in left as it is."""
    plain = re.sub(r"\{[^}]*\}", "", words)
    more = "\u00eb" * max(1, round(0.4 * len(plain.strip())))
    if " " in plain.strip():
        return words + "".join(f" {more[at : at + 9]}" for at in range(0, len(more), 9))
    return words + more if plain.strip() else words


def show_maps(stage: Stage) -> Page:
    model = example.maps()
    assert model.detail is not None
    items = (MapItem("x", 1, LONG, State.DRAFT), *model.detail.items)
    main, *others = model.days[2].cards
    days = (*model.days[:2], replace(model.days[2], cards=(replace(main, name=LONG), *others)), model.days[3])
    stage.maps.show_model(replace(model, days=days, detail=replace(model.detail, name=LONG, items=items)))
    stage.window.show_unlocked(Place.MAPS)
    return stage.maps


def show_maps_empty(stage: Stage) -> Page:
    stage.maps.show_model(MapsModel())
    stage.window.show_unlocked(Place.MAPS)
    return stage.maps


def show_prepare(stage: Stage) -> Page:
    model = example.prepare()
    rows = (ItemRow("a", 1, LONG, State.DRAFT), ItemRow("b", 2, "Ondertekeningsbevoegdheid", State.OPEN))
    name = "brief-over-ondertekeningsbevoegdheid-bij-personeelsaangelegenheden-definitief-2.pdf"
    files = (FileModel("x", name, "2 pagina's", "letter_tk"), *model.files)
    stage.prepare.show_model(replace(model, title=LONG, items=rows, chosen_item="a", files=files))
    stage.window.show_unlocked(Place.PREPARE)
    return stage.prepare


def show_items(stage: Stage) -> Page:
    page = show_prepare(stage)
    stage.prepare._toggle_items()
    return page


def show_review(stage: Stage) -> Page:
    model = example.review(decision=State.AGREED)
    items = (ItemModel("x", 1, LONG, State.OPEN, more="met pen tekenen, Personeelsaangelegenheden"), *model.items)
    stage.review.show_model(replace(model, items=items, may_go_back=True))
    stage.window.show_unlocked(Place.REVIEW)
    return stage.review


def show_letters(stage: Stage) -> Page:
    page = show_review(stage)
    letters = (
        LetterModel("tk", "Brief Tweede Kamer", State.AGREED, True),
        LetterModel("ek", "Brief Eerste Kamer", None, True),
    )
    stage.review.show_model(replace(stage.review._model, letters=letters))
    stage.review.deciding.open_letters()
    return page


def show_reason(stage: Stage) -> Page:
    page = show_review(stage)
    stage.review.bar._asked(State.RETURNED)
    return page


def show_outline(stage: Stage) -> Page:
    page = show_review(stage)
    stage.review._columns.show_column(2)
    stage.review.context.document.toggle_outline()
    stage.review.context.document.open_find()
    return page


SCENES = (show_maps, show_maps_empty, show_prepare, show_items, show_review, show_letters, show_reason, show_outline)


@pytest.fixture
def stages(qtbot: QtBot) -> Iterator[Callable[[float, tuple[int, int]], Stage]]:
    with made_bridge() as bridge:

        def make(scale: float, size: tuple[int, int]) -> Stage:
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            made = Stage(application, made_theme(Mode.LIGHT, scale), bridge, size)
            qtbot.addWidget(made.window, before_close_func=lambda window: setattr(window, "_may_close", True))
            return made

        yield make
    made_theme()


def cut_labels(page: Page) -> list[str]:
    """Return the labels that have less room than their words take."""
    found = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            cut = label.heightForWidth(label.width()) > label.height() + 1
        else:
            cut = label.sizeHint().width() > label.width() + 1
        if cut:
            found.append(f"{label.accessibleName() or label.text()} in {label.width()} x {label.height()}")
    return found


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__.removeprefix("show_"))
@pytest.mark.parametrize("language", ["dutch", "longer"])
def test_no_word_is_cut_off(
    stages: Callable[[float, tuple[int, int]], Stage],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    look: str,
    scene: Show,
    language: str,
) -> None:
    if language == "longer":
        words = {
            key: longer(text) if isinstance(text, str) else (longer(text[0]), longer(text[1]))
            for key, text in ui.text.WORDS.items()
            if not key.startswith(("weekday_", "month_", "key_"))
        }
        monkeypatch.setattr(ui.text, "WORDS", ui.text.WORDS | words)
    stage = stages(*LOOKS[look])
    page = scene(stage)
    qtbot.waitExposed(stage.window)
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    cut: list[str] = []
    drawn = paint.line

    def line(painter: QPainter, text: str, font: QFont, colour: QColor, rect: QRectF | QRect, **more: object) -> None:
        device = painter.device()
        mine = isinstance(device, QWidget) and (device is page or page.isAncestorOf(device))
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if mine and wide > QRectF(rect).width() + 1.5:
            cut.append(f"{type(device).__name__} '{text}' {round(wide)} in {round(QRectF(rect).width())}")
        drawn(painter, text, font, colour, rect, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(paint, "line", line)
    page.grab()
    assert cut + cut_labels(page) == []
