"""The verdict of a file: one sentence, five answers, what changed, the technical data folded."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.pageview.model import Zoom
from ui.pageview.view import PageView
from ui.text import say
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.verify.model import AnswerModel, DifferenceModel, VerdictModel, VerifyAsked
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Hairline, Pane, column, emptied, row
from ui.widgets.splitter import SwitchButton
from ui.widgets.states import LOOKS, State, word

_LONGEST = 30  # signs of a word


class Difference(Pane):
    """Signed revision left, current right, same place in both.

    Signals:
        asked: carries :class:`VerifyAsked`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, ground="sunken", border="line", radius=8)
        layout = row(theme, self, margins=(1, 1, 1, 1))
        self.signed, self._signed_page, left = self._side(bridge, "seal", "seal", "verify_signed")
        self.current, self._current_page, right = self._side(bridge, "triangle-alert", "bad", "verify_now")
        self._count = Text(theme, "", tone="text2")
        right.addWidget(self._count)
        for icon, key, what in (("chevron-up", "verify_previous", "previous"), ("chevron-down", "verify_next", "next")):
            button = IconButton(theme, icon, say(key))
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(VerifyAsked(what)))
            right.addWidget(button)
        for place, (head, view) in enumerate(((left, self.signed), (right, self.current))):
            part = Pane(theme, edges="l" if place else "")
            inside = column(theme, part, margins=(14, 4, 10, 0), gap=2)
            bar = QWidget()
            bar.setFixedHeight(theme.px(36))
            bar.setLayout(head)
            inside.addWidget(bar)
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            inside.addWidget(view, 1)
            layout.addWidget(part, 1)
        self.setMinimumHeight(theme.px(260))
        for side in ("verticalScrollBar", "horizontalScrollBar"):
            first, second = getattr(self.signed, side)(), getattr(self.current, side)()
            first.valueChanged.connect(second.setValue)
            second.valueChanged.connect(first.setValue)
        self.signed.zoomed.connect(lambda zoom: _zoom_too(self.current, zoom))
        self.current.zoomed.connect(lambda zoom: _zoom_too(self.signed, zoom))

    def show_difference(self, model: DifferenceModel) -> None:
        """Show the marks; the documents come by :meth:`show_documents`."""
        for label in (self._signed_page, self._current_page):
            label.say(say("verify_page", page=model.page + 1))
        self._count.say(say("verify_difference", place=model.place, count=model.count))
        self.signed.show_marks(model.signed_marks)
        self.current.show_marks(model.current_marks)

    def show_documents(self, model: DifferenceModel, signed: PageSource, current: PageSource) -> None:
        """Open both revisions."""
        self.signed.open(model.signed, signed)
        self.current.open(model.current, current)
        self.show_difference(model)

    def _side(self, bridge: Bridge, icon: str, colour: str, key: str) -> tuple[PageView, Text, QHBoxLayout]:
        theme = self.theme
        view = PageView(theme, bridge)
        head = row(theme, gap=6)
        head.addWidget(Icon(theme, icon, colour, size=16))
        head.addWidget(Text(theme, say(key), strong=True))
        page = Text(theme, "", tone="text2")
        head.addWidget(page)
        head.addStretch(1)
        return view, page, head


def _zoom_too(view: PageView, zoom: Zoom) -> None:
    if view.zoom != zoom:
        view.set_zoom(zoom)


def _breakable(text: str) -> str:
    """Let words break that are longer than any line: names come from files."""
    return " ".join(
        "\u200b".join(part[at : at + _LONGEST] for at in range(0, len(part), _LONGEST)) for part in text.split(" ")
    )


class Detail(QWidget):
    """All three layers.

    Signals:
        asked: carries :class:`VerifyAsked`.
        tab_chosen: carries :class:`VerifyAsked` with what ``tab`` and the number as code.
    """

    asked = Signal(object)
    tab_chosen = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("column")
        layout = column(theme, self, margins=(28, 20, 28, 20))
        self._head: QVBoxLayout = column(theme)
        layout.addLayout(self._head)
        self._changed = QWidget()
        changed = column(theme, self._changed, margins=(0, 14, 0, 0), gap=10)
        line = row(theme, gap=10)
        line.addWidget(Text(theme, say("verify_changed"), strong=True))
        line.addWidget(Text(theme, say("verify_changed_text"), tone="text2"), 1)
        compare = Button(theme, say("verify_compare"), icon="columns-2", kind=Kind.QUIET, key="V")
        compare.clicked.connect(lambda: self.asked.emit(VerifyAsked("compare")))
        line.addWidget(compare)
        changed.addLayout(line)
        self.difference = Difference(theme, bridge)
        self.difference.asked.connect(self.asked)
        changed.addWidget(self.difference, 1)
        layout.addWidget(self._changed, 1)
        self._tail: QVBoxLayout = column(theme, margins=(0, 12, 0, 0), gap=8)
        layout.addLayout(self._tail)
        self._open = False
        layout.addStretch(0)
        self._fill = layout
        self._model: VerdictModel | None = None

    def show_verdict(self, model: VerdictModel) -> None:
        """Show a verdict."""
        if self._model is None or model.code != self._model.code:
            self._open = False
        self._model = model
        emptied(self._head)
        if len(model.tabs) > 1:
            self._tabs(model)
        self._sentence(model)
        self._head.addSpacing(self._theme.px(16))
        for answer in model.answers:
            self._head.addWidget(Hairline(self._theme))
            self._head.addLayout(self._answer(answer))
        self._head.addWidget(Hairline(self._theme))
        self._changed.setVisible(model.difference is not None)
        if model.difference is not None:
            self.difference.show_difference(model.difference)
        self._show_tail(model)

    def toggle_technical(self) -> None:
        """Fold or unfold the technical data (D)."""
        if self._model is not None:
            self._open = not self._open
            self._show_tail(self._model)

    def _tabs(self, model: VerdictModel) -> None:
        line = row(self._theme, margins=(0, 0, 0, 12), gap=4)
        for place, name in enumerate(model.tabs):
            button = SwitchButton(self._theme, name)
            button.setChecked(place == model.tab)
            button.clicked.connect(lambda _on=False, place=place: self.tab_chosen.emit(VerifyAsked("tab", str(place))))
            line.addWidget(button)
        line.addStretch(1)
        self._head.addLayout(line)

    def _sentence(self, model: VerdictModel) -> None:
        theme = self._theme
        look = LOOKS[model.verdict]
        line = row(theme, gap=12)
        line.addWidget(Icon(theme, look.icon, look.colour, size=38), 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, gap=0)
        words.addWidget(Text(theme, word(model.verdict), tone=look.colour, strong=True))
        sentence = Text(theme, _breakable(model.sentence), role="document", wrap=True)
        sentence.setAccessibleName(model.sentence)
        words.addWidget(sentence)
        words.addWidget(Text(theme, model.action, role="lead", wrap=True))
        words.addLayout(self._offers(model))
        line.addLayout(words, 1)
        copy = Button(theme, say("verify_copy"), icon="copy")
        copy.clicked.connect(lambda: self.asked.emit(VerifyAsked("copy", model.code)))
        save = Button(theme, say("verify_save"), icon="download", kind=Kind.PRIMARY, key="Ctrl S")
        save.clicked.connect(lambda: self.asked.emit(VerifyAsked("save", model.code)))
        for button in (copy, save):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(line)

    def _offers(self, model: VerdictModel) -> QLayout:
        """What a person can do here so that it can be decided."""
        line = row(self._theme, margins=(0, 10, 0, 0) if model.online or model.issuers else (0, 0, 0, 0), gap=8)
        offered = {"online": model.online, "issuers": model.issuers, "lists": model.issuers}
        for what, wanted in offered.items():
            if wanted:
                button = Button(self._theme, say(f"verify_{what}"), height=30)
                button.clicked.connect(lambda _on=False, what=what: self.asked.emit(VerifyAsked(what, model.code)))
                line.addWidget(button)
        line.addStretch(1)
        return line

    def _answer(self, answer: AnswerModel) -> QLayout:
        theme = self._theme
        line = row(theme, margins=(0, 8, 0, 8), gap=8)
        question = Text(theme, say(f"question_{answer.question}"), tone="text2", wrap=True)
        question.setFixedWidth(theme.px(262))
        line.addWidget(question, 0, Qt.AlignmentFlag.AlignTop)
        look = LOOKS[answer.state]
        icon = (
            "circle-check"
            if answer.state is State.VALID
            else "circle-x"
            if answer.state is State.INVALID
            else look.icon
        )
        line.addWidget(Icon(theme, icon, look.colour), 0, Qt.AlignmentFlag.AlignTop)
        words = Text(theme, "", wrap=True)
        words.say_runs((Run(_breakable(answer.answer), strong=True), Run(f" {_breakable(answer.sentence)}", "text2")))
        words.setAccessibleName(f"{answer.answer} {answer.sentence}".strip())
        line.addWidget(words, 1)
        return line

    def _show_tail(self, model: VerdictModel) -> None:
        theme = self._theme
        emptied(self._tail)
        if model.same:
            self._tail.addWidget(Text(theme, model.same, tone="text2", wrap=True))
        line = row(theme, gap=8)
        icon = "chevron-down" if self._open else "chevron-right"
        fold = Button(theme, say("verify_technical"), icon=icon, kind=Kind.TOOL)
        fold.clicked.connect(self.toggle_technical)
        line.addWidget(fold)
        rest = Text(theme, model.technical_line, tone="text2")
        rest.setMinimumWidth(theme.px(40))
        line.addWidget(rest, 1)
        self._tail.addLayout(line)
        if self._open:
            box = QPlainTextEdit(model.technical)
            box.setReadOnly(True)
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(theme.font("caption").pointSizeF())
            box.setFont(QFont(font))
            box.setMinimumHeight(theme.px(220))
            box.setAccessibleName(say("verify_technical"))
            self._tail.addWidget(box)
        if model.difference is None:
            self._tail.addStretch(1)
