"""Verify signed PDFs: one right sentence a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.names import shown_name
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
        except OSError as error:
            reason = "file_missing" if isinstance(error, FileNotFoundError) else "file_unreadable"
            verdict = FileVerdict(FileState.UNREADABLE, "", (), now, reason=reason)
        yield VerifiedFile(path, shown_name(path.name), verdict)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() == ".pdf" and one.is_file())
        else:
            yield path
