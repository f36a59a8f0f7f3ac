"""Time stamps and revocation data for what was just sealed, beside the signing: no card waits for a network."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from types import TracebackType

from app.desk import Desk
from app.errors import Trouble
from app.usecases.strengthen_letters import strengthen_letter
from signing.strengthening import Strengthener

_OUT_OF_REACH = "timestamp_unreachable"


class Strengthening:
    """Strengthens letters in a thread of its own, in order; leaving it waits until the last is done.

    A service that does not answer is not asked again for the others of this batch: they get theirs at the next
    connection, as offline is a normal state (design section 2, step 4).

    Args:
        desk: where; without any service nothing is begun.
        report: called with the name of each letter, on that thread.
    """

    def __init__(self, desk: Desk, report: Callable[[str], None]) -> None:
        self._desk = desk
        self._report = report
        self._names: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="signing-strengthen")

    def __enter__(self) -> Strengthening:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._names.put(None)
        self._thread.join()
        if self._fault is not None and error is None:
            raise self._fault

    def add(self, name: str) -> None:
        """Strengthen a letter that is now sealed, after those before it."""
        if not self._desk.services.offline:
            self._names.put(name)

    def _work(self) -> None:
        try:
            # One for all: revocation data are asked for once, and connections stay open.
            with Strengthener(self._desk.services) as strengthener:
                while (name := self._names.get()) is not None:
                    self._report(name)
                    if not self._strengthened(name, strengthener):
                        return
        except BaseException as fault:  # noqa: BLE001  raised where the batch ends
            self._fault = fault

    def _strengthened(self, name: str, strengthener: Strengthener) -> bool:
        try:
            done = strengthen_letter(self._desk, name, strengthener=strengthener)
        except Trouble:
            return True  # it is sealed; what is wrong beside the seal is said at strengthening and at release
        # Revocation data are asked for once for all; that they are not to be had takes no time stamp from the others.
        return _OUT_OF_REACH not in done.missing
