"""The menu bar: what the frame does and what the page does, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.dialogs.keysheet import KeyGroup, KeyLine
from ui.frame.page import Menu, Page
from ui.frame.places import Place, word_key
from ui.keys import key_name
from ui.text import say
from ui.theme.theme import Mode

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True)
class FrameActs:
    """What the frame's own actions do."""

    go: Callable[[Place], None]
    next_pane: Callable[[int], None]
    undo: Callable[[], None]
    notices: Callable[[], None]
    keys: Callable[[], None]
    lock: Callable[[], None]
    mode: Callable[[Mode], None]
    scale: Callable[[float], None]
    letter_keys: Callable[[bool], None]
    full_screen: Callable[[], None]
    quit: Callable[[], None]


class Menus:
    """Fills the menus again whenever another page is shown."""

    def __init__(self, window: QMainWindow, acts: FrameActs, places: tuple[Place, ...]) -> None:
        self._window = window
        self._menus = {menu: QMenu(say(menu.value), window) for menu in Menu}
        for menu in self._menus.values():
            window.menuBar().addMenu(menu)
        self._own: list[tuple[Menu, QAction | QMenu | None]] = []
        self._make(acts, places)

    def show_page(self, page: Page | None) -> None:
        """Show a page's actions before the frame's own."""
        for menu in self._menus.values():
            menu.clear()
        if page is not None:
            for entry in page.page_actions:
                self._menus[entry.menu].addAction(entry.action)
        for name, thing in self._own:
            menu = self._menus[name]
            if thing is None:
                if menu.actions():
                    menu.addSeparator()
            elif isinstance(thing, QMenu):
                menu.addMenu(thing)
            else:
                menu.addAction(thing)

    def allow_letter_keys(self, *, on: bool) -> None:
        """Show whether keys that a person types text with do something; ``?`` is one of them."""
        self._letters.setChecked(on)
        self._sheet.setShortcuts([QKeySequence(key) for key in (("F1", "?") if on else ("F1",))])

    def allow_undo(self, *, undo: bool) -> None:
        """Whether there is something to undo, and a notice to go to for it."""
        self._undo.setEnabled(undo)
        self._notices.setEnabled(undo)

    def key_groups(self, page: Page | None, others: tuple[Page, ...] = ()) -> tuple[KeyGroup, ...]:
        """Return every key: those of the page first, then of the whole window, then of the other pages."""
        groups = []
        if page is not None:
            groups.append(_of_page(page))
        for name in Menu:
            own = [thing for menu, thing in self._own if menu is name and isinstance(thing, QAction)]
            lines = _lines(own)
            if lines:
                groups.append(KeyGroup(say(name.value).replace("&", ""), lines))
        groups += [_of_page(other) for other in others if other is not page]
        return tuple(group for group in groups if group.lines)

    def _add(self, menu: Menu, word: str, key: str, act: Callable[[], None]) -> QAction:
        action = QAction(say(word), self._window)
        if key:
            action.setShortcuts([QKeySequence(part) for part in key.split(" | ")])
        action.triggered.connect(lambda _on=False: act())
        self._window.addAction(action)
        self._own.append((menu, action))
        return action

    def _make(self, acts: FrameActs, places: tuple[Place, ...]) -> None:
        self._own.append((Menu.MAP, None))
        self._add(Menu.MAP, "act_lock", "Ctrl+Shift+L", acts.lock)
        self._add(Menu.MAP, "act_quit", "Ctrl+Q", acts.quit)
        self._own.append((Menu.ITEM, None))
        self._undo = self._add(Menu.ITEM, "undo", "Ctrl+Z", acts.undo)
        self._own.append((Menu.VIEW, None))
        self._own.append((Menu.VIEW, self._modes(acts)))
        self._own.append((Menu.VIEW, self._scales(acts)))
        self._add(Menu.VIEW, "act_full_screen", "F11", acts.full_screen)
        for place in places:
            key = f"Ctrl+{place.value}" + (" | Ctrl+," if place is Place.SETTINGS else "")
            self._add(Menu.GO, word_key(place), key, partial(acts.go, place))
        self._own.append((Menu.GO, None))
        self._add(Menu.GO, "act_next_pane", "F6", lambda: acts.next_pane(1))
        self._add(Menu.GO, "act_previous_pane", "Shift+F6", lambda: acts.next_pane(-1))
        self._notices = self._add(Menu.GO, "act_notices", "F8", acts.notices)
        self.allow_undo(undo=False)
        self._own.append((Menu.HELP, None))
        self._sheet = self._add(Menu.HELP, "act_keys", "F1 | ?", acts.keys)
        self._letters = QAction(say("act_letter_keys"), self._window, checkable=True)
        self._letters.setChecked(True)
        self._letters.triggered.connect(lambda on=False: acts.letter_keys(on))
        self._own.append((Menu.HELP, self._letters))

    def _modes(self, acts: FrameActs) -> QMenu:
        menu = QMenu(say("act_theme"), self._window)
        group = QActionGroup(menu)
        for mode in Mode:
            action = QAction(say(f"theme_{mode.value}"), menu, checkable=True)
            action.setChecked(mode is Mode.SYSTEM)
            action.triggered.connect(lambda _on=False, mode=mode: acts.mode(mode))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _scales(self, acts: FrameActs) -> QMenu:
        menu = QMenu(say("act_scale"), self._window)
        for scale in SCALES:
            action = QAction(f"{round(scale * 100)} %", menu)
            action.triggered.connect(lambda _on=False, scale=scale: acts.scale(scale))
            menu.addAction(action)
        return menu


def _of_page(page: Page) -> KeyGroup:
    return KeyGroup(say(word_key(page.place)), _lines([entry.action for entry in page.page_actions]))


def _lines(actions: list[QAction]) -> tuple[KeyLine, ...]:
    found = []
    for action in actions:
        key = key_name(action.shortcut())
        if key and action.isVisible():
            found.append(KeyLine(key, action.text().replace("&", "")))
    return tuple(found)
