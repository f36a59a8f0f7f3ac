"""Hands on the real window: they press its keys and wait until its work rests.

Waiting runs Qt's own loop, never a sleep: workers need the interpreter while the window waits for them.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.council import AMSTERDAM
from ui.__main__ import Running, build
from ui.frame.places import Place
from ui.theme.theme import Mode


class HandsFault(Exception):
    """The window did not come to the state that was waited for."""


class Hands:
    """A window on a profile, and what a person does to it.

    Args:
        profile: of the window.
        mode: light or dark.
        scale: 1.0 to 2.0.
        size: of the window, in pixels.
    """

    def __init__(
        self, profile: Path, *, mode: Mode = Mode.LIGHT, scale: float = 1.0, size: tuple[int, int] = (1440, 900)
    ) -> None:
        self.profile = profile
        existing = QApplication.instance()
        self.application = existing if isinstance(existing, QApplication) else QApplication(["vloeiboek"])
        self.running: Running = build(self.application, profile, mode=mode, scale=scale)
        self.window = self.running.opened.window
        self.faults: list[object] = []
        self.running.opened.bridge.broke.connect(self.faults.append)
        self.running.opened.bridge.troubled.connect(self.faults.append)
        self.window.resize(*size)
        self.window.show()

    @property
    def presenters(self) -> Any:
        """The presenters, once the pages are assembled."""
        return self.running.assembly.presenters

    def pause(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], object], what: str, *, seconds: float = 60) -> None:
        """Wait until something holds.

        Raises:
            HandsFault: it does not within the time.
        """
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise HandsFault(f"{what}: not within {seconds} s; faults {self.faults}")
            self.pause(10)

    def settle(self, milliseconds: int = 150) -> None:
        """Wait until no job waits or runs, twice: what one job brings home may start another."""
        for _ in range(2):
            self.pause(milliseconds)
            self.until(lambda: self.running.opened.bridge.resting, "rest")

    def enter(self) -> None:
        """Wait until a demonstration's vault is open and its maps are read."""
        self.until(lambda: self.running.assembly is not None and self.running.office.open, "vault open")
        self.settle()

    def key(
        self, key: Qt.Key | str, *, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, to: Any = None
    ) -> None:
        """Press a key where the focus is, or on a given control."""
        QTest.keyClick(to or self.window.focusWidget() or self.window, key, held)

    def go(self, place: Place) -> None:
        """Go to a page by its key, Ctrl and its number."""
        number = list(Place).index(place) + 1
        self.key(str(number), held=Qt.KeyboardModifier.ControlModifier, to=self.window)
        self.settle()

    def fill(self, name: str, text: str) -> None:
        """Type into the field with an accessible name that begins like this."""
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def press(self, name: str) -> None:
        """Click the button whose words begin like this, as soon as it can be pressed: checks may have to come first."""
        self.until(lambda: self.has(name) and self.find(QAbstractButton, name).isEnabled(), f"the button {name!r}")
        QTest.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def has(self, name: str) -> bool:
        """Return whether a button with these words is shown."""
        return any(
            child.isVisible() and child.accessibleName().startswith(name)
            for child in self.window.findChildren(QAbstractButton)
        )

    def find(self, kind: type[Any], name: str) -> Any:
        """Return the first visible control of a kind by its accessible name or its words.

        Raises:
            HandsFault: there is none.
        """
        seen = []
        for child in self.window.findChildren(kind):
            words = child.accessibleName() or (child.text() if hasattr(child, "text") else "")
            if child.isVisible():
                seen.append(words)
                if words.startswith(name):
                    return child
        raise HandsFault(f"no {kind.__name__} named {name!r} among {seen}")

    def clock(self, day: int, hour: int, minute: int) -> None:
        """Put the demonstration's clock at a moment of February 2024."""
        clock: Any = self.running.office.desk.clock
        clock.set(datetime(2024, 2, day, hour, minute, tzinfo=AMSTERDAM))
        self.running.office.tell()
        self.settle()

    def pin(self) -> str:
        """Return the PIN that a demonstration keeps of its own token."""
        return str(json.loads((self.profile / "demonstration" / "secrets.json").read_text())["pin"])

    def picture(self, path: Path) -> None:
        """Save what the window shows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(path))

    def rest_mouse(self) -> None:
        """Take the mouse off every control."""
        QTest.mouseMove(self.window, QPoint(2, 2))

    def top(self) -> QWidget | None:
        """Return the control that has the focus."""
        return self.window.focusWidget()

    def close(self) -> None:
        """Close the window and wait for its workers."""
        self.running.close()
        self.window.leave()


def offscreen() -> None:
    """Show windows nowhere, unless the caller chose a platform."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
