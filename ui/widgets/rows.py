"""A list of frozen rows, painted; read aloud row by row, moved through by arrows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.style import INSIDE, draw_ring
from ui.theme.theme import Theme

Row = TypeVar("Row")
Read = TypeVar("Read", contravariant=True)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RowState:
    """How a row stands in its list."""

    chosen: bool
    hovered: bool
    focused: bool


class RowPainter(Protocol[Read]):
    """Paints one kind of row."""

    def height(self, row: Read, width: int) -> int:
        """Return the height of a row in screen pixels."""
        ...

    def paint(self, painter: QPainter, rect: QRectF, row: Read, state: RowState) -> None:
        """Paint a row, its ground included."""
        ...

    def read(self, row: Read) -> str:
        """Return what a screen reader says of a row."""
        ...


@dataclass(frozen=True)
class RowChosen:
    """A row was chosen, by its place in the list."""

    place: int


class RowModel(QAbstractListModel, Generic[Row]):
    """Rows as Qt wants them."""

    def __init__(self, read: Callable[[Row], str], owner: QObject) -> None:
        super().__init__(owner)
        self._read = read
        self.rows: tuple[Row, ...] = ()

    def replace(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; where their number stays the same, the place and the scroll stay too."""
        if len(rows) == len(self.rows) and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._read(self.rows[index.row()])
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, painter: RowPainter[Row], model: RowModel[Row], view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._painter = painter
        self._model = model
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._painter.height(self._model.rows[index.row()], width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        flags = option.state
        rect = QRectF(option.rect)
        focused = self._view.hasFocus() and index == self._view.currentIndex()
        state = RowState(
            chosen=bool(flags & QStyle.StateFlag.State_Selected),
            hovered=bool(flags & QStyle.StateFlag.State_MouseOver),
            focused=focused,
        )
        painter.save()
        self._painter.paint(painter, rect, self._model.rows[index.row()], state)
        painter.restore()
        if focused:
            gap = self._theme.px(2)
            draw_ring(painter, rect.adjusted(gap, gap, -gap, -gap), self._theme, radius=6)


class RowList(QListView, Generic[Row]):
    """The list itself.

    Signals:
        chosen: the current row changed by a person; carries :class:`RowChosen`.
        opened: Enter or double click; carries :class:`RowChosen`.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, painter: RowPainter[Row], *, name: str) -> None:
        super().__init__()
        self._filling = False
        self._rows: RowModel[Row] = RowModel(painter.read, self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, painter, self._rows, self))
        self.setProperty(INSIDE, True)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self.opened.emit(RowChosen(index.row())))

    def show_rows(self, rows: tuple[Row, ...], *, chosen: int) -> None:
        """Show rows; ``chosen`` is the place of the current one, -1 for none. Tells no one."""
        self._filling = True
        self._rows.replace(rows)
        if 0 <= chosen < len(rows):
            if self.currentIndex().row() != chosen:
                self.setCurrentIndex(self._rows.index(chosen))
        else:
            self.selectionModel().clear()
        self._filling = False

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and now.isValid():
            self.chosen.emit(RowChosen(now.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(RowChosen(self.currentIndex().row()))
            return
        # Letters are the page's own keys, never a search by first letter.
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


def row_ground(painter: QPainter, theme: Theme, rect: QRectF, state: RowState, *, bar: bool = True) -> None:
    """Paint the ground of a row: surface with a bar at the left when it is the chosen one, and a hairline under it."""
    if state.chosen:
        painter.fillRect(rect, theme.colour("surface"))
        if bar:
            painter.fillRect(QRectF(rect.x(), rect.y(), theme.px(3), rect.height()), theme.colour("accent"))
    elif state.hovered:
        painter.fillRect(rect, theme.colour("sunken"))
    painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
