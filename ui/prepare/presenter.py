"""Voorbereiden: the files of an item with their kind, the condition, and locking the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.batch import Item, SigningBatch, StoredFile
from app.desk import Desk
from app.errors import Reason
from app.jobs import Lane
from app.moves import SIGNED
from app.usecases.add_dossier import add_dossier
from app.usecases.lock_map import lock_map
from app.usecases.open_document import OpenedDocument, open_document
from app.usecases.record_condition import record_condition
from app.usecases.show_map import show_map
from app.usecases.unlock_map import unlock_map
from ui.frame.places import Place
from ui.office import MapOpened, Office
from ui.pageview.model import DocumentModel, SignaturePlace
from ui.prepare.model import FileChosen, FileModel, ItemChosen, PrepareAsked, PrepareModel
from ui.prepare.view import PreparePage
from ui.shown import council_name, day_and_time, file_title, meeting_of, state_of_item
from ui.text import say
from ui.widgets.dropzone import FilesAsked, FilesDropped
from ui.widgets.itemrow import ItemRow


class PreparePresenter(QObject):
    """Feeds the page.

    Signals:
        go: carries the :class:`Place` the person goes on to.
    """

    go = Signal(object)

    def __init__(self, page: PreparePage, office: Office) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._batch: SigningBatch | None = None
        self._item = ""
        self._file = ""
        self._shown = ""
        self._place: SignaturePlace | None = None
        self._notice = ""
        page.item_chosen.connect(self._choose_item)
        page.file_chosen.connect(self._choose)
        page.asked.connect(self._asked)
        page.dropped.connect(lambda dropped: self._add(dropped.paths))
        page.files_asked.connect(self._ask_files)
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
            self._office.run(lambda desk, context: show_map(desk, name), done=self._show)

    def _opened(self, opened: MapOpened) -> None:
        if self._batch is None or self._batch.name != opened.name:
            self._item, self._file, self._notice = "", "", ""
        if opened.item and opened.item != self._item:
            self._item, self._file, self._place = opened.item, "", None
        self.refresh()

    def _show(self, batch: SigningBatch) -> None:
        self._batch = batch
        item = self._current(batch)
        if item is None:
            self._page.show_model(PrepareModel(subtitle=batch.name, notice=self._notice))
            return
        self._item = item.name
        if self._file not in {file.short for file in item.files}:
            letter = next((file.short for file in item.files if file.kind == "letter"), "")
            self._file = letter or item.files[0].short
        self._render(batch, item)
        wanted = f"{item.name}/{self._file}/{batch.locked_at}/{[letter.state.value for letter in item.letters]}"
        if wanted != self._shown:
            self._shown = wanted
            short = self._file
            self._office.run(
                lambda desk, context: _open(desk, item, short),
                done=self._document,
                failed=self._unreadable,
                dropped=lambda opened: self._office.let_go(opened[0].source),
                lane=Lane.READ,
            )

    def _render(self, batch: SigningBatch, item: Item) -> None:
        self._page.show_model(prepare_model(batch, item, chosen=self._file, place=self._place, notice=self._notice))

    def _document(self, opened: tuple[OpenedDocument, SignaturePlace | None]) -> None:
        document, place = opened
        batch = self._batch
        item = self._current(batch) if batch else None
        if batch is None or item is None or document.name != f"{item.name}/{self._file}":
            self._office.let_go(document.source)  # the person went on to another meanwhile
            return
        self._place = place
        model = prepare_model(batch, item, chosen=self._file, place=self._place, notice=self._notice)
        self._page.show_document(model, document.source)

    def _current(self, batch: SigningBatch) -> Item | None:
        named = next((item for item in batch.items if item.name == self._item), None)
        return named or (batch.items[0] if batch.items else None)

    def _choose_item(self, chosen: ItemChosen) -> None:
        if chosen.code != self._item:
            self._item, self._file, self._notice, self._place = chosen.code, "", "", None
            if self._batch is not None:
                self._show(self._batch)

    def _choose(self, chosen: FileChosen) -> None:
        self._file = chosen.code
        if self._batch is not None:
            self._show(self._batch)

    def _asked(self, asked: PrepareAsked) -> None:
        batch = self._batch
        item = self._current(batch) if batch else None
        if batch is None or item is None:
            return
        if asked.what == "condition":
            named = item.named_condition
            meeting = meeting_of(item)
            shown = council_name(meeting) if meeting is not None else named
            self._office.run(
                lambda desk, context: record_condition(desk, item.name, named),
                done=lambda _none: self._done(say("prepare_condition_recorded", meeting=shown)),
                failed=self._refused,
            )
        elif asked.what == "lock":
            self._office.run(
                lambda desk, context: lock_map(desk, batch.name),
                done=lambda _none: self._done(say("prepare_locked"), undo=self._unlock),
                failed=self._refused,
            )

        elif asked.what == "unlock":
            self._unlock()
        elif asked.what == "review":
            self.go.emit(Place.REVIEW)

    def _unlock(self) -> None:
        batch = self._batch
        if batch is not None:
            self._office.run(
                lambda desk, context: unlock_map(desk, batch.name),
                done=lambda _none: self._done(say("prepare_unlocked")),
                failed=self._refused,
            )

    def _done(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self._notice = ""
        self._office.say(words, undo=undo)
        self._office.tell(self._office.map)

    def _refused(self, reason: Reason) -> None:
        self._notice = self._office.sentence(reason)
        self.refresh()

    def _unreadable(self, reason: Reason) -> None:
        self._page.document.clear()
        self._refused(reason)

    def _add(self, paths: tuple[Path, ...]) -> None:
        name = self._office.map
        if paths and name:
            self._office.run(
                lambda desk, context: add_dossier(desk, name, list(paths)), done=self._added, failed=self._refused
            )

    def _added(self, item: str) -> None:
        self._item, self._file, self._notice = f"{self._office.map}/{item}", "", ""
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
        self._batch, self._item, self._file, self._shown, self._notice = None, "", "", "", ""
        self._page.show_model(PrepareModel())
        self._page.document.clear()


def _open(desk: Desk, item: Item, short: str) -> tuple[OpenedDocument, SignaturePlace | None]:
    opened = open_document(desk, item.name, short)
    return opened, _signature_place(opened)


def _signature_place(opened: OpenedDocument) -> SignaturePlace | None:
    place = opened.file.place
    if place is None or opened.held:
        return None
    words = (say("prepare_place_words"), opened.file.signatory_name)
    return SignaturePlace(place.page - 1, opened.source.shown(place.page - 1, place.rect), words)


def prepare_model(
    batch: SigningBatch, item: Item, *, chosen: str, place: SignaturePlace | None, notice: str
) -> PrepareModel:
    """Return what the page shows of an item.

    Args:
        batch: the map.
        item: in it.
        chosen: short name of the chosen file.
        place: where the signature comes on the chosen file, or None.
        notice: an error in place, or empty.
    """
    waits = bool(item.named_condition) and not item.condition
    file = next(one for one in item.files if one.short == chosen)
    meeting = meeting_of(item)
    subtitle = f"{batch.name}, {item.title}" if meeting is None else f"{council_name(meeting)}, {item.title}"
    return PrepareModel(
        title=item.title,
        subtitle=subtitle,
        items=tuple(
            ItemRow(one.name, number, one.title, state_of_item(one)) for number, one in enumerate(batch.items, start=1)
        ),
        chosen_item=item.name,
        files=tuple(_file(one) for one in item.files),
        chosen_file=chosen,
        document=DocumentModel(f"{item.name}/{chosen}", file_title(file)),
        place=place,
        together=_together(item),
        why_not=say("prepare_why_condition") if waits and not batch.locked_at else "",
        condition=council_name(meeting) if waits and meeting is not None else "",
        locked=say("prepare_is_locked", at=day_and_time(batch.locked_at)) if batch.locked_at else "",
        may_unlock=bool(batch.locked_at) and not any(letter.state in SIGNED for letter in batch.letters),
        notice=notice,
    )


def _file(file: StoredFile) -> FileModel:
    found = [say("pages", count=file.pages)]
    if file.signatory_name:
        found.append(file.signatory_name)
    letter = {"house": "letter_tk", "senate": "letter_ek"}.get(file.chamber, "letter")
    return FileModel(file.short, file.file_name, ", ".join(found), letter if file.kind == "letter" else file.kind)


def _together(item: Item) -> tuple[str, ...]:
    letters = say("prepare_count_letters", count=len(item.letters))
    attachments = sum(file.kind == "attachment" for file in item.files)
    public = any(file.kind == "public_memo" for file in item.files)
    if attachments:
        both = say("prepare_count_attachments", count=attachments)
        first = say("prepare_set", letters=letters, attachments=both)
    else:
        first = say("prepare_set_letters", letters=letters)
    return first, say("prepare_not_needed" if public else "prepare_public_missing")
