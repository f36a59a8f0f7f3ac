"""What a page let go of is destroyed on the window's thread, whichever thread allocates."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.collecting import Collector


class _Cycle:
    def __init__(self, died: list[int]) -> None:
        self.own = self
        weakref.finalize(self, lambda: died.append(threading.get_ident()))


def _allocate() -> None:
    keep = [[number] for number in range(200_000)]
    assert keep


def test_a_worker_that_allocates_much_collects_nothing(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    collector = Collector(owner)
    died: list[int] = []
    try:
        _Cycle(died)
        worker = threading.Thread(target=_allocate)
        worker.start()
        worker.join()
        assert died == []
        gc_objects = [[number] for number in range(20_000)]
        assert gc_objects
        collector.collect()
        assert died == [threading.get_ident()]
    finally:
        collector.close()
    assert gc.isenabled()
