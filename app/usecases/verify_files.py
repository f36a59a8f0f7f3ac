"""Verify signed PDFs: one right sentence a file."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app.names import shown_name, told_apart
from app.usecases.verification_desk import VerificationDesk, verification_desk
from signing.errors import UnreadablePdf
from signing.sandbox import Limits, Sandbox
from signing.verify.trust import TrustRoots
from signing.verify.verdict import FileState, FileVerdict, Subindication

if TYPE_CHECKING:
    from pyhanko_certvalidator.fetchers.api import FetcherBackend

# How often it is looked whether a person stopped, and how long a file in hand then still gets.
_LOOK_SECONDS = 0.1
_GRACE_SECONDS = 2.0
# Files that are judged at the same time where there are several.
AT_ONCE = 2


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
    """Verifies files in processes of their own with limits, with local data unless asked otherwise (design section 6).

    Args:
        trust: the roots and lists to trust.
        now: the present moment.
        person: who is responsible for the verification.
        at: the moment the verdict is asked for, where it is another.
        seconds: that one file may take.
        online: makes what revocation data is fetched with; None asks nothing of anyone.
        workers: how many files are judged at the same time.
    """

    def __init__(
        self,
        trust: TrustRoots,
        *,
        now: datetime,
        person: str,
        at: datetime | None = None,
        seconds: float = 60.0,
        online: Callable[[], FetcherBackend] | None = None,
        workers: int = 1,
    ) -> None:
        self.person = person
        self._trust, self._now, self._at, self._workers = trust, now, at, workers
        self._sandbox = Sandbox(Limits(seconds=seconds), workers=workers)
        self._revocation = None
        if online is not None:
            from signing.verify.fetch import RevocationDesk  # noqa: PLC0415  its clients take a second to load

            self._revocation = RevocationDesk(online)

    @classmethod
    def at_desk(cls, desk: VerificationDesk, *, at: datetime | None = None, workers: int = 1) -> Verifier:
        """Return what verifies with what a desk rests on."""
        return cls(
            desk.trust, now=desk.now, person=desk.person, at=at, seconds=desk.seconds, online=desk.online,
            workers=workers,
        )  # fmt: skip

    def __enter__(self) -> Verifier:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def verify(self, path: Path, name: str = "") -> VerifiedFile:
        """Return the verdict on a file; nothing in it and nothing about it makes this raise.

        Args:
            path: of the file.
            name: as it is shown, where its own name is not enough.
        """
        try:
            verdict = self._sandbox.verify(path, trust=self._trust, now=self._now, at=self._at)
            if self._revocation is not None and any(one.paths for one in verdict.signatures):
                verdict = self._asked(path, verdict)
        except (OSError, UnreadablePdf) as fault:
            verdict = _not_opened(path, self._now, fault)
        return VerifiedFile(path, name or shown_name(path.name), verdict)

    def _asked(self, path: Path, verdict: FileVerdict) -> FileVerdict:
        """Return the verdict with what the services say; where an answer is not enough, with their lists too."""
        assert self._revocation is not None  # noqa: S101  the caller looked
        for lists in (False, True):
            fetched = self._revocation.ask(verdict, lists=lists)
            if fetched.has_revocation_data:
                verdict = self._sandbox.verify(path, trust=self._trust, now=self._now, at=self._at, fetched=fetched)
            if all(one.subindication is not Subindication.TRY_LATER for one in verdict.signatures):
                break
        return verdict

    def verify_all(self, paths: Sequence[Path]) -> Iterator[VerifiedFile]:
        """Yield the verdicts in the order of the files; whoever stops listening stops the work."""
        pool = ThreadPoolExecutor(self._workers)
        try:
            yield from pool.map(self.verify, paths, told_apart(paths))
        except BaseException:
            self._sandbox.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def verify_while(
        self, paths: Sequence[Path], *, tell: Callable[[VerifiedFile], object], cancelled: Callable[[], bool]
    ) -> None:
        """Verify files and tell each verdict as it comes, from the thread that found it.

        Args:
            paths: the files.
            tell: takes a verdict; on any of several threads.
            cancelled: whether to stop: no other file is begun, and one in hand that takes long is given up.
        """

        def one(path: Path) -> None:
            if not cancelled():
                found = self.verify(path)
                if found.verdict.reason != "stopped":
                    tell(found)

        with ThreadPoolExecutor(self._workers, thread_name_prefix="verify") as pool:
            begun = [pool.submit(one, path) for path in paths]
            left: set[Future[None]] = set(begun)
            while left and not cancelled():
                left = wait(left, timeout=_LOOK_SECONDS, return_when=FIRST_EXCEPTION).not_done
            if wait(left, timeout=_GRACE_SECONDS).not_done:
                self._sandbox.stop()
        for future in begun:
            future.result()  # a fault of ours is not lost

    def close(self) -> None:
        """End the processes; waits for a file in hand."""
        self._sandbox.close()


def begin_verifying(
    paths: Sequence[Path], profile: Path, *, now: datetime, at_desk: datetime | None = None, online: bool = False
) -> tuple[Verifier, tuple[Path, ...]]:
    """Return what verifies, and the files: those given and, of a folder, each PDF in it. The vault may be locked.

    Args:
        paths: files and folders.
        profile: folder of the profile whose roots and lists are trusted.
        now: the machine's present moment.
        at_desk: the moment at the open desk, where one is open.
        online: whether revocation data may be asked for; the lists are left as they are.

    Raises:
        SigningFault: what :func:`app.usecases.verification_desk.verification_desk` raises.
        WrongUse: settings that cannot be read.
    """
    desk = verification_desk(profile, now=now, online=online, renew=False)
    files = tuple(files_in(paths))
    desk = replace(desk, now=at_desk or desk.now)
    return Verifier.at_desk(desk, workers=min(AT_ONCE, max(1, len(files)))), files


def verify_files(
    paths: Sequence[Path], *, trust: TrustRoots, now: datetime, at: datetime | None = None
) -> Iterator[VerifiedFile]:
    """Yield the verdict on each file, with local data; of a folder, on each PDF in it.

    Args:
        paths: files and folders.
        trust: the roots to trust.
        now: the present moment.
        at: the moment the verdict is asked for, where it is another.
    """
    return verify_at_desk(VerificationDesk(trust, now, ""), paths, at=at)


def verify_at_desk(
    desk: VerificationDesk, paths: Sequence[Path], *, at: datetime | None = None
) -> Iterator[VerifiedFile]:
    """Yield the verdict on each file with what a desk rests on; of a folder, on each PDF in it."""
    files = list(files_in(paths))
    with Verifier.at_desk(desk, at=at, workers=min(AT_ONCE, max(1, len(files)))) as verifier:
        yield from verifier.verify_all(files)


def _not_opened(path: Path, now: datetime, fault: Exception) -> FileVerdict:
    reason = "file_unreadable" if os.path.exists(path) else "file_missing"
    if isinstance(fault, UnreadablePdf) and fault.code == "not_a_file":
        reason = fault.code
    return FileVerdict(FileState.UNREADABLE, "", (), now, reason=reason)


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of a choice: those named, and of a folder each PDF in it, sorted."""
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir, a name that is too long is no error
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() == ".pdf" and one.is_file())
        else:
            yield path
