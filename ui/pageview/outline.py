"""The outline of a document, to go by."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget

from app.jobs import Lane
from app.pages import PageHeadline, PageSource
from ui.bridge import Bridge, Handlers
from ui.pageview.model import PageShown
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.itemrow import lines_of
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column
from ui.widgets.rows import RowChosen, RowList, RowState, row_ground

_LINE, _DEEPER = 19, 14  # height of a line; how much further in a deeper headline stands


class _HeadlinePainter:
    """A headline: its words on as many lines as they take, its page at the right."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: PageHeadline, width: int) -> int:
        return self._theme.px(14 + _LINE * len(self._lines(row, width)))

    def read(self, row: PageHeadline) -> str:
        return row.title if row.page is None else say("view_headline", title=row.title, page=row.page + 1)

    def paint(self, painter: QPainter, rect: QRectF, row: PageHeadline, state: RowState) -> None:
        theme, px = self._theme, self._theme.px
        row_ground(painter, theme, rect, state)
        left, top = rect.x() + self._left(row), rect.y() + px(7)
        tone = theme.colour("text3" if row.page is None else "text")
        for text in self._lines(row, round(rect.width())):
            place = QRectF(left, top, rect.right() - left, px(_LINE))
            paint.line(painter, text, theme.font("body", strong=not row.depth), tone, place)
            top += px(_LINE)
        if row.page is not None:
            place = QRectF(rect.right() - px(50), rect.y() + px(7), px(38), px(_LINE))
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            paint.line(painter, str(row.page + 1), theme.font("body"), theme.colour("text2"), place, align=end)

    def _left(self, row: PageHeadline) -> int:
        return self._theme.px(14 + _DEEPER * min(row.depth, 4))

    def _lines(self, row: PageHeadline, width: int) -> tuple[str, ...]:
        room = width - self._left(row) - self._theme.px(46)
        return lines_of(row.title, self._theme.font("body", strong=not row.depth), room)


class Outline(Pane):
    """The headlines of a document; a click or Enter goes there. Without any it says so.

    Signals:
        asked: carries :class:`PageShown`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, ground="canvas", edges="r")
        self._bridge = bridge
        self._source: PageSource | None = None
        self._rows: tuple[PageHeadline, ...] = ()
        self.setFixedWidth(theme.px(290))
        self.list: RowList[PageHeadline] = RowList(theme, _HeadlinePainter(theme), name=say("view_outline"))
        self.list.opened.connect(self._go)
        self.list.clicked.connect(lambda index: self._go(RowChosen(index.row())))
        none = Pane(theme)
        around = column(theme, none, margins=(14, 14, 14, 14))
        around.addWidget(Text(theme, say("view_outline_none"), tone="text2", wrap=True))
        around.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(none)
        self._stack.addWidget(self.list)
        column(theme, self).addWidget(self._stack)

    def open(self, source: PageSource | None) -> None:
        """Show the outline of a document; it is read in the read lane."""
        if source is self._source:
            return
        self._source = source
        self._show(())
        if source is not None:
            self._bridge.run(
                Lane.READ,
                lambda _context: (source, tuple(source.outline())),
                Handlers(done=self._take),
            )

    @property
    def rows(self) -> tuple[PageHeadline, ...]:
        """The headlines that are shown."""
        return self._rows

    def _take(self, result: object) -> None:
        if isinstance(result, tuple) and result[0] is self._source:
            self._show(result[1])

    def _show(self, rows: tuple[PageHeadline, ...]) -> None:
        self._rows = rows
        self.list.show_rows(rows, chosen=0 if rows else -1)
        self._stack.setCurrentIndex(1 if rows else 0)

    def _go(self, chosen: RowChosen) -> None:
        page = self._rows[chosen.place].page
        if page is not None:
            self.asked.emit(PageShown(page, len(self._rows)))
