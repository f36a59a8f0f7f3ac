"""What every process of the program does first."""

from __future__ import annotations

import os
import resource


def harden_process() -> None:
    """Files for their owner alone, and no core dump that would hold a key."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
