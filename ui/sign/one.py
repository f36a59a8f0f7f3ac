"""One letter out of the batch, seen once more before it is signed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

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
from ui.widgets.splitter import ColumnPlan, Columns


class OneView(QWidget):
    """The pages fill the left; right the set card and the two answers.

    Signals:
        asked: carries :class:`SignAsked`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self.document = DocumentView(theme, bridge, named=True)
        panel = Pane(theme, ground="surface")
        inside = column(theme, panel, margins=(24, 20, 24, 18), gap=10)
        self._place = Text(theme, "", role="card")
        inside.addWidget(self._place)
        self._card = column(theme)
        inside.addLayout(self._card)
        inside.addStretch(1)
        self._reason = QPlainTextEdit()
        self._reason.setFixedHeight(theme.px(58))
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(say("reason_label"))
        self._label = Text(theme, say("reason_label"), strong=True)
        self.sign = Button(theme, say("sign_this"), icon="pen-line", kind=Kind.PRIMARY, key=say("key_enter"), height=44)
        self.sign.clicked.connect(lambda: self.asked.emit(SignAsked("this")))
        self._skip = Button(theme, say("sign_skip"))
        self._skip.clicked.connect(self._skip_now)
        for part in (self._label, self._reason, self.sign, self._skip):
            inside.addWidget(part)
        plans = (
            ColumnPlan(say("review_context"), 900, 480, grows=True),
            ColumnPlan(say("sign_how_it_goes"), 400, 330, compact=360),
        )
        layout = row(theme, self)
        layout.addWidget(Columns(theme, plans, (self.document, panel), first=0))

    def show_one(self, model: OneModel) -> None:
        """Show a letter; its document comes by :meth:`show_document`."""
        self._place.say(say("sign_place", place=model.place, count=model.count))
        emptied(self._card)
        self._card.addWidget(SetCard(self._theme, model.card, narrow=True))
        self._reason.clear()
        self._reason.hide()
        self._label.hide()

    def show_document(self, model: OneModel, source: PageSource) -> None:
        """Open the letter's pages."""
        self.document.open(model.document, source)

    def _skip_now(self) -> None:
        if not self._reason.isVisible():
            self._label.show()
            self._reason.show()
            self._reason.setFocus()
            return
        text = self._reason.toPlainText().strip()
        if text:
            self.asked.emit(SignAsked("skip", text))
