"""The one style: the focus ring around a control, and nothing of the platform's own frames."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from ui.theme.theme import Theme

RING = 2  # width of the ring, and of the gap between it and the control
INSIDE = "ringInside"  # a control that draws its own ring within itself sets this property


class FocusStyle(QProxyStyle):
    """Fusion, with a focus frame: a ring of 2 px in ``accent``, 2 px away from the control."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return self._theme.px(2 * RING)
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's own name
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        if hint == QStyle.StyleHint.SH_MenuBar_AltKeyNavigation:
            return 1
        return super().styleHint(hint, option, widget, returnData)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.ControlElement.CE_FocusFrame:
            draw_ring(painter, QRectF(option.rect), self._theme, radius=8)
            return
        super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            return  # the focus frame or the row itself shows it
        super().drawPrimitive(element, option, painter, widget)


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


class RingKeeper(QObject):
    """Moves the one focus frame of a window to whatever control has the focus."""

    def __init__(self, application: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._frame = QFocusFrame(window)
        self._frame.hide()
        application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        wants = now is not None and now.window() is self._window and not now.property(INSIDE)
        # A control that takes the focus on behalf of a larger one (the field in the search box) names it.
        shown = now.property("ringAround") if wants and now is not None else None
        target = shown if isinstance(shown, QWidget) else now
        self._frame.setWidget(target if wants else None)  # type: ignore[arg-type]
