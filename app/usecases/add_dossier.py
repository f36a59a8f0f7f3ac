"""Put a dossier into a map: its files are recognised by their content and kept encrypted."""

from __future__ import annotations

import os.path
import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from app.batch import SigningBatch
from app.desk import Desk, Transaction
from app.dossier import Dossier, FileKind, RecognisedFile
from app.errors import CannotRead, Refused, WrongUse, from_signing
from app.events import FileAdded, ItemAdded
from app.names import short_name, shown_name
from app.reading import recognise
from app.reading.memo_file import sha256_of
from app.store import queries
from app.usecases.new_map import begin_map
from app.vault.objects import StoredObject
from signing.errors import SigningFault


def add_dossier(desk: Desk, map_name: str, paths: Sequence[Path], *, name: str = "", begin: bool = False) -> str:
    """Put files, or the files of one folder, into a map as one item.

    Args:
        desk: where.
        map_name: of the map, which must still be open.
        paths: one folder, or files.
        name: what the item is called; by default after the folder or the memo.
        begin: whether the map begins with this dossier; when the dossier is refused there is no map either.

    Returns:
        The short name of the item.

    Raises:
        WrongUse: ``map_unknown``, ``no_files``; ``map_name_unfit`` when it begins.
        CannotRead: a file that cannot be read, by name.
        Refused: ``map_locked``, ``letter_already_in_map`` (guard G8), ``memo_missing``, ``several_memos``,
            ``map_exists`` when it begins, ``letters_missing``, ``file_unrecognised``, ``two_signatories``,
            ``public_memo_unmarked``, ``memo_as_attachment`` (guard G5): a wrong recognition is refused for now.
            ``file_changed`` when a file changed while it was read.
    """
    files = _files(paths)
    wanted = name or (paths[0].name if len(paths) == 1 and os.path.isdir(paths[0]) else files[0].stem)
    if not begin:
        with desk.store.transaction() as connection:
            _check_open(queries.batch(connection, map_name))
    with ExitStack() as stack:
        streams = [(path.name, stack.enter_context(_opened(path))) for path in files]
        try:
            dossier = recognise(streams, wanted)
        except SigningFault as fault:
            raise from_signing(fault) from fault
        _check_recognised(dossier)
        with desk.transaction() as transaction:
            if begin:
                begin_map(transaction, map_name)
            batch = queries.batch(transaction.connection, map_name)
            _check_open(batch)
            item = short_name(wanted, taken=[one.item for one in batch.items])
            # By content: two files of one name may come from two folders.
            by_content = {sha256_of(stream): stream for _, stream in streams}
            taken: list[str] = []
            added = []
            for file in dossier.files:
                if file.sha256 not in by_content:
                    raise Refused("file_changed", guard="G1", file=shown_name(file.file))
                stored = desk.objects.put(transaction.connection, by_content[file.sha256])
                short = short_name(file.file, taken=taken)
                taken.append(short)
                added.append(file_added(file, stored, short))
            _check_new(batch, added)
            _happen(transaction, map_name, item, dossier, added)
    return item


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise CannotRead("file_unreadable", file=path.name, why=error.strerror or "") from error


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir, a name that is too long is no error
            found.extend(sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith(".")))
        elif os.path.isfile(path):
            found.append(path)
        else:
            raise CannotRead("file_missing", file=str(path))
    # A dossier's own description beside its documents is no document.
    found = [path for path in found if path.suffix.lower() != ".json"]
    if not found:
        raise WrongUse("no_files")
    return found


def _check_open(batch: SigningBatch) -> None:
    if batch.locked_at:
        raise Refused("map_locked", map=batch.name)


def _check_recognised(dossier: Dossier) -> None:
    for file in dossier.files:
        if file.trouble:
            raise CannotRead(file.trouble, file=shown_name(file.file))
    _check_memos(dossier)
    unrecognised = [file.file for file in dossier.files if file.kind is FileKind.UNRECOGNISED]
    if unrecognised:
        raise Refused("file_unrecognised", file=shown_name(unrecognised[0]))
    letters = [file for file in dossier.files if file.kind is FileKind.LETTER]
    if not letters:
        raise Refused("letters_missing")
    for file in letters:
        if file.letter is None or file.letter.signatory_name is None:
            raise Refused("signatory_unrecognised", file=shown_name(file.file))
        if file.letter.two_signatories:
            raise Refused("two_signatories", file=shown_name(file.file))


def _check_memos(dossier: Dossier) -> None:
    """One memo, and no other that would go out with the letters (guard G5).

    What looks like its public copy is the public copy only when a person says so; an older memo, or a memo to another
    person, is no attachment to a letter to parliament.
    """
    if not any(file.kind is FileKind.MEMO for file in dossier.files):
        raise Refused("memo_missing")
    memos = [file.file for file in dossier.files if file.kind is FileKind.MEMO]
    if len(memos) > 1:
        raise Refused("several_memos", files=", ".join(shown_name(one) for one in memos))
    for file in dossier.files:
        if file.kind is FileKind.PUBLIC_MEMO:
            raise Refused("public_memo_unmarked", guard="G5", file=shown_name(file.file))
        if file.kind is FileKind.ATTACHMENT and file.memo is not None:
            raise Refused("memo_as_attachment", guard="G5", file=shown_name(file.file))


def file_added(file: RecognisedFile, stored: StoredObject, short: str) -> FileAdded:
    """Return the event's part for a recognised file.

    Args:
        file: as recognised.
        stored: the encrypted object that holds it.
        short: its short name within the item.
    """
    letter = file.letter
    box = letter.signature_box if letter else None
    return FileAdded(
        short=short,
        file_name=shown_name(file.file),
        kind=file.kind.value,
        sha256=stored.sha256,
        object=stored.id,
        pages=file.pages or 0,
        version=secrets.token_hex(16) if file.kind is FileKind.LETTER else "",
        chamber=letter.chamber.value if letter and letter.chamber else "",
        reference=file.own_reference or "",
        letter_date=letter.letter_date.isoformat() if letter and letter.letter_date else "",
        signatory_role=(letter.signatory_role or "") if letter else "",
        signatory_name=(letter.signatory_name or "") if letter else "",
        place_page=box.page if box else 0,
        place_rect=tuple(box.free_rect) if box else (),
    )


def _check_new(batch: SigningBatch, added: Sequence[FileAdded]) -> None:
    """Guard G8: the same letter, or another with its reference, never comes beside or over the one that is there."""
    for letter in batch.letters:
        for file in added:
            if not file.version:
                continue
            same = file.sha256 == letter.file.sha256
            if same or (file.reference and file.reference == letter.file.reference):
                code = "letter_already_in_map" if same else "letter_reference_in_map"
                raise Refused(code, guard="G8", file=file.file_name, letter=letter.name)
    shas = [file.sha256 for file in added if file.version]
    if len(set(shas)) < len(shas):
        raise Refused("letter_twice", guard="G8")


def _happen(transaction: Transaction, map_name: str, item: str, dossier: Dossier, added: Sequence[FileAdded]) -> None:
    memo = next(file.memo for file in dossier.files if file.kind is FileKind.MEMO)
    condition = dossier.condition
    named = ""
    if condition is not None:
        day = condition.meeting_date.isoformat() if condition.meeting_date else ""
        named = f"{condition.kind.value}:{day}" if day else condition.kind.value
    transaction.happen(
        ItemAdded(
            map=map_name,
            item=item,
            title=(memo.memos[0].title if memo and memo.memos else None) or item,
            files=tuple(added),
            named_condition=named,
            named_phrase=condition.phrase if condition else "",
        )
    )
