"""From what was read of a dossier's files to what is recorded of them, and back: shared by the use-cases beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from app.batch import Item, SigningBatch, StoredFile
from app.desk import Desk
from app.dossier import FileKind, RecognisedFile
from app.errors import CannotRead, Refused, WrongUse, from_signing
from app.events import FileAdded, TypedField
from app.letter import Chamber, Letter, SignatureBox
from app.memo import Condition, Memo, MemoFile
from app.names import shown_name
from app.reading import NamedStream, read_memo, recognise_file
from app.reading.soundness import sound
from app.reading.typed import with_typed
from app.store import queries
from app.vault.objects import StoredObject
from signing.errors import SigningFault


def open_item(connection: Connection, name: str) -> tuple[SigningBatch, Item]:
    """Return an item of a map that is still open, and the map.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
        Refused: ``map_locked``.
    """
    item = queries.item(connection, name)
    batch = queries.batch(connection, item.map)
    if batch.locked_at:
        raise Refused("map_locked", map=batch.name)
    return batch, item


def file_of(item: Item, short: str) -> StoredFile:
    """Return a file of an item.

    Raises:
        WrongUse: ``file_unknown``.
    """
    found = next((one for one in item.files if one.short == short), None)
    if found is None:
        raise WrongUse("file_unknown", file=short, item=item.name)
    return found


def file_added(file: RecognisedFile, stored: StoredObject | None, short: str) -> FileAdded:
    """Return the event's part for a recognised file.

    Args:
        file: as recognised.
        stored: the encrypted object that holds it; None for a file that could not be read and is not kept.
        short: its short name within the item.
    """
    letter = file.letter or Letter()
    box = letter.signature_box
    # A memo that goes out as attachment is looked at by a person first (guard G5).
    memo_like = ("looks_like_memo",) if file.kind is FileKind.ATTACHMENT and file.memo is not None else ()
    # Which of two memos is the public one is a guess until a person says so.
    guessed = ("guessed",) if file.kind is FileKind.PUBLIC_MEMO and "kind" not in file.corrected else ()
    renamed = ("name_changed",) if shown_name(file.file) != file.file else ()
    return FileAdded(
        short=short,
        file_name=shown_name(file.file),
        kind=file.kind.value,
        sha256=stored.sha256 if stored else file.sha256,
        object=stored.id if stored else "",
        pages=file.pages or 0,
        version=secrets.token_hex(16) if file.kind is FileKind.LETTER else "",
        chamber=letter.chamber.value if letter.chamber else "",
        reference=file.own_reference or "",
        letter_date=letter.letter_date.isoformat() if letter.letter_date else "",
        signatory_role=letter.signatory_role or "",
        signatory_name=letter.signatory_name or "",
        place_page=box.page if box else 0,
        place_rect=tuple(box.free_rect) if box else (),
        two_signatories=letter.two_signatories,
        remarks=tuple(dict.fromkeys((*file.remarks, *memo_like, *guessed, *renamed))),
        original_sha256=file.original_sha256,
        trouble=file.trouble,
    )


def as_added(file: StoredFile) -> FileAdded:
    """Return a file that is kept as the event's part that would bring it."""
    place = file.place
    return FileAdded(
        short=file.short,
        file_name=file.file_name,
        kind=file.kind,
        sha256=file.sha256,
        object=file.object,
        pages=file.pages,
        version=file.version,
        chamber=file.chamber,
        reference=file.reference,
        letter_date=file.letter_date,
        signatory_role=file.signatory_role,
        signatory_name=file.signatory_name,
        place_page=place.page if place else 0,
        place_rect=tuple(place.rect) if place else (),
        two_signatories=file.two_signatories,
        remarks=file.remarks,
        original_sha256=file.original_sha256,
        original_object=file.original_object,
        trouble=file.trouble,
        corrected=file.corrected,
        typed=file.typed,
        ordered=file.ordered,
    )


@dataclass(frozen=True)
class Reread:
    """A file of the vault, read again: what it is, and the bytes that have to be kept instead, if any."""

    recognised: RecognisedFile
    anew: bytes = b""


def read_again(desk: Desk, connection: Connection, file: StoredFile, *, wanted: FileKind | None = None) -> Reread:
    """Read a file of the vault again; it passed the limits of the worker when it came in.

    Args:
        desk: where.
        connection: the transaction.
        file: of an item.
        wanted: what a person says it is.

    Raises:
        CannotRead: it cannot be read, or not as that.
    """
    if not file.object:
        raise CannotRead(file.trouble or "file_unreadable", file=file.file_name, why="")
    try:
        with desk.objects.open(connection, file.object) as stream:
            named = NamedStream(file.file_name, stream)
            found, anew = sound(recognise_file(named, wanted), named.stream)
    except SigningFault as fault:
        raise from_signing(fault, file=file.file_name) from fault
    if found.trouble:
        raise CannotRead(found.trouble, file=file.file_name, why="")
    return Reread(found, anew)


def keep_again(desk: Desk, connection: Connection, file: StoredFile, read: Reread) -> FileAdded:
    """Return a file of the vault as it was read again; its bytes, name, and what a person said of it stay.

    Args:
        desk: where.
        connection: the transaction.
        file: as it is kept.
        read: as it was read again.
    """
    before = as_added(file)
    added = file_added(read.recognised, None, file.short)
    added = replace(
        added,
        file_name=file.file_name,
        sha256=file.sha256,
        object=file.object,
        original_sha256=file.original_sha256,
        original_object=file.original_object,
        remarks=tuple(dict.fromkeys((*(one for one in file.remarks if one in _OF_IMPORT), *added.remarks))),
        version=(file.version or added.version) if added.kind == FileKind.LETTER.value else "",
        corrected=file.corrected,
        typed=file.typed,
        ordered=file.ordered,
        **{name: getattr(before, name) for field in file.corrected for name in CORRECTABLE[field]},
    )
    if not read.anew:
        return added
    stored = desk.objects.put_bytes(connection, read.anew)
    return replace(
        added, sha256=stored.sha256, object=stored.id, original_sha256=file.sha256, original_object=file.object
    )


# What a person can correct -> the fields of the event it stands in.
CORRECTABLE: dict[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "chamber": ("chamber",),
    "reference": ("reference",),
    "letter_date": ("letter_date",),
    "signatory_role": ("signatory_role",),
    "signatory_name": ("signatory_name",),
    "two_signatories": ("two_signatories",),
    "place": ("place_page", "place_rect"),
}
# Remarks that only the file as it came could give.
_OF_IMPORT = frozenset({"hybrid_xref", "damaged_xref", "name_changed"})


@dataclass(frozen=True)
class Facts:
    """What an item takes from its memo."""

    title: str
    named_condition: str
    named_phrase: str


def facts_of(memo: Memo | None, item: str) -> Facts:
    """Return an item's title and the condition its memo names."""
    condition = memo.condition if memo else None
    return Facts((memo.title if memo else None) or item, named(condition), condition.phrase if condition else "")


def named(condition: Condition | None) -> str:
    """Return a condition as ``KIND:DATE``, as ``KIND`` where no date was found, or empty."""
    if condition is None:
        return ""
    day = condition.meeting_date
    return f"{condition.kind.value}:{day.isoformat()}" if day else condition.kind.value


def item_facts(desk: Desk, connection: Connection, item: Item, files: Iterable[FileAdded]) -> Facts:
    """Return what an item takes from its memo, read from the vault with what was typed in.

    Args:
        desk: where.
        connection: the transaction.
        item: as it is.
        files: as they will be.
    """
    memo = next((one for one in files if one.kind == FileKind.MEMO.value and one.object), None)
    if memo is None:
        return facts_of(None, item.item)
    return facts_of(read_typed(desk, connection, memo.object, memo.file_name, memo.typed), item.item)


def read_typed(
    desk: Desk, connection: Connection, object_id: str, name: str, typed: Sequence[TypedField]
) -> Memo | None:
    """Return the memo in a file of the vault, with what a person typed in.

    Raises:
        CannotRead: the file in the vault cannot be read.
    """
    try:
        with desk.objects.open(connection, object_id) as stream:
            found = read_memo(stream, name)
    except SigningFault as fault:
        raise from_signing(fault, file=name) from fault
    return typed_file(found, typed).memos[0] if found.memos else None


def typed_file(found: MemoFile, typed: Sequence[TypedField]) -> MemoFile:
    """Return a memo's file with what a person typed in of its (first) memo."""
    if not typed or not found.memos:
        return found
    first = with_typed(found.memos[0], [(one.name, one.value) for one in typed])
    return replace(found, memos=(first, *found.memos[1:]))


def corrected_file(one: RecognisedFile, file: StoredFile) -> RecognisedFile:
    """Return a file as it was read, with what a person said of it: for the checks and the window."""
    letter = one.letter
    if letter is not None:
        box = letter.signature_box
        if "place" in file.corrected and file.place is not None:
            block = box.name_block_rect if box else file.place.rect
            box = SignatureBox(file.place.page, file.place.rect, block)
        letter = replace(
            letter,
            chamber=Chamber(file.chamber) if file.chamber else None,
            own_reference=file.reference or None,
            letter_date=date.fromisoformat(file.letter_date) if file.letter_date else None,
            signatory_role=file.signatory_role or None,
            signatory_name=file.signatory_name or None,
            two_signatories=file.two_signatories,
            signature_box=box,
        )
    memo = typed_file(one.memo, file.typed) if one.memo else None
    return replace(
        one,
        kind=FileKind(file.kind),
        letter=letter,
        memo=memo,
        corrected=file.corrected,
        remarks=file.remarks,
        original_sha256=file.original_sha256,
        trouble=file.trouble,
    )


def check_new_letters(batch: SigningBatch, added: Sequence[FileAdded]) -> None:
    """Guard G8: the same letter, or another with its reference, never comes beside or over the one that is there.

    Args:
        batch: the map.
        added: files that come in, or become letters.

    Raises:
        Refused: ``letter_already_in_map``, ``letter_reference_in_map``, ``letter_twice``.
    """
    letters = [file for file in added if file.version]
    for letter in batch.letters:
        for file in letters:
            if file.version == letter.version:
                continue
            same = file.sha256 == letter.file.sha256
            if same or (file.reference and file.reference == letter.file.reference):
                code = "letter_already_in_map" if same else "letter_reference_in_map"
                raise Refused(code, guard="G8", file=file.file_name, letter=letter.name)
    if len({file.sha256 for file in letters}) < len(letters):
        raise Refused("letter_twice", guard="G8")
