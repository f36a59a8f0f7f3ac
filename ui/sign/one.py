"""One letter out of the batch, seen once more before it is signed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.pageview.document import DocumentView
from ui.sign.model import OneModel, SignAsked
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, emptied, row
from ui.widgets.setcard import SetCard
from ui.widgets.splitter import Beneath, ColumnPlan, Columns

_HERE = Qt.ShortcutContext.WidgetShortcut


class OneView(QWidget):
    """The pages fill the left; right the set card and the two answers, which stand under the pages where it is narrow.

    Signing is offered once the letter is on the screen: a key pressed twice signs no letter that was not shown.

    Signals:
        asked: carries :class:`SignAsked`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._open = False
        self.document = DocumentView(theme, bridge, named=True)
        panel = Pane(theme, ground="surface")
        inside = column(theme, panel)
        upper = column(theme, margins=(24, 20, 24, 8), gap=10)
        inside.addLayout(upper)
        self._place = Text(theme, "", role="card")
        upper.addWidget(self._place)
        self._card = column(theme)
        upper.addLayout(self._card)
        inside.addStretch(1)
        foot = self._make_foot()
        plans = (
            ColumnPlan(say("review_context"), 900, 480, grows=True),
            ColumnPlan(say("sign_how_it_goes"), 400, 330, compact=360),
        )
        layout = row(theme, self)
        self._columns = Columns(theme, plans, (self.document, panel), first=0, beneath=Beneath(foot, inside))
        self._columns.turned.connect(self._turn)
        layout.addWidget(self._columns)

    def _make_foot(self) -> Pane:
        theme = self._theme
        foot = Pane(theme, ground="surface")
        lines = column(theme, foot, margins=(24, 10, 24, 18), gap=10)
        self._reason = QPlainTextEdit()
        self._reason.setFont(theme.font("body"))
        self._reason.setFixedHeight(theme.px(58))
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(say("sign_skip_why"))
        self._reason.textChanged.connect(self._match)
        self._label = Text(theme, say("sign_skip_why"), strong=True)
        self._note = Text(theme, "", tone="text2", wrap=True)
        self._place_below = Text(theme, "", role="card")
        self.sign = Button(theme, say("sign_this"), icon="pen-line", kind=Kind.PRIMARY, key=say("key_enter"), height=44)
        self.sign.clicked.connect(lambda: self.asked.emit(SignAsked("this")))
        self.skip = Button(theme, say("sign_skip"))
        self.skip.clicked.connect(self._skip_now)
        QShortcut(QKeySequence("Ctrl+Return"), self._reason, self._skip_now, context=_HERE)
        self.back = Button(theme, say("place_done"), kind=Kind.QUIET, key="Esc")
        self.back.clicked.connect(lambda: self.asked.emit(SignAsked("back")))
        for part in (self._label, self._reason, self._note):
            lines.addWidget(part)
        self._answers = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._answers.setSpacing(theme.px(10))
        self._answers.addWidget(self._place_below, 1)
        self._answers.addWidget(self.sign)
        self._answers.addWidget(self.skip)
        self._answers.addWidget(self.back)
        lines.addLayout(self._answers)
        return foot

    def show_one(self, model: OneModel) -> None:
        """Show a letter; its document comes by :meth:`show_document`, and until then only skipping is offered."""
        words = say("sign_place", place=model.place, count=model.count)
        self._place.say(words)
        self._place_below.say(words)
        emptied(self._card)
        self._card.addWidget(SetCard(self._theme, model.card, narrow=True))
        self._reason.clear()
        self._reason.hide()
        self._label.hide()
        self._open = False
        self._say(say("sign_one_opening"))
        self._match()

    def show_document(self, model: OneModel, source: PageSource) -> None:
        """Open the letter's pages; now it can be signed."""
        self.document.open(model.document, source)
        self._open = True
        self._match()
        self._say("")

    def show_trouble(self, sentence: str) -> None:
        """The letter cannot be shown: it is not signed unseen, it can be skipped."""
        self.document.clear()
        self._say(sentence)

    def _say(self, words: str) -> None:
        self._note.say(words)
        self._note.setVisible(bool(words))

    def _turn(self) -> None:
        narrow = self._columns.narrow
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._answers.setDirection(across if narrow else down)
        self._place_below.setVisible(narrow)

    def _match(self) -> None:
        asked = not self._reason.isHidden()
        # While it is said why a letter is skipped, no key signs it.
        self.sign.setEnabled(self._open and not asked)
        self.skip.say(say("sign_skip_now") if asked else say("sign_skip"))
        self.skip.setEnabled(not asked or bool(self._reason.toPlainText().strip()))

    def close_reason(self) -> bool:
        """Close the question why, and return whether it was open; what was typed is gone."""
        if self._reason.isHidden():
            return False
        self._reason.clear()
        self._reason.hide()
        self._label.hide()
        self._match()
        (self.sign if self.sign.isEnabled() else self.skip).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _skip_now(self) -> None:
        if not self.skip.isEnabled():
            return
        if self._reason.isHidden():
            self._label.show()
            self._reason.show()
            self._reason.setFocus()
            self._match()
            return
        self.asked.emit(SignAsked("skip", self._reason.toPlainText().strip()))
