"""The window on a small screen: it fits, nothing lies over anything else, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.journeys.desks import Office
from tests.ui.journey import Driver, Key
from ui.dialogs.keysheet import KeyCap, KeySheet
from ui.frame.places import Place
from ui.start import fit
from ui.widgets.splitter import Columns

Open = Callable[..., Driver]
Stage = Callable[[str], Office]


@pytest.mark.parametrize("room", [(1440, 900), (1440, 870), (1366, 768), (720, 450)])
def test_the_window_is_never_larger_than_the_screen(stage: Stage, open_on: Open, room: tuple[int, int]) -> None:
    driver = open_on(stage("new"))
    fit(driver.window, QSize(*room))
    assert driver.window.width() <= room[0]
    assert driver.window.height() < room[1]  # its title stands above it
    assert driver.window.minimumWidth() <= room[0]
    assert driver.window.minimumHeight() < room[1]


def place_in(widget: QWidget, owner: QWidget) -> QRect:
    return QRect(widget.mapTo(owner, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("at", ["sealed", "released"])
@pytest.mark.parametrize("size", [(1024, 700), (720, 480)])
def test_nothing_overlaps_at_ministerraad(stage: Stage, open_on: Open, at: str, size: tuple[int, int]) -> None:
    driver = open_on(stage(at), size=size)
    driver.opened()
    page = driver.to(Place.COUNCIL)
    driver.rest()
    columns = page.findChildren(Columns)[0]
    panes = [place_in(pane, page) for pane in columns._panes if pane.isVisible()]
    for number, one in enumerate(panes):
        assert page.rect().contains(one), (one, page.rect())
        assert not any(one.intersects(other) for other in panes[number + 1 :])
    for area in page.findChildren(QScrollArea):
        if area.isVisible():
            content = area.widget()
            assert content.width() <= area.viewport().width(), content.accessibleName()
            for part in content.findChildren(QWidget):
                if part.isVisible():
                    assert place_in(part, content).right() <= content.width(), part.accessibleName()


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (720, 480)])
def test_the_key_sheet_has_every_key_and_stays_within_the_window(
    stage: Stage, open_on: Open, size: tuple[int, int]
) -> None:
    driver = open_on(stage("locked"), size=size)
    driver.opened()
    driver.to(Place.COUNCIL)
    driver.press(Key.Key_F1)
    sheet = driver.card(KeySheet)
    driver.rest()
    words = driver.words()
    for word in ("Handtekening laten vervallen", "Kluis op slot", "Map vastzetten", "Verder naar de pincode"):
        assert word in words
    assert sheet.height() <= driver.window.height()
    assert sheet.width() <= driver.window.width()
    across = sheet._keys.viewport()
    for cap in sheet.findChildren(KeyCap):
        assert cap.mapTo(across, cap.rect().topLeft()).x() >= 0, cap.accessibleName()
        assert cap.mapTo(across, cap.rect().topRight()).x() < across.width(), cap.accessibleName()
    driver.press(Key.Key_Escape)
    driver.until(driver.no_card)


def test_a_new_vault_names_the_folder_to_copy_and_a_wrong_passphrase_says_what_is_left(
    open_on: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "profiel"
    driver = open_on(folder)
    assert str(folder) in driver.words()
    driver.until(lambda: QApplication.focusWidget() is not None, "the focus in the field")
    driver.tab_to("Pad kopi\u00ebren")
    driver.press(Key.Key_Return)
    assert QGuiApplication.clipboard().text() == str(folder)
    driver.tab_to("Wachtzin")
    driver.type("een lange wachtzin")
    driver.press(Key.Key_Return)
    driver.type("een lange wachtzin")
    driver.press(Key.Key_Return)
    driver.opened()
    driver.leave()
    again = open_on(folder)
    again.until(lambda: again.running.assembly is not None, "the engine")
    again.type("een andere wachtzin")
    again.press(Key.Key_Return)
    again.sees("zonder de wachtzin gaat deze kluis niet open, voor niemand")
