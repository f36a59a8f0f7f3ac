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
    """The person works in this map now."""

    name: str


class Office(QObject):
    """The open profile, as the presenters see it.

    Signals:
        changed: carries :class:`Changed`; every presenter reads its model anew.
        map_opened: carries :class:`MapOpened`.
        told: a sentence for a toast; carries :class:`ui.widgets.toast.ToastModel`.
        locked: the vault was closed; presenters forget what they show.
    """

    changed = Signal(object)
    map_opened = Signal(object)
    told = Signal(object)
    locked = Signal()

    def __init__(self, bridge: Bridge, *, sentence: Callable[[Reason], str]) -> None:
        super().__init__()
        self.bridge = bridge
        self.sentence = sentence
        self._desk: Desk | None = None
        self._map = ""
        self._undo: tuple[str, Callable[[], None]] | None = None

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

    def take(self, desk: Desk) -> None:
        """The vault is open."""
        self._desk = desk
        self.changed.emit(Changed())

    def lock(self) -> None:
        """The vault is closed."""
        self._desk, self._map = None, ""
        self.locked.emit()

    def open_map(self, name: str) -> None:
        """Work in a map."""
        self._map = name
        self.map_opened.emit(MapOpened(name))

    def run(
        self,
        work: Callable[[Desk, Context], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Reason], None] | None = None,
        lane: Lane = Lane.WRITE,
        handlers: Handlers | None = None,
    ) -> int:
        """Run work with the desk in a lane.

        Args:
            work: a use-case, on a worker thread.
            done: gets its result, on the window's thread.
            failed: gets the reason when it was refused; by default the bridge tells of it.
            lane: where it runs.
            handlers: for progress, questions and stopping; its ``done`` and ``failed`` are not used.

        Returns:
            The number of the job.
        """
        desk = self.desk
        more = handlers or Handlers()
        return self.bridge.run(
            lane,
            lambda context: work(desk, context),
            Handlers(
                done=lambda result: done(cast(Result, result)),
                failed=failed,
                progress=more.progress,
                asked=more.asked,
                stopped=more.stopped,
            ),
        )

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
