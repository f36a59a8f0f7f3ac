"""Hostile input in worker processes with limits (design section 6): the program never notices what a file does there.

Workers are reused, and replaced after a number of files. A file that takes too long is unreadable (``too_slow``), one
that ends its worker is unreadable (``crashed``); one that needs more memory is tried once more with four times as
much, and is then too large (``too_large``). :class:`WorkerPool` knows processes and limits, not what is asked;
:class:`Sandbox` asks it for verdicts, and the reader of memos and letters for what stands in a file.
"""

from __future__ import annotations

import os
import queue
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from signing.errors import UnreadablePdf
from signing.verify.material import Material
from signing.verify.trust import TrustRoots
from signing.verify.verdict import FileState, FileVerdict
from signing.verify.wire import WorkRequest, request_to_json, verdict_from_json
from signing.worker_process import CANNOT_OPEN, OUT_OF_MEMORY

_HEADER = struct.Struct(">I")
# No verdict is longer; a worker that claims so is not believed.
_LONGEST_ANSWER = 64 << 20


@dataclass(frozen=True)
class Limits:
    """What one file may take.

    Attributes:
        seconds: of wall-clock time.
        memory: address space in bytes at the first attempt.
        more_memory: at the second and last.
        files: a worker is replaced after so many.
    """

    seconds: float = 60.0
    memory: int = 1 << 30
    more_memory: int = 4 << 30
    files: int = 100


class _Worker:
    """One process that answers one request at a time."""

    def __init__(self, module: str, memory: int, *, seconds: float) -> None:
        home = str(Path(__file__).resolve().parent.parent)
        environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONSTARTUP", "PYTHONINSPECT"}}
        environment["PYTHONPATH"] = os.pathsep.join([home, *filter(None, [environment.get("PYTHONPATH")])])
        self.files = 0
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and our own module
            [sys.executable, "-m", module, str(memory), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def ask(self, request: bytes, data: bytes, *, seconds: float) -> tuple[bytes | None, bool]:
        """Return the answer, or None when the process ended; and whether it was ended for taking too long."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        self.files += 1
        try:
            return self._exchange(request, data), late.is_set()
        finally:
            timer.cancel()
            timer.join()

    def _exchange(self, request: bytes, data: bytes) -> bytes | None:
        incoming, outgoing = self._process.stdin, self._process.stdout
        assert incoming is not None  # noqa: S101  both are pipes, see the constructor
        assert outgoing is not None  # noqa: S101
        try:
            incoming.write(_HEADER.pack(len(request)) + request)
            incoming.write(data)
            incoming.flush()
            header = outgoing.read(_HEADER.size)
            if len(header) < _HEADER.size:
                return None
            size = _HEADER.unpack(header)[0]
            answer = outgoing.read(size) if size <= _LONGEST_ANSWER else b""
        except OSError:
            return None
        return answer if answer and len(answer) == size else None

    def kill(self) -> None:
        """End the process whatever it does; who waits for its answer gets none."""
        self._process.kill()

    def close(self) -> None:
        """End the process; it has nothing to lose."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written is of no use to a dead process
                    continue
        self._process.wait()


@dataclass(frozen=True)
class Answer:
    """What a worker said of one file.

    Attributes:
        content: its answer, or empty.
        reason: why there is none: ``too_slow``, ``too_large``, ``crashed`` or ``stopped``; empty with an answer.
    """

    content: bytes = b""
    reason: str = ""


class WorkerPool:
    """A few workers; any number of threads may ask, each waits for a free worker.

    Args:
        module: what a worker runs (``python -m``); it calls :func:`signing.worker_process.serve`.
        limits: what one file may take.
        workers: how many files are looked at at the same time.
    """

    def __init__(self, module: str, limits: Limits | None = None, *, workers: int = 2) -> None:
        self._module = module
        self._limits = limits or Limits()
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(None)
        self._workers = workers
        self._busy: set[_Worker] = set()
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; waits for those at work."""
        for _ in range(self._workers):
            worker = self._idle.get()
            if worker is not None:
                worker.close()
        for _ in range(self._workers):
            self._idle.put(None)

    def stop(self) -> None:
        """End all workers, those at work too: nobody wants their answers any more (``stopped``)."""
        self._stopped.set()
        for worker in tuple(self._busy):
            worker.kill()

    def ask(self, request: bytes, data: bytes = b"") -> Answer:
        """Return a worker's answer within the limits.

        Args:
            request: what is asked; the worker is told by it how many bytes of data follow.
            data: of the file, where the worker is not given a path.
        """
        answer, late = self._attempt(request, data)
        if answer is None and self._stopped.is_set():
            return Answer(reason="stopped")
        if not late and (answer is None or answer == OUT_OF_MEMORY):
            crashed = answer is None
            answer, late = self._once(request, data)
            if not late and (answer == OUT_OF_MEMORY or (answer is None and not crashed)):
                return Answer(reason="too_large")
        if late:
            return Answer(reason="too_slow")
        return Answer(answer) if answer else Answer(reason="crashed")

    def _attempt(self, request: bytes, data: bytes) -> tuple[bytes | None, bool]:
        worker = self._idle.get()
        try:
            worker = worker or _Worker(self._module, self._limits.memory, seconds=self._limits.seconds)
            answer, late = self._ask(worker, request, data)
        except BaseException:
            if worker is not None:
                worker.close()
            self._idle.put(None)
            raise
        # A worker that ran out of memory may have kept much of it.
        spent = answer is None or answer == OUT_OF_MEMORY or worker.files >= self._limits.files
        if spent:
            worker.close()
        self._idle.put(None if spent else worker)
        return answer, late

    def _once(self, request: bytes, data: bytes) -> tuple[bytes | None, bool]:
        worker = _Worker(self._module, self._limits.more_memory, seconds=self._limits.seconds)
        try:
            return self._ask(worker, request, data)
        finally:
            worker.close()

    def _ask(self, worker: _Worker, request: bytes, data: bytes) -> tuple[bytes | None, bool]:
        self._busy.add(worker)
        try:
            return (None, False) if self._stopped.is_set() else worker.ask(request, data, seconds=self._limits.seconds)
        finally:
            self._busy.discard(worker)


class Sandbox(WorkerPool):
    """Verdicts on files, judged in workers.

    Args:
        limits: what one file may take.
        workers: how many files are judged at the same time.
    """

    def __init__(self, limits: Limits | None = None, *, workers: int = 2) -> None:
        super().__init__("signing.verify.worker", limits, workers=workers)

    def verify(
        self,
        source: Path | bytes,
        *,
        trust: TrustRoots,
        now: datetime,
        at: datetime | None = None,
        evidence: Material | None = None,
        fetched: Material | None = None,
    ) -> FileVerdict:
        """Return the verdict on a file, judged in a worker with local data only.

        Args:
            source: the file, or its bytes (a letter from the vault is never on disk in the clear).
            trust: the certificates that chains may end at.
            now: the moment of the check, aware.
            at: the moment for which the verdict is asked.
            evidence: certificates and revocation data that are kept beside the file.
            fetched: revocation data that was fetched for this check.

        Raises:
            UnreadablePdf: ``cannot_open`` when the path cannot be opened, ``not_a_file`` when it is a pipe or a device.
        """
        data = source if isinstance(source, bytes) else b""
        path = os.path.realpath(source) if isinstance(source, Path) else ""
        if path and os.path.exists(path) and not os.path.isfile(path):
            raise UnreadablePdf("not_a_file", file=Path(path).name)  # reading it may never end
        request = WorkRequest(trust, now, at, evidence or Material(), path, len(data), fetched or Material())
        answer = self.ask(request_to_json(request), data)
        if answer.reason == "too_large":
            return _without(request, FileState.INDETERMINATE, "too_large")
        if answer.content == CANNOT_OPEN:
            raise UnreadablePdf("cannot_open", file=Path(path).name)
        try:
            return (
                verdict_from_json(answer.content)
                if answer.content
                else _without(request, FileState.UNREADABLE, answer.reason)
            )
        except ValueError:
            return _without(request, FileState.UNREADABLE, "crashed")


def _without(request: WorkRequest, state: FileState, reason: str) -> FileVerdict:
    return FileVerdict(state, "", (), request.now, reason=reason, lists=request.trust.lists)
