"""Mappen and Voorbereiden through the real window: every item of a map is reached, and nothing half made stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.demonstration.story import example_folder
from app.usecases.add_dossier import add_dossier
from app.usecases.show_map import list_maps
from tests.journeys.desks import MAP, Office, at
from tests.ui.journey import CTRL, Driver, Key
from ui.frame.places import Place
from ui.prepare.view import PreparePage
from ui.widgets.dropzone import FilesDropped

Open = Callable[[Office], Driver]
Stage = Callable[[str], Office]


def with_two_items(profile: Office) -> Office:
    """Put a second dossier in the map: the example again, with other references."""
    with profile.open(now=at(8, 15, 25)) as desk, example_folder() as example:
        folder = profile.folder.parent / "tweede"
        shutil.copytree(example, folder)
        for letter in folder.glob("brief*.pdf"):
            _renumber(letter)
        add_dossier(desk, MAP, [folder], name="tweede-dossier")
    return profile


def _renumber(letter: Path) -> None:
    """Make another letter of it, by its own reference and its bytes."""
    writer = PdfWriter(clone_from=PdfReader(letter))
    for page in writer.pages:
        contents = page.get_contents()
        assert contents is not None
        data = contents.get_data()
        contents.set_data(data.replace(b"2024-00000790", b"2024-00000791"))
        page.replace_contents(contents)
    writer.write(letter)


def prepare_page(driver: Driver) -> PreparePage:
    page = driver.at(Place.PREPARE)
    assert isinstance(page, PreparePage)
    return page


def test_every_item_of_a_map_is_reached_by_keys(stage: Stage, open_on: Open) -> None:
    driver = open_on(with_two_items(stage("added")))
    driver.opened()
    driver.to(Place.PREPARE)
    driver.sees("Stuk 1 van 2")
    driver.press(Key.Key_Down, CTRL)
    driver.sees("Stuk 2 van 2")
    driver.rest()
    assert prepare_page(driver)._model.document is not None
    assert prepare_page(driver)._model.document.key.startswith(f"{MAP}/tweede-dossier/")  # type: ignore[union-attr]
    driver.press(Key.Key_Up, CTRL)
    driver.sees("Stuk 1 van 2")
    # And from the list of all items.
    driver.press(Key.Key_F4)
    driver.until(lambda: prepare_page(driver).files.items.hasFocus(), "the list of items")
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Return)
    driver.sees("Stuk 2 van 2")
    driver.rest()
    assert not prepare_page(driver).files.items.isVisible()


def test_every_item_of_a_map_is_reached_with_the_mouse(stage: Stage, open_on: Open) -> None:
    driver = open_on(with_two_items(stage("added")))
    driver.opened()
    driver.to(Place.PREPARE)
    page = prepare_page(driver)
    following = next(one for one in driver.buttons(page) if one.accessibleName() == "Volgend stuk")
    QTest.mouseClick(following, Qt.MouseButton.LeftButton)
    driver.sees("Stuk 2 van 2")
    listing = next(one for one in driver.buttons(page) if one.accessibleName() == "Stukken van deze map")
    QTest.mouseClick(listing, Qt.MouseButton.LeftButton)
    driver.until(page.files.items.isVisible, "the list of items")
    first = page.files.items.visualRect(page.files.items.model().index(0, 0)).center()
    QTest.mouseClick(page.files.items.viewport(), Qt.MouseButton.LeftButton, pos=first)
    driver.sees("Stuk 1 van 2")
    driver.rest()


def test_an_item_clicked_in_mappen_is_the_one_that_opens(stage: Stage, open_on: Open) -> None:
    driver = open_on(with_two_items(stage("added")))
    driver.opened()
    driver.tab_to("Stukken van mr")
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Down)
    driver.press(Key.Key_Return)
    prepare_page(driver)
    driver.sees("Stuk 2 van 2")
    driver.rest()


def test_a_dossier_that_is_refused_leaves_no_map_behind(stage: Stage, open_on: Open, tmp_path: Path) -> None:
    folder = tmp_path / "Zonder nota"
    folder.mkdir()
    with example_folder() as example:
        shutil.copy(example / "rapport-per.pdf", folder)
    driver = open_on(stage("new"))
    driver.opened()
    driver.at(Place.MAPS)
    driver.drop(folder)
    driver.sees("nota")
    driver.rest()
    assert driver.read(list_maps) == ()
    # The same folder, made whole, then makes the map of that name.
    with example_folder() as example:
        shutil.copytree(example, folder, dirs_exist_ok=True)
    driver.drop(folder)
    driver.at(Place.PREPARE)
    driver.rest()
    assert [batch.name for batch in driver.read(list_maps)] == ["Zonder nota"]


@pytest.mark.parametrize("state", ["locked", "open"])
def test_files_dropped_on_a_map_that_refuses_them_change_nothing(
    stage: Stage, open_on: Open, tmp_path: Path, state: str
) -> None:
    profile = stage("locked" if state == "locked" else "added")
    driver = open_on(profile)
    driver.opened()
    driver.to(Place.PREPARE)
    with example_folder() as example:
        shutil.copytree(example, tmp_path / "nog-eens")
    before = driver.read(list_maps)
    prepare_page(driver).dropped.emit(FilesDropped((tmp_path / "nog-eens",)))
    driver.until(lambda: prepare_page(driver)._model.notice, "the refusal")
    driver.rest()
    assert driver.read(list_maps) == before


def test_the_focus_begins_on_the_map_so_that_enter_goes_on_with_it(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("added"))
    driver.opened()
    driver.at(Place.MAPS)
    driver.sees("Verder met voorbereiden")
    driver.press(Key.Key_Return)
    driver.at(Place.PREPARE)
