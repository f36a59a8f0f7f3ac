"""The example dossier that comes with the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


@contextmanager
def example_folder() -> Iterator[Path]:
    """Give the example dossier as a folder."""
    with as_file(files("resources") / "example") as folder:
        yield folder
