"""What random damage found stays mended; and the search itself still looks at what it says (``make fuzz``)."""

from __future__ import annotations

import io
import random
from datetime import timedelta
from pathlib import Path

import pytest

from signing.verify import TrustRoots, verify
from signing.verify.verdict import Fact, FileState
from tests.pki import RELEASE_DAY
from tests.signing.verify import attacks, fuzz
from tests.signing.verify.case import SIGNATURE_BOX
from tests.signing.verify.conftest import Judge
from tests.signing.verify.letters import Maker

GOLDEN = sorted((Path(__file__).resolve().parents[2] / "golden" / "verify-fuzz").glob("*.pdf"))
NOW = RELEASE_DAY + timedelta(hours=1)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_what_was_found_gets_a_verdict_and_no_good_one(path: Path) -> None:
    data = path.read_bytes()
    verdict = verify(io.BytesIO(data), trust=TrustRoots.from_certificates([]), now=NOW)
    assert verdict.state is FileState.INVALID
    assert Fact.NOT_CHECKED_FAULT not in {fact for one in verdict.signatures for fact in one.facts}
    assert verdict.reason == ""


def test_there_are_files_to_read() -> None:
    assert len(GOLDEN) >= 3


def test_the_search_sees_a_page_that_differs_under_a_good_word(make: Maker, judge: Judge) -> None:
    letter = make.sign(box=SIGNATURE_BOX)
    good = judge(letter, online=True)
    assert fuzz.suspicious(good, letter, letter) == ""
    assert fuzz.suspicious(good, attacks.replace_content(letter), letter) == "seen"
    touched = letter.replace(b"Creator", b"Creatos", 1)
    assert touched != letter
    assert fuzz.suspicious(good, touched, letter) == "bytes"


def test_the_same_seed_makes_the_same_files(make: Maker) -> None:
    letter = make.sign()
    for way in (fuzz.damaged, fuzz.rewritten):
        first, second = random.Random(5), random.Random(5)
        assert [way(letter, first) for _ in range(5)] == [way(letter, second) for _ in range(5)]


def test_an_update_with_an_object_as_it_was_is_read(make: Maker, judge: Judge) -> None:
    chance = random.Random(1)
    letter = make.sign(box=SIGNATURE_BOX)
    verdicts = [judge(fuzz.rewritten(letter, chance)) for _ in range(8)]
    assert all(verdict.signatures for verdict in verdicts)
    assert all(one.signed_bytes == len(letter) for verdict in verdicts for one in verdict.signatures[:1])
