"""A finding: closed in two lines, open with its quote, its reason and what can be done."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from ui.findings.model import Answer, FindingAnswered, FindingChosen, FindingModel
from ui.text import say
from ui.theme.style import INSIDE, draw_ring
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.states import LOOKS, word

_ICONS = {Answer.COPY: "copy", Answer.SEEN: "check", Answer.CONDITION: "landmark", Answer.FIELDS: "pen-line"}


class FindingCard(Pane):
    """A finding in the inbox.

    Signals:
        chosen: carries :class:`FindingChosen`.
        answered: carries :class:`FindingAnswered`.
        typed: the reason that is being typed changed; carries its text.
    """

    chosen = Signal(object)
    answered = Signal(object)
    typed = Signal(str)

    def __init__(
        self, theme: Theme, finding: FindingModel, *, on: bool, place: int, count: int, draft: str | None = None
    ) -> None:
        look = LOOKS[finding.level]
        super().__init__(theme, ground=look.soft if on else "", edges="b")
        self.finding = finding
        self.reason: _Reason | None = None
        layout = self._body = column(theme, self, margins=(18, 10, 18, 12), gap=1)
        head = row(theme, gap=8)
        head.addWidget(Badge(theme, finding.level, plain=True), 0, Qt.AlignmentFlag.AlignTop)
        where = Text(theme, finding.where, tone="text2", wrap=True)
        where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.addWidget(where, 1)
        layout.addLayout(head)
        title = Text(theme, finding.title, strong=finding.left, wrap=True)
        if not finding.left:
            title.tone("text2")
        layout.addWidget(title)
        if finding.overruled:
            layout.addWidget(_Done(theme, finding.overruled))
        elif finding.seen:
            layout.addWidget(_Done(theme, say("finding_seen")))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(INSIDE, True)
        level = word(finding.level)
        name = say(
            "prepare_finding_name", place=place, count=count, level=level, where=finding.where, title=finding.title
        )
        self.setAccessibleName(name)
        self.setAccessibleDescription(finding.overruled or (say("finding_seen") if finding.seen else ""))
        if on:
            self._open(finding, draft)

    def ask_why(self) -> None:
        """Ask for the reason to go on all the same, with the focus in it."""
        if self.reason is not None:
            self.reason.show()
            self.reason.take_focus()
            self.typed.emit(self.reason.text)

    def _open(self, finding: FindingModel, draft: str | None) -> None:
        theme = self.theme
        layout = self._body
        if any(finding.quote):
            layout.addWidget(_quote(theme, finding))
        if finding.reason:
            layout.addWidget(Text(theme, finding.reason, tone="text2", wrap=True))
        buttons: list[Button] = []
        for answer in finding.answers:
            cap = say("key_space") if answer is Answer.SEEN else ""
            meeting = finding.condition
            words = (
                say("prepare_condition_of", meeting=meeting)
                if answer is Answer.CONDITION and meeting
                else say(f"finding_{answer.value}")
            )
            button = Button(theme, words, icon=_ICONS.get(answer, ""), key=cap, height=28)
            button.clicked.connect(lambda _on=False, answer=answer: self._answer(answer))
            buttons.append(button)
        if buttons:
            layout.addSpacing(theme.px(8))
            layout.addWidget(_Answers(theme, tuple(buttons)))
        if Answer.ANYWAY in finding.answers:
            self.reason = _Reason(theme, draft or "")
            self.reason.given.connect(
                lambda why: self.answered.emit(FindingAnswered(finding.code, Answer.ANYWAY, str(why)))
            )
            self.reason.typed.connect(self.typed)
            self.reason.left.connect(self._leave)
            layout.addWidget(self.reason)
            self.reason.setVisible(draft is not None)

    def _answer(self, answer: Answer) -> None:
        if answer is Answer.ANYWAY:
            self.ask_why()
        else:
            self.answered.emit(FindingAnswered(self.finding.code, answer))

    def _leave(self) -> None:
        """Close the question; what was typed in it stays for when it is asked again."""
        if self.reason is not None:
            self.reason.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            gap = self.theme.px(3)
            draw_ring(QPainter(self), QRectF(self.rect()).adjusted(gap, gap, -gap, -gap), self.theme, radius=6)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            # Keys that follow are for this finding: its new card, open, takes the focus over.
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.chosen.emit(FindingChosen(self.finding.code))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self.chosen.emit(FindingChosen(self.finding.code, go=True))
            return
        super().keyPressEvent(event)


class _Done(QWidget):
    """What became of a finding, under its title."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        line = row(theme, self, margins=(0, 2, 0, 0), gap=8)
        line.addWidget(Icon(theme, "check", "text2", size=16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(theme, words, tone="text2", wrap=True), 1)


class _Answers(QWidget):
    """Buttons beside each other, or under each other where they do not fit."""

    def __init__(self, theme: Theme, buttons: tuple[Button, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._buttons = buttons
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.px(8))
        for button in buttons:
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gaps = self._theme.px(8) * (len(self._buttons) - 1)
        beside = sum(button.sizeHint().width() for button in self._buttons) + gaps <= event.size().width()
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)
            self.updateGeometry()


class _Reason(QWidget):
    """Why a person goes on all the same: Enter records, Escape leaves.

    Signals:
        given: carries the reason.
        typed: carries what is typed so far.
        left: the person leaves.
    """

    given = Signal(str)
    typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        layout = column(theme, self, margins=(0, 8, 0, 2), gap=8)
        self._field = Field(theme, say("reason_label"))
        self._field.edit.setText(text)
        layout.addWidget(self._field)
        self._record = Button(theme, say("finding_anyway_record"), kind=Kind.DANGER, key=say("key_enter"), height=30)
        self._record.clicked.connect(self._give)
        self._record.setEnabled(bool(text.strip()))
        layout.addWidget(self._record, 0, Qt.AlignmentFlag.AlignLeft)
        self._field.edit.textChanged.connect(self._changed)
        self._field.edit.returnPressed.connect(self._give)

    @property
    def text(self) -> str:
        """What is typed so far."""
        return self._field.edit.text()

    def take_focus(self) -> None:
        """Put the focus in the field."""
        self._field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _changed(self, text: str) -> None:
        self._record.setEnabled(bool(text.strip()))
        self.typed.emit(text)

    def _give(self) -> None:
        if self.text.strip():
            self.given.emit(self.text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _quote(theme: Theme, finding: FindingModel) -> Pane:
    """The quote in serif italic with the exact words 600, behind a rule of 2 px."""
    pane = Pane(theme)
    line = row(theme, pane, margins=(0, 6, 0, 6), gap=10)
    rule = Pane(theme, ground=LOOKS[finding.level].colour)
    rule.setFixedWidth(theme.px(2))
    line.addWidget(rule)
    before, exact, after = (escape(part) for part in finding.quote)
    label = QLabel()
    label.setFont(theme.font("quote", italic=True))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    height = theme.line("quote")
    label.setText(
        f'<p style="margin:0; line-height:{height}px; -qt-line-height-type:fixed">'
        f'{before}<span style="font-weight:600">{exact}</span>{after}</p>'
    )
    label.setAccessibleName("".join(finding.quote))
    line.addWidget(label, 1)
    return pane
