"""Appearances that readers draw differently, or that read as other text than they show (ISO 32000-2, 8.10 and 9.6).

Our renderer cuts off what is nested deep and drops operands beyond those it keeps; others draw both. What it does not
draw it cannot compare, so such a picture counts as one that only others show.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream, DecodedStreamObject

from signing.verify.document import READING_FAULTS, value_of

# PDFium keeps sixteen operands; its forms end at some thirty within each other. Nobody's comment comes near either.
MOST_OPERANDS, DEEPEST = 16, 8
_MOST_FORMS = 64
_MOST_BYTES = 1 << 20
_MANY = {"scn", "SCN", "sc", "SC"}  # a colour has a value for each of its components (8.6.8)
_SHOW, _PAINT = {"Tj", "TJ", "'", '"'}, {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"}
# Fonts whose signs are no letters, whatever their codes say.
_SIGNS = {"/ZapfDingbats", "/Symbol"}
_FAULTS = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


def drawn_differently(picture: Any) -> bool:
    """Return whether readers draw an appearance differently: too much for ours, or not to be parsed."""
    forms = _forms(picture)
    return forms is None or any(_overfull(one) for one in forms)


def reads_falsely(picture: Any) -> bool:
    """Return whether the words of an appearance can be others than those it shows.

    It gives words in their place (/ActualText, 14.9.4), has fonts of signs or of its own drawings, shows a picture, or
    paints on after its words.
    """
    forms = _forms(picture)
    if forms is None:
        return True
    for form in forms:
        resources = value_of(form, "/Resources")
        if b"/ActualText" in bytes(form.data) or any(_is_picture(one) for one in _entries(resources, "/XObject")):
            return True
        if any(_is_of_signs(font) for font in _entries(resources, "/Font")) or _paints_over_words(form):
            return True
    return False


def _entries(resources: Any, kind: str) -> list[Any]:
    held = value_of(resources, kind)
    return [value_of(held, str(key)) for key in held] if isinstance(held, DictionaryObject) else []


def _is_picture(one: Any) -> bool:
    return bool(value_of(one, "/Subtype") == "/Image")


def _is_of_signs(font: Any) -> bool:
    return value_of(font, "/Subtype") == "/Type3" or str(value_of(font, "/BaseFont")) in _SIGNS


def _forms(picture: Any) -> list[StreamObject] | None:
    """Return an appearance and the forms within it; None where they go too deep or are too many."""
    if not isinstance(picture, StreamObject):
        return []
    found: list[StreamObject] = []
    waiting: list[tuple[StreamObject, int]] = [(picture, 0)]
    while waiting:
        form, depth = waiting.pop()
        if depth > DEEPEST or len(found) >= _MOST_FORMS:
            return None
        found.append(form)
        inside = _entries(value_of(form, "/Resources"), "/XObject")
        waiting += [(one, depth + 1) for one in inside if isinstance(one, StreamObject) and not _is_picture(one)]
    return found


def _overfull(form: StreamObject) -> bool:
    """Return whether an operator has more operands than ours keeps."""
    operations = _operations(form)
    return operations is None or any(count > MOST_OPERANDS and name not in _MANY for count, name in operations)


def _paints_over_words(form: StreamObject) -> bool:
    names = [name for _, name in _operations(form) or ()]
    words = next((place for place, name in enumerate(names) if name in _SHOW), len(names))
    return any(name in _PAINT for name in names[words:])


def _operations(form: StreamObject) -> list[tuple[int, str]] | None:
    """Return how many operands each operator of a form has, and its name; None where that cannot be read."""
    try:
        content = bytes(form.data)
        if len(content) > _MOST_BYTES:
            return None
        stream = DecodedStreamObject()
        stream.set_data(content)
        return [
            (len(operands) if isinstance(operands, list) else 0, str(operator, "latin-1"))
            for operands, operator in ContentStream(stream, None).operations
        ]
    except (*_FAULTS, *READING_FAULTS):
        return None
