"""How a page is painted: paper, picture, marks, frame, stamp. What lies on paper always has the light colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from ui.pageview.model import SignaturePlace
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT

_STAMP_SHARE = 0.18
_DASH = [3.0, 2.0]


def paint_paper(
    painter: QPainter, theme: Theme, rect: QRectF, image: QImage | None, *, number: int, turn: int = 0
) -> None:
    """Paint a page: its picture, or paper with its number until the picture is there.

    Args:
        painter: to paint with.
        theme: of the window.
        rect: where the page stands.
        image: its picture, not turned.
        number: of the page, from 1.
        turn: quarters clockwise that the view is turned.
    """
    painter.fillRect(rect, QColor(LIGHT.paper))
    if image is not None:
        width, height = (rect.height(), rect.width()) if turn % 2 else (rect.width(), rect.height())
        exact = abs(image.width() - width * painter.device().devicePixelRatioF()) < 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        if not turn:
            painter.drawImage(rect, image)
            return
        painter.save()
        painter.translate(rect.center())
        painter.rotate(90 * turn)
        painter.drawImage(QRectF(-width / 2, -height / 2, width, height), image)
        painter.restore()
    else:
        _centre_line(painter, theme, rect, str(number), LIGHT.text3, role="page")


def paint_broken(painter: QPainter, theme: Theme, rect: QRectF, *, number: int) -> None:
    """Paint a page that cannot be drawn."""
    painter.fillRect(rect, QColor(LIGHT.paper))
    sentence = say("view_broken", page=number)
    font = theme.font("body")
    lines = paint.wrapped(sentence, font, rect.width() - theme.px(48), most=3)
    size = theme.px(22)
    x, y = rect.center().x() - size / 2, rect.center().y() - theme.px(30)
    painter.drawPixmap(
        QPointF(x, y), theme.icon("file-x", LIGHT.unknown, 22, density=painter.device().devicePixelRatioF())
    )
    for place, text in enumerate(lines):
        part = QRectF(rect.x(), y + theme.px(32) + place * theme.px(20), rect.width(), theme.px(20))
        paint.line(painter, text, font, QColor(LIGHT.text2), part, align=Qt.AlignmentFlag.AlignCenter)


def paint_paper_colour(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Give the paper its colour: in the dark it is grey, by multiplying what stands on it."""
    if theme.tokens.paper == LIGHT.paper:
        return
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(rect, theme.colour("paper"))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_mark(painter: QPainter, theme: Theme, rect: QRectF, *, fill: str, line: str, dotted: bool) -> None:
    """Paint a mark over words: a highlight by multiply and a line under it."""
    if fill:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), QColor(getattr(LIGHT, fill)))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if line:
        width = theme.px(2)
        pen = QPen(QColor(getattr(LIGHT, line)), width)
        if dotted:
            pen.setDashPattern([1.0, 1.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        y = rect.bottom() + width / 2
        painter.drawLine(QPointF(rect.left() - 1, y), QPointF(rect.right() + 1, y))


def paint_stamp(painter: QPainter, theme: Theme, rect: QRectF, words: str) -> None:
    """Paint words across a page at 45 degrees, in plum at 18 %."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    font = theme.font("hero")
    measured = QFontMetricsF(font).horizontalAdvance(words)
    font = type(font)(font)
    font.setPointSizeF(font.pointSizeF() * rect.width() * 1.05 / max(1.0, measured))
    painter.setFont(font)
    ink = QColor(LIGHT.seal)
    ink.setAlphaF(_STAMP_SHARE)
    painter.setPen(ink)
    painter.translate(rect.center())
    painter.rotate(-45)
    side = max(rect.width(), rect.height()) * 2
    painter.drawText(QRectF(-side / 2, -side / 2, side, side), Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def paint_place(painter: QPainter, theme: Theme, rect: QRectF, place: SignaturePlace, *, focused: bool) -> None:
    """Paint the frame where the signature will come, with its two lines, and handles where it can be moved.

    Without words the frame is empty: what stands on the page under it is to be seen.
    """
    seal, soft = QColor(LIGHT.seal), QColor(LIGHT.seal_soft)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    soft.setAlphaF(0.72)
    covers = bool(place.covers)
    if covers:
        # Another line and a cross as well as another colour: not everybody tells the colours apart.
        seal = QColor(LIGHT.bad)
    pen = QPen(seal, 3 if covers else 2 if focused else 1.25)
    if not covers:
        pen.setDashPattern(_DASH)
    painter.setPen(pen)
    painter.setBrush(soft if place.words[0] else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, theme.px(4), theme.px(4))
    if covers:
        painter.drawLine(rect.topLeft(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.topRight())
    painter.restore()
    if place.words[0]:
        _paint_words(painter, theme, rect, place)
    if place.movable:
        for corner in handles(rect):
            side = theme.px(7)
            part = QRectF(corner.x() - side / 2, corner.y() - side / 2, side, side)
            paint.box(painter, part, fill=QColor(LIGHT.surface), border=seal, radius=1)


def _paint_words(painter: QPainter, theme: Theme, rect: QRectF, place: SignaturePlace) -> None:
    px, seal = theme.px, QColor(LIGHT.seal)
    inner = rect.adjusted(px(10), 0, -px(6), 0)
    if rect.height() < px(26) or rect.width() < px(60):
        return
    two = rect.height() >= px(38)
    text = inner
    words = theme.metrics("caption", strong=True).horizontalAdvance(place.words[0])
    if words + px(27) <= inner.width():
        icon = theme.icon("pen-line", LIGHT.seal, 18, density=painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(round(inner.x()), round(inner.center().y() - px(9))), icon)
        text = inner.adjusted(px(27), 0, 0, 0)
    first = QRectF(text.x(), text.center().y() - px(18 if two else 9), text.width(), px(18))
    paint.line(painter, place.words[0], theme.font("caption", strong=True), seal, first)
    if two:
        second = QRectF(text.x(), text.center().y(), text.width(), px(18))
        paint.line(painter, place.words[1], theme.font("caption"), seal, second)


def handles(rect: QRectF) -> tuple[QPointF, ...]:
    """Return the eight handles of a frame."""
    xs = (rect.left(), rect.center().x(), rect.right())
    ys = (rect.top(), rect.center().y(), rect.bottom())
    return tuple(QPointF(x, y) for x in xs for y in ys if (x, y) != (xs[1], ys[1]))


def _centre_line(painter: QPainter, theme: Theme, rect: QRectF, text: str, colour: str, *, role: str) -> None:
    paint.line(painter, text, theme.font(role), QColor(colour), rect, align=Qt.AlignmentFlag.AlignCenter)
