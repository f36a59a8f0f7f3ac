"""A window in a process of its own that says when its unlock field took a key, on the clock of who started it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.hardening import harden_process
from ui.__main__ import build


def main() -> int:
    """Open the window as the program does, press a key after the first paint, and leave."""
    harden_process()
    application = QApplication(["vloeiboek"])
    running = build(application, Path(sys.argv[1]))
    window = running.opened.window
    field = window.panel.field.edit

    def painted() -> None:
        times.append(time.monotonic())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
            QApplication.postEvent(window.focusWidget() or window, event)

    def typed(text: str) -> None:
        if text:
            sys.stdout.write(f"[{times[0]}, {time.monotonic()}]\n")
            sys.stdout.flush()
            application.quit()

    times: list[float] = []
    window.painted.connect(painted)
    field.textChanged.connect(typed)
    window.show()
    application.exec()
    running.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
