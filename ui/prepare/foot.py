"""The foot of Voorbereiden: whether the map can be locked, why not, and locking it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from ui.prepare.model import PrepareModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.button import Button, Kind
from ui.widgets.label import Icon, Text
from ui.widgets.pane import Pane, column, emptied, row
from ui.widgets.states import LOOKS, State

_SHORT = 300  # a sentence shorter than this stands on one line, with what it leads to right behind it


class Foot(Pane):
    """One row, or two in a narrow window.

    Signals:
        asked: carries what is asked: ``condition``, ``unlock``, ``review``, ``why``.

    Args:
        theme: of the window.
        lock: the page's action that locks the map.
        place: the one that moves the signature's place.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, lock: QAction, place: QAction) -> None:
        super().__init__(theme, ground="canvas", edges="t")
        self._actions = (lock, place)
        self._model = PrepareModel()
        self._shown: object = None
        self._two = False
        lines = column(theme, self, margins=(20, 12, 20, 12), gap=8)
        self._first = row(theme, gap=14)
        self._middle = row(theme, gap=14)
        self._second = row(theme, gap=14)
        for line in (self._first, self._middle, self._second):
            lines.addLayout(line)
        self.setMinimumHeight(theme.px(64))

    def show_model(self, model: PrepareModel) -> None:
        """Show what stands in the way of locking, or that nothing does."""
        self._model = model
        lock, place = self._actions
        place.setEnabled(model.may_place and not model.locked)
        # While the rules are gone through the key is not swallowed: the page says that they are.
        lock.setEnabled(bool(model.files) and not model.why_not and not model.locked)
        shown = (
            model.why_not, model.why_shown, model.waiting, model.condition, model.locked, model.may_unlock,
            model.may_place, bool(model.files), self._two, model.returned,
        )  # fmt: skip
        if shown == self._shown:
            return
        self._shown = shown
        for line in (self._first, self._middle, self._second):
            emptied(line)
        self._show_state(model)
        self._show_acts(model)

    @property
    def _acting(self) -> QHBoxLayout:
        return self._second if self._two else self._first

    def _show_state(self, model: PrepareModel) -> None:
        theme = self.theme
        look = LOOKS[State.BLOCKING if model.why_not else State.AGREED]
        icon, tone = look.icon, look.colour
        quiet = not model.why_not and bool(model.locked or model.waiting)
        if quiet:
            icon, tone = "lock" if model.locked else "circle-dashed", "text2"
        state = row(theme, gap=8)
        self._first.addLayout(state, 1)
        state.addWidget(Icon(theme, icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        waiting = say("finding_checking") if model.waiting else say("prepare_ready")
        sentence = model.why_not or model.locked or waiting
        short = not self._two and theme.metrics("body", strong=True).horizontalAdvance(sentence) < theme.px(_SHORT)
        said = Text(theme, sentence, tone="text" if quiet else tone, strong=not quiet, wrap=not short)
        state.addWidget(said, 0 if short else 1, Qt.AlignmentFlag.AlignVCenter)
        if model.why_not and model.why_shown:
            show = Button(theme, say("finding_show"), icon="arrow-right", trailing=True, kind=Kind.QUIET)
            show.setAccessibleName(say("prepare_why_show", why=model.why_not))
            show.clicked.connect(lambda: self.asked.emit("why"))
            state.addWidget(show)
        if short:
            state.addStretch(1)

    def _show_acts(self, model: PrepareModel) -> None:
        theme = self.theme
        line = self._acting
        if self._two:
            line.addStretch(1)
        if model.condition:
            record = Button(theme, say("prepare_condition_of", meeting=model.condition), icon="landmark")
            record.clicked.connect(lambda: self.asked.emit("condition"))
            # Above the other answers where both do not fit on one row.
            beside = Button(theme, say("prepare_lock"), icon="lock", height=40).minimumSizeHint().width()
            fits = record.minimumSizeHint().width() + beside + theme.px(60) <= self.width()
            (line if fits or not self._two else self._middle).addWidget(record)
            if not fits and self._two:
                self._middle.addStretch(1)
        if model.locked:
            self._show_onward(model)
            return
        lock_action, place_action = self._actions
        if model.may_place:
            place = Button(theme, say("prepare_place"), icon="move", kind=Kind.QUIET, height=40)
            place.follow(place_action, cap=False)
            line.addWidget(place)
        lock = Button(theme, say("prepare_lock"), icon="lock", kind=Kind.PRIMARY, height=40)
        lock.follow(lock_action)
        lock.setAccessibleDescription(model.why_not)
        line.addWidget(lock)

    def _show_onward(self, model: PrepareModel) -> None:
        # What was sent back is mended here first.
        mend = model.may_unlock and bool(model.returned)
        unlock = Kind.PRIMARY if mend else Kind.QUIET
        again = Button(self.theme, say("prepare_unlock"), icon="lock-open", kind=unlock, height=40)
        again.clicked.connect(lambda: self.asked.emit("unlock"))
        to_review = Kind.QUIET if mend else Kind.PRIMARY
        onward = Button(self.theme, say("sign_to_review"), icon="arrow-right", trailing=True, kind=to_review, height=40)
        onward.clicked.connect(lambda: self.asked.emit("review"))
        ways = (again, onward) if model.may_unlock else (onward,)
        for way in reversed(ways) if mend else ways:
            self._acting.addWidget(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two = self.theme.units(event.size().width()) < 900
        if two != self._two:
            self._two = two
            self.show_model(self._model)
