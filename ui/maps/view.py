"""Mappen: groups by day, cards by map, and the chosen map's items at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.dialogs.sheet import Card
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page
from ui.frame.places import Place
from ui.maps.card import CardButton, DayColumn
from ui.maps.empty import EmptyMaps
from ui.maps.model import Day, MapChosen, MapDetail, MapItem, MapOpened, MapsAsked, MapsModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.dropzone import DropGround
from ui.widgets.itemrow import ItemRowPainter
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import Pane, column, emptied, row, scrolled
from ui.widgets.progress import WaitLine
from ui.widgets.rows import RowChosen, RowList
from ui.widgets.splitter import ColumnPlan, Columns
from ui.widgets.states import State, word


class MapsPage(Page):
    """The page.

    Signals:
        chosen: carries :class:`MapChosen`.
        opened: carries :class:`MapOpened`.
        asked: carries :class:`MapsAsked`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`ui.widgets.dropzone.FilesAsked`.
    """

    chosen = Signal(object)
    opened = Signal(object)
    asked = Signal(object)
    dropped = Signal(object)
    files_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Place.MAPS)
        self._model = MapsModel()
        self._cards: dict[str, CardButton] = {}
        self._new = self.act(say("maps_new"), "Ctrl+N", Menu.MAP, lambda: self._ask("new"))
        self._choose = self.act(say("maps_choose"), "Ctrl+O", Menu.MAP, self.empty_choose)
        self._moves = (
            self.act(say("prepare_up"), "Alt+Up", Menu.MAP, lambda: self._move("up")),
            self.act(say("prepare_down"), "Alt+Down", Menu.MAP, lambda: self._move("down")),
        )
        self._moved = ""
        self._wait = WaitLine(theme)
        self._outer.addWidget(self._wait)
        self._stack = QStackedWidget()
        self._outer.addWidget(self._stack, 1)
        self._empty = EmptyMaps(theme)
        self._empty.asked.connect(self.asked)
        self._empty.dropped.connect(self.dropped)
        self._empty.files_asked.connect(self.files_asked)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._make_full())
        # Until the maps are read nobody knows whether there are any.
        self._reading = Empty(theme, "folder", say("maps_loading"))
        self._stack.addWidget(self._reading)
        self._stack.setCurrentWidget(self._reading)
        self._button = Button(theme, say("maps_new"), icon="plus")
        self._button.follow(self._new)

    def empty_choose(self) -> None:
        """Ask for a folder."""
        self._empty.ask_folder()

    def header_extra(self) -> QWidget | None:
        return self._button if self._model.days else None

    def first_focus(self) -> QWidget:
        card = self._cards.get(self._model.chosen)
        return card if card is not None else self._empty.first

    def show_model(self, model: MapsModel) -> None:
        """Show the page."""
        came = bool(model.days) and not self._model.days
        with self.focus_kept():
            self._show(model)
        if came and self.isVisible() and self.window().findChild(Card) is None:
            # What had the focus while nothing was there to choose is not what Enter is for now.
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, model: MapsModel) -> None:
        old, self._model = self._model, model
        self.show_header(
            HeaderModel(model.subtitle or say("maps_loading" if model.loading else "maps_none"), say("search_all"))
        )
        if model.loading:
            self._wait.start(say("maps_loading"))
        else:
            self._wait.stop()
        self._stack.setCurrentIndex(1 if model.days else 2 if model.loading else 0)
        for action in self._moves:
            action.setVisible(model.detail is not None and model.detail.may_order)
        self._empty.say_notice(model.notice)
        if old.days != model.days or old.notice != model.notice:
            self._show_days(model.days, model.notice)
        for code, card in self._cards.items():
            card.setChecked(code == model.chosen)
        self._show_detail(model.detail)

    def _make_full(self) -> QWidget:
        theme = self.theme
        content = DropGround(theme, radius=0)
        content.dropped.connect(self.dropped)
        content.setObjectName("column")
        self._days = column(theme, content, margins=(24, 20, 24, 24), gap=12)
        self._detail = Pane(theme, ground="surface")
        self._detail_layout = column(theme, self._detail)
        self._items: RowList[MapItem] = RowList(theme, ItemRowPainter(theme, chosen=False), name="")
        self._items.opened.connect(self._open_item)
        left = scrolled(content)
        plans = (
            ColumnPlan(say("page_maps"), 860, 480, grows=True),
            ColumnPlan(say("review_items"), 432, 340, compact=360),
        )
        self.panes = (left, self._items)
        self._columns = Columns(theme, plans, (left, self._detail), first=0)
        return self._columns

    def _show_days(self, days: tuple[Day, ...], notice: str) -> None:
        theme = self.theme
        emptied(self._days)
        self._cards = {}
        if notice:
            self._days.addWidget(Notice(theme, State.ATTENTION, notice))
        for day in days:
            line = row(theme)
            line.addWidget(DayColumn(theme, day), 0, Qt.AlignmentFlag.AlignTop)
            cards = column(theme, gap=10)
            for card in day.cards:
                button = CardButton(theme, card)
                button.clicked.connect(lambda _on=False, code=card.code: self.chosen.emit(MapChosen(code)))
                button.opened.connect(lambda code=card.code: self.opened.emit(MapOpened(code)))
                self._cards[card.code] = button
                cards.addWidget(button)
            cards.addStretch(1)
            line.addLayout(cards, 1)
            self._days.addLayout(line)
        self._days.addStretch(1)

    def _show_detail(self, detail: MapDetail | None) -> None:
        theme = self.theme
        self._items.setParent(None)
        emptied(self._detail_layout)
        if detail is None:
            return
        head = QWidget()
        layout = column(theme, head, margins=(20, 18, 20, 12), gap=2)
        layout.addWidget(Text(theme, detail.meeting, role="caption", tone="text2", wrap=True))
        layout.addWidget(Text(theme, detail.name, role="card", wrap=True))
        layout.addSpacing(theme.px(8))
        line = row(theme, gap=8)
        go = Button(theme, detail.main_action, icon="book-open", kind=Kind.PRIMARY, key=say("key_enter"))
        go.setEnabled(detail.main_enabled)
        go.clicked.connect(lambda: self.opened.emit(MapOpened(detail.code)))
        line.addWidget(go)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addSpacing(theme.px(14))
        state = row(theme, gap=8)
        lock = Icon(theme, "lock" if detail.locked else "lock-open", "text2", size=16)
        state.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(Text(theme, detail.locked or word(State.DRAFT), tone="text2", wrap=True), 1)
        layout.addLayout(state)
        for sentence in detail.returned:
            layout.addSpacing(theme.px(10))
            layout.addWidget(Notice(theme, State.RETURNED, sentence))
        self._detail_layout.addWidget(head)
        rule = Pane(theme, edges="t")
        rule.setFixedHeight(1)
        self._detail_layout.addWidget(rule)
        self._items.setAccessibleName(say("maps_items_of", map=detail.name))
        moved = next((place for place, item in enumerate(detail.items) if item.code == self._moved), -1)
        self._items.show_rows(detail.items, chosen=moved)
        self._moved = ""
        self._detail_layout.addWidget(self._items, 1)
        self._items.show()

    def _open_item(self, chosen: RowChosen) -> None:
        detail = self._model.detail
        if detail is not None:
            self.opened.emit(MapOpened(detail.code, detail.items[chosen.place].code))

    def _move(self, what: str) -> None:
        """Put the item that is gone to in the list a place further up or down."""
        detail, place = self._model.detail, self._items.currentIndex().row()
        if detail is not None and detail.may_order and 0 <= place < len(detail.items):
            self._moved = detail.items[place].code
            self.asked.emit(MapsAsked(what, self._moved))

    def _ask(self, what: str) -> None:
        self.asked.emit(MapsAsked(what, self._model.chosen))
