"""The key sheet (F1): the keys of this page first, then those of the whole window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.dialogs.sheet import Card
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.label import Text
from ui.widgets.pane import column, row, scrolled

_WIDEST = 1040
_COLUMN = 260  # the least width of a column
_BESIDE = 70  # the margins of the card and the bar to scroll with


@dataclass(frozen=True)
class KeyLine:
    """A key and what it does."""

    key: str
    word: str


@dataclass(frozen=True)
class KeyGroup:
    """Keys under a heading."""

    heading: str
    lines: tuple[KeyLine, ...]


class KeyCap(QWidget):
    """The picture of a key."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self.setAccessibleName(key)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(round(paint.key_cap_width(self._theme, self._key)) + 1, self._theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.key_cap(QPainter(self), self._theme, self._key, QPointF(0, 0))


class KeySheet(Card):
    """As wide as the window allows, in columns, the keys of this page first; what is longer is scrolled through.

    Args:
        theme: of the window.
        groups: the keys.
        within: the size of the window, in pixels.
    """

    def __init__(self, theme: Theme, groups: tuple[KeyGroup, ...], within: QSize) -> None:
        wide = min(theme.px(_WIDEST), within.width() - theme.px(48))
        super().__init__(theme, width=theme.units(wide), name=say("keys_title"))
        self.heading(say("keys_title"), icon="key-round", colour="accent")
        self.body.addSpacing(theme.px(8))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(28))
        grid.setVerticalSpacing(theme.px(16))
        columns = [column(theme, gap=16) for _ in range(max(1, min(3, wide // theme.px(_COLUMN))))]
        lengths = [0] * len(columns)
        for group in groups:
            place = lengths.index(min(lengths))
            columns[place].addLayout(self._group(group))
            lengths[place] += len(group.lines) + 2
        for place, part in enumerate(columns):
            part.addStretch(1)
            grid.addLayout(part, 0, place)
            grid.setColumnStretch(place, 1)
        inside = QWidget()
        inside.setObjectName("column")
        inside.setLayout(grid)
        self._keys = scrolled(inside)
        self._keys.setAccessibleName(say("keys_title"))
        self.body.addWidget(self._keys, 1)
        self.body.addSpacing(theme.px(16))
        line = row(theme)
        line.addStretch(1)
        self.first = Button(theme, say("close"), key="Esc")
        self.first.clicked.connect(self.escaped)
        line.addWidget(self.first)
        self.body.addLayout(line)
        inside.setFixedWidth(wide - theme.px(_BESIDE))
        whole = grid.heightForWidth(inside.width()) if grid.hasHeightForWidth() else inside.sizeHint().height()
        self._keys.setFixedHeight(min(whole, max(theme.px(120), within.height() - theme.px(150))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._keys.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _group(self, group: KeyGroup) -> QVBoxLayout:
        theme = self.theme
        part = column(theme, gap=5)
        part.addWidget(Text(theme, group.heading, role="caption", tone="accent", strong=True))
        for key in group.lines:
            line = row(theme, gap=8)
            line.addWidget(Text(theme, key.word, tone="text2", wrap=True), 1)
            line.addWidget(KeyCap(theme, key.key), 0, Qt.AlignmentFlag.AlignTop)
            part.addLayout(line)
        return part
