"""Voorbereiden: files, the page with marks, findings as an inbox, and why the map cannot be locked yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.findings.inbox import Inbox
from ui.findings.model import Answer, FindingAnswered
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page, focus_within
from ui.frame.places import Place
from ui.pageview.actions import add_document_actions
from ui.pageview.document import DocumentView
from ui.prepare.column import FilesColumn
from ui.prepare.fields import MemoForm
from ui.prepare.foot import Foot
from ui.prepare.model import ItemChosen, PrepareAsked, PrepareModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.dropzone import DropArea, FilesAsked
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import column, emptied
from ui.widgets.splitter import ColumnPlan, Columns
from ui.widgets.states import State


class PreparePage(Page):
    """The page.

    Signals:
        item_chosen: carries :class:`ItemChosen`.
        file_chosen: carries :class:`ui.prepare.model.FileChosen`.
        corrected: carries :class:`ui.prepare.model.KindCorrected`.
        signatory: carries :class:`ui.prepare.model.SignatoryCorrected`.
        ordered: carries :class:`ui.prepare.model.Ordered`.
        typed: carries :class:`ui.prepare.model.FieldsTyped`.
        finding_chosen: carries :class:`ui.findings.model.FindingChosen`.
        answered: carries :class:`FindingAnswered`.
        asked: carries :class:`PrepareAsked`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`FilesAsked`.
        entered: the page is shown.
    """

    item_chosen = Signal(object)
    file_chosen = Signal(object)
    corrected = Signal(object)
    signatory = Signal(object)
    ordered = Signal(object)
    typed = Signal(object)
    finding_chosen = Signal(object)
    answered = Signal(object)
    asked = Signal(object)
    dropped = Signal(object)
    files_asked = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, Place.PREPARE)
        self._model = PrepareModel()
        self.document = DocumentView(theme, bridge, named=True)
        self._place = self.act(say("prepare_place"), "P", Menu.ITEM, lambda: self._ask("place"))
        self._lock = self.act(say("prepare_lock"), "Ctrl+L", Menu.MAP, lambda: self._ask("lock"))
        self._of_items = (
            self.act(say("review_next"), "Ctrl+Down", Menu.ITEM, lambda: self._step_item(1)),
            self.act(say("review_previous"), "Ctrl+Up", Menu.ITEM, lambda: self._step_item(-1)),
            self.act(say("prepare_items"), "F4", Menu.ITEM, self._toggle_items),
        )
        self.inbox = Inbox(theme)
        self.form = MemoForm(theme)
        self._of_findings = (
            self.act(say("prepare_next"), "N", Menu.ITEM, lambda: self._step(1)),
            self.act(say("prepare_previous"), "Shift+N", Menu.ITEM, lambda: self._step(-1)),
            self.act(say("finding_seen"), "Space", Menu.ITEM, self._seen),
        )
        self.files = FilesColumn(theme, self._of_items)
        self._correcting = (
            self.act(say("prepare_kind_action"), "F2", Menu.ITEM, self._kind),
            self.act(say("prepare_signatory_action"), "Shift+F2", Menu.ITEM, self._who),
            self.act(say("prepare_up"), "Alt+Up", Menu.ITEM, lambda: self.files.shift(-1)),
            self.act(say("prepare_down"), "Alt+Down", Menu.ITEM, lambda: self.files.shift(1)),
            self.act(say("prepare_remove_action"), "Del", Menu.ITEM, lambda: self._ask("remove")),
        )
        self._typing = self.act(say("fields_action"), "V", Menu.ITEM, lambda: self._ask("fields"))
        add_document_actions(self, self.document)
        self._foot = Foot(theme, self._lock, self._place)
        self._connect()
        self._notices = column(theme)
        self._outer.addLayout(self._notices)
        self._stack = QStackedWidget()
        self._empty = Empty(theme, "inbox", say("prepare_empty"), say("prepare_empty_text"), action=say("maps_choose"))
        self._empty.acted.connect(lambda: self.files_asked.emit(FilesAsked(folder=True)))
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_full())
        self._outer.addWidget(self._stack, 1)
        self._allow(PrepareModel())

    def _make_empty(self) -> QWidget:
        holder = QWidget()
        zone = DropArea(self.theme, radius=12)
        zone.dropped.connect(self.dropped)
        column(self.theme, holder, margins=(24, 24, 24, 24)).addWidget(zone)
        column(self.theme, zone).addWidget(self._empty)
        return holder

    def _connect(self) -> None:
        self.inbox.follow(self._of_findings[0], self._of_findings[1])
        self.inbox.chosen.connect(self.finding_chosen)
        self.inbox.answered.connect(self.answered)
        self.form.typed.connect(self.typed)
        self.form.left.connect(lambda: self._ask("fields_left"))
        self.files.item_chosen.connect(self._choose_item)
        self.files.file_chosen.connect(self.file_chosen)
        self.files.corrected.connect(self.corrected)
        self.files.signatory.connect(self.signatory)
        self.files.ordered.connect(self.ordered)
        self.files.asked.connect(self.asked)
        self.files.dropped.connect(self.dropped)
        self.files.files_asked.connect(self.files_asked)
        self._foot.asked.connect(self._ask)

    @property
    def model(self) -> PrepareModel:
        """What is shown."""
        return self._model

    def foot_height(self) -> int:
        # A toast stands at the left: above what goes out together too.
        if not self._model.files:
            return 0
        together = self.files.together
        return self._foot.height() + (together.height() if together.isVisible() else 0)

    def first_focus(self) -> QWidget:
        return self.document if self._model.files else self._empty

    def show_model(self, model: PrepareModel) -> None:
        """Show the page. The document itself comes by :meth:`show_document`."""
        typing = bool(model.fields) and not self._model.fields
        done = bool(self._model.fields) and not model.fields
        held, in_reason = self.inbox.holds_focus()
        with self.focus_kept():
            self._show(model)
        if held and not model.fields and not self.inbox.holds_focus()[0]:
            # The cards were built anew: the keys stay with the open finding.
            self.inbox.take_focus(typing=in_reason)
        if typing:
            self._columns.show_column(2)  # where one column is shown at a time, the one with the fields
            self.form.take_focus()
        elif done and self.isVisible():
            self.inbox.take_focus() if model.inbox.findings else self.document.take_focus()

    def _show(self, model: PrepareModel) -> None:
        old, self._model = self._model, model
        self.show_header(HeaderModel(model.subtitle, say("search_map")))
        self._stack.setCurrentIndex(1 if model.files else 0)
        if (old.notice, old.returned) != (model.notice, model.returned):
            emptied(self._notices)
            for sentence in model.returned:
                self._notices.addWidget(Notice(self.theme, State.RETURNED, sentence))
            if model.notice:
                self._notices.addWidget(Notice(self.theme, State.ATTENTION, model.notice))
        self._allow(model)
        self.files.show_model(model)
        self.inbox.show_model(model.inbox)
        if model.fields:
            self.form.show_fields(model.fields)
        self._right.setCurrentWidget(self.form if model.fields else self.inbox)
        self._foot.show_model(model)
        self.document.show_marks(model.marks)
        self.document.pages.show_place(model.place)

    def _allow(self, model: PrepareModel) -> None:
        """Enable what does something now; placing and locking follow with the foot."""
        for entry in self.page_actions:
            entry.action.setEnabled(bool(model.files))
        for action in self._of_items:
            action.setEnabled(len(model.items) > 1)
        # No menu promises what there is nothing of.
        for action in self._of_findings:
            action.setVisible(bool(model.inbox.findings) and not model.fields)
        self._of_findings[2].setVisible(bool(model.inbox.findings) and not model.locked and not model.fields)
        for action in self._correcting:
            action.setVisible(model.may_correct)
        self._typing.setVisible(model.may_type)
        self._place.setVisible(model.may_place)

    def show_document(self, model: PrepareModel, source: PageSource) -> None:
        """Open the document that the model names."""
        if model.document is not None:
            self.document.open(model.document, source)
            self.document.show_marks(model.marks)
            self.document.pages.show_place(model.place)

    def forget(self) -> None:
        """Keep nothing of any document, nor of what was being typed: the vault is locked."""
        self.inbox.forget()
        self.form.show_fields(())
        self.document.clear()

    def show_page(self) -> None:
        """Have the page in sight, with the focus; where one column is shown at a time, that column."""
        self._columns.show_column(1)
        self.document.take_focus()

    def show_inbox(self) -> None:
        """Have the findings in sight, with the focus on the open one."""
        self._columns.show_column(2)
        self.inbox.take_focus()

    def _make_full(self) -> QWidget:
        theme = self.theme
        whole = QWidget()
        layout = column(theme, whole)
        plans = (
            ColumnPlan(say("prepare_files"), 284, 220, compact=268),
            ColumnPlan(say("prepare_page"), 600, 380, grows=True),
            ColumnPlan(say("prepare_findings"), 396, 320, compact=340),
        )
        self._right = QStackedWidget()
        self._right.addWidget(self.inbox)
        self._right.addWidget(self.form)
        self.panes = (self.files, self.document, self._right)
        self._columns = Columns(theme, plans, (self.files, self.document, self._right), first=1)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self._foot)
        return whole

    def _toggle_items(self) -> None:
        """Show the items of the map in place of the files of one, or the files again (F4)."""
        listing = not self.files.listing
        self.files.list_items(on=listing)
        self._columns.show_column(0)
        focus_within(self.files.items if listing else self.first_focus(), Qt.FocusReason.ShortcutFocusReason)

    def _choose_item(self, chosen: ItemChosen) -> None:
        self.item_chosen.emit(chosen)
        focus_within(self.first_focus(), Qt.FocusReason.OtherFocusReason)

    def _step_item(self, by: int) -> None:
        codes = [item.code for item in self._model.items]
        if self._model.chosen_item in codes:
            self.item_chosen.emit(ItemChosen(codes[(codes.index(self._model.chosen_item) + by) % len(codes)]))

    def _step(self, by: int) -> None:
        """The next finding by its key: the focus comes along, so that Space answers it."""
        self._columns.show_column(2)
        if self._model.inbox.chosen:
            self.inbox.step(by)
        else:
            self.inbox.step(1)
        self.inbox.take_focus()

    def _seen(self) -> None:
        inbox = self._model.inbox
        chosen = next((one for one in inbox.findings if one.code == inbox.chosen), None)
        if chosen is not None and Answer.SEEN in chosen.answers:
            self.answered.emit(FindingAnswered(chosen.code, Answer.SEEN))

    def _kind(self) -> None:
        self._columns.show_column(0)
        card = self.files.cards.get(self._model.chosen_file)
        if card is not None:
            card.take_kind()

    def _who(self) -> None:
        self._columns.show_column(0)
        card = self.files.cards.get(self._model.chosen_file)
        if card is not None:
            card.take_signatory()

    def _ask(self, what: str) -> None:
        self.asked.emit(PrepareAsked(what, self._model.chosen_file))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.entered.emit()
