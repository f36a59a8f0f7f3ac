"""Beoordelen: the advice beside its letters, and decisions bound to what was shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.batch import Item, SigningBatch
from app.desk import Desk
from app.errors import CannotRead, Reason
from app.jobs import Lane
from app.memo import Memo
from app.moves import LetterState
from app.usecases.open_document import OpenedDocument, open_document
from app.usecases.read_item_memo import read_item_memo
from app.usecases.redecide import redecide
from app.usecases.returned_items import Returned, returned_items
from app.usecases.show_map import show_map
from ui.findings.checks import Checks
from ui.findings.guide import Guide
from ui.findings.model import FindingChosen, InboxModel
from ui.findings.places import marks_of
from ui.findings.shown import findings_of
from ui.frame.places import Place
from ui.office import MapOpened, Office
from ui.pageview.model import PageShown, SignaturePlace
from ui.review.advice_model import advice_model
from ui.review.model import (
    AdviceModel,
    Decided,
    ItemChosen,
    ItemModel,
    LinkFollowed,
    ReviewAsked,
    ReviewModel,
    TabChosen,
)
from ui.review.progress import ReadingProgress
from ui.review.shown import (
    DECISIONS,
    about,
    closed_by,
    decided_together,
    held_by,
    letter_of,
    memo_key,
    tabs_of,
)
from ui.review.view import ReviewPage
from ui.shown import (
    clock_time,
    council_dated,
    file_title,
    meeting_of,
    state_of_item,
)
from ui.text import number_word, say, sentence_case
from ui.widgets.states import State, word


class ReviewPresenter(QObject):
    """Feeds the page.

    Signals:
        go: carries the :class:`Place` the person goes on to.
    """

    go = Signal(object)

    def __init__(self, page: ReviewPage, office: Office, checks: Checks) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._batch: SigningBatch | None = None
        self._item = ""
        self._tab = ""
        self._notice = ""
        self._memos: dict[str, tuple[object, Memo | None]] = {}
        self._checks = checks
        self._returned: tuple[Returned, ...] = ()
        self._guide = Guide(office, checks, page.context.document)
        self._place: SignaturePlace | None = None
        self._shown = ""
        self._opened_letters: set[str] = set()
        self._trail: list[str] = []
        self._progress = ReadingProgress()
        page.item_chosen.connect(self._choose)
        page.tab_chosen.connect(self._choose_tab)
        page.followed.connect(self._follow)
        page.decided.connect(self._decide)
        page.asked.connect(self._asked)
        page.finding_chosen.connect(self._choose_finding)
        page.entered.connect(self._check_on)
        checks.came.connect(lambda _came: self._came())
        self._guide.placed.connect(self._again)
        page.context.document.pages.shown.connect(self._seen)
        office.changed.connect(lambda _changed: self.refresh())
        office.map_opened.connect(self._map_opened)
        office.locked.connect(self._forget)

    @property
    def item(self) -> str:
        """The item that is shown, ``MAP/ITEM``, or empty."""
        return self._item

    def refresh(self) -> None:
        """Read the open map anew."""
        name = self._office.map
        if name and self._office.open:
            self._office.run(lambda desk, context: (show_map(desk, name), returned_items(desk)), done=self._read)

    def _read(self, read: tuple[SigningBatch, tuple[Returned, ...]]) -> None:
        batch, self._returned = read
        self._show(batch)

    def _map_opened(self, opened: MapOpened) -> None:
        if self._batch is None or self._batch.name != opened.name:
            self._item, self._tab, self._notice = "", "", ""
        if opened.item and opened.item != self._item:
            self._item, self._tab, self._place = opened.item, "", None
        self.refresh()

    def _show(self, batch: SigningBatch) -> None:
        self._batch = batch
        item = self._current()
        if item is None:
            self._page.show_model(ReviewModel(subtitle=batch.name))
            return
        self._item = item.name
        if item.name not in self._memos or self._memos[item.name][0] != memo_key(item):
            self._page.show_model(self._model(batch, item))
            key = memo_key(item)
            self._office.run(
                lambda desk, context: (item.name, key, read_item_memo(desk, item)),
                done=self._memo_read,
                failed=lambda _reason: self._memo_read((item.name, key, None)),
                lane=Lane.READ,
            )
            return
        model = self._model(batch, item)
        self._page.show_model(model)
        self._open_tab(item, model)
        self._guide.look(item, self._tab)
        self._check_on()

    def _memo_read(self, read: tuple[str, object, Memo | None]) -> None:
        self._memos[read[0]] = read[1:]
        if self._batch is not None:
            self._show(self._batch)

    def _open_tab(self, item: Item, model: ReviewModel) -> None:
        tab = next((tab for tab in model.tabs if tab.code == model.tab), None)
        if tab is None or tab.document is None:
            return
        wanted = f"{item.name}/{tab.code}/{[letter.state.value for letter in item.letters]}"
        if wanted == self._shown:
            return
        self._shown = wanted
        self._opened_letters.add(f"{item.name}/{tab.code}")
        self._office.run(
            lambda desk, context: _open(desk, item.name, tab.code),
            done=self._document,
            failed=self._refused,
            dropped=lambda opened: self._office.let_go(opened[0].source),
            lane=Lane.READ,
        )

    def _document(self, opened: tuple[OpenedDocument, SignaturePlace | None]) -> None:
        document, place = opened
        item = self._current()
        if self._batch is None or item is None or document.name != f"{item.name}/{self._tab}":
            self._office.let_go(document.source)
            return
        self._place = place
        self._page.show_model(self._model(self._batch, item))
        self._page.show_document(document.source)
        self._guide.go()

    def _current(self) -> Item | None:
        if self._batch is None:
            return None
        named = next((item for item in self._batch.items if item.name == self._item), None)
        return named or (self._batch.items[0] if self._batch.items else None)

    def _model(self, batch: SigningBatch, item: Item) -> ReviewModel:
        _, memo = self._memos.get(item.name, (None, None))
        inbox = self._inbox(item)
        returned = tuple(one for one in self._returned if one.item == item.name)
        tabs = tabs_of(item, memo)
        if self._tab not in {tab.code for tab in tabs}:
            self._tab = tabs[0].code if tabs else ""
        items = tuple(
            ItemModel(one.name, number, one.title, state_of_item(one), progress=self._progress.of(one))
            for number, one in enumerate(batch.items, start=1)
        )
        open_count = sum(one.state is State.OPEN for one in items)
        ready = sum(letter.state is LetterState.APPROVED for letter in batch.letters)
        decided = decided_together(item)
        meeting = meeting_of(item)
        number = [one.name for one in batch.items].index(item.name) + 1
        where = say("review_where", number=number, total=len(items))
        shows_letter = any(letter.file.short == self._tab for letter in item.letters)
        return ReviewModel(
            subtitle=f"{council_dated(meeting)}, {where}" if meeting else where,
            items=items,
            chosen=item.name,
            open_count=open_count,
            advice=self._advice(item, memo, inbox, returned),
            tabs=tabs,
            tab=self._tab,
            marks=marks_of(inbox.findings, self._guide.places, inbox.chosen),
            place=self._place if shows_letter else None,
            decision=decided if decided in DECISIONS else None,
            about=about(item),
            held=held_by(item, returned),
            inbox=inbox,
            letters=tuple(letter_of(letter) for letter in item.letters) if len(item.letters) > 1 else (),
            may_go_back=bool(self._trail),
            closed=closed_by(batch, item),
            all_decided=say("review_all_decided", count=ready, number=sentence_case(number_word(ready)))
            if not open_count and ready
            else "",
            notice=self._notice,
            loading=item.name not in self._memos,
        )

    def _advice(
        self, item: Item, memo: Memo | None, inbox: InboxModel, returned: tuple[Returned, ...]
    ) -> AdviceModel | None:
        if memo is None:
            return None
        short = next((file.short for file in item.files if file.kind == "memo"), "")
        mine = tuple(one for one in inbox.findings if one.file == short)
        return advice_model(item, memo, now=self._office.desk.now(), findings=mine, returned=returned)

    # What the checks found, and where it stands.

    def _inbox(self, item: Item) -> InboxModel:
        checked = self._checks.of(item)
        found = findings_of(item, checked, frozenset(), open_map=False) if checked else ()
        known = {one.code for one in found}
        return InboxModel(
            found,
            self._guide.finding if self._guide.finding in known else "",
            rules=len(checked.result.outcomes) if checked else 0,
            checking=not self._checks.fresh(item),
            trouble=self._checks.trouble(item),
            asking=False,
        )

    def _check_on(self) -> None:
        item = self._current()
        if item is not None and self._page.isVisible():
            self._checks.want(item)

    def _came(self) -> None:
        item = self._current()
        if item is not None and item.name in self._memos:
            self._again()
            self._guide.look(item, self._tab)
            self._check_on()

    def _again(self) -> None:
        """Show what is known, without reading anything."""
        item = self._current()
        if item is not None and self._batch is not None:
            self._page.show_model(self._model(self._batch, item))

    def _choose_finding(self, chosen: FindingChosen) -> None:
        finding = next((one for one in self._page.model.inbox.findings if one.code == chosen.code), None)
        if finding is None or self._batch is None:
            return
        self._guide.open(chosen.code)
        if finding.file in {tab.code for tab in self._page.model.tabs}:
            self._choose_tab(TabChosen(finding.file))
        else:
            self._show(self._batch)
        if chosen.go:
            self._page.show_context()

    # Moving about and deciding.

    def _choose(self, chosen: ItemChosen) -> None:
        self._item, self._tab, self._notice, self._place = chosen.code, "", "", None
        self._guide.forget()
        self._trail.clear()
        if self._batch is not None:
            self._show(self._batch)

    def _choose_tab(self, chosen: TabChosen) -> None:
        self._tab, self._place = chosen.code, None
        if self._batch is not None:
            self._show(self._batch)

    def _follow(self, followed: LinkFollowed) -> None:
        kind, _, code = followed.target.partition(":")
        if kind == "finding":
            self._page.show_findings()
            self._choose_finding(FindingChosen(code))
            self._page.inbox.take_focus()
            return
        self._trail.append(self._tab)
        self._choose_tab(TabChosen(followed.target))

    def _go_back(self) -> None:
        """To what stood beside the advice before its link was followed, at the place it had (Alt Left)."""
        if self._trail:
            self._choose_tab(TabChosen(self._trail.pop()))

    def _seen(self, shown: PageShown) -> None:
        """A page came into sight: how far the item was read, for as long as the vault is open."""
        item = self._current()
        if item is not None and self._progress.saw(f"{item.name}/{self._tab}", shown.page) and self._batch is not None:
            self._page.show_model(self._model(self._batch, item))

    def _decide(self, decided: Decided) -> None:
        decision = DECISIONS[decided.decision]
        unseen = self._unseen(decided.item, decided.letter)
        about = f"{decided.item}/{decided.letter}" if decided.letter else decided.item
        self._office.run(
            lambda desk, context: redecide(desk, about, decision, remark=decided.reason),
            done=lambda _none: self._decided(decided, unseen),
            failed=lambda reason: self._not_decided(decided, reason),
        )

    def _not_decided(self, decided: Decided, reason: Reason) -> None:
        self._page.deciding.keep(decided)
        self._refused(reason)

    def _unseen(self, item_name: str, only: str) -> str:
        """Return the first letter that is decided about and was never opened, by its title; empty for none."""
        item = self._current()
        if item is None or item.name != item_name:
            return ""
        about = [letter for letter in item.letters if only in ("", letter.file.short)]
        unseen = [letter for letter in about if f"{item_name}/{letter.file.short}" not in self._opened_letters]
        return file_title(unseen[0].file) if unseen else ""

    def _decided(self, decided: Decided, unseen: str) -> None:
        self._notice = ""
        now = clock_time(self._office.desk.now())
        words = say("review_recorded", decision=word(decided.decision), time=now)
        item = self._current()
        if decided.letter and item is not None:
            named = next((file_title(file) for file in item.files if file.short == decided.letter), "")
            words = f"{named}: {words}"
        if unseen and decided.decision is State.AGREED:
            words = f"{words}. {say('review_unseen', letter=unseen)}"
        if decided.decision is State.NOTED:
            words = f"{words}. {say('review_noted')}"
        about = f"{decided.item}/{decided.letter}" if decided.letter else decided.item
        undoable = decided.decision is not State.RETURNED
        self._office.say(words, undo=(lambda: self._take_back(about)) if undoable else None)
        self._office.tell(self._office.map)

    def _take_back(self, item: str) -> None:
        self._office.run(
            lambda desk, context: redecide(desk, item, ""),
            done=lambda _none: self._office.tell(self._office.map),
            failed=self._refused,
        )

    def _asked(self, asked: ReviewAsked) -> None:
        places = {"maps": Place.MAPS, "sign": Place.SIGN, "void": Place.COUNCIL}
        if asked.what == "back":
            self._go_back()
        elif asked.what in places:
            self.go.emit(places[asked.what])

    def _refused(self, reason: Reason) -> None:
        self._notice = self._office.sentence(reason)
        self.refresh()

    def _forget(self) -> None:
        self._batch, self._item, self._tab, self._shown, self._notice = None, "", "", "", ""
        self._memos.clear()
        self._opened_letters.clear()
        self._trail.clear()
        self._progress = ReadingProgress()
        self._returned = ()
        self._guide.forget()
        self._page.show_model(ReviewModel())
        self._page.forget()


def _open(desk: Desk, item_name: str, short: str) -> tuple[OpenedDocument, SignaturePlace | None]:
    opened = open_document(desk, item_name, short)
    place = opened.file.place
    if place is None or opened.held:
        return opened, None
    where = say("review_place_where", letter=file_title(opened.file), page=place.page)
    try:
        rect = opened.source.shown(place.page - 1, place.rect)
    except CannotRead:
        opened.source.close()
        raise
    return opened, SignaturePlace(place.page - 1, rect, (say("review_place"), where))
