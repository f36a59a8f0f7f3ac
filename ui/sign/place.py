"""The place of the signature of one letter: its page as it will be signed, and a frame that can be moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.pages import PageSource, PageTaken, shortened
from ui.bridge import Bridge
from ui.pageview.document import DocumentView
from ui.pageview.dragging import PlaceDrag
from ui.pageview.model import SignaturePlace
from ui.sign.model import PlaceModel, SignAsked
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import Text
from ui.widgets.pane import Pane, column, row
from ui.widgets.splitter import Beneath, ColumnPlan, Columns


class PlaceView(QWidget):
    """Left the letter, drawn with its signature from a copy that is thrown away; right what can be done.

    Signals:
        moved: carries :class:`ui.pageview.model.SignatureMoved`.
        asked: carries :class:`SignAsked`.
    """

    moved = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self.document = DocumentView(theme, bridge, named=True)
        self.document.pages.signature_moved.connect(self.moved)
        drag = PlaceDrag(self.document.pages)
        drag.dragging.connect(self.show_covering)
        drag.refused.connect(lambda covers: self._tell(covering(covers, kept=True), "bad"))
        panel = Pane(theme, ground="surface")
        inside = column(theme, panel)
        upper = column(theme, margins=(24, 20, 24, 8), gap=8)
        inside.addLayout(upper)
        upper.addWidget(Text(theme, say("place_title"), role="card", wrap=True))
        self._where = Text(theme, "", strong=True, wrap=True)
        upper.addWidget(self._where)
        self._how = Text(theme, say("place_text"), tone="text2", wrap=True)
        upper.addWidget(self._how)
        inside.addStretch(1)
        foot = Pane(theme, ground="surface")
        lines = column(theme, foot, margins=(24, 10, 24, 18), gap=10)
        self._told = Text(theme, "", tone="text2", wrap=True)
        lines.addWidget(self._told)
        self.here = Button(theme, say("place_here"), icon="move", key="H")
        self.here.clicked.connect(lambda: self.asked.emit(SignAsked("place_here")))
        lines.addWidget(self.here)
        self.hide_it = Button(theme, say("place_hide"), icon="eye-off", key="O")
        self.hide_it.clicked.connect(lambda: self.asked.emit(SignAsked("place_hide")))
        lines.addWidget(self.hide_it)
        self.restore = Button(theme, say("place_restore"), icon="undo-2", key="R")
        self.restore.clicked.connect(lambda: self.asked.emit(SignAsked("place_restore")))
        lines.addWidget(self.restore)
        self.next = Button(theme, say("place_next"), icon="arrow-right", trailing=True)
        self.next.clicked.connect(lambda: self.asked.emit(SignAsked("place_next")))
        self.back = Button(theme, say("place_done"), kind=Kind.PRIMARY, key="Esc", height=44)
        self.back.clicked.connect(lambda: self.asked.emit(SignAsked("place_done")))
        lines.addWidget(self.next)
        lines.addWidget(self.back)
        plans = (
            ColumnPlan(say("review_context"), 900, 480, grows=True),
            ColumnPlan(say("sign_how_it_goes"), 400, 330, compact=360),
        )
        layout = row(theme, self)
        layout.addWidget(Columns(theme, plans, (self.document, panel), first=0, beneath=Beneath(foot, inside)))

    def show_place(self, model: PlaceModel) -> None:
        """Show which letter it is about, and what became of the last move."""
        state = "place_of" if model.page else "place_hidden" if model.hidden else "place_none"
        self._where.say(say(state, letter=model.title, page=model.page))
        words = model.trouble or (say("place_saved") if model.saved else "")
        self._tell(words, "bad" if model.trouble else "ok")
        self._how.setVisible(bool(model.page))
        self.hide_it.setVisible(not model.hidden)
        self.restore.setVisible(model.moved)
        self.next.setVisible(model.count > 1)

    def show_covering(self) -> None:
        """Say at once what the frame covers where it is held."""
        place = self.document.pages.place
        self._tell(covering(place.covers, kept=False) if place is not None and place.covers else "", "bad")

    def _tell(self, words: str, tone: str) -> None:
        self._told.say(words)
        self._told.tone(tone)
        self._told.setVisible(bool(words))

    def show_document(self, model: PlaceModel, source: PageSource, place: SignaturePlace | None) -> None:
        """Open the letter as it would be signed, with the frame over its signature where one is seen."""
        self.document.open(model.document, source)
        self.document.pages.show_place(place)
        if model.first and place is not None:
            self.document.pages.go_to_place(place.page, place.rect)


def covering(covers: Sequence[PageTaken], *, kept: bool) -> str:
    """Return the sentence for a frame over words or drawings.

    Args:
        covers: what it lies over.
        kept: whether it was let go there, so that the place before stays.
    """
    words = shortened(covers)
    what = say("place_over_text", words=words) if words else say("place_over_drawing")
    return f"{what} {say('place_not_kept' if kept else 'place_elsewhere')}"
