"""Recognise files as a dossier and run the checks over it; nothing is kept."""

from __future__ import annotations

import io
import os.path
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from app.checks import CheckedFile, CheckResult, run_checks
from app.dossier import Dossier, FileKind
from app.errors import CannotRead, WrongUse, from_signing
from app.names import shown_name
from app.reading import arrange
from app.reading.guarded import GuardedReader, ReadFile
from app.usecases.checked_case import case_of, checked_file
from signing.errors import SigningFault


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
    found = _files(paths)
    name = paths[0].name if len(paths) == 1 and os.path.isdir(paths[0]) else found[0].stem
    with ExitStack() as stack:
        reader = stack.enter_context(GuardedReader())
        read = [one for path in found for one in reader.recognise(shown_name(path.name), path)]
        copies = [one for path in _files(tabled) for one in reader.recognise(path.name, path)] if tabled else []
        try:
            dossier = arrange([one.recognised for one in read], shown_name(name))
            streams = {one.recognised.sha256: stack.enter_context(_stream(one)) for one in read}
            against = [_tabled(one, stack) for one in copies]
            case = case_of(dossier, streams, at=at, tabled=against)
        except SigningFault as fault:
            raise from_signing(fault) from fault
    _check_read(dossier)
    return CheckedDossier(dossier, run_checks(case))


def _check_read(dossier: Dossier) -> None:
    """Refuse when there is nothing to report of: the only file cannot be read."""
    if len(dossier.files) == 1 and dossier.files[0].trouble:
        raise CannotRead(dossier.files[0].trouble, file=dossier.files[0].file)


def _tabled(read: ReadFile, stack: ExitStack) -> CheckedFile:
    recognised = read.recognised
    if recognised.trouble or recognised.kind is not FileKind.LETTER:
        raise CannotRead(recognised.trouble or "no_letter", file=recognised.file)
    return checked_file(recognised, stack.enter_context(_stream(read)))


def _stream(read: ReadFile) -> BinaryIO:
    if read.anew:
        return io.BytesIO(read.anew)
    if isinstance(read.source, bytes):
        return io.BytesIO(read.source)
    try:
        return read.source.open("rb")
    except OSError as error:
        raise CannotRead("file_unreadable", file=read.source.name, why=error.strerror or "") from error


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir, a name that is too long is no error
            found.extend(sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith(".")))
        elif os.path.isfile(path):
            found.append(path)
        else:
            raise CannotRead("file_missing", file=str(path))
    found = [path for path in found if path.suffix.lower() != ".json"]  # a description beside the documents is none
    if not found:
        raise WrongUse("no_files")
    return found
