"""A place to drop files; always with a button that does the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.text import say
from ui.theme import paint
from ui.theme.theme import Theme
from ui.widgets.button import LinkButton
from ui.widgets.label import Text
from ui.widgets.pane import column, row


@dataclass(frozen=True)
class FilesDropped:
    """Files or folders that a person dropped or chose."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class FilesAsked:
    """The person wants to choose files or a folder."""

    folder: bool


def dropped_paths(data: QMimeData) -> tuple[Path, ...]:
    """Return the local files and folders of a drop."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class DropArea(QWidget):
    """Whatever accepts files. Border and ground say whether the files in hand are welcome.

    Signals:
        dropped: carries :class:`FilesDropped`.
        asked: carries :class:`FilesAsked`.
    """

    dropped = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, *, kinds: tuple[str, ...] = (), radius: float = 8) -> None:
        super().__init__()
        self._theme = theme
        self._kinds = kinds
        self._radius = radius
        self._state = ""
        self.setAcceptDrops(True)

    def _welcome(self, paths: tuple[Path, ...]) -> bool:
        if not paths or not self._kinds:
            return bool(paths)
        return all(path.is_dir() or path.suffix.lower() in self._kinds for path in paths)

    def _turn(self, state: str) -> None:
        self._state = state
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        welcome = self._welcome(dropped_paths(event.mimeData()))
        self._turn("welcome" if welcome else "refused")
        if welcome:
            event.acceptProposedAction()
        else:
            event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._turn("")

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        welcome = self._welcome(paths)
        self._turn("")
        if welcome:
            event.acceptProposedAction()
            self.dropped.emit(FilesDropped(paths))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        px = theme.px
        radius = px(self._radius)
        if self._state == "welcome":
            ground, border = theme.colour("accent_soft"), theme.colour("accent")
            paint.box(painter, self.rect(), fill=ground, border=border, width=px(2), radius=radius)
        elif self._state == "refused":
            paint.box(painter, self.rect(), fill=theme.colour("bad_soft"), border=theme.colour("bad"), radius=radius)
        else:
            self._paint_calm(painter, radius)
        hint = {"welcome": "drop_let_go", "refused": "drop_refused"}.get(self._state, "")
        if hint:
            ink = theme.colour("accent" if self._state == "welcome" else "bad")
            below = self.rect().adjusted(0, self.height() - px(30), 0, 0)
            font = theme.font("body", strong=True)
            paint.line(painter, say(hint), font, ink, below, align=Qt.AlignmentFlag.AlignCenter)

    def _paint_calm(self, painter: QPainter, radius: float) -> None:
        border = self._theme.colour("control")
        paint.box(painter, self.rect(), border=border, width=1.5, radius=radius, dashed=True)


class DropGround(DropArea):
    """The ground of a page that takes files everywhere; it has no frame until files hang over it."""

    def _paint_calm(self, painter: QPainter, radius: float) -> None:
        return


class DropZone(DropArea):
    """The small one: two lines in a dashed frame."""

    def __init__(self, theme: Theme, sentence: str, *, link: str, kinds: tuple[str, ...] = ()) -> None:
        super().__init__(theme, kinds=kinds)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = column(theme, self, margins=(12, 14, 12, 14), gap=0)
        above = Text(theme, sentence, tone="text2", wrap=True)
        above.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(above)
        second = row(theme, gap=4)
        second.addStretch(1)
        second.addWidget(Text(theme, say("or"), tone="text2"))
        button = LinkButton(theme, link)
        button.clicked.connect(lambda: self.asked.emit(FilesAsked(folder=False)))
        second.addWidget(button)
        second.addStretch(1)
        layout.addLayout(second)
        self.setAccessibleName(sentence)
