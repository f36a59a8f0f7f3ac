"""The locked vault: one panel in the middle, whose field takes keys before anything heavy is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ports import Context, Secret
from ui.frame.places import Place
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind, LinkButton
from ui.widgets.field import Field
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Pane, column, emptied, row

LEAST = 12  # signs of a new passphrase


class Door(Protocol):
    """What stands between the window and the vault. ``fresh`` is cheap; the rest runs in a job."""

    def fresh(self) -> bool:
        """Return whether there is no vault yet."""
        ...

    def warm(self, context: Context) -> object:
        """Load what opening needs (the store, the engine), so that it is there when the passphrase is typed."""
        ...

    def enter(self, context: Context, passphrase: Secret) -> object:
        """Open the vault, or make it when there is none, and return what the pages work with.

        Raises:
            KeyTrouble: ``passphrase_wrong``.
        """
        ...


class Lock(Enum):
    """Which panel is shown."""

    LOCKED = "locked"
    NEW = "new"
    DEMONSTRATION = "demonstration"


_TEXTS = {
    Lock.LOCKED: "lock_text",
    Lock.NEW: "lock_new_text",
    Lock.DEMONSTRATION: "lock_demonstration_text",
}


@dataclass(frozen=True)
class PassphraseGiven:
    """The person typed the passphrase."""

    passphrase: Secret


@dataclass(frozen=True)
class WithoutVault:
    """The person goes to a page that needs no vault."""

    place: Place


class LockedPanel(QWidget):
    """Unlock, or choose a first passphrase.

    Signals:
        given: carries :class:`PassphraseGiven`.
        without: carries :class:`WithoutVault`.
    """

    given = Signal(object)
    without = Signal(object)

    def __init__(self, theme: Theme, lock: Lock, *, folder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._folder = folder
        outer = column(theme, self)
        outer.addStretch(5)
        line = row(theme)
        line.addStretch(1)
        self._card = Pane(theme, ground="surface", border="line", radius=12)
        self._card.setFixedWidth(theme.px(400))
        self._body = column(theme, self._card, margins=(32, 28, 32, 28), gap=0)
        line.addWidget(self._card)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addSpacing(theme.px(20))
        self._below = row(theme, gap=4)
        outer.addLayout(self._below)
        outer.addStretch(7)
        self._fill_below()
        self.show_lock(lock)

    def show_lock(self, lock: Lock) -> None:
        """Show one of the panels, empty."""
        self._lock = lock
        theme = self._theme
        emptied(self._body)
        new = lock is Lock.NEW
        self._body.addWidget(
            Icon(theme, "key-round" if new else "lock", "accent", size=22), 0, Qt.AlignmentFlag.AlignLeft
        )
        self._body.addSpacing(theme.px(10))
        self._body.addWidget(Text(theme, say("lock_new_title" if new else "lock_title"), role="document"))
        self._body.addSpacing(theme.px(2))
        self._body.addWidget(Text(theme, say(_TEXTS[lock], count=LEAST), tone="text2", wrap=True))
        if new and self._folder:
            self._say_what_to_copy()
        self._body.addSpacing(theme.px(18))
        self.field = Field(theme, say("lock_field"), secret=True, height=40)
        if lock is Lock.DEMONSTRATION:  # what goes wrong is still said under it
            self.field.label.hide()
            self.field.edit.hide()
        self._body.addWidget(self.field)
        self._more = Text(theme, "", tone="text2", wrap=True)
        self._more.hide()
        self._body.addWidget(self._more)
        self._second = Field(theme, say("lock_again"), secret=True, height=40)
        if new:
            self._body.addSpacing(theme.px(12))
            self._body.addWidget(self._second)
        self._body.addSpacing(theme.px(20))
        word = say("lock_make" if new else "lock_open")
        self._button = Button(theme, word, kind=Kind.PRIMARY, key=say("key_enter"), height=40)
        self._button.clicked.connect(self._give)
        self._body.addWidget(self._button)
        self.field.edit.returnPressed.connect(self._second.edit.setFocus if new else self._give)
        self._second.edit.returnPressed.connect(self._give)
        self.setAccessibleName(say("lock_new_title" if new else "lock_title"))

    def _say_what_to_copy(self) -> None:
        """Name the folder that a copy for safe keeping is made of: the program makes none itself."""
        theme = self._theme
        self._body.addSpacing(theme.px(8))
        self._body.addWidget(Text(theme, say("lock_new_where"), tone="text2", wrap=True))
        path = Text(theme, self._folder, strong=True, wrap=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._body.addWidget(path)
        copy = LinkButton(theme, say("lock_copy_path"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._folder))
        copy.clicked.connect(lambda: copy.say(say("lock_path_copied")))
        self._body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def first(self) -> QWidget:
        """Where the focus begins."""
        return self._button if self._lock is Lock.DEMONSTRATION else self.field.edit

    def wrong(self, sentence: str, *, more: str = "") -> None:
        """Say that it was not the passphrase, and what is left to do: the field is cleared, the focus stays."""
        self.busy(on=False)
        self.field.wrong(sentence)
        self._more.say(more)
        self._more.setVisible(bool(more))
        self.first.setFocus()

    def busy(self, *, on: bool) -> None:
        """The vault is being opened."""
        self.field.edit.setReadOnly(on)
        self._button.setEnabled(not on)
        new = self._lock is Lock.NEW
        self._button.say(say("lock_opening") if on else say("lock_make" if new else "lock_open"))
        if not on and self.isVisible():
            self.first.setFocus()

    def closing(self) -> None:
        """The vault is being closed: what is in hand is finished first."""
        self.busy(on=True)
        self._button.say(say("lock_closing"))

    def _give(self) -> None:
        text = self.field.edit.text()
        if self._lock is Lock.NEW:
            if len(text) < LEAST:
                self.field.wrong(say("lock_short", count=LEAST))
                self.field.edit.setFocus()
                return
            if text != self._second.edit.text():
                self.field.wrong("")
                self._second.edit.clear()
                self._second.wrong(say("lock_differs"))
                self._second.edit.setFocus()
                return
        elif not text and self._lock is Lock.LOCKED:
            return
        for field in (self.field, self._second):  # no passphrase stays in a field
            field.wrong("")
            field.edit.clear()
        self.busy(on=True)
        self.given.emit(PassphraseGiven(Secret(text)))

    def _fill_below(self) -> None:
        theme = self._theme
        self._below.addStretch(1)
        self._below.addWidget(Icon(theme, "shield-check", "text2"))
        self._below.addSpacing(theme.px(4))
        self._below.addWidget(Text(theme, say("lock_without"), tone="text2"))
        link = LinkButton(theme, say("page_verify"))
        link.clicked.connect(lambda: self.without.emit(WithoutVault(Place.VERIFY)))
        self._below.addWidget(link)
        self._below.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A key typed while nothing has the focus belongs in the field: nobody should have to click first.
        if event.text().isprintable() and event.text() and self.first is self.field.edit:
            self.field.edit.setFocus()
            self.field.edit.insert(event.text())
            return
        super().keyPressEvent(event)
