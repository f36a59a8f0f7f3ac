"""Damage signed letters at random for a given time: ``python -m tests.signing.verify.fuzz SECONDS [SEED]``.

Small letters, judged in this process under the limits of a worker (memory, and a time a file). Two kinds of damage: of
the bytes, as a disk or an attacker of parsers does it, and of one object in an ordinary update, as an editor does it.
What is looked for: an exception, a fault in our own judging, a hang, and a good word for a file that is not as it was
signed. The last is asked of another judge than our own: the text and the picture of every page, as PDFium has them.
What is found is written to ``build/fuzz`` and named; it moves to ``tests/golden/verify-fuzz`` when it is mended.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from signing.verify import TrustRoots, verify
from signing.verify.verdict import Fact, FileState, FileVerdict, Integrity, Kind
from tests.pki import make_pki
from tests.signing.verify import attacks
from tests.signing.verify.classes import SIGNATURE_BOX, tagged_letter
from tests.signing.verify.conftest import CHECK_DAY
from tests.signing.verify.letters import Maker, plain_letter

FOLDER = Path("build/fuzz")
SLOW = 10.0
MEMORY = 2 << 30
RESERVED = 9_000
_TOKEN = re.compile(rb"/[A-Za-z]+|\d+")
_REFERENCE = re.compile(rb"\d+ 0 R")
_OTHER_VALUES = (
    b"null", b"<<>>", b"[]", b"(x)", b"999 0 R", b"-1", b"<00>", b"true", b"1e99", b"99999999999999999999",
    b"/X", b"[[[]]]",
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one to five changes of the kinds that break parsers."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        _damage(changed, chance)
    return bytes(changed)


def _damage(changed: bytearray, chance: random.Random) -> None:
    kind, place = chance.randrange(8), chance.randrange(len(changed)) if changed else 0
    if kind == 0 and changed:
        changed[place] = chance.randrange(256)
    elif kind == 1:
        del changed[place : place + chance.randrange(1, 60)]
    elif kind == 2:
        changed[place:place] = chance.randbytes(chance.randrange(1, 30))
    elif kind == 3:
        other = chance.randrange(max(1, len(changed)))
        changed[place : place + 20] = changed[other : other + 20]
    elif kind in (4, 5):
        _replace(changed, _TOKEN, chance, None if kind == 4 else chance.choice(_OTHER_VALUES))
    elif kind == 6:
        _replace(changed, _REFERENCE, chance, chance.choice(_OTHER_VALUES))
    elif chance.random() < 0.2:
        del changed[place:]


def _replace(changed: bytearray, pattern: re.Pattern[bytes], chance: random.Random, value: bytes | None) -> None:
    found = list(pattern.finditer(bytes(changed)))
    if found:
        one, other = chance.choice(found), chance.choice(found)
        changed[one.start() : one.end()] = other[0] if value is None else value


def rewritten(data: bytes, chance: random.Random) -> bytes:
    """Return the file with one to three of its objects, damaged, in an update that is itself well formed."""
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    numbers = sorted(
        {
            one.idnum
            for at in range(reader.xrefs.total_revisions)
            for one in reader.xrefs.explicit_refs_in_revision(at)
            if one.idnum
        }
    )
    out, entries = bytearray(data + b"\n"), []
    for number in chance.sample(numbers, min(len(numbers), chance.choice((1, 1, 2, 3)))):
        written = io.BytesIO()
        IndirectObject(number, 0, reader).get_object().write_to_stream(written, None)
        body = bytearray(written.getvalue())
        if len(body) > 40_000:
            continue
        _damage(body, chance)
        entries.append((number, len(out)))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, bytes(body))
    place = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in entries)
    size = int(reader.trailer["/Size"])
    root = reader.root_ref.idnum
    last = re.findall(rb"startxref\s+(\d+)", data)[-1]
    out += b"trailer\n<</Size %d/Root %d 0 R/Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, last, place)
    return bytes(out)


def suspicious(verdict: FileVerdict, data: bytes, original: bytes) -> str:
    """Return what is wrong with a verdict, in a word; empty when nothing is."""
    facts = {fact for one in verdict.signatures for fact in one.facts}
    if Fact.NOT_CHECKED_FAULT in facts or verdict.reason == "fault":
        return "fault"
    if verdict.state not in {FileState.VALID, FileState.VALID_WITH_REMARKS}:
        if verdict.state is FileState.NO_SIGNATURE:
            return "unsigned" if b"/ByteRange" in data else ""
        return ""
    people = [one for one in verdict.signatures if one.kind is Kind.SIGNATURE]
    if not people or any(one.integrity is not Integrity.INTACT for one in verdict.signatures):
        return "good"
    end = min(one.signed_bytes or 0 for one in people)
    if _signed(data[:end]) != _signed(original[:end]):
        return "bytes"
    if _seen(data[:end]) != _seen(data):
        return "seen"
    return ""


def _signed(data: bytes) -> bytes:
    """Return a file without what stands in the gaps of its signatures: no signature covers its own gap."""
    return re.sub(rb"<[0-9A-Fa-f]{4000,}>", b"", data)


def _seen(data: bytes) -> Any:
    """Return what PDFium has of every page without its annotations: its text, its size and its picture."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        seen = []
        for page in document:
            text = page.get_textpage().get_text_bounded()
            picture = page.render(scale=0.25, may_draw_forms=False, draw_annots=False)
            seen.append((text, page.get_size(), bytes(picture.buffer)))
        return seen
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def originals(make: Maker) -> list[bytes]:
    """Return small signed letters of the kinds that are met."""

    def small(pdf: bytes | None = None, **more: Any) -> bytes:
        return make.sign(pdf, bytes_reserved=RESERVED, **more)

    form = attacks.form_letter("")
    return [
        small(box=SIGNATURE_BOX),
        small(plain_letter(compressed=True), level="B-T"),
        attacks.fill_field(small(form), "12"),
        attacks.fill_field(small(form, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS), "12"),
        attacks.annotate(small(), subtype="/Text", box=(400, 400, 420, 420)),
        small(tagged_letter(), box=SIGNATURE_BOX),
        small(small(attacks.form_letter("10")), signer="second", field="Tweede", box=attacks.BLANK_AREA),
        make.with_data(small(level="B-T"), at=CHECK_DAY),
        make.sign(level="B-LTA", bytes_reserved=12_000),
    ]


@contextlib.contextmanager
def limits() -> Iterator[None]:
    """Hold what is judged to the limits of a worker: a hang becomes an exception of ours."""

    def late(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, before[1]))
    old = signal.signal(signal.SIGALRM, late)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, old)
        resource.setrlimit(resource.RLIMIT_AS, before)


def judged(data: bytes, original: bytes, trust: TrustRoots) -> tuple[str, str]:
    """Return the state of a file and what is wrong with that, in a word each."""
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, 3 * SLOW)
    try:
        verdict = verify(io.BytesIO(data), trust=trust, now=CHECK_DAY)
        signal.setitimer(signal.ITIMER_REAL, 0)
        problem = suspicious(verdict, data, original)
        return verdict.state.value, problem or ("slow" if time.process_time() - begun > SLOW else "")
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt):
            raise
        return "none", type(fault).__name__
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main(seconds: float, seed: int) -> int:
    """Run, print a count of the states, and return how many files were written."""
    pki = make_pki()
    trust = TrustRoots.from_certificates(pki.roots)
    letters = originals(Maker(pki))
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (damaged, rewritten)
    chance, states, written = random.Random(seed), Counter[str](), 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    current = FOLDER / "current.pdf"  # what a crash of the whole process leaves
    end = time.monotonic() + seconds
    with limits():
        while time.monotonic() < end:
            original, way = chance.choice(letters), chance.choice(ways)
            data = way(original, chance)
            current.write_bytes(data)
            state, problem = judged(data, original, trust)
            states[state] += 1
            if problem:
                written += 1
                name = FOLDER / f"{seed}-{states.total()}-{problem}.pdf"
                name.write_bytes(data)
                print(name, state, flush=True)  # noqa: T201
    current.unlink()
    print(f"seed {seed}: {states.total()} files in {seconds:.0f} s, {written} kept;", dict(states))  # noqa: T201
    return written


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time()))))
