"""The vault of a normal profile through the real window: first passphrase, lock, unlock; locked means nothing shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.example import example_folder
from tests.ui.journey import CTRL, SHIFT, Driver, Key
from ui.frame.places import Place
from ui.pageview.view import PageView
from ui.widgets.rows import RowList

Open = Callable[[Path], Driver]
PASSPHRASE = "een lange wachtzin 7"


def all_texts(driver: Driver) -> str:
    """Return every text that any control of the window holds, shown or not."""
    found = [driver.window.windowTitle()]
    for widget in driver.window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, RowList):
            found += [str(row) for row in widget._rows.rows]
    return "\n".join(found)


@pytest.fixture
def fresh(tmp_path: Path, open_on: Open) -> Driver:
    """Give the window on a new normal profile, whose vault was made with the passphrase typed twice."""
    driver = open_on(tmp_path / "profiel")
    driver.sees("Kies een wachtzin")
    driver.type(PASSPHRASE)
    driver.press(Key.Key_Return)
    driver.type(PASSPHRASE)
    driver.press(Key.Key_Return)
    driver.opened()
    return driver


def test_a_first_passphrase_makes_the_vault(fresh: Driver) -> None:
    assert fresh.window.place is Place.MAPS
    assert not fresh.desk.demonstration
    assert PASSPHRASE not in all_texts(fresh)


def test_locked_means_that_nothing_of_a_document_is_held_by_a_page(fresh: Driver) -> None:
    with example_folder() as folder:
        fresh.running.assembly.presenters.maps.add((folder,))  # dropped
        fresh.at(Place.PREPARE)
        fresh.rest()
    fresh.to(Place.REVIEW)
    fresh.rest()
    assert "racisme" in all_texts(fresh)
    fresh.press(Key.Key_L, CTRL | SHIFT)
    fresh.sees("De kluis is op slot")
    fresh.until(lambda: fresh.running.opened.bridge.resting, "rest")
    left = all_texts(fresh)
    for word in ("racisme", "example", "Verzonnen", "rapport-per", "Kamerbrief"):
        assert word not in left, [line for line in left.splitlines() if word in line]
    assert all(view.source is None and view.pictures.held == 0 for view in fresh.window.findChildren(PageView))
    assert fresh.window.windowTitle() == "Vloeiboek"


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(fresh: Driver) -> None:
    fresh.press(Key.Key_L, CTRL | SHIFT)
    fresh.sees("De kluis is op slot")
    fresh.until(lambda: fresh.button("Openen").isEnabled(), "the button")
    fresh.type("niet de wachtzin")
    fresh.press(Key.Key_Return)
    fresh.sees("Dit is niet de goede wachtzin.")
    assert fresh.window.panel.field.edit.text() == ""
    assert not fresh.running.office.open
    fresh.type(PASSPHRASE)
    fresh.press(Key.Key_Return)
    fresh.opened()
    assert PASSPHRASE not in all_texts(fresh)
