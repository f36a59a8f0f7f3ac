"""Put a dossier into a map: its files are recognised by their content and kept encrypted."""

from __future__ import annotations

import io
import os.path
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from app.batch import SigningBatch
from app.desk import Desk, Transaction
from app.dossier import Dossier, FileKind, RecognisedFile
from app.errors import CannotRead, Refused, WrongUse
from app.events import FileAdded, ItemAdded
from app.names import short_name, shown_name
from app.reading import arrange
from app.reading.guarded import ReadFile, Source
from app.store import queries
from app.usecases.dossier_files import check_new_letters, facts_of, file_added
from app.usecases.dropped import dropped_files
from app.usecases.new_map import begin_map
from app.usecases.ready_to_lock import check_files, check_letters
from app.vault.objects import StoredObject


def add_dossier(
    desk: Desk,
    map_name: str,
    paths: Sequence[Path],
    *,
    name: str = "",
    begin: bool = False,
    to_correct: bool = False,
) -> str:
    """Put files, or the files of one folder or mail message, into a map as one item.

    Every file is read in a process of its own with limits before anything of it enters the vault.

    A dossier that was not recognised whole is refused, unless it is taken in to be corrected: then a file that cannot
    be read is not kept, the item names it with its trouble, the other files are there, and the map is not locked
    before all fits.

    Args:
        desk: where.
        map_name: of the map, which must still be open.
        paths: one folder, or files.
        name: what the item is called; by default after the folder or the first file.
        begin: whether the map begins with this dossier; when the dossier is refused there is no map either.
        to_correct: whether what was not recognised, or cannot be read, comes in for a person to correct.

    Returns:
        The short name of the item.

    Raises:
        WrongUse: ``map_unknown``, ``no_files``; ``map_name_unfit`` when it begins.
        CannotRead: a file is not there, or cannot be read, by name; to correct, when none of the files can be read.
        Refused: ``map_locked``, ``letter_already_in_map``, ``letter_reference_in_map``, ``letter_twice`` (guard G8),
            ``map_exists`` when it begins, ``file_changed`` when a file changed while it was read, ``two_signatories``,
            and as :func:`app.usecases.ready_to_lock.check_files` and
            :func:`app.usecases.ready_to_lock.check_letters`; to correct, ``memo_missing`` when nothing among the
            files looks like a memo or a letter.
    """
    files = dropped_files(paths)
    wanted = name or (paths[0].name if len(paths) == 1 and os.path.isdir(paths[0]) else files[0].stem)
    if not begin:
        with desk.store.transaction() as connection:
            _check_open(queries.batch(connection, map_name))
    read = [one for path in files for one in desk.reader.guarded.recognise(path.name, path)]
    if not read:
        raise WrongUse("no_files")
    dossier = arrange([one.recognised for one in read], wanted)
    _check(dossier, to_correct=to_correct)
    with desk.transaction() as transaction:
        if begin:
            begin_map(transaction, map_name)
        batch = queries.batch(transaction.connection, map_name)
        _check_open(batch)
        item = short_name(wanted, taken=[one.item for one in batch.items])
        added = _kept(desk, transaction, dossier, read)
        check_new_letters(batch, added)
        memo = next((file.memo for file in dossier.files if file.kind is FileKind.MEMO), None)
        facts = facts_of(memo.memos[0] if memo and memo.memos else None, item)
        condition = dossier.condition
        transaction.happen(
            ItemAdded(
                map=map_name,
                item=item,
                title=facts.title,
                files=tuple(added),
                named_condition=facts.named_condition,
                named_phrase=condition.phrase if condition else "",
            )
        )
    return item


def _kept(desk: Desk, transaction: Transaction, dossier: Dossier, read: Sequence[ReadFile]) -> list[FileAdded]:
    # By content: two files of one name may come from two folders.
    by_content = {one.recognised.sha256: one for one in read}
    taken: list[str] = []
    added = []
    for file in dossier.files:
        short = short_name(file.file, taken=taken)
        taken.append(short)
        added.append(keep_file(desk, transaction, file, by_content[file.sha256], short))
    return added


def keep_file(desk: Desk, transaction: Transaction, file: RecognisedFile, read: ReadFile, short: str) -> FileAdded:
    """Keep a file that was read, and return the event's part; its original beside it where it was written anew.

    Args:
        desk: where.
        transaction: in which it happens.
        file: as it was recognised among the others.
        read: with its bytes.
        short: its short name within the item.

    Raises:
        Refused: ``file_changed``.
        CannotRead: ``file_unreadable``.
    """
    if file.trouble:
        return file_added(file, None, short)
    original = _put(desk, transaction, read.source, file.original_sha256 or file.sha256, file.file)
    if not read.anew:
        return file_added(file, original, short)
    stored = desk.objects.put_bytes(transaction.connection, read.anew)
    return replace(file_added(file, stored, short), original_object=original.id)


def _put(desk: Desk, transaction: Transaction, source: Source, sha256: str, name: str) -> StoredObject:
    """Keep the very bytes that were read."""
    with _opened(source) if isinstance(source, Path) else io.BytesIO(source) as stream:
        stored = desk.objects.put(transaction.connection, stream)
    if stored.sha256 != sha256:
        raise Refused("file_changed", guard="G1", file=shown_name(name))
    return stored


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise CannotRead("file_unreadable", file=path.name, why=error.strerror or "") from error


def _check_open(batch: SigningBatch) -> None:
    if batch.locked_at:
        raise Refused("map_locked", map=batch.name)


def _check(dossier: Dossier, *, to_correct: bool) -> None:
    unread = [file for file in dossier.files if file.trouble]
    if unread and (not to_correct or len(unread) == len(dossier.files)):
        raise CannotRead(unread[0].trouble, file=shown_name(unread[0].file), why="")
    if not to_correct:
        check_files([file_added(file, None, "") for file in dossier.files])
        check_letters(dossier)
        for file in dossier.files:
            if file.letter is not None and file.letter.two_signatories:
                raise Refused("two_signatories", file=shown_name(file.file))
        return
    # What has no text may be a memo or a letter: a person will say so. What has, and is neither, is no dossier.
    kinds = {file.kind for file in dossier.files if not file.trouble}
    if not kinds & {FileKind.MEMO, FileKind.LETTER, FileKind.UNRECOGNISED}:
        raise Refused("memo_missing")
