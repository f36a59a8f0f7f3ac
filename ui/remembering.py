"""Gives a window what is remembered of it, and remembers what a person changes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.frame.main_window import MainWindow
from ui.frame.page import Page
from ui.remembered import Remembered
from ui.review.view import ReviewPage
from ui.widgets.splitter import Columns, WidthsChosen

_AFTER = 400  # milliseconds after the last move of a splitter


class Remembering(QObject):
    """Ties one window, once its pages are there, to what is remembered.

    Args:
        window: with all its pages.
        remembered: of the profile.
    """

    def __init__(self, window: MainWindow, remembered: Remembered) -> None:
        super().__init__(window)
        self._window = window
        self._remembered = remembered
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER)
        self._later.timeout.connect(remembered.save)
        for page in window.pages:
            self._follow(page)
        window.allow_letter_keys(on=remembered.letter_keys)
        window.letter_keys_asked.connect(self._letter_keys)
        window.theme.changed.connect(self._mode)

    def _follow(self, page: Page) -> None:
        name = page.place.name.lower()
        for number, columns in enumerate(page.findChildren(Columns)):
            key = name if not number else f"{name}{number + 1}"
            for compact in (False, True):
                widths = self._remembered.widths.get(_key(key, compact=compact))
                if widths:
                    columns.keep_widths(WidthsChosen(compact, widths))
            columns.widths_chosen.connect(partial(self._widths, key))
        if isinstance(page, ReviewPage):
            if self._remembered.reading:
                page.advice.set_points(self._remembered.reading)
            page.advice.resized.connect(self._reading)

    def _widths(self, key: str, chosen: WidthsChosen) -> None:
        name = _key(key, compact=chosen.compact)
        if chosen.widths:
            self._remembered.widths[name] = chosen.widths
        else:
            self._remembered.widths.pop(name, None)
        self._later.start()

    def _reading(self, points: float) -> None:
        self._remembered.reading = points
        self._later.start()

    def _letter_keys(self, on: bool) -> None:
        self._window.allow_letter_keys(on=on)
        self._remembered.letter_keys = on
        self._remembered.save()

    def _mode(self, _look: object) -> None:
        mode, scale = self._window.theme.mode.value, self._window.theme.scale
        if (mode, scale) != (self._remembered.mode, self._remembered.scale):
            self._remembered.mode, self._remembered.scale = mode, scale
            self._remembered.save()


def _key(name: str, *, compact: bool) -> str:
    return f"{name}:compact" if compact else name
