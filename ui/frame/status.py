"""The status line: connection, running job, vault, time. A click on a part opens what it is about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from ui.frame.model import PartOpened, StatusModel, StatusPart
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.pane import Pane, row


class _Part(Button):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", kind=Kind.TOOL, height=28)
        self.shown: StatusPart | None = None

    def show_part(self, part: StatusPart | None) -> None:
        self.shown = part
        self.setVisible(part is not None)
        if part is not None:
            self.setText(part.text)
            self.setAccessibleName(part.text)
            self.setToolTip(part.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        if self.shown is None:
            return QSize(0, theme.px(28))
        width = theme.metrics("caption", strong=self.shown.strong).horizontalAdvance(self.shown.text)
        width += theme.px(22) if self.shown.icon else 0
        return QSize(round(width) + theme.px(10), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(32), self.theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.shown is None:
            return
        painter = QPainter(self)
        theme = self.theme
        tone = "text" if self.underMouse() and self.shown.tone == "text2" else self.shown.tone
        x = theme.px(4)
        if self.shown.icon:
            paint.icon(painter, theme, self.shown.icon, tone, QPointF(x, self.height() / 2 - theme.px(8)), size=16)
            x += theme.px(21)
        rect = QRectF(x, 0, self.width() - x, self.height())
        font = theme.font("caption", strong=self.shown.strong)
        paint.line(painter, self.shown.text, font, theme.colour(tone), rect)


class StatusLine(Pane):
    """30 high.

    Signals:
        opened: carries :class:`PartOpened`.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ground="canvas", edges="t")
        self.setFixedHeight(theme.px(30))
        layout = row(theme, self, margins=(12, 1, 12, 0), gap=14)
        self._parts = [_Part(theme) for _ in range(4)]
        for part in self._parts:
            part.clicked.connect(lambda _on=False, source=part: self._open(source))
        layout.addWidget(self._parts[0])
        layout.addStretch(1)
        for part in self._parts[1:]:
            layout.addWidget(part)

    def show_model(self, model: StatusModel) -> None:
        """Show all parts."""
        for part, shown in zip(self._parts, (model.connection, model.job, model.vault, model.clock), strict=True):
            part.show_part(shown)

    def _open(self, part: _Part) -> None:
        if part.shown is not None:
            self.opened.emit(PartOpened(part.shown.code))
