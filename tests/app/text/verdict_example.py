"""A signature as most of ours are: intact, trusted, proven."""

from __future__ import annotations

from datetime import UTC, datetime

from signing.verify.verdict import (
    ChangesAfter,
    Coverage,
    FileState,
    Indication,
    Integrity,
    Level,
    SignatureVerdict,
    Trust,
)

EXAMPLE = SignatureVerdict(
    "Handtekening",
    state=FileState.VALID,
    signer="M. Verzonnen",
    integrity=Integrity.INTACT,
    covers=Coverage.WHOLE_FILE,
    changes_after=ChangesAfter.NONE,
    indication=Indication.PASSED,
    subindication=None,
    level=Level.B_LTA,
    trusted=Trust.TRUSTED,
    proven_time=datetime(2024, 2, 8, 15, 20, tzinfo=UTC),
)
