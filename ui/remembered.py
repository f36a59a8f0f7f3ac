"""How a person likes the window: sizes, colours, widths, keys. A small file in the profile; nothing of any document.

A file that cannot be read is as good as none: what is lost is a preference, not work.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE_NAME = "window.json"
_MODES = ("system", "light", "dark")
_MOST = 64 * 1024  # bytes of a file of preferences


@dataclass
class Remembered:
    """What is remembered of the window of one profile.

    Attributes:
        path: of the file, or None where nothing is kept.
        mode: ``system``, ``light`` or ``dark``.
        scale: size of the interface, 1.0 to 2.0.
        letter_keys: whether keys without Ctrl or Alt do something (WCAG 2.1.4).
        reading: size of the reading text in points at 100 %; 0 for the usual.
        widths: of the columns of a page at 100 %, by ``page`` or ``page:compact``.
    """

    path: Path | None = None
    mode: str = "system"
    scale: float = 1.0
    letter_keys: bool = True
    reading: float = 0.0
    widths: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def save(self) -> None:
        """Write the file, whole or not at all; before there is a profile nothing is written."""
        if self.path is None or not self.path.parent.is_dir():
            return
        values = {
            "mode": self.mode,
            "scale": self.scale,
            "letter_keys": self.letter_keys,
            "reading": self.reading,
            "widths": {key: list(widths) for key, widths in sorted(self.widths.items())},
        }
        beside = self.path.with_suffix(".new")
        try:
            beside.write_text(json.dumps(values, indent=1), encoding="utf-8")
            os.replace(beside, self.path)
        except OSError:
            return  # a full or read-only disk: the window works on, and forgets this


def read_remembered(folder: Path) -> Remembered:
    """Return what is remembered in a profile; what is not as it should be is left out."""
    path = folder / FILE_NAME
    found = Remembered(path)
    try:
        values = json.loads(path.read_bytes()[:_MOST]) if path.exists() else {}
    except (OSError, ValueError, RecursionError):
        return found
    if not isinstance(values, dict):
        return found
    if values.get("mode") in _MODES:
        found.mode = values["mode"]
    found.scale = _number(values.get("scale"), 1.0, 2.0, found.scale)
    found.reading = _number(values.get("reading"), 8.0, 40.0, found.reading)
    if isinstance(values.get("letter_keys"), bool):
        found.letter_keys = values["letter_keys"]
    widths = values.get("widths")
    for key, numbers in widths.items() if isinstance(widths, dict) else ():
        if isinstance(numbers, list) and all(_number(one, 0.0, 9999.0, -1.0) >= 0 for one in numbers):
            found.widths[str(key)] = tuple(float(one) for one in numbers)
    return found


def _number(value: Any, least: float, most: float, otherwise: float) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    return float(value) if fits else otherwise
