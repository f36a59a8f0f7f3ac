"""The field above the decision bar: why, for the office."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Kind
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.states import State, word


class ReasonField(Pane):
    """Ctrl Enter records, Escape leaves. What was typed for a decision stays until it is recorded.

    Signals:
        given: carries the text, or None when the person leaves.
    """

    given = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="surface", edges="t")
        self._decision: State | None = None
        self._needed = True
        self._key = ""
        self._drafts: dict[str, str] = {}
        layout = row(theme, self, margins=(20, 12, 20, 12), gap=16)
        left = column(theme, gap=6)
        head = row(theme, gap=12)
        self._badge = Badge(theme, State.OPEN)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self._label = Text(theme, "", strong=True, wrap=True)
        head.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        left.addLayout(head)
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

    def ask(self, decision: State | None, label: str, *, needed: bool, about: str = "") -> None:
        """Ask why, before a decision (None: a remark).

        Args:
            decision: it belongs to.
            label: the question.
            needed: whether there must be an answer.
            about: item or letter; what was typed about it for this decision before stands there again.
        """
        self._decision, self._needed = decision, needed
        self._key = self._key_of(decision, about)
        self._badge.setVisible(decision is not None and self.theme.units(self.width()) >= 900)
        if decision is not None:
            self._badge.show_state(decision)
        self._label.say(label)
        self.edit.setAccessibleName(label if decision is None else f"{label} ({word(decision)})")
        self.edit.setPlainText(self._drafts.get(self._key, ""))
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._typed()
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def answer(self) -> tuple[State | None, str]:
        """Return what was asked and what was typed."""
        return self._decision, self.edit.toPlainText().strip()

    def keep(self, decision: State, about: str, text: str) -> None:
        """Have a text there again when its decision is asked about: it could not be recorded."""
        self._drafts[self._key_of(decision, about)] = text

    def forget(self) -> None:
        """Keep nothing that was typed."""
        self._drafts.clear()
        self._key = ""
        self.edit.clear()
        self.hide()

    def _key_of(self, decision: State | None, about: str) -> str:
        return f"{decision.value if decision else ''} {about}"

    def _typed(self) -> None:
        if self._key:
            self._drafts[self._key] = self.edit.toPlainText()
        self._record.setEnabled(not self._needed or bool(self.edit.toPlainText().strip()))

    def _give(self) -> None:
        if self._record.isEnabled():
            text = self.edit.toPlainText().strip()
            self._drafts.pop(self._key, None)
            self.given.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room the lit button of the bar says it alone.
        wide = self.theme.units(event.size().width()) >= 900
        self._badge.setVisible(wide and self._decision is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given.emit(None)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._give()
            return
        super().keyPressEvent(event)
