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
_SUSPICIOUS = 0.08  # seconds without a beat after which it is noted where every thread stands


@dataclass(frozen=True)
class Stall:
    """The loop stood still for so many milliseconds during a step; ``where`` says at which lines."""

    milliseconds: float
    step: str
    where: str


class Heartbeat(QObject):
    """Beats every ten milliseconds on the window's thread.

    When a beat fails to come, a watchdog writes down where all threads stand. It needs no interpreter lock, so it also
    sees a worker that holds it, and refers to no frame: a painter must not outlive its paint event.
    """

    def __init__(self) -> None:
        super().__init__()
        self.step = "start"
        self.stalls: list[Stall] = []
        self._last = time.monotonic()
        self._thread = f"0x{threading.get_ident():016x}"
        self._file = tempfile.TemporaryFile("w+")  # noqa: SIM115  open until stop
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=_BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
        self._file.close()

    def _beat(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        now = time.monotonic()
        late = (now - self._last) * 1000 - _BEAT
        if late > 2 * _BEAT:
            self._file.seek(0)
            self.stalls.append(Stall(late, self.step, self._where(self._file.read())))
            self._file.seek(0)
            self._file.truncate()
        self._last = time.monotonic()
        faulthandler.dump_traceback_later(_SUSPICIOUS, file=self._file)

    def _where(self, dump: str) -> str:
        """Return the innermost lines of ours: of the window's thread, and of workers that are not waiting."""
        found = []
        for thread in dump.split("\n\n"):
            lines = re.findall(r'File "(.*)", line (\d+) in (.*)', thread)
            if not lines or lines[0][0].endswith(("threading.py", "selectors.py", "queue.py")):
                continue
            own = [line for line in lines if re.search(r"/(ui|app|signing)/", line[0])]
            first = [own[0], lines[0]] if own and own[0] != lines[0] else own[:1]
            who = "window" if self._thread in thread else "worker"
            words = ", in ".join(f"{'/'.join(file.split('/')[-2:])}:{line} {name}" for file, line, name in first)
            if words:
                found.append(f"{who} at {words}")
        return "; ".join(found)


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
