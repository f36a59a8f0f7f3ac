"""What the pages share: the open desk, the lanes, and the news that something changed.

A page's presenter starts work here; the work runs in a lane with the desk, its result comes home on the window's
thread. The office knows no page and no document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from app.errors import Reason
from app.jobs import Lane
from app.pages import PageSource
from app.ports import Context
from ui.bridge import Bridge, Handlers
from ui.widgets.toast import ToastModel, UndoAsked

if TYPE_CHECKING:
    from app.desk import Desk

Result = TypeVar("Result")


@dataclass(frozen=True)
class Changed:
    """Something in the store changed; ``about`` is the map it happened to, or empty for all."""

    about: str = ""


@dataclass(frozen=True)
class MapOpened:
    """The person works in this map now; ``item`` is where in it, or empty for wherever they were."""

    name: str
    item: str = ""


class Office(QObject):
    """The open profile, as the presenters see it.

    Signals:
        changed: carries :class:`Changed`; every presenter reads its model anew.
        map_opened: carries :class:`MapOpened`.
        told: a sentence for a toast; carries :class:`ui.widgets.toast.ToastModel`.
        locked: the vault was closed; presenters forget what they show.
        left: after that, when the last work at the desk has ended and nothing uses it any more.
        worked: what :attr:`working` says changed.
    """

    changed = Signal(object)
    map_opened = Signal(object)
    told = Signal(object)
    locked = Signal()
    left = Signal()
    worked = Signal()

    def __init__(self, bridge: Bridge, *, sentence: Callable[[Reason], str]) -> None:
        super().__init__()
        self.bridge = bridge
        self.sentence = sentence
        self._desk: Desk | None = None
        self._map = ""
        self._undo: tuple[str, Callable[[], None]] | None = None
        self._at_desk: set[int] = set()
        self._working: dict[int, str] = {}

    @property
    def open(self) -> bool:
        """Whether the vault is open."""
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """The open desk.

        Raises:
            RuntimeError: the vault is locked; a presenter asks :attr:`open` first.
        """
        if self._desk is None:
            raise RuntimeError("the vault is locked")
        return self._desk

    @property
    def map(self) -> str:
        """Name of the map the person works in, or empty."""
        return self._map

    @property
    def working(self) -> str:
        """What is being done that a person waits for, in words, or empty: closing asks first while it is."""
        return next(reversed(self._working.values()), "")

    def say_working(self, number: int, words: str) -> None:
        """Say how far a job is, until it ends."""
        if number in self._at_desk:
            self._working[number] = words
            self.worked.emit()

    def take(self, desk: Desk) -> None:
        """The vault is open."""
        self._desk = desk
        self.changed.emit(Changed())

    def lock(self) -> None:
        """Close the vault: what is in hand is finished, nothing else is begun, what is asked is abandoned."""
        self._desk, self._map, self._undo = None, "", None
        self.locked.emit()
        for number in tuple(self._at_desk):
            self.bridge.cancel(number)
        if not self._at_desk:
            self.left.emit()

    def begin_in(self, name: str) -> None:
        """Work in a map from the beginning, before any page has read anything."""
        self._map = name

    def open_map(self, name: str, item: str = "") -> None:
        """Work in a map; ``item`` (``MAP/ITEM``) is the one to go to, empty for wherever the person was in it."""
        self._map = name
        self.map_opened.emit(MapOpened(name, item))

    def run(
        self,
        work: Callable[[Desk, Context], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Reason], None] | None = None,
        dropped: Callable[[Result], None] | None = None,
        lane: Lane = Lane.WRITE,
        handlers: Handlers | None = None,
    ) -> int:
        """Run work with the desk in a lane.

        Args:
            work: a use-case, on a worker thread.
            done: gets its result, on the window's thread.
            failed: gets the reason when it was refused; by default the bridge tells of it.
            dropped: gets the result in place of ``done`` when the vault was locked meanwhile, to let go of it.
            lane: where it runs.
            handlers: for progress, questions and stopping; its ``done`` and ``failed`` are not used.

        Returns:
            The number of the job.
        """
        desk = self.desk
        more = handlers or Handlers()
        number = 0

        def finished(result: object) -> None:
            if self._leave_desk(number):
                done(cast(Result, result))
            elif dropped is not None:
                dropped(cast(Result, result))

        def refused(reason: Reason) -> None:
            if self._leave_desk(number):
                (failed or self.bridge.troubled.emit)(reason)

        def stopped() -> None:
            self._leave_desk(number)
            if more.stopped is not None:
                more.stopped()

        shown = Handlers(
            done=finished,
            failed=refused,
            progress=lambda progress: more.progress(progress) if self.open else None,
            asked=more.asked,
            stopped=stopped,
        )
        number = self.bridge.run(lane, lambda context: work(desk, context), shown)
        self._at_desk.add(number)
        return number

    def _leave_desk(self, number: int) -> bool:
        """A job ends; tell whether the vault is still open, else nothing is shown of what came back."""
        self._at_desk.discard(number)
        if self._working.pop(number, None) is not None:
            self.worked.emit()
        if not self.open and not self._at_desk:
            self.left.emit()
        return self.open

    def let_go(self, source: PageSource) -> None:
        """Close a document that no page shows, in the lane where documents are drawn."""
        self.bridge.let_go(Lane.READ, source.close)

    def say(self, sentence: str, *, undo: Callable[[], None] | None = None) -> None:
        """Say in a toast what was done, and keep how it is undone."""
        self._undo = None if undo is None else (sentence, undo)
        self.told.emit(ToastModel(sentence, undo=sentence if undo is not None else ""))

    def undo(self, asked: UndoAsked) -> None:
        """Undo what the last toast told of."""
        if self._undo is not None and self._undo[0] == asked.undo:
            (_, act), self._undo = self._undo, None
            act()

    def tell(self, about: str = "") -> None:
        """Tell everyone that something changed."""
        self.changed.emit(Changed(about))
