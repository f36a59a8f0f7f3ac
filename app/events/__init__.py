"""What can happen, one frozen dataclass an event. The record is a chain of these; replaying them gives the state.

Fields are strings, numbers, booleans, None and tuples of such (or of the small dataclasses here), so that an event is
JSON and back without loss. An event is never changed once a version of the program has written it: a new fact becomes
a new field with a default.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from app.events.batch import (
    ConditionRecorded,
    FindingOverruled,
    ItemChecked,
    MapCreated,
    MapLocked,
    MapUnlocked,
    ProfileCreated,
    RecordedFinding,
    ReleaseKeyMade,
)
from app.events.dossier import (
    FileAdded,
    FileCorrected,
    FileJoined,
    FileRemoved,
    FilesOrdered,
    ItemAdded,
    ItemRecognised,
    ItemsOrdered,
    PublicMemoMarked,
    TypedField,
)
from app.events.letter import (
    BoundFile,
    Decided,
    DecisionWithdrawn,
    LetterLocked,
    LetterPrepared,
    LetterRenewed,
    LetterSealed,
    LetterSkipped,
    LetterStrengthened,
    SignatureLost,
    SignaturePlaced,
)
from app.events.outcome import (
    ClockConfirmed,
    ItemDispatched,
    ItemReleased,
    LetterBlocked,
    LetterUnblocked,
    LetterVoided,
    LevelAccepted,
    OutcomeRecorded,
    ReleasedLetter,
    WrittenOut,
)

__all__ = [
    "BoundFile",
    "ClockConfirmed",
    "ConditionRecorded",
    "Decided",
    "DecisionWithdrawn",
    "Event",
    "FileAdded",
    "FileCorrected",
    "FileJoined",
    "FileRemoved",
    "FilesOrdered",
    "FindingOverruled",
    "ItemAdded",
    "ItemChecked",
    "ItemDispatched",
    "ItemRecognised",
    "ItemReleased",
    "ItemsOrdered",
    "LetterBlocked",
    "LetterLocked",
    "LetterPrepared",
    "LetterRenewed",
    "LetterSealed",
    "LetterSkipped",
    "LetterStrengthened",
    "LetterUnblocked",
    "LetterVoided",
    "LevelAccepted",
    "MapCreated",
    "MapLocked",
    "MapUnlocked",
    "OutcomeRecorded",
    "ProfileCreated",
    "PublicMemoMarked",
    "RecordedFinding",
    "ReleaseKeyMade",
    "ReleasedLetter",
    "SignatureLost",
    "SignaturePlaced",
    "TypedField",
    "WrittenOut",
    "from_json",
    "kind_of",
    "to_json",
]

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
