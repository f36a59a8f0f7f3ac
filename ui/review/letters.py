"""Deciding by the letter: one row of five answers for each letter of an item, in place of the one for all."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.review.model import LetterModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.decision import DECISIONS, DecisionBar, DecisionMade
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, emptied, row
from ui.widgets.states import State

_KEYS = {getattr(Qt.Key, f"Key_{key}"): state for state, key in DECISIONS}


@dataclass(frozen=True)
class LetterAnswered:
    """The person chose an answer for one letter, by its code."""

    letter: str
    title: str
    decision: State


class _LetterRow(QWidget):
    """A letter with its five answers; while the focus is in it the five keys are this letter's.

    Signals:
        answered: carries :class:`LetterAnswered`.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, letter: LetterModel, *, narrow: bool, by_letter_key: bool) -> None:
        super().__init__()
        self._letter = letter
        self._by_key = by_letter_key
        line = column(theme, self, gap=4) if narrow else row(theme, self, gap=16)
        title = Text(theme, letter.title, strong=True, wrap=narrow)
        if not narrow:
            title.setFixedWidth(theme.px(190))
        line.addWidget(title)
        self.bar = DecisionBar(theme)
        self.bar.setAccessibleName(say("review_decision_of", letter=letter.title))
        self.bar.decided.connect(self._decided)
        self.bar.show_decision(letter.decision)
        self.bar.allow(enabled=letter.open)
        self.setAccessibleName(say("review_decision_of", letter=letter.title))
        line.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        if not narrow:
            line.addStretch(1)

    @property
    def may_decide(self) -> bool:
        """Whether anything can be decided about this letter."""
        return self._letter.open

    def _decided(self, made: DecisionMade) -> None:
        self.answered.emit(LetterAnswered(self._letter.code, self._letter.title, made.decision))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = _KEYS.get(Qt.Key(event.key()))
        if state is None or event.modifiers() or not self._by_key or not self._letter.open:
            super().keyPressEvent(event)
            return
        self._decided(DecisionMade(state))


class LetterRows(Pane):
    """The rows, above the bar of the page.

    Signals:
        answered: carries :class:`LetterAnswered`.
        left: the person goes back to one decision for all letters.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="surface", edges="t")
        self._shown: tuple[LetterModel, ...] = ()
        self._narrow = False
        self._by_key = True
        layout = column(theme, self, margins=(20, 12, 20, 12), gap=8)
        head = row(theme, gap=16)
        self._label = Text(theme, say("review_by_letter_text"), tone="text2", wrap=True)
        head.addWidget(self._label, 1)
        self._close = Button(theme, say("review_by_item"), key="Esc")
        self._close.clicked.connect(self.left)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self._rows = column(theme, gap=8)
        layout.addLayout(self._rows)

    def show_letters(self, letters: tuple[LetterModel, ...], *, narrow: bool, by_letter_key: bool) -> None:
        """Show a row for each letter; the focus stays with the row it was in."""
        if (letters, narrow, by_letter_key) == (self._shown, self._narrow, self._by_key):
            return
        held = self._focused_row()
        self._shown, self._narrow, self._by_key = letters, narrow, by_letter_key
        emptied(self._rows)
        for letter in letters:
            made = _LetterRow(self.theme, letter, narrow=narrow, by_letter_key=by_letter_key)
            made.answered.connect(self.answered)
            self._rows.addWidget(made)
        if held >= 0:
            self.take_focus(held)

    def take_focus(self, number: int = 0) -> None:
        """Put the focus on an answer of a row; of another one where nothing can be decided, else on the way back."""
        rows = self._row_widgets()
        wanted = rows[number : number + 1] + rows
        chosen = next((one for one in wanted if one.may_decide), None)
        if chosen is None:
            self._close.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        buttons = chosen.bar.findChildren(Button)
        ready = next((one for one in buttons if one.isChecked()), buttons[0])
        ready.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row_widgets(self) -> list[_LetterRow]:
        found = [self._rows.itemAt(place) for place in range(self._rows.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [widget for widget in widgets if isinstance(widget, _LetterRow)]

    def _focused_row(self) -> int:
        now = self.window().focusWidget()
        rows = self._row_widgets()
        return next((place for place, one in enumerate(rows) if now is not None and one.isAncestorOf(now)), -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
