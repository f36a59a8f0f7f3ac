"""Ondertekenen: plan, one by one, progress, result."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page
from ui.frame.places import Place
from ui.sign.model import BusyModel, OneModel, PlaceModel, PlanModel, ResultModel, SignAsked, SignModel
from ui.sign.one import OneView
from ui.sign.place import PlaceView
from ui.sign.plan import PlanView
from ui.sign.progress import BusyView, ResultView
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.notice import Empty
from ui.widgets.pane import in_sight


class SignPage(Page):
    """The page.

    Signals:
        how: carries :class:`ui.sign.model.HowChosen`.
        asked: carries :class:`SignAsked`.
    """

    how = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, Place.SIGN)
        self._model = SignModel()
        self._stack = QStackedWidget()
        self._outer.addWidget(self._stack, 1)
        self._nothing = Empty(
            theme, "pen-line", say("sign_nothing"), say("sign_nothing_text"), action=say("sign_to_review")
        )
        self._nothing.acted.connect(lambda: self._ask("review"))
        self.plan = PlanView(theme)
        self.one = OneView(theme, bridge)
        self.placement = PlaceView(theme, bridge)
        self.busy = BusyView(theme)
        self.result = ResultView(theme)
        for view in (self._nothing, self.plan, self.one, self.placement, self.busy, self.result):
            self._stack.addWidget(view)
        self.plan.how.connect(self.how)
        for view in (self.plan, self.one, self.placement, self.busy, self.result):
            view.asked.connect(self.asked)
        self._on = self.act(say("sign_to_pin"), "Ctrl+Return", Menu.MAP, self._go_on)
        self._first = self.act(say("sign_one"), "1", Menu.MAP, lambda: self._choose(0))
        self._second = self.act(say("sign_all", count=1), "2", Menu.MAP, lambda: self._choose(1))
        self._placing = self.act(say("place_act"), "P", Menu.ITEM, lambda: self._ask("place"))
        self._restore = self.act(say("place_restore"), "R", Menu.ITEM, lambda: self._ask("place_restore"))
        self._here = self.act(say("place_here"), "H", Menu.ITEM, lambda: self._ask("place_here"))
        self._hide = self.act(say("place_hide"), "O", Menu.ITEM, lambda: self._ask("place_hide"))
        self._stop = self.act(say("sign_stop"), "Esc", Menu.MAP, self._leave)
        self.show_model(SignModel())

    def first_focus(self) -> QWidget:
        view = self._model.view
        if isinstance(view, PlanModel) and self.plan.choices is not None:
            return self.plan.choices
        if isinstance(view, ResultModel) and self.result.main is not None:
            return self.result.main
        if isinstance(view, OneModel):
            return self.one.sign if self.one.sign.isEnabled() else self.one.document
        if isinstance(view, PlaceModel):
            return self.placement.document.pages
        return self.busy.stop if isinstance(view, BusyModel) else self._nothing

    def show_model(self, model: SignModel) -> None:
        """Show one of the four views."""
        with self.focus_kept():
            self._show_view(model)

    def choose(self, how: str) -> None:
        """Show which way of signing is chosen; the rest of the plan stays as it is."""
        view = self._model.view
        if isinstance(view, PlanModel):
            self._model = replace(self._model, view=replace(view, how=how))
            self.plan.show_choice(replace(view, how=how))

    def _show_view(self, model: SignModel) -> None:
        self._model = model
        view = model.view
        self.show_header(HeaderModel(model.subtitle, say("search_map")))
        for action in (self._on, self._first, self._second):
            action.setEnabled(isinstance(view, PlanModel))
        self._placing.setEnabled(isinstance(view, PlanModel) and view.may_place)
        self._restore.setEnabled(isinstance(view, PlaceModel) and view.moved)
        self._here.setEnabled(isinstance(view, PlaceModel))
        self._hide.setEnabled(isinstance(view, PlaceModel) and not view.hidden)
        self._stop.setEnabled(isinstance(view, BusyModel | OneModel | PlaceModel))
        if isinstance(view, PlanModel):
            self.plan.show_plan(view)
            self._show(self.plan)
        elif isinstance(view, OneModel):
            self.one.show_one(view)
            self._show(self.one)
        elif isinstance(view, PlaceModel):
            self.placement.show_place(view)
            self._show(self.placement)
        elif isinstance(view, BusyModel):
            self.busy.show_busy(view)
            self._show(self.busy)
        elif isinstance(view, ResultModel):
            self.result.show_result(view)
            self._show(self.result)
        else:
            self._show(self._nothing)

    def show_document(self, source: PageSource) -> None:
        """Open the pages of the letter that is shown one by one."""
        if isinstance(self._model.view, OneModel):
            self.one.show_document(self._model.view, source)
            now = self.focusWidget()
            if self.isVisible() and not isinstance(now, QPlainTextEdit):  # who types a reason goes on typing
                self.one.sign.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, sentence: str) -> None:
        """The letter that is shown one by one cannot be opened."""
        if isinstance(self._model.view, OneModel):
            self.one.show_trouble(sentence)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        documents: dict[QWidget, QWidget] = {
            self.one: self.one.document,
            self.placement: self.placement.document,
        }
        self.panes = (documents.get(view, view),)

    def _go_on(self) -> None:
        if self.plan.go is not None and self.plan.go.isEnabled():
            self._ask("pin")

    def _choose(self, place: int) -> None:
        if self.plan.choices is not None:
            self.plan.choices.press(place)
            in_sight(self.plan.choices)

    def _leave(self) -> None:
        if isinstance(self._model.view, BusyModel):
            if not self._model.view.stopping:
                self._ask("stop")
        elif isinstance(self._model.view, PlaceModel):
            self._ask("place_done")
        elif not self.one.close_reason():
            self._ask("back")

    def _ask(self, what: str) -> None:
        self.asked.emit(SignAsked(what))
