"""Which files a person means by dropping files, folders or both."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.errors import CannotRead, WrongUse

# What desktops and office programs leave behind; and a dossier's own description beside its documents.
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_LOCK_FILE = "~$"
_DESCRIPTION = ".json"


def dropped_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that were meant: of a folder all that stands in it, in its folders too, by name.

    Hidden files, and what desktops and office programs leave behind, are no documents. Links to folders are not
    followed.

    Args:
        paths: files and folders.

    Raises:
        CannotRead: ``file_missing``.
        WrongUse: ``no_files``.
    """
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir, a name that is too long is no error
            found.extend(_within(path))
        elif os.path.isfile(path):
            found.append(path)
        else:
            raise CannotRead("file_missing", file=str(path))
    found = [path for path in found if path.suffix.lower() != _DESCRIPTION]
    if not found:
        raise WrongUse("no_files")
    return found


def _within(folder: Path) -> Iterator[Path]:
    entries = sorted(one for one in folder.iterdir() if not _is_litter(one.name))
    yield from (one for one in entries if one.is_file())
    for one in entries:
        if one.is_dir() and not one.is_symlink():
            yield from _within(one)


def _is_litter(name: str) -> bool:
    return name.startswith((".", _LOCK_FILE)) or name.lower() in _LITTER
