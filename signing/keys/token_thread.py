"""The one thread that talks to a PKCS#11 module.

A module is initialised without locks (C_Initialize with NULL; PKCS#11 v3.0, 5.4), so no two threads may be in it at a
time, and a driver may hang in any call for as long as it likes. Both are met in one place: every call is made by this
thread, its caller waits for so long and no longer. A call that hangs cannot be taken back; until it returns the module
is said to hang, and the rest of the program goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, TypeVar

from signing.errors import KeyFault

Result = TypeVar("Result")
# How long the thread may take to end when nothing is left for it to do.
_ENDING_SECONDS = 5.0
# How long is waited for a call that hung before: it may just be coming back.
_MOMENT_SECONDS = 0.25


class TokenThread:
    """A thread of its own for one module; it lives as long as somebody holds it.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._holders = 0
        self._queue: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._hanging: Future[Any] | None = None

    @contextmanager
    def held(self, *, token: str) -> Iterator[None]:
        """Keep the thread for the length of a block.

        Raises:
            KeyFault: ``token_hangs`` while an earlier call has not returned.
        """
        self._take(token)
        try:
            yield
        finally:
            with self._lock:
                self._holders -= 1
                if self._holders == 0:
                    self._queue.put(None)

    def call(self, work: Callable[[], Result], *, seconds: float, token: str) -> Result:
        """Let the thread do something and wait for it.

        Args:
            work: what is done there.
            seconds: how long to wait.
            token: how the token is known to a person.

        Raises:
            KeyFault: ``token_hangs`` when it takes longer; and whatever the work raises.
        """
        with self.held(token=token):
            answer: Future[Result] = Future()
            self._queue.put((work, answer))
            try:
                return answer.result(seconds)
            except TimeoutError:
                if answer.done():
                    raise
                self._hanging = answer
                raise KeyFault("token_hangs", token=token, seconds=round(seconds)) from None

    def later(self, work: Callable[[], object]) -> None:
        """Let the thread do something when it comes to it; only for who holds the thread. What it raises is lost."""
        self._queue.put((work, Future()))

    @property
    def shared(self) -> bool:
        """Whether another holds the thread too, than the block and the call that are being done."""
        return self._holders > 2

    def check(self) -> None:
        """Assert that this is the thread: whoever touches a token says so at its entry.

        Raises:
            RuntimeError: it is another; a fault of ours.
        """
        if threading.current_thread() is not self._thread:
            raise RuntimeError(f"only {self._name} may touch the token")

    def _take(self, token: str) -> None:
        hanging = self._hanging
        if hanging is not None and not wait([hanging], _MOMENT_SECONDS).done:
            raise KeyFault("token_hangs", token=token, seconds=0)
        with self._lock:
            if self._hanging is hanging:
                self._hanging = None
            if self._holders == 0:
                if self._thread is not None:
                    # What a call that hung left to be done is done before anything new begins.
                    self._thread.join(_ENDING_SECONDS)
                    if self._thread.is_alive():
                        raise KeyFault("token_hangs", token=token, seconds=0)
                self._queue = SimpleQueue()
                # A daemon, so that a driver that never comes back does not keep the program from ending.
                self._thread = threading.Thread(target=self._work, args=(self._queue,), name=self._name, daemon=True)
                self._thread.start()
            self._holders += 1

    @staticmethod
    def _work(queue: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None]) -> None:
        while (call := queue.get()) is not None:
            work, answer = call
            try:
                answer.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
                answer.set_exception(error)
