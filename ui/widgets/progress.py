"""Bars: how far, in what states, at which of four steps; and a thin line that waits 600 ms before it shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import paint
from ui.theme.theme import Theme

SHOW_AFTER_MS = 600


@dataclass(frozen=True)
class Segment:
    """A part of a bar: how many, in which token."""

    count: int
    colour: str


class Bar(QWidget):
    """A bar in segments by state, or one that fills. Its words stand beside it; it is read as its name."""

    def __init__(self, theme: Theme, *, height: float = 6) -> None:
        super().__init__()
        self._theme = theme
        self._segments: tuple[Segment, ...] = ()
        self.setFixedHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_segments(self, segments: tuple[Segment, ...], *, name: str) -> None:
        """Show segments in their order."""
        self._segments = segments
        self.setAccessibleName(name)
        self.update()

    def show_done(self, done: int, total: int, *, name: str) -> None:
        """Show how far something is."""
        self.show_segments((Segment(done, "accent"), Segment(max(0, total - done), "line")), name=name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_segments(QPainter(self), self._theme, QRectF(self.rect()), self._segments)


def draw_segments(painter: QPainter, theme: Theme, rect: QRectF, segments: tuple[Segment, ...]) -> None:
    """Draw segments next to each other, two pixels apart."""
    shown = [segment for segment in segments if segment.count > 0]
    total = sum(segment.count for segment in shown)
    if not total:
        paint.box(painter, rect, fill=theme.colour("line"), radius=rect.height() / 2)
        return
    gap = theme.px(2)
    room = rect.width() - gap * (len(shown) - 1)
    x = rect.x()
    for segment in shown:
        width = room * segment.count / total
        part = QRectF(x, rect.y(), width, rect.height())
        paint.box(painter, part, fill=theme.colour(segment.colour), radius=rect.height() / 2)
        x += width + gap


def draw_steps(
    painter: QPainter, theme: Theme, rect: QRectF, *, done: int, running: bool, failed: bool = False
) -> None:
    """Draw the four steps of a letter; the running one is hatched, not animated."""
    gap = theme.px(3)
    width = (rect.width() - 3 * gap) / 4
    for step in range(4):
        part = QRectF(rect.x() + step * (width + gap), rect.y(), width, rect.height())
        colour = "accent" if step < done else "line"
        if failed and step == done:
            colour = "bad"
        paint.box(painter, part, fill=theme.colour(colour), radius=rect.height() / 2)
        if running and step == done:
            teeth = theme.px(5)
            x = part.x()
            while x < part.right():
                tooth = min(teeth, part.right() - x)
                painter.fillRect(QRectF(x, part.y(), tooth, part.height()), theme.colour("accent"))
                x += teeth * 1.8


class WaitLine(QWidget):
    """A thin line under the header that appears when something takes longer than 600 ms."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = False
        self._done, self._total = 0, 0
        self.setFixedHeight(theme.px(3))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self._appear)

    def start(self, name: str) -> None:
        """Something began."""
        self.setAccessibleName(name)
        self._done = self._total = 0
        self._timer.start()

    def report(self, done: int, total: int) -> None:
        """Something is so far."""
        self._done, self._total = done, total
        self.update()

    def stop(self) -> None:
        """It is done."""
        self._timer.stop()
        self._shown = False
        self.update()

    def _appear(self) -> None:
        self._shown = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._shown:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("line"))
        share = self._done / self._total if self._total else 0.15
        painter.fillRect(QRectF(0, 0, self.width() * share, self.height()), self._theme.colour("accent"))
