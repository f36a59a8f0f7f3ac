"""What a person does in Voorbereiden, as use-cases in a lane; each says what was done and how it is undone."""

from __future__ import annotations

import os.path
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.batch import Item, SigningBatch, StoredFile
from app.desk import Desk
from app.errors import Reason
from app.usecases.add_dossier import add_dossier
from app.usecases.change_files import join_file, remove_file
from app.usecases.correct_file import correct_file
from app.usecases.lock_map import lock_map
from app.usecases.order_dossier import order_files, order_items
from app.usecases.overrule_finding import overrule_finding
from app.usecases.record_condition import record_condition
from app.usecases.type_memo import type_memo
from app.usecases.unlock_map import unlock_map
from ui.findings.model import FindingModel
from ui.office import Office
from ui.prepare.model import FieldsTyped, KindCorrected, Ordered, SignatoryCorrected
from ui.shown import council_dated, meeting_of
from ui.text import say

_LETTERS = {"letter_tk": "house", "letter_ek": "senate", "letter": ""}


class Acts(QObject):
    """The acts of one page.

    Signals:
        refused: something could not be done; carries its :class:`Reason`.
        fields_refused: a field that was typed in could not be kept; carries its :class:`Reason`.
        fields_kept: what was typed in is kept.
        added: files came; carries the item they are in, ``MAP/ITEM``.
        done: an act was done, and its map is about to be read anew.
    """

    refused = Signal(object)
    fields_refused = Signal(object)
    fields_kept = Signal()
    added = Signal(str)
    done = Signal()

    def __init__(self, office: Office, owner: QObject) -> None:
        super().__init__(owner)
        self._office = office

    def do(self, what: str, batch: SigningBatch, item: Item, code: str) -> None:
        """Do what is asked by one word: ``condition``, ``lock``, ``unlock`` or ``remove``."""
        if what == "condition":
            self.record_condition(item)
        elif what == "lock":
            undo = self._unlock(batch)
            self._run(lambda desk: lock_map(desk, batch.name), say("prepare_locked"), undo)
        elif what == "unlock":
            self._unlock(batch)()
        elif what == "remove":
            self.remove(item, code)

    def record_condition(self, item: Item) -> None:
        """Record the condition that the memo names."""
        meeting = meeting_of(item)
        shown = council_dated(meeting) if meeting is not None else item.named_condition
        self._run(
            lambda desk: record_condition(desk, item.name, item.named_condition),
            say("prepare_condition_recorded", meeting=shown),
        )

    def correct_kind(self, item: Item, made: KindCorrected) -> None:
        """A person says what a file is; undone, it is again what it was taken for."""
        file = _file(item, made.code)
        values = _as_values(made.kind)
        undo = None
        if file.kind != "unrecognised":
            before = {"kind": file.kind, **({"chamber": file.chamber} if file.kind == "letter" else {})}
            undo = self._correct(item, file, before, say("prepare_correction_undone", file=file.file_name))
        words = say("prepare_kind_recorded", file=file.file_name, kind=say(f"kind_{made.kind}"))
        self._correct(item, file, values, words, undo)()

    def correct_signatory(self, item: Item, made: SignatoryCorrected) -> None:
        """A person says who signs a letter."""
        file = _file(item, made.code)
        before = {"signatory_name": file.signatory_name, "signatory_role": file.signatory_role}
        undone = say("prepare_correction_undone", file=file.file_name)
        undo = self._correct(item, file, before, undone) if file.signatory_name else None
        values = {"signatory_name": made.name, "signatory_role": made.role}
        words = say("prepare_signatory_recorded", name=made.name)
        self._correct(item, file, values, words, undo)()

    def order(self, item: Item, made: Ordered) -> None:
        """A person puts files, or items, in order."""
        if made.items:
            shorts = [code.rpartition("/")[2] for code in made.codes]
            self._run(lambda desk: order_items(desk, item.map, shorts), say("prepare_ordered"))
        else:
            before = [file.short for file in item.files]

            def undo() -> None:
                self._run(lambda desk: order_files(desk, item.name, before), say("prepare_order_undone"))

            self._run(lambda desk: order_files(desk, item.name, made.codes), say("prepare_ordered"), undo)

    def type_fields(self, item: Item, typed: FieldsTyped) -> None:
        """A person types in what the memo says."""
        values = dict(typed.values)

        def kept(_none: object) -> None:
            self.fields_kept.emit()
            self._done(say("fields_recorded"))

        self._office.run(
            lambda desk, context: type_memo(desk, item.name, values), done=kept, failed=self.fields_refused.emit
        )

    def overrule(self, item: Item, finding: FindingModel, why: str) -> None:
        """A person goes on all the same, for a reason."""
        name = finding.code.rpartition("/")[0]
        self._run(
            lambda desk: overrule_finding(desk, item.name, name, finding.file, why=why), say("finding_overruled_now")
        )

    def remove(self, item: Item, code: str) -> None:
        """Take a file out of the item."""
        file = _file(item, code)
        self._run(lambda desk: remove_file(desk, item.name, code), say("prepare_removed", file=file.file_name))

    def add(self, map_name: str, item: Item | None, paths: tuple[Path, ...]) -> None:
        """Files that come join the item that is shown; a folder is a dossier of its own."""

        def work(desk: Desk) -> str:
            folders = [path for path in paths if os.path.isdir(path)]
            files = [path for path in paths if path not in folders]
            name = item.name if item is not None else ""
            if files and not name:
                name = f"{map_name}/{add_dossier(desk, map_name, files, to_correct=True)}"
            elif files:
                for path in files:
                    join_file(desk, name, path)
            for folder in folders:
                name = f"{map_name}/{add_dossier(desk, map_name, [folder], to_correct=True)}"
            return name

        self._office.run(lambda desk, context: work(desk), done=self.added.emit, failed=self._came_in_part)

    def _came_in_part(self, reason: Reason) -> None:
        # What came before the file that could not is there.
        self.refused.emit(reason)
        self._office.tell(self._office.map)

    def _unlock(self, batch: SigningBatch) -> Callable[[], None]:
        return lambda: self._run(lambda desk: unlock_map(desk, batch.name), say("prepare_unlocked"))

    def _correct(
        self,
        item: Item,
        file: StoredFile,
        values: dict[str, str],
        words: str,
        undo: Callable[[], None] | None = None,
    ) -> Callable[[], None]:
        return lambda: self._run(lambda desk: correct_file(desk, item.name, file.short, values), words, undo)

    def _run(self, work: Callable[[Desk], object], words: str, undo: Callable[[], None] | None = None) -> None:
        self._office.run(
            lambda desk, context: work(desk), done=lambda _none: self._done(words, undo), failed=self.refused.emit
        )

    def _done(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self.done.emit()
        self._office.say(words, undo=undo)
        self._office.tell(self._office.map)


def _file(item: Item, short: str) -> StoredFile:
    return next(file for file in item.files if file.short == short)


def _as_values(kind: str) -> dict[str, str]:
    if kind in _LETTERS:
        return {"kind": "letter", "chamber": _LETTERS[kind]}
    return {"kind": kind}
