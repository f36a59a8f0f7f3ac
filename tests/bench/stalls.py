"""How long the window's event loop stood still during the journey, and where it stood."""

from __future__ import annotations

import faulthandler
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT = 10  # milliseconds
_SUSPICIOUS = 0.05  # seconds without a beat after which it is noted where the thread stands


@dataclass(frozen=True)
class Stall:
    """The loop stood still for so many milliseconds during a step; ``where`` is the innermost place of our own."""

    milliseconds: float
    step: str
    where: str


class Heartbeat(QObject):
    """Beats every ten milliseconds on the window's thread; a watcher looks where that thread is when it does not."""

    def __init__(self) -> None:
        super().__init__()
        self.step = "start"
        self.stalls: list[Stall] = []
        self._last = time.monotonic()
        self._seen: list[str] = []
        self._thread = threading.get_ident()
        self._over = threading.Event()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=_BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self._over.set()
        self._watcher.join()

    def _beat(self) -> None:
        now = time.monotonic()
        late = (now - self._last) * 1000 - _BEAT
        where = max(set(self._seen), key=self._seen.count) if self._seen else ""
        self._seen.clear()
        self._last = now
        if late > _BEAT:
            self.stalls.append(Stall(late, self.step, where))

    def _watch(self) -> None:
        with tempfile.TemporaryFile("w+") as file:
            while not self._over.wait(0.02):
                if time.monotonic() - self._last > _SUSPICIOUS:
                    file.seek(0)
                    file.truncate()
                    # Written without a reference to any frame: a painter that outlived its paint event would end Qt.
                    faulthandler.dump_traceback(file, all_threads=True)
                    file.seek(0)
                    self._seen.append(self._place(file.read()))

    def _place(self, dump: str) -> str:
        """Return the innermost line of our own on the window's thread, from a dump of all threads."""
        own = dump.partition(f"0x{self._thread:016x}")[2].partition("\n\n")[0]
        for line in own.splitlines():
            found = re.search(r'/((?:ui|app)/.*)", line (\d+) in (.*)', line)
            if found:
                return f"{found[1]}:{found[2]} {found[3]}"
        return ""


class Control:
    """An idle process beside the window with the same beat: what it is late by, the machine is to blame for."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _IDLE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def longest(self) -> float:
        """End it and return the milliseconds it was late by at most."""
        told, _ = self._process.communicate("end\n")
        return float(told)


_IDLE = """
import select, sys, time
worst, last = 0.0, time.monotonic()
while not select.select([sys.stdin], [], [], 0.01)[0]:
    now = time.monotonic()
    worst, last = max(worst, (now - last) * 1000 - 10), now
print(worst)
"""
