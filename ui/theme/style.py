"""The focus ring: one for a window, around whatever control has the focus.

The ring is a control of its own and the style is Fusion, unchanged: a ``QProxyStyle`` written in Python is asked at
every stroke of every control, which a list of a hundred rows feels, and ``QFocusFrame`` takes its margin from there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from ui.theme.theme import Theme

RING = 2  # width of the ring, and of the gap between it and the control
INSIDE = "ringInside"  # a control that draws its own ring within itself sets this property
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
)


def draw_ring(painter: QPainter, within: QRectF, theme: Theme, *, radius: float) -> None:
    """Draw the ring just inside a rectangle; radius at 100 %."""
    width = theme.px(RING)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(within.adjusted(half, half, -half, -half), theme.px(radius), theme.px(radius))
    painter.restore()


class FocusRing(QWidget):
    """A ring of 2 px in ``accent``, 2 px away from the control that has the focus."""

    def __init__(self, theme: Theme, application: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        wants = now is not None and now.window() is self._window and not now.property(INSIDE)
        # A control that takes the focus on behalf of a larger one (the field in the search box) names it.
        shown = now.property("ringAround") if wants and now is not None else None
        self._follow((shown if isinstance(shown, QWidget) else now) if wants else None)

    def _follow(self, target: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):  # a control that had the focus may be gone with its page
                watched.removeEventFilter(self)
        self._watched = []
        self._target = target
        if target is None:
            self.hide()
            return
        # Within a scroll area the ring is cut off with what it surrounds.
        step: QWidget | None = target
        holder: QWidget = self._window
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._watched.append(step)
            above = step.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is step:
                holder = step
                break
            step = above
        self.setParent(holder)
        self._place()

    def _place(self) -> None:
        target, holder = self._target, self.parentWidget()
        if target is None or holder is None or not target.isVisible():
            self.hide()
            return
        margin = 2 * self._theme.px(RING)
        corner = target.mapTo(holder, QPoint(0, 0))
        self.setGeometry(
            corner.x() - margin, corner.y() - margin, target.width() + 2 * margin, target.height() + 2 * margin
        )
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_ring(QPainter(self), QRectF(self.rect()), self._theme, radius=8)
