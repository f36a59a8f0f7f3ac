"""Fields to type in: label above, reason below; a combo box; and choices of which none is made beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QSizePolicy, QWidget

from ui.theme import paint
from ui.theme.style import INSIDE, draw_ring
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import Text
from ui.widgets.pane import column

_MOST = 6  # lines of what follows from a choice: nobody chooses by half a sentence


class Field(QWidget):
    """A labelled line to type in. What is wrong with it stands under it."""

    def __init__(self, theme: Theme, label: str, *, secret: bool = False, hint: str = "", height: float = 34) -> None:
        super().__init__()
        layout = column(theme, self, gap=6)
        self.label = Text(theme, label, strong=True)
        self.edit = QLineEdit()
        self.edit.setFont(theme.font("body"))
        self.edit.setFixedHeight(theme.px(height))
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(hint)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
            self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.label.setBuddy(self.edit)
        self._reason = Text(theme, "", role="body", tone="bad", wrap=True)
        self._reason.hide()
        layout.addWidget(self.label)
        layout.addWidget(self.edit)
        layout.addWidget(self._reason)
        self._described = ""

    def describe(self, description: str) -> None:
        """Say more to a screen reader, such as the tries left; never the value."""
        self._described = description
        self.edit.setAccessibleDescription(description)

    def wrong(self, sentence: str) -> None:
        """Say what is wrong, or nothing when the sentence is empty."""
        self._reason.say(sentence)
        self._reason.setVisible(bool(sentence))
        self.edit.setProperty("wrong", bool(sentence))
        self.edit.style().polish(self.edit)
        self.edit.setAccessibleDescription(sentence or self._described)


class Combo(QComboBox):
    """A list to choose from, painted like a field with a chevron. The wheel does not change it by accident."""

    def __init__(
        self, theme: Theme, words: tuple[str, ...], *, name: str, height: float = 34, bare: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._high = height
        self._bare = bare
        self.addItems(list(words))
        self.setFont(theme.font("body"))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        widest = max(
            (self._theme.metrics("body").horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0
        )
        return QSize(round(widest) + self._theme.px(44), self._theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(90), self._theme.px(self._high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        enabled = self.isEnabled()
        fill = theme.colour("surface" if enabled else "sunken")
        border = theme.colour("control" if enabled else "line")
        if not self._bare:
            paint.box(painter, self.rect(), fill=fill, border=border, radius=theme.px(6))
        ink = "text" if enabled else "text3"
        rect = QRectF(theme.px(10), 0, self.width() - theme.px(40), self.height())
        paint.line(painter, self.currentText(), theme.font("body"), theme.colour(ink), rect)
        at = QPointF(self.width() - theme.px(26), self.height() / 2 - theme.px(8))
        paint.icon(painter, theme, "chevron-down", ink, at, size=16)


@dataclass(frozen=True)
class Choice:
    """One answer: its word, and what follows from it, shown before it is chosen."""

    code: str
    word: str
    follows: str


@dataclass(frozen=True)
class Chosen:
    """The answer a person chose."""

    code: str


class ChoiceButton(Button):
    """A radio button with its consequence, as a row (``Ministerraad``) or as a card (``Ondertekenen``)."""

    def __init__(self, theme: Theme, choice: Choice, *, card: bool, split: float) -> None:
        super().__init__(theme, choice.word, kind=Kind.TOOL)
        self.choice = choice
        self._card = card
        self._split = split
        self.setCheckable(True)
        self.setProperty(INSIDE, not card)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(choice.word)
        self.setAccessibleDescription(choice.follows)
        self.setMinimumHeight(theme.px(34))

    def _lines(self, width: int) -> tuple[str, ...]:
        theme = self.theme
        return paint.wrapped(self.choice.follows, theme.font("body"), width - theme.px(44 + 16), most=_MOST)

    def _titles(self, width: int) -> tuple[str, ...]:
        theme = self.theme
        room = width - theme.px(44 + 12) if self._card else theme.px(self._split - 36 - 3)
        return paint.wrapped(self.text(), theme.font("body", strong=True), room, most=3)

    def _follows(self, width: int) -> tuple[str, ...]:
        """The consequence of a row, beside its word."""
        theme = self.theme
        return paint.wrapped(self.choice.follows, theme.font("body"), width - theme.px(self._split + 4), most=_MOST)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = self.theme
        titles = len(self._titles(width))
        if self._card:
            return theme.px(12 + 2 + 12) + titles * theme.px(20) + len(self._lines(width)) * theme.px(18)
        return theme.px(14) + max(titles, len(self._follows(width))) * theme.px(20)

    def sizeHint(self) -> QSize:
        width = self.width() or self.theme.px(300)
        return QSize(self.theme.px(280), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(34))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        on = self.isChecked()
        enabled = self.isEnabled()
        if self._card:
            fill = theme.colour("accent_soft" if on else "surface")
            border = theme.colour("accent" if on else "control")
            width = theme.px(2) if on else 1.0
            paint.box(painter, self.rect(), fill=fill, border=border, width=width, radius=theme.px(8))
        elif on or self.underMouse():
            ground = theme.colour("accent_soft" if on else "sunken")
            paint.box(painter, self.rect(), fill=ground, radius=theme.px(6))
        self._paint_ring(painter, on=on)
        ink = theme.colour("text" if enabled else "text3")
        left = theme.px(44 if self._card else 36)
        titles, strong, high = self._titles(self.width()), theme.font("body", strong=True), theme.px(20)
        if self._card:
            for number, text in enumerate(titles):
                rect = QRectF(left, theme.px(12) + number * high, self.width() - left - theme.px(12), high)
                paint.line(painter, text, strong, ink, rect)
            below = theme.px(14) + len(titles) * high
            for number, text in enumerate(self._lines(self.width())):
                part = QRectF(left, below + number * theme.px(18), self.width() - left - theme.px(8), theme.px(18))
                paint.line(painter, text, theme.font("body"), theme.colour("text2"), part)
        else:
            split = theme.px(self._split)
            for number, text in enumerate(titles):
                rect = QRectF(left, theme.px(7) + number * high, split - left - theme.px(3), high)
                paint.line(painter, text, strong, ink, rect)
            for number, text in enumerate(self._follows(self.width())):
                rest = QRectF(split, theme.px(7) + number * high, self.width() - split, high)
                paint.line(painter, text, theme.font("body"), theme.colour("text2"), rest)
            if self.hasFocus():
                draw_ring(painter, QRectF(self.rect()), theme, radius=6)

    def _paint_ring(self, painter: QPainter, *, on: bool) -> None:
        theme = self.theme
        side = theme.px(18)
        x = theme.px(14 if self._card else 8)
        y = theme.px(13 if self._card else 8)
        outer = QRectF(x, y, side, side)
        accent = theme.colour("accent")
        paint.box(
            painter,
            outer,
            fill=theme.colour("surface"),
            border=accent if on else theme.colour("control"),
            radius=side / 2,
        )
        if on:
            paint.box(painter, outer, border=accent, width=theme.px(5.5), radius=side / 2)


class Choices(QWidget):
    """A group of answers of which at most one is chosen, and none until a person does.

    Signals:
        chosen: carries :class:`Chosen`.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, choices: tuple[Choice, ...], *, name: str, card: bool = False, split: float = 280
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        layout = column(theme, self, gap=8 if card else 0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ChoiceButton] = {}
        for choice in choices:
            button = ChoiceButton(theme, choice, card=card, split=split)
            self._group.addButton(button)
            self._buttons[choice.code] = button
            button.clicked.connect(lambda _checked=False, code=choice.code: self.chosen.emit(Chosen(code)))
            layout.addWidget(button)

    @property
    def code(self) -> str:
        """The chosen answer, or empty."""
        button = self._group.checkedButton()
        return button.choice.code if isinstance(button, ChoiceButton) else ""

    def choose(self, code: str) -> None:
        """Show an answer as chosen (empty: none). Tells no one."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == code)
        self._group.setExclusive(True)

    def press(self, place: int) -> None:
        """Choose by key: the answer in that place, from 0."""
        buttons = list(self._buttons.values())
        if 0 <= place < len(buttons):
            if any(button.hasFocus() for button in buttons):
                buttons[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            buttons[place].click()
