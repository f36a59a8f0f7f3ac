"""The field above the decision bar: why, for the office."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.states import State


class ReasonField(Pane):
    """Ctrl Enter records, Escape leaves.

    Signals:
        given: carries the text, or None when the person leaves.
    """

    given = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="surface", edges="t")
        self._decision: State | None = None
        self._needed = True
        layout = row(theme, self, margins=(20, 12, 20, 12), gap=16)
        left = column(theme, gap=6)
        self._label = Text(theme, "", strong=True)
        left.addWidget(self._label)
        self.edit = QPlainTextEdit()
        self.edit.setFont(theme.font("body"))
        self.edit.setFixedHeight(theme.px(58))
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._typed)
        left.addWidget(self.edit)
        layout.addLayout(left, 1)
        buttons = column(theme, gap=8)
        self._record = Button(theme, say("review_record"), kind=Kind.PRIMARY, key="Ctrl Enter")
        self._record.clicked.connect(self._give)
        cancel = Button(theme, say("cancel"), key="Esc")
        cancel.clicked.connect(lambda: self.given.emit(None))
        buttons.addStretch(1)
        buttons.addWidget(self._record)
        buttons.addWidget(cancel)
        layout.addLayout(buttons)

    def ask(self, decision: State | None, label: str, *, needed: bool) -> None:
        """Ask why, before a decision (None: a remark)."""
        self._decision, self._needed = decision, needed
        self._label.say(label)
        self.edit.setAccessibleName(label)
        self.edit.clear()
        self._typed()
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def answer(self) -> tuple[State | None, str]:
        """Return what was asked and what was typed."""
        return self._decision, self.edit.toPlainText().strip()

    def _typed(self) -> None:
        self._record.setEnabled(not self._needed or bool(self.edit.toPlainText().strip()))

    def _give(self) -> None:
        if self._record.isEnabled():
            self.given.emit(self.edit.toPlainText().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given.emit(None)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._give()
            return
        super().keyPressEvent(event)
