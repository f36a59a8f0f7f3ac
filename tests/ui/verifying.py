"""Controleren in a real window, with the vault locked, and a person before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.text import refusal
from tests.ui.parts import made_theme
from ui.bridge import Bridge
from ui.frame.locked import Lock
from ui.frame.main_window import MainWindow
from ui.frame.places import Place
from ui.office import Office
from ui.theme.theme import Mode
from ui.verify.model import VerifyAsked, VerifyModel
from ui.verify.presenter import VerifyPresenter
from ui.verify.view import VerifyPage
from ui.widgets.button import Button
from ui.widgets.dropzone import DropArea, FilesAsked
from ui.widgets.label import Text
from ui.widgets.rows import RowList
from ui.widgets.toast import ToastModel

WAIT = 60_000


@dataclass
class Opened:
    """The window on Controleren."""

    window: MainWindow
    page: VerifyPage
    office: Office
    bridge: Bridge
    bot: QtBot
    told: list[ToastModel] = field(default_factory=list)

    @property
    def model(self) -> VerifyModel:
        return self.page._model

    def wait(self, holds: Callable[[], bool]) -> None:
        self.bot.waitUntil(holds, timeout=WAIT)

    def drop(self, *paths: Path) -> None:
        """Drop files on whatever accepts them now, as a file manager does."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        area = next(area for area in self.page.findChildren(DropArea) if area.isVisible())
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        area.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none))

    def verify(self, *paths: Path, chosen: bool = False) -> None:
        """Drop files, or choose them, and wait until all are verified."""
        before = len(self.model.files)
        if chosen:
            self.page.files_asked.emit(FilesAsked(folder=False))
            dialog = self.page.findChild(QFileDialog)
            assert dialog is not None
            dialog.filesSelected.emit([str(path) for path in paths])
            dialog.reject()
        else:
            self.drop(*paths)
        self.wait(
            lambda: len(self.model.files) > before and self.model.done == self.model.total and self.bridge.resting
        )

    def choose(self, name: str) -> None:
        """Click on a file in the list."""
        place = [file.name for file in self.model.files].index(name)
        rows = self.rows
        spot = rows.visualRect(rows.model().index(place, 0)).center()
        self.bot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        # A layout shows what was put into it a pass later.
        self.wait(
            lambda: self.bridge.resting and (shown := self.model.verdict) is not None and shown.action in self.said()
        )

    @property
    def rows(self) -> RowList:
        return self.page.findChild(RowList)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def said(self, widget: QWidget | None = None) -> str:
        """Return all words on the page that can be seen."""
        inside = widget or self.page
        return "\n".join(text.accessibleName() for text in inside.findChildren(Text) if text.isVisible())

    def button(self, words: str) -> Button:
        """Return the visible button with these words; a layout shows what was put into it a pass later."""
        found: list[Button] = []

        def seen() -> bool:
            found[:] = [one for one in self.page.findChildren(Button) if one.isVisible() and one.text() == words]
            return bool(found)

        self.wait(seen)
        return found[0]

    def click(self, words: str) -> None:
        """Press a button with the space bar."""
        button = self.button(words)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.bot.keyClick(button, Qt.Key.Key_Space)

    def rest(self) -> None:
        """Wait until nothing is verified, read or written."""
        self.wait(lambda: self.bridge.resting and self.model.done == self.model.total)


@contextmanager
def opened_page(
    qtbot: QtBot,
    profile: Path,
    *,
    mode: Mode = Mode.LIGHT,
    scale: float = 1.0,
    size: tuple[int, int] = (1440, 900),
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Opened]:
    """Open the window on Controleren, and close it whatever happens."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = made_theme(mode, scale)
    bridge = Bridge()
    office = Office(bridge, sentence=lambda reason: refusal(reason, "nl"))
    window = MainWindow(theme, application, lock=Lock.LOCKED, places=tuple(Place))
    window.resize(*size)
    page = VerifyPage(theme, bridge)
    window.add_page(page)
    VerifyPresenter(page, office, profile, clock=clock)
    office.told.connect(window.show_toast)
    window.toast.undo.connect(office.undo)
    qtbot.addWidget(window, before_close_func=lambda _window: window.leave())
    window.show()
    qtbot.waitExposed(window)
    window.go(Place.VERIFY)
    window.activateWindow()
    here = Opened(window, page, office, bridge, qtbot)
    office.told.connect(here.told.append)
    try:
        yield here
    finally:
        while page._model.files and not bridge.stopping:
            page.asked.emit(VerifyAsked("remove"))
        qtbot.waitUntil(lambda: bridge.resting, timeout=WAIT)
        bridge.stop()
        qtbot.waitUntil(lambda: bridge.resting, timeout=WAIT)
        bridge.close()
