"""What a job brings home after the window closed reaches no page: it is gone."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.jobs import Lane
from ui.bridge import Bridge, Handlers


def test_a_result_that_waits_when_the_bridge_closes_is_told_to_nobody(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[object] = []
    for number in range(3):
        bridge.run(Lane.WRITE, lambda _context, number=number: number, Handlers(done=told.append))  # type: ignore[misc]
    qtbot.waitUntil(lambda: bool(told))  # the first came home, the others wait in this thread's queue
    bridge.close()
    before = list(told)
    for _ in range(5):
        QApplication.processEvents()
    assert told == before
