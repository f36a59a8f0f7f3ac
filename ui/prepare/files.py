"""The card of a file: its name, the kind that was recognised, who signs; what is wrong is corrected here."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui.prepare.model import KINDS, FileChosen, FileModel, KindCorrected, PrepareAsked, SignatoryCorrected
from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.field import Combo, Field
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
        signatory: carries :class:`SignatoryCorrected`.
        asked: carries :class:`PrepareAsked`.
        dragged: the card is dragged; carries where the mouse is on the screen.
        let_go: it was let go there.
    """

    chosen = Signal(object)
    corrected = Signal(object)
    signatory = Signal(object)
    asked = Signal(object)
    dragged = Signal(QPoint)
    let_go = Signal(QPoint)

    def __init__(self, theme: Theme, file: FileModel, *, on: bool, may_correct: bool) -> None:
        super().__init__(theme, ground="surface" if on else "", edges="b")
        self.file = file
        self._pressed: QPoint | None = None
        self._dragging = False
        self._may_drag = may_correct
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
        words.addLayout(self._head(file))
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
            words.addWidget(Text(theme, say(f"kind_{file.kind}"), wrap=True))
            return
        words.addSpacing(theme.px(4))
        self._correcting(words, file)

    def _head(self, file: FileModel) -> QVBoxLayout:
        theme = self.theme
        lines = column(theme)
        head = row(theme, gap=6)
        name = _NameButton(theme, file.name)
        name.clicked.connect(lambda: self.chosen.emit(FileChosen(file.code)))
        head.addWidget(name, 1)
        if file.findings:
            badge = Badge(theme, State.ATTENTION, text=str(file.findings), plain=True, role="body")
            badge.setAccessibleName(say("count_prepare", count=file.findings))
            head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        if self._may_drag:
            grip = Icon(theme, "grip-vertical", "text3", size=16)
            grip.setToolTip(say("prepare_drag"))
            head.addWidget(grip, 0, Qt.AlignmentFlag.AlignTop)
            remove = IconButton(theme, "x", say("prepare_remove_named", file=file.name), key="Del")
            remove.clicked.connect(lambda: self.asked.emit(PrepareAsked("remove", file.code)))
            head.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
            self.setCursor(Qt.CursorShape.ArrowCursor)
        lines.addLayout(head)
        return lines

    def _correcting(self, words: QVBoxLayout, file: FileModel) -> None:
        theme = self.theme
        kinds = KINDS if file.kind == "unknown" else KINDS[:-1]
        names = tuple(say(f"kind_{kind}") for kind in kinds)
        self._combo = _KindCombo(theme, names, name=say("prepare_kind_of", file=file.name))
        self._combo.setCurrentIndex(kinds.index(file.kind))
        self._combo.activated.connect(lambda place: self._choose_kind(kinds[place]))
        words.addWidget(self._combo)
        if file.signatory is not None:
            self._signs = _Signatory(theme, file)
            self._signs.given.connect(self.signatory)
            words.addWidget(self._signs)
        if file.corrected:
            words.addWidget(Text(theme, say("prepare_corrected"), role="caption", tone="text2", wrap=True))

    def _choose_kind(self, kind: str) -> None:
        if kind not in (self.file.kind, "unknown"):
            self.corrected.emit(KindCorrected(self.file.code, kind))

    def take_kind(self) -> None:
        """Put the focus in the combo box (F2)."""
        if hasattr(self, "_combo"):
            self._combo.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._combo.showPopup()

    def take_signatory(self) -> None:
        """Ask who signs, with the focus in the name (Shift F2)."""
        if hasattr(self, "_signs"):
            self._signs.open()

    def _problem(self, layout: QVBoxLayout, file: FileModel) -> None:
        theme = self.theme
        layout.addWidget(Text(theme, file.problem, tone="bad", wrap=True))
        layout.addSpacing(theme.px(4))
        for word, what in (("prepare_remove", "remove"), ("prepare_again", "again")):
            button = Button(theme, say(word), height=28)
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(PrepareAsked(what, file.code)))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            layout.addSpacing(theme.px(4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.globalPosition().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._pressed is None or not self._may_drag:
            return
        if self._dragging or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._dragging:
            self._dragging = False
            self.let_go.emit(event.globalPosition().toPoint())
        else:
            self.chosen.emit(FileChosen(self.file.code))


class _Signatory(QWidget):
    """Who signs the letter: two fields, opened by one click; open by itself where nobody was recognised.

    Signals:
        given: carries :class:`SignatoryCorrected`.
    """

    given = Signal(object)

    def __init__(self, theme: Theme, file: FileModel) -> None:
        super().__init__()
        self._file = file
        name, role = file.signatory or ("", "")
        layout = column(theme, self, margins=(0, 4, 0, 0), gap=4)
        line = row(theme, gap=4)
        words = say("prepare_signatory", name=name, role=role) if name else say("prepare_signatory_none")
        line.addWidget(Text(theme, words, tone="text2" if name else "warn", wrap=True), 1)
        change = IconButton(theme, "pen-line", say("prepare_signatory_change", file=file.name))
        change.clicked.connect(self.open)
        line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)
        self._form = QWidget()
        fields = column(theme, self._form, gap=6)
        self._name = Field(theme, say("prepare_signatory_name"))
        self._role = Field(theme, say("prepare_signatory_role"))
        self._name.edit.setText(name)
        self._role.edit.setText(role)
        self._role.edit.setCursorPosition(0)
        for field in (self._name, self._role):
            field.edit.returnPressed.connect(self._give)
            fields.addWidget(field)
        record = Button(theme, say("review_record"), key=say("key_enter"), height=28)
        record.clicked.connect(self._give)
        fields.addWidget(record, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._form)
        self._form.setVisible(not name)

    def open(self) -> None:
        """Show the fields, with the focus in the name."""
        self._form.show()
        self._name.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._name.edit.selectAll()

    def _give(self) -> None:
        name, role = self._name.edit.text().strip(), self._role.edit.text().strip()
        if not name:
            self._name.wrong(say("prepare_signatory_needed"))
        elif (name, role) != self._file.signatory:
            self.given.emit(SignatoryCorrected(self._file.code, name, role))
        else:
            self._form.hide()


class _KindCombo(Combo):
    """The kind of a file, on as many lines as its words take."""

    def __init__(self, theme: Theme, words: tuple[str, ...], *, name: str) -> None:
        super().__init__(theme, words, name=name, height=28)
        self._look = theme

    def _lines(self) -> tuple[str, ...]:
        return lines_of(self.currentText(), self._look.font("body"), self.width() - self._look.px(42))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._look.px(8 + 20 * len(self._lines())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px = self._look, self._look.px
        border = theme.colour("control")
        paint.box(painter, self.rect(), fill=theme.colour("surface"), border=border, radius=px(6))
        for place, text in enumerate(self._lines()):
            rect = QRectF(px(10), px(4 + 20 * place), self.width() - px(40), px(20))
            paint.line(painter, text, theme.font("body"), theme.colour("text"), rect)
        at = QPointF(self.width() - px(26), self.height() / 2 - px(8))
        paint.icon(painter, theme, "chevron-down", "text", at, size=16)


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
