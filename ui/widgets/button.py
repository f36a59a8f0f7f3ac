"""The one button: icon, 8, word, 8, key cap. Primary, default, quiet, danger, or one of a group."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.keys import key_name
from ui.theme import paint
from ui.theme.style import INSIDE
from ui.theme.theme import Theme

_GAP = 8
_SMALL = 28  # a button in a card or a row: plain words, less room at the sides
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Kind(Enum):
    """How much a button weighs. One primary in a view; danger is never filled and never the default."""

    PRIMARY = "primary"
    DEFAULT = "default"
    QUIET = "quiet"
    DANGER = "danger"
    TOOL = "tool"


class Button(QAbstractButton):
    """A painted button. Its action, if it follows one, gives the key and says whether it is enabled."""

    def __init__(
        self,
        theme: Theme,
        word: str,
        *,
        icon: str = "",
        kind: Kind = Kind.DEFAULT,
        key: str = "",
        height: float = 34,
        trailing: bool = False,
        lines: int = 1,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._most_lines = lines
        self._icon = icon
        self._kind = kind
        self._key = key
        self._high = height
        self._trailing = trailing
        self._action: QAction | None = None
        self._cap = False
        self.setText(word)
        # A click leaves the focus where the reading is; Tab still comes by.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name()

    def follow(self, action: QAction, *, cap: bool = True) -> None:
        """Trigger an action, show its key, and be enabled when it is."""
        self.clicked.connect(action.trigger)
        self._cap = cap
        self._action = action
        self._match()
        # A method, not a lambda: the connection then goes with the button.
        action.changed.connect(self._match)
        self._name()
        self.updateGeometry()

    def _match(self) -> None:
        if self._action is not None:
            self.setEnabled(self._action.isEnabled())
            self.show_key(key_name(self._action.shortcut()) if self._cap else self._key)

    def show_key(self, key: str) -> None:
        """Show another key in the cap, or none."""
        if key != self._key:
            self._key = key
            self._name()
            self.updateGeometry()
            self.update()

    def say(self, word: str, *, icon: str | None = None) -> None:
        """Show another word."""
        self.setText(word)
        self._icon = self._icon if icon is None else icon
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._key)
        if self._kind is Kind.TOOL and not self.text():
            self.setAccessibleName(self.toolTip())

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text3"
        inks = {Kind.PRIMARY: "on_accent", Kind.QUIET: "accent", Kind.DANGER: "bad", Kind.TOOL: "text2"}
        return inks.get(self._kind, "text")

    def _content_width(self, *, cap: bool) -> float:
        theme = self.theme
        width = 0.0
        if self._icon:
            width += theme.px(18)
        if self.text():
            width += theme.metrics("body", strong=self._strong()).horizontalAdvance(self.text())
            width += theme.px(_GAP) if self._icon else 0
        if cap and self._key:
            width += theme.px(_GAP) + paint.key_cap_width(theme, self._key)
        return width

    def _strong(self) -> bool:
        return self._kind is not Kind.TOOL and self._high > _SMALL

    def _padding(self) -> int:
        quiet = self._kind in (Kind.QUIET, Kind.TOOL)
        return self.theme.px(8 if quiet else 10 if self._high <= _SMALL else 14)

    def sizeHint(self) -> QSize:
        width = self._content_width(cap=True) + 2 * self._padding()
        return QSize(round(width + 0.5), self.theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        width = self._content_width(cap=False) + 2 * self._padding()
        if self._most_lines > 1:
            width = min(width, self.theme.px(180))
        return QSize(round(width + 0.5), self.theme.px(self._high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._most_lines > 1:
            more = max(0, len(self._words_at(event.size().width())) - 1)
            self.setFixedHeight(self.theme.px(self._high) + more * self.theme.line("body"))

    def _words_at(self, width: float) -> tuple[str, ...]:
        """The words in as many lines as they need at a width."""
        room = width - 2 * self._padding() - (self.theme.px(18 + _GAP) if self._icon else 0)
        font = self.theme.font("body", strong=self._strong())
        return paint.wrapped(self.text(), font, room, most=self._most_lines)

    def event(self, event: QEvent) -> bool:
        # Space and Enter on a button press it, also where the page has a use for those keys; not with Ctrl held.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in _PRESSES:
                event.accept()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            enabled = self.isEnabled()
            self.setCursor(Qt.CursorShape.PointingHandCursor if enabled else Qt.CursorShape.ArrowCursor)
            self.update()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self.theme
        over = self.underMouse() and self.isEnabled()
        radius = theme.px(6)
        fill, border = theme.colour("surface"), theme.colour("control")
        if self._kind in (Kind.QUIET, Kind.TOOL):
            if over:
                paint.box(painter, self.rect(), fill=theme.colour("accent_soft"), radius=radius)
            return
        if not self.isEnabled():
            fill, border = theme.colour("sunken"), theme.colour("line")
        elif self._kind is Kind.PRIMARY:
            fill = theme.colour("accent_hover" if over else "accent")
            border = fill
        elif self._kind is Kind.DANGER:
            border = theme.colour("bad")
            fill = theme.colour("bad_soft") if over else fill
        elif over:
            fill = theme.colour("accent_soft")
        paint.box(painter, self.rect(), fill=fill, border=border, radius=radius)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_content(painter, QRectF(self.rect()), self._ink())

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        theme = self.theme
        room = rect.width() - 2 * self._padding()
        cap = bool(self._key) and self._content_width(cap=True) <= room + 1
        width = min(room, self._content_width(cap=cap))
        x = rect.x() + (rect.width() - width) / 2
        side = theme.px(18)
        end = x + width
        if self._icon and not self._trailing:
            paint.icon(painter, theme, self._icon, ink, QPointF(x, rect.center().y() - side / 2), size=18)
            x += side + theme.px(_GAP)
        if self._icon and self._trailing:
            paint.icon(painter, theme, self._icon, ink, QPointF(end - side, rect.center().y() - side / 2), size=18)
            end -= side + theme.px(_GAP)
        if cap:
            wide = paint.key_cap_width(theme, self._key)
            at = QPointF(end - wide, rect.center().y() - theme.px(9))
            paint.key_cap(painter, theme, self._key, at, on_accent=self._kind is Kind.PRIMARY and self.isEnabled())
            end -= wide + theme.px(_GAP)
        if self.text():
            font = theme.font("body", strong=self._strong())
            words = self._words_at(rect.width()) if self._most_lines > 1 and not cap else (self.text(),)
            high = rect.height() if len(words) == 1 else theme.line("body")
            top = rect.center().y() - high * len(words) / 2
            for place, part in enumerate(words):
                line = QRectF(x, top + place * high, end - x + 1, high)
                paint.line(painter, part, font, theme.colour(ink), line)


class IconButton(Button):
    """An icon alone, 32 by 32; its word is in the tooltip and for the reader."""

    def __init__(self, theme: Theme, icon: str, word: str, *, key: str = "", kind: Kind = Kind.TOOL) -> None:
        super().__init__(theme, "", icon=icon, kind=kind, key="", height=32)
        self._word = word
        self.setToolTip(f"{word} ({key})" if key else word)
        self.setAccessibleName(word)
        self.setAccessibleDescription(key)

    def _name(self) -> None:
        if hasattr(self, "_word"):
            self.setAccessibleName(self._word)

    def sizeHint(self) -> QSize:
        side = self.theme.px(32 if self._kind is Kind.TOOL else 34)
        return QSize(side if self._kind is Kind.TOOL else self.theme.px(46), side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class LinkButton(Button):
    """A word that is followed: accent, underlined, within a line of text."""

    def __init__(self, theme: Theme, word: str, *, role: str = "body") -> None:
        self._role = role
        super().__init__(theme, word, kind=Kind.QUIET, height=24)

    def sizeHint(self) -> QSize:
        width = self.theme.metrics(self._role).horizontalAdvance(self.text())
        return QSize(round(width + 1), self.theme.line(self._role) + self.theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        font = theme.font(self._role)
        ink = theme.colour("accent_hover" if self.underMouse() else "accent")
        paint.line(painter, self.text(), font, ink, self.rect())
        base = self.height() / 2 + theme.metrics(self._role).descent() + theme.px(4)
        painter.fillRect(QRectF(0, round(base), self.width(), 1), ink)


class RowButton(Button):
    """A whole row that can be pressed and is read as one thing; the ring lies within it."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__(theme, word, kind=Kind.TOOL)
        self.setProperty(INSIDE, True)
