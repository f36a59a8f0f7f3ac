"""Keys of the frame on every page of the real window: each does something, and the focus can always be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction

from app.example import example_folder
from tests.journeys.desks import Office
from tests.ui.journey import PLAIN, SHIFT, Driver, Key
from ui.frame.places import Place

Open = Callable[[Office], Driver]
Stage = Callable[[str], Office]


@pytest.mark.parametrize("modifiers", [PLAIN, SHIFT], ids=["next", "previous"])
def test_f6_goes_round_the_panes_of_every_page_and_comes_back(stage: Stage, open_on: Open, modifiers: object) -> None:
    driver = open_on(stage("sealed"))
    driver.opened()
    for place in (Place.MAPS, Place.PREPARE, Place.REVIEW, Place.COUNCIL):
        page = driver.to(place)
        panes = [pane for pane in page.panes if pane.isVisible()]
        visited = []
        for _ in panes:
            driver.press(Key.Key_F6, modifiers)  # type: ignore[arg-type]
            now = driver.focused()
            assert driver.ringed(now)
            visited.append(next((n for n, one in enumerate(panes) if one is now or one.isAncestorOf(now)), -1))
        assert sorted(visited) == list(range(len(panes))), (place, visited)


def test_what_cannot_be_done_is_not_offered(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("new"))
    driver.opened()
    idle = {
        Place.REVIEW: ("Akkoord", "Niet akkoord", "Volgend open stuk", "Volgend stuk"),
        Place.COUNCIL: ("Akkoord", "Uitgesteld tot een latere vergadering"),
        Place.VERIFY: ("Rapport opslaan", "Groot vergelijken", "Uit de lijst"),
        Place.PREPARE: ("Volgende bevinding", "Map vastzetten"),
    }
    for place, words in idle.items():
        page = driver.to(place)
        offered = {one.action.text() for one in page.page_actions if _offered(one.action)}
        assert not offered & set(words), (place, offered & set(words))


def test_files_on_voorbereiden_make_a_map_where_there_is_none(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("new"))
    driver.opened()
    driver.to(Place.PREPARE)
    with example_folder() as folder:
        driver.drop(folder)
        driver.sees("Voorwaarde vastleggen: ")
        driver.rest()


def _offered(action: QAction) -> bool:
    return action.isEnabled() and action.isVisible()
