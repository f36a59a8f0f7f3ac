"""The worker process that judges hostile files; started by :mod:`signing.sandbox`, never imported by the program."""

from __future__ import annotations

import io
from typing import Any

from signing.verify import verify
from signing.verify.wire import WorkRequest, request_from_json, verdict_to_json
from signing.worker_process import CANNOT_OPEN, serve


def _answer(request: WorkRequest, data: bytes) -> bytes:
    keywords: dict[str, Any] = {"trust": request.trust, "now": request.now, "at": request.at}
    keywords |= {"evidence": request.evidence, "fetched": request.fetched}
    if request.path:
        try:
            with open(request.path, "rb") as stream:
                return verdict_to_json(verify(stream, **keywords))
        except OSError:
            return CANNOT_OPEN
    return verdict_to_json(verify(io.BytesIO(data), **keywords))


def main() -> None:
    """Serve requests; the only argument is the memory limit in bytes."""
    serve(request_from_json, lambda request: request.size, _answer)


if __name__ == "__main__":
    main()
