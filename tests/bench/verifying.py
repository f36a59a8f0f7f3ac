"""Verifying: many letters beside the plain pyHanko loop, a large file, many pages, and one file in a new process.

Prints the measurements as one line of JSON; in a process of its own, since it loads the whole engine.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from signing.sandbox import Limits, Sandbox
from signing.verify import TrustRoots
from signing.verify.verdict import Integrity
from tests.bench.large import write_large
from tests.bench.measured import Measured
from tests.pki import RELEASE_DAY, TestPki, make_pki
from tests.signing.verify.letters import Maker, plain_letter

ROOT = Path(__file__).resolve().parents[2]
LETTERS, ROUNDS, PAGES = 400, 3, 3000


def _letters(make: Maker, folder: Path) -> list[Path]:
    folder.mkdir()
    plain = plain_letter(pages=4)
    paths = [folder / f"{number:03}.pdf" for number in range(LETTERS)]
    for path in paths:
        path.write_bytes(make.sign(plain, box=(72, 300, 300, 360)))
    return paths


def _many(pki: TestPki, at: Path, trust: TrustRoots) -> Measured:
    """Measure 400 own letters in pairs: a warm pool of two workers, and the plain loop in its own process."""
    paths = _letters(Maker(pki), at / "letters")
    root = at / "root.cer"
    root.write_bytes(pki.certificate("root").dump())
    words = [sys.executable, "-m", "tests.bench.plain_pyhanko", str(at / "letters"), str(root), RELEASE_DAY.isoformat()]
    ratios, ours, theirs = [], [], []
    with Sandbox(Limits(files=LETTERS * 10), workers=2) as sandbox, ThreadPoolExecutor(2) as threads:

        def judge(path: Path) -> Integrity:
            return sandbox.verify(path, trust=trust, now=RELEASE_DAY).signatures[0].integrity

        assert set(threads.map(judge, paths[:20])) == {Integrity.INTACT}
        for _ in range(ROUNDS):
            begun = time.monotonic()
            assert set(threads.map(judge, paths)) == {Integrity.INTACT}
            ours.append(time.monotonic() - begun)
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
            theirs.append(float(done.stdout))
            ratios.append(ours[-1] / theirs[-1])
    note = f"{median(ours):.1f} s and {median(theirs):.1f} s; medians of {ROUNDS} pairs, load {os.getloadavg()[0]:.1f}"
    return Measured(
        f"verifying {LETTERS} own letters, warm pool, share of plain pyHanko", median(ratios), "x", 1.0, note
    )


def _large(pki: TestPki, at: Path) -> list[Measured]:
    path = at / "large.pdf"
    size = write_large(path)
    with path.open("rb+") as stream:
        signer = PdfSigner(PdfSignatureMetadata(field_name="Handtekening"), signer=pki.signer())
        asyncio.run(signer.async_sign_pdf(IncrementalPdfFileWriter(stream), in_place=True, bytes_reserved=32768))
    root = at / "root.cer"
    told = [_fresh(path, root) for _ in range(ROUNDS)]
    name = f"verifying a file of {size / 1e6:.0f} MB"
    return [
        Measured(name, median(seconds for seconds, _ in told), "s", 3.0, "in a new process, its engine loaded"),
        Measured(f"{name}, process at most", max(most for _, most in told), "MB", 150),
    ]


def _fresh(path: Path, root: Path) -> tuple[float, float]:
    first = next((path.parent / "letters").glob("*.pdf"))
    words = [sys.executable, "-m", "tests.bench.one_file", str(path), str(first), str(root), RELEASE_DAY.isoformat()]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, most = json.loads(done.stdout)
    return seconds, most


def _pages(make: Maker, trust: TrustRoots) -> Measured:
    data = make.sign(make.sign(plain_letter(pages=PAGES, compressed=True)), signer="second", field="Tweede")
    with Sandbox(workers=1) as sandbox:
        sandbox.verify(plain_letter(), trust=trust, now=RELEASE_DAY)
        times = []
        for _ in range(ROUNDS):
            begun = time.monotonic()
            assert len(sandbox.verify(data, trust=trust, now=RELEASE_DAY).signatures) == 2
            times.append(time.monotonic() - begun)
    return Measured(f"verifying {PAGES} pages with two signatures, warm", median(times), "s", 5.0)


def _command(at: Path) -> Measured:
    letter, times = next((at / "letters").glob("*.pdf")), []
    words = [sys.executable, "-m", "app", "verify", str(letter), "--trust", str(at / "root.cer"), "--json"]
    for _ in range(ROUNDS):
        begun = time.monotonic()
        subprocess.run([*words, "--profile", str(at / "none")], cwd=ROOT, capture_output=True, check=False)
        times.append(time.monotonic() - begun)
    return Measured("vloeiboek verify ONE, new process", median(times), "s", 3.0, f"load {os.getloadavg()[0]:.1f}")


def main() -> int:
    """Measure everything."""
    pki = make_pki()
    trust = TrustRoots.from_certificates(pki.roots)
    with tempfile.TemporaryDirectory() as at:
        folder = Path(at)
        measured = [_many(pki, folder, trust), *_large(pki, folder), _pages(Maker(pki), trust), _command(folder)]
    sys.stdout.write(json.dumps([dataclasses.asdict(each) for each in measured]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
