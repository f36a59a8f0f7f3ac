"""Text in a role and a tone, on the line height of the sheet; and an icon with a name."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import paint
from ui.theme.paint import Run
from ui.theme.theme import Theme


class Text(QLabel):
    """A label whose text is set in a role; long texts wrap on the role's own line height."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "body",
        tone: str = "text",
        strong: bool | None = None,
        wrap: bool = False,
        italic: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._role = role
        self._runs: tuple[tuple[Run, ...], tuple[str, str] | None] | None = None
        self.setFont(theme.font(role, strong=strong, italic=italic))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if wrap:
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.say(text)

    def minimumSizeHint(self) -> QSize:
        # A label that wraps asks for the height of its narrowest form, which no one gives it; its height follows
        # from its width.
        if self.wordWrap():
            return QSize(self._theme.px(40), self._theme.line(self._role))
        return super().minimumSizeHint()

    def say(self, text: str) -> None:
        """Show a text."""
        self._runs = None
        if self.textFormat() is Qt.TextFormat.RichText:
            self._show_lines(escape(text))
        else:
            self.setText(text)
        self.setAccessibleName(text)

    def say_runs(self, pieces: tuple[Run, ...], *, link: tuple[str, str] | None = None) -> None:
        """Show pieces in their own weight and tone; ``link`` is (text in one of the pieces, target)."""
        if self._runs is None:
            # The tones stand in the text itself: they are written anew in other colours.
            self._theme.changed.connect(self._recolour, Qt.ConnectionType.UniqueConnection)
        self._runs = (pieces, link)
        self.setTextFormat(Qt.TextFormat.RichText)
        html = []
        for piece in pieces:
            shade = getattr(self._theme.tokens, piece.tone)
            weight = 600 if piece.strong else 400
            inner = escape(piece.text)
            if link is not None and link[0] == piece.text:
                inner = f'<a href="{escape(link[1])}" style="color:{shade}">{inner}</a>'
                self.setTextInteractionFlags(
                    Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
                )
                self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            html.append(f'<span style="color:{shade}; font-weight:{weight}">{inner}</span>')
        self._show_lines("".join(html))
        self.setAccessibleName("".join(piece.text for piece in pieces))

    def _recolour(self, _look: object) -> None:
        if self._runs is not None:
            self.say_runs(self._runs[0], link=self._runs[1])

    def tone(self, name: str) -> None:
        """Change the colour to a token."""
        if self.property("tone") != name:
            self.setProperty("tone", name)
            self.style().polish(self)

    def _show_lines(self, html: str) -> None:
        height = self._theme.line(self._role)
        block = html.replace("\n", "<br/>")
        self.setText(f'<p style="margin:0; line-height:{height}px; -qt-line-height-type:fixed">{block}</p>')


class Icon(QWidget):
    """An icon; ``name_for_reader`` is what a screen reader says, empty where the word stands beside it."""

    def __init__(self, theme: Theme, name: str, colour: str, *, size: float = 18, name_for_reader: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._colour = colour
        self._size = size
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(name_for_reader)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.icon(painter, self._theme, self._name, self._colour, QPointF(0, 0), size=self._size)


class Mark(QWidget):
    """The mark of the program."""

    def __init__(self, theme: Theme, *, height: float, small: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        tall = theme.px(height)
        self._wide = round(tall * (1.0 if small else 1.33))
        self.setFixedSize(self._wide, tall)
        self.setAccessibleName("Vloeiboek")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._theme.mark(self._height, density=2 * self.devicePixelRatioF()))
