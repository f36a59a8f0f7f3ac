"""What was read, as JSON and back: from the worker that reads hostile files to the program.

Nothing that comes back is believed to be more than values: every field is built by its declared type, and anything else
is refused. (A pickle would run what a taken-over worker puts into it.)
"""

from __future__ import annotations

import dataclasses
import json
import struct
import types
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_LENGTH = struct.Struct(">I")
Value = TypeVar("Value")


def plain(value: Any) -> Any:
    """Return a value of our own dataclasses as JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | frozenset):
        return [plain(one) for one in value]
    return value


def built(kind: type[Value], value: Any) -> Value:
    """Return the value of a type that :func:`plain` gave.

    Raises:
        ValueError: it does not fit the type.
    """
    try:
        made: Value = _built(kind, value)
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"no {kind.__name__}") from error
    return made


def _built(hint: Any, value: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        kinds = [one for one in inner if one is not type(None)]
        return None if value is None else _built(kinds[0], value)
    if dataclasses.is_dataclass(hint):
        hints = _hints(hint)  # type: ignore[arg-type]
        return hint(**{name: _built(hints[name], one) for name, one in value.items()})  # type: ignore[operator]
    if origin in (tuple, frozenset):
        return _several(origin, inner, value)
    if origin is not None:
        return {_built(str, key): _built(str, one) for key, one in value.items()}
    if issubclass(hint, Enum):
        return hint(value)
    if hint is date:
        return date.fromisoformat(value)
    if type(value) is not hint and not (hint is float and type(value) is int):
        raise TypeError(f"{hint.__name__} was expected")
    return value


def _several(origin: Any, inner: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    if origin is tuple and inner[-1] is not Ellipsis:
        if len(value) != len(inner):
            raise TypeError("another number of values was expected")
        return tuple(_built(kind, one) for kind, one in zip(inner, value, strict=True))
    return origin(_built(inner[0], one) for one in value)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def packed(values: Any, blobs: Sequence[bytes] = ()) -> bytes:
    """Return values and bytes as one message."""
    head = json.dumps({"values": values, "sizes": [len(one) for one in blobs]}).encode()
    return b"".join((_LENGTH.pack(len(head)), head, *blobs))


def unpacked(message: bytes) -> tuple[Any, tuple[bytes, ...]]:
    """Return what :func:`packed` put together.

    Raises:
        ValueError: no such message.
    """
    try:
        at = _LENGTH.size + _LENGTH.unpack_from(message)[0]
        head = json.loads(message[_LENGTH.size : at])
        blobs = []
        for size in head["sizes"]:
            blobs.append(message[at : at + size])
            at += size
        whole = at == len(message) and all(size >= 0 for size in head["sizes"])
        values = head["values"]
    except (struct.error, TypeError, KeyError, IndexError, RecursionError) as error:
        raise ValueError("no message") from error
    if not whole:
        raise ValueError("the message is cut")
    return values, tuple(blobs)
