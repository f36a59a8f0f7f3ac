"""Beoordelen: items, advice, context, and the decision bar over the full width."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.findings.inbox import Inbox
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page, focus_within
from ui.frame.places import Place
from ui.pageview.actions import add_document_actions
from ui.review.advice import POINTS, AdviceText
from ui.review.column import STRIP, ItemsColumn, ItemsList
from ui.review.context import Context
from ui.review.deciding import Deciding
from ui.review.model import ItemChosen, LinkFollowed, ReviewAsked, ReviewModel
from ui.text import say
from ui.theme.paint import Run
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.decision import DECISIONS
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import column, emptied, row
from ui.widgets.progress import WaitLine
from ui.widgets.splitter import ColumnPlan, Columns
from ui.widgets.states import State, word


class ReviewPage(Page):
    """The page.

    Signals:
        item_chosen: carries :class:`ItemChosen`.
        tab_chosen: carries :class:`ui.review.model.TabChosen`.
        followed: carries :class:`ui.review.model.LinkFollowed`.
        finding_chosen: carries :class:`ui.findings.model.FindingChosen`.
        decided: carries :class:`ui.review.model.Decided`.
        asked: carries :class:`ReviewAsked`.
        entered: the page is shown.
    """

    item_chosen = Signal(object)
    tab_chosen = Signal(object)
    followed = Signal(object)
    finding_chosen = Signal(object)
    decided = Signal(object)
    asked = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, Place.REVIEW)
        self._model = ReviewModel()
        self._solo = -1
        self.advice = AdviceText(theme)
        self.advice.followed.connect(self._follow)
        self.inbox = Inbox(theme)
        self.inbox.chosen.connect(self.finding_chosen)
        self.context = Context(theme, bridge)
        self.context.chosen.connect(self.tab_chosen)
        self._actions()
        self.deciding = Deciding(theme, self._deciding, self._remark, self._next_open)
        self.bar, self.reason, self.letters = self.deciding.bar, self.deciding.reason, self.deciding.letters
        self.deciding.decided.connect(self.decided)
        self.deciding.asked.connect(self.asked)
        self.deciding.left.connect(self._read_on)
        self.deciding.changed.connect(lambda: self._allow(self._model))
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
        return self.deciding.height() if self._model.items else 0

    def first_focus(self) -> QWidget:
        shown = self._middle.currentWidget()
        return shown if self._model.items and shown is not None else self

    def show_model(self, model: ReviewModel) -> None:
        """Show the page. A document of a tab comes by :meth:`show_document`."""
        old, self._model = self._model, model
        self.show_header(HeaderModel(model.subtitle, say("search_map")))
        self._stack.setCurrentIndex(1 if model.items else 0)
        if model.loading:
            self._wait.start(say("review_loading"))
        else:
            self._wait.stop()
        if old.notice != model.notice:
            emptied(self._notices)
            if model.notice:
                self._notices.addWidget(Notice(self.theme, State.ATTENTION, model.notice))
        self.items.show_items(model.items, model.chosen, may_filter="filter" in model.answers)
        self._list.show_items(model.items, model.chosen)
        total = say("review_open_count", open=model.open_count, total=len(model.items))
        self._open_text.say_runs((Run(say("review_open"), "text2"), Run(f" {total}", "text", strong=True)))
        self.advice.show_advice(model.advice)
        self.inbox.show_model(model.inbox)
        if not model.inbox.findings and self._middle.currentWidget() is self.inbox and not model.inbox.checking:
            self._read_on()
        self.context.show_tabs(model.tabs, model.tab)
        self.context.document.show_marks(model.marks)
        self.context.document.pages.show_place(model.place)
        self.deciding.show_model(model)
        self._back_button.setVisible(model.may_go_back)
        self._note.setVisible("note" in model.answers)
        self._note_button.setVisible("note" in model.answers)
        self._remark.setVisible("remark" in model.answers)
        self.deciding.remark_button.setVisible("remark" in model.answers)
        self._allow(model)
        self._comparing.setVisible(model.compare_with > 0)
        self._compare.setVisible(model.compare_with > 0)
        self._compare.say(say("review_compare", version=model.compare_with))
        count = len(model.inbox.findings)
        self._findings_button.setVisible(bool(count))
        self._findings_button.say(f"{say('review_findings')} {count}")

    def _allow(self, model: ReviewModel) -> None:
        """Enable what does something now."""
        for entry in self.page_actions:
            entry.action.setEnabled(bool(model.items))
        open_elsewhere = any(one.state is State.OPEN and one.code != model.chosen for one in model.items)
        for action in (self._next_open, self._previous_open):
            action.setEnabled(open_elsewhere)
        for action in self._stepping:
            action.setEnabled(len(model.items) > 1)
        free = bool(model.chosen) and not model.closed
        for action in self._deciding.values():
            action.setEnabled(free and not model.held and not self.deciding.by_letter)
        self._by_letter.setEnabled(len(model.letters) > 1 and free and any(one.open for one in model.letters))
        self._going_back.setEnabled(model.may_go_back)
        for action in self._of_findings:
            action.setVisible(bool(model.inbox.findings))

    def show_document(self, source: PageSource) -> None:
        """Open the document of the chosen tab."""
        tab = next((tab for tab in self._model.tabs if tab.code == self._model.tab), None)
        if tab is not None:
            self.context.show_document(tab, source)
            self.context.document.show_marks(self._model.marks)
            self.context.document.pages.show_place(self._model.place)

    def show_context(self) -> None:
        """Have the page beside the findings in sight; where one column is shown at a time, that column."""
        self._columns.show_column(2)
        self.context.take_focus()

    def forget(self) -> None:
        """Keep nothing of any document, nor of what was being typed: the vault is locked."""
        self.context.forget()
        self.deciding.forget()
        self.inbox.forget()
        self._middle.setCurrentWidget(self.advice)

    @property
    def model(self) -> ReviewModel:
        """What is shown."""
        return self._model

    def _actions(self) -> None:
        self._deciding = {state: self.act(word(state), key, Menu.ITEM) for state, key in DECISIONS}
        self._by_letter = self.act(say("review_by_letter"), "", Menu.ITEM, lambda: self.deciding.open_letters())
        self._remark = self.act(say("review_remark"), "O", Menu.ITEM, lambda: self.deciding.write_remark())
        self._next_open = self.act(say("review_next_open"), "J", Menu.ITEM, lambda: self._step(1, only_open=True))
        self._previous_open = self.act(
            say("review_previous_open"), "K", Menu.ITEM, lambda: self._step(-1, only_open=True)
        )
        self._stepping = (
            self.act(say("review_next"), "Ctrl+Down", Menu.ITEM, lambda: self._step(1, only_open=False)),
            self.act(say("review_previous"), "Ctrl+Up", Menu.ITEM, lambda: self._step(-1, only_open=False)),
        )
        self._listing = self.act(say("prepare_items"), "F4", Menu.ITEM, self._toggle_list)
        self._of_findings = (
            self.act(say("review_findings"), "F", Menu.ITEM, self._toggle_findings),
            self.act(say("prepare_next"), "Alt+N", Menu.ITEM, lambda: self._step_finding(1)),
            self.act(say("prepare_previous"), "Alt+Shift+N", Menu.ITEM, lambda: self._step_finding(-1)),
        )
        self.inbox.follow(self._of_findings[1], self._of_findings[2])
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
            action.triggered.connect(lambda _on=False, place=place: self._press_tab(place))
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
            ColumnPlan(say("review_items"), 244, 200, compact=STRIP),
            ColumnPlan(say("review_advice"), 484, 380, compact=496),
            ColumnPlan(say("review_context"), 600, 480, grows=True, compact=420),
        )
        self.items = ItemsColumn(theme, self._listing)
        self.items.chosen.connect(self.item_chosen)
        self.items.filter_asked.connect(lambda: self._ask("filter"))
        self._list = ItemsList(theme)
        self._list.chosen.connect(self.item_chosen)
        self._list.left.connect(self._read_on)
        self._middle = QStackedWidget()
        for widget in (self.advice, self.inbox, self._list):
            self._middle.addWidget(widget)
        self.panes = (self.items, self._middle, self.context)
        self._columns = Columns(theme, plans, (self.items, self._middle, self.context), first=1)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self.deciding)
        tools = self.context.document
        self._back_button = Button(theme, say("review_back"), icon="undo-2", kind=Kind.TOOL, height=32)
        self._back_button.follow(self._going_back)
        self._findings_button = Button(theme, say("review_findings"), icon="triangle-alert", kind=Kind.TOOL, height=32)
        self._findings_button.follow(self._of_findings[0], cap=False)
        self._note_button = Button(theme, say("review_note"), icon="sticky-note", kind=Kind.TOOL, height=32)
        self._note_button.follow(self._note, cap=False)
        self._compare = Button(theme, "", icon="columns-2", kind=Kind.TOOL, height=32)
        self._compare.follow(self._comparing, cap=False)
        for button in (self._back_button, self._findings_button, self._note_button, self._compare):
            tools.add_tool(button)
        return whole

    # What stands between the items and the context: the advice, the findings, or the whole list.

    def _show_middle(self, widget: QWidget) -> None:
        self._middle.setCurrentWidget(widget)
        self._columns.show_column(1)
        if self._solo == 2:
            self._show_both()

    def _read_on(self) -> None:
        """The advice again, with the focus."""
        self._show_middle(self.advice)
        self.advice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_list(self) -> None:
        """The items of the map over the advice (F4)."""
        if self._middle.currentWidget() is self._list:
            self._read_on()
        else:
            self._show_middle(self._list)
            focus_within(self._list, Qt.FocusReason.ShortcutFocusReason)

    def _toggle_findings(self) -> None:
        """The findings in place of the advice, beside the page (F)."""
        if self._middle.currentWidget() is self.inbox:
            self._read_on()
            return
        self.show_findings()
        if not self._model.inbox.chosen:
            self.inbox.step(1)

    def show_findings(self) -> None:
        """Have the findings beside the page, with the focus on the open one."""
        self._show_middle(self.inbox)
        self.inbox.take_focus()

    def _step_finding(self, by: int) -> None:
        self.show_findings()
        self.inbox.step(by)
        self.inbox.take_focus()

    def _follow(self, followed: LinkFollowed) -> None:
        """What a link leads to is shown; where one column is shown at a time, that column."""
        self.followed.emit(followed)
        if followed.target.startswith("finding:"):
            return
        self._columns.show_column(2)
        self._show_both()
        if self._columns.narrow:
            self.context.take_focus()

    def _press_tab(self, place: int) -> None:
        """A tab by its number, and in sight: where one column is shown at a time, that column."""
        self.context.press(place)
        self._columns.show_column(2)
        if self._solo == 1:
            self._show_both()

    def _go_back(self) -> None:
        self._ask("back")
        self._show_both()
        self._read_on()

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
        focus_within(self._middle if beside else self.context, Qt.FocusReason.ShortcutFocusReason)

    def _show_both(self) -> None:
        self._solo = -1
        self._columns.leave_out(frozenset())

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._middle.currentWidget() is not self.advice:
            self._read_on()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.theme.units(event.size().width())
        compact, narrow = width < 1300, width < 900
        self.deciding.fit(narrow=narrow, compact=compact)
        self.items.fit(strip=compact and not narrow)
