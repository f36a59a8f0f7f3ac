"""Voorbereiden: the files of an item with their kind, what the checks find, the condition, and locking the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from app.batch import Item, SigningBatch
from app.desk import Desk
from app.errors import CannotRead, Reason
from app.jobs import Lane
from app.memo import Memo
from app.usecases.open_document import OpenedDocument, open_document
from app.usecases.read_item_memo import read_item_memo
from app.usecases.returned_items import Returned, returned_items
from app.usecases.show_map import show_map
from ui.findings.checks import Checks
from ui.findings.guide import Guide
from ui.findings.model import Answer, FindingAnswered, FindingChosen, FindingModel
from ui.findings.shown import for_the_author
from ui.frame.places import Place
from ui.office import MapOpened, Office
from ui.pageview.model import SignaturePlace
from ui.prepare.acts import Acts
from ui.prepare.model import FieldModel, FileChosen, ItemChosen, PrepareAsked, PrepareModel
from ui.prepare.shown import Standing, WhyNot, inbox_of, memo_fields, prepare_model, why_not
from ui.prepare.view import PreparePage
from ui.text import say
from ui.widgets.dropzone import FilesAsked, FilesDropped
from ui.widgets.toast import ToastModel


@dataclass(frozen=True)
class Left:
    """How many findings of the open map still ask for an answer."""

    count: int


class PreparePresenter(QObject):
    """Feeds the page.

    Signals:
        go: carries the :class:`Place` the person goes on to.
        left: carries :class:`Left`, when it changed.
    """

    go = Signal(object)
    left = Signal(object)

    def __init__(self, page: PreparePage, office: Office, checks: Checks) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._checks = checks
        self._acts = Acts(office, self)
        self._batch: SigningBatch | None = None
        self._returned: tuple[Returned, ...] = ()
        self._item = ""
        self._standing = Standing()
        self._shown = ""
        self._guide = Guide(office, checks, page.document)
        self._why = WhyNot()
        self._count = 0
        self._stale = False
        page.item_chosen.connect(self._choose_item)
        page.file_chosen.connect(self._choose)
        page.finding_chosen.connect(self._choose_finding)
        page.answered.connect(self._answered)
        page.corrected.connect(lambda made: self._acting(lambda item: self._acts.correct_kind(item, made)))
        page.signatory.connect(lambda made: self._acting(lambda item: self._acts.correct_signatory(item, made)))
        page.ordered.connect(lambda made: self._acting(lambda item: self._acts.order(item, made)))
        page.typed.connect(lambda typed: self._acting(lambda item: self._acts.type_fields(item, typed)))
        page.asked.connect(self._asked)
        page.dropped.connect(lambda dropped: self._add(dropped.paths))
        page.files_asked.connect(self._ask_files)
        page.entered.connect(self._check_on)
        self._acts.refused.connect(self._refused)
        self._acts.fields_refused.connect(self._fields_refused)
        self._acts.fields_kept.connect(self._close_fields)
        self._acts.added.connect(self._added)
        self._acts.done.connect(self._calm)
        checks.came.connect(lambda _came: self._came())
        self._guide.placed.connect(self._again)
        office.changed.connect(lambda _changed: self.refresh())
        office.map_opened.connect(self._opened)
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

    def _opened(self, opened: MapOpened) -> None:
        if self._batch is None or self._batch.name != opened.name:
            self._item, self._standing = "", Standing()
        if opened.item and opened.item != self._item:
            self._item, self._standing = opened.item, Standing()
        self.refresh()

    def _read(self, read: tuple[SigningBatch, tuple[Returned, ...]]) -> None:
        batch, self._returned = read
        self._stale = False
        self._show(batch)

    def _show(self, batch: SigningBatch) -> None:
        self._batch = batch
        item = self._current()
        if item is None or not item.files:
            title = item.title if item is not None else batch.name
            self._page.show_model(PrepareModel(subtitle=title, notice=self._standing.notice))
            return
        self._item = item.name
        if self._standing.file not in {file.short for file in item.files}:
            letter = next((file.short for file in item.files if file.kind == "letter"), "")
            self._standing = replace(self._standing, file=letter or item.files[0].short, place=None)
        self._render(batch, item)
        self._open(batch, item)
        self._guide.look(item, self._standing.file)
        self._check_on()

    def _open(self, batch: SigningBatch, item: Item) -> None:
        short = self._standing.file
        file = next(one for one in item.files if one.short == short)
        wanted = f"{item.name}/{short}/{file.sha256}/{batch.locked_at}/{[one.state.value for one in item.letters]}"
        wanted += str(file.place)
        if wanted == self._shown:
            return
        self._shown = wanted
        if not file.object:
            self._page.document.clear()
            return
        self._office.run(
            lambda desk, context: _open(desk, item, short),
            done=self._document,
            failed=self._unreadable,
            dropped=lambda opened: self._office.let_go(opened[0].source),
            lane=Lane.READ,
        )

    def _render(self, batch: SigningBatch, item: Item) -> None:
        self._why = why_not(batch, item, self._checks, self._office.sentence)
        self._page.show_model(self._model(batch, item))
        self._tell_left(batch)

    def _model(self, batch: SigningBatch, item: Item) -> PrepareModel:
        sentence = self._office.sentence
        standing = replace(self._standing, finding=self._guide.finding, places=self._guide.places)
        model = prepare_model(
            batch, item, self._checks, standing, why=self._why, sentence_of=sentence, returned=self._returned
        )
        # After an act what stood in the way may stand there no more: it is gone through again, not told as it was.
        return replace(model, why_not="", why_shown=False, waiting=not model.locked) if self._stale else model

    def _again(self) -> None:
        """Show what is known, without reading anything."""
        item = self._current()
        if self._batch is not None and item is not None and item.files:
            self._render(self._batch, item)

    def _tell_left(self, batch: SigningBatch) -> None:
        count = 0
        if not batch.locked_at:
            count = sum(inbox_of(item, self._checks, "", open_map=True).left for item in batch.items)
        if count != self._count:
            self._count = count
            self.left.emit(Left(count))

    def _document(self, opened: tuple[OpenedDocument, SignaturePlace | None]) -> None:
        document, place = opened
        item = self._current()
        if self._batch is None or item is None or document.name != f"{item.name}/{self._standing.file}":
            self._office.let_go(document.source)  # the person went on to another meanwhile
            return
        self._standing = replace(self._standing, place=place)
        self._page.show_document(self._model(self._batch, item), document.source)
        self._guide.go()

    def _current(self) -> Item | None:
        if self._batch is None:
            return None
        named = next((item for item in self._batch.items if item.name == self._item), None)
        return named or (self._batch.items[0] if self._batch.items else None)

    # What the checks say, and where.

    def _check_on(self) -> None:
        """Have the checks run over what is shown, then over the rest of the map; only while a person looks."""
        item = self._current()
        if self._batch is None or item is None or not self._page.isVisible():
            return
        for one in (item, *self._batch.items):
            if one.files and not self._checks.fresh(one):
                self._checks.want(one)
                return

    def _came(self) -> None:
        item = self._current()
        if item is not None:
            self._again()
            self._guide.look(item, self._standing.file)
        self._check_on()

    def _choose_finding(self, chosen: FindingChosen) -> None:
        item = self._current()
        finding = self._finding(chosen.code)
        if item is None or finding is None or self._batch is None:
            return
        file = finding.file if finding.file in {one.short for one in item.files} else self._standing.file
        if file != self._standing.file:
            self._standing = replace(self._standing, file=file, place=None)
        self._guide.open(chosen.code)
        self._show(self._batch)
        if chosen.go:
            self._page.show_page()

    def _finding(self, code: str) -> FindingModel | None:
        return next((one for one in self._page.model.inbox.findings if one.code == code), None)

    def _answered(self, answered: FindingAnswered) -> None:
        finding = self._finding(answered.code)
        item = self._current()
        if finding is None or item is None:
            return
        if answered.answer is Answer.SEEN:
            self._checks.see(item.name, finding.code)
            self._again()
            self._page.inbox.step(1)
        elif answered.answer is Answer.COPY:
            QApplication.clipboard().setText(for_the_author(finding))
            self._office.told.emit(ToastModel(say("finding_copied"), icon="copy"))
        elif answered.answer is Answer.ANYWAY:
            self._acts.overrule(item, finding, answered.text)
        elif answered.answer is Answer.CONDITION:
            self._acts.record_condition(item)
        elif answered.answer is Answer.FIELDS:
            self._open_fields(item)

    # Moving about.

    def _choose_item(self, chosen: ItemChosen) -> None:
        if chosen.code != self._item:
            self._item, self._standing = chosen.code, Standing()
            self._guide.forget()
            if self._batch is not None:
                self._show(self._batch)

    def _choose(self, chosen: FileChosen) -> None:
        self._guide.stay()
        if chosen.code != self._standing.file:
            self._standing = replace(self._standing, file=chosen.code, place=None)
        if self._batch is not None:
            self._show(self._batch)

    def _show_why(self) -> None:
        """Go to what stands in the way of locking."""
        why = self._why
        if why.item:
            self._choose_item(ItemChosen(why.item))
        if why.finding:
            self._choose_finding(FindingChosen(why.finding))
            self._page.show_inbox()
        elif why.file:
            self._choose(FileChosen(why.file))
            self._page.show_page()

    def _asked(self, asked: PrepareAsked) -> None:
        item = self._current()
        if self._batch is None or item is None:
            return
        if asked.what == "why":
            self._show_why()
        elif asked.what == "review":
            self.go.emit(Place.REVIEW)
        elif asked.what == "fields":
            self._open_fields(item)
        elif asked.what == "fields_left":
            self._close_fields()
        elif asked.what == "lock" and self._page.model.waiting:
            self._office.told.emit(ToastModel(say("prepare_lock_waits"), icon="clock"))
        elif asked.what == "again":
            self._acts.remove(item, asked.code)
            self._ask_files(FilesAsked(folder=False))
        else:
            self._acts.do(asked.what, self._batch, item, asked.code)

    def _acting(self, act: object) -> None:
        item = self._current()
        if item is not None and callable(act):
            act(item)

    # The memo's fields.

    def _open_fields(self, item: Item) -> None:
        def come(memo: Memo | None) -> None:
            fields = memo_fields(memo)
            if fields:
                self._type(item, fields)
            else:
                self._refused(Reason("no_text_layer", {"file": item.title}))

        memo = next((file.short for file in item.files if file.kind == "memo"), "")
        self._choose(FileChosen(memo))
        self._office.run(
            lambda desk, context: read_item_memo(desk, item), done=come, failed=self._refused, lane=Lane.READ
        )

    def _type(self, item: Item, fields: tuple[FieldModel, ...]) -> None:
        if self._item == item.name:
            self._standing = replace(self._standing, typing=fields)
            self._again()

    def _close_fields(self) -> None:
        self._standing = replace(self._standing, typing=())
        self._again()

    def _fields_refused(self, reason: Reason) -> None:
        sentence = self._office.sentence(reason)
        if not self._page.form.wrong(str(reason.parameters.get("field", "")), sentence):
            self._refused(reason)

    # Trouble, files that come, forgetting.

    def _refused(self, reason: Reason) -> None:
        self._standing = replace(self._standing, notice=self._office.sentence(reason))
        self.refresh()

    def _unreadable(self, reason: Reason) -> None:
        self._page.document.clear()
        self._refused(reason)

    def _calm(self) -> None:
        """What was refused is done now, or something else is."""
        self._standing = replace(self._standing, notice="")
        self._stale = True
        self._again()

    def _add(self, paths: tuple[Path, ...]) -> None:
        if paths and self._office.map:
            self._acts.add(self._office.map, self._current(), paths)

    def _added(self, item: str) -> None:
        if item != self._item:
            self._item, self._standing = item, Standing()
        self._calm()
        self._office.tell(self._office.map)

    def _ask_files(self, asked: FilesAsked) -> None:
        dialog = QFileDialog(self._page, say("maps_choose"))
        mode = QFileDialog.FileMode.Directory if asked.folder else QFileDialog.FileMode.ExistingFiles
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(
            lambda chosen: self._page.dropped.emit(FilesDropped(tuple(Path(one) for one in chosen)))
        )
        dialog.open()

    def _forget(self) -> None:
        self._batch, self._item, self._shown, self._stale = None, "", "", False
        self._guide.forget()
        self._returned, self._standing, self._count = (), Standing(), 0
        self._page.show_model(PrepareModel())
        self._page.forget()


def _open(desk: Desk, item: Item, short: str) -> tuple[OpenedDocument, SignaturePlace | None]:
    opened = open_document(desk, item.name, short)
    try:
        return opened, _signature_place(opened)
    except CannotRead:
        opened.source.close()
        raise


def _signature_place(opened: OpenedDocument) -> SignaturePlace | None:
    place = opened.file.place
    if place is None or opened.held:
        return None
    words = (say("prepare_place_words"), opened.file.signatory_name)
    return SignaturePlace(place.page - 1, opened.source.shown(place.page - 1, place.rect), words)
