"""The journey through the window in a process of its own, watched for stalls: prints one line of JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from itertools import chain
from pathlib import Path

from tests.bench.stalls import Control, Heartbeat
from tests.screenshots import journey
from tests.screenshots.hands import Hands, offscreen


def main() -> int:
    """Lead the example from the empty page to the release."""
    offscreen()
    hands = Hands(Path(sys.argv[1]))
    beat = Heartbeat()
    control = Control()
    with tempfile.TemporaryDirectory() as at:
        try:
            beat.step = "start"
            hands.enter()
            beat.step = "drop"
            journey.drop_example(hands, Path(at))
            for step in chain(
                journey.prepare(hands), journey.review(hands), journey.sign(hands), journey.council(hands)
            ):
                beat.step = f"after {step}"
        finally:
            beat.stop()
            hands.close()
    worst = sorted(beat.stalls, key=lambda stall: -stall.milliseconds)[:8]
    stalls = [[stall.milliseconds, stall.step, stall.where] for stall in worst]
    sys.stdout.write(json.dumps({"stalls": stalls, "control": control.longest()}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
