"""Verify signed PDFs: one right sentence a file."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from app.names import shown_name
from app.usecases.verification_desk import verification_desk
from signing.errors import UnreadablePdf
from signing.sandbox import Sandbox
from signing.verify import verify
from signing.verify.trust import TrustRoots
from signing.verify.verdict import FileState, FileVerdict


@dataclass(frozen=True)
class VerifiedFile:
    """The verdict on one file.

    Attributes:
        path: of the file.
        name: its name as it may be shown.
        verdict: what was found.
    """

    path: Path
    name: str
    verdict: FileVerdict


class Verifier:
    """Verifies one file after another in a process of its own with limits, with local data only (design section 6).

    Args:
        trust: the roots to trust.
        now: the present moment.
        person: who is responsible for the verification.
    """

    def __init__(self, trust: TrustRoots, *, now: datetime, person: str) -> None:
        self.person = person
        self._trust = trust
        self._now = now
        self._sandbox = Sandbox(workers=1)

    def __enter__(self) -> Verifier:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def verify(self, path: Path) -> VerifiedFile:
        """Return the verdict on a file; nothing in it and nothing about it makes this raise."""
        try:
            verdict = self._sandbox.verify(path, trust=self._trust, now=self._now)
        except (OSError, UnreadablePdf):
            verdict = _not_opened(path, self._now)
        return VerifiedFile(path, shown_name(path.name), verdict)

    def close(self) -> None:
        """End the process; waits for a file in hand."""
        self._sandbox.close()


def begin_verifying(
    paths: Sequence[Path], profile: Path, *, now: datetime, at_desk: datetime | None = None
) -> tuple[Verifier, tuple[Path, ...]]:
    """Return what verifies, and the files: those given and, of a folder, each PDF in it. The vault may be locked.

    Args:
        paths: files and folders.
        profile: folder of the profile whose roots are trusted.
        now: the machine's present moment.
        at_desk: the moment at the open desk, where one is open.

    Raises:
        SigningFault: ``roots_missing``, ``root_unreadable``.
        WrongUse: settings that cannot be read.
    """
    trust, moment, person = verification_desk(profile, None, now=now)
    return Verifier(trust, now=at_desk or moment, person=person), tuple(_files(paths))


def verify_files(
    paths: Sequence[Path], *, trust: TrustRoots, now: datetime, at: datetime | None = None
) -> Iterator[VerifiedFile]:
    """Yield the verdict on each file; of a folder, on each PDF in it.

    Args:
        paths: files and folders.
        trust: the roots to trust.
        now: the present moment.
        at: the moment the verdict is asked for, where it is another.
    """
    for path in _files(paths):
        try:
            with path.open("rb") as stream:
                verdict = verify(stream, trust=trust, now=now, at=at)
        except OSError:
            verdict = _not_opened(path, now)
        yield VerifiedFile(path, shown_name(path.name), verdict)


def _not_opened(path: Path, now: datetime) -> FileVerdict:
    reason = "file_unreadable" if os.path.exists(path) else "file_missing"
    return FileVerdict(FileState.UNREADABLE, "", (), now, reason=reason)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir, a name that is too long is no error
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() == ".pdf" and one.is_file())
        else:
            yield path
