"""Sign the maps of a prepared profile, one large letter each, and nothing else: prints one line of JSON.

As in the program, the profile is opened before what signs is loaded: opening takes 64 MiB for a moment, on purpose
(Argon2id). The memory told is the most the process held from its start to its end, that moment included.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from app.compose import open_desk
from app.desk import Desk
from app.ports import ConsentQuestion, LevelQuestion, PinQuestion, Progress, Secret
from tests.bench.measured import memory


class _Person:
    """Nobody asks and nobody stops."""

    cancelled = False

    def report(self, progress: Progress) -> None:
        """Nobody looks."""

    def ask_pin(self, question: PinQuestion) -> Secret | None:
        return None

    def ask_consent(self, question: ConsentQuestion) -> bool:
        return True

    def ask_level(self, question: LevelQuestion) -> bool:
        return False


def main(folder: Path) -> int:
    """Sign every map of the profile in a folder."""
    with open_desk(folder / "profiel", passphrase=Secret("proef")) as desk:
        told = _signed(desk, folder / "sleutel.p12")
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _signed(desk: Desk, key_file: Path) -> dict[str, list[float]]:
    from app.plan import Consent  # loaded late, as the program does
    from app.usecases.show_map import list_maps, show_map
    from app.usecases.sign_letters import OpenedKey, sign_letters
    from signing.keys.software import Pkcs12File

    times: list[float] = []
    before = memory()
    with Pkcs12File(str(key_file)).open("proef") as key:
        for batch in list_maps(desk):
            names = tuple(letter.name for letter in show_map(desk, batch.name).letters)
            opened = OpenedKey(key, "proef.p12", software=True)
            begun = time.monotonic()
            result = sign_letters(
                desk, batch.name, consent=Consent(names, "all_unseen"), opened=opened, context=_Person()
            )
            times.append(time.monotonic() - begun)
            if result.sealed != names:
                raise SystemExit(str(result))
    return {"seconds": times, "memory": [memory("VmHWM")], "before": [before]}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
