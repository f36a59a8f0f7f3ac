"""The work itself, without a window: reading a memo, signing two letters, releasing two letters."""

from __future__ import annotations

import io
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.compose import make_demonstration_profile, open_desk
from app.council import AMSTERDAM
from app.example import example_folder
from app.ports import ConsentQuestion, LevelQuestion, PinQuestion, Progress, Secret
from app.reading import read_memo
from app.usecases.add_dossier import add_dossier
from app.usecases.decide import decide
from app.usecases.lock_map import lock_map
from app.usecases.new_map import new_map
from app.usecases.plan_signing import plan_signing
from app.usecases.record_condition import record_condition
from app.usecases.record_outcome import record_outcome
from app.usecases.release_item import release_item
from app.usecases.show_map import list_maps
from app.usecases.sign_batch import sign_batch

ROUNDS = 5
_MEETING = "MR:2024-02-09"


@dataclass
class Times:
    """Seconds of each round."""

    memo: list[float] = field(default_factory=list)
    sign: list[float] = field(default_factory=list)
    release: list[float] = field(default_factory=list)
    listing: list[float] = field(default_factory=list)


class _Person:
    """Consents, and knows the kept PIN."""

    def __init__(self, pin: Secret | None) -> None:
        self._pin = pin
        self.cancelled = False

    def report(self, progress: Progress) -> None:
        """Nobody looks."""

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        return self._pin

    def ask_consent(self, question: ConsentQuestion) -> bool:
        return True

    def ask_level(self, question: LevelQuestion) -> bool:
        return False


def _at(day: int, hour: int) -> datetime:
    return datetime(2024, 2, day, hour, 30, tzinfo=AMSTERDAM)


def measure(dossiers: int) -> Times:
    """Lead five maps through the journey with the token, and make so many more maps that are only listed."""
    times = Times()
    with tempfile.TemporaryDirectory() as at, example_folder() as example:
        memo = (example / "nota.pdf").read_bytes()
        for _ in range(ROUNDS + 1):
            times.memo.append(_seconds(lambda: read_memo(io.BytesIO(memo), "nota.pdf")))
        del times.memo[0]  # the first loads the reader
        folder = Path(at) / "profile"
        made = make_demonstration_profile(folder)
        with open_desk(folder, passphrase=made.secrets.passphrase) as desk:
            names = [f"map-{number}" for number in range(ROUNDS)]
            for name in [*names, *(f"lijst-{number}" for number in range(dossiers - ROUNDS))]:
                new_map(desk, name)
                add_dossier(desk, name, [example], name="per")
            for _ in range(ROUNDS):
                times.listing.append(_seconds(lambda: list_maps(desk)))
            clock: Any = desk.clock
            uri = made.key_uris[0]
            clock.set(_at(8, 16))
            for name in names:
                record_condition(desk, f"{name}/per", _MEETING)
                lock_map(desk, name)
                decide(desk, f"{name}/per", "agree")
            for name in names:
                plan, person = plan_signing(desk, name), _Person(made.secret_for(uri))
                times.sign.append(
                    _seconds(
                        lambda plan=plan, person=person: sign_batch(  # type: ignore[misc]
                            desk, plan, key_uri=uri, one_by_one=False, target=None, context=person
                        )
                    )
                )
            clock.set(_at(9, 12))
            for name in names:
                record_outcome(
                    desk, f"{name}/per", meeting=_MEETING, outcome="agreed", by="A", evidence="B", at=_at(9, 12)
                )
                target = folder / "verzendmap"
                times.release.append(
                    _seconds(
                        lambda name=name, target=target: release_item(  # type: ignore[misc]
                            desk, f"{name}/per", target=target, context=_Person(None)
                        )
                    )
                )
    return times


def _seconds(act: Any) -> float:
    begun = time.monotonic()
    act()
    return time.monotonic() - begun
