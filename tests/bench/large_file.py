"""A PDF as large as an attachment can be, for measurements with and without a window."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

PAGES, SIDE = 40, 1915  # 40 pictures of 1915 x 1915 points of three bytes: 440 MB


def write_large(path: Path) -> int:
    """Write a PDF of forty pages, each with a picture that cannot be compressed; returns its size in bytes."""
    places: list[int] = []
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        kids = " ".join(f"{3 + 3 * page} 0 R" for page in range(PAGES))
        _object(file, places, b"<< /Type /Catalog /Pages 2 0 R >>")
        _object(file, places, f"<< /Type /Pages /Count {PAGES} /Kids [{kids}] >>".encode())
        for page in range(PAGES):
            first = 3 + 3 * page
            resources = f"<< /XObject << /P {first + 2} 0 R >> >>"
            box = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            _object(file, places, f"<< {box} /Resources {resources} /Contents {first + 1} 0 R >>".encode())
            content = b"q 500 0 0 700 47 70 cm /P Do Q"
            _object(file, places, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
            head = f"/Type /XObject /Subtype /Image /Width {SIDE} /Height {SIDE} /ColorSpace /DeviceRGB"
            pixels = os.urandom(SIDE * SIDE * 3)
            head = f"<< {head} /BitsPerComponent 8 /Length {len(pixels)} >>"
            _object(file, places, head.encode() + b"\nstream\n" + pixels + b"\nendstream")
        start = file.tell()
        file.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
        file.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
        file.write(f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return path.stat().st_size


def _object(file: BinaryIO, places: list[int], body: bytes) -> None:
    places.append(file.tell())
    file.write(f"{len(places)} 0 obj\n".encode() + body + b"\nendobj\n")
