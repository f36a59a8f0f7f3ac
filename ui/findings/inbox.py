"""The findings of an item under each other; one is open. Arrows go through them, Enter goes to the place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.findings.card import FindingCard
from ui.findings.model import FindingChosen, InboxModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import IconButton
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Notice
from ui.widgets.pane import Pane, column, emptied, row, scrolled
from ui.widgets.states import LOOKS, State


class Inbox(Pane):
    """The inbox.

    Signals:
        chosen: carries :class:`FindingChosen`.
        answered: carries :class:`ui.findings.model.FindingAnswered`.
    """

    chosen = Signal(object)
    answered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="surface")
        self._model = InboxModel()
        self._cards: dict[str, FindingCard] = {}
        self._drafts: dict[str, str] = {}
        layout = column(theme, self)
        head = Pane(theme, edges="b")
        head.setMinimumHeight(theme.px(44))
        self._head = row(theme, head, margins=(18, 4, 12, 4), gap=8)
        self._head.addWidget(Text(theme, say("prepare_findings"), strong=True))
        self._left = Text(theme, "", tone="text2", wrap=True)
        self._left.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self._left, 1)
        self._steps: list[IconButton] = []
        layout.addWidget(head)
        content = QWidget()
        content.setObjectName("column")
        self._list: QVBoxLayout = column(theme, content)
        self._area = scrolled(content)
        layout.addWidget(self._area, 1)

    @property
    def model(self) -> InboxModel:
        """What is shown."""
        return self._model

    def follow(self, following: QAction, previous: QAction) -> None:
        """Show buttons for the keys that go through the findings."""
        for icon, words, action in (
            ("arrow-up", "prepare_previous", previous),
            ("arrow-down", "prepare_next", following),
        ):
            button = IconButton(self.theme, icon, say(words))
            button.follow(action, cap=False)
            self._steps.append(button)
            self._head.addWidget(button)

    def show_model(self, model: InboxModel) -> None:
        """Show findings; what is being typed about one stays, and so does the focus."""
        if model == self._model and (self._cards or not model.findings):
            return
        held, typing = self.holds_focus()
        old, self._model = self._model, model
        known = {finding.code for finding in model.findings}
        self._drafts = {code: text for code, text in self._drafts.items() if code in known}
        self._say_left(model)
        if (old.findings, old.chosen, old.trouble) != (model.findings, model.chosen, model.trouble) or not self._cards:
            self._fill(model)
            if held:
                self.take_focus(typing=typing)
        for button in self._steps:
            button.setVisible(len(model.findings) > 1)

    def take_focus(self, *, typing: bool = False) -> None:
        """Put the focus on the open finding, or in its reason."""
        card = self._cards.get(self._model.chosen) or next(iter(self._cards.values()), None)
        if card is None:
            return
        if typing and card.reason is not None and card.reason.isVisibleTo(card):
            card.reason.take_focus()
        else:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """Keep nothing that was typed."""
        self._drafts.clear()
        self.show_model(InboxModel())

    def step(self, by: int) -> None:
        """Go to the next or previous finding."""
        codes = [finding.code for finding in self._model.findings]
        if codes:
            now = codes.index(self._model.chosen) if self._model.chosen in codes else -1
            self.chosen.emit(FindingChosen(codes[max(0, min(len(codes) - 1, now + by))]))

    def holds_focus(self) -> tuple[bool, bool]:
        """Return whether the focus is in the list, and whether it is in a reason."""
        now = self.window().focusWidget()
        within = now is not None and self._area.isAncestorOf(now)
        typing = any(
            card.reason is not None and now is not None and card.reason.isAncestorOf(now)
            for card in self._cards.values()
        )
        return within, typing

    def _say_left(self, model: InboxModel) -> None:
        total = len(model.findings)
        if model.checking:
            self._left.say(say("finding_checking"))
        elif total and model.asking:
            self._left.say(say("prepare_left", count=total, left=model.left))
        elif total:
            self._left.say(str(total))
        else:
            self._left.say("")

    def _fill(self, model: InboxModel) -> None:
        theme = self.theme
        bar = self._area.verticalScrollBar().value()
        emptied(self._list)
        self._cards = {}
        if model.trouble:
            around = column(theme, margins=(14, 12, 14, 12))
            around.addWidget(Notice(theme, State.ATTENTION, model.trouble))
            self._list.addLayout(around)
        total = len(model.findings)
        for place, finding in enumerate(model.findings):
            code = finding.code
            card = FindingCard(
                theme,
                finding,
                on=code == model.chosen,
                place=place + 1,
                count=total,
                draft=self._drafts.get(code),
            )
            card.chosen.connect(self.chosen)
            card.answered.connect(self.answered)
            card.typed.connect(lambda text, code=code: self._drafts.__setitem__(code, text))
            self._cards[code] = card
            self._list.addWidget(card)
        if not total and not model.trouble:
            self._list.addLayout(self._nothing(model))
        self._list.addStretch(1)
        self._area.verticalScrollBar().setValue(bar)
        chosen = self._cards.get(model.chosen)
        if chosen is not None:
            card = chosen
            QTimer.singleShot(0, card, lambda: self._area.ensureWidgetVisible(card))

    def _nothing(self, model: InboxModel) -> QVBoxLayout:
        theme = self.theme
        around = column(theme, margins=(18, 16, 18, 16))
        line = row(theme, gap=8)
        if model.rules:
            words = say("prepare_no_findings", count=model.rules)
            line.addWidget(Icon(theme, LOOKS[State.AGREED].icon, "ok"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(theme, words, strong=True, tone="ok", wrap=True), 1)
        else:
            line.addWidget(Icon(theme, "circle-dashed", "text2"), 0, Qt.AlignmentFlag.AlignTop)
            words = say("finding_checking" if model.checking else "finding_not_yet")
            line.addWidget(Text(theme, words, tone="text2", wrap=True), 1)
        around.addLayout(line)
        return around

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        by = steps.get(Qt.Key(event.key()))
        if by is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step(by)
            return
        super().keyPressEvent(event)
