"""Controleren: from dropped files to verdicts. Works while the vault is locked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from app.answers import worst_first
from app.errors import Reason
from app.jobs import Lane
from app.usecases.compare_revisions import Revisions, compare_revisions
from app.usecases.validation_report import write_report
from app.usecases.verify_files import VerifiedFile, Verifier, begin_verifying
from ui.bridge import Handlers
from ui.office import Office
from ui.text import say
from ui.text_verify import figures
from ui.verify.large import LargeDifference
from ui.verify.model import DifferenceModel, OrderChosen, VerifiedChosen, VerifyAsked, VerifyModel
from ui.verify.shown import LANGUAGE, Listed, difference_model, ordered, row_of, sentence_of, verdict_model
from ui.verify.view import VerifyPage
from ui.widgets.dropzone import FilesAsked, FilesDropped

# Results that come sooner after each other than this are shown together, in milliseconds.
_TOGETHER = 120


class VerifyPresenter(QObject):
    """Feeds the page.

    Args:
        page: it feeds.
        office: whose lanes it uses; the vault may be locked.
        folder: of the profile.
    """

    def __init__(self, page: VerifyPage, office: Office, folder: Path) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._folder = folder
        self._files: dict[str, Listed] = {}
        self._codes: dict[Path, str] = {}
        self._persons: dict[str, str] = {}
        self._order, self._chosen, self._notice = "worst", "", ""
        self._by_hand = self._shown = False
        self._tab = 0
        self._queue: deque[tuple[Verifier, Path]] = deque()
        self._verifier: Verifier | None = None
        self._busy = False
        self._fresh: list[str] = []
        self._done = self._total = 0
        self._compared = ""
        self._revisions: Revisions | None = None
        self._large: LargeDifference | None = None
        self._place = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_TOGETHER)
        self._later.timeout.connect(self.refresh)
        page.chosen.connect(self._choose)
        page.order_chosen.connect(self._choose_order)
        page.asked.connect(self._asked)
        page.dropped.connect(lambda dropped: self.add(dropped.paths))
        page.files_asked.connect(self._ask_files)

    # Verifying, one after another in the read lane, so that pages are drawn in between.

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files in the list, in the order they came."""
        return tuple(path for path, code in self._codes.items() if code in self._files)

    def add(self, paths: tuple[Path, ...]) -> None:
        """Verify files, and each PDF in folders."""
        if not paths:
            return
        self._notice, self._by_hand = "", False
        at_desk = self._office.desk.now() if self._office.open else None
        folder, now = self._folder, datetime.now(UTC)
        self._office.bridge.run(
            Lane.READ,
            lambda context: begin_verifying(paths, folder, now=now, at_desk=at_desk),
            Handlers(done=self._begun, failed=self._refused),
        )

    def _begun(self, result: object) -> None:
        assert isinstance(result, tuple)  # noqa: S101 - what begin_verifying returns
        verifier, paths = result
        if not paths:
            verifier.close()
            self._notice = say("verify_none")
            self.refresh()
            return
        if not self._busy:
            self._fresh, self._done, self._total = [], 0, 0
        self._total += len(paths)
        self._queue.extend((verifier, path) for path in paths)
        self.refresh()
        if not self._busy:
            self._next()

    def _next(self) -> None:
        if not self._queue:
            self._finish()
            return
        verifier, path = self._queue.popleft()
        if verifier is not self._verifier:
            self._let_go()
            self._verifier = verifier
        self._busy = True
        self._office.bridge.run(
            Lane.READ,
            lambda context: verifier.verify(path),
            Handlers(done=partial(self._verified, verifier), stopped=self._stopped),
        )

    def _verified(self, verifier: Verifier, result: object) -> None:
        assert isinstance(result, VerifiedFile)  # noqa: S101 - what a verifier returns
        code = self._codes.setdefault(result.path, str(len(self._codes)))
        self._files[code] = Listed(code, result)
        self._persons[code] = verifier.person
        self._done += 1
        if not self._by_hand and (self._done == 1 or self._chosen not in self._files):
            self._turn_to(code)
        self._fresh.append(code)
        if self._queue and not self._later.isActive():
            self._later.start()
        self._next()

    def _finish(self) -> None:
        """Everything is verified, or the person stopped: show the worst of it."""
        self._busy = False
        self._total = self._done
        self._let_go()
        fresh = ordered(tuple(self._files[code] for code in self._fresh if code in self._files), "worst")
        if not self._by_hand and fresh:
            self._turn_to(fresh[0].code)
        self.refresh()

    def _stop(self) -> None:
        """Finish the file in hand, begin no other."""
        if self._queue:
            for verifier in {verifier for verifier, _ in self._queue} - {self._verifier}:
                verifier.close()
            self._queue.clear()
            at = self._done + (1 if self._busy else 0)
            self._notice = say("verify_stopped", done=figures(at), total=figures(self._total))
            self._total = at
            self.refresh()

    def _stopped(self) -> None:
        """The window closes: nothing is shown any more, no process stays behind."""
        for verifier in {verifier for verifier, _ in self._queue} - {self._verifier}:
            verifier.close()
        self._queue.clear()
        self._busy = False
        self._let_go()

    def _let_go(self) -> None:
        if self._verifier is not None:
            verifier, self._verifier = self._verifier, None
            verifier.close()

    def _refused(self, reason: Reason) -> None:
        self._notice = self._office.sentence(reason)
        self.refresh()

    # What is shown.

    def refresh(self) -> None:
        """Show the list and the chosen verdict."""
        self._later.stop()
        files = ordered(tuple(self._files.values()), self._order)
        first = bool(files) and not self._shown
        self._shown = bool(files)
        chosen = self._files.get(self._chosen)
        if chosen is not None:
            self._compare(chosen)
        self._page.show_model(
            VerifyModel(
                files=tuple(row_of(one) for one in files),
                chosen=self._chosen,
                order=self._order,
                verdict=None
                if chosen is None
                else verdict_model(chosen, tab=self._tab, difference=self._difference(chosen)),
                done=self._done,
                total=self._total,
                notice=self._notice,
            )
        )
        if first and self._page.isVisible():
            # What had the focus, the button that chooses files, is gone.
            self._page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, code: str) -> None:
        if code != self._chosen:
            self._chosen, self._tab = code, 0

    def _choose(self, chosen: VerifiedChosen) -> None:
        self._by_hand = True
        self._turn_to(chosen.code)
        self.refresh()

    def _choose_order(self, chosen: OrderChosen) -> None:
        self._order = chosen.order
        self.refresh()

    def _ask_files(self, asked: FilesAsked) -> None:
        dialog = QFileDialog(self._page, say("verify_choose_title"))
        mode = QFileDialog.FileMode.Directory if asked.folder else QFileDialog.FileMode.ExistingFiles
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(
            lambda chosen: self._page.dropped.emit(FilesDropped(tuple(Path(one) for one in chosen)))
        )
        dialog.open()

    # The signed revision beside the current one.

    def _compare(self, one: Listed) -> None:
        """Open both revisions where a page differs; close those that are no longer shown."""
        wanted = f"{one.code}/{self._tab}/{one.file.verdict.sha256}"
        if wanted == self._compared:
            return
        self._compared = wanted
        self._close_revisions()
        signatures = worst_first(one.file.verdict.signatures)
        if not signatures:
            return
        shown = signatures[self._tab]
        if not shown.appearance_changed_pages or shown.signed_bytes is None:
            return
        path, sha256 = one.file.path, one.file.verdict.sha256
        size, pages = shown.signed_bytes, shown.appearance_changed_pages
        self._office.bridge.run(
            Lane.READ,
            lambda context: compare_revisions(path, sha256=sha256, signed_bytes=size, pages=pages),
            Handlers(done=partial(self._opened, wanted), failed=self._refused),
        )

    def _opened(self, wanted: str, result: object) -> None:
        assert isinstance(result, Revisions)  # noqa: S101 - what compare_revisions returns
        if wanted != self._compared:
            self._close(result)
            return
        self._revisions, self._place = result, 0
        self.refresh()
        self._page.show_documents(result.signed, result.current)
        self._show_when_read()

    def _difference(self, one: Listed) -> DifferenceModel | None:
        if self._revisions is None:
            return None
        return difference_model(one, self._tab, self._revisions.differences, self._place)

    def _step(self, by: int) -> None:
        if self._revisions is None:
            return
        self._place = (self._place + by) % len(self._revisions.differences)
        self.refresh()
        model = self._page_difference()
        if self._large is not None and model is not None:
            self._large.difference.show_difference(model)
        self._show_place()

    def _show_place(self) -> None:
        """Scroll to the difference in hand; both sides move together."""
        if self._revisions is None:
            return
        found = self._revisions.differences[self._place]
        for view in [self._page.detail.difference, *([self._large.difference] if self._large is not None else [])]:
            if found.signed:
                view.signed.go_to_place(found.page, found.signed[0])
            elif found.current:
                view.current.go_to_place(found.page, found.current[0])
            else:
                view.current.go_to(found.page)

    def _page_difference(self) -> DifferenceModel | None:
        one = self._files.get(self._chosen)
        return None if one is None else self._difference(one)

    def _show_large(self) -> None:
        one, model = self._files.get(self._chosen), self._page_difference()
        if one is None or model is None or self._revisions is None or self._large is not None:
            return
        self._large = LargeDifference(self._page.theme, self._office.bridge, self._page)
        self._large.difference.asked.connect(self._asked)
        self._large.finished.connect(lambda _result: self._large_closed())
        self._large.show_revisions(one.file.name, model, self._revisions)
        self._large.open()
        self._show_when_read()

    def _large_closed(self) -> None:
        self._large = None

    def _show_when_read(self) -> None:
        # Behind the reading of the sizes, which is in the same lane.
        self._office.bridge.run(Lane.READ, lambda context: None, Handlers(done=lambda _none: self._show_place()))

    def _close_revisions(self) -> None:
        if self._revisions is not None:
            found, self._revisions = self._revisions, None
            if self._large is not None:
                self._large.close()
            self._page.detail.difference.signed.clear()
            self._page.detail.difference.current.clear()
            self._close(found)

    def _close(self, revisions: Revisions) -> None:
        # Behind whatever still draws from them, in the one lane where PDFium is used.
        self._office.bridge.run(Lane.READ, lambda context: revisions.close(), Handlers())

    # What the person asks.

    def _asked(self, asked: VerifyAsked) -> None:
        acts: dict[str, Callable[[], None]] = {
            "stop": self._stop,
            "copy": self._copy,
            "save": self._ask_where,
            "remove": self._remove,
            "compare": self._show_large,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "tab": lambda: self._choose_tab(asked.code),
        }
        act = acts.get(asked.what)
        if act is not None:
            act()

    def _choose_tab(self, code: str) -> None:
        self._tab = int(code)
        self.refresh()

    def _copy(self) -> None:
        one = self._files.get(self._chosen)
        if one is not None:
            sentence, action = sentence_of(one.file)
            QApplication.clipboard().setText(f"{one.file.name}: {sentence} {action}")
            self._office.say(say("verify_copied", name=one.file.name))

    def _remove(self) -> None:
        one = self._files.get(self._chosen)
        if one is None:
            return
        files = ordered(tuple(self._files.values()), self._order)
        place = files.index(one)
        del self._files[one.code]
        left = [other for other in files if other is not one]
        self._compared = ""
        self._close_revisions()
        self._chosen, self._tab = "", 0
        if left:
            self._turn_to(left[min(place, len(left) - 1)].code)
        elif not self._busy:
            self._done = self._total = 0
        self.refresh()

    def _ask_where(self) -> None:
        one = self._files.get(self._chosen)
        if one is None:
            return
        dialog = QFileDialog(self._page, say("verify_save_title"), str(one.file.path.parent), say("verify_report_kind"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(say("verify_report_name", name=Path(one.file.name).stem))
        dialog.fileSelected.connect(lambda chosen: self._save(one, Path(chosen)))
        dialog.open()

    def _save(self, one: Listed, path: Path) -> None:
        person = self._persons[one.code]
        self._office.bridge.run(
            Lane.WRITE,
            lambda context: write_report(one.file, path, person=person, language=LANGUAGE),
            Handlers(done=lambda _path: self._office.say(say("verify_saved", name=path.name)), failed=self._refused),
        )
