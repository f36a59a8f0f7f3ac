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
from app.reading.inspected import PlacedWords
from app.reading.running_text import RunningText
from app.reading.wire import built, packed, unpacked
from signing.inspect import Inspection
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


@dataclass(frozen=True)
class LookedThrough:
    """What the checks ask of a file beside its recognition.

    Attributes:
        inspection: what stands in it beside its words; None for a file that is no PDF, or could not be looked through.
        pages: words with their places, where findings quote them.
        trouble: code of why it could not be looked through, or empty.
    """

    inspection: Inspection | None = None
    pages: PlacedWords = ()
    trouble: str = ""


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

    def inspect(self, name: str, source: Source, kind: FileKind) -> LookedThrough:
        """Look through a file for what is not final or could show something else.

        Args:
            name: of the file.
            source: its path, or its bytes.
            kind: what it is.
        """
        try:
            return _looked_through(self._ask("inspect", name, source, kind)[0])
        except CannotRead as trouble:
            return LookedThrough(trouble=trouble.reason.code)
        except (ValueError, KeyError):
            return LookedThrough(trouble="reading_crashed")

    def checked(self, name: str, source: Source, kind: FileKind) -> tuple[RecognisedFile, LookedThrough]:
        """Read a file as what a person said it is, and look through it; one that cannot be read carries its trouble.

        Args:
            name: of the file.
            source: its path, or its bytes.
            kind: what it is.
        """
        try:
            values, _ = self._ask("checked", name, source, kind)
            return built(RecognisedFile, values["file"]), _looked_through(values)
        except CannotRead as trouble:
            code = trouble.reason.code
        except (ValueError, KeyError):
            code = "reading_crashed"
        unread = RecognisedFile(name, _sha256(source), kind, None, trouble=code)
        # What is no memo and no letter after all is looked through all the same.
        return unread, self.inspect(name, source, kind) if code not in _CODES.values() else LookedThrough(trouble=code)

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


def _looked_through(values: dict[str, Any]) -> LookedThrough:
    inspection = values["inspection"]
    return LookedThrough(
        built(Inspection, inspection) if inspection is not None else None, built(PlacedWords, values["pages"])
    )


def _sha256(source: Source) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    digest = hashlib.sha256()
    with source.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
