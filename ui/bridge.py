"""Brings what jobs tell home to the window's thread: one signal, one frozen dataclass."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.errors import Reason
from app.jobs import Asked, Broken, Event, Failed, Finished, Jobs, Lane, OpenQuestion, Reported, Stopped, Work
from app.ports import Progress


def _nothing(_event: object) -> None:
    return None


@dataclass(frozen=True)
class Handlers:
    """What to do with what a job tells; each runs on the window's thread."""

    done: Callable[[object], None] = _nothing
    failed: Callable[[Reason], None] | None = None
    progress: Callable[[Progress], None] = _nothing
    asked: Callable[[OpenQuestion], None] | None = None
    stopped: Callable[[], None] | None = None


class Bridge(QObject):
    """Starts jobs and hands their events to handlers on the window's thread.

    Signals:
        happened: every event of every job; carries one of :data:`app.jobs.Event`.
        troubled: a job failed and had no handler for it; carries :class:`app.errors.Reason`.
        broke: a fault of ours; carries the exception.
        idle: nothing waits or runs any more.
    """

    happened = Signal(object)
    troubled = Signal(object)
    broke = Signal(object)
    idle = Signal()

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._handlers: dict[int, Handlers] = {}
        self._stopping = False
        self._waiting: deque[Event] = deque()
        # Events come on worker threads; the queue of this thread orders them.
        self.happened.connect(self._home, Qt.ConnectionType.QueuedConnection)
        self._jobs = Jobs(self.happened.emit)

    def run(self, lane: Lane, work: Work, handlers: Handlers) -> int:
        """Start work in a lane and return its number."""
        number = self._jobs.start(lane, work)
        # Safe although the job may already be done: its event waits in this thread's queue.
        self._handlers[number] = handlers
        return number

    def let_go(self, lane: Lane, work: Callable[[], None]) -> None:
        """Let go, in a lane, of what earlier work opened there; also while the window closes."""
        number = self._jobs.start(lane, lambda _context: work(), last=True)
        self._handlers[number] = Handlers()

    def cancel(self, number: int) -> None:
        """Ask a job to stop after what it has in hand."""
        self._jobs.cancel(number)

    @property
    def stopping(self) -> bool:
        """Whether :meth:`stop` was called."""
        return self._stopping

    @property
    def resting(self) -> bool:
        """Whether nothing waits or runs."""
        return not self._handlers

    def stop(self) -> None:
        """Cancel everything and abandon what is asked, without waiting; :attr:`idle` tells when it is done."""
        self._stopping = True
        self._jobs.stop()
        if self.resting:
            self.idle.emit()

    def close(self) -> None:
        """Stop, wait for the workers, and tell nobody any more: whoever would be told may be gone."""
        self._jobs.close()
        self._handlers.clear()
        self._waiting.clear()

    @Slot(object)
    def _home(self, event: Event) -> None:
        # One in a turn of the loop: between what two jobs bring home the window paints and takes keys.
        self._waiting.append(event)
        if len(self._waiting) == 1:
            QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        if not self._waiting:
            return  # closed meanwhile
        event = self._waiting[0]
        try:
            self._handle(event)
        finally:
            if self._waiting:  # still open
                self._waiting.popleft()
            if self._waiting:
                QTimer.singleShot(0, self, self._next)

    def _handle(self, event: Event) -> None:
        handlers = self._handlers.get(event.job)
        if handlers is None:
            return
        if isinstance(event, Reported):
            handlers.progress(event.progress)
            return
        if isinstance(event, Asked):
            if handlers.asked is None:
                event.question.abandon()
            else:
                handlers.asked(event.question)
            return
        del self._handlers[event.job]
        self._end(event, handlers)
        if not self._handlers:
            self.idle.emit()

    def _end(self, event: Finished | Failed | Stopped | Broken, handlers: Handlers) -> None:
        if isinstance(event, Finished):
            handlers.done(event.result)
        elif isinstance(event, Failed):
            if handlers.failed is None:
                self.troubled.emit(event.reason)
            else:
                handlers.failed(event.reason)
        else:
            if handlers.stopped is not None:
                handlers.stopped()
            if isinstance(event, Broken):
                self.broke.emit(event.fault)
