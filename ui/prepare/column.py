"""The left column of Voorbereiden: which item it is, its files in order, and the other items of the map."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from ui.keys import key_name
from ui.prepare.files import FileCard
from ui.prepare.model import ItemChosen, Ordered, PrepareModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import IconButton
from ui.widgets.dropzone import DropZone
from ui.widgets.itemrow import ItemRow, ItemRowPainter
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, emptied, row, scrolled
from ui.widgets.rows import RowChosen, RowList

_KINDS = (".pdf", ".docx", ".md", ".txt", ".eml")


class FilesColumn(Pane):
    """The column.

    Signals:
        item_chosen: carries :class:`ItemChosen`.
        file_chosen: carries :class:`ui.prepare.model.FileChosen`.
        corrected: carries :class:`ui.prepare.model.KindCorrected`.
        signatory: carries :class:`ui.prepare.model.SignatoryCorrected`.
        ordered: carries :class:`Ordered`.
        asked: carries :class:`ui.prepare.model.PrepareAsked`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`ui.widgets.dropzone.FilesAsked`.

    Args:
        theme: of the window.
        of_items: the actions to the next item, to the one before, and to the list of all.
    """

    item_chosen = Signal(object)
    file_chosen = Signal(object)
    corrected = Signal(object)
    signatory = Signal(object)
    ordered = Signal(object)
    asked = Signal(object)
    dropped = Signal(object)
    files_asked = Signal(object)

    def __init__(self, theme: Theme, of_items: tuple[QAction, QAction, QAction]) -> None:
        super().__init__(theme, ground="canvas")
        self._model = PrepareModel()
        self.cards: dict[str, FileCard] = {}
        layout = column(theme, self)
        layout.addWidget(self._make_head(of_items))
        content = QWidget()
        content.setObjectName("column")
        self._content = content
        self._files = column(theme, content)
        self._line = Pane(theme, ground="accent")
        self._line.setFixedHeight(theme.px(3))
        self._line.setParent(content)
        self._line.hide()
        files = QWidget()
        below = column(theme, files)
        # Hidden behind the list of items it asks for no height.
        below.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._area = scrolled(content)
        below.addWidget(self._area, 1)
        self.together = Pane(theme, edges="t")
        self._together = column(theme, self.together, margins=(16, 14, 16, 14), gap=2)
        below.addWidget(self.together)
        self.items: RowList[ItemRow] = RowList(theme, ItemRowPainter(theme, chosen=True), name=say("prepare_items"))
        self._stack = QStackedWidget()
        self._stack.addWidget(files)
        self._stack.addWidget(self.items)
        layout.addWidget(self._stack, 1)
        self.items.opened.connect(self._open_row)
        self.items.clicked.connect(lambda index: self._open_row(RowChosen(index.row())))

    @property
    def listing(self) -> bool:
        """Whether the items of the map are shown in place of the files of one."""
        return self._stack.currentIndex() == 1

    def list_items(self, *, on: bool) -> None:
        """Show the items of the map, or the files."""
        self._stack.setCurrentIndex(1 if on else 0)

    def show_model(self, model: PrepareModel) -> None:
        """Show item and files; cards that stay the same stay, with what is being typed in them."""
        old, self._model = self._model, model
        self._show_items(model)
        before = (old.files, old.chosen_file, old.may_correct, old.locked, old.chosen_item)
        if before != (model.files, model.chosen_file, model.may_correct, model.locked, model.chosen_item):
            self._show_files(model)
        if old.together != model.together:
            self._show_together(model)

    def shift(self, by: int) -> None:
        """Put the chosen file, or in the list the chosen item, a place further up or down."""
        if not self._model.may_correct:
            return
        if self.listing:
            codes = [item.code for item in self._model.items]
            chosen = self.items.currentIndex().row()
        else:
            codes = [file.code for file in self._model.files]
            chosen = codes.index(self._model.chosen_file) if self._model.chosen_file in codes else -1
        if 0 <= chosen < len(codes) and 0 <= chosen + by < len(codes):
            codes.insert(chosen + by, codes.pop(chosen))
            self.ordered.emit(Ordered(tuple(codes), items=self.listing))
            if self.listing:
                self.items.setCurrentIndex(self.items.model().index(chosen + by, 0))

    def _make_head(self, of_items: tuple[QAction, QAction, QAction]) -> Pane:
        """Which item of the map it is, with its whole title; the way to the others."""
        theme = self.theme
        head = Pane(theme, edges="b")
        lines = column(theme, head, margins=(16, 6, 8, 10), gap=2)
        line = row(theme, gap=0)
        self._where = Text(theme, say("prepare_files"), tone="text2")
        line.addWidget(self._where, 1)
        self._buttons = []
        following, previous, listing = of_items
        for icon, word, action in (
            ("chevron-up", "review_previous", previous),
            ("chevron-down", "review_next", following),
            ("files", "prepare_items", listing),
        ):
            button = IconButton(theme, icon, say(word), key=key_name(action.shortcut()))
            button.follow(action, cap=False)
            self._buttons.append(button)
            line.addWidget(button)
        lines.addLayout(line)
        self._title = Text(theme, "", strong=True, wrap=True)
        lines.addWidget(self._title)
        return head

    def _show_items(self, model: PrepareModel) -> None:
        codes = [item.code for item in model.items]
        place = codes.index(model.chosen_item) if model.chosen_item in codes else -1
        self.items.show_rows(model.items, chosen=self.items.currentIndex().row() if self.listing else place)
        several = len(codes) > 1
        where = say("prepare_where", number=place + 1, total=len(codes)) if several else say("prepare_files")
        self._where.say(where)
        self._title.say(model.title)
        self._fit_title()
        for button in self._buttons:
            button.setVisible(several)
        if not several:
            self.list_items(on=False)

    def _show_files(self, model: PrepareModel) -> None:
        theme = self.theme
        bar = self._area.verticalScrollBar().value()
        emptied(self._files)
        self.cards = {}
        for file in model.files:
            card = FileCard(theme, file, on=file.code == model.chosen_file, may_correct=model.may_correct)
            card.chosen.connect(self.file_chosen)
            card.corrected.connect(self.corrected)
            card.signatory.connect(self.signatory)
            card.asked.connect(self.asked)
            card.dragged.connect(self._drag)
            card.let_go.connect(lambda at, code=file.code: self._drop(code, at))
            self.cards[file.code] = card
            self._files.addWidget(card)
        if not model.locked:
            zone = DropZone(theme, say("prepare_drop"), link=say("prepare_choose"), kinds=_KINDS)
            zone.dropped.connect(self.dropped)
            zone.asked.connect(self.files_asked)
            around = column(theme, margins=(16, 14, 16, 14))
            around.addWidget(zone)
            self._files.addLayout(around)
        self._files.addStretch(1)
        chosen = self.cards.get(model.chosen_file)
        self._area.verticalScrollBar().setValue(bar)
        if chosen is not None:
            card = chosen
            QTimer.singleShot(0, card, lambda: self._area.ensureWidgetVisible(card, 0, 0))

    def _show_together(self, model: PrepareModel) -> None:
        theme = self.theme
        emptied(self._together)
        if model.together:
            self._together.addWidget(Text(theme, say("prepare_together"), role="caption", tone="text2"))
        for place, sentence in enumerate(model.together):
            self._together.addWidget(Text(theme, sentence, tone="text2" if place else "text", wrap=True))

    def _fit_title(self) -> None:
        """Keep the whole title in sight also where the window is low."""
        self._title.setMinimumHeight(self._title.heightForWidth(self.width() - self.theme.px(24)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _open_row(self, chosen: RowChosen) -> None:
        code = self._model.items[chosen.place].code
        self.list_items(on=False)
        self.item_chosen.emit(ItemChosen(code))

    def _slot(self, at: QPoint) -> int:
        """Return before which card a point of the screen lies."""
        y = self._content.mapFromGlobal(at).y()
        return sum(card.y() + card.height() / 2 < y for card in self.cards.values())

    def _drag(self, at: QPoint) -> None:
        """Show where the card would come."""
        cards = list(self.cards.values())
        slot = self._slot(at)
        y = cards[slot].y() if slot < len(cards) else cards[-1].y() + cards[-1].height()
        self._line.setGeometry(0, max(0, y - self._line.height() // 2), self._content.width(), self._line.height())
        self._line.show()
        self._line.raise_()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _drop(self, code: str, at: QPoint) -> None:
        self._line.hide()
        self.unsetCursor()
        codes = list(self.cards)
        before, slot = codes.index(code), self._slot(at)
        codes.insert(slot - (slot > before), codes.pop(before))
        if codes != list(self.cards):
            self.ordered.emit(Ordered(tuple(codes)))
