"""Verifies files in a lane of their own and brings the verdicts home in handfuls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Reason
from app.jobs import Lane
from app.ports import Context
from app.usecases.verify_files import VerifiedFile, begin_verifying
from ui.bridge import Bridge, Handlers
from ui.verify.shown import Listed

# Verdicts that come sooner after each other than this are shown together, in milliseconds.
_TOGETHER = 120
_Found = SimpleQueue[int | Listed]


class Checking(QObject):
    """What is being verified, one drop after another.

    Signals:
        came: verdicts; carries a tuple of :class:`ui.verify.shown.Listed`.
        moved: there are more files to come, and none of them has a verdict yet.
        ended: nothing waits or runs any more.
        found_none: what was dropped holds no PDF.
        refused: a drop could not be verified at all; carries :class:`app.errors.Reason`.

    Args:
        bridge: to the lanes.
        folder: of the profile; the vault may be locked.
        clock: gives the machine's moment.
        moment: gives the moment at the open desk, None while the vault is locked.
        owner: it goes with.
    """

    came = Signal(object)
    moved = Signal()
    ended = Signal()
    found_none = Signal()
    refused = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        moment: Callable[[], datetime | None],
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._bridge, self._folder, self._clock, self._moment = bridge, folder, clock, moment
        self._jobs: dict[int, int] = {}
        self._asked = 0
        self._found: _Found = SimpleQueue()
        self.done = self.total = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TOGETHER)
        self._timer.timeout.connect(self._bring)

    @property
    def busy(self) -> bool:
        """Whether anything waits or runs."""
        return bool(self._jobs)

    def add(self, paths: tuple[Path, ...], *, online: bool = False) -> None:
        """Verify files, and each PDF in folders; ``online`` when the person said that services may be asked."""
        if not self._jobs:
            self.done = self.total = 0
        self._asked += 1
        mine, found, folder = self._asked, self._found, self._folder
        now, at_desk = self._clock(), self._moment()

        def work(context: Context) -> None:
            verifier, files = begin_verifying(paths, folder, now=now, at_desk=at_desk, online=online)
            found.put(len(files))

            def tell(file: VerifiedFile) -> None:
                one = Listed(str(file.path), file, verifier.person)
                one.prepare()  # what the list shows of it is worked out here, not on the window's thread
                found.put(one)

            with verifier:
                verifier.verify_while(files, tell=tell, cancelled=lambda: context.cancelled)

        ends = partial(self._end, mine)
        handlers = Handlers(done=lambda _none: ends(None), failed=ends, stopped=lambda: ends(None))
        self._jobs[mine] = self._bridge.run(Lane.VERIFY, work, handlers)
        self._timer.start()

    def stop(self) -> None:
        """Begin no other file; one in hand that takes long is given up."""
        for number in self._jobs.values():
            self._bridge.cancel(number)

    def _end(self, mine: int, reason: Reason | None) -> None:
        self._jobs.pop(mine, None)
        if reason is not None:
            self.refused.emit(reason)
        self._bring()
        if not self._jobs:
            self._timer.stop()
            self.total = self.done
            self.ended.emit()

    def _bring(self) -> None:
        came: list[Listed] = []
        before = self.total
        while True:
            try:
                found = self._found.get_nowait()
            except Empty:
                break
            if isinstance(found, Listed):
                came.append(found)
            elif found:
                self.total += found
            else:
                self.found_none.emit()
        self.done += len(came)
        if came:
            self.came.emit(tuple(came))
        elif self.total != before:
            self.moved.emit()
