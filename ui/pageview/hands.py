"""The hand on the pages: a mouse that chooses text, also beyond the edge of what is in sight."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from ui.pageview.choosing import Chooser
from ui.pageview.selection import Spot

_EVERY = 30  # milliseconds between two moves of the pages while a hand is held beyond the edge


class Ground(Protocol):
    """What the hand lies on."""

    def viewport(self) -> QWidget:
        """Return what shows the pages."""
        ...

    def verticalScrollBar(self) -> QScrollBar:
        """Return what moves them."""
        ...

    def spot(self, at: QPointF) -> tuple[Spot | None, bool]:
        """Return the spot nearest to a point of the viewport, and whether the point lies on a word."""
        ...


class Hand(QObject):
    """Chooses characters by dragging, a word by two clicks, a line by three; with Shift the choice grows.

    Args:
        ground: the view, which owns the hand.
        chooser: what is chosen.
    """

    def __init__(self, ground: Ground, chooser: Chooser) -> None:
        super().__init__(ground if isinstance(ground, QObject) else None)
        self._ground = ground
        self._chooser = chooser
        self._at = QPointF()
        self._double = QElapsedTimer()
        self._carry = QTimer(self)
        self._carry.setInterval(_EVERY)
        self._carry.timeout.connect(self._carry_on)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        spot, over = self._ground.spot(event.position())
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        third = self._double.isValid() and self._double.elapsed() < QApplication.doubleClickInterval()
        self._double.invalidate()
        if third and spot is not None and over and not extend:
            self._chooser.line(spot)
        else:
            self._chooser.press(spot, extend=extend)
        self._ground.viewport().update()

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves, held or not."""
        self._at = event.position()
        view = self._ground.viewport()
        if not self._chooser.held:
            over = self._ground.spot(self._at)[1]
            view.setCursor(Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor)
            return
        self._drag()
        if 0 <= self._at.y() <= view.height():
            self._carry.stop()
        elif not self._carry.isActive():
            self._carry.start()

    def release(self) -> None:
        """The button goes up."""
        self._chooser.release()
        self._carry.stop()

    def double(self, event: QMouseEvent) -> None:
        """Two clicks."""
        spot, over = self._ground.spot(event.position())
        if spot is not None and over:
            self._chooser.word(spot)
            self._double.start()
            self._ground.viewport().update()

    def _drag(self) -> None:
        spot, _over = self._ground.spot(self._at)
        if spot is not None:
            self._chooser.drag(spot)
            self._ground.viewport().update()

    def _carry_on(self) -> None:
        """The further beyond the edge, the faster the pages move on under the hand."""
        beyond = min(0.0, self._at.y()) + max(0.0, self._at.y() - self._ground.viewport().height())
        bar = self._ground.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 3))
        self._drag()
