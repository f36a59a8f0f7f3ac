"""The fields of the memo, to type in what could not be read; what is left empty stays empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.prepare.model import FieldModel, FieldsTyped
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, emptied, row, scrolled


class MemoForm(Pane):
    """The form. Ctrl Enter records, Escape leaves; what was typed stays until it is recorded.

    Signals:
        typed: carries :class:`FieldsTyped`.
        left: the person leaves.
    """

    typed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="surface")
        self._fields: tuple[FieldModel, ...] = ()
        self._edits: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._wrong: dict[str, Text] = {}
        layout = column(theme, self)
        head = Pane(theme, edges="b")
        head.setMinimumHeight(theme.px(44))
        line = row(theme, head, margins=(18, 4, 12, 4), gap=8)
        title = Text(theme, say("fields_title"), strong=True, wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(title, 1)
        close = IconButton(theme, "x", say("close"), key="Esc")
        close.clicked.connect(self.left)
        line.addWidget(close)
        layout.addWidget(head)
        content = QWidget()
        content.setObjectName("column")
        self._list = column(theme, content, margins=(18, 12, 18, 16), gap=12)
        layout.addWidget(scrolled(content), 1)
        foot = Pane(theme, edges="t")
        buttons = row(theme, foot, margins=(18, 10, 18, 10), gap=8)
        record = Button(theme, say("review_record"), kind=Kind.PRIMARY, key="Ctrl Enter")
        record.clicked.connect(self._give)
        buttons.addWidget(record)
        buttons.addStretch(1)
        layout.addWidget(foot)

    def show_fields(self, fields: tuple[FieldModel, ...]) -> None:
        """Show fields with what is read or typed; the same fields again keep what is being typed."""
        if fields == self._fields:
            return
        self._fields = fields
        emptied(self._list)
        self._edits, self._wrong = {}, {}
        self._list.addWidget(Text(self.theme, say("fields_text"), tone="text2", wrap=True))
        for field in fields:
            self._list.addWidget(self._make(field))
        self._list.addStretch(1)

    def take_focus(self) -> None:
        """Put the focus in the first field."""
        for edit in self._edits.values():
            edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return

    def wrong(self, name: str, sentence: str) -> bool:
        """Say what is wrong with a field; returns whether there is such a field."""
        for known, label in self._wrong.items():
            label.say(sentence if known == name else "")
            label.setVisible(known == name)
        if name in self._edits:
            self._edits[name].setFocus(Qt.FocusReason.OtherFocusReason)
        return name in self._edits

    def _make(self, field: FieldModel) -> QWidget:
        theme = self.theme
        whole = QWidget()
        layout = column(theme, whole, gap=4)
        words = say(f"field_{field.name.replace(':', '_')}")
        label = Text(theme, words, strong=True, wrap=True)
        layout.addWidget(label)
        edit: QLineEdit | QPlainTextEdit
        if field.long:
            edit = QPlainTextEdit(field.value)
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(theme.px(110))
        else:
            edit = QLineEdit(field.value)
            edit.setFixedHeight(theme.px(34))
        edit.setFont(theme.font("body"))
        edit.setAccessibleName(words)
        layout.addWidget(edit)
        if field.typed:
            layout.addWidget(Text(theme, say("fields_typed"), role="caption", tone="text2", wrap=True))
            edit.setAccessibleDescription(say("fields_typed"))
        wrong = Text(theme, "", tone="bad", wrap=True)
        wrong.hide()
        layout.addWidget(wrong)
        self._edits[field.name], self._wrong[field.name] = edit, wrong
        return whole

    def _text(self, name: str) -> str:
        edit = self._edits[name]
        return (edit.toPlainText() if isinstance(edit, QPlainTextEdit) else edit.text()).strip()

    def _give(self) -> None:
        changed: list[tuple[str, str | None]] = []
        for field in self._fields:
            text = self._text(field.name)
            if text != field.value.strip():
                # What was typed and is now empty is taken back; what was read and is now empty is typed as empty.
                changed.append((field.name, None if field.typed and not text else text))
        if changed:
            self.typed.emit(FieldsTyped(tuple(changed)))
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._give()
            return
        super().keyPressEvent(event)
