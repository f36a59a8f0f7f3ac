"""The plan: what will be signed, what not and why, how it goes, and the choice a person makes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.sign.model import HowChosen, PlanModel, SignAsked, Step
from ui.text import number_word, say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind, LinkButton
from ui.widgets.field import Choice, Choices, Chosen
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Notice
from ui.widgets.pane import Hairline, Pane, column, emptied, row, scrolled
from ui.widgets.plan import PlanTable, TableModel
from ui.widgets.splitter import Beneath, ColumnPlan, Columns
from ui.widgets.states import State


class PlanView(QWidget):
    """Left the tables, right the panel.

    Signals:
        how: carries :class:`HowChosen`.
        asked: carries :class:`SignAsked`.
    """

    how = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        layout = column(theme, self)
        content = QWidget()
        content.setObjectName("column")
        whole = column(theme, content)
        self._left = column(theme, margins=(28, 22, 28, 24), gap=10)
        whole.addLayout(self._left)
        self._panel = Pane(theme, ground="surface")
        inside = column(theme, self._panel)
        upper = QWidget()
        upper.setObjectName("column")
        self._right = column(theme, upper, margins=(24, 18, 24, 8), gap=0)
        area = scrolled(upper)
        inside.addWidget(area, 1)
        foot = Pane(theme, ground="surface")
        self._foot = column(theme, foot, margins=(24, 8, 24, 18), gap=8)
        plans = (
            ColumnPlan(say("sign_signed"), 900, 520, grows=True),
            ColumnPlan(say("sign_how_it_goes"), 400, 330, compact=360),
        )
        self.tables = scrolled(content)
        beneath = Beneath(foot, inside, upper, area, whole)
        layout.addWidget(Columns(theme, plans, (self.tables, self._panel), first=0, beneath=beneath))
        self.go: Button | None = None
        self.choices: Choices | None = None

    def show_plan(self, model: PlanModel) -> None:
        """Show the plan."""
        self._show_tables(model)
        self._show_panel(model)

    def show_choice(self, model: PlanModel) -> None:
        """Show which way is chosen, and that it can go on."""
        if self.choices is not None:
            self.choices.choose(model.how)
        self._show_foot(model)

    def _heading(self, words: str, more: str) -> QWidget:
        theme = self._theme
        holder = QWidget()
        line = row(theme, holder, gap=8)
        line.addWidget(Text(theme, words, role="heading"))
        line.addWidget(Text(theme, more, tone="text2"), 1)
        return holder

    def _table(self, model: TableModel, name: str) -> Pane:
        pane = Pane(self._theme, ground="surface", border="line", radius=10)
        layout = column(self._theme, pane, margins=(1, 1, 1, 1))
        table = PlanTable(self._theme, name=name)
        table.show_table(model)
        layout.addWidget(table)
        return pane

    def _show_tables(self, model: PlanModel) -> None:
        theme = self._theme
        emptied(self._left)
        if model.interrupted:
            notice = Notice(theme, State.ATTENTION, model.interrupted, action=say("sign_go_on"))
            notice.acted.connect(lambda: self.asked.emit(SignAsked("go_on")))
            self._left.addWidget(notice)
        if model.trouble:
            self._left.addWidget(Notice(theme, model.trouble_state, model.trouble))
        if model.letters:
            letters = say("sign_letters", count=model.letters)
            count = say("sign_signed_count", letters=letters, decisions=say("sign_decisions", count=model.decisions))
            self._left.addWidget(self._heading(say("sign_signed"), count))
            self._left.addWidget(self._table(model.signed, say("sign_signed")))
        if model.may_place:
            line = row(theme)
            place = Button(theme, say("place_act"), icon="move", kind=Kind.QUIET, key="P")
            place.clicked.connect(lambda: self.asked.emit(SignAsked("place")))
            line.addWidget(place)
            line.addStretch(1)
            self._left.addLayout(line)
        if model.unsigned.rows:
            self._left.addSpacing(theme.px(18))
            words = say("sign_not_count", count=len(model.unsigned.rows))
            self._left.addWidget(self._heading(say("sign_not"), words))
            self._left.addWidget(self._table(model.unsigned, say("sign_not")))
        self._left.addSpacing(theme.px(6))
        line = row(theme, gap=8)
        line.addWidget(Icon(theme, "seal", "seal", size=16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(theme, say("sign_sealed_means"), tone="text2", wrap=True), 1)
        self._left.addLayout(line)
        self._left.addStretch(1)

    def _show_panel(self, model: PlanModel) -> None:
        theme = self._theme
        emptied(self._right)
        self._right.addWidget(Text(theme, say("sign_how_it_goes"), role="heading"))
        self._right.addSpacing(theme.px(4))
        for place, step in enumerate(model.steps):
            if place:
                self._right.addWidget(Hairline(theme))
            self._right.addWidget(step_line(theme, step))
            if not place:
                self._right.addLayout(self._key_ways(model))
        self.choices = None
        if model.letters:
            self._show_choices(model)
        self._right.addStretch(1)
        self._show_foot(model)

    def _show_choices(self, model: PlanModel) -> None:
        theme = self._theme
        self._right.addSpacing(theme.px(12))
        self._right.addWidget(Text(theme, say("sign_how"), role="heading"))
        self._right.addSpacing(theme.px(10))
        number = number_word(model.letters)
        everything = say("sign_both") if model.letters == 2 else say("sign_all", count=model.letters, number=number)
        # What is said of the letters is what is known: one that was not opened is named here, before the choice.
        unopened = say("sign_all_unopened", letters=", ".join(model.unopened))
        choices = (
            Choice("one", say("sign_one"), say("sign_one_text")),
            Choice("all", everything, unopened if model.unopened else say("sign_all_opened")),
        )
        self.choices = Choices(theme, choices, name=say("sign_how"), card=True)
        self.choices.choose(model.how)
        self.choices.chosen.connect(self._chosen)
        self._right.addWidget(self.choices)

    def _key_ways(self, model: PlanModel) -> QBoxLayout:
        """Beside the key: another one, and after a trouble a look whether it is there now."""
        theme = self._theme
        line = row(theme, margins=(28, 0, 0, 8), gap=16)
        ways = [("sign_key_choose" if model.trouble else "sign_key_other", "keys")]
        if model.trouble:
            ways.append(("sign_look_again", "look"))
        for word, what in ways:
            link = LinkButton(theme, say(word))
            link.clicked.connect(lambda _on=False, what=what: self.asked.emit(SignAsked(what)))
            line.addWidget(link)
        line.addStretch(1)
        return line

    def _show_foot(self, model: PlanModel) -> None:
        theme = self._theme
        emptied(self._foot)
        words = say("sign_to_letters" if model.how == "one" else "sign_to_pin")
        self.go = Button(
            theme, words, icon="arrow-right", trailing=True, kind=Kind.PRIMARY, key="Ctrl Enter", height=44
        )
        self.go.setEnabled(bool(model.how) and bool(model.letters) and not model.trouble)
        self.go.clicked.connect(lambda: self.asked.emit(SignAsked("pin")))
        self._foot.addWidget(self.go)
        first = say("sign_choose_first" if model.letters else "sign_none_ready")
        why = model.trouble or ("" if model.how and model.letters else first)
        self.go.setAccessibleDescription(why)
        if why and not model.trouble:
            below = Text(theme, why)
            below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._foot.addWidget(below)

    def _chosen(self, chosen: Chosen) -> None:
        self.how.emit(HowChosen(chosen.code))


def step_line(theme: Theme, step: Step) -> QWidget:
    """Return one line of what will happen."""
    holder = QWidget()
    line = row(theme, holder, margins=(0, 6, 0, 7), gap=10)
    line.addWidget(Icon(theme, step.icon, "text2" if step.tone == "text" else step.tone), 0, Qt.AlignmentFlag.AlignTop)
    words = column(theme, gap=0)
    words.addWidget(Text(theme, step.text, strong=True, tone=step.tone, wrap=True))
    if step.more:
        words.addWidget(Text(theme, step.more, role="body", tone="text2", wrap=True))
    line.addLayout(words, 1)
    return holder
