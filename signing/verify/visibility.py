"""Where an annotation is seen: on the screen, on paper, under the pointer, or as a layer (ISO 32000-2, 12.5)."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject

from signing.pages import Rect
from signing.verify.document import READING_FAULTS, items_of, resolved, value_of
from signing.verify.pictures import drawn_differently

HIDDEN = 0x02 | 0x20  # Hidden and NoView (table 167)
PRINT, _NO_VIEW, _TOGGLE_NO_VIEW = 0x04, 0x20, 0x100


def seen(widget: Any) -> int:
    """Return the flags that say where an annotation is seen."""
    flags = value_of(widget, "/F")
    return (flags if isinstance(flags, int) else 0) & (HIDDEN | PRINT)


def seen_elsewhere(node: Any) -> bool:
    """Return whether an annotation that the screen does not show is printed, or shown by a layer or a pointer."""
    flags = value_of(node, "/F")
    flags = flags if isinstance(flags, int) else 0
    unseen = bool(flags & _NO_VIEW) and not flags & 0x02
    if (unseen and bool(flags & (PRINT | _TOGGLE_NO_VIEW))) or "/OC" in node or _state_not_named(node):
        return True
    picture = shown_picture(node)
    return picture is not None and (drawn_differently(picture) or value_of(node, "/Subtype") == "/Popup")


def shown_picture(node: Any) -> StreamObject | None:
    """Return the picture that an annotation shows, in its state; None without one."""
    found = value_of(value_of(node, "/AP"), "/N")
    if not isinstance(found, StreamObject) and isinstance(found, DictionaryObject):
        found = value_of(found, str(value_of(node, "/AS")))
    return found if isinstance(found, StreamObject) else None


def _state_not_named(node: Any) -> bool:
    """Return whether an annotation has a picture for each state and does not say which: some readers draw one."""
    pictures = value_of(value_of(node, "/AP"), "/N")
    if isinstance(pictures, StreamObject) or not isinstance(pictures, DictionaryObject):
        return False
    return str(value_of(node, "/AS")) not in pictures


def width_of(node: Any) -> float:
    """Return how thick a line is: /BS, else the third number of /Border, else 1 (ISO 32000-2, 12.5.4)."""
    style = value_of(node, "/BS")
    border = items_of(node, "/Border")
    width = (
        value_of(style, "/W") if isinstance(style, DictionaryObject) else resolved(border[2]) if len(border) > 2 else 1
    )
    try:
        return float(width if width is not None else 1)
    except (TypeError, ValueError):
        return 1.0


def is_drawn(widget: Any, rect: Rect) -> bool:
    """Return whether a widget has a picture that is shown."""
    flags = value_of(widget, "/F")
    hidden = isinstance(flags, int) and bool(flags & HIDDEN)
    return "/AP" in widget and not hidden and rect[2] > rect[0] and rect[3] > rect[1]


def rect_of(node: Any) -> Rect | None:
    """Return the place of an annotation; None where it has none that can be read."""
    value = value_of(node, "/Rect")
    if not isinstance(value, ArrayObject) or len(value) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(resolved(value.raw_get(place))) for place in range(4))
    except READING_FAULTS:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
