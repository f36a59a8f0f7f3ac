"""Work off the window's thread: lanes, progress, questions as objects, cancel (no Qt).

Lanes of one worker each, so that what must not run at the same time cannot: everything that touches a
key or a PIN, everything that reads (PDFium is not thread-safe: pages are drawn here and nowhere else), and
everything that writes to the store. Files of others are verified in a fourth: they are read in processes of their
own, and one that takes a minute must not keep pages from being drawn. What waits for services elsewhere has a fifth:
one that does not answer must not keep a decision from being written. A job never raises across the edge; what became
of it is an event.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from enum import Enum
from itertools import count

from app.errors import Cancelled, Reason, Trouble, from_signing
from app.ports import ConsentQuestion, Context, LevelQuestion, PinQuestion, Progress, Question, Secret, Skipped
from signing.errors import SigningFault

Answer = Secret | Skipped | bool | None
Work = Callable[[Context], object]


class Lane(Enum):
    """Where a job runs. Each lane has one worker."""

    TOKEN = "token"  # noqa: S105 - the name of a lane
    READ = "read"
    WRITE = "write"
    VERIFY = "verify"
    CONNECT = "connect"


class OpenQuestion:
    """A question that waits for a person: it is answered once, or abandoned.

    Attributes:
        job: number of the job that asks.
        question: what is asked.
    """

    def __init__(self, job: int, question: Question) -> None:
        self.job = job
        self.question = question
        self._settled = threading.Event()
        self._lock = threading.Lock()
        self._answer: Answer = None
        self._abandoned = False

    @property
    def open(self) -> bool:
        """Whether it still waits."""
        return not self._settled.is_set()

    def answer(self, answer: Answer) -> bool:
        """Answer; None and False mean no. Return whether this answer counted (the first one does)."""
        return self._settle(answer, abandoned=False)

    def abandon(self) -> None:
        """Close the question without an answer: the worker wakes with :class:`app.errors.Cancelled`."""
        self._settle(None, abandoned=True)

    def wait(self) -> Answer:
        """Wait for the answer (in the worker).

        Raises:
            Cancelled: the question was abandoned.
        """
        self._settled.wait()
        if self._abandoned:
            raise Cancelled
        return self._answer

    def _settle(self, answer: Answer, *, abandoned: bool) -> bool:
        with self._lock:
            if self._settled.is_set():
                return False
            self._answer, self._abandoned = answer, abandoned
            self._settled.set()
            return True


@dataclass(frozen=True)
class Reported:
    """A job tells how far it is."""

    job: int
    progress: Progress


@dataclass(frozen=True)
class Asked:
    """A job asks a person; ``question`` is the object to answer."""

    job: int
    question: OpenQuestion


@dataclass(frozen=True)
class Finished:
    """A job is done."""

    job: int
    result: object


@dataclass(frozen=True)
class Failed:
    """A job was refused or could not do its work, for a reason a person is told."""

    job: int
    reason: Reason


@dataclass(frozen=True)
class Stopped:
    """A job was cancelled. Nothing is told."""

    job: int


@dataclass(frozen=True)
class Broken:
    """A job met a fault of ours; it is reported, with the exception."""

    job: int
    fault: Exception


Outcome = Finished | Failed | Stopped | Broken
Event = Reported | Asked | Outcome


@dataclass
class _Running:
    """What is kept of a job while it waits or runs."""

    cancel: threading.Event = field(default_factory=threading.Event)
    question: OpenQuestion | None = None
    last: bool = False


class JobContext:
    """What a job is given (:class:`app.ports.Context`): it reports, asks, and sees whether it should stop."""

    def __init__(self, jobs: Jobs, number: int, cancel: threading.Event) -> None:
        self._jobs = jobs
        self._number = number
        self._cancel = cancel

    def report(self, progress: Progress) -> None:
        """Tell how far the work is."""
        self._jobs.tell(Reported(self._number, progress))

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        """Return the PIN, or None when the person stops here; raises Cancelled when the window was closed."""
        answer = self._jobs.ask(self._number, question)
        return answer if isinstance(answer, Secret) else None

    def ask_consent(self, question: ConsentQuestion) -> bool | Skipped:
        """Return whether the person consents; anything but a plain yes is no."""
        answer = self._jobs.ask(self._number, question)
        return answer if isinstance(answer, Skipped) else answer is True

    def ask_level(self, question: LevelQuestion) -> bool:
        """Return whether the lower level is accepted; anything but a plain yes is no."""
        return self._jobs.ask(self._number, question) is True

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop after what is in hand."""
        return self._cancel.is_set()


class Jobs:
    """The lanes. Events come from the worker threads; the receiver brings them home.

    Args:
        deliver: called with each event, on a worker thread; must not raise.
    """

    def __init__(self, deliver: Callable[[Event], None]) -> None:
        self._deliver = deliver
        self._lanes = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lane-{lane.value}") for lane in Lane
        }
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._running: dict[int, _Running] = {}
        self._futures: set[Future[None]] = set()
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether nothing waits or runs."""
        with self._lock:
            return not self._running

    def start(self, lane: Lane, work: Work, *, last: bool = False) -> int:
        """Put work in a lane and return its number. After :meth:`stop` it is stopped before it begins.

        Args:
            lane: where it runs.
            work: what runs.
            last: it lets go of something that earlier work in that lane opened: it runs whatever was stopped, until
                :meth:`close`.
        """
        with self._lock:
            number = next(self._numbers)
            held = self._running[number] = _Running(last=last)
            if self._closed and not last:
                held.cancel.set()
                refused = True
            else:
                future = self._lanes[lane].submit(self._run, number, held, work)
                self._futures.add(future)
                refused = False
        if refused:
            self._end(Stopped(number))
        else:
            future.add_done_callback(self._forget)
        return number

    def cancel(self, number: int) -> None:
        """Ask a job to stop after what it has in hand; a question it has open is abandoned."""
        with self._lock:
            held = self._running.get(number)
            question = held.question if held is not None else None
        if held is not None and not held.last:
            held.cancel.set()
        if question is not None:
            question.abandon()

    def stop(self) -> None:
        """Take no more work, cancel everything, abandon what is asked. Does not wait."""
        with self._lock:
            self._closed = True
        self.cancel_all()

    def cancel_all(self) -> None:
        """Ask every job to stop after what it has in hand; what is asked is abandoned. Does not wait."""
        with self._lock:
            numbers = list(self._running)
        for number in numbers:
            self.cancel(number)

    def close(self) -> None:
        """Stop, and wait until every worker has finished what it had in hand."""
        self.stop()
        with self._lock:
            futures = list(self._futures)
        wait(futures)
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def tell(self, event: Event) -> None:
        """Hand an event to the receiver."""
        self._deliver(event)

    def ask(self, number: int, question: Question) -> Answer:
        """Ask a person and wait (in the worker).

        Raises:
            Cancelled: the job was cancelled, or the question abandoned.
        """
        asked = OpenQuestion(number, question)
        with self._lock:
            held = self._running[number]
            if self._closed or held.cancel.is_set():
                raise Cancelled
            held.question = asked
        try:
            self._deliver(Asked(number, asked))
            return asked.wait()
        finally:
            with self._lock:
                held.question = None

    def _run(self, number: int, held: _Running, work: Work) -> None:
        self._end(self._outcome(number, held, work))

    def _outcome(self, number: int, held: _Running, work: Work) -> Outcome:
        if held.cancel.is_set():
            return Stopped(number)
        try:
            return Finished(number, work(JobContext(self, number, held.cancel)))
        except Cancelled:
            return Stopped(number)
        except Trouble as trouble:
            return Failed(number, trouble.reason)
        except SigningFault as fault:
            return Failed(number, from_signing(fault).reason)
        except Exception as fault:  # noqa: BLE001 - the one edge: a fault of ours is reported, never raised across
            return Broken(number, fault)

    def _end(self, outcome: Outcome) -> None:
        with self._lock:
            self._running.pop(outcome.job, None)
        self._deliver(outcome)

    def _forget(self, future: Future[None]) -> None:
        with self._lock:
            self._futures.discard(future)
