"""What every page is: a view with a place, actions with keys, and what stands in the header."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from ui.frame.model import HeaderModel
from ui.frame.places import Place
from ui.theme.theme import Theme
from ui.widgets.pane import Compound


class Menu(Enum):
    """The menus of the bar."""

    MAP = "menu_map"
    ITEM = "menu_item"
    VIEW = "menu_view"
    GO = "menu_go"
    HELP = "menu_help"


@dataclass(frozen=True)
class PageAction:
    """An action and the menu it stands in."""

    action: QAction
    menu: Menu


class Page(QWidget):
    """A page shows a model and tells what a person wants; it decides nothing.

    Signals:
        headed: what stands in the header changed; carries :class:`HeaderModel`.
    """

    headed = Signal(object)

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__()
        self.theme = theme
        self.place = place
        self.header = HeaderModel()
        self.page_actions: list[PageAction] = []
        self.panes: tuple[QWidget, ...] = ()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)

    def minimumSizeHint(self) -> QSize:
        # A page adapts to the room it gets; what it would like to have must not keep the window large.
        return QSize(self.theme.px(480), self.theme.px(220))

    def act(self, word: str, key: str, menu: Menu, slot: Callable[[], None] | None = None) -> QAction:
        """Make an action of this page: its word stands in a menu, its key works while the page is shown."""
        action = QAction(word, self)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if slot is not None:
            action.triggered.connect(lambda _on=False: slot())
        self.addAction(action)
        self.page_actions.append(PageAction(action, menu))
        return action

    def allow_letter_keys(self, *, on: bool) -> None:
        """Let keys that a person types text with do something, or not (WCAG 2.1.4)."""
        for action in self.actions():
            kept = action.property("letterKey")
            key = str(kept) if kept else action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
            if len(key.removeprefix("Shift+")) == 1:
                action.setProperty("letterKey", key)
                action.setShortcut(QKeySequence(key if on else ""))

    def show_header(self, header: HeaderModel) -> None:
        """Change what stands in the header."""
        self.header = header
        self.headed.emit(header)

    def header_extra(self) -> QWidget | None:
        """What the page puts in the header, right, before the search field."""
        return None

    def foot_height(self) -> int:
        """How high the page's own bar at the bottom is, in screen pixels: a toast stays above it."""
        return 0

    def first_focus(self) -> QWidget:
        """Where the focus goes when the page is opened."""
        return self.panes[0] if self.panes else self

    @contextmanager
    def focus_kept(self) -> Iterator[None]:
        """Build controls anew: had the page the focus, then it keeps it, and no control elsewhere gets it."""
        before = QApplication.focusWidget() if self._holds_focus() else None
        yield
        if before is not None and QApplication.focusWidget() is not before:
            focus_within(self.first_focus(), Qt.FocusReason.OtherFocusReason)

    def _holds_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and (now is self or self.isAncestorOf(now))


def focus_within(pane: QWidget, reason: Qt.FocusReason) -> None:
    """Give the focus to a pane, or to the first control in it where the pane itself takes none."""
    if isinstance(pane, Compound):
        pane.take_focus(reason)
        return
    target = pane.focusProxy() or pane
    if not target.focusPolicy() & Qt.FocusPolicy.TabFocus:
        inside = [child for child in target.findChildren(QWidget) if _takes_tab(child)]
        chosen = [child for child in inside if isinstance(child, QAbstractButton) and child.isChecked()]
        target = (chosen or inside or [target])[0]
    target.setFocus(reason)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
