"""Beoordelen: items, advice, context, and the decision bar over the full width."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page, focus_within
from ui.frame.places import Place
from ui.pageview.actions import add_document_actions
from ui.review.advice import POINTS, AdviceText
from ui.review.context import Context
from ui.review.items import ItemPainter
from ui.review.letters import LetterAnswered, LetterRows
from ui.review.model import Decided, ItemChosen, ItemModel, LinkFollowed, ReviewAsked, ReviewModel
from ui.review.reason import ReasonField
from ui.text import say
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.decision import DECISIONS, DecisionBar, DecisionMade
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import Pane, column, emptied, row
from ui.widgets.progress import WaitLine
from ui.widgets.rows import RowChosen, RowList
from ui.widgets.splitter import ColumnPlan, Columns
from ui.widgets.states import State, word

_STRIP = 64
# With these answers the office wants to know why; what is to be discussed need not be said.
_ASKED = (State.DISAGREED, State.RETURNED, State.DISCUSS)


class ReviewPage(Page):
    """The page.

    Signals:
        item_chosen: carries :class:`ItemChosen`.
        tab_chosen: carries :class:`ui.review.model.TabChosen`.
        followed: carries :class:`ui.review.model.LinkFollowed`.
        decided: carries :class:`Decided`.
        asked: carries :class:`ReviewAsked`.
    """

    item_chosen = Signal(object)
    tab_chosen = Signal(object)
    followed = Signal(object)
    decided = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, Place.REVIEW)
        self._model = ReviewModel()
        self._two_rows = False
        self._solo = -1
        self._answered: LetterAnswered | None = None
        self.advice = AdviceText(theme)
        self.advice.followed.connect(self._follow)
        self.context = Context(theme, bridge)
        self.context.chosen.connect(self.tab_chosen)
        self.bar = DecisionBar(theme)
        self.bar.decided.connect(self._pressed)
        self._actions()
        self._wait = WaitLine(theme)
        self._outer.addWidget(self._wait)
        self._notices = column(theme)
        self._outer.addLayout(self._notices)
        self._stack = QStackedWidget()
        self._none = Empty(theme, "book-open", say("review_nothing_open"), action=say("review_choose_map"))
        self._none.acted.connect(lambda: self._ask("maps"))
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._make_full())
        self._outer.addWidget(self._stack, 1)
        self._open = self._make_open()
        self._allow(ReviewModel())

    def header_extra(self) -> QWidget | None:
        return self._open if self._model.items else None

    def foot_height(self) -> int:
        shown = self._strip.itemAt(0)
        strip = shown.sizeHint().height() if shown is not None else 0
        foot = self.letters if self.letters.isVisible() else self._bar_pane
        return foot.height() + strip if self._model.items else 0

    def first_focus(self) -> QWidget:
        return self.advice if self._model.items else self

    def show_model(self, model: ReviewModel) -> None:
        """Show the page. A document of a tab comes by :meth:`show_document`."""
        old, self._model = self._model, model
        self.show_header(HeaderModel(model.subtitle, say("search_map")))
        self._stack.setCurrentIndex(1 if model.items else 0)
        if model.loading:
            self._wait.start(say("review_loading"))
        else:
            self._wait.stop()
        emptied(self._notices)
        if model.notice:
            self._notices.addWidget(Notice(self.theme, State.ATTENTION, model.notice))
        codes = [item.code for item in model.items]
        place = codes.index(model.chosen) if model.chosen in codes else -1
        self._items.show_rows(model.items, chosen=place)
        self._count.say(say("review_in_map", count=len(model.items)))
        total = say("review_open_count", open=model.open_count, total=len(model.items))
        self._open_text.say_runs((Run(say("review_open"), "text2"), Run(f" {total}", "text", strong=True)))
        self.advice.show_advice(model.advice)
        self.context.show_tabs(model.tabs, model.tab)
        self.context.document.show_marks(model.marks)
        self.context.document.pages.show_place(model.place)
        self._going_back.setEnabled(model.may_go_back)
        self._back_button.setVisible(model.may_go_back)
        self._note.setVisible("note" in model.answers)
        self._note_button.setVisible("note" in model.answers)
        self._remark.setVisible("remark" in model.answers)
        self._remark_button.setVisible("remark" in model.answers)
        self._filter.setVisible("filter" in model.answers)
        self._allow(model)
        self._comparing.setVisible(model.compare_with > 0)
        self._compare.setVisible(model.compare_with > 0)
        self._compare.say(say("review_compare", version=model.compare_with))
        self._show_decision(old, model)

    def _allow(self, model: ReviewModel) -> None:
        """Enable what does something now."""
        for entry in self.page_actions:
            entry.action.setEnabled(bool(model.items))
        open_elsewhere = any(one.state is State.OPEN and one.code != model.chosen for one in model.items)
        for action in (self._next_open, self._previous_open):
            action.setEnabled(open_elsewhere)
        for action in self._stepping:
            action.setEnabled(len(model.items) > 1)
        by_letter = self.letters.isVisibleTo(self)
        for action in self._deciding:
            action.setEnabled(bool(model.chosen) and not model.closed and not by_letter)
        self._by_letter.setEnabled(len(model.letters) > 1 and not model.closed)
        self._going_back.setEnabled(model.may_go_back)

    def show_document(self, source: PageSource) -> None:
        """Open the document of the chosen tab."""
        tab = next((tab for tab in self._model.tabs if tab.code == self._model.tab), None)
        if tab is not None:
            self.context.show_document(tab, source)
            self.context.document.show_marks(self._model.marks)
            self.context.document.pages.show_place(self._model.place)

    def forget(self) -> None:
        """Keep nothing of any document: the vault is locked."""
        self.context.forget()

    def _actions(self) -> None:
        decide: dict[State, QAction] = {}
        for state, key in DECISIONS:
            decide[state] = self.act(word(state), key, Menu.ITEM)
        self.bar.follow(decide)
        self._deciding = tuple(decide.values())
        self._by_letter = self.act(say("review_by_letter"), "", Menu.ITEM, self._open_letters)
        self._remark = self.act(say("review_remark"), "O", Menu.ITEM, self._write_remark)
        self._next_open = self.act(say("review_next_open"), "J", Menu.ITEM, lambda: self._step(1, only_open=True))
        self._previous_open = self.act(
            say("review_previous_open"), "K", Menu.ITEM, lambda: self._step(-1, only_open=True)
        )
        self._stepping = (
            self.act(say("review_next"), "Ctrl+Down", Menu.ITEM, lambda: self._step(1, only_open=False)),
            self.act(say("review_previous"), "Ctrl+Up", Menu.ITEM, lambda: self._step(-1, only_open=False)),
        )
        self._note = self.act(say("review_note"), "M", Menu.ITEM, lambda: self._ask("note"))
        self._comparing = self.act(say("review_compare", version=""), "V", Menu.VIEW, lambda: self._ask("compare"))
        view, advice = Menu.VIEW, self.advice
        self._going_back = self.act(say("review_back"), "Alt+Left", view, self._go_back)
        self.act(say("review_solo"), "S", view, self._toggle_solo)
        self.act(say("review_larger"), "Ctrl++", view, lambda: advice.set_points(advice.points + 1))
        self.act(say("review_smaller"), "Ctrl+-", view, lambda: advice.set_points(advice.points - 1))
        self.act(say("review_normal"), "Ctrl+0", view, lambda: advice.set_points(POINTS))
        add_document_actions(self, self.context.document)
        for place in range(9):
            action = QAction(str(place + 1), self)
            action.setShortcut(str(place + 1))
            action.triggered.connect(lambda _on=False, place=place: self.context.press(place))
            self.addAction(action)

    def _make_open(self) -> QWidget:
        holder = QWidget()
        line = row(self.theme, holder, gap=8)
        line.addWidget(Icon(self.theme, "circle-dashed", "text2"))
        self._open_text = Text(self.theme, "")
        line.addWidget(self._open_text)
        return holder

    def _make_full(self) -> QWidget:
        theme = self.theme
        whole = QWidget()
        layout = column(theme, whole)
        plans = (
            ColumnPlan(say("review_items"), 244, 200, compact=_STRIP),
            ColumnPlan(say("review_advice"), 484, 380, compact=496),
            ColumnPlan(say("review_context"), 600, 480, grows=True, compact=420),
        )
        items = self._make_items()
        self.panes = (items, self.advice, self.context)
        self._columns = Columns(theme, plans, (items, self.advice, self.context), first=1)
        layout.addWidget(self._columns, 1)
        self._strip = column(theme)
        layout.addLayout(self._strip)
        self.reason = ReasonField(theme)
        self.reason.hide()
        self.reason.given.connect(self._give_reason)
        layout.addWidget(self.reason)
        self.letters = LetterRows(theme)
        self.letters.hide()
        self.letters.answered.connect(self._answer_letter)
        self.letters.left.connect(self._close_letters)
        layout.addWidget(self.letters)
        layout.addWidget(self._make_bar())
        self._back_button = Button(theme, say("review_back"), icon="undo-2", kind=Kind.TOOL, height=32)
        self._back_button.follow(self._going_back)
        self.context.document.add_tool(self._back_button)
        note = self._note_button = Button(theme, say("review_note"), icon="sticky-note", kind=Kind.TOOL, height=32)
        note.follow(self._note, cap=False)
        self._compare = Button(theme, "", icon="columns-2", kind=Kind.TOOL, height=32)
        self._compare.follow(self._comparing, cap=False)
        self.context.document.add_tool(note)
        self.context.document.add_tool(self._compare)
        return whole

    def _make_items(self) -> QWidget:
        theme = self.theme
        pane = Pane(theme, ground="canvas")
        layout = column(theme, pane)
        self._items_head = Pane(theme, edges="b")
        self._items_head.setFixedHeight(theme.px(44))
        line = row(theme, self._items_head, margins=(14, 4, 6, 4), gap=8)
        self._items_title = Text(theme, say("review_items"), strong=True)
        self._items_line = line
        line.addWidget(self._items_title)
        self._count = Text(theme, "", tone="text2")
        line.addWidget(self._count, 1)
        self._filter = IconButton(theme, "funnel", say("review_filter"))
        self._filter.clicked.connect(lambda: self._ask("filter"))
        line.addWidget(self._filter)
        layout.addWidget(self._items_head)
        self._items: RowList[ItemModel] = RowList(theme, ItemPainter(theme), name=say("review_items"))
        self._items.chosen.connect(self._choose)
        layout.addWidget(self._items, 1)
        pane.setFocusProxy(self._items)
        return pane

    def _make_bar(self) -> Pane:
        theme = self.theme
        pane = self._bar_pane = Pane(theme, ground="canvas", edges="t")
        pane.setMinimumHeight(theme.px(76))
        rows = column(theme, pane, margins=(20, 14, 20, 14), gap=8)
        self._bar_line: QHBoxLayout = row(theme, gap=16)
        self._bar_second: QHBoxLayout = row(theme, gap=8)
        rows.addLayout(self._bar_line)
        rows.addLayout(self._bar_second)
        self._bar_second.addStretch(1)
        self._bar_line.addWidget(self.bar)
        self._closed = column(theme)
        self._bar_line.addLayout(self._closed)
        about = column(theme, gap=0)
        head = row(theme, gap=8)
        self._about_icon = Icon(theme, "files", "text", size=16)
        head.addWidget(self._about_icon)
        self._about = (Text(theme, "", strong=True), Text(theme, "", role="caption", tone="text2"))
        head.addWidget(self._about[0])
        head.addStretch(1)
        about.addLayout(head)
        about.addWidget(self._about[1])
        self._bar_line.addLayout(about)
        self._bar_line.addStretch(1)
        self._remark_button = Button(theme, say("review_remark"), icon="sticky-note", kind=Kind.QUIET)
        self._remark_button.follow(self._remark)
        self._next_button = Button(theme, say("review_next_open"))
        self._next_button.follow(self._next_open)
        self._bar_line.addWidget(self._remark_button)
        self._bar_line.addWidget(self._next_button)
        return pane

    def _show_decision(self, old: ReviewModel, model: ReviewModel) -> None:
        theme = self.theme
        self.bar.setVisible(not model.closed)
        self.bar.allow(enabled=bool(model.chosen) and not model.closed)
        self.bar.show_decision(model.decision)
        emptied(self._closed)
        if model.closed:
            self._closed.addWidget(Badge(theme, State.SEALED, text=model.closed, plain=True, role="body"))
        for label, text in zip(self._about, model.about, strict=True):
            label.say(text)
        self._about_icon.setVisible(bool(model.about[0]) and not self._two_rows)
        emptied(self._strip)
        if model.all_decided:
            strip = Notice(theme, State.AGREED, model.all_decided, action=say("review_to_sign"))
            strip.acted.connect(lambda: self._ask("sign"))
            self._strip.addWidget(strip)
        if model.decision is not None and (old.chosen, old.decision) != (model.chosen, model.decision):
            if old.chosen == model.chosen:
                said = f"{word(model.decision)}. {say('review_open')} {model.open_count}."
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.bar, said))
            self.reason.hide()
        if old.chosen != model.chosen:
            self.reason.hide()
        if old.chosen != model.chosen or model.closed or len(model.letters) < 2:
            self._close_letters()
        elif self.letters.isVisible():
            self._show_letters()

    def _pressed(self, made: DecisionMade) -> None:
        self._answered = None
        if made.decision in _ASKED:
            needed = made.decision is not State.DISCUSS
            self.reason.ask(made.decision, say("review_why" if needed else "review_why_optional"), needed=needed)
        else:
            self.decided.emit(Decided(self._model.chosen, made.decision))

    def _open_letters(self) -> None:
        """A row of five for each letter in place of the one for all (menu Stuk)."""
        self.reason.hide()
        self._show_letters()
        self.letters.show()
        self._bar_pane.hide()
        self._allow(self._model)
        self.letters.take_focus()

    def _close_letters(self) -> None:
        if not self.letters.isVisibleTo(self):
            return
        had = self.letters.isAncestorOf(self.window().focusWidget() or self)
        self.letters.hide()
        self._bar_pane.show()
        self._allow(self._model)
        if had:
            self.advice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_letters(self) -> None:
        keys = any(action.shortcut().toString() for action in self._deciding)
        self.letters.show_letters(self._model.letters, narrow=self._two_rows, by_letter_key=keys)

    def _answer_letter(self, answered: LetterAnswered) -> None:
        self._answered = answered
        if answered.decision in _ASKED:
            needed = answered.decision is not State.DISCUSS
            question = say("review_why" if needed else "review_why_optional")
            label = say("review_why_letter", letter=answered.title, question=question)
            self.reason.ask(answered.decision, label, needed=needed)
            self._answered = answered
        else:
            self._answered = None
            self.decided.emit(Decided(self._model.chosen, answered.decision, letter=answered.letter))

    def _follow(self, followed: LinkFollowed) -> None:
        """What a link leads to is shown; where one column is shown at a time, that column."""
        self.followed.emit(followed)
        self._columns.show_column(2)
        self._show_both()
        if self._columns.narrow:
            self.context.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self._ask("back")
        self._columns.show_column(1)
        self._show_both()
        self.advice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_solo(self) -> None:
        """The other pane over the full width, and side by side again (S)."""
        now = self.window().focusWidget()
        beside = now is not None and self.context.isAncestorOf(now)
        if self._columns.narrow:
            self._columns.show_column(1 if beside else 2)
        elif self._solo < 0:
            self._solo = 1 if beside else 2
            self._columns.leave_out(frozenset({0, 1, 2}) - {self._solo})
        else:
            self._show_both()
            return
        focus_within(self.advice if beside else self.context, Qt.FocusReason.ShortcutFocusReason)

    def _show_both(self) -> None:
        self._solo = -1
        self._columns.leave_out(frozenset())

    def _write_remark(self) -> None:
        self.reason.ask(None, say("review_remark_label"), needed=True)

    def _give_reason(self, given: object) -> None:
        decision, text = self.reason.answer()
        self.reason.hide()
        answered, self._answered = self._answered, None
        if self.letters.isVisible():
            codes = [letter.code for letter in self._model.letters]
            self.letters.take_focus(codes.index(answered.letter) if answered and answered.letter in codes else 0)
        else:
            self.advice.setFocus(Qt.FocusReason.OtherFocusReason)
        if given is None:
            return
        if decision is None:
            self.asked.emit(ReviewAsked("remark", self._model.chosen, text))
        else:
            letter = answered.letter if answered is not None else ""
            self.decided.emit(Decided(self._model.chosen, decision, text, letter))

    def _choose(self, chosen: RowChosen) -> None:
        self.item_chosen.emit(ItemChosen(self._model.items[chosen.place].code))

    def _step(self, by: int, *, only_open: bool) -> None:
        items = self._model.items
        codes = [item.code for item in items]
        place = codes.index(self._model.chosen) if self._model.chosen in codes else -1
        for step in range(1, len(items) + 1):
            item = items[(place + by * step) % len(items)]
            if not only_open or item.state is State.OPEN:
                self.item_chosen.emit(ItemChosen(item.code))
                return

    def _ask(self, what: str) -> None:
        self.asked.emit(ReviewAsked(what, self._model.chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.theme.units(event.size().width())
        compact = width < 1300
        self._next_button.say(say("review_next_short" if compact else "review_next_open"))
        narrow = width < 900
        for label in self._about:
            label.setVisible(not narrow)
        self._about_icon.setVisible(not narrow and bool(self._model.about[0]))
        if narrow != self._two_rows:
            self._two_rows = narrow
            for button in (self._remark_button, self._next_button):
                (self._bar_second if narrow else self._bar_line).addWidget(button)
        self._count.setVisible(not (compact and not narrow))
        self._filter.setVisible("filter" in self._model.answers and not (compact and not narrow))
        strip = compact and not narrow
        # In a strip a scroll bar would lie over the states; wheel and arrows go on to what is below.
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._items.setVerticalScrollBarPolicy(off if strip else needed)
        side = self.theme.px(8 if strip else 14)
        self._items_line.setContentsMargins(side, self.theme.px(4), self.theme.px(2 if strip else 6), self.theme.px(4))
        self._items_title.setFont(self.theme.font("small" if strip else "body", strong=not strip))
        # The list says its own name; a word that does not fit above the strip is left out rather than cut.
        fits = self._items_title.sizeHint().width() <= self.theme.px(_STRIP - 10)
        self._items_title.setVisible(fits or not strip)
