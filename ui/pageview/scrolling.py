"""Scrolling pages by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollBar

_AWAY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def scroll_by_key(event: QKeyEvent, down: QScrollBar, across: QScrollBar, *, overlap: int) -> bool:
    """Scroll as a key asks.

    Args:
        event: the key.
        down: the upright scroll bar.
        across: the other one.
        overlap: screen pixels of the page before that stay in sight when a whole view is turned over.

    Returns:
        Whether the key was one of these.
    """
    if event.modifiers() & _AWAY:
        return False
    page = down.pageStep() - overlap
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    steps = {
        Qt.Key.Key_Space: -page if back else page,
        Qt.Key.Key_PageDown: page,
        Qt.Key.Key_PageUp: -page,
        Qt.Key.Key_Down: down.singleStep(),
        Qt.Key.Key_Up: -down.singleStep(),
        Qt.Key.Key_Home: -down.maximum(),
        Qt.Key.Key_End: down.maximum(),
    }
    step = steps.get(Qt.Key(event.key()))
    if step is not None:
        down.setValue(down.value() + step)
        return True
    if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and across.maximum() > 0:
        sign = 1 if event.key() == Qt.Key.Key_Right else -1
        across.setValue(across.value() + sign * down.singleStep())
        return True
    return False
