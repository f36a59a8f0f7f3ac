"""The life of a worker process that reads hostile files: limits first, then one request after another.

It limits its own memory and time, leaves no core dump, makes no connection, and answers requests from its standard
input on its standard output until that is closed. What is asked and answered is the business of the module that serves.
"""

from __future__ import annotations

import signal
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

try:
    import resource
except ImportError:  # Windows has none; there the time limit alone holds
    resource = None  # type: ignore[assignment]

_HEADER = struct.Struct(">I")
# Whoever asks ends a worker that is late; this is for one that is asked by nobody any more.
_GRACE = 5.0
OUT_OF_MEMORY = b'{"fault": "memory"}'
CANNOT_OPEN = b'{"fault": "cannot_open"}'
Request = TypeVar("Request")


def serve(
    decode: Callable[[bytes], Request], size_of: Callable[[Request], int], answer: Callable[[Request, bytes], bytes]
) -> None:
    """Serve requests; the arguments of the process are its limits of memory in bytes and of time in seconds.

    Args:
        decode: makes a request of its bytes.
        size_of: how many bytes of data follow a request.
        answer: the bytes to answer with.
    """
    sys.addaudithook(_refuse_connections)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which ends its workers itself
    _limit(int(sys.argv[1]))
    seconds = float(sys.argv[2]) + _GRACE
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while len(header := incoming.read(_HEADER.size)) == _HEADER.size:
        _alarm(seconds)
        request = decode(incoming.read(_HEADER.unpack(header)[0]))
        try:
            data = incoming.read(size_of(request))
        except MemoryError:  # nothing was taken yet; the next request stands behind it
            _skip(incoming, size_of(request))
            said = OUT_OF_MEMORY
        else:
            try:
                said = answer(request, data)
            except MemoryError:
                said = OUT_OF_MEMORY
        outgoing.write(_HEADER.pack(len(said)) + said)
        outgoing.flush()
        _alarm(0)


def _alarm(seconds: float) -> None:
    """End this process after so many seconds; 0 takes that back."""
    if hasattr(signal, "setitimer"):  # Windows has none
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(memory: int) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse_connections(event: str, _arguments: Any) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise PermissionError("a worker makes no connection")


def _skip(incoming: BinaryIO, size: int) -> None:
    while size > 0 and (piece := incoming.read(min(size, 1 << 16))):
        size -= len(piece)
