"""Ministerraad: the held letters by meeting, the outcome with its evidence, release or void."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.batch import Item, SigningBatch
from app.council import AMSTERDAM, Meeting, parse_meeting
from app.desk import Desk
from app.errors import Reason
from app.events import WrittenOut
from app.jobs import Lane, OpenQuestion
from app.moves import LetterState
from app.paths import sending_folder
from app.ports import Context, LevelQuestion
from app.usecases.dispatch_item import dispatch_item
from app.usecases.record_outcome import record_outcome
from app.usecases.release_item import release_item
from app.usecases.released_folder import released_folders
from app.usecases.show_map import list_maps
from app.usecases.strengthen_letters import Strengthened, confirmed_time, strengthen_waiting
from app.usecases.void_letter import void_letter
from ui.bridge import Handlers
from ui.council.again import HELD, SignAgain
from ui.council.model import CouncilAsked, CouncilModel, DraftChanged, MeetingChosen, OutcomeDraft, PointOpened
from ui.council.points_of import OUTCOMES, council_model, waiting_items
from ui.council.view import CouncilPage
from ui.dialogs.confirm import ConfirmDialog, ConfirmModel
from ui.frame.main_window import MainWindow
from ui.frame.places import Place
from ui.office import Office
from ui.shown import month
from ui.text import say

# How the moment of an outcome may be typed besides in words, as it is suggested.
_WHEN = ("%d-%m-%Y %H.%M", "%d-%m-%Y %H:%M", "%d-%m-%Y, %H.%M", "%d-%m-%Y, %H:%M")
_IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4}),? (\d{1,2})[.:](\d{2})(?: uur)?", re.IGNORECASE)
Read = tuple[tuple[SigningBatch, ...], dict[str, WrittenOut], dict[str, str]]


class CouncilPresenter(QObject):
    """Feeds the page.

    Signals:
        go: carries the :class:`Place` the person goes on to.
    """

    go = Signal(object)

    def __init__(self, page: CouncilPage, office: Office, window: MainWindow) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._window = window
        self._waiting: dict[Meeting, list[Item]] = {}
        self._folders: dict[str, WrittenOut] = {}
        self._unproven: dict[str, str] = {}
        self._tried: dict[str, Strengthened] = {}
        self._again = SignAgain(self, office, window, self._refused)
        self._meeting = ""
        self._item = ""
        self._draft = OutcomeDraft()
        self._correcting = False
        self._notice = ""
        # How the point stood when it was refused: a notice goes with what it was about.
        self._noticed: object = None
        page.meeting_chosen.connect(self._choose_meeting)
        page.point_opened.connect(self._open_point)
        page.draft_changed.connect(self._change_draft)
        page.asked.connect(self._asked)
        office.changed.connect(lambda _changed: self.refresh())
        office.locked.connect(self._forget)

    def refresh(self) -> None:
        """Read all maps anew."""
        if self._office.open:
            tried = dict(self._tried)
            self._office.run(lambda desk, context: _read(desk, tried), done=self._show)

    def _show(self, read: Read) -> None:
        self._waiting, self._folders, self._unproven = waiting_items(read[0]), read[1], read[2]
        item = self._current()
        stands = (item.name, item.outcome, tuple(one.state for one in item.letters)) if item is not None else None
        if self._noticed is None:
            self._noticed = stands
        elif self._noticed != stands:
            self._notice = ""
        self._render()

    def _render(self) -> None:
        meeting = self._chosen()
        if meeting is not None:
            self._meeting = str(meeting)
            if self._item not in {item.name for item in self._waiting[meeting]}:
                self._item = self._waiting[meeting][0].name
                self._draft = OutcomeDraft()
        self._page.show_model(
            council_model(
                self._waiting,
                self._folders,
                meeting=meeting,
                opened=self._item,
                draft=self._draft,
                correcting=self._correcting,
                now=self._office.desk.now(),
                notice=self._notice,
                unproven={name: self._office.sentence(Reason(code)) for name, code in self._unproven.items()},
                demonstration=self._office.desk.demonstration,
            )
        )

    def _chosen(self) -> Meeting | None:
        named = next((one for one in self._waiting if str(one) == self._meeting), None)
        return named or next(iter(self._waiting), None)

    def _current(self) -> Item | None:
        return next((item for items in self._waiting.values() for item in items if item.name == self._item), None)

    def _choose_meeting(self, chosen: MeetingChosen) -> None:
        self._meeting, self._item, self._notice, self._correcting = chosen.code, "", "", False
        self._render()

    def _open_point(self, opened: PointOpened) -> None:
        self._item, self._notice, self._correcting = opened.code, "", False
        self._draft = OutcomeDraft()
        self._render()

    def _change_draft(self, changed: DraftChanged) -> None:
        chosen_anew = changed.draft.outcome != self._draft.outcome
        self._draft = changed.draft
        # What was refused is being put right: the notice was about what stood there before.
        self._notice = ""
        self._page.drop_notice()
        if chosen_anew:
            self._render()

    def _asked(self, asked: CouncilAsked) -> None:
        item = self._current()
        if item is None:
            return
        if asked.what in {"release", "record"}:
            self._record(item, release=asked.what == "release")
        elif asked.what == "void":
            self._ask_void(item)
        elif asked.what in {"correct", "keep"}:
            self._correcting, self._draft, self._notice = asked.what == "correct", OutcomeDraft(), ""
            self._render()
        elif asked.what == "strengthen":
            self._strengthen(item)
        elif asked.what == "again":
            self._again.begin(item)
        elif asked.what == "sign":
            self._office.open_map(item.map, item.name)
            self.go.emit(Place.SIGN)
        elif asked.what == "sent":
            self._ask_sent(item)
        else:
            self._with_folder(asked.what, item)

    def _with_folder(self, what: str, item: Item) -> None:
        written = self._folders.get(item.name)
        if written is None:
            return
        if what == "folder":
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(written.folder).absolute()))):
                self._notice = say("council_no_opener", button=say("council_copy"))
                self._render()
        elif what == "copy":
            QGuiApplication.clipboard().setText(str(Path(written.folder).absolute()))
            self._office.say(say("council_path_copied"))

    def _record(self, item: Item, *, release: bool) -> None:
        if item.outcome is not None and not self._correcting:
            self._release(item)
            return
        missing = _missing(self._draft)
        if missing or not self._draft.outcome:
            self._draft = replace(self._draft, missing=missing)
            self._render()
            return
        draft, meeting = self._draft, item.condition
        agreed = draft.outcome == "agreed"
        self._notice = ""
        self._office.run(
            lambda desk, context: _record(desk, item.name, meeting, draft),
            done=lambda _none: self._recorded(item, release=release and agreed),
            failed=self._refused,
        )

    def _recorded(self, item: Item, *, release: bool) -> None:
        self._correcting = False
        if release:
            self._release(item)
            return
        self._office.say(say("council_recorded_only"))
        self._office.tell(item.map)

    def _release(self, item: Item) -> None:
        job = self._office.run(
            lambda desk, context: _release(desk, item.name, context),
            done=lambda _folder: self._done(item, say("council_released")),
            failed=self._refused,
            handlers=Handlers(asked=self._ask_level),
        )
        self._office.say_working(job, say("status_releasing"))

    def _ask_level(self, asked: OpenQuestion) -> None:
        question = asked.question
        if not isinstance(question, LevelQuestion):
            asked.answer(None)
            return
        model = ConfirmModel(
            say("council_level_title"),
            say("council_level_text", reached=question.reached, wanted=question.wanted),
            say("council_level_act", reached=question.reached),
            say("council_level_wait"),
            grave=False,
        )
        dialog = ConfirmDialog(self._window.theme, model)
        dialog.confirmed.connect(lambda _confirmed: self._settle(asked, yes=True))
        dialog.declined.connect(lambda: self._settle(asked, yes=False))
        self._window.show_card(dialog, dialog.first)

    def _settle(self, asked: OpenQuestion, *, yes: bool) -> None:
        self._window.close_card()
        asked.answer(yes)

    def _strengthen(self, item: Item) -> None:
        job = self._office.run(
            lambda desk, context: strengthen_waiting(desk, context=context),
            done=lambda came: self._strengthened(item, came),
            failed=self._refused,
            lane=Lane.CONNECT,
        )
        self._office.say_working(job, say("council_trying"))

    def _strengthened(self, item: Item, came: tuple[Strengthened, ...]) -> None:
        self._tried = {one.letter: one for one in came}
        self._notice = ""
        if came and all(one.time_stamp for one in came):
            self._office.say(say("council_tried"))
        self._office.tell(item.map)

    def _ask_void(self, item: Item) -> None:
        held = [one for one in item.letters if one.state in {LetterState.BLOCKED, LetterState.SEALED}]
        if not held:
            return
        model = ConfirmModel(
            say("void_title"), say("void_text", count=len(held)), say("void_act"), say("do_not"), say("void_reason")
        )
        dialog = ConfirmDialog(self._window.theme, model)
        dialog.confirmed.connect(lambda confirmed: self._void(item, confirmed.reason))
        dialog.declined.connect(self._window.close_card)
        self._window.show_card(dialog, dialog.first)

    def _void(self, item: Item, why: str) -> None:
        self._window.close_card()
        self._office.run(
            lambda desk, context: _void(desk, item, why),
            done=lambda _none: self._done(item, say("council_voided")),
            failed=self._refused,
        )

    def _ask_sent(self, item: Item) -> None:
        model = ConfirmModel(
            say("council_sent_title"),
            say("council_sent_text"),
            say("council_sent_act"),
            say("do_not"),
            say("council_sent_reason"),
            icon="send",
            grave=False,
            harmless=True,
        )
        dialog = ConfirmDialog(self._window.theme, model)
        dialog.confirmed.connect(lambda confirmed: self._sent(item, confirmed.reason))
        dialog.declined.connect(self._window.close_card)
        self._window.show_card(dialog, dialog.first)

    def _sent(self, item: Item, evidence: str) -> None:
        self._window.close_card()
        self._office.run(
            lambda desk, context: dispatch_item(desk, item.name, evidence=evidence),
            done=lambda _none: self._done(item, say("council_dispatched")),
            failed=self._refused,
        )

    def _done(self, item: Item, words: str) -> None:
        self._notice = ""
        self._office.say(words)
        self._office.tell(item.map)

    def _refused(self, reason: Reason) -> None:
        self._notice, self._noticed = self._office.sentence(reason), None
        self._office.tell(self._office.map)

    def _forget(self) -> None:
        self._waiting, self._folders, self._meeting, self._item, self._notice = {}, {}, "", "", ""
        self._page.show_model(CouncilModel())


def _read(desk: Desk, tried: dict[str, Strengthened]) -> Read:
    batches = list_maps(desk)
    letters = [letter for batch in batches for item in batch.items for letter in item.letters]
    times = {
        letter.name: confirmed_time(desk, letter, last=tried.get(letter.name)).why_not
        for letter in letters
        if letter.state in HELD
    }
    unproven = {name: why for name, why in times.items() if why}
    return batches, released_folders(desk, tuple(batch.name for batch in batches)), unproven


def _missing(draft: OutcomeDraft) -> str:
    if not draft.who:
        return "who"
    if _moment(draft.when) is None:
        return "when"
    return "" if draft.evidence else "evidence"


def _moment(text: str) -> datetime | None:
    """Return the moment that was typed, in words or in figures; None where it is not one."""
    figures = text.strip()
    found = _IN_WORDS.fullmatch(figures)
    if found is not None:
        day, named, year, hour, minute = found.groups()
        months = {month(date(2024, number, 1)): number for number in range(1, 13)}
        figures = f"{day}-{months.get(named.lower(), 0)}-{year} {hour}.{minute}"
    for form in _WHEN:
        try:
            return datetime.strptime(figures, form).replace(tzinfo=AMSTERDAM)
        except ValueError:
            continue
    return None


def _record(desk: Desk, item_name: str, meeting: str, draft: OutcomeDraft) -> None:
    at = _moment(draft.when)
    record_outcome(
        desk,
        item_name,
        meeting=str(parse_meeting(meeting)),
        outcome=OUTCOMES[draft.outcome].value,
        by=draft.who,
        evidence=draft.evidence,
        at=at or desk.now(),
    )


def _release(desk: Desk, item_name: str, context: Context) -> Path:
    return release_item(desk, item_name, target=sending_folder(desk.paths), context=context).folder


def _void(desk: Desk, item: Item, why: str) -> None:
    for letter in item.letters:
        # The dialog is the confirmation: a letter that is still sealed takes both steps here.
        if letter.state is LetterState.SEALED:
            void_letter(desk, letter.name, why=why)
        if letter.state in {LetterState.SEALED, LetterState.BLOCKED}:
            void_letter(desk, letter.name, why=why)
