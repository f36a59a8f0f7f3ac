"""Mutate signed letters for a given time: ``python -m tests.signing.verify.fuzz SECONDS [SEED]``.

Anything that raises, that our own judging could not finish, that takes long, or that is called valid although signed
bytes changed, is written to ``build/fuzz`` and named; what is found there moves to ``tests/golden`` with a test.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from signing.verify import TrustRoots, verify
from signing.verify.verdict import Fact, FileState, FileVerdict
from tests.pki import make_pki
from tests.signing.verify import attacks
from tests.signing.verify.conftest import CHECK_DAY
from tests.signing.verify.letters import Maker, plain_letter

SLOW = 10.0
_TOKEN = re.compile(rb"/[A-Za-z]+|\d+")
_REFERENCE = re.compile(rb"\d+ 0 R")
_OTHER_VALUES = (b"null", b"<<>>", b"[]", b"(x)", b"999 0 R", b"-1", b"<00>", b"true")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one to five changes of the kinds that break parsers."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(changed))
        kind = chance.randrange(7)
        if kind == 0:
            changed[place] = chance.randrange(256)
        elif kind == 1:
            del changed[place : place + chance.randrange(1, 60)]
        elif kind == 2:
            changed[place:place] = chance.randbytes(chance.randrange(1, 30))
        elif kind == 3:
            other = chance.randrange(len(changed))
            changed[place : place + 20] = changed[other : other + 20]
        elif kind == 4:
            _replace(changed, _TOKEN, chance, None)
        elif kind == 5:
            _replace(changed, _REFERENCE, chance, chance.choice(_OTHER_VALUES))
        elif chance.random() < 0.2:
            del changed[place:]
    return bytes(changed)


def _replace(changed: bytearray, pattern: re.Pattern[bytes], chance: random.Random, value: bytes | None) -> None:
    found = list(pattern.finditer(bytes(changed)))
    if found:
        one, other = chance.choice(found), chance.choice(found)
        changed[one.start() : one.end()] = other[0] if value is None else value


def _suspicious(verdict: FileVerdict, data: bytes, original: bytes, signed: int) -> str:
    if (
        Fact.NOT_CHECKED_FAULT in {fact for one in verdict.signatures for fact in one.facts}
        or verdict.reason == "fault"
    ):
        return "fault"
    same = data[:1] == original[:1] and verdict.signatures and verdict.signatures[0].signed_bytes == signed
    if verdict.state is FileState.VALID and not same:
        return "valid"
    return ""


def main(seconds: float, seed: int) -> int:
    """Run, print a count of the states, and return how many files were written."""
    pki = make_pki()
    make, trust = Maker(pki), TrustRoots.from_certificates(pki.roots)
    originals = [
        make.sign(level="B-LTA", box=(72, 300, 300, 360)),
        make.sign(make.sign(attacks.form_letter("10"), level="B-LT"), signer="second", field="Tweede"),
        make.sign(plain_letter(compressed=True), level="B-LT"),
    ]
    lengths = [verify(io.BytesIO(one), trust=trust, now=CHECK_DAY).signatures[0].signed_bytes or 0 for one in originals]
    folder = Path("build/fuzz")
    chance, states, written = random.Random(seed), Counter[str](), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        index = chance.randrange(len(originals))
        data = mutated(originals[index], chance)
        begun = time.monotonic()
        try:
            verdict = verify(io.BytesIO(data), trust=trust, now=CHECK_DAY)
            problem = _suspicious(verdict, data, originals[index], lengths[index])
            states[verdict.state.value] += 1
        except Exception as fault:  # noqa: BLE001  what escapes is what is looked for
            problem = type(fault).__name__
        problem = problem or ("slow" if time.monotonic() - begun > SLOW else "")
        if problem:
            folder.mkdir(parents=True, exist_ok=True)
            written += 1
            name = folder / f"{seed}-{sum(states.values())}-{problem}.pdf"
            name.write_bytes(data)
            print(name)  # noqa: T201
    print(dict(states))  # noqa: T201
    return written


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time()))))
