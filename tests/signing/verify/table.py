"""The table in docs/verification.md: ``python -m tests.signing.verify.table`` makes it anew, from the classes.

Each class is made as a file and shown to three judges: this program (with revocation data of the day), pyHanko's own
``validate_pdf_signature`` with the same roots and data (its ``bottom_line``), and poppler's ``pdfsig``. Then come
signed files that other tools made. Nothing is filled in by hand.
"""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from signing.verify.verdict import FileVerdict
from tests.pki import make_pki
from tests.signing.verify.classes import CASES
from tests.signing.verify.conftest import CHECK_DAY, Judge
from tests.signing.verify.foreign import FOREIGN
from tests.signing.verify.letters import Maker

PAGE = Path(__file__).resolve().parents[3] / "docs" / "verification.md"
BEGIN, END = "<!-- made by tests.signing.verify.table -->", "<!-- end -->"


def ours(verdict: FileVerdict) -> str:
    """Return our word for a file."""
    return verdict.state.value.replace("_", " ") + (f" ({verdict.reason})" if verdict.reason else "")


def pyhankos(data: bytes, context: Callable[[], ValidationContext]) -> str:
    """Return the ``bottom_line`` of every signature, or what the library raises."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found = reader.embedded_signatures
    except Exception as fault:  # noqa: BLE001  which exception escapes is what is told
        return type(fault).__name__
    said = []
    for one in found:
        try:
            stamp = one.sig_object.get("/SubFilter") == "/ETSI.RFC3161"
            if stamp:  # these have no bottom line
                status = validate_pdf_timestamp(one, context())
                said.append(str(status.intact and status.valid and status.trusted))
            else:
                said.append(str(validate_pdf_signature(one, context()).bottom_line))
        except Exception as fault:  # noqa: BLE001
            said.append(type(fault).__name__)
    return ", ".join(said) or "no signature"


def pdfsigs(path: Path) -> str:
    """Return the validation words of ``pdfsig``, and whether it says that all of the file was signed."""
    done = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False, timeout=60)
    words = re.findall(r"- Signature Validation: (.*)", done.stdout)
    if not words:
        return "no signature" if "does not contain any signatures" in done.stdout + done.stderr else "cannot read it"
    parts = done.stdout.split("\nSignature #")[1:]
    whole = ["" if "- Total document signed" in part else ", not all signed" for part in parts]
    whole += [""] * (len(words) - len(whole))
    return "; ".join(word.rstrip(".") + more for word, more in zip(words, whole, strict=False))


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield (group, class, our word, pyHanko's, pdfsig's)."""
    pki = make_pki()
    make, judge = Maker(pki), Judge(pki)

    def context() -> ValidationContext:
        return ValidationContext(
            trust_roots=[pki.certificate("root")],
            other_certs=[pki.certificate("issuing")],
            moment=CHECK_DAY,
            crls=[pki.crl(one, at=CHECK_DAY) for one in ("issuing", "root")],
            allow_fetching=False,
        )

    with tempfile.TemporaryDirectory() as at:
        path = Path(at) / "file.pdf"
        for case in CASES:
            data = case.make(make)
            path.write_bytes(data)
            yield case.group, case.name, ours(judge(data, online=True)), pyhankos(data, context), pdfsigs(path)
        for name, tool in FOREIGN.items():
            made = tool(pki, Path(at))
            if made is None:
                yield from _as_it_was(name)
                continue
            path.write_bytes(made)
            yield "made by others", name, ours(judge(made, online=True)), pyhankos(made, context), pdfsigs(path)


def _as_it_was(name: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the row of a tool that is not on this machine, as it was found where the tool was."""
    page = PAGE.read_text(encoding="utf-8")
    for line in page[page.index(BEGIN) : page.index(END)].splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if len(cells) == len(("group", "class", "ours", "pyHanko", "pdfsig")) and cells[1] == name:
            yield cells[0], cells[1], cells[2], cells[3], cells[4]


def _once(said: str, between: str) -> str:
    """Return what was said of each of many signatures in short, where it is the same, or the same but for the last."""
    words = said.split(between)
    if len(words) < 5:
        return said
    return between.join(f"{word} ({count} times)" if count > 1 else word for word, count in Counter(words).items())


def table() -> str:
    """Return the table, and how often each judge took a bad file for a good one."""
    lines = ["| | class | this program | pyHanko `bottom_line` | pdfsig |", "| --- | --- | --- | --- | --- |"]
    good: Counter[str] = Counter()
    bad = 0
    for group, name, own, library, poppler in rows():
        lines.append(f"| {group} | {name} | {own} | {_once(library, ', ')} | {_once(poppler, '; ')} |")
        if own.startswith("invalid"):
            bad += 1
            good["pyHanko"] += set(library.split(", ")) == {"True"}
            good["pdfsig"] += all(word.startswith("Signature is Valid") for word in poppler.split("; "))
    lines += [
        "",
        f"Of the {bad} files that are invalid here, pyHanko's `bottom_line` is True throughout for {good['pyHanko']}, "
        f'and pdfsig says "Signature is Valid" throughout for {good["pdfsig"]}.',
    ]
    return "\n".join(lines)


def main() -> int:
    """Write the table into the page."""
    logging.disable()
    if shutil.which("pdfsig") is None:
        sys.stderr.write("pdfsig is not here (poppler-utils)\n")
        return 1
    page = PAGE.read_text(encoding="utf-8")
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    PAGE.write_text(f"{page[:start]}\n\n{table()}\n\n{page[end:]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
