"""What the checks ask of a file beside its recognition: an inspection, and the words of its pages with places."""

from __future__ import annotations

from typing import BinaryIO

from app.dossier import FileKind
from signing.errors import UnreadablePdf
from signing.inspect import Inspection, inspect_pdf
from signing.pages import open_pages

# Words with their rectangles, page by page.
PlacedWords = tuple[tuple[tuple[str, tuple[float, float, float, float]], ...], ...]
_MOST_PAGES = 60  # of a memo or a letter; on later pages a quote has no place
_QUOTED = frozenset({FileKind.MEMO, FileKind.PUBLIC_MEMO, FileKind.LETTER})


def inspected(stream: BinaryIO, kind: FileKind) -> tuple[Inspection | None, PlacedWords]:
    """Return what stands in a PDF beside its words, and its words where findings quote them; None for other files.

    Args:
        stream: the file's bytes; left at its beginning.
        kind: what the file is.
    """
    stream.seek(0)
    head = stream.read(1024)
    stream.seek(0)
    if b"%PDF-" not in head:
        return None, ()
    found = inspect_pdf(stream)
    return found, _words(stream) if kind in _QUOTED and found.pages else ()


def _words(stream: BinaryIO) -> PlacedWords:
    try:
        with open_pages(stream) as pages:
            return tuple(
                tuple((word.text, word.rect) for word in pages.words(index))
                for index in range(min(pages.count, _MOST_PAGES))
            )
    except UnreadablePdf:
        return ()
    finally:
        stream.seek(0)
