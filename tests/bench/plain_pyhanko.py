"""The plain loop that verifying is measured against, in a process that loads nothing of ours: prints its seconds."""

from __future__ import annotations

import logging
import sys
import time
from datetime import datetime
from pathlib import Path

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def main(folder: Path, root: Path, moment: datetime) -> float:
    """Verify every letter of a folder once, one after another, after a first that warms up."""
    certificate = x509.Certificate.load(root.read_bytes())
    letters = sorted(folder.glob("*.pdf"))
    _one(letters[0], certificate, moment)
    begun = time.monotonic()
    for letter in letters:
        _one(letter, certificate, moment)
    return time.monotonic() - begun


def _one(letter: Path, certificate: x509.Certificate, moment: datetime) -> None:
    with letter.open("rb") as stream:
        context = ValidationContext(trust_roots=[certificate], moment=moment, allow_fetching=False)
        status = validate_pdf_signature(PdfFileReader(stream).embedded_signatures[0], context)
        if not status.bottom_line:
            raise SystemExit(f"{letter}: not valid")


if __name__ == "__main__":
    logging.disable()
    sys.stdout.write(f"{main(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))}\n")
