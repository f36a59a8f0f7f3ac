"""How the window opens: fonts, style, the locked panel; the engine only after the first paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QApplication

from app.errors import Reason
from ui.bridge import Bridge
from ui.frame.entry import Entry
from ui.frame.leaving import Leaving
from ui.frame.locked import Door, Lock
from ui.frame.main_window import MainWindow
from ui.frame.model import StatusModel, StatusPart
from ui.frame.places import Place
from ui.text import say
from ui.theme.theme import Mode, Theme
from ui.theme.type import load_fonts

LEAST = QSize(720, 480)  # at 100 %
_FRAME = QSize(16, 48)  # what a desktop puts around a window, at the most


@dataclass
class Opened:
    """The parts of an open window, for whoever connects the pages."""

    theme: Theme
    bridge: Bridge
    window: MainWindow
    entry: Entry
    leaving: Leaving


def dress(application: QApplication, *, mode: Mode = Mode.SYSTEM, scale: float = 1.0) -> Theme:
    """Give an application its fonts, its style and its theme."""
    QLocale.setDefault(QLocale("nl_NL"))
    application.setApplicationName("Vloeiboek")
    load_fonts()
    theme = Theme(application, mode=mode, scale=scale)
    application.setStyle("Fusion")
    return theme


def open_window(
    application: QApplication,
    door: Door,
    *,
    sentence: Callable[[Reason], str],
    places: tuple[Place, ...],
    theme: Theme,
    bridge: Bridge | None = None,
    folder: str = "",
) -> Opened:
    """Open the window on the locked panel; load the engine in a job after the first paint.

    Args:
        application: dressed by :func:`dress`.
        door: what opens the vault.
        sentence: turns a reason into a sentence (``app.text``).
        places: the pages that work, in the rail.
        theme: from :func:`dress`.
        bridge: of the window that this one takes the place of; by default a new one.
        folder: of the profile, to be named where a new one is made.
    """
    bridge = bridge or Bridge(application)
    lock = Lock.NEW if door.fresh() else Lock.LOCKED
    window = MainWindow(theme, application, lock=lock, places=places, folder=folder)
    fit(window, application.primaryScreen().availableGeometry().size())
    window.show_status(locked_status())
    entry = Entry(window.panel, bridge, door, sentence=sentence)
    window.painted.connect(entry.warm)
    return Opened(theme, bridge, window, entry, Leaving(window, bridge))


def fit(window: MainWindow, room: QSize) -> None:
    """Give a window its size: as designed, but never more than the screen has beside the frame of a window.

    Args:
        window: not shown yet.
        room: of the screen, without its bars.
    """
    px = window.theme.px
    most = QSize(room.width() - _FRAME.width(), room.height() - _FRAME.height())
    window.setMinimumSize(QSize(px(LEAST.width()), px(LEAST.height())).boundedTo(most))
    window.resize(QSize(px(1440), px(900)).boundedTo(most))


def locked_status() -> StatusModel:
    """Return the status line of a window whose vault is locked."""
    return StatusModel(
        connection=StatusPart("connection", "wifi-off", say("status_offline")),
        job=None,
        vault=StatusPart("vault", "lock", say("status_locked")),
        clock=StatusPart("clock", "", ""),
    )
