"""The points of a meeting: closed ones as a row, the open one with its set and the question."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.council.model import (
    OUTCOMES,
    CouncilAsked,
    DraftChanged,
    Fact,
    LetterTimes,
    OpenPoint,
    OutcomeDraft,
    PointModel,
    TimeCell,
)
from ui.text import say
from ui.theme import paint
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.widgets.badge import Badge, badge_width, draw_badge
from ui.widgets.button import Button, Kind, LinkButton
from ui.widgets.field import Choice, Choices, Field
from ui.widgets.label import Text
from ui.widgets.notice import Notice
from ui.widgets.pane import Pane, column, row
from ui.widgets.setcard import SetCard
from ui.widgets.states import State, word


class ClosedPoint(Button):
    """A point in one row, 46 high; where its title has no room, what else is said stands under it."""

    def __init__(self, theme: Theme, point: PointModel) -> None:
        super().__init__(theme, point.title, kind=Kind.TOOL)
        self._point = point
        self.setAccessibleName(point.read)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(500), self._high_at(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self._high_at(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != self._high_at(event.size().width()):
            self.updateGeometry()

    def _beside(self) -> float:
        """How wide the badges are."""
        px = self.theme.px
        return px(18) + sum(badge_width(self.theme, word(state)) + px(8) for state in self._point.badges)

    def _letters(self) -> str:
        return say("council_letters", count=self._point.letters)

    def _one_row(self, width: int) -> bool:
        theme, px = self.theme, self.theme.px
        title = theme.metrics("body", strong=True).horizontalAdvance(self._point.title)
        more = theme.metrics("body").horizontalAdvance(f"  {self._letters()}{self._point.outcome}")
        return px(90) + title + more + px(24) + self._beside() <= width

    def _titles(self, width: int) -> tuple[str, ...]:
        room = width - self.theme.px(90 + 12) - self._beside()
        return paint.wrapped(self._point.title, self.theme.font("body", strong=True), room, most=3)

    def _high_at(self, width: int) -> int:
        theme = self.theme
        if self._one_row(width):
            return theme.px(46)
        return theme.px(20) + theme.line("body") * (1 + len(self._titles(width)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px, point = self.theme, self.theme.px, self._point
        border = theme.colour("control" if self.underMouse() else "line")
        paint.box(painter, self.rect(), fill=theme.colour("surface"), border=border, radius=px(10))
        high = self.height()
        right = float(self.width() - px(18))
        for state in reversed(point.badges):
            wide = badge_width(theme, word(state))
            draw_badge(painter, theme, state, QRectF(right - wide, 0, wide, high))
            right -= wide + px(8)
        quiet = theme.colour("text2")
        if self._one_row(self.width()):
            wide = round(theme.metrics("body").horizontalAdvance(point.outcome)) + 2
            outcome = QRectF(right - wide - px(4), 0, wide, high)
            paint.line(painter, point.outcome, theme.font("body"), quiet, outcome)
            paint.line(painter, point.point, theme.font("body"), quiet, QRectF(px(18), 0, px(70), high))
            pieces = (Run(point.title, strong=True), Run(f"  {self._letters()}", "text2"))
            paint.runs(painter, theme, "body", pieces, QRectF(px(90), 0, outcome.x() - px(102), high))
            return
        line, y = theme.line("body"), float(px(10))
        room = right - px(90)
        paint.line(painter, point.point, theme.font("body"), quiet, QRectF(px(18), y, px(70), line))
        for words in self._titles(self.width()):
            strong = theme.font("body", strong=True)
            paint.line(painter, words, strong, theme.colour("text"), QRectF(px(90), y, room, line))
            y += line
        more = f"{self._letters()}, {point.outcome[:1].lower()}{point.outcome[1:]}"
        paint.line(painter, more, theme.font("body"), quiet, QRectF(px(90), y, room, line))


class OpenedPoint(Pane):
    """The open point.

    Signals:
        changed: carries :class:`DraftChanged`.
        asked: carries :class:`CouncilAsked`.
    """

    changed = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, point: PointModel, opened: OpenPoint) -> None:
        super().__init__(theme, ground="surface", radius=10)
        self.frame(border="accent", width=2)
        self._opened = opened
        self.choices: Choices | None = None
        self._fields: dict[str, Field] = {}
        layout = self._body = column(theme, self, margins=(18, 16, 18, 18), gap=0)
        head = row(theme, gap=8)
        number = Text(theme, point.point, tone="text2")
        number.setFixedWidth(theme.px(60))
        head.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        title = Text(theme, point.title, role="card", wrap=True)
        head.addWidget(title, 1)
        for state in point.badges:
            head.addWidget(Badge(theme, state), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addSpacing(theme.px(10))
        layout.addWidget(SetCard(theme, opened.card))
        layout.addSpacing(theme.px(14))
        self._say_unproven(opened.unproven)
        if opened.refusal:
            layout.addWidget(Notice(theme, State.ATTENTION, opened.refusal))
        elif opened.draft is not None:
            self._state(opened.facts)
            if opened.facts:
                layout.addSpacing(theme.px(14))
            self._ask(opened.draft)
        else:
            self._state(opened.facts)
        for times in opened.times:
            layout.addSpacing(theme.px(12))
            name = say("council_times_of", letter=times.letter) if times.letter else say("council_times")
            layout.addWidget(Text(theme, name, role="heading"))
            layout.addSpacing(theme.px(6))
            layout.addWidget(_Times(theme, times))
        if opened.may_void:
            self._void()
        if opened.may_again:
            self._offer_again()

    def take_first(self) -> None:
        """Put the focus on the first answer."""
        if self.choices is not None:
            self.choices.findChildren(Button)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, name: str) -> QWidget | None:
        """Return a field by its name: ``who``, ``when``, ``evidence``."""
        return self._fields[name].edit if name in self._fields else None

    def draft(self) -> OutcomeDraft:
        """Return what is chosen and typed now."""
        texts = {name: field.edit.text().strip() for name, field in self._fields.items()}
        return OutcomeDraft(self.choices.code if self.choices is not None else "", **texts)

    def _say_unproven(self, sentences: tuple[str, ...]) -> None:
        """Say, calmly, of which letters the time is not confirmed and why; one button tries it for all of them."""
        for place, sentence in enumerate(sentences):
            action = say("council_try_now") if not place else ""
            notice = Notice(self.theme, State.TIME_UNPROVEN, sentence, action=action)
            notice.acted.connect(lambda: self.asked.emit(CouncilAsked("strengthen", self._opened.code)))
            self._body.addWidget(notice)
            self._body.addSpacing(self.theme.px(8))

    def _offer_again(self) -> None:
        line = row(self.theme, margins=(0, 12, 0, 0))
        again = LinkButton(self.theme, say("again_act"))
        again.clicked.connect(lambda: self.asked.emit(CouncilAsked("again", self._opened.code)))
        line.addWidget(again)
        line.addStretch(1)
        self._body.addLayout(line)

    def _state(self, facts: tuple[Fact, ...]) -> None:
        """Say what is recorded."""
        theme = self.theme
        for fact in facts:
            line = row(theme, margins=(0, 3, 0, 3), gap=8)
            label = Text(theme, fact.label, tone="text2", wrap=True)
            label.setFixedWidth(theme.px(142))
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(theme, fact.text, wrap=True), 1)
            self._body.addLayout(line)

    def _ask(self, draft: OutcomeDraft) -> None:
        theme = self.theme
        layout = self._body
        layout.addWidget(Text(theme, say("council_question"), role="heading"))
        choices = []
        for code in OUTCOMES:
            key = f"outcome_{code}_text" if code in ("agreed", "changed", "deferred") else "outcome_stays"
            choices.append(Choice(code, say(f"outcome_{code}"), say(key)))
        self.choices = Choices(theme, tuple(choices), name=say("council_question"), split=268)
        self.choices.choose(draft.outcome)
        self.choices.chosen.connect(lambda _chosen: self._tell())
        layout.addWidget(self.choices)
        line = row(theme, margins=(0, 10, 0, 0), gap=12)
        for name, value in (("who", draft.who), ("when", draft.when), ("evidence", draft.evidence)):
            field = Field(theme, say(f"council_{name}"), hint=self._opened.example if name == "when" else "")
            field.edit.setObjectName(name)
            field.edit.setText(value)
            # Every sign: a key that records takes the focus from no field.
            field.edit.textChanged.connect(self._tell)
            again = "_again" if name == "when" and value.strip() else ""
            missing = say(f"council_missing_{name}{again}", example=self._opened.example)
            field.wrong(missing if draft.missing == name else "")
            self._fields[name] = field
            line.addWidget(field, 5 if name != "when" else 4, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)

    def _tell(self) -> None:
        self.changed.emit(DraftChanged(self._opened.code, self.draft()))

    def _void(self) -> None:
        theme = self.theme
        layout = self._body
        line = row(theme, margins=(0, 12, 0, 0), gap=8)
        void = Button(theme, say("council_void"), icon="ban", kind=Kind.DANGER)
        void.clicked.connect(lambda: self.asked.emit(CouncilAsked("void", self._opened.code)))
        correct = Button(theme, say("council_correct"), kind=Kind.QUIET)
        correct.setToolTip(say("council_correct_text"))
        correct.clicked.connect(lambda: self.asked.emit(CouncilAsked("correct", self._opened.code)))
        line.addWidget(void)
        line.addWidget(correct)
        line.addStretch(1)
        layout.addLayout(line)


class _Times(Pane):
    """Four times side by side; two by two where that is too wide for them."""

    def __init__(self, theme: Theme, times: LetterTimes) -> None:
        super().__init__(theme, border="line", radius=8)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self._cells = [_time_cell(theme, time) for time in times.cells]
        self._across = 0
        self._lay_out(len(self._cells))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = sum(cell.sizeHint().width() for cell in self._cells)
        self._lay_out(len(self._cells) if wide <= event.size().width() else 2)

    def _lay_out(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, cell in enumerate(self._cells):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, place // across, place % across)
            cell.edge(("l" if place % across else "") + ("t" if place >= across else ""))
        for place in range(len(self._cells)):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
        self.updateGeometry()


def _time_cell(theme: Theme, time: TimeCell) -> Pane:
    cell = Pane(theme)
    inner = column(theme, cell, margins=(14, 8, 10, 9), gap=0)
    inner.addWidget(Text(theme, time.what, tone="text2"))
    inner.addWidget(Text(theme, time.when, strong=True))
    inner.addWidget(Text(theme, time.source, tone="text2"))
    return cell
