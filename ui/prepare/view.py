"""Voorbereiden: files, the page with marks, findings as an inbox, and why the map cannot be locked yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.pages import PageSource
from ui.bridge import Bridge
from ui.frame.model import HeaderModel
from ui.frame.page import Menu, Page, focus_within
from ui.frame.places import Place
from ui.keys import key_name
from ui.pageview.actions import add_document_actions
from ui.pageview.document import DocumentView
from ui.prepare.files import FileCard
from ui.prepare.finding import FindingCard
from ui.prepare.model import FindingAnswered, FindingChosen, ItemChosen, PrepareAsked, PrepareModel
from ui.text import say
from ui.theme.theme import Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.dropzone import DropZone, FilesAsked
from ui.widgets.itemrow import ItemRow, ItemRowPainter
from ui.widgets.label import Icon, Text
from ui.widgets.notice import Empty, Notice
from ui.widgets.pane import Pane, column, emptied, row, scrolled
from ui.widgets.rows import RowChosen, RowList
from ui.widgets.splitter import ColumnPlan, Columns
from ui.widgets.states import LOOKS, State


class PreparePage(Page):
    """The page.

    Signals:
        item_chosen: carries :class:`ItemChosen`.
        file_chosen: carries :class:`FileChosen`.
        corrected: carries :class:`KindCorrected`.
        finding_chosen: carries :class:`FindingChosen`.
        answered: carries :class:`FindingAnswered`.
        asked: carries :class:`PrepareAsked`.
        dropped: carries :class:`ui.widgets.dropzone.FilesDropped`.
        files_asked: carries :class:`FilesAsked`.
    """

    item_chosen = Signal(object)
    file_chosen = Signal(object)
    corrected = Signal(object)
    finding_chosen = Signal(object)
    answered = Signal(object)
    asked = Signal(object)
    dropped = Signal(object)
    files_asked = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, Place.PREPARE)
        self._model = PrepareModel()
        self._two_rows = False
        self._cards: dict[str, FileCard] = {}
        self.document = DocumentView(theme, bridge, named=True)
        self._place = self.act(say("prepare_place"), "P", Menu.ITEM, lambda: self._ask("place"))
        self._lock = self.act(say("prepare_lock"), "Ctrl+L", Menu.MAP, lambda: self._ask("lock"))
        self._of_items = (
            self.act(say("review_next"), "Ctrl+Down", Menu.ITEM, lambda: self._step_item(1)),
            self.act(say("review_previous"), "Ctrl+Up", Menu.ITEM, lambda: self._step_item(-1)),
            self.act(say("prepare_items"), "F4", Menu.ITEM, self._toggle_items),
        )
        self._of_findings = (
            self.act(say("prepare_next"), "N", Menu.ITEM, lambda: self._step(1)),
            self.act(say("prepare_previous"), "Shift+N", Menu.ITEM, lambda: self._step(-1)),
            self.act(say("prepare_seen"), "Space", Menu.ITEM, self._seen),
        )
        self._correcting = self.act(say("prepare_kind_of", file="..."), "F2", Menu.ITEM, self._kind)
        add_document_actions(self, self.document)
        self._notices = column(theme)
        self._outer.addLayout(self._notices)
        self._stack = QStackedWidget()
        self._empty = Empty(theme, "inbox", say("prepare_empty"), say("prepare_empty_text"), action=say("maps_choose"))
        self._empty.acted.connect(lambda: self.files_asked.emit(FilesAsked(folder=True)))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._make_full())
        self._outer.addWidget(self._stack, 1)
        self._allow(PrepareModel())

    def foot_height(self) -> int:
        return self._foot.height() if self._model.files else 0

    def first_focus(self) -> QWidget:
        return self.document if self._model.files else self._empty

    def show_model(self, model: PrepareModel) -> None:
        """Show the page. The document itself comes by :meth:`show_document`."""
        with self.focus_kept():
            self._show(model)

    def _show(self, model: PrepareModel) -> None:
        self._model = model
        self.show_header(HeaderModel(model.subtitle, say("search_map")))
        self._stack.setCurrentIndex(1 if model.files else 0)
        emptied(self._notices)
        if model.notice:
            self._notices.addWidget(Notice(self.theme, State.ATTENTION, model.notice))
        self._allow(model)
        self._show_items(model)
        self._show_files(model)
        self._show_findings(model)
        self._show_foot(model)
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
            action.setVisible(bool(model.findings))
        self._correcting.setVisible(model.may_correct)
        self._place.setVisible(model.may_place)

    def show_document(self, model: PrepareModel, source: PageSource) -> None:
        """Open the document that the model names."""
        if model.document is not None:
            self.document.open(model.document, source)
            self.document.show_marks(model.marks)
            self.document.pages.show_place(model.place)

    def _make_full(self) -> QWidget:
        theme = self.theme
        whole = QWidget()
        layout = column(theme, whole)
        plans = (
            ColumnPlan(say("prepare_files"), 284, 220, compact=268),
            ColumnPlan(say("prepare_page"), 600, 380, grows=True),
            ColumnPlan(say("prepare_findings"), 396, 320, compact=340),
        )
        files, findings = self._make_files(), self._make_findings()
        self.panes = (files, self.document, findings)
        self._columns = Columns(theme, plans, (files, self.document, findings), first=1)
        layout.addWidget(self._columns, 1)
        self._foot = Pane(theme, ground="canvas", edges="t")
        lines = column(theme, self._foot, margins=(20, 12, 20, 12), gap=8)
        self._foot_line = row(theme, gap=14)
        self._foot_second = row(theme, gap=14)
        lines.addLayout(self._foot_line)
        self._foot_middle = row(theme, gap=14)
        lines.addLayout(self._foot_middle)
        lines.addLayout(self._foot_second)
        self._foot.setMinimumHeight(theme.px(64))
        layout.addWidget(self._foot)
        return whole

    def _make_files(self) -> QWidget:
        theme = self.theme
        pane = Pane(theme, ground="canvas")
        layout = column(theme, pane)
        layout.addWidget(self._make_item_head())
        content = QWidget()
        content.setObjectName("column")
        self._files = column(theme, content)
        files = QWidget()
        below = column(theme, files)
        below.addWidget(scrolled(content), 1)
        together = Pane(theme, edges="t")
        self._together = column(theme, together, margins=(16, 14, 16, 14), gap=2)
        below.addWidget(together)
        self._items: RowList[ItemRow] = RowList(theme, ItemRowPainter(theme, chosen=True), name=say("prepare_items"))
        self._items.opened.connect(self._open_row)
        self._items.clicked.connect(lambda index: self._open_row(RowChosen(index.row())))
        self._left_stack = QStackedWidget()
        self._left_stack.addWidget(files)
        self._left_stack.addWidget(self._items)
        layout.addWidget(self._left_stack, 1)
        return pane

    def _make_item_head(self) -> Pane:
        """Which item of the map it is, with its whole title; the way to the others."""
        theme = self.theme
        head = Pane(theme, edges="b")
        lines = column(theme, head, margins=(16, 6, 8, 10), gap=2)
        line = row(theme, gap=0)
        self._item_where = Text(theme, say("prepare_files"), tone="text2")
        line.addWidget(self._item_where, 1)
        self._item_buttons = []
        for icon, word, action in (
            ("chevron-up", "review_previous", self._of_items[1]),
            ("chevron-down", "review_next", self._of_items[0]),
            ("files", "prepare_items", self._of_items[2]),
        ):
            button = IconButton(theme, icon, say(word), key=key_name(action.shortcut()))
            button.follow(action, cap=False)
            self._item_buttons.append(button)
            line.addWidget(button)
        lines.addLayout(line)
        self._item_title = Text(theme, "", strong=True, wrap=True)
        lines.addWidget(self._item_title)
        return head

    def _show_items(self, model: PrepareModel) -> None:
        codes = [item.code for item in model.items]
        place = codes.index(model.chosen_item) if model.chosen_item in codes else -1
        self._items.show_rows(model.items, chosen=place)
        several = len(codes) > 1
        where = say("prepare_where", number=place + 1, total=len(codes)) if several else say("prepare_files")
        self._item_where.say(where)
        self._item_title.say(model.title)
        for button in self._item_buttons:
            button.setVisible(several)
        if not several:
            self._left_stack.setCurrentIndex(0)

    def _toggle_items(self) -> None:
        """Show the items of the map in place of the files of one, or the files again (F4)."""
        listing = self._left_stack.currentIndex() == 0
        self._left_stack.setCurrentIndex(1 if listing else 0)
        self._columns.show_column(0)
        focus_within(self._items if listing else self.first_focus(), Qt.FocusReason.ShortcutFocusReason)

    def _open_row(self, chosen: RowChosen) -> None:
        code = self._model.items[chosen.place].code
        self._left_stack.setCurrentIndex(0)
        self.item_chosen.emit(ItemChosen(code))
        focus_within(self.first_focus(), Qt.FocusReason.OtherFocusReason)

    def _step_item(self, by: int) -> None:
        codes = [item.code for item in self._model.items]
        if self._model.chosen_item in codes:
            self.item_chosen.emit(ItemChosen(codes[(codes.index(self._model.chosen_item) + by) % len(codes)]))

    def _make_findings(self) -> QWidget:
        theme = self.theme
        pane = Pane(theme, ground="surface")
        layout = column(theme, pane)
        head = Pane(theme, edges="b")
        head.setMinimumHeight(theme.px(44))
        line = row(theme, head, margins=(18, 4, 12, 4), gap=8)
        line.addWidget(Text(theme, say("prepare_findings"), strong=True))
        self._left = Text(theme, "", tone="text2", wrap=True)
        line.addWidget(self._left, 1)
        self._finding_buttons = []
        for icon, word, place in (("arrow-up", "prepare_previous", 1), ("arrow-down", "prepare_next", 0)):
            button = IconButton(theme, icon, say(word))
            button.follow(self._of_findings[place], cap=False)
            self._finding_buttons.append(button)
            line.addWidget(button)
        layout.addWidget(head)
        content = QWidget()
        content.setObjectName("column")
        self._findings = column(theme, content)
        self._inbox = scrolled(content)
        layout.addWidget(self._inbox, 1)
        return pane

    def _show_files(self, model: PrepareModel) -> None:
        theme = self.theme
        emptied(self._files)
        self._cards = {}
        for file in model.files:
            card = FileCard(theme, file, on=file.code == model.chosen_file, may_correct=model.may_correct)
            card.chosen.connect(self.file_chosen)
            card.corrected.connect(self.corrected)
            card.asked.connect(self.asked)
            self._cards[file.code] = card
            self._files.addWidget(card)
        if not model.locked:
            zone = DropZone(theme, say("prepare_drop"), link=say("prepare_choose"), kinds=(".pdf", ".docx"))
            zone.dropped.connect(self.dropped)
            zone.asked.connect(self.files_asked)
            around = column(theme, margins=(16, 14, 16, 14))
            around.addWidget(zone)
            self._files.addLayout(around)
        self._files.addStretch(1)
        emptied(self._together)
        if model.together:
            self._together.addWidget(Text(theme, say("prepare_together"), role="caption", tone="text2"))
        for place, sentence in enumerate(model.together):
            self._together.addWidget(Text(theme, sentence, tone="text2" if place else "text", wrap=True))

    def _show_findings(self, model: PrepareModel) -> None:
        theme = self.theme
        emptied(self._findings)
        total = len(model.findings)
        left = sum(1 for finding in model.findings if not finding.seen)
        # Until the rules have been gone through there is nothing to put here, and the page takes the room.
        self._columns.leave_out(frozenset() if total or model.rules else frozenset({2}))
        for button in self._finding_buttons:
            button.setVisible(total > 1)
        self._left.say(say("prepare_left", count=total, left=left) if total else "")
        chosen: FindingCard | None = None
        for place, finding in enumerate(model.findings):
            on = finding.code == model.chosen_finding
            card = FindingCard(theme, finding, on=on, place=place + 1, count=total)
            card.chosen.connect(self.finding_chosen)
            card.answered.connect(self.answered)
            self._findings.addWidget(card)
            chosen = card if on else chosen
        if not total:
            words = say("prepare_no_findings", count=model.rules)
            around = column(theme, margins=(18, 16, 18, 16))
            around.addWidget(Badge(theme, State.AGREED, text=words, plain=True, role="body"))
            self._findings.addLayout(around)
        self._findings.addStretch(1)
        if chosen is not None:
            card = chosen
            QTimer.singleShot(0, card, lambda: self._inbox.ensureWidgetVisible(card))

    def _show_foot(self, model: PrepareModel) -> None:
        theme = self.theme
        emptied(self._foot_line)
        emptied(self._foot_middle)
        emptied(self._foot_second)
        look = LOOKS[State.BLOCKING if model.why_not else State.AGREED]
        icon, tone = ("lock", "text2") if model.locked and not model.why_not else (look.icon, look.colour)
        state = row(theme, gap=8)
        self._foot_line.addLayout(state, 1 if self._two_rows else 0)
        state.addWidget(Icon(theme, icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        sentence = model.why_not or model.locked or say("prepare_ready")
        plain = bool(model.locked) and not model.why_not
        said = Text(theme, sentence, tone="text" if plain else tone, strong=not plain, wrap=self._two_rows)
        state.addWidget(said, 1)
        line = self._foot_second if self._two_rows else self._foot_line
        if model.condition:
            record = Button(theme, say("prepare_condition_of", meeting=model.condition), icon="landmark")
            record.clicked.connect(lambda: self._ask("condition"))
            # Above the other answers where both do not fit on one row.
            beside = Button(theme, say("prepare_lock"), icon="lock", height=40).minimumSizeHint().width()
            fits = record.minimumSizeHint().width() + beside + theme.px(60) <= self.width()
            (line if fits or not self._two_rows else self._foot_middle).addWidget(record)
            if not fits and self._two_rows:
                self._foot_middle.addStretch(1)
        line.addStretch(1)
        self._place.setEnabled(model.may_place and not model.locked)
        self._lock.setEnabled(bool(model.files) and not model.why_not and not model.locked)
        if model.locked:
            self._show_onward(model)
            return
        if model.may_place:
            place = Button(theme, say("prepare_place"), icon="move", kind=Kind.QUIET, height=40)
            place.follow(self._place, cap=False)
            line.addWidget(place)
        lock = Button(theme, say("prepare_lock"), icon="lock", kind=Kind.PRIMARY, height=40)
        lock.follow(self._lock)
        lock.setAccessibleDescription(model.why_not)
        line.addWidget(lock)

    def _show_onward(self, model: PrepareModel) -> None:
        if model.may_unlock:
            again = Button(self.theme, say("prepare_unlock"), icon="lock-open", kind=Kind.QUIET, height=40)
            again.clicked.connect(lambda: self._ask("unlock"))
            (self._foot_second if self._two_rows else self._foot_line).addWidget(again)
        onward = Button(
            self.theme, say("sign_to_review"), icon="arrow-right", trailing=True, kind=Kind.PRIMARY, height=40
        )
        onward.clicked.connect(lambda: self._ask("review"))
        (self._foot_second if self._two_rows else self._foot_line).addWidget(onward)

    def _step(self, by: int) -> None:
        codes = [finding.code for finding in self._model.findings]
        if not codes:
            return
        now = codes.index(self._model.chosen_finding) if self._model.chosen_finding in codes else -1
        self.finding_chosen.emit(FindingChosen(codes[max(0, min(len(codes) - 1, now + by))]))

    def _seen(self) -> None:
        chosen = next((f for f in self._model.findings if f.code == self._model.chosen_finding), None)
        if chosen is not None and chosen.level is not State.BLOCKING:
            self.answered.emit(FindingAnswered(chosen.code, "seen"))

    def _kind(self) -> None:
        card = self._cards.get(self._model.chosen_file)
        if card is not None:
            card.take_kind()

    def _ask(self, what: str) -> None:
        self.asked.emit(PrepareAsked(what, self._model.chosen_file))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two = self.theme.units(event.size().width()) < 900
        if two != self._two_rows:
            self._two_rows = two
            with self.focus_kept():
                self._show_foot(self._model)
