"""What is meant by dropping a folder: every document in it, and none of what desktops leave behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import CannotRead, WrongUse
from app.usecases.dropped import dropped_files


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_letters_in_a_folder_of_their_own_come_along(tmp_path: Path) -> None:
    put(tmp_path, "nota.pdf", "brieven/b.pdf", "brieven/a.pdf", "bijlagen/oud/rapport.pdf")
    assert [str(one.relative_to(tmp_path)) for one in dropped_files([tmp_path])] == [
        "nota.pdf", "bijlagen/oud/rapport.pdf", "brieven/a.pdf", "brieven/b.pdf",
    ]  # fmt: skip


def test_what_is_left_behind_is_no_document(tmp_path: Path) -> None:
    put(tmp_path, "nota.pdf", "Thumbs.db", "desktop.ini", "~$nota.docx", ".DS_Store", "dossier.json", "__MACOSX/x.pdf")
    assert [one.name for one in dropped_files([tmp_path])] == ["nota.pdf"]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "stukken/nota.pdf", "elders/geheim.pdf")
    (tmp_path / "stukken" / "rond").symlink_to(tmp_path / "stukken")
    (tmp_path / "stukken" / "elders").symlink_to(tmp_path / "elders")
    assert [one.name for one in dropped_files([tmp_path / "stukken"])] == ["nota.pdf"]


def test_nothing_and_what_is_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no_files"):
        dropped_files([tmp_path])
    with pytest.raises(CannotRead, match="file_missing"):
        dropped_files([tmp_path / "weg.pdf"])
