"""Controleren: drop PDFs, verdicts in a list, one right sentence about each. Works while the vault is locked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page
from ui.frame.places import Place
from ui.text import say
from ui.text_verify import figures
from ui.theme import paint
from ui.theme.theme import Theme
from ui.verify.detail import Detail
from ui.verify.model import ORDERS, OrderChosen, VerifiedChosen, VerifiedFile, VerifyAsked, VerifyModel
from ui.widgets.button import Button, Kind
from ui.widgets.dropzone import DropArea, DropZone, FilesAsked
from ui.widgets.field import Combo
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import Pane, column, emptied, row, scrolled
from ui.widgets.rows import RowChosen, RowList, RowState, row_ground
from ui.widgets.splitter import ColumnPlan, Columns
from ui.widgets.states import LOOKS, State, word

_KINDS = (".pdf",)


class _FilePainter:
    """A file: shield, state word, name, reason."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, _row: VerifiedFile, _width: int) -> int:
        return self._theme.px(78)

    def read(self, row: VerifiedFile) -> str:
        return f"{word(row.verdict)}, {row.name}, {row.reason}"

    def paint(self, painter: QPainter, rect: QRectF, row: VerifiedFile, state: RowState) -> None:
        theme, px = self._theme, self._theme.px
        row_ground(painter, theme, rect, state)
        look = LOOKS[row.verdict]
        paint.icon(painter, theme, look.icon, look.colour, QPointF(rect.x() + px(16), rect.y() + px(10)), size=20)
        left = rect.x() + px(46)
        lines = (
            (word(row.verdict), True, look.colour),
            (row.name, state.chosen, "text"),
            (row.reason, False, "text2"),
        )
        for place, (text, strong, tone) in enumerate(lines):
            part = QRectF(left, rect.y() + px(9 + 19 * place), rect.right() - left - px(12), px(20))
            elide = Qt.TextElideMode.ElideMiddle if place == 1 else Qt.TextElideMode.ElideRight
            font = theme.font("body", strong=strong)
            paint.line(painter, text, font, theme.colour(tone), part, elide=elide)


class VerifyPage(Page):
    """The page.

    Signals:
        chosen: carries :class:`VerifiedChosen`.
        order_chosen: carries :class:`OrderChosen`.
        asked: carries :class:`VerifyAsked`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`FilesAsked`.
    """

    chosen = Signal(object)
    order_chosen = Signal(object)
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
            self.act(say("verify_copy"), "Ctrl+C", Menu.ITEM, lambda: self._ask("copy")),
            self.act(say("verify_remove"), "Del", Menu.ITEM, lambda: self._ask("remove")),
            self.act(say("verify_technical"), "D", Menu.VIEW, self.detail.toggle_technical),
        )
        self._of_difference = (
            self.act(say("verify_compare"), "V", Menu.VIEW, lambda: self._ask("compare")),
            self.act(say("verify_next"), "N", Menu.VIEW, lambda: self._ask("next")),
            self.act(say("verify_previous"), "Shift+N", Menu.VIEW, lambda: self._ask("previous")),
        )
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

    def first_focus(self) -> QWidget:
        return self._list if self._model.files else self._choose

    def show_model(self, model: VerifyModel) -> None:
        """Show the page. The two revisions of a difference come by :meth:`show_documents`."""
        before, self._model = self._model, model
        self._allow(model)
        subtitle = model.subtitle or say("verify_without_vault")
        self.show_header(HeaderModel(subtitle, say("search_list") if model.files else ""))
        self._stack.setCurrentIndex(1 if model.files or model.total else 0)
        self._show_notices(model)
        codes = [file.code for file in model.files]
        self._list.show_rows(model.files, chosen=codes.index(model.chosen) if model.chosen in codes else -1)
        self._count.say(say("verify_files", count=len(model.files)))
        self._order.setCurrentIndex(ORDERS.index(model.order))
        self._right.setCurrentIndex(1 if model.verdict is not None else 0)
        # Drawn anew, it would take the focus and the scroll of whoever reads it while others are verified.
        if model.verdict is not None and model.verdict != before.verdict:
            self.detail.show_verdict(model.verdict)

    def _allow(self, model: VerifyModel) -> None:
        verdict = model.verdict
        for action in self._of_file:
            action.setEnabled(verdict is not None)
        for action in self._of_difference:
            action.setEnabled(verdict is not None and verdict.difference is not None)

    def show_documents(self, signed: PageSource, current: PageSource) -> None:
        """Open both revisions of the difference that is shown."""
        verdict = self._model.verdict
        if verdict is not None and verdict.difference is not None:
            self.detail.difference.show_documents(verdict.difference, signed, current)

    def _show_notices(self, model: VerifyModel) -> None:
        theme = self.theme
        emptied(self._notices)
        if model.total > model.done:
            self._busy.say(say("verify_busy", done=figures(model.done), total=figures(model.total)))
        self._busy.setVisible(model.total > model.done)
        if model.network:
            network = Notice(theme, State.ATTENTION, model.network, action=say("verify_once"), closable=True)
            network.acted.connect(lambda: self._ask("network"))
            network.closed.connect(lambda: self._ask("no_network"))
            self._notices.addWidget(network)
        if model.notice:
            self._notices.addWidget(Notice(theme, State.ATTENTION, model.notice))

    def _make_empty(self) -> QWidget:
        theme = self.theme
        holder = QWidget()
        around = column(theme, holder, margins=(24, 24, 24, 24))
        zone = DropArea(theme, kinds=_KINDS, radius=12)
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
        left = Pane(theme, ground="canvas")
        layout = column(theme, left)
        head = Pane(theme, edges="b")
        head.setFixedHeight(theme.px(44))
        line = row(theme, head, margins=(16, 4, 10, 4), gap=8)
        self._count = Text(theme, "", strong=True)
        line.addWidget(self._count, 1)
        self._order = Combo(
            theme, tuple(say(f"order_{order}") for order in ORDERS), name=say("verify_order"), bare=True
        )
        font = theme.metrics("body")
        widest = max(font.horizontalAdvance(say(f"order_{order}")) for order in ORDERS)
        self._order.setFixedWidth(round(widest) + theme.px(44))
        self._order.activated.connect(lambda place: self.order_chosen.emit(OrderChosen(ORDERS[place])))
        line.addWidget(self._order)
        layout.addWidget(head)
        self._list: RowList[VerifiedFile] = RowList(theme, _FilePainter(theme), name=say("verify_list"))
        self._list.chosen.connect(self._choose_file)
        layout.addWidget(self._list, 1)
        around = column(theme, margins=(16, 14, 16, 16))
        zone = DropZone(theme, say("verify_drop"), link=say("verify_choose"), kinds=_KINDS)
        zone.dropped.connect(self.dropped)
        zone.asked.connect(self.files_asked)
        around.addWidget(zone)
        layout.addLayout(around)
        ground = Pane(theme, ground="surface")
        inside = column(theme, ground)
        self._right = QStackedWidget()
        self._right.addWidget(Empty(theme, "shield-check", say("verify_choose_one")))
        self._right.addWidget(scrolled(self.detail))
        inside.addWidget(self._right)
        self.panes = (self._list, ground)
        plans = (
            ColumnPlan(say("verify_list"), 300, 240, compact=290),
            ColumnPlan(say("page_verify"), 900, 520, grows=True, compact=480),
        )
        return Columns(theme, plans, (left, ground), first=1)

    def _choose_file(self, chosen: RowChosen) -> None:
        self.chosen.emit(VerifiedChosen(self._model.files[chosen.place].code))

    def _from_detail(self, asked: VerifyAsked) -> None:
        self._ask(asked.what)

    def _ask(self, what: str) -> None:
        self.asked.emit(VerifyAsked(what, self._model.chosen))
