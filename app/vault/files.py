"""Writing a file whole or not at all: temporary file in the same folder, fsync, rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def write_through(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file by a function; what was there before stays until the new one is whole.

    Args:
        path: the file.
        fill: writes its content.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".deel-")
    try:
        with os.fdopen(handle, "wb") as target:
            fill(target)
            target.flush()
            os.fsync(target.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file's content whole or not at all."""
    write_through(path, lambda target: target.write(content))


def sync_folder(folder: Path) -> None:
    """Make sure that a rename in a folder survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
