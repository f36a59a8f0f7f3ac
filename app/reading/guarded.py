"""Files are read in a process of its own with limits, before anything of them enters the vault (design section 6).

A file that makes the reader loop or takes all memory is told by name, and the other files of the dossier are read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.dossier import FileKind, RecognisedFile
from app.errors import CannotRead
from app.memo import MemoFile
from app.reading.running_text import RunningText
from app.reading.wire import built, packed, unpacked
from signing.sandbox import Limits, WorkerPool
from signing.worker_process import CANNOT_OPEN

Source = Path | bytes
_PIECE = 1 << 20
_DEEPEST_MAIL = 3  # messages in messages
_CODES = {"too_slow": "reading_too_slow", "too_large": "reading_too_large", "crashed": "reading_crashed"}


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read.

    Attributes:
        recognised: what it is and what stands in it.
        source: where its bytes are, as they came.
        anew: the bytes to keep and to show instead, where it had to be written anew; else empty.
    """

    recognised: RecognisedFile
    source: Source
    anew: bytes = b""


class GuardedReader:
    """Reads files in a worker; use it as a context manager.

    Args:
        limits: what one file may take.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._pool = WorkerPool("app.reading.worker", limits, workers=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        self._pool.close()

    def recognise(self, name: str, source: Source, *, wanted: FileKind | None = None) -> tuple[ReadFile, ...]:
        """Say of a file what it is; a mail message stands for its attachments.

        A file that cannot be read is ``UNRECOGNISED`` and carries the code of its trouble.

        Args:
            name: of the file.
            source: its path, or its bytes.
            wanted: what a person says it is.
        """
        return self._read(name, source, wanted, 0)

    def _read(self, name: str, source: Source, wanted: FileKind | None, depth: int) -> tuple[ReadFile, ...]:
        try:
            values, blobs = self._ask("recognise", name, source, wanted)
            if "mail" in values and depth < _DEEPEST_MAIL:
                return self._of_mail(values["mail"], blobs, depth)
            recognised = built(RecognisedFile, values["file"])
            return (ReadFile(recognised, source, blobs[0]),)
        except CannotRead as trouble:
            if trouble.reason.code == "file_unreadable":
                raise
            unread = RecognisedFile(name, _sha256(source), FileKind.UNRECOGNISED, None, trouble=trouble.reason.code)
            return (ReadFile(unread, source),)
        except (ValueError, KeyError, IndexError):
            unread = RecognisedFile(name, _sha256(source), FileKind.UNRECOGNISED, None, trouble="reading_crashed")
            return (ReadFile(unread, source),)

    def _of_mail(self, names: list[str], blobs: tuple[bytes, ...], depth: int) -> tuple[ReadFile, ...]:
        pairs = zip(names, blobs, strict=True)
        return tuple(one for name, content in pairs for one in self._read(name, content, None, depth + 1))

    def memo(self, name: str, source: Source) -> MemoFile:
        """Read a memo.

        Raises:
            CannotRead: as :func:`app.reading.read_memo`; ``reading_too_slow``, ``reading_too_large``,
                ``reading_crashed``.
        """
        try:
            return built(MemoFile, self._ask("memo", name, source, None)[0]["memo"])
        except (ValueError, KeyError) as error:
            raise CannotRead("reading_crashed", file=name) from error

    def words(self, name: str, source: Source) -> tuple[RunningText, str]:
        """Return the running text of a file, and its SHA-256.

        Raises:
            CannotRead: as :meth:`memo`.
        """
        try:
            values, _ = self._ask("words", name, source, None)
            return built(RunningText, values["words"]), str(values["sha256"])
        except (ValueError, KeyError) as error:
            raise CannotRead("reading_crashed", file=name) from error

    def looks_different(self, name: str, old: Path, new: Path) -> tuple[int, ...]:
        """Return the pages, from 1, of two PDFs that look different, and those that only one of them has.

        Raises:
            CannotRead: as :meth:`memo`.
        """
        try:
            values, _ = self._ask("looks", name, old, str(new.resolve()))
            return built(tuple[int, ...], values["pages"])
        except (ValueError, KeyError) as error:
            raise CannotRead("reading_crashed", file=name) from error

    def _ask(
        self, task: str, name: str, source: Source, wanted: FileKind | str | None
    ) -> tuple[dict[str, Any], tuple[bytes, ...]]:
        path = str(source.resolve()) if isinstance(source, Path) else ""
        data = source if isinstance(source, bytes) else b""
        said = wanted.value if isinstance(wanted, FileKind) else wanted or ""
        request = {"task": task, "name": name, "wanted": said, "path": path}
        answer = self._pool.ask(packed({**request, "size": len(data)}), data)
        if answer.reason:
            raise CannotRead(_CODES[answer.reason], file=name)
        if answer.content == CANNOT_OPEN:
            raise CannotRead("file_unreadable", file=name, why="")
        values, blobs = unpacked(answer.content)
        if "trouble" in values:
            raise CannotRead(str(values["trouble"]), **{**values["parameters"], "file": name})
        return values, blobs


def _sha256(source: Source) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    digest = hashlib.sha256()
    with source.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
