"""The items of the map: a column, or in a narrow window a strip of numbers; the whole list then opens by F4."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent

from ui.keys import key_name
from ui.review.items import ItemPainter
from ui.review.model import ItemChosen, ItemModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import IconButton
from ui.widgets.label import Text
from ui.widgets.pane import Compound, Pane, column, row
from ui.widgets.rows import RowChosen, RowList

STRIP = 64


class ItemsColumn(Compound, Pane):
    """The column at the left.

    Signals:
        chosen: carries :class:`ItemChosen`.
        filter_asked: the person wants to see some of the items only.

    Args:
        theme: of the window.
        listing: the page's action that opens the whole list.
    """

    chosen = Signal(object)
    filter_asked = Signal()

    def __init__(self, theme: Theme, listing: QAction) -> None:
        super().__init__(theme, ground="canvas")
        self._items: tuple[ItemModel, ...] = ()
        self._may_filter = False
        layout = column(theme, self)
        head = Pane(theme, edges="b")
        head.setFixedHeight(theme.px(44))
        line = self._line = row(theme, head, margins=(14, 4, 6, 4), gap=8)
        self._title = Text(theme, say("review_items"), strong=True)
        line.addWidget(self._title)
        self._count = Text(theme, "", tone="text2")
        line.addWidget(self._count, 1)
        self._list = IconButton(theme, "files", say("review_items"), key=key_name(listing.shortcut()))
        self._list.follow(listing, cap=False)
        self._list.hide()
        line.addWidget(self._list)
        self._filter = IconButton(theme, "funnel", say("review_filter"))
        self._filter.clicked.connect(self.filter_asked)
        line.addWidget(self._filter)
        layout.addWidget(head)
        self.rows: RowList[ItemModel] = RowList(theme, ItemPainter(theme), name=say("review_items"))
        self.rows.chosen.connect(lambda chosen: self.chosen.emit(ItemChosen(self._items[chosen.place].code)))
        layout.addWidget(self.rows, 1)
        self.entry = self.rows

    def show_items(self, items: tuple[ItemModel, ...], chosen: str, *, may_filter: bool) -> None:
        """Show the items and which one is read."""
        self._items = items
        codes = [item.code for item in items]
        self.rows.show_rows(items, chosen=codes.index(chosen) if chosen in codes else -1)
        self._count.say(say("review_in_map", count=len(items)))
        self._may_filter = may_filter
        self._filter.setVisible(may_filter and not self._list.isVisibleTo(self))

    def fit(self, *, strip: bool) -> None:
        """Be a strip, or a list."""
        px = self.theme.px
        self._count.setVisible(not strip)
        self._title.setVisible(not strip)
        self._list.setVisible(strip)
        self._filter.setVisible(self._may_filter and not strip)
        # In a strip a scroll bar would lie over the states; wheel and arrows go on to what is below.
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.rows.setVerticalScrollBarPolicy(off if strip else needed)
        side = px(16 if strip else 14)
        self._line.setContentsMargins(side, px(4), px(2 if strip else 6), px(4))


class ItemsList(Compound, Pane):
    """The whole list, over the advice: Enter or a click goes to an item, Escape goes back.

    Signals:
        chosen: carries :class:`ItemChosen`.
        left: the person goes back to the advice.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="canvas")
        self._items: tuple[ItemModel, ...] = ()
        layout = column(theme, self)
        head = Pane(theme, edges="b")
        head.setMinimumHeight(theme.px(44))
        line = row(theme, head, margins=(14, 4, 6, 4), gap=8)
        line.addWidget(Text(theme, say("review_items"), strong=True))
        self._count = Text(theme, "", tone="text2", wrap=True)
        line.addWidget(self._count, 1)
        close = IconButton(theme, "x", say("close"), key="Esc")
        close.clicked.connect(self.left)
        line.addWidget(close)
        layout.addWidget(head)
        self.rows: RowList[ItemModel] = RowList(theme, ItemPainter(theme), name=say("review_items"))
        self.rows.opened.connect(self._open)
        self.rows.clicked.connect(lambda index: self._open(RowChosen(index.row())))
        layout.addWidget(self.rows, 1)
        self.entry = self.rows

    def show_items(self, items: tuple[ItemModel, ...], chosen: str) -> None:
        """Show the items and which one is read."""
        self._items = items
        codes = [item.code for item in items]
        self.rows.show_rows(items, chosen=codes.index(chosen) if chosen in codes else -1)
        self._count.say(say("review_in_map", count=len(items)))

    def _open(self, chosen: RowChosen) -> None:
        self.chosen.emit(ItemChosen(self._items[chosen.place].code))
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
