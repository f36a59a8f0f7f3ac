"""Cycles of objects are collected on the window's thread only.

Python collects on whichever thread happens to allocate. A widget that was taken off a page may then be destroyed by a
worker, which Qt does not survive. While a window is open nothing is collected by itself; a timer does it here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds
_YOUNG, _MIDDLE, _OLD = 5_000, 20, 60  # objects, rounds of the young, rounds of the middle: then that generation's turn


class Collector(QObject):
    """Collects on the thread that made it, as long as it is open."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        gc.disable()

    def keep(self) -> None:
        """What is loaded now stays: the engine's many objects are not gone through in every round."""
        gc.freeze()

    def collect(self) -> None:
        """Collect the generation whose turn it is, if enough was made since."""
        if gc.get_count()[0] < _YOUNG:
            return
        self._rounds += 1
        gc.collect(2 if self._rounds % _OLD == 0 else 1 if self._rounds % _MIDDLE == 0 else 0)

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
