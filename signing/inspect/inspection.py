"""Inspect a PDF: its opening, its structure, and what is drawn on its pages."""

from __future__ import annotations

from typing import BinaryIO

from signing.errors import UnreadablePdf
from signing.inspect.drawn import inspect_page
from signing.inspect.found import OF_THE_FILE, Found, Hazard, Inspection
from signing.inspect.opening import inspect_opening
from signing.inspect.structure import Structure, inspect_structure
from signing.pages import open_pages


def inspect_pdf(stream: BinaryIO) -> Inspection:
    """Look through a whole PDF for what is not final or could show something else later; never raises for its content.

    What is looked for is the list of ``check`` in the command line's contract (rules ``open`` and ``L09``). Draft
    words and placeholders in running text are not looked for here: they are found where the letter is read.

    Args:
        stream: the file's bytes, readable and seekable; left at its beginning, not closed.
    """
    try:
        return _inspect(stream)
    finally:
        stream.seek(0)


def _inspect(stream: BinaryIO) -> Inspection:
    found = list(inspect_opening(stream))
    if any(one.hazard in (Hazard.ENCRYPTED, Hazard.UNREADABLE) for one in found):
        return Inspection(tuple(found))
    structure: Structure = inspect_structure(stream)
    found.extend(structure.found)
    stream.seek(0)
    count = 0
    try:
        with open_pages(stream) as pages:
            count = pages.count
            drawn: list[Found] = []
            with_text = False
            for index in range(count):
                layers = pages.layers(index)
                with_text = with_text or any(layer.text for layer in layers)
                drawn.extend(inspect_page(index + 1, layers, pages.frame(index)[0], structure.notes_on(index + 1)))
    except UnreadablePdf as fault:
        return Inspection((Found(Hazard.UNREADABLE, text=str(fault.parameters.get("page", ""))),), count)
    found.extend(drawn)
    if count and not with_text:
        found.append(Found(Hazard.NO_TEXT_LAYER))
    return Inspection(_in_order(found), count)


def _in_order(found: list[Found]) -> tuple[Found, ...]:
    unique = list(dict.fromkeys(found))
    return tuple(sorted(unique, key=lambda one: (one.hazard not in OF_THE_FILE, one.page or 0)))
