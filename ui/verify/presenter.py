"""Controleren: from dropped files to verdicts. Works while the vault is locked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.errors import Reason
from ui.office import Office
from ui.text import say
from ui.text_verify import figures
from ui.verify.checking import Checking
from ui.verify.comparing import Comparing
from ui.verify.consent import Consent, say_hosts
from ui.verify.issuers import Issuers
from ui.verify.model import FilterChosen, OrderChosen, VerdictModel, VerifiedChosen, VerifyAsked, VerifyModel
from ui.verify.records import Records
from ui.verify.shown import Listed, counts, lists_line, ordered, passing, rows_of, verdict_model
from ui.verify.view import VerifyPage
from ui.widgets.dropzone import FilesAsked, FilesDropped
from ui.widgets.search import SearchTyped
from ui.widgets.states import State


def _machine() -> datetime:
    return datetime.now(UTC)


class VerifyPresenter(QObject):
    """Feeds the page.

    Args:
        page: it feeds.
        office: whose lanes it uses; the vault may be locked.
        folder: of the profile.
        clock: gives the machine's moment; by default that of the machine.
    """

    def __init__(
        self, page: VerifyPage, office: Office, folder: Path, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._files: dict[str, Listed] = {}
        self._fresh: dict[str, Listed] = {}
        self._online: set[str] = set()
        self._order, self._search, self._chosen, self._notice = "worst", "", "", ""
        self._only: State | None = None
        self._by_hand = self._shown = False
        self._tab = 0
        self._consent = Consent()
        self._checking = Checking(office.bridge, folder, clock=clock or _machine, moment=self._moment, owner=self)
        self._comparing = Comparing(page, office.bridge)
        self._records = Records(page, office)
        self._issuers = Issuers(page, office, folder)
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.chosen.connect(self._choose)
        page.order_chosen.connect(self._choose_order)
        page.filter_chosen.connect(self._choose_filter)
        page.searched.connect(self._typed)
        page.asked.connect(self._asked)
        page.dropped.connect(lambda dropped: self.add(dropped.paths))
        page.files_asked.connect(self._ask_files)
        self._checking.came.connect(self._came)
        self._checking.moved.connect(self.refresh)
        self._checking.ended.connect(self._ended)
        self._checking.found_none.connect(lambda: self._tell(say("verify_none")))
        self._comparing.changed.connect(self.refresh)
        self._issuers.changed.connect(self._judge_again)
        for part in (self._checking, self._comparing, self._records, self._issuers):
            part.refused.connect(self._refused)

    def _moment(self) -> datetime | None:
        return self._office.desk.now() if self._office.open else None

    # Verifying.

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files in the list, in the order they came."""
        return tuple(one.file.path for one in self._files.values())

    def add(self, paths: tuple[Path, ...]) -> None:
        """Verify files, and each PDF in folders."""
        if paths:
            self._notice, self._by_hand = "", False
            self._checking.add(paths)

    def _judge_again(self) -> None:
        """Other issuers are trusted now: every verdict is to be found anew."""
        self._notice = ""
        if self._files:
            self._by_hand = True
            self._checking.add(self.paths)

    def _came(self, came: tuple[Listed, ...]) -> None:
        for one in came:
            self._files[one.code] = self._fresh[one.code] = one
        if not self._by_hand and self._chosen not in self._files:
            self._turn_to(came[0].code)
        self.refresh()

    def _ended(self) -> None:
        """Everything is verified, or the person stopped: show the worst of it, and ask what only a service knows."""
        fresh, self._fresh = self._fresh, {}
        worst = ordered(tuple(one for one in fresh.values() if one.code in self._files), "worst")
        if not self._by_hand and worst:
            self._turn_to(worst[0].code)
        asked = tuple(one for one in fresh.values() if one.code in self._online)
        left = tuple(one for one in asked if one.hosts)
        self._online -= set(fresh)
        if left:
            self._notice = say("verify_no_answer", hosts=say_hosts(left))
        self._consent.look(one for one in self._files.values() if one not in left)
        self.refresh()

    def _stop(self) -> None:
        """Begin no other file."""
        if self._checking.busy:
            self._checking.ended.connect(self._stopped, Qt.ConnectionType.SingleShotConnection)
            self._total = self._checking.total
            self._checking.stop()

    def _stopped(self) -> None:
        self._tell(say("verify_stopped", done=figures(self._checking.done), total=figures(self._total)))

    def _refused(self, reason: Reason) -> None:
        self._tell(self._office.sentence(reason))

    def _tell(self, sentence: str) -> None:
        self._notice = sentence
        self.refresh()

    # What is shown.

    def refresh(self) -> None:
        """Show the list and the chosen verdict."""
        files = self._visible()
        if not any(one.code == self._chosen for one in files):
            self._turn_to(files[0].code if files else "")
        first = bool(self._files) and not self._shown
        self._shown = bool(self._files)
        chosen = self._files.get(self._chosen)
        self._comparing.show(chosen, self._tab)
        lists = lists_line(self._files.values())
        self._page.show_model(
            VerifyModel(
                subtitle=f"{say('verify_without_vault')}. {lists}." if lists else "",
                files=rows_of(files),
                chosen=self._chosen,
                order=self._order,
                verdict=self._verdict(chosen),
                done=self._checking.done,
                total=self._checking.total,
                network=self._consent.question,
                notice=self._notice,
                listed=len(self._files),
                counts=counts(self._files.values()),
                only=self._only,
            )
        )
        if first and self._page.isVisible():
            # What had the focus, the button that chooses files, is gone.
            self._page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _verdict(self, chosen: Listed | None) -> VerdictModel | None:
        if chosen is None:
            return None
        return verdict_model(chosen, tab=self._tab, difference=self._comparing.model)

    def _visible(self) -> tuple[Listed, ...]:
        passed = passing(self._files.values(), only=self._only, search=self._search)
        return ordered(passed, self._order)

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

    def _choose_filter(self, chosen: FilterChosen) -> None:
        self._only = chosen.only
        self.refresh()

    def _typed(self, typed: SearchTyped) -> None:
        self._search = typed.text
        self.refresh()

    def _ask_files(self, asked: FilesAsked) -> None:
        dialog = QFileDialog(self._page, say("verify_choose_title"))
        mode = QFileDialog.FileMode.Directory if asked.folder else QFileDialog.FileMode.ExistingFiles
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(
            lambda chosen: self._page.dropped.emit(FilesDropped(tuple(Path(one) for one in chosen)))
        )
        dialog.open()

    # What the person asks.

    def _asked(self, asked: VerifyAsked) -> None:
        one = self._files.get(self._chosen)
        acts: dict[str, Callable[[], None]] = {
            "stop": self._stop,
            "compare": self._comparing.show_large,
            "next": lambda: self._comparing.step(1),
            "previous": lambda: self._comparing.step(-1),
            "tab": lambda: self._choose_tab(asked.code),
            "issuers": lambda: self._issuers.ask(lists=False),
            "lists": lambda: self._issuers.ask(lists=True),
            "network": lambda: self._answer(yes=True),
            "no_network": lambda: self._answer(yes=False),
            "save_all": lambda: self._records.ask_where(self._visible()),
        }
        of_file: dict[str, Callable[[Listed], None]] = {
            "copy": lambda one: self._records.copy(one, self._tab),
            "save": lambda one: self._records.ask_where((one,)),
            "print": self._records.print,
            "remove": self._remove,
            "online": self._ask_again,
        }
        if asked.what in acts:
            acts[asked.what]()
        elif asked.what in of_file and one is not None:
            of_file[asked.what](one)

    def _choose_tab(self, code: str) -> None:
        self._tab = int(code)
        self.refresh()

    def _ask_again(self, one: Listed) -> None:
        self._consent.ask_again(one)
        self.refresh()

    def _answer(self, *, yes: bool) -> None:
        """The person says whether services may be asked, this once."""
        about = self._consent.answer()
        if yes and about:
            self._by_hand = True
            self._online |= {one.code for one in about}
            self._checking.add(tuple(one.file.path for one in about), online=True)
        self.refresh()

    def _remove(self, one: Listed) -> None:
        files = self._visible()
        place = files.index(one)
        del self._files[one.code]
        left = [other for other in files if other is not one]
        self._turn_to(left[min(place, len(left) - 1)].code if left else "")
        self._consent.look(self._files.values())
        self.refresh()
