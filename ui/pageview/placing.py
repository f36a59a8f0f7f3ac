"""Moving the place of the signature by keys: arrows 1 mm, with Shift 5 mm, with Ctrl the size."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.pages import PageRect

MM = 72 / 25.4
LEAST_WIDTH, LEAST_HEIGHT = 45 * MM, 15 * MM

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def moved(rect: PageRect, key: int, held: Qt.KeyboardModifier, page: tuple[float, float]) -> PageRect | None:
    """Return where a key moves a place to, within its page and never below 45 by 15 mm; None for another key."""
    step = _STEPS.get(Qt.Key(key))
    if step is None or held & Qt.KeyboardModifier.AltModifier:
        return None
    length = MM * (5 if held & Qt.KeyboardModifier.ShiftModifier else 1)
    across, down = step[0] * length, step[1] * length
    width, height = rect.right - rect.left, rect.bottom - rect.top
    if held & Qt.KeyboardModifier.ControlModifier:
        right = min(page[0], max(rect.left + LEAST_WIDTH, rect.right + across))
        bottom = min(page[1], max(rect.top + LEAST_HEIGHT, rect.bottom + down))
        return PageRect(rect.left, rect.top, right, bottom)
    left = min(max(0.0, rect.left + across), page[0] - width)
    top = min(max(0.0, rect.top + down), page[1] - height)
    return PageRect(left, top, left + width, top + height)
