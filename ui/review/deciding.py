"""Where a decision is taken: the bar over the full width, why, by the letter, and what was decided before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.review.letters import LetterAnswered, LetterRows
from ui.review.model import Decided, ReviewAsked, ReviewModel
from ui.review.reason import ReasonField
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Kind
from ui.widgets.decision import DecisionBar, DecisionMade
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Notice
from ui.widgets.pane import Pane, column, emptied, row
from ui.widgets.states import State, word

# With these answers the office wants to know why; what is to be discussed need not be said.
_ASKED = (State.DISAGREED, State.RETURNED, State.DISCUSS)


class Deciding(QWidget):
    """The foot of Beoordelen.

    Signals:
        decided: carries :class:`Decided`.
        asked: carries :class:`ReviewAsked`.
        left: a question was left or answered: the focus goes back to the reading.
        changed: what can be decided, or where, changed.

    Args:
        theme: of the window.
        actions: the five answers of the page.
        remark: the page's action that writes a remark.
        next_open: the one that goes to the next open item.
    """

    decided = Signal(object)
    asked = Signal(object)
    left = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, actions: dict[State, QAction], remark: QAction, next_open: QAction) -> None:
        super().__init__()
        self.theme = theme
        self._model = ReviewModel()
        self._actions = actions
        self._two_rows = False
        self._answered: LetterAnswered | None = None
        layout = column(theme, self)
        self.bar = DecisionBar(theme)
        self.bar.decided.connect(self._pressed)
        self.bar.follow(actions)
        self._strip = column(theme)
        layout.addLayout(self._strip)
        self.reason = ReasonField(theme)
        self.reason.hide()
        self.reason.given.connect(self._give_reason)
        layout.addWidget(self.reason)
        self.letters = LetterRows(theme)
        self.letters.hide()
        self.letters.answered.connect(self._answer_letter)
        self.letters.left.connect(self.close_letters)
        layout.addWidget(self.letters)
        self.remark_button = Button(theme, say("review_remark"), icon="sticky-note", kind=Kind.QUIET)
        self.remark_button.follow(remark)
        self.next_button = Button(theme, say("review_next_open"))
        self.next_button.follow(next_open)
        layout.addWidget(self._make_bar())

    @property
    def by_letter(self) -> bool:
        """Whether each letter has a row of its own."""
        return self.letters.isVisibleTo(self)

    def show_model(self, model: ReviewModel) -> None:
        """Show what is decided about the chosen item."""
        old, self._model = self._model, model
        other = old.chosen != model.chosen
        self.bar.setVisible(not model.closed)
        self.bar.allow(enabled=bool(model.chosen) and not model.closed and not model.held)
        if other or model.decision != old.decision or model.closed or model.held:
            self._leave_reason()
        self.bar.show_decision(self._pending() or model.decision)
        emptied(self._closed)
        if model.closed:
            self._closed.addWidget(Badge(self.theme, State.SEALED, text=model.closed, plain=True, role="body"))
        for label, text in zip(self.about, model.about, strict=True):
            label.say(text)
        self._about_icon.setVisible(bool(model.about[0]) and not self._two_rows)
        if other or (old.all_decided, old.held) != (model.all_decided, model.held):
            self._show_strip(model)
        if model.decision is not None and not other and old.decision != model.decision:
            said = f"{word(model.decision)}. {say('review_open')} {model.open_count}."
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.bar, said))
        if other or model.closed or len(model.letters) < 2:
            self.close_letters()
        elif self.by_letter:
            self._show_letters()

    def forget(self) -> None:
        """Keep nothing that was typed: the vault is locked."""
        self._answered = None
        self.reason.forget()

    def keep(self, decided: Decided) -> None:
        """A decision could not be recorded: its reason is there when it is asked again."""
        if decided.reason:
            self.reason.keep(decided.decision, _about(decided.item, decided.letter), decided.reason)

    def open_letters(self) -> None:
        """A row of five for each letter in place of the one for all (menu Stuk)."""
        self._leave_reason()
        self._show_letters()
        self.letters.show()
        self.bar_pane.hide()
        self.changed.emit()
        self.letters.take_focus()

    def close_letters(self) -> None:
        """One decision for all letters again."""
        if not self.by_letter:
            return
        had = self.letters.isAncestorOf(self.window().focusWidget() or self)
        self.letters.hide()
        self.bar_pane.show()
        self.changed.emit()
        if had:
            self.left.emit()

    def write_remark(self) -> None:
        """Ask for a remark."""
        self.reason.ask(None, say("review_remark_label"), needed=True, about=self._model.chosen)

    def fit(self, *, narrow: bool, compact: bool) -> None:
        """Take the room there is: in a narrow window the last buttons come under the bar."""
        self.next_button.say(say("review_next_short" if compact else "review_next_open"))
        for label in self.about:
            label.setVisible(not narrow)
        self._about_icon.setVisible(not narrow and bool(self._model.about[0]))
        if narrow != self._two_rows:
            self._two_rows = narrow
            for button in (self.remark_button, self.next_button):
                (self._second if narrow else self._first).addWidget(button)

    def _make_bar(self) -> Pane:
        theme = self.theme
        pane = self.bar_pane = Pane(theme, ground="canvas", edges="t")
        pane.setMinimumHeight(theme.px(76))
        rows = column(theme, pane, margins=(20, 14, 20, 14), gap=8)
        self._first: QHBoxLayout = row(theme, gap=16)
        self._second: QHBoxLayout = row(theme, gap=8)
        rows.addLayout(self._first)
        rows.addLayout(self._second)
        self._second.addStretch(1)
        self._first.addWidget(self.bar)
        self._closed = column(theme)
        self._first.addLayout(self._closed)
        about = column(theme, gap=0)
        head = row(theme, gap=8)
        self._about_icon = Icon(theme, "files", "text", size=16)
        head.addWidget(self._about_icon)
        self.about = (Text(theme, "", strong=True), Text(theme, "", role="caption", tone="text2"))
        head.addWidget(self.about[0])
        head.addStretch(1)
        about.addLayout(head)
        about.addWidget(self.about[1])
        self._first.addLayout(about)
        self._first.addStretch(1)
        self._first.addWidget(self.remark_button)
        self._first.addWidget(self.next_button)
        return pane

    def _show_strip(self, model: ReviewModel) -> None:
        emptied(self._strip)
        if model.held:
            self._strip.addWidget(Notice(self.theme, State.RETURNED, model.held))
        if model.all_decided:
            strip = Notice(self.theme, State.AGREED, model.all_decided, action=say("review_to_sign"))
            strip.acted.connect(lambda: self.asked.emit(ReviewAsked("sign", self._model.chosen)))
            self._strip.addWidget(strip)

    def _pending(self) -> State | None:
        """Return the decision for all letters whose reason is being typed."""
        if self._answered is not None or not self.reason.isVisibleTo(self):
            return None
        return self.reason.answer()[0]

    def _pressed(self, made: DecisionMade) -> None:
        self._answered = None
        if made.decision not in _ASKED:
            self._leave_reason()
            self.decided.emit(Decided(self._model.chosen, made.decision))
            return
        question, needed = _question(made.decision)
        self.reason.ask(made.decision, question, needed=needed, about=_about(self._model.chosen))
        self.bar.show_decision(made.decision)

    def _show_letters(self) -> None:
        keys = any(action.shortcut().toString() for action in self._actions.values())
        self.letters.show_letters(self._model.letters, narrow=self._two_rows, by_letter_key=keys)

    def _answer_letter(self, answered: LetterAnswered) -> None:
        if answered.decision not in _ASKED:
            self._answered = None
            self._leave_reason()
            self.decided.emit(Decided(self._model.chosen, answered.decision, letter=answered.letter))
            return
        question, needed = _question(answered.decision)
        label = say("review_why_letter", letter=answered.title, question=question)
        about = _about(self._model.chosen, answered.letter)
        self.reason.ask(answered.decision, label, needed=needed, about=about)
        self._answered = answered

    def _leave_reason(self) -> None:
        self.reason.hide()
        self.bar.show_decision(self._model.decision)

    def _give_reason(self, given: object) -> None:
        decision, text = self.reason.answer()
        self._leave_reason()
        answered, self._answered = self._answered, None
        if self.by_letter:
            codes = [letter.code for letter in self._model.letters]
            self.letters.take_focus(codes.index(answered.letter) if answered and answered.letter in codes else 0)
        else:
            self.left.emit()
        if given is None:
            return
        if decision is None:
            self.asked.emit(ReviewAsked("remark", self._model.chosen, text))
        else:
            letter = answered.letter if answered is not None else ""
            self.decided.emit(Decided(self._model.chosen, decision, text, letter))


def _question(decision: State) -> tuple[str, bool]:
    """Return what is asked with a decision, and whether it must be answered."""
    if decision is State.DISCUSS:
        return say("review_why_optional"), False
    return say("review_why_return" if decision is State.RETURNED else "review_why"), True


def _about(item: str, letter: str = "") -> str:
    return f"{item}/{letter}" if letter else item
