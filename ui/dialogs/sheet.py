"""A box within the window, over a scrim: no window of its own, no loop of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGraphicsDropShadowEffect, QWidget

from ui.theme import paint
from ui.theme.theme import Theme
from ui.theme.tokens import SCRIM, SCRIM_OPACITY
from ui.widgets.label import Icon, Text
from ui.widgets.pane import column, row


class Card(QDialog):
    """What stands on the scrim. A dialog to a screen reader, a child of the window to the screen."""

    escaped = Signal()

    def __init__(self, theme: Theme, *, width: float, name: str) -> None:
        super().__init__(None, Qt.WindowType.Widget)
        self.theme = theme
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.setFixedWidth(theme.px(width))
        self.setAutoFillBackground(False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(theme.px(32))
        shadow.setOffset(0, theme.px(12))
        tint = QColor("#000000")
        tint.setAlphaF(0.22)
        shadow.setColor(tint)
        self.setGraphicsEffect(shadow)
        self.body = column(theme, self, margins=(26, 24, 26, 22), gap=0)

    def heading(self, title: str, *, icon: str, colour: str) -> None:
        """Put the heading with its icon."""
        line = row(self.theme, gap=10)
        line.addWidget(Icon(self.theme, icon, colour, size=22), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(self.theme, title, role="card", wrap=True), 1)
        self.body.addLayout(line)
        self.body.addSpacing(self.theme.px(4))

    def event(self, event: QEvent) -> bool:
        # Keys that would be shortcuts of the window are plain keys while the box is open.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab within the box."""
        inside = [w for w in self.findChildren(QWidget) if _takes_tab(w)]
        if not inside:
            return False
        inside = _tab_order(self, inside)
        now = self.focusWidget()
        place = inside.index(now) if now in inside else -1
        target = inside[(place + (1 if forward else -1)) % len(inside)]
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        event.accept()  # nothing pressed in a box reaches the page under it

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(self.rect()), fill=self.theme.colour("surface"), radius=self.theme.px(12))


class Scrim(QWidget):
    """Covers the window while a card is shown and gives the focus back after it."""

    def __init__(self, window: QWidget, card: Card) -> None:
        super().__init__(window)
        self.card = card
        self._window = window
        self._before = window.focusWidget()
        card.setParent(self)
        card.setWindowFlags(Qt.WindowType.Widget)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def open(self, focus: QWidget | None = None) -> None:
        """Show the card with the focus in it."""
        self.show()
        self.raise_()
        self.card.show()
        self._centre()
        target = focus if focus is not None else self.card
        target.setFocus(Qt.FocusReason.PopupFocusReason)
        # The layout of wrapped texts settles after the first show.
        QTimer.singleShot(0, self, self._centre)

    def close_sheet(self) -> None:
        """Take the card away."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def _centre(self) -> None:
        card = self.card
        card.body.activate()
        tall = card.body.totalHeightForWidth(card.width()) if card.body.hasHeightForWidth() else -1
        card.setFixedHeight(tall if tall > 0 else card.body.totalSizeHint().height())
        self.card.move((self.width() - card.width()) // 2, max(0, round((self.height() - card.height()) * 0.44)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._centre()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(SCRIM)
        shade.setAlphaF(SCRIM_OPACITY)
        QPainter(self).fillRect(self.rect(), shade)


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _tab_order(card: QWidget, inside: list[QWidget]) -> list[QWidget]:
    """Return the controls in the order of the tab chain."""
    wanted = {id(widget) for widget in inside}
    order: list[QWidget] = []
    step = card.nextInFocusChain()
    while step is not None and step is not card:
        if id(step) in wanted:
            order.append(step)
        step = step.nextInFocusChain()
    return order
