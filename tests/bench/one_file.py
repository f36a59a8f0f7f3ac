"""Verify one file in a process that holds nothing but the engine: prints seconds and the most memory in MB as JSON."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from pathlib import Path

from signing.verify import TrustRoots, verify
from signing.verify.verdict import Integrity
from tests.bench.measured import memory


def main(path: Path, first: Path, root: Path, moment: datetime) -> tuple[float, float]:
    """Verify a small file, which loads the engine, and then the one that is measured."""
    trust = TrustRoots.from_folder(root)
    with first.open("rb") as stream:
        verify(stream, trust=trust, now=moment)
    with path.open("rb") as stream:
        begun = time.monotonic()
        if verify(stream, trust=trust, now=moment).signatures[0].integrity is not Integrity.INTACT:
            raise SystemExit(f"{path}: not intact")
        return time.monotonic() - begun, memory("VmHWM")


if __name__ == "__main__":
    told = main(*(Path(word) for word in sys.argv[1:4]), datetime.fromisoformat(sys.argv[4]))
    sys.stdout.write(json.dumps(told) + "\n")
