"""What can happen, one frozen dataclass an event. The record is a chain of these; replaying them gives the state.

Fields are strings, numbers, booleans, None and tuples of such (or of the small dataclasses here), so that an event is
JSON and back without loss. An event is never changed once a version of the program has written it: a new fact becomes
a new field with a default.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints


def _later(default: Any) -> Any:
    """A field that came after the first version; it is written only where it says something.

    So an entry that says nothing new is the same bytes as before, and so is what replaying it gives.
    """
    return dataclasses.field(default=default, metadata={"later": True})


@dataclass(frozen=True)
class TypedField:
    """A field of a memo that a person typed in; it wins over what was read."""

    name: str
    value: str


@dataclass(frozen=True)
class FileAdded:
    """A file of an item, as it was recognised.

    Attributes:
        short: its short name within the item.
        file_name: the name it came with, without control characters.
        kind: ``memo``, ``public_memo``, ``letter``, ``attachment``, ``unrecognised``.
        sha256: of its bytes.
        object: id of the encrypted object that holds it; empty for a file that could not be read and was not kept.
        pages: number of pages.
        version: id of the version, for a letter.
        chamber: ``house``, ``senate`` or empty.
        reference: its own reference, or empty.
        letter_date: ISO date, or empty.
        signatory_role: as printed, or empty.
        signatory_name: as printed, or empty.
        place_page: page of the signature, from 1; 0 for none.
        place_rect: x0, y0, x1, y1 in points; empty for none.
        two_signatories: whether a second office-holder signs the same letter.
        remarks: codes of what a person should know of the file itself (``hybrid_xref``, ``tracked_changes`` ...).
        original_sha256: of the file as it came, where it had to be rewritten; else empty.
        original_object: the object that keeps it as it came; else empty.
        trouble: code of why it could not be read, or empty.
        corrected: names of what a person corrected; reading again does not touch them.
        typed: fields of a memo that a person typed in.
        ordered: whether a person put the item's files in this order.
    """

    short: str
    file_name: str
    kind: str
    sha256: str
    object: str
    pages: int
    version: str = ""
    chamber: str = ""
    reference: str = ""
    letter_date: str = ""
    signatory_role: str = ""
    signatory_name: str = ""
    place_page: int = 0
    place_rect: tuple[float, ...] = ()
    two_signatories: bool = _later(False)
    remarks: tuple[str, ...] = _later(())
    original_sha256: str = _later("")
    original_object: str = _later("")
    trouble: str = _later("")
    corrected: tuple[str, ...] = _later(())
    typed: tuple[TypedField, ...] = _later(())
    ordered: bool = _later(False)


@dataclass(frozen=True)
class ProfileCreated:
    """The vault was made."""

    demonstration: bool


@dataclass(frozen=True)
class MapCreated:
    """A signing batch was begun."""

    map: str


@dataclass(frozen=True)
class ItemAdded:
    """A dossier was put into a map.

    Attributes:
        map: name of the map.
        item: short name of the item.
        title: title of the memo, or the item's name.
        files: in order.
        named_condition: the condition the memo's text names, as ``KIND:DATE`` or ``KIND`` where no date was found.
        named_phrase: the words it was found in.
    """

    map: str
    item: str
    title: str
    files: tuple[FileAdded, ...]
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FileCorrected:
    """A person corrected what a file was taken for, or typed in what its memo says.

    Attributes:
        map: name of the map.
        item: short name of the item.
        file: as it is from here on, at the place where it stood.
        fields: what was corrected this time.
        title: of the item, which may follow from it.
        named_condition: as in :class:`ItemAdded`.
        named_phrase: as in :class:`ItemAdded`.
    """

    map: str
    item: str
    file: FileAdded
    fields: tuple[str, ...]
    title: str
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class ItemRecognised:
    """The files of an item were read again; what a person corrected stayed as it was."""

    map: str
    item: str
    title: str
    files: tuple[FileAdded, ...]
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FileJoined:
    """A file came to an item that was there; fields as in :class:`FileCorrected`."""

    map: str
    item: str
    file: FileAdded
    title: str
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FileRemoved:
    """A file was taken out of an item before the map was locked; fields as in :class:`FileCorrected`."""

    map: str
    item: str
    short: str
    title: str
    named_condition: str = ""
    named_phrase: str = ""


@dataclass(frozen=True)
class FilesOrdered:
    """A person put the files of an item in order, by short name."""

    map: str
    item: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class ItemsOrdered:
    """A person put the items of a map in order."""

    map: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class PublicMemoMarked:
    """A named person added the public copy of the memo, or replaced it (guard G1)."""

    map: str
    item: str
    file: FileAdded


@dataclass(frozen=True)
class RecordedFinding:
    """What the checks found, as it is recorded.

    Attributes:
        rule: ``open`` or ``L01`` to ``L12``.
        code: what was found.
        severity: ``B``, ``W`` or ``I``.
        file: short name of the file within the item.
        sha256: of the file it was found in.
        quote: the words it is about.
        detail: what was held against what.
    """

    rule: str
    code: str
    severity: str
    file: str
    sha256: str
    quote: str
    detail: str


@dataclass(frozen=True)
class ItemChecked:
    """What the checks said of an item when its map was locked, or when something was changed after that."""

    map: str
    item: str
    at: str
    findings: tuple[RecordedFinding, ...]


@dataclass(frozen=True)
class FindingOverruled:
    """A person overruled one blocking finding, in one file, for a reason; another file or finding is not covered."""

    map: str
    item: str
    finding: RecordedFinding
    why: str


@dataclass(frozen=True)
class ReleaseKeyMade:
    """The public half of a letter's release key."""

    version: str
    public: str


@dataclass(frozen=True)
class MapLocked:
    """From here on the documents do not change; every letter has its release key."""

    map: str
    keys: tuple[ReleaseKeyMade, ...]


@dataclass(frozen=True)
class MapUnlocked:
    """The map was opened again before any signature; its release keys are destroyed."""

    map: str


@dataclass(frozen=True)
class ConditionRecorded:
    """The council's decision the item waits for."""

    map: str
    item: str
    meeting: str


@dataclass(frozen=True)
class BoundFile:
    """A file as it was when a decision was taken (guard G1)."""

    name: str
    role: str
    sha256: str


@dataclass(frozen=True)
class Decided:
    """A decision on one version of a letter, bound to its bytes and to the item's files (guard G1)."""

    version: str
    decision: str
    sha256: str
    files: tuple[BoundFile, ...]
    remark: str = ""


@dataclass(frozen=True)
class DecisionWithdrawn:
    """A decision was taken back before a signature."""

    version: str


@dataclass(frozen=True)
class SignaturePlaced:
    """A person chose where the signature stands on one letter, or that it is not seen on it.

    Attributes:
        version: of the letter.
        place_page: page, from 1; 0 for a signature that is not seen.
        place_rect: x0, y0, x1, y1 in the page's own user space; empty for a signature that is not seen.
    """

    version: str
    place_page: int
    place_rect: tuple[float, ...]


@dataclass(frozen=True)
class LetterSkipped:
    """The signer was shown a letter and left it unsigned, for a reason; the decision on it stands."""

    version: str
    why: str


@dataclass(frozen=True)
class LetterPrepared:
    """The tail that will be signed; kept, for preparing twice gives other bytes."""

    version: str
    tail_object: str
    tail_sha256: str
    digest_algorithm: str
    digest: str
    reserve_start: int
    reserve_end: int
    certificate_sha256: str
    claimed_time: str


@dataclass(frozen=True)
class SignatureLost:
    """A signature may have been made whose seal was never written; the same prepared bytes are signed again (G12)."""

    version: str


@dataclass(frozen=True)
class LetterSealed:
    """The signature exists, checked, and only sealed.

    Attributes:
        version: of the letter.
        seal_sha256: of the age file.
        signature_sha256: of the signature value.
        certificate_sha256: of the signer's certificate.
        holder: common name in that certificate.
        key: how the key is known (token label or file name).
        software_key: whether the key lies in a file.
        signed_at: moment of the signing act, ISO 8601.
        seen: whether each letter was shown again (``one_by_one``) or not (``all_unseen``).
        evidence_sha256: of the evidence kept beside the seal, the trust roots of that moment included.
    """

    version: str
    seal_sha256: str
    signature_sha256: str
    certificate_sha256: str
    holder: str
    key: str
    software_key: bool
    signed_at: str
    seen: str
    evidence_sha256: str


@dataclass(frozen=True)
class LetterStrengthened:
    """Time stamp and revocation data kept beside the seal, as far as they are there."""

    version: str
    time_stamp: str
    revocation_at: str
    evidence_sha256: str


@dataclass(frozen=True)
class LetterRenewed:
    """A voided letter gets its next version, with the same bytes: to be signed again, with a release key of its own.

    Attributes:
        version: of the new version.
        previous: the version that was voided.
    """

    version: str
    previous: str


@dataclass(frozen=True)
class LetterLocked:
    """A later version of a letter was locked by itself; the rest of its map is (design section 2)."""

    key: ReleaseKeyMade


@dataclass(frozen=True)
class OutcomeRecorded:
    """What the council decided about an item, by whom it is said, and from what it shows."""

    meeting: str
    map: str
    item: str
    outcome: str
    by: str
    evidence: str
    at: str
    evidence_sha256: str = ""


@dataclass(frozen=True)
class ClockConfirmed:
    """A named person confirmed the time while the clock stood before the last entry (guard G4)."""

    by: str
    last_entry: str


@dataclass(frozen=True)
class LetterBlocked:
    """A held letter that cannot be released now: ``outcome``, ``withdrawn`` or ``void``."""

    version: str
    because: str


@dataclass(frozen=True)
class LetterUnblocked:
    """A blocked letter is held again, because a wrong outcome was corrected to agreed."""

    version: str


@dataclass(frozen=True)
class LevelAccepted:
    """The releasing person accepted a lower level than configured, once."""

    map: str
    item: str
    level: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ReleasedLetter:
    """One letter of a release: where its bytes are kept, what they are, how strong they are."""

    version: str
    tail_object: str
    sha256: str
    level: str
    proven_time: str


@dataclass(frozen=True)
class ItemReleased:
    """A whole release set came into being, was verified and kept, before anything was written out (G5, G11)."""

    map: str
    item: str
    letters: tuple[ReleasedLetter, ...]


@dataclass(frozen=True)
class WrittenOut:
    """The ready-to-send folder was written."""

    map: str
    item: str
    folder: str
    files: tuple[BoundFile, ...]


@dataclass(frozen=True)
class ItemDispatched:
    """The set was handed over."""

    map: str
    item: str
    evidence: str


@dataclass(frozen=True)
class LetterVoided:
    """The release key was destroyed, then the seal (guard G7)."""

    version: str
    why: str
    digest: str
    seal_sha256: str


Event = (
    ProfileCreated
    | MapCreated
    | ItemAdded
    | FileCorrected
    | ItemRecognised
    | FileJoined
    | FileRemoved
    | FilesOrdered
    | ItemsOrdered
    | PublicMemoMarked
    | ItemChecked
    | FindingOverruled
    | MapLocked
    | MapUnlocked
    | ConditionRecorded
    | Decided
    | DecisionWithdrawn
    | SignaturePlaced
    | LetterSkipped
    | LetterRenewed
    | LetterLocked
    | LetterPrepared
    | SignatureLost
    | LetterSealed
    | LetterStrengthened
    | OutcomeRecorded
    | ClockConfirmed
    | LetterBlocked
    | LetterUnblocked
    | LevelAccepted
    | ItemReleased
    | WrittenOut
    | ItemDispatched
    | LetterVoided
)

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}


def kind_of(event: Event) -> str:
    """Return the name an event has in the record."""
    return type(event).__name__


def to_json(event: Event | FileAdded | TypedField) -> dict[str, Any]:
    """Return an event's fields, or those of a part of it, as JSON values."""
    return _written(event)


def _written(part: Any) -> dict[str, Any]:
    fields = (one for one in dataclasses.fields(part) if not _says_nothing(part, one))
    return {one.name: _json(getattr(part, one.name)) for one in fields}


def _says_nothing(part: Any, one: dataclasses.Field[Any]) -> bool:
    return bool(one.metadata.get("later")) and getattr(part, one.name) == one.default


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_json(one) for one in value)
    return _written(value) if dataclasses.is_dataclass(value) else value


def from_json(kind: str, values: dict[str, Any]) -> Event:
    """Return the event that :func:`to_json` gave.

    Raises:
        ValueError: no such kind, or fields that do not fit it.
    """
    if kind not in _KINDS:
        raise ValueError(f"no event is called {kind}")
    event: Event = _build(_KINDS[kind], values)
    return event


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: type[Any], values: dict[str, Any]) -> Any:
    try:
        hints = _hints(kind)  # type: ignore[arg-type]  # every class can be hashed
        return kind(**{name: _value(hints[name], value) for name, value in values.items()})
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"fields of {kind.__name__} do not fit") from error


def _value(hint: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        return _build(hint, value)  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise TypeError("a list was expected")
        inner = get_args(hint)[0]
        return tuple(_value(inner, one) for one in value)
    # In JSON a whole number may stand for a fraction; a truth is no number.
    if type(value) is not hint and not (hint is float and type(value) is int):
        raise TypeError(f"{hint.__name__} was expected")
    return value
