"""What a check box or radio button shows, beside what its field holds (ISO 32000-2, 12.7.5.2).

Each button has a picture for every state it can be in, and /AS names the one that is shown; /V of the field says which
one is on. Whoever fills a form in chooses among the signed pictures; other pictures under the same names are a change.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject

from signing.verify.compare import Comparison, FormField
from signing.verify.document import value_of

_PUSH_BUTTON = 1 << 16  # field flag (table 229): it holds no value
_OFF = "/Off"


def button_shows_other(comparison: Comparison, signed: FormField, now: FormField) -> bool:
    """Return whether a button shows another state than its field holds, or a state in another picture than was signed.

    Args:
        comparison: of the two states of the file.
        signed: the field as it was signed.
        now: the field as it is now.
    """
    flags = value_of(now.value, "/Ff")
    if isinstance(flags, int) and flags & _PUSH_BUTTON:
        return False
    pictures = [_pictures(widget) for _, widget in now.widgets]
    if not any(pictures):
        return False  # readers draw such a button from its value
    held = str(value_of(now.value, "/V") or _OFF)
    if held != _OFF and not any(held in each for each in pictures):
        return True
    for (_, widget), states in zip(now.widgets, pictures, strict=True):
        if not states:
            continue
        shown = str(value_of(widget, "/AS") or _OFF)
        if shown != (held if held in states else _OFF):
            return True
    before = dict(signed.widgets)
    return any(
        key in before and _redrawn(comparison, _pictures(before[key]), states)
        for (key, _), states in zip(now.widgets, pictures, strict=True)
    )


def _pictures(widget: Any) -> DictionaryObject:
    """Return the pictures of a button by state; empty where it has none, or a single one."""
    found = value_of(value_of(widget, "/AP"), "/N")
    single = isinstance(found, StreamObject) or not isinstance(found, DictionaryObject)
    return DictionaryObject() if single else found


def _redrawn(comparison: Comparison, signed: DictionaryObject, now: DictionaryObject) -> bool:
    if not signed:
        return False
    changed = comparison.keys_changed(signed, now)
    return any(key in signed for key in changed) or (_OFF in changed and not _blank(value_of(now, _OFF)))


def _blank(picture: Any) -> bool:
    return not isinstance(picture, StreamObject) or not bytes(picture.data).strip(b"qQ \t\r\n\0")
