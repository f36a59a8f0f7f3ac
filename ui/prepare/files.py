"""The files of an item, each with the kind that was recognised."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from ui.prepare.model import KINDS, FileChosen, FileModel, KindCorrected, PrepareAsked
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Kind
from ui.widgets.field import Combo
from ui.widgets.itemrow import lines_of
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.states import State

_ICONS = {"memo": "file-text", "public_memo": "file-text", "attachment": "paperclip", "unknown": "file"}


class FileCard(Pane):
    """A file: icon, name, what was found, its kind.

    Signals:
        chosen: carries :class:`FileChosen`.
        corrected: carries :class:`KindCorrected`.
        asked: carries :class:`PrepareAsked`.
    """

    chosen = Signal(object)
    corrected = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, file: FileModel, *, on: bool, may_correct: bool) -> None:
        super().__init__(theme, ground="surface" if on else "", edges="b")
        self._file = file
        line = row(theme, self)
        bar = Pane(theme, ground="accent" if on else "")
        bar.setFixedWidth(theme.px(3))
        line.addWidget(bar)
        inner = row(theme, margins=(13, 9, 16, 12), gap=8)
        line.addLayout(inner, 1)
        icon = Icon(theme, _ICONS.get(file.kind, "file-check"), "text2")
        inner.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, gap=1)
        inner.addLayout(words, 1)
        head = row(theme, gap=6)
        name = _NameButton(theme, file.name)
        name.clicked.connect(lambda: self.chosen.emit(FileChosen(file.code)))
        head.addWidget(name, 1)
        if file.findings:
            head.addWidget(Badge(theme, State.ATTENTION, text=str(file.findings), plain=True, role="body"))
        words.addLayout(head)
        if file.reading:
            words.addWidget(Text(theme, say("prepare_reading"), tone="text3"))
            return
        if file.problem:
            self._problem(words, file)
            return
        words.addWidget(Text(theme, file.found, tone="text2", wrap=True))
        if file.note:
            words.addWidget(Text(theme, file.note, role="caption", tone="warn", wrap=True))
        if not may_correct:
            words.addWidget(Text(theme, say(f"kind_{file.kind}")))
            return
        words.addSpacing(theme.px(4))
        kinds = tuple(say(f"kind_{kind}") for kind in KINDS)
        self._combo = Combo(theme, kinds, name=say("prepare_kind_of", file=file.name), height=28)
        self._combo.setCurrentIndex(KINDS.index(file.kind))
        self._combo.activated.connect(lambda place: self.corrected.emit(KindCorrected(file.code, KINDS[place])))
        words.addWidget(self._combo)
        if file.corrected:
            words.addWidget(Text(theme, say("prepare_corrected"), role="caption", tone="text2"))

    def take_kind(self) -> None:
        """Put the focus in the combo box (F2)."""
        if hasattr(self, "_combo"):
            self._combo.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._combo.showPopup()

    def _problem(self, layout: QVBoxLayout, file: FileModel) -> None:
        theme = self.theme
        layout.addWidget(Text(theme, file.problem, tone="bad", wrap=True))
        line = row(theme, gap=6)
        for word, what in (("prepare_remove", "remove"), ("prepare_again", "again")):
            button = Button(theme, say(word), height=28)
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(PrepareAsked(what, file.code)))
            line.addWidget(button)
        line.addStretch(1)
        layout.addLayout(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(FileChosen(self._file.code))


class _NameButton(Button):
    """The name of a file, which opens it; on as many lines as it takes."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, kind=Kind.TOOL, height=22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(60), self.theme.px(22))

    def _lines(self, width: float) -> tuple[str, ...]:
        return lines_of(self.text(), self.theme.font("body", strong=True), width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.theme.px(2 + 20 * len(self._lines(event.size().width()))))

    def _padding(self) -> int:
        return 0

    def _strong(self) -> bool:
        return True

    def _ink(self) -> str:
        return "text"

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        font = theme.font("body", strong=True)
        painter = QPainter(self)
        for place, text in enumerate(self._lines(self.width())):
            rect = QRectF(0, theme.px(1 + 20 * place), self.width(), theme.px(20))
            paint.line(painter, text, font, theme.colour("text"), rect)
