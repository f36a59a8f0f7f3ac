"""Mappen: from the store's maps to what the page shows, and from what a person does to the use-cases."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.batch import SigningBatch
from app.council import AMSTERDAM, Meeting
from app.desk import Desk
from app.errors import Reason
from app.example import example_folder
from app.moves import SIGNED, LetterState
from app.names import shown_name
from app.ports import Context
from app.usecases.add_dossier import add_dossier
from app.usecases.order_dossier import order_items
from app.usecases.returned_items import Returned, returned_items
from app.usecases.show_map import list_maps
from ui.frame.places import Place
from ui.maps.model import Day, Deadline, MapCard, MapChosen, MapDetail, MapItem, MapOpened, MapsAsked, MapsModel
from ui.maps.view import MapsPage
from ui.office import Office
from ui.shown import (
    clock_time,
    council_dated,
    dated,
    meeting_of,
    month,
    returned_sentence,
    short_day,
    state_of_item,
    weekday,
)
from ui.text import number_word, say, sentence_case
from ui.widgets.dropzone import FilesAsked, FilesDropped
from ui.widgets.progress import Segment
from ui.widgets.setcard import StateLine
from ui.widgets.states import LOOKS, word


class MapsPresenter(QObject):
    """Feeds the page.

    Signals:
        go: carries the :class:`Place` the person goes on to.
    """

    go = Signal(object)

    def __init__(self, page: MapsPage, office: Office) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._batches: tuple[SigningBatch, ...] = ()
        self._returned: tuple[Returned, ...] = ()
        self._chosen = ""
        self._notice = ""
        page.chosen.connect(self._choose)
        page.opened.connect(self._open)
        page.asked.connect(self._asked)
        page.dropped.connect(lambda dropped: self.add(dropped.paths))
        page.files_asked.connect(self._ask_files)
        office.changed.connect(lambda _changed: self.refresh())
        office.locked.connect(self._forget)

    def refresh(self) -> None:
        """Read the maps anew."""
        self._office.run(_read, done=self._read)

    def add(self, paths: tuple[Path, ...]) -> None:
        """Make a map of what was dropped and go on to Voorbereiden."""
        if not paths:
            return
        self._notice = ""
        self._page.show_model(MapsModel(subtitle=say("prepare_adding"), loading=True))
        self._office.run(lambda desk, context: _add(desk, paths), done=self._added, failed=self._refused)

    def _added(self, name: str) -> None:
        self._chosen = name
        self._office.open_map(name)
        self._office.tell(name)
        self.go.emit(Place.PREPARE)

    def _refused(self, reason: Reason) -> None:
        self._notice = self._office.sentence(reason)
        self.refresh()

    def _read(self, read: tuple[tuple[SigningBatch, ...], tuple[Returned, ...]]) -> None:
        batches, self._returned = read
        self._show(batches)

    def _show(self, batches: tuple[SigningBatch, ...]) -> None:
        self._batches = batches
        if self._chosen not in {batch.name for batch in batches}:
            self._chosen = self._office.map or (batches[0].name if batches else "")
        if not self._office.map and self._chosen:
            self._office.open_map(self._chosen)
        now = self._office.desk.now() if self._office.open else datetime.now(AMSTERDAM)
        self._page.show_model(
            maps_model(batches, now=now, chosen=self._chosen, returned=self._returned, notice=self._notice)
        )

    def _choose(self, chosen: MapChosen) -> None:
        self._chosen = chosen.code
        self._office.open_map(chosen.code)
        self._show(self._batches)

    def _open(self, opened: MapOpened) -> None:
        batch = next((one for one in self._batches if one.name == opened.code), None)
        if batch is not None:
            self._office.open_map(batch.name, opened.item)
            self.go.emit(_next_place(batch))

    def _asked(self, asked: MapsAsked) -> None:
        if asked.what == "example":
            self._office.run(lambda desk, context: _add_example(desk), done=self._added, failed=self._refused)
        elif asked.what == "verify":
            self.go.emit(Place.VERIFY)
        elif asked.what == "new":
            self._ask_files(FilesAsked(folder=True))
        elif asked.what in ("up", "down"):
            self._order(asked.code, -1 if asked.what == "up" else 1)

    def _order(self, name: str, by: int) -> None:
        """Put an item of an open map a place further up or down."""
        batch = next((one for one in self._batches if one.name == name.rpartition("/")[0]), None)
        if batch is None or batch.locked_at:
            return
        items = [item.item for item in batch.items]
        place = items.index(name.rpartition("/")[2])
        if 0 <= place + by < len(items):
            items.insert(place + by, items.pop(place))
            self._office.run(
                lambda desk, context: order_items(desk, batch.name, items),
                done=lambda _none: self._office.tell(batch.name),
                failed=self._refused,
            )

    def _ask_files(self, asked: FilesAsked) -> None:
        dialog = QFileDialog(self._page, say("maps_choose"))
        if asked.folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda chosen: self._page.dropped.emit(FilesDropped(tuple(Path(one) for one in chosen)))
        )
        dialog.open()

    def _forget(self) -> None:
        self._batches, self._returned, self._chosen, self._notice = (), (), "", ""
        self._page.show_model(MapsModel(loading=True))


def _read(desk: Desk, context: Context) -> tuple[tuple[SigningBatch, ...], tuple[Returned, ...]]:
    return list_maps(desk), returned_items(desk)


def _add(desk: Desk, paths: tuple[Path, ...]) -> str:
    batches = list_maps(desk)
    empty = {batch.name for batch in batches if not batch.items}
    taken = {batch.name for batch in batches} - empty
    base = shown_name(paths[0].name if paths[0].is_dir() else paths[0].parent.name)[:70]
    name, number = base, 2
    while name in taken:
        name, number = f"{base} {number}", number + 1
    # The map and what is in it come together: a dossier that is refused leaves no map behind.
    add_dossier(desk, name, list(paths), begin=name not in empty, to_correct=True)
    return name


def _add_example(desk: Desk) -> str:
    with example_folder() as folder:
        return _add(desk, (folder,))


def _next_place(batch: SigningBatch) -> Place:
    states = {letter.state for letter in batch.letters}
    if not batch.locked_at:
        return Place.PREPARE
    if LetterState.READY in states or LetterState.DISCUSS in states:
        return Place.REVIEW
    # What was sent back is mended before anything is signed: after a signature the map cannot be opened any more.
    if LetterState.RETURNED in states and not states & SIGNED:
        return Place.PREPARE
    if LetterState.APPROVED in states:
        return Place.SIGN
    return Place.COUNCIL


_ACTIONS = {
    Place.PREPARE: "maps_prepare",
    Place.REVIEW: "maps_review",
    Place.SIGN: "maps_sign",
    Place.COUNCIL: "maps_council",
}


def maps_model(
    batches: tuple[SigningBatch, ...],
    *,
    now: datetime,
    chosen: str,
    returned: tuple[Returned, ...] = (),
    notice: str = "",
) -> MapsModel:
    """Return what the page shows of the maps.

    Args:
        batches: all maps.
        now: the present moment.
        chosen: name of the chosen map.
        returned: what was sent back to the office.
        notice: an error in place, or empty.
    """
    by_day: dict[Meeting | None, list[SigningBatch]] = {}
    for batch in batches:
        by_day.setdefault(_meeting(batch), []).append(batch)
    ordered = sorted(by_day, key=lambda meeting: (meeting is None, meeting.day if meeting else now.date()))
    days = tuple(_day(meeting, by_day[meeting], now) for meeting in ordered)
    waiting = sum(_asks(batch, now) for batch in batches)
    attention = say("maps_attention", count=waiting, number=sentence_case(number_word(waiting)))
    detail = next((_detail(batch, returned) for batch in batches if batch.name == chosen), None)
    return MapsModel(
        days=days,
        chosen=chosen,
        detail=detail,
        subtitle=(attention if waiting else say("maps_calm")) if batches else "",
        notice=notice,
    )


def _asks(batch: SigningBatch, now: datetime) -> bool:
    """Whether a map asks for something a person can do today."""
    states = {letter.state for letter in batch.letters}
    if _next_place(batch) is not Place.COUNCIL or states & {LetterState.RELEASED, LetterState.RETURNED}:
        return True
    held = states & {LetterState.SEALED, LetterState.BLOCKED}
    meeting = _meeting(batch)
    return bool(held) and (meeting is None or now >= meeting.begins())


def _meeting(batch: SigningBatch) -> Meeting | None:
    meetings = [meeting for item in batch.items if (meeting := meeting_of(item)) is not None]
    return min(meetings, default=None)


def _day(meeting: Meeting | None, batches: list[SigningBatch], now: datetime) -> Day:
    cards = tuple(_card(batch, meeting, now) for batch in batches)
    if meeting is None:
        return Day("", "", "", say("no_meeting"), cards)
    today = now.astimezone(AMSTERDAM).date()
    near = {today: say("today"), today + timedelta(days=1): say("tomorrow")}.get(meeting.day)
    near = near or (say("maps_past") if meeting.day < today else "")
    kind = f"{meeting.kind}, {near}" if near else meeting.kind
    which = month(meeting.day) if meeting.day.year == today.year else f"{month(meeting.day)} {meeting.day.year}"
    return Day(weekday(meeting.day), str(meeting.day.day), which, kind, cards)


def _card(batch: SigningBatch, meeting: Meeting | None, now: datetime) -> MapCard:
    states = Counter(state_of_item(item) for item in batch.items)
    deadline = _deadline(batch, meeting, now)
    counts = tuple(StateLine(state, f"{count} {word(state).lower()}") for state, count in states.items())
    items = say("maps_items", count=len(batch.items))
    return MapCard(
        code=batch.name,
        name=batch.name,
        items=len(batch.items),
        deadline=deadline,
        segments=tuple(Segment(count, LOOKS[state].colour) for state, count in states.items()),
        counts=counts,
        read=say(
            "maps_card",
            name=batch.name,
            meeting=council_dated(meeting) if meeting else say("no_meeting"),
            items=items,
            states=", ".join(line.text for line in counts),
            deadline=deadline.text,
        ),
    )


def _deadline(batch: SigningBatch, meeting: Meeting | None, now: datetime) -> Deadline:
    states = {letter.state for letter in batch.letters}
    past = meeting is not None and now >= meeting.begins()
    if not batch.locked_at:
        return Deadline(
            "lock-open", say("maps_not_locked_past" if past else "maps_not_locked"), "warn" if past else "text2"
        )
    if LetterState.RETURNED in states:
        return Deadline("undo-2", say("maps_returned"), "warn")
    if states <= {LetterState.DISPATCHED, LetterState.VOIDED}:
        return Deadline("check", say("maps_done"), "text2")
    if LetterState.RELEASED in states:
        return Deadline("package-check", say("maps_ready"), "ok")
    held = states & {LetterState.SEALED, LetterState.BLOCKED}
    if past and held and any(item.outcome is None for item in batch.items):
        return Deadline("alarm-clock", say("maps_outcome_missing"), "bad")
    if held:
        return Deadline("landmark", say("maps_waits"), "seal")
    if meeting is None:
        return Deadline("clock", say("state_open"), "text2")
    if past:
        return Deadline("alarm-clock", say("maps_not_signed_past"), "warn")
    begins = meeting.begins()
    return Deadline(
        "alarm-clock",
        say("maps_deadline", day=f"{short_day(meeting.day)} {meeting.day.year}", time=clock_time(begins)),
        "text2",
    )


def _detail(batch: SigningBatch, returned: tuple[Returned, ...]) -> MapDetail:
    meeting = _meeting(batch)
    place = _next_place(batch)
    return MapDetail(
        code=batch.name,
        meeting=council_dated(meeting) if meeting else say("no_meeting"),
        name=batch.name,
        locked=say("maps_locked_at", at=dated(batch.locked_at)) if batch.locked_at else "",
        items=tuple(
            MapItem(item.name, number, item.title, state_of_item(item))
            for number, item in enumerate(batch.items, start=1)
        ),
        main_action=say(_ACTIONS[place]),
        returned=_returned(batch, returned),
        may_order=not batch.locked_at and len(batch.items) > 1,
    )


def _returned(batch: SigningBatch, returned: tuple[Returned, ...]) -> tuple[str, ...]:
    """Return what was sent back and is not mended yet, each with its item."""
    found = []
    for number, item in enumerate(batch.items, start=1):
        last = next((one for one in reversed(returned) if one.item == item.name), None)
        if last is not None and (not last.taken_up or not batch.locked_at):
            found.append(say("maps_returned_item", number=number, title=item.title, told=returned_sentence(last)))
    return tuple(found)
