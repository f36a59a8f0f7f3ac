"""Recognise files as a dossier and run the checks over it; nothing is kept."""

from __future__ import annotations

import os.path
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.checks import Case, CheckedFile, CheckResult, run_checks
from app.dossier import Dossier, FileKind, RecognisedFile
from app.errors import CannotRead
from app.names import shown_name
from app.reading import arrange
from app.reading.guarded import GuardedReader, ReadFile
from app.usecases.checked_case import looked_through
from app.usecases.dropped import dropped_files


@dataclass(frozen=True)
class CheckedDossier:
    """A dossier and what the checks say of it."""

    dossier: Dossier
    result: CheckResult


def check_files(paths: Sequence[Path], *, at: date, tabled: Sequence[Path] = ()) -> CheckedDossier:
    """Recognise a folder or files as a dossier and run the checks.

    Args:
        paths: one folder, or files.
        at: the day of handling, Europe/Amsterdam.
        tabled: copies of letters as tabled in the council, to compare with (rule L01).

    Raises:
        WrongUse: ``no_files``.
        CannotRead: a file that is not there, or the only file when it cannot be read; the sentence names it.
    """
    found = dropped_files(paths)
    name = paths[0].name if len(paths) == 1 and os.path.isdir(paths[0]) else found[0].stem
    with GuardedReader() as reader:
        read = [one for path in found for one in reader.recognise(shown_name(path.name), path)]
        copies = [one for path in dropped_files(tabled) for one in reader.recognise(path.name, path)] if tabled else []
        dossier = arrange([one.recognised for one in read], shown_name(name))
        by_content = {one.recognised.sha256: one for one in read}
        files = tuple(_looked_through(one, by_content[one.sha256], reader) for one in dossier.files)
        against = tuple(_tabled(one, reader) for one in copies)
    _check_read(dossier)
    return CheckedDossier(dossier, run_checks(Case(dossier, files, at, tabled=against)))


def _check_read(dossier: Dossier) -> None:
    """Refuse when there is nothing to report of: the only file cannot be read."""
    if len(dossier.files) == 1 and dossier.files[0].trouble:
        raise CannotRead(dossier.files[0].trouble, file=dossier.files[0].file)


def _tabled(read: ReadFile, reader: GuardedReader) -> CheckedFile:
    recognised = read.recognised
    if recognised.trouble or recognised.kind is not FileKind.LETTER:
        raise CannotRead(recognised.trouble or "no_letter", file=recognised.file)
    return _looked_through(recognised, read, reader)


def _looked_through(recognised: RecognisedFile, read: ReadFile, reader: GuardedReader) -> CheckedFile:
    """The file as it is among the others, with what stands in the bytes that would be kept."""
    found = reader.inspect(recognised.file, read.anew or read.source, recognised.kind)
    return looked_through(recognised, found)
