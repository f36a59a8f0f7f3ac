"""Jobs run in their lane, ask through objects, and never raise across the edge."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import pytest

from app.errors import Cancelled, Refused
from app.jobs import Asked, Broken, Event, Failed, Finished, Jobs, Lane, OpenQuestion, Reported, Stopped
from app.ports import ConsentQuestion, Context, PinQuestion, Progress, Secret
from signing.errors import KeyFault

PATIENCE = 10


class Desk:
    """Jobs, and what they told in the order they told it."""

    def __init__(self) -> None:
        self.told: queue.Queue[Event] = queue.Queue()
        self.jobs = Jobs(self.told.put)

    def next(self) -> Event:
        return self.told.get(timeout=PATIENCE)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.jobs.close()


def test_no_job_runs_on_the_thread_that_started_it(desk: Desk) -> None:
    here = threading.get_ident()
    for lane in Lane:
        desk.jobs.start(lane, lambda _context: threading.get_ident())
    threads = {event.result for event in [desk.next() for _ in Lane] if isinstance(event, Finished)}
    assert len(threads) == len(Lane)
    assert here not in threads


def test_a_lane_does_one_thing_at_a_time_in_order(desk: Desk) -> None:
    order: list[int] = []
    inside = threading.Semaphore(1)

    def work(number: int) -> None:
        assert inside.acquire(blocking=False)
        order.append(number)
        inside.release()

    for number in range(20):
        desk.jobs.start(Lane.READ, lambda _context, number=number: work(number))
    assert all(isinstance(desk.next(), Finished) for _ in range(20))
    assert order == list(range(20))


def test_progress_comes_before_the_end(desk: Desk) -> None:
    def work(context: Context) -> str:
        context.report(Progress("sign", "brief", 1, 2))
        return "done"

    number = desk.jobs.start(Lane.TOKEN, work)
    assert desk.next() == Reported(number, Progress("sign", "brief", 1, 2))
    assert desk.next() == Finished(number, "done")
    assert desk.jobs.idle


def test_what_goes_wrong_comes_as_an_event(desk: Desk) -> None:
    def refuse(_context: Context) -> None:
        raise Refused("too_early", guard="G4", meeting="9 februari")

    def lock(_context: Context) -> None:
        raise KeyFault("pin_locked")

    def fault(_context: Context) -> None:
        raise ZeroDivisionError

    desk.jobs.start(Lane.WRITE, refuse)
    refused = desk.next()
    assert isinstance(refused, Failed)
    assert (refused.reason.code, refused.reason.guard) == ("too_early", "G4")
    desk.jobs.start(Lane.WRITE, lock)
    locked = desk.next()
    assert isinstance(locked, Failed)
    assert locked.reason.code == "pin_locked"
    desk.jobs.start(Lane.WRITE, fault)
    broken = desk.next()
    assert isinstance(broken, Broken)
    assert isinstance(broken.fault, ZeroDivisionError)


def _ask_pin(context: Context) -> str:
    pin = context.ask_pin(PinQuestion("kaart", 5))
    return "no" if pin is None else pin.reveal()


def _question(desk: Desk) -> OpenQuestion:
    event = desk.next()
    assert isinstance(event, Asked)
    return event.question


def test_an_answer_wakes_the_worker_and_counts_once(desk: Desk) -> None:
    number = desk.jobs.start(Lane.TOKEN, _ask_pin)
    question = _question(desk)
    assert question.open
    assert question.answer(Secret("1234"))
    assert not question.answer(None)
    assert desk.next() == Finished(number, "1234")


def test_the_empty_answer_is_no(desk: Desk) -> None:
    number = desk.jobs.start(Lane.TOKEN, lambda context: context.ask_consent(ConsentQuestion(("a", "b"))))
    _question(desk).answer(None)
    assert desk.next() == Finished(number, False)


def test_a_yes_that_is_not_a_pin_is_no_pin(desk: Desk) -> None:
    number = desk.jobs.start(Lane.TOKEN, _ask_pin)
    _question(desk).answer(True)
    assert desk.next() == Finished(number, "no")


def test_closing_with_an_open_question_wakes_the_worker_with_cancelled(desk: Desk) -> None:
    woken: list[type[BaseException]] = []

    def work(context: Context) -> None:
        try:
            context.ask_pin(PinQuestion("kaart", 5))
        except Cancelled as stop:
            woken.append(type(stop))
            raise

    number = desk.jobs.start(Lane.TOKEN, work)
    question = _question(desk)
    desk.jobs.close()
    assert woken == [Cancelled]
    assert not question.open
    assert desk.next() == Stopped(number)


def test_a_question_asked_after_closing_began_is_cancelled_at_once(desk: Desk) -> None:
    begun, go = threading.Event(), threading.Event()

    def work(context: Context) -> str:
        begun.set()
        assert go.wait(PATIENCE)
        return _ask_pin(context)

    number = desk.jobs.start(Lane.TOKEN, work)
    assert begun.wait(PATIENCE)
    desk.jobs.stop()
    go.set()
    desk.jobs.close()
    assert desk.next() == Stopped(number)


def test_cancel_finishes_what_is_in_hand_and_starts_nothing_more(desk: Desk) -> None:
    signed: list[int] = []
    first, go = threading.Event(), threading.Event()

    def work(context: Context) -> int:
        for letter in range(5):
            if context.cancelled:
                break
            first.set()
            assert go.wait(PATIENCE)
            signed.append(letter)
        return len(signed)

    number = desk.jobs.start(Lane.TOKEN, work)
    waiting = desk.jobs.start(Lane.TOKEN, lambda _context: signed.append(99))
    assert first.wait(PATIENCE)
    desk.jobs.cancel(number)
    desk.jobs.cancel(waiting)
    go.set()
    assert desk.next() == Finished(number, 1)
    assert desk.next() == Stopped(waiting)
    assert signed == [0]


def test_nothing_starts_after_closing(desk: Desk) -> None:
    desk.jobs.close()
    done: list[int] = []
    number = desk.jobs.start(Lane.WRITE, lambda _context: done.append(1))
    assert desk.next() == Stopped(number)
    assert not done
    assert desk.jobs.idle
