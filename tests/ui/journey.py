"""Drives the real window as a person does: by keys, and by waiting until it shows something."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.batch import SigningBatch
from app.compose import open_desk
from app.desk import Desk
from app.jobs import Reported
from app.ports import Secret
from app.usecases.show_map import list_maps
from tests.journeys.desks import Office as Profile
from ui.__main__ import Running, build
from ui.dialogs.pin import PinDialog
from ui.dialogs.sheet import Card
from ui.frame.main_window import MainWindow
from ui.frame.page import Page
from ui.frame.places import Place
from ui.sign.model import PlanModel
from ui.sign.view import SignPage
from ui.theme.theme import Mode
from ui.widgets.dropzone import DropArea

PATIENCE_MS = 15_000
Shown = TypeVar("Shown", bound=QWidget)
Read = TypeVar("Read")

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


class Driver:
    """A person before the window.

    Args:
        qtbot: pytest-qt's.
        folder: of the profile.
        mode: light or dark.
        scale: 1.0 to 2.0.
        size: of the window, in pixels.
    """

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        *,
        mode: Mode = Mode.LIGHT,
        scale: float = 1.0,
        size: tuple[int, int] = (1440, 900),
    ) -> None:
        self._bot = qtbot
        self.faults: list[object] = []
        self.threads: dict[str, set[int]] = {}
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.running: Running = build(application, folder, mode=mode, scale=scale)
        self.running.opened.bridge.broke.connect(self.faults.append)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: QGuiApplication.focusWindow() is not None)

    @property
    def window(self) -> MainWindow:
        return self.running.opened.window

    @property
    def desk(self) -> Desk:
        return self.running.office.desk

    # Waiting.

    def until(self, holds: Callable[[], object], why: str = "") -> None:
        """Let the window work until something holds."""

        def check() -> bool:
            return bool(self.faults) or bool(holds())

        try:
            self._bot.waitUntil(check, timeout=PATIENCE_MS)
        except Exception as error:
            raise AssertionError(f"{why or 'it'} did not come; the window shows: {self.words()}") from error
        assert not self.faults, self.faults

    def rest(self) -> None:
        """Let the window work until no job waits or runs, and stays so for a moment."""
        bridge = self.running.opened.bridge
        for _ in range(3):
            self.until(lambda: bridge.resting, "rest")
            _turn()

    def sees(self, words: str) -> None:
        """Wait until words stand in the window."""
        self.until(lambda: words in self.words(), f"'{words}'")

    def at(self, place: Place) -> Page:
        """Wait until a page is shown."""
        self.until(lambda: self.window.place is place, place.name)
        page = self.window.page(place)
        assert page is not None
        return page

    def opened(self) -> None:
        """Wait until the vault is open and Mappen is shown."""
        self.until(lambda: self.running.office.open and self.window.place is not None, "the open vault")
        self.rest()

    def card(self, kind: type[Shown]) -> Shown:
        """Wait until a box is shown, and return it."""
        self.until(lambda: self._cards(kind), kind.__name__)
        return self._cards(kind)[0]

    def no_card(self) -> bool:
        return not self._cards(Card)

    def _cards(self, kind: type[Shown]) -> list[Shown]:
        return [card for card in self.window.findChildren(kind) if card.isVisible()]

    # Looking.

    def words(self) -> str:
        """Return all that can be read in the window now, one thing a line."""
        found = [self.window.windowTitle()]
        for widget in self.window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel):
                found.append(re.sub("<[^>]*>", "", widget.text()))
            elif isinstance(widget, QAbstractButton):
                found.append(widget.text())
            found.append(widget.accessibleName())
        return "\n".join(dict.fromkeys(text for text in found if text))

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def buttons(self, page: QWidget | None = None) -> list[QAbstractButton]:
        """Return the buttons that can be pressed now."""
        within = page if page is not None else self.window
        return [one for one in within.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]

    def button(self, words: str) -> QAbstractButton:
        """Return the one visible button with these words; a layout shows what was put into it a pass later."""
        found: list[QAbstractButton] = []

        def one() -> bool:
            every = self.window.findChildren(QAbstractButton)
            found[:] = [button for button in every if button.isVisible() and button.text() == words]
            return len(found) == 1

        self.until(one, f"one button '{words}'")
        return found[0]

    # Hands: the mouse.

    def drop(self, *paths: Path) -> None:
        """Drop files on what takes them on the page that is shown, as a file manager does."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        areas = [area for area in self.window.findChildren(DropArea) if area.isVisible() and area.acceptDrops()]
        assert areas, "nothing on this page takes files"
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
        QApplication.sendEvent(areas[-1], enter)
        assert enter.isAccepted()
        QApplication.sendEvent(areas[-1], QDropEvent(QPointF(5, 5), copy, data, left, none))

    # Hands: the keyboard.

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the focus is."""
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the keyboard"
        QTest.keyClick(window, key, modifiers)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        for letter in text:
            window = QGuiApplication.focusWindow()
            assert window is not None
            QTest.keyClick(window, letter)

    def tab_to(self, words: str, *, most: int = 80) -> QWidget:
        """Press Tab until the control with this name has the focus; its focus must be visible."""
        passed = []
        for _ in range(most):
            widget = self.focused()
            name = widget.accessibleName()
            passed.append(f"{type(widget).__name__} '{name}'")
            if words in name:
                assert self.ringed(widget), f"the focus on '{name}' is not shown"
                return widget
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never came to '{words}'; it came by {list(dict.fromkeys(passed))}")

    def ringed(self, widget: QWidget) -> bool:
        """Whether a person sees that a control has the focus."""
        ring = self.window._ring
        return bool(widget.property("ringInside")) or ring.isVisible()

    # The journey in steps.

    def to(self, place: Place) -> Page:
        """Go to a page by its key."""
        self.press(Qt.Key(Key.Key_0 + place.value), CTRL)
        page = self.at(place)
        self.rest()
        return page

    def read(self, work: Callable[[Desk], Read]) -> Read:
        """Look something up at the desk, in a lane as the pages do."""
        found: list[Read] = []
        self.running.office.run(lambda desk, context: work(desk), done=found.append)
        self.until(lambda: found, "what was looked up")
        return found[0]

    def states(self) -> list[str]:
        """Return the states of all letters, in order."""
        maps = self.read(list_maps)
        return [letter.state.value for batch in maps for letter in batch.letters]

    def to_pin(self) -> PinDialog:
        """Go to Ondertekenen, choose to sign without viewing again, and on to the PIN."""
        self.to(Place.SIGN)
        self.until(lambda: self.shows(PlanModel), "the plan")
        self.press(Key.Key_2)
        self.press(Key.Key_Return, CTRL)
        return self.card(PinDialog)

    def give_pin(self, pin: str) -> None:
        """Type a PIN and press Enter."""
        self.type(pin)
        self.press(Key.Key_Return)

    def shows(self, kind: type[object]) -> bool:
        """Whether Ondertekenen shows this one of its views."""
        page = self.window.page(Place.SIGN)
        assert isinstance(page, SignPage)
        return isinstance(page._model.view, kind)

    def leave(self) -> None:
        """Close the window as a person does, and wait until the program let go of everything."""
        self.window.close()
        self.until(lambda: not self.window.isVisible(), "the closed window")
        self.running.close()


class Gate:
    """Holds a worker at a step of its work until the person has done something.

    Args:
        driver: the person.
        step: of the progress that is reported.
        done: how many letters are finished by then.
    """

    def __init__(self, driver: Driver, step: str, *, done: int = 0) -> None:
        self._driver = driver
        self._wanted = (step, done)
        self._reached = threading.Event()
        self._open = threading.Event()
        driver.running.opened.bridge.happened.connect(self._come_by, Qt.ConnectionType.DirectConnection)

    def _come_by(self, event: object) -> None:
        if isinstance(event, Reported) and (event.progress.step, event.progress.done) == self._wanted:
            self._reached.set()
            self._open.wait(PATIENCE_MS / 1000)

    def reached(self) -> None:
        """Wait until the worker stands at the gate."""
        self._driver.until(self._reached.is_set, "the worker at its step")

    def open(self) -> None:
        """Let the worker go on."""
        self._open.set()


@contextmanager
def opened_window(qtbot: QtBot, folder: Path, **look: Any) -> Iterator[Driver]:
    """Open the window on a profile, and close it whatever happens; ``look`` is the driver's mode, scale and size."""
    driver = Driver(qtbot, folder, **look)
    try:
        yield driver
    finally:
        driver.running.opened.bridge.stop()
        driver.window.hide()
        driver.running.close()
        driver.window.deleteLater()
        _turn()
    assert not driver.faults, driver.faults


def _turn() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def maps_of(profile: Profile, passphrase: Secret | None = None) -> tuple[SigningBatch, ...]:
    """Read a closed profile anew, as the command line does."""
    with open_desk(profile.folder, passphrase=passphrase or profile.demonstration.secrets.passphrase) as desk:
        return list_maps(desk)


def states_of(profile: Profile) -> list[str]:
    """Return the states of all letters of a closed profile, in order."""
    return [letter.state.value for batch in maps_of(profile) for letter in batch.letters]


def on_gui_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
