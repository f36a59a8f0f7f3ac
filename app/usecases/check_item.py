"""Run the checks over an item of a map, from the vault, with all that a person corrected, typed in and overruled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from sqlalchemy import Connection

from app.batch import Item, StoredFile
from app.checks import Case, CheckedFile, CheckResult, Finding, run_checks
from app.council import AMSTERDAM, parse_meeting
from app.desk import Desk, Transaction, stamp
from app.dossier import Dossier, FileKind, RecognisedFile
from app.errors import CannotRead
from app.events import ItemChecked, RecordedFinding
from app.reading import arrange
from app.store import queries
from app.usecases.checked_case import looked_through
from app.usecases.dossier_files import corrected_file
from app.vault.chunks import ObjectDamaged


@dataclass(frozen=True)
class CheckedItem:
    """An item and what the checks say of it.

    Attributes:
        item: as it stands.
        dossier: its files as they were read; each is called by its short name.
        result: what the checks say.
        elsewhere: references of the letters in the other items of its map, with the letter's name.
    """

    item: Item
    dossier: Dossier
    result: CheckResult
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def recorded(self, finding: Finding) -> RecordedFinding:
        """Return a finding as it is recorded, bound to the bytes of its file."""
        sha256 = next((file.sha256 for file in self.item.files if file.short == finding.file), "")
        return RecordedFinding(
            finding.rule, finding.code, finding.severity.value, finding.file, sha256, finding.quote, finding.detail
        )

    def is_overruled(self, finding: Finding) -> bool:
        """Return whether a person overruled this finding, in these bytes."""
        return self.item.is_overruled(self.recorded(finding))

    @property
    def blocking(self) -> tuple[RecordedFinding, ...]:
        """The findings that block and that nobody overruled."""
        found = (self.recorded(one) for one in self.result.blocking)
        return tuple(one for one in found if not self.item.is_overruled(one))


def check_item(desk: Desk, item_name: str) -> CheckedItem:
    """Run the checks over an item, on the day of the desk's clock; nothing is recorded.

    Its files are read and looked through in a process of its own with limits, while the store is free for others.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``.
        CannotRead: an object of the vault cannot be read.
    """
    with ExitStack() as stack:
        with desk.transaction() as transaction:
            opened = _opened(desk, transaction.connection, queries.item(transaction.connection, item_name), stack)
        return _judged(desk, opened)


def check_items(desk: Desk, item_names: Sequence[str]) -> dict[str, CheckedItem]:
    """Run the checks over several items, by name; as :func:`check_item`."""
    return {name: check_item(desk, name) for name in item_names}


def checked(desk: Desk, connection: Connection, item: Item) -> CheckedItem:
    """Run the checks over an item within a transaction; as :func:`check_item`."""
    with ExitStack() as stack:
        return _judged(desk, _opened(desk, connection, item, stack))


def as_it_stands(desk: Desk, connection: Connection, item: Item, found: CheckedItem | None) -> CheckedItem:
    """Return what the checks said of an item before the transaction; made anew if anything changed since (guard G1).

    The item names the SHA-256 of each file, so that what was looked through is what it holds.

    Args:
        desk: where.
        connection: the transaction.
        item: as it stands in it.
        found: what was found before.
    """
    if found is not None and found.item == item and found.elsewhere == _elsewhere(connection, item):
        return found
    return checked(desk, connection, item)


@dataclass(frozen=True)
class _Opened:
    """An item with its files open, and the references of the letters in the other items of its map."""

    item: Item
    streams: tuple[BinaryIO | None, ...]
    elsewhere: dict[str, str]


def _opened(desk: Desk, connection: Connection, item: Item, stack: ExitStack) -> _Opened:
    streams = tuple(
        stack.enter_context(desk.objects.open(connection, file.object)) if file.object else None for file in item.files
    )
    return _Opened(item, streams, _elsewhere(connection, item))


def _judged(desk: Desk, opened: _Opened) -> CheckedItem:
    item = opened.item
    read = [_read(desk, file, stream) for file, stream in zip(item.files, opened.streams, strict=True)]
    dossier = arrange([one.recognised for one in read], item.item)
    by_name = {one.name: one for one in read}
    case = Case(
        dossier=dossier,
        files=tuple(by_name[one.file] for one in dossier.files),
        at=desk.now().astimezone(AMSTERDAM).date(),
        meeting=parse_meeting(item.condition) if item.condition else None,
        approved={letter.file.short: letter.decided.sha256 for letter in item.letters if letter.decided},
        elsewhere=opened.elsewhere,
    )
    return CheckedItem(item, dossier, run_checks(case), opened.elsewhere)


def record_check(transaction: Transaction, item: Item, *, before: CheckedItem | None = None) -> CheckedItem:
    """Run the checks over an item and record what they say.

    Args:
        transaction: in which it is recorded.
        item: as it stands in it.
        before: what they said before the transaction; it counts where nothing changed since.
    """
    desk = transaction.desk
    found = as_it_stands(desk, transaction.connection, item, before)
    findings = tuple(found.recorded(one) for one in found.result.findings)
    transaction.happen(ItemChecked(item.map, item.item, stamp(desk.now()), findings))
    return found


def _read(desk: Desk, file: StoredFile, stream: BinaryIO | None) -> CheckedFile:
    if stream is None:
        return CheckedFile(RecognisedFile(file.short, file.sha256, FileKind(file.kind), None, trouble=file.trouble))
    try:
        recognised, found = desk.reader.checked(file.object, file.short, stream.read, FileKind(file.kind))
    except ObjectDamaged as error:
        raise CannotRead("object_damaged", object=file.object) from error
    # A person's word goes before its looks, and the internal memo stays the memo whatever stands beside it.
    trouble = recognised.trouble
    recognised = corrected_file(recognised, replace(file, corrected=(*file.corrected, "kind")))
    return looked_through(replace(recognised, trouble=recognised.trouble or trouble), found)


def _elsewhere(connection: Connection, item: Item) -> dict[str, str]:
    """References of the letters in the other items of the map, with the letter's name."""
    batch = queries.batch(connection, item.map)
    return {
        letter.file.reference: letter.name
        for one in batch.items
        if one.item != item.item
        for letter in one.letters
        if letter.file.reference
    }
