"""The table of the plan: rows 38 to 44 high, hairlines between sets only, the order of the map."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.theme import paint
from ui.theme.style import INSIDE, draw_ring
from ui.theme.theme import Theme
from ui.widgets.badge import draw_badge
from ui.widgets.progress import draw_steps
from ui.widgets.states import LOOKS, State, word

_MOST = 3  # lines of one cell
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Steps:
    """How far a letter is in the four steps of signing."""

    done: int
    running: bool
    sentence: str
    failed: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: words, an icon before them, a second line under them, a state, or the steps of a letter."""

    text: str = ""
    tone: str = "text"
    strong: bool = False
    icon: str = ""
    second: str = ""
    state: State | None = None
    steps: Steps | None = None
    indent: bool = False

    def read(self) -> str:
        """Return what a screen reader says."""
        words = [self.text or (word(self.state) if self.state else ""), self.second]
        words.append(self.steps.sentence if self.steps else "")
        return ", ".join(part for part in words if part)


@dataclass(frozen=True)
class TableRow:
    """A row; ``joined`` belongs to the row above (no line between), ``running`` is the one in hand."""

    cells: tuple[Cell, ...]
    joined: bool = False
    running: bool = False


@dataclass(frozen=True)
class TableModel:
    """Column heads with their shares of the width, and the rows. Rows without heads are fine."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[TableRow, ...]
    row_height: float = 44


class _Rows(QAbstractTableModel):
    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.model = TableModel((), (), ())

    def replace(self, model: TableModel) -> None:
        self.beginResetModel()
        self.model = model
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self.model.rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self.model.shares)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.model.rows[index.row()].cells[index.column()].read()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.model.heads[section] if section < len(self.model.heads) else ""
        return self.model.rows[section].cells[0].read()


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, rows: _Rows, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._rows = rows
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        px = theme.px
        rect = QRectF(option.rect)
        rows = self._rows.model.rows
        line = rows[index.row()]
        if line.running:
            painter.fillRect(rect, theme.colour("accent_soft"))
        if index.row() and not line.joined:
            painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 1), theme.colour("line"))
        cell = line.cells[index.column()]
        draw_cell(painter, theme, cell, rect.adjusted(px(16), 0, -px(6), 0))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row() and index.column() == 0:
            draw_ring(painter, rect.adjusted(px(3), px(3), -px(3), -px(3)), theme, radius=6)


def draw_cell(painter: QPainter, theme: Theme, cell: Cell, rect: QRectF) -> None:
    """Draw one cell."""
    px = theme.px
    if cell.steps is not None:
        bar = QRectF(rect.x(), rect.center().y() - px(12), rect.width() - px(8), px(5))
        steps = cell.steps
        draw_steps(painter, theme, bar, done=steps.done, running=steps.running, failed=steps.failed)
        tone = "bad" if steps.failed else "accent" if steps.running else "text2"
        below = QRectF(rect.x(), bar.bottom() + px(3), rect.width(), px(20))
        font = theme.font("caption", strong=steps.running or steps.failed)
        paint.line(painter, steps.sentence, font, theme.colour(tone), below)
        return
    x = rect.x() + (px(14) if cell.indent else 0)
    if cell.state is not None and not cell.text:
        side = px(20)
        look = LOOKS[cell.state]
        paint.icon(painter, theme, look.icon, look.colour, QPointF(x, rect.center().y() - side / 2), size=20)
        return
    if cell.state is not None and not cell.second:
        draw_badge(
            painter, theme, cell.state, QRectF(x, rect.y(), rect.right() - x, rect.height()), text=cell.text, plain=True
        )
        return
    if cell.icon:
        paint.icon(painter, theme, cell.icon, "text2", QPointF(x, rect.center().y() - px(8)), size=16)
        x += px(24)
    tone = LOOKS[cell.state].colour if cell.state is not None else cell.tone
    first = QRectF(x, rect.y(), rect.right() - x, rect.height())
    if cell.second:
        first = QRectF(x, rect.center().y() - px(20), rect.right() - x, px(20))
        below = QRectF(x, rect.center().y(), rect.right() - x, px(20))
        paint.line(painter, cell.second, theme.font("caption"), theme.colour("text2"), below)
    font = theme.font("body", strong=cell.strong)
    lines = (cell.text,) if cell.second else paint.wrapped(cell.text, font, first.width(), most=_MOST)
    high = theme.line("body")
    top = first.center().y() - high * len(lines) / 2
    for place, words in enumerate(lines):
        part = QRectF(x, top + place * high, first.width(), high)
        paint.line(painter, words, font, theme.colour(tone), part)


def lines_of(theme: Theme, cell: Cell, width: float) -> int:
    """Return how many lines the words of a cell take in a column of a width, in screen pixels."""
    if cell.steps is not None or cell.second or cell.state is not None:
        return 1
    room = width - theme.px(22) - (theme.px(14) if cell.indent else 0) - (theme.px(24) if cell.icon else 0)
    return max(1, len(paint.wrapped(cell.text, theme.font("body", strong=cell.strong), room, most=_MOST)))


class PlanTable(QTableView):
    """A table as high as its rows, in a card with radius 10."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self._rows, self))
        self.setProperty(INSIDE, True)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        heads = _Heads(theme, self)
        self.setHorizontalHeader(heads)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setViewportMargins(0, 0, 0, 0)
        self.viewport().setAutoFillBackground(False)

    def show_table(self, model: TableModel) -> None:
        """Show rows."""
        self._rows.replace(model)
        self.horizontalHeader().setVisible(bool(model.heads))
        self._widen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def _widen(self) -> None:
        shares = self._rows.model.shares
        total = sum(shares)
        left = self.viewport().width()
        widths: list[int] = []
        for place, share in enumerate(shares):
            width = left if place == len(shares) - 1 else int(self.viewport().width() * share / total)
            self.setColumnWidth(place, width)
            widths.append(width)
            left -= width
        self._heighten(widths)

    def _heighten(self, widths: list[int]) -> None:
        """Make each row as high as its longest words need: a title is not cut."""
        theme, model = self._theme, self._rows.model
        font = theme.font("caption")
        words = zip(model.heads, widths, strict=False)
        most = max((len(paint.wrapped(head, font, width - theme.px(22), most=3)) for head, width in words), default=1)
        top = theme.px(14) + theme.line("caption") * most
        self.horizontalHeader().setFixedHeight(top)
        whole = (top if model.heads else 0) + theme.px(4)
        for place, line in enumerate(model.rows):
            most = max(
                (lines_of(theme, cell, width) for cell, width in zip(line.cells, widths, strict=False)),
                default=1,
            )
            high = max(theme.px(model.row_height), theme.line("body") * most + theme.px(16))
            self.setRowHeight(place, high)
            whole += high
        if self.height() != whole:
            self.setFixedHeight(whole)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(600), self.height())


class _Heads(QHeaderView):
    def __init__(self, theme: Theme, owner: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, owner)
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self.setSectionsClickable(False)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        inner = QRectF(rect).adjusted(theme.px(16), 0, -theme.px(6), 0)
        font, high = theme.font("caption"), theme.line("caption")
        lines = paint.wrapped(words, font, inner.width(), most=3)
        for place, part in enumerate(lines):
            at = QRectF(inner.x(), inner.bottom() - theme.px(7) - high * (len(lines) - place), inner.width(), high)
            paint.line(painter, part, font, theme.colour("text2"), at)
        painter.fillRect(QRectF(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
