"""No work runs on the window's thread, and the window's thread never touches the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection

from app.store.database import Store
from tests.journeys.desks import Office
from tests.ui.journey import CTRL, SHIFT, Driver, Key
from ui.frame.places import Place
from ui.sign.model import ResultModel

# A batch that signs has two workers beside its lane: one prepares ahead, one fetches time stamps (ARCHITECTURE.md).
BATCH = {"signing-prepare", "signing-strengthen"}

Open = Callable[[Office], Driver]
Stage = Callable[[str], Office]


def test_no_page_touches_the_store_on_the_windows_thread(
    stage: Stage, open_on: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = stage("locked")
    threads: set[str] = set()
    own: Callable[[Store], Any] = Store.transaction

    @contextmanager
    def watched(store: Store) -> Iterator[Connection]:
        threads.add(threading.current_thread().name)
        with own(store) as connection:
            yield connection

    monkeypatch.setattr(Store, "transaction", watched)
    driver = open_on(profile)
    driver.opened()
    for place in (Place.MAPS, Place.PREPARE, Place.REVIEW, Place.SIGN, Place.COUNCIL, Place.VERIFY):
        driver.to(place)
    driver.to(Place.REVIEW)
    driver.press(Key.Key_A)
    driver.sees("Akkoord vastgelegd")
    driver.to_pin()
    driver.give_pin(profile.demonstration.secrets.pin.reveal())
    driver.until(lambda: driver.shows(ResultModel), "the result")
    driver.rest()
    driver.press(Key.Key_L, CTRL | SHIFT)
    driver.sees("Openen")
    driver.until(lambda: driver.running.opened.bridge.resting, "rest")
    assert threads
    assert all(name.startswith("lane-") or name in BATCH for name in threads), threads


def test_every_job_runs_in_a_lane(stage: Stage, open_on: Open) -> None:
    driver = open_on(stage("added"))
    driver.opened()
    ran: list[str] = []
    for place in (Place.PREPARE, Place.REVIEW, Place.SIGN, Place.COUNCIL):
        driver.to(place)
        ran.append(driver.read(lambda _desk: threading.current_thread().name))
    assert all(name.startswith("lane-") for name in ran), ran
