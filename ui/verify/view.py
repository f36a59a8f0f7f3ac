"""Controleren: drop PDFs, verdicts in a list, one right sentence about each. Works while the vault is locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page
from ui.frame.places import Place
from ui.text import say
from ui.text_verify import figures
from ui.theme.theme import Theme
from ui.verify.detail import Detail
from ui.verify.files import KINDS, FilePane
from ui.verify.model import VerifyAsked, VerifyModel
from ui.widgets.button import Button, Kind
from ui.widgets.dropzone import DropArea, FilesAsked
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import Pane, column, emptied, row, scrolled
from ui.widgets.search import SearchField
from ui.widgets.splitter import ColumnPlan, Columns
from ui.widgets.states import State


class VerifyPage(Page):
    """The page.

    Signals:
        chosen: carries :class:`ui.verify.model.VerifiedChosen`.
        order_chosen: carries :class:`ui.verify.model.OrderChosen`.
        filter_chosen: carries :class:`ui.verify.model.FilterChosen`.
        searched: carries :class:`ui.widgets.search.SearchTyped`.
        asked: carries :class:`VerifyAsked`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`FilesAsked`.
    """

    chosen = Signal(object)
    order_chosen = Signal(object)
    filter_chosen = Signal(object)
    searched = Signal(object)
    asked = Signal(object)
    dropped = Signal(object)
    files_asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, Place.VERIFY)
        self._model = VerifyModel()
        self.detail = Detail(theme, bridge)
        self.detail.asked.connect(self._from_detail)
        self.detail.tab_chosen.connect(self.asked)
        self._of_file = (
            self.act(say("verify_save"), "Ctrl+S", Menu.MAP, lambda: self._ask("save")),
            self.act(say("verify_save_all"), "Ctrl+Shift+S", Menu.MAP, lambda: self._ask("save_all")),
            self.act(say("verify_print"), "Ctrl+P", Menu.MAP, lambda: self._ask("print")),
            self.act(say("verify_copy"), "Ctrl+C", Menu.ITEM, lambda: self._ask("copy")),
            self.act(say("verify_remove"), "Del", Menu.ITEM, lambda: self._ask("remove")),
            self.act(say("verify_technical"), "D", Menu.VIEW, self.detail.toggle_technical),
        )
        self._of_difference = (
            self.act(say("verify_compare"), "V", Menu.VIEW, lambda: self._ask("compare")),
            self.act(say("verify_next"), "N", Menu.VIEW, lambda: self._ask("next")),
            self.act(say("verify_previous"), "Shift+N", Menu.VIEW, lambda: self._ask("previous")),
        )
        self._online = self.act(say("verify_online"), "", Menu.ITEM, lambda: self._ask("online"))
        self.act(say("verify_issuers"), "", Menu.MAP, lambda: self._ask("issuers"))
        self.act(say("verify_lists"), "", Menu.MAP, lambda: self._ask("lists"))
        self._find = self.act(say("verify_search_list"), "Ctrl+F", Menu.VIEW, self._to_search)
        self.search = SearchField(theme, say("search_list"), key="Ctrl F")
        self.search.setFixedWidth(theme.px(260))
        self.search.typed.connect(self.searched)
        self.search.left.connect(lambda: self.files.rows.setFocus(Qt.FocusReason.OtherFocusReason))
        self.search.entered.connect(lambda _on: self.files.rows.setFocus(Qt.FocusReason.OtherFocusReason))
        self.search.moved.connect(lambda _by: self.files.rows.setFocus(Qt.FocusReason.OtherFocusReason))
        self.search.hide()
        self._shown_notice: tuple[str, str] = ("", "")
        self._allow(VerifyModel())
        self._busy = Notice(theme, State.INFORMATION, "", action=say("verify_stop"))
        self._busy.acted.connect(lambda: self._ask("stop"))
        self._busy.hide()
        self._outer.addWidget(self._busy)
        self._notices = column(theme)
        self._outer.addLayout(self._notices)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_full())
        self._outer.addWidget(self._stack, 1)

    def header_extra(self) -> QWidget | None:
        return self.search

    def first_focus(self) -> QWidget:
        return self.files.rows if self._model.all_listed else self._choose

    def show_model(self, model: VerifyModel) -> None:
        """Show the page. The two revisions of a difference come by :meth:`show_documents`."""
        before, self._model = self._model, model
        self._allow(model)
        self.show_header(HeaderModel(model.subtitle or say("verify_without_vault")))
        self.search.setEnabled(bool(model.all_listed))
        self._stack.setCurrentIndex(1 if model.all_listed or model.total else 0)
        self._show_notices(model)
        self.files.show_files(model)
        self._right.setCurrentIndex(1 if model.verdict is not None else 0)
        # Drawn anew, it would take the focus and the scroll of whoever reads it while others are verified.
        if model.verdict is not None and model.verdict != before.verdict:
            self.detail.show_verdict(model.verdict)

    def say_notice(self, sentence: str) -> None:
        """Say in place what went wrong."""
        self._notices.addWidget(Notice(self.theme, State.ATTENTION, sentence))

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _allow(self, model: VerifyModel) -> None:
        verdict = model.verdict
        for action in self._of_file:
            action.setEnabled(verdict is not None)
        for action in self._of_difference:
            action.setEnabled(verdict is not None and verdict.difference is not None)
        self._online.setEnabled(verdict is not None and verdict.online)
        self._find.setEnabled(bool(model.all_listed))

    def show_documents(self, signed: PageSource, current: PageSource) -> None:
        """Open both revisions of the difference that is shown."""
        verdict = self._model.verdict
        if verdict is not None and verdict.difference is not None:
            self.detail.difference.show_documents(verdict.difference, signed, current)

    def _show_notices(self, model: VerifyModel) -> None:
        if model.total > model.done:
            self._busy.say(say("verify_busy", done=figures(model.done), total=figures(model.total)))
        self._busy.setVisible(model.total > model.done)
        if (model.network, model.notice) == self._shown_notice and self._notices.count():
            return  # drawn anew it would take a press that has begun
        self._shown_notice = (model.network, model.notice)
        emptied(self._notices)
        if model.network:
            network = Notice(self.theme, State.ATTENTION, model.network, action=say("verify_once"))
            network.acted.connect(lambda: self._ask("network"))
            refuse = Button(self.theme, say("do_not"), height=30)
            refuse.clicked.connect(lambda: self._ask("no_network"))
            line = network.layout()
            assert isinstance(line, QHBoxLayout)  # noqa: S101 - what a notice is built with
            line.insertWidget(line.count() - 1, refuse, 0, Qt.AlignmentFlag.AlignVCenter)
            self._notices.addWidget(network)
        if model.notice:
            self._notices.addWidget(Notice(self.theme, State.ATTENTION, model.notice))

    def _make_empty(self) -> QWidget:
        theme = self.theme
        holder = QWidget()
        around = column(theme, holder, margins=(24, 24, 24, 24))
        zone = DropArea(theme, kinds=KINDS, radius=12)
        zone.dropped.connect(self.dropped)
        around.addWidget(zone)
        inner = column(theme, zone, gap=6)
        inner.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        inner.addWidget(Icon(theme, "shield-check", "accent", size=38), 0, centre)
        inner.addSpacing(theme.px(6))
        inner.addWidget(Text(theme, say("verify_empty"), role="hero"), 0, centre)
        inner.addWidget(Text(theme, say("verify_empty_text"), role="lead", tone="text2"), 0, centre)
        inner.addSpacing(theme.px(14))
        buttons = row(theme, gap=10)
        buttons.addStretch(1)
        self._choose = Button(theme, say("verify_choose_files"), icon="file-text", kind=Kind.PRIMARY, height=40)
        self._choose.clicked.connect(lambda: self.files_asked.emit(FilesAsked(folder=False)))
        folder = Button(theme, say("verify_choose_folder"), icon="folder-open", height=40)
        folder.clicked.connect(lambda: self.files_asked.emit(FilesAsked(folder=True)))
        buttons.addWidget(self._choose)
        buttons.addWidget(folder)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        inner.addStretch(3)
        return holder

    def _make_full(self) -> QWidget:
        theme = self.theme
        self.files = FilePane(theme)
        for own, mine in (
            (self.files.chosen, self.chosen),
            (self.files.order_chosen, self.order_chosen),
            (self.files.filter_chosen, self.filter_chosen),
            (self.files.dropped, self.dropped),
            (self.files.files_asked, self.files_asked),
        ):
            own.connect(mine)
        ground = Pane(theme, ground="surface")
        inside = column(theme, ground)
        self._right = QStackedWidget()
        self._right.addWidget(Empty(theme, "shield-check", say("verify_choose_one")))
        self._right.addWidget(scrolled(self.detail))
        inside.addWidget(self._right)
        self.panes = (self.files.rows, ground)
        plans = (
            ColumnPlan(say("verify_list"), 300, 240, compact=290),
            ColumnPlan(say("page_verify"), 900, 520, grows=True, compact=480),
        )
        return Columns(theme, plans, (self.files, ground), first=1)

    def _from_detail(self, asked: VerifyAsked) -> None:
        self._ask(asked.what)

    def _ask(self, what: str) -> None:
        self.asked.emit(VerifyAsked(what, self._model.chosen))
