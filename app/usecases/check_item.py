"""Run the checks over an item of a map, from the vault, with all that a person corrected, typed in and overruled."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import BinaryIO

from sqlalchemy import Connection

from app.batch import Item, StoredFile
from app.checks import Case, CheckedFile, CheckResult, Finding, run_checks
from app.council import AMSTERDAM, parse_meeting
from app.desk import Desk, Transaction, stamp
from app.dossier import Dossier, FileKind, RecognisedFile
from app.errors import CannotRead, from_signing
from app.events import ItemChecked, RecordedFinding
from app.reading import NamedStream, arrange, recognise_file
from app.store import queries
from app.usecases.checked_case import checked_file
from app.usecases.dossier_files import corrected_file
from signing.errors import SigningFault


@dataclass(frozen=True)
class CheckedItem:
    """An item and what the checks say of it.

    Attributes:
        item: as it stands.
        dossier: its files as they were read; each is called by its short name.
        result: what the checks say.
    """

    item: Item
    dossier: Dossier
    result: CheckResult

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
        # Reading takes its time; meanwhile the store is free for others.
        return _judged(desk, opened)


def checked(desk: Desk, connection: Connection, item: Item) -> CheckedItem:
    """Run the checks over an item within a transaction; as :func:`check_item`."""
    with ExitStack() as stack:
        return _judged(desk, _opened(desk, connection, item, stack))


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
    try:
        read = [_read(file, stream) for file, stream in zip(item.files, opened.streams, strict=True)]
    except SigningFault as fault:
        raise from_signing(fault, file=item.name) from fault
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
    return CheckedItem(item, dossier, run_checks(case))


def record_check(transaction: Transaction, item: Item) -> CheckedItem:
    """Run the checks over an item and record what they say.

    Args:
        transaction: in which it is recorded.
        item: as it stands in it.
    """
    desk = transaction.desk
    found = checked(desk, transaction.connection, item)
    findings = tuple(found.recorded(one) for one in found.result.findings)
    transaction.happen(ItemChecked(item.map, item.item, stamp(desk.now()), findings))
    return found


def _read(file: StoredFile, stream: BinaryIO | None) -> CheckedFile:
    if stream is None:
        unread = RecognisedFile(file.short, file.sha256, FileKind(file.kind), None, trouble=file.trouble)
        return checked_file(unread, None)
    try:
        found = recognise_file(NamedStream(file.short, stream), FileKind(file.kind))
    except CannotRead as trouble:
        found = RecognisedFile(file.short, file.sha256, FileKind(file.kind), None, trouble=trouble.reason.code)
    # A person's word goes before its looks, and the internal memo stays the memo whatever stands beside it.
    found = corrected_file(found, replace(file, corrected=(*file.corrected, "kind")))
    return checked_file(found, stream)


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
