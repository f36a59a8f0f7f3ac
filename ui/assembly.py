"""Builds the pages and their presenters, and ties them to the frame. Loaded after the first paint, with the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.batch import SigningBatch
from app.council import AMSTERDAM
from app.desk import Desk
from app.jobs import Lane
from app.moves import LetterState
from app.ports import Context
from app.usecases.move_clock import move_clock, next_moment
from app.usecases.show_map import list_maps
from ui.bridge import Handlers
from ui.council.points_of import outcome_missing
from ui.council.presenter import CouncilPresenter
from ui.council.view import CouncilPage
from ui.dialogs.confirm import ConfirmDialog, ConfirmModel
from ui.door import VaultDoor
from ui.findings.checks import Checks
from ui.frame.locked import Lock
from ui.frame.model import PartOpened, RailModel, StatusModel, StatusPart
from ui.frame.places import Place
from ui.maps.model import MapsAsked
from ui.maps.presenter import MapsPresenter
from ui.maps.view import MapsPage
from ui.office import Office
from ui.pageview.document import DocumentView
from ui.prepare.presenter import Left, PreparePresenter
from ui.prepare.view import PreparePage
from ui.remembering import Remembering
from ui.review.presenter import ReviewPresenter
from ui.review.view import ReviewPage
from ui.shown import clock_time, short_day, state_of_item
from ui.sign.connecting import Connecting
from ui.sign.interrupted import Interrupted
from ui.sign.opened import OpenedLetters
from ui.sign.presenter import SignPresenter
from ui.sign.view import SignPage
from ui.start import Opened, locked_status
from ui.text import say
from ui.verify.presenter import VerifyPresenter
from ui.verify.view import VerifyPage
from ui.widgets.states import State

__all__ = ["Assembly", "Presenters", "Remembering", "Standing", "open_status"]


@dataclass(frozen=True)
class Standing:
    """Where a person is in a window, to go on from there in another.

    Attributes:
        place: the page that is shown.
        map: the map that is open, or empty.
        item: in it, or empty.
        files: that Controleren shows.
    """

    place: Place
    map: str
    item: str
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Presenters:
    """The presenters of the window, one a page."""

    maps: MapsPresenter
    prepare: PreparePresenter
    review: ReviewPresenter
    sign: SignPresenter
    council: CouncilPresenter
    verify: VerifyPresenter


class Assembly(QObject):
    """The pages of one window over one profile, built one after another.

    Signals:
        ready: every page is there.

    Args:
        opened: the window, from :func:`ui.start.open_window`.
        office: what the pages share.
        door: the vault's.
    """

    ready = Signal()

    def __init__(self, opened: Opened, office: Office, door: VaultDoor) -> None:
        super().__init__(opened.window)
        self._office = office
        self._door = door
        self._opened = opened
        self._building = self._build()
        QTimer.singleShot(0, self, self._step)

    def _step(self) -> None:
        """Build the next page; between two pages the window answers keys and paints."""
        for _ in self._building:
            QTimer.singleShot(0, self, self._step)
            return
        self._connect()
        self.ready.emit()

    def _build(self) -> Iterator[None]:
        window, theme, bridge, office = self._opened.window, self._opened.theme, self._opened.bridge, self._office
        maps = MapsPage(theme)
        yield
        prepare = PreparePage(theme, bridge)
        yield
        review = ReviewPage(theme, bridge)
        yield
        sign = SignPage(theme, bridge)
        yield
        council = CouncilPage(theme)
        yield
        verify = VerifyPage(theme, bridge)
        yield
        for page in (maps, prepare, review, sign, council, verify):
            window.add_page(page)
            yield
        checks = Checks(office)
        self._findings = 0
        self.presenters = Presenters(
            MapsPresenter(maps, office),
            PreparePresenter(prepare, office, checks),
            ReviewPresenter(review, office, checks),
            SignPresenter(sign, office, window),
            CouncilPresenter(council, office, window),
            VerifyPresenter(verify, office, self._door.folder),
        )
        shown = OpenedLetters(self, window, office)
        shown.watch(Place.REVIEW, review.context.document)
        shown.watch(Place.SIGN, sign.one.document)
        self.presenters.sign.opened_letters = shown.names
        self.connecting = Connecting(self, office)
        self._interrupted = Interrupted(self, office, window)
        maps.asked.connect(self._maps_asked)
        prepare.dropped.connect(lambda dropped: self._dropped_early(dropped.paths))

    def _dropped_early(self, paths: tuple[Path, ...]) -> None:
        """Files dropped on Voorbereiden before there is any map make one."""
        if self._office.open and not self._office.map:
            self.presenters.maps.add(paths)

    def _maps_asked(self, asked: MapsAsked) -> None:
        if asked.what == "keys":
            self._opened.window.show_keys()

    def _connect(self) -> None:
        window, office = self._opened.window, self._office
        for presenter in (
            self.presenters.maps,
            self.presenters.prepare,
            self.presenters.review,
            self.presenters.sign,
            self.presenters.council,
        ):
            presenter.go.connect(window.go)
        office.told.connect(window.show_toast)
        window.toast.undo.connect(office.undo)
        window.lock_asked.connect(self._lock)
        self.presenters.prepare.left.connect(self._findings_left)
        office.left.connect(self._left)
        window.status.opened.connect(self._part)
        office.changed.connect(lambda _changed: self._status())
        office.worked.connect(self._status)
        office.changed.connect(lambda _changed: self._count())
        office.map_opened.connect(lambda _opened: self._count())
        office.locked.connect(lambda: window.show_rail(RailModel()))
        self._clock = QTimer(self)
        self._clock.setInterval(20_000)
        self._clock.timeout.connect(self._status)
        self._clock.start()

    def enter(self, desk: Desk) -> None:
        """The vault is open: read everything and show Mappen."""
        self._office.take(desk)
        self._opened.window.show_unlocked(Place.MAPS)
        self._status()

    def standing(self) -> Standing:
        """Return where the person is."""
        place = self._opened.window.place or Place.MAPS
        shown = self.presenters.prepare if place is Place.PREPARE else self.presenters.review
        return Standing(place, self._office.map, shown.item, self.presenters.verify.paths)

    def resume(self, desk: Desk | None, standing: Standing) -> None:
        """Go on in this window from where the person was in another.

        Args:
            desk: the open one, or None while the vault is locked.
            standing: from the other window.
        """
        window = self._opened.window
        if desk is not None:
            if standing.map:
                self._office.begin_in(standing.map)
            self._office.take(desk)
            if standing.map:
                self._office.open_map(standing.map, standing.item)
            window.show_unlocked(standing.place)
            self._status()
        elif standing.place is Place.VERIFY:
            window.go(Place.VERIFY)
        if standing.files:
            self.presenters.verify.add(standing.files)

    def _lock(self) -> None:
        if self._office.open:
            window = self._opened.window
            window.show_locked(Lock.DEMONSTRATION if self._door.demonstration else Lock.LOCKED)
            window.show_status(locked_status())
            # Nobody opens the vault again before the work in hand is finished and the store is closed.
            window.panel.closing()
            self._office.lock()

    def _left(self) -> None:
        done = Handlers(done=lambda _none: self._opened.window.panel.busy(on=False))
        self._opened.bridge.run(Lane.WRITE, self._leave, done)

    def _leave(self, context: Context) -> None:
        self._door.leave()

    def let_go(self) -> None:
        """Close every document that is shown: the window closes."""
        for view in self._opened.window.findChildren(DocumentView):
            view.clear()

    def _part(self, opened: PartOpened) -> None:
        """In a demonstration a click on the clock moves it on to after the next meeting; one on the job shows it."""
        if opened.code == "job":
            council = self._office.working == say("status_releasing")
            self._opened.window.go(Place.COUNCIL if council else Place.SIGN)
        if opened.code == "clock" and self._office.open and self._office.desk.demonstration:
            self._office.run(lambda desk, context: next_moment(desk), done=self._ask_clock)

    def _ask_clock(self, moment: datetime | None) -> None:
        if moment is None:
            self._office.say(say("clock_no_meeting"))
            return
        day = f"{short_day(moment.astimezone(AMSTERDAM).date())} {moment.year}"
        text = say("clock_text", moment=say("day_and_time", day=day, time=clock_time(moment)))
        model = ConfirmModel(
            say("clock_title"), text, say("clock_act"), say("do_not"), icon="clock", grave=False, harmless=True
        )
        dialog = ConfirmDialog(self._opened.theme, model)
        dialog.confirmed.connect(lambda _confirmed: self._move_clock(moment))
        dialog.declined.connect(self._opened.window.close_card)
        self._opened.window.show_card(dialog, dialog.first)

    def _move_clock(self, moment: datetime) -> None:
        self._opened.window.close_card()
        self._office.run(lambda desk, context: move_clock(desk, moment), done=lambda _none: self._office.tell())

    def _count(self) -> None:
        """Count what waits, for the rail."""
        if self._office.open:
            name = self._office.map
            self._office.run(
                lambda desk, context: waiting_counts(list_maps(desk), name, desk.now()),
                done=lambda counts: self._opened.window.show_rail(RailModel({**counts, Place.PREPARE: self._findings})),
            )

    def _findings_left(self, left: Left) -> None:
        self._findings = left.count
        self._count()

    def _status(self) -> None:
        if self._office.open:
            self._opened.window.show_status(open_status(self._office.desk, working=self._office.working))


def waiting_counts(batches: tuple[SigningBatch, ...], name: str, now: datetime) -> dict[Place, int]:
    """Return what waits: items to decide and letters to sign in the open map, items without outcome in all maps.

    Args:
        batches: all maps.
        name: of the open map, or empty.
        now: the present moment.
    """
    items = [item for batch in batches if batch.name == name and batch.locked_at for item in batch.items]
    letters = [letter for item in items for letter in item.letters]
    return {
        Place.REVIEW: sum(state_of_item(item) is State.OPEN for item in items),
        Place.SIGN: sum(letter.state is LetterState.APPROVED for letter in letters),
        Place.COUNCIL: outcome_missing(batches, now),
    }


def open_status(desk: Desk, *, working: str = "") -> StatusModel:
    """Return the status line of an open vault; ``working`` says what is being done, or is empty."""
    now = desk.now()
    at, local = clock_time(now), now.astimezone(AMSTERDAM)
    offline = desk.services.offline or desk.demonstration
    connection = say("status_offline") if offline else say("status_timestamp")
    if desk.demonstration:
        moment = say("day_and_time", day=f"{short_day(local.date())} {local.year}", time=at)
        clock = StatusPart("clock", "info", say("status_demo", moment=moment), tone="warn")
    else:
        clock = StatusPart("clock", "", f"{short_day(local.date())}, {at}")
    return StatusModel(
        connection=StatusPart("connection", "wifi-off" if offline else "plug-zap", connection),
        job=StatusPart("job", "pen-line", working, tone="text", strong=True) if working else None,
        vault=StatusPart("vault", "lock-open", say("status_vault_open")),
        clock=clock,
    )
