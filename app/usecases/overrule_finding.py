"""Overrule one blocking finding in one file, with a reason that goes into the record."""

from __future__ import annotations

from app.batch import Item, StoredFile
from app.checks import Finding
from app.desk import Desk, Transaction
from app.errors import Refused, WrongUse, from_signing
from app.events import FindingOverruled, RecordedFinding, SignaturePlaced
from app.store import queries
from app.usecases.check_item import CheckedItem, as_it_stands, check_item
from signing.errors import SigningFault
from signing.further import leaves_room
from signing.prepare import empty_fields, place_of_field

# What no reason makes right: other bytes than approved, a condition nobody recorded (interface: ``overrule``).
_NEVER = frozenset({"L01", "L02"})


def overrule_finding(desk: Desk, item_name: str, finding: str, file: str, *, why: str) -> RecordedFinding:
    """Overrule a blocking finding: one rule, one code, one file at a time.

    It holds for this finding in these bytes. Another version of the file, or other words, is another finding.

    Args:
        desk: where.
        item_name: ``MAP/ITEM``.
        finding: ``RULE/CODE``.
        file: short name of the file, or its name.
        why: the reason, typed by the person who overrules.

    Returns:
        What was overruled.

    Raises:
        WrongUse: ``map_unknown``, ``item_unknown``, ``file_unknown``, ``finding_unknown``, ``why_empty``.
        Refused: ``finding_not_found``, ``finding_does_not_block``, ``finding_not_to_overrule``, ``already_released``.
    """
    rule, slash, code = finding.partition("/")
    if not slash or not code:
        raise WrongUse("finding_unknown", finding=finding)
    if not why.strip():
        raise WrongUse("why_empty", finding=finding)
    before = check_item(desk, item_name)
    with desk.transaction() as transaction:
        item = queries.item(transaction.connection, item_name)
        if item.released_at:
            raise Refused("already_released", letter=item_name)
        stored = _file(item, file)
        found = as_it_stands(desk, transaction.connection, item, before)
        one = _found(found, rule, code, stored)
        _check_may_be_overruled(one, stored)
        recorded = found.recorded(one)
        if not item.is_overruled(recorded):
            transaction.happen(FindingOverruled(item.map, item.item, recorded, why.strip()))
            if code == "already_signed":
                _check_room(desk, transaction, stored)
            if code == "signature_field_present":
                _place_in_field(desk, transaction, item, stored)
    return recorded


def _check_room(desk: Desk, transaction: Transaction, stored: StoredFile) -> None:
    """Refuse what would break the signature that a letter has: told now, and not when it has been signed."""
    with desk.objects.open(transaction.connection, stored.object) as approved:
        try:
            room = leaves_room(approved)
        except SigningFault as fault:
            raise from_signing(fault, file=stored.file_name) from fault
    if not room:
        raise Refused("closed_by_its_signature", file=stored.file_name)


def _place_in_field(desk: Desk, transaction: Transaction, item: Item, stored: StoredFile) -> None:
    """Show the signature from now on where it will stand: in the field that the letter brought."""
    letter = next((one for one in item.letters if one.file.short == stored.short), None)
    if letter is None or letter.prepared is not None:
        return
    with desk.objects.open(transaction.connection, stored.object) as approved:
        try:
            name = next(iter(empty_fields(approved)), "")
            place = place_of_field(approved, name) if name else None
        except SigningFault as fault:
            raise from_signing(fault, letter=letter.name, file=stored.file_name) from fault
    page, rect = (place.page, place.rect) if place is not None else (0, ())
    if name:
        transaction.happen(SignaturePlaced(letter.version, page, rect))


def may_be_overruled(finding: Finding, *, rewritten: bool) -> bool:
    """Return whether a finding can be overruled: it blocks, and is none of those that no reason makes right.

    Args:
        finding: of an item.
        rewritten: whether its file was written anew at import; only then can a damaged table be overruled.
    """
    if not finding.blocks or finding.rule in _NEVER:
        return False
    return finding.rule != "open" or (finding.code == "damaged_xref" and rewritten)


def _file(item: Item, name: str) -> StoredFile:
    found = [file for file in item.files if file.short == name] or [
        file for file in item.files if file.file_name == name
    ]
    if len(found) != 1:
        raise WrongUse("file_unknown", file=name, item=item.name)
    return found[0]


def _found(found: CheckedItem, rule: str, code: str, stored: StoredFile) -> Finding:
    for one in found.result.findings:
        if (one.rule, one.code, one.file) == (rule, code, stored.short):
            return one
    raise Refused("finding_not_found", finding=f"{rule}/{code}", file=stored.file_name)


def _check_may_be_overruled(one: Finding, stored: StoredFile) -> None:
    if not one.blocks:
        raise Refused("finding_does_not_block", finding=one.name, file=stored.file_name)
    if not may_be_overruled(one, rewritten=bool(stored.original_sha256)):
        raise Refused("finding_not_to_overrule", finding=one.name, file=stored.file_name)
