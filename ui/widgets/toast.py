"""What was just done, for eight seconds, with a way to undo it. A toast never carries an error."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.button import Button

STAYS_MS = 8000


@dataclass(frozen=True)
class ToastModel:
    """A sentence, and what undoing it is called in the record of acts (empty: cannot be undone)."""

    sentence: str
    undo: str = ""
    icon: str = "circle-check"


@dataclass(frozen=True)
class UndoAsked:
    """The person asked to undo what the toast told of."""

    undo: str


class _UndoButton(Button):
    """Outlined in the toast's own palette, which is the other one."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        other = self.theme.opposite
        ground = QColor(other.sunken if self.underMouse() else other.surface)
        paint.box(painter, self.rect(), fill=ground, border=QColor(other.text), radius=self.theme.px(6))
        font = self.theme.font("body", strong=True)
        rect = QRectF(self.rect())
        paint.line(painter, self.text(), font, QColor(other.text), rect, align=Qt.AlignmentFlag.AlignCenter)


class Toast(QWidget):
    """The one toast of the window, bottom left of the work area. It stays while hovered or focused.

    Signals:
        undo: carries :class:`UndoAsked`.
        turned: another sentence is shown, or none.
    """

    undo = Signal(object)
    turned = Signal()

    def __init__(self, theme: Theme, area: QWidget) -> None:
        super().__init__(area)
        self._theme = theme
        self._area = area
        self._model = ToastModel("")
        self._lift = 0
        self._button = _UndoButton(theme, say("undo"))
        self._button.setParent(self)
        self._button.clicked.connect(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._leave)
        self.hide()
        area.installEventFilter(self)

    def show_toast(self, model: ToastModel) -> None:
        """Show a sentence in place of the one shown before, and have it read aloud."""
        self._model = model
        self._button.setVisible(bool(model.undo))
        self.setAccessibleName(model.sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        self.turned.emit()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, model.sentence))

    def lift(self, height: int) -> None:
        """Stay above the lowest part of the page, so high in screen pixels."""
        self._lift = height
        self._place()

    @property
    def undoable(self) -> bool:
        """Whether what is told of can be undone."""
        return self.isVisible() and bool(self._model.undo)

    def take_focus(self) -> None:
        """Go to the toast (F8)."""
        if self.isVisible():
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_now(self) -> None:
        """Undo what is told of, if it can be (Ctrl Z)."""
        if self.isVisible() and self._model.undo:
            self._undo()

    def _undo(self) -> None:
        asked = UndoAsked(self._model.undo)
        self.hide()
        self.undo.emit(asked)

    def _leave(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        area = self._area
        gap = self._theme.px(18)
        self.resize(self.sizeHint())
        self.move(gap, area.height() - self.height() - gap - self._lift)
        button = self._button.sizeHint()
        self._button.setGeometry(
            self.width() - button.width() - self._theme.px(8),
            (self.height() - self._theme.px(32)) // 2,
            button.width(),
            self._theme.px(32),
        )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _beside(self) -> float:
        """How wide all but the sentence is."""
        button = self._button.sizeHint().width() if self._model.undo else 0
        return self._theme.px(16 + 18 + 12 + 16) + button

    def _lines(self) -> tuple[str, ...]:
        room = self._area.width() - 2 * self._theme.px(18) - self._beside()
        return paint.wrapped(self._model.sentence, self._theme.font("body"), max(room, self._theme.px(120)), most=3)

    def sizeHint(self) -> QSize:
        theme = self._theme
        lines = self._lines()
        widest = max((theme.metrics("body").horizontalAdvance(line) for line in lines), default=0.0)
        return QSize(round(widest + self._beside()) + 1, theme.px(24) + max(1, len(lines)) * theme.line("body"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        other = theme.opposite
        paint.box(painter, self.rect(), fill=QColor(other.surface), radius=theme.px(8))
        middle = self.height() / 2
        density = self.devicePixelRatioF()
        picture = theme.icon(self._model.icon, other.text, 18, density=density)
        painter.drawPixmap(QPointF(theme.px(16), round(middle - theme.px(9))), picture)
        high = theme.line("body")
        lines = self._lines()
        top = middle - high * len(lines) / 2
        for place, words in enumerate(lines):
            rect = QRectF(theme.px(46), top + place * high, self.width(), high)
            paint.line(painter, words, theme.font("body"), QColor(other.text), rect)
