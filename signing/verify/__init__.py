"""Is a signature right? One verdict a file, five answers a signature (design section 6).

Nothing that a file holds makes this raise: what cannot be read is an answer of its own and never green.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import BinaryIO

from signing.verify.material import Material
from signing.verify.trust import TrustRoots
from signing.verify.verdict import FileState, FileVerdict

__all__ = ["FileVerdict", "Material", "TrustRoots", "verify"]


def verify(
    stream: BinaryIO,
    *,
    trust: TrustRoots,
    now: datetime,
    at: datetime | None = None,
    evidence: Material | None = None,
    fetched: Material | None = None,
) -> FileVerdict:
    """Return the verdict on one file; nothing in the file makes it raise, and the wall clock is never asked.

    Args:
        stream: the file, seekable; it is not closed.
        trust: the certificates that chains may end at.
        now: the moment of the check, aware.
        at: the moment for which the verdict is asked (``--at``); the present moment when None.
        evidence: certificates and revocation data that are kept beside the file.
        fetched: revocation data that was fetched for this check (:mod:`signing.verify.fetch`); it is judged with, and
            does not raise the level. Nothing is fetched here.

    Raises:
        MemoryError: the file needs more than there is; :mod:`signing.sandbox` tries again with more.
    """
    # The engine takes up to two seconds to load: only who verifies pays for it, not who imports the words of a verdict.
    from signing.verify.judge import Request, judge_file  # noqa: PLC0415

    request = Request(trust, now, at, fetched or Material(), evidence or Material())
    try:
        return asyncio.run(judge_file(stream, request))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  the edge: a fault of ours is an answer too, and never a green one
        return FileVerdict(FileState.UNREADABLE, "", (), now, reason="fault")
