"""How a PDF opens: with a password, with a damaged or doubled table of objects, or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from signing.errors import UnreadablePdf
from signing.inspect.found import Found, Hazard
from signing.pages import open_pages
from signing.rewrite import structure_of

# What the structure says, as far as it belongs to the opening; a signature is found with its field.
_OPENING = {
    one.value: one for one in (Hazard.ENCRYPTED_OWNER_PASSWORD, Hazard.XFA, Hazard.DAMAGED_XREF, Hazard.HYBRID_XREF)
}
_LARGEST_WALK = 64 << 20  # bytes; every object of a file up to here is looked at


def inspect_opening(stream: BinaryIO) -> Iterator[Found]:
    """Yield what is the matter with opening a file (rule ``open``), without looking at its pages.

    A file that shows its pages but whose table of objects does not hold is damaged: the signer's tool reads strictly
    and would refuse it, and another reader may mend it into another document (ISO 32000-2, 7.5.4). A hybrid table
    names other objects to old readers than to new ones (7.5.8.4).

    Args:
        stream: the file's bytes, readable and seekable.
    """
    stream.seek(0)
    try:
        with open_pages(stream):
            pass
    except UnreadablePdf as fault:
        encrypted = fault.code == "encrypted"
        yield Found(Hazard.ENCRYPTED if encrypted else Hazard.UNREADABLE, text="" if encrypted else fault.code)
        return
    if stream.seek(0, io.SEEK_END) > _LARGEST_WALK:
        return
    for code in structure_of(stream):
        if code in _OPENING:
            yield Found(_OPENING[code])
