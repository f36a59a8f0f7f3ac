"""The header: the page's title, what is open, the page's own action, the search field."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.frame.model import HeaderModel
from ui.frame.page import Page
from ui.frame.places import word_key
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.label import Text
from ui.widgets.pane import Hairline, Pane, row
from ui.widgets.search import SearchField


class Header(Pane):
    """64 high; two lines where the window is narrow.

    Args:
        theme: of the window.
        searching: whether something answers the search field; without it the field is not shown.
    """

    def __init__(self, theme: Theme, *, searching: bool = False) -> None:
        super().__init__(theme, ground="canvas", edges="b")
        self._searching = searching
        self._narrow: bool | None = None
        self._extra: QWidget | None = None
        self._grid = QGridLayout(self)
        self._grid.setSpacing(theme.px(8))
        left = QWidget()
        line = row(theme, left, gap=16)
        self._title = Text(theme, "", role="page")
        self._hairline = Hairline(theme, upright=True, length=22)
        self._subtitle = Text(theme, "", tone="text2")
        self._subtitle.setMinimumWidth(theme.px(40))
        line.addWidget(self._title)
        line.addWidget(self._hairline)
        line.addWidget(self._subtitle, 1)
        self._left = left
        self._slot = QWidget()
        self._slot_line: QHBoxLayout = row(theme, self._slot)
        self.search = SearchField(theme, say("search_map"))
        self.search.setFixedWidth(theme.px(296))
        self._arrange(narrow=False)

    def show_page(self, page: Page) -> None:
        """Show a page's title and its own widget."""
        self._title.say(say(word_key(page.place)))
        extra = page.header_extra()
        if self._extra is not None and self._extra is not extra:
            self._slot_line.removeWidget(self._extra)
            self._extra.hide()
            self._extra.setParent(None)
        self._extra = extra
        if extra is not None:
            self._slot_line.addWidget(extra)
            extra.show()
        self.show_model(page.header)

    def show_locked(self, title: str) -> None:
        """Show a title and nothing of what is open."""
        self._title.say(title)
        self.show_model(HeaderModel())
        if self._extra is not None:
            self._extra.hide()

    def show_model(self, model: HeaderModel) -> None:
        """Show what is open."""
        self._subtitle.say(model.subtitle)
        self._hairline.setVisible(bool(model.subtitle))
        self.search.setVisible(self._searching and bool(model.search))
        if model.search:
            self.search.hint(model.search)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(64))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.theme.units(event.size().width()) < 900)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        px = self.theme.px
        for part in (self._left, self._slot, self.search):
            self._grid.removeWidget(part)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._slot, 0, 1, right)
        if narrow and self._searching:
            self._grid.addWidget(self.search, 1, 0, 1, 2)
            self.search.setMaximumWidth(px(2000))
            self.search.setMinimumWidth(px(180))
        else:
            self._grid.addWidget(self.search, 0, 2, right)
            self.search.setFixedWidth(px(296))
        self._grid.setColumnStretch(0, 1)
        side = px(16 if narrow else 24)
        self._grid.setContentsMargins(side, px(6), side, px(6))
        self.setFixedHeight(px(92 if narrow and self._searching else 64))
        self._grid.setHorizontalSpacing(px(16))
