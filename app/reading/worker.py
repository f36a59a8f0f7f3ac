"""The worker process that reads the files of a dossier; started by :mod:`app.reading.guarded`, never imported.

Tasks: ``recognise`` (what is it, what stands in it, must it be written anew; of a mail message its attachments),
``memo``, for the checks ``checked`` (a file of the vault: recognised, and inspected) and ``inspect``, and for comparing
``words`` and ``looks``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, BinaryIO

from app.dossier import FileKind
from app.errors import CannotRead, from_signing
from app.reading.inspected import inspected
from app.reading.mail import attachments_of, is_mail
from app.reading.memo_file import read_memo, sha256_of
from app.reading.recognition import NamedStream, recognise_file
from app.reading.running_text import running_text
from app.reading.soundness import sound
from app.reading.wire import packed, plain, unpacked
from signing.errors import SigningFault
from signing.pages import open_pages
from signing.worker_process import CANNOT_OPEN, serve

_SCALE = 1.0  # pixels per point at which pages are held against each other


@dataclass(frozen=True)
class _Request:
    """What is asked: a task, a name, and a path or so many bytes."""

    task: str
    name: str
    wanted: str
    path: str
    size: int


def _decoded(message: bytes) -> _Request:
    return _Request(**unpacked(message)[0])


def _recognised(request: _Request, stream: BinaryIO) -> bytes:
    wanted = FileKind(request.wanted) if request.wanted else None
    if wanted is None and is_mail(stream.read(4096)):
        found = attachments_of(stream)
        return packed({"mail": [name for name, _ in found]}, [one.read() for _, one in found])
    stream.seek(0)
    one, anew = sound(recognise_file(NamedStream(request.name, stream), wanted), stream)
    return packed({"file": plain(one)}, [anew])


def _memo(request: _Request, stream: BinaryIO) -> bytes:
    return packed({"memo": plain(read_memo(stream, request.name))})


def _checked(request: _Request, stream: BinaryIO) -> bytes:
    one = recognise_file(NamedStream(request.name, stream), FileKind(request.wanted))
    inspection, pages = inspected(stream, FileKind(request.wanted))
    return packed({"file": plain(one), "inspection": plain(inspection), "pages": plain(pages)})


def _inspect(request: _Request, stream: BinaryIO) -> bytes:
    inspection, pages = inspected(stream, FileKind(request.wanted))
    return packed({"inspection": plain(inspection), "pages": plain(pages)})


def _words(request: _Request, stream: BinaryIO) -> bytes:
    return packed({"words": plain(running_text(stream, request.name)), "sha256": sha256_of(stream)})


def _looks(request: _Request, stream: BinaryIO) -> bytes:
    """Pages, from 1, that look different in the file whose path is ``wanted``; and those only one of them has."""
    with open(request.wanted, "rb") as other, open_pages(stream) as before, open_pages(other) as after:
        both = min(before.count, after.count)
        pages = [
            number + 1
            for number in range(both)
            if before.render(number, scale=_SCALE).pixels != after.render(number, scale=_SCALE).pixels
        ]
        return packed({"pages": [*pages, *range(both + 1, max(before.count, after.count) + 1)]})


_TASKS: dict[str, Callable[[_Request, BinaryIO], bytes]] = {
    "recognise": _recognised,
    "memo": _memo,
    "checked": _checked,
    "inspect": _inspect,
    "words": _words,
    "looks": _looks,
}


def _answer(request: _Request, data: bytes) -> bytes:
    with ExitStack() as stack:
        stream: BinaryIO = io.BytesIO(data)
        if request.path:
            try:
                stream = stack.enter_context(open(request.path, "rb"))
            except OSError:
                return CANNOT_OPEN
        try:
            return _TASKS[request.task](request, stream)
        except SigningFault as fault:
            return _told(from_signing(fault, file=request.name).reason)
        except CannotRead as trouble:
            return _told(trouble.reason)


def _told(reason: Any) -> bytes:
    return packed({"trouble": reason.code, "parameters": dict(reason.parameters)})


def main() -> None:
    """Serve requests; the only argument is the memory limit in bytes."""
    serve(_decoded, lambda request: request.size, _answer)


if __name__ == "__main__":
    main()
