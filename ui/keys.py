"""The names of keys as they stand in a key cap."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from ui.text import say

_NAMES = {
    "Return": "key_enter",
    "Enter": "key_enter",
    "Space": "key_space",
    "Up": "key_up",
    "Down": "key_down",
    "Left": "key_left",
    "Right": "key_right",
}


def key_name(sequence: QKeySequence) -> str:
    """Return a shortcut as a key cap shows it: ``Ctrl K``, ``Spatie``, ``Enter``; empty for none."""
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if not text:
        return ""
    parts = text.replace("++", "+Plus").split("+")
    return " ".join(say(_NAMES[part]) if part in _NAMES else part.replace("Plus", "+") for part in parts)
