"""The list of files: state, name and short reason; order, filter, and a place to drop more. Only rows in sight are
drawn, so a thousand files are as quick as ten."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from ui.text import say
from ui.text_verify import figures
from ui.theme import paint
from ui.theme.theme import Theme
from ui.verify.model import ORDERS, VERDICTS, FilterChosen, OrderChosen, VerifiedChosen, VerifiedFile, VerifyModel
from ui.widgets.dropzone import DropZone
from ui.widgets.field import Combo
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.rows import RowChosen, RowList, RowState, row_ground
from ui.widgets.states import LOOKS, word

KINDS = (".pdf",)


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


class FileList(RowList[VerifiedFile]):
    """Rows of one height: Qt asks one of them how high it is, not a thousand. Results that come in leave in sight what
    was in sight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _FilePainter(theme), name=say("verify_list"))
        self.setUniformItemSizes(True)
        self._high = theme.px(78)
        self._codes: tuple[str, ...] = ()

    def show_rows(self, rows: tuple[VerifiedFile, ...], *, chosen: int) -> None:
        bar, followed = self.verticalScrollBar(), self._follows_choice()
        first = self._codes[bar.value() // self._high] if 0 <= bar.value() // self._high < len(self._codes) else ""
        within = bar.value() % self._high
        self._codes = tuple(row.code for row in rows)
        super().show_rows(rows, chosen=chosen)
        if not followed and first in self._codes:
            self.doItemsLayout()
            bar.setValue(self._codes.index(first) * self._high + within)

    def _follows_choice(self) -> bool:
        """Whether the chosen row is in sight: then it stays so; else the person looks elsewhere."""
        index = self.currentIndex()
        return not index.isValid() or self.viewport().rect().intersects(self.visualRect(index))


class FilePane(Pane):
    """The left part of the page.

    Signals:
        chosen: carries :class:`VerifiedChosen`.
        order_chosen: carries :class:`OrderChosen`.
        filter_chosen: carries :class:`FilterChosen`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`ui.widgets.dropzone.FilesAsked`.
    """

    chosen = Signal(object)
    order_chosen = Signal(object)
    filter_chosen = Signal(object)
    dropped = Signal(object)
    files_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="canvas")
        self._files: tuple[VerifiedFile, ...] = ()
        layout = column(theme, self)
        layout.addWidget(self._make_head())
        self.rows = FileList(theme)
        self.rows.chosen.connect(self._choose)
        layout.addWidget(self.rows, 1)
        self._none = Text(theme, say("verify_no_match"), tone="text2", wrap=True)
        self._none.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), 0)
        layout.addWidget(self._none)
        around = column(theme, margins=(16, 14, 16, 16))
        zone = DropZone(theme, say("verify_drop"), link=say("verify_choose"), kinds=KINDS)
        zone.dropped.connect(self.dropped)
        zone.asked.connect(self.files_asked)
        around.addWidget(zone)
        layout.addLayout(around)

    def show_files(self, model: VerifyModel) -> None:
        """Show the list, and how it is ordered and filtered."""
        self._files = model.files
        codes = [file.code for file in model.files]
        self.rows.show_rows(model.files, chosen=codes.index(model.chosen) if model.chosen in codes else -1)
        shown, listed = len(model.files), model.all_listed
        words = say("verify_files", count=listed)
        if shown != listed:
            words = say("verify_files_of", count=figures(shown), all=words)
        self._count.say(words.replace(str(listed), figures(listed)))
        self._none.setVisible(bool(listed) and not shown)
        self.rows.setVisible(not self._none.isVisibleTo(self))
        self.order.setCurrentIndex(ORDERS.index(model.order))
        self.only.setItemText(0, say("verify_filter_all", count=figures(listed)))
        for place, (state, count) in enumerate(zip(VERDICTS, model.counts, strict=False)):
            self.only.setItemText(place + 1, say("verify_filter_one", word=word(state), count=figures(count)))
        self.only.setCurrentIndex(VERDICTS.index(model.only) + 1 if model.only in VERDICTS else 0)

    def _make_head(self) -> Pane:
        theme = self.theme
        head = Pane(theme, edges="b")
        lines = column(theme, head, margins=(6, 4, 10, 4))
        line = row(theme, margins=(10, 0, 0, 0), gap=8)
        self._count = Text(theme, "", strong=True, wrap=True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._count, 1, Qt.AlignmentFlag.AlignVCenter)
        self.order = Combo(theme, tuple(say(f"order_{order}") for order in ORDERS), name=say("verify_order"), bare=True)
        widest = max(theme.metrics("body").horizontalAdvance(say(f"order_{order}")) for order in ORDERS)
        self.order.setFixedWidth(round(widest) + theme.px(44))
        self.order.activated.connect(lambda place: self.order_chosen.emit(OrderChosen(ORDERS[place])))
        line.addWidget(self.order)
        lines.addLayout(line)
        words = (say("verify_filter_all", count=0), *(word(state) for state in VERDICTS))
        self.only = Combo(theme, words, name=say("verify_filter"), bare=True)
        self.only.activated.connect(self._filter)
        lines.addWidget(self.only)
        return head

    def _filter(self, place: int) -> None:
        self.filter_chosen.emit(FilterChosen(VERDICTS[place - 1] if place else None))

    def _choose(self, chosen: RowChosen) -> None:
        self.chosen.emit(VerifiedChosen(self._files[chosen.place].code))
