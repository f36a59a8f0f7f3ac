"""Files whose pages are shown turned."""

from __future__ import annotations

import io

from pypdf import PdfWriter


def turned_by(pdf: bytes, degrees: int) -> bytes:
    """The same file, every page shown turned."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for one in writer.pages:
        one.rotate(degrees)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
