"""The context: tabs for each letter, the memo's other sections, the attachments; each keeps its own place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.pageview.document import DocumentView
from ui.review.advice import AdviceText
from ui.review.model import TabChosen, TabModel
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.pane import Compound, Pane, column, emptied, row, scrolled


class _TabButton(Button):
    """A tab: the chosen one is a piece of the ground below it, with a bar on top."""

    def __init__(self, theme: Theme, tab: TabModel, key: str) -> None:
        super().__init__(theme, tab.name, kind=Kind.TOOL, height=36, icon="file-text" if tab.is_letter else "")
        self.setCheckable(True)
        self.setToolTip(f"{tab.name} ({key})")
        self.setAccessibleDescription(key)

    def _strong(self) -> bool:
        return self.isChecked()

    def _ink(self) -> str:
        return "text" if self.isChecked() else "text2"

    def _padding(self) -> int:
        return self.theme.px(12)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wide = self.theme.metrics("body", strong=True).horizontalAdvance(self.text())
        narrow = self.theme.metrics("body", strong=False).horizontalAdvance(self.text())
        return QSize(hint.width() + (0 if self.isChecked() else round(wide - narrow)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px = self.theme, self.theme.px
        rect = QRectF(self.rect())
        if self.isChecked():
            tall = rect.adjusted(0, 0, 0, px(8))
            paint.box(painter, tall, fill=theme.colour("sunken"), border=theme.colour("line"), radius=px(6))
            painter.setClipRect(QRectF(0, 0, rect.width(), px(3)))
            paint.box(painter, tall, fill=theme.colour("accent"), radius=px(6))
            painter.setClipping(False)
        elif self.underMouse():
            paint.box(painter, rect.adjusted(2, 4, -2, -4), fill=theme.colour("sunken"), radius=px(6))
        self._paint_content(painter, rect, self._ink())


class Context(Compound, Pane):
    """Tabs above, and below them pages or text.

    Signals:
        chosen: carries :class:`TabChosen`.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, ground="sunken")
        self._tabs: tuple[TabModel, ...] = ()
        self._group: QButtonGroup | None = None
        layout = column(theme, self)
        head = Pane(theme, ground="canvas", edges="b")
        head.setFixedHeight(theme.px(44))
        self._line = row(theme, head, margins=(12, 8, 8, 0), gap=2)
        strip = scrolled(head)
        strip.setFixedHeight(theme.px(44))
        above = row(theme)
        above.addWidget(strip, 1)
        side = Pane(theme, ground="canvas", edges="b")
        around = row(theme, side, margins=(4, 6, 8, 6))
        # Where the tabs do not fit, this one names them all.
        more = IconButton(theme, "chevron-down", say("review_context_tabs"))
        more.clicked.connect(lambda: self._list_tabs(more))
        around.addWidget(more)
        self._more = side
        above.addWidget(side)
        layout.addLayout(above)
        self._stack = QStackedWidget()
        self.document = DocumentView(theme, bridge)
        self.section = AdviceText(theme)
        self._stack.addWidget(self.document)
        self._stack.addWidget(self.section)
        layout.addWidget(self._stack, 1)
        self.entry = self.document

    def show_tabs(self, tabs: tuple[TabModel, ...], chosen: str) -> None:
        """Show the tabs; the document of the chosen one comes by :meth:`show_document`."""
        if tabs != self._tabs:
            self._make_tabs(tabs)
        for place, tab in enumerate(tabs):
            button = self._group.button(place) if self._group is not None else None
            if button is not None and tab.code == chosen:
                button.setChecked(True)
                button.updateGeometry()
        self._fit_tabs()
        shown = next((tab for tab in tabs if tab.code == chosen), None)
        as_text = shown is not None and shown.document is None
        if shown is not None and as_text:
            self.section.show_blocks(shown.blocks)
            self.section.setAccessibleName(shown.name)
        self._stack.setCurrentIndex(1 if as_text else 0)

    def show_document(self, tab: TabModel, source: PageSource) -> None:
        """Open the document of a tab."""
        if tab.document is not None:
            self.document.open(tab.document, source)

    def forget(self) -> None:
        """Keep nothing of any document."""
        self.document.clear()
        self.section.show_blocks(())
        self.section.setAccessibleName("")

    def press(self, place: int) -> None:
        """Choose a tab by its key, from 0."""
        if place < len(self._tabs):
            self.chosen.emit(TabChosen(self._tabs[place].code))

    def _fit_tabs(self) -> None:
        """Show the tabs that fit whole; the chosen one always, the others by their key or from the list."""
        group = self._group
        if group is None:
            self._more.hide()
            return
        buttons = [one for place in range(len(self._tabs)) if (one := group.button(place)) is not None]
        px = self.theme.px
        wide = [one.sizeHint().width() + px(2) for one in buttons]
        room = self.width() - px(12 + 8)
        fits = sum(wide) <= room
        if not fits:
            room -= px(4 + 32 + 8)
        chosen = next((place for place, one in enumerate(buttons) if one.isChecked()), 0)
        left = room - (wide[chosen] if wide else 0)
        for place, button in enumerate(buttons):
            shown = place == chosen or wide[place] <= left
            if place != chosen:
                # What follows the first that does not fit stays away too: the order would be lost.
                left = left - wide[place] if shown else -1
            button.setVisible(shown)
        self._more.setVisible(not fits)

    def _list_tabs(self, beside: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, tab in enumerate(self._tabs):
            menu.addAction(tab.name).triggered.connect(lambda _on=False, place=place: self.press(place))
        menu.popup(beside.mapToGlobal(beside.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def _make_tabs(self, tabs: tuple[TabModel, ...]) -> None:
        emptied(self._line)
        self._tabs = tabs
        self._group = QButtonGroup(self)
        for place, tab in enumerate(tabs):
            button = _TabButton(self.theme, tab, str(place + 1) if place < 9 else "")
            button.clicked.connect(lambda _on=False, code=tab.code: self.chosen.emit(TabChosen(code)))
            self._group.addButton(button, place)
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._line.addStretch(1)
