"""Small pieces of painting that several controls share. All lengths are those of the sheet (100 %)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.theme.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Run:
    """A piece of a line in one weight and colour (name of a token)."""

    text: str
    tone: str = "text"
    strong: bool = False


def box(
    painter: QPainter,
    rect: QRectF | QRect,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    radius: float = 0.0,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose border lies inside the rectangle and is sharp. Lengths in screen pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(Qt.PenStyle.NoPen) if border is None else QPen(border, width)
    if border is not None and dashed:
        pen.setDashPattern([3, 2.4])
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else QColor(Qt.GlobalColor.transparent))
    half = width / 2 if border is not None else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def icon(painter: QPainter, theme: Theme, name: str, colour: str, at: QPointF, *, size: float) -> None:
    """Draw an icon with its upper left corner at a point; colour is a token."""
    density = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(round(at.x()), round(at.y())), theme.icon(name, colour, size, density=density))


def line(
    painter: QPainter,
    text: str,
    font: QFont,
    colour: QColor,
    rect: QRectF | QRect,
    *,
    align: Qt.AlignmentFlag = _LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Draw one line of text, shortened where it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    measured = QFontMetricsF(font)
    shown = measured.elidedText(text, elide, QRectF(rect).width() + 0.5)
    painter.drawText(QRectF(rect), int(align) | int(Qt.TextFlag.TextSingleLine), shown)


def runs(painter: QPainter, theme: Theme, role: str, pieces: tuple[Run, ...], rect: QRectF) -> float:
    """Draw pieces one after the other on one line; return where the last one ends."""
    x = rect.x()
    for piece in pieces:
        font = theme.font(role, strong=piece.strong)
        measured = QFontMetricsF(font)
        room = rect.right() - x
        if room <= 0:
            break
        line(painter, piece.text, font, theme.colour(piece.tone), QRectF(x, rect.y(), room, rect.height()))
        x += min(room, measured.horizontalAdvance(piece.text))
    return x


def wrapped(text: str, font: QFont, width: float, *, most: int) -> tuple[str, ...]:
    """Return a text cut into at most so many lines of a width, the last one shortened."""
    measured = QFontMetricsF(font)
    words = text.split()
    lines: list[str] = []
    held = ""
    for number, word in enumerate(words):
        longer = f"{held} {word}" if held else word
        if measured.horizontalAdvance(longer) <= width or not held:
            held = longer
            continue
        if len(lines) == most - 1:
            held = " ".join([held, *words[number:]])
            break
        lines.append(held)
        held = word
    if held:
        lines.append(measured.elidedText(held, Qt.TextElideMode.ElideRight, width))
    return tuple(lines)


def key_cap_width(theme: Theme, key: str) -> float:
    """Return how wide a key cap is, in screen pixels."""
    return max(theme.px(18), theme.metrics("count").horizontalAdvance(key) + theme.px(10))


def key_cap(painter: QPainter, theme: Theme, key: str, at: QPointF, *, on_accent: bool = False) -> None:
    """Draw the picture of a key, 18 high."""
    rect = QRectF(round(at.x()), round(at.y()), round(key_cap_width(theme, key)), theme.px(18))
    ink = theme.colour("on_accent") if on_accent else theme.colour("text2")
    if on_accent:
        box(painter, rect, border=ink, radius=theme.px(4))
    else:
        box(painter, rect, fill=theme.colour("canvas"), border=theme.colour("line"), radius=theme.px(4))
    line(painter, key, theme.font("count"), ink, rect, align=Qt.AlignmentFlag.AlignCenter)


def pill(painter: QPainter, theme: Theme, text: str, fill: str, at: QPointF) -> None:
    """Draw a count in a pill that ends at a point (its upper right corner)."""
    width = max(theme.px(18), theme.metrics("count").horizontalAdvance(text) + theme.px(11))
    rect = QRectF(at.x() - width, at.y(), width, theme.px(16))
    box(painter, rect, fill=theme.colour(fill), radius=theme.px(8))
    line(painter, text, theme.font("count"), theme.colour("on_accent"), rect, align=Qt.AlignmentFlag.AlignCenter)
