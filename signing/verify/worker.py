"""The worker process that reads hostile files; started by :mod:`signing.sandbox`, never imported by the program.

It limits its own memory, leaves no core dump, makes no connection, and answers requests from its standard input on its
standard output until that is closed.
"""

from __future__ import annotations

import io
import struct
import sys
from typing import Any, BinaryIO

from signing.verify import verify
from signing.verify.wire import WorkRequest, request_from_json, verdict_to_json

try:
    import resource
except ImportError:  # Windows has none; there the time limit alone holds
    resource = None  # type: ignore[assignment]

_HEADER = struct.Struct(">I")
OUT_OF_MEMORY = b'{"fault": "memory"}'


def _limit(memory: int) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse_connections(event: str, _arguments: Any) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise PermissionError("a worker makes no connection")


def _answer(request: WorkRequest, data: bytes) -> bytes:
    keywords: dict[str, Any] = {"trust": request.trust, "now": request.now, "at": request.at}
    keywords["evidence"] = request.evidence
    if request.path:
        try:
            with open(request.path, "rb") as stream:
                return verdict_to_json(verify(stream, **keywords))
        except OSError:
            return b'{"fault": "cannot_open"}'
    return verdict_to_json(verify(io.BytesIO(data), **keywords))


def _serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    while len(header := incoming.read(_HEADER.size)) == _HEADER.size:
        request = request_from_json(incoming.read(_HEADER.unpack(header)[0]))
        try:
            data = incoming.read(request.size)
        except MemoryError:  # nothing was taken yet; the next request stands behind it
            _skip(incoming, request.size)
            answer = OUT_OF_MEMORY
        else:
            try:
                answer = _answer(request, data)
            except MemoryError:
                answer = OUT_OF_MEMORY
        outgoing.write(_HEADER.pack(len(answer)) + answer)
        outgoing.flush()


def _skip(incoming: BinaryIO, size: int) -> None:
    while size > 0 and (piece := incoming.read(min(size, 1 << 16))):
        size -= len(piece)


def main() -> None:
    """Serve requests; the only argument is the memory limit in bytes."""
    sys.addaudithook(_refuse_connections)
    _limit(int(sys.argv[1]))
    _serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
