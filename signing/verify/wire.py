"""Verdicts and requests as JSON, for the way to and from a worker process.

JSON and not pickle: what comes back from a process that read a hostile file must not be able to run anything here.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from signing.verify.material import Material
from signing.verify.trust import TrustRoots
from signing.verify.verdict import (
    ChangesAfter,
    Coverage,
    Fact,
    FileState,
    FileVerdict,
    Indication,
    Integrity,
    Kind,
    Level,
    ListsUsed,
    Qualified,
    SignatureVerdict,
    Subindication,
    Trust,
)

_ENUMS: dict[str, type[Enum]] = {
    "kind": Kind,
    "state": FileState,
    "integrity": Integrity,
    "covers": Coverage,
    "changes_after": ChangesAfter,
    "indication": Indication,
    "subindication": Subindication,
    "level": Level,
    "qualified": Qualified,
    "trusted": Trust,
}
_MOMENTS = {"claimed_time", "proven_time", "renew_before", "revocation_as_of", "checked_at"}
_TUPLES = {"appearance_changed_pages", "changed_fields"}


@dataclass(frozen=True)
class WorkRequest:
    """What a worker is asked: how to judge, and where the file is.

    Attributes:
        trust, now, at, evidence, fetched: as for :func:`signing.verify.verify`.
        path: the file, or empty when its bytes follow.
        size: the number of bytes that follow.
    """

    trust: TrustRoots
    now: datetime
    at: datetime | None
    evidence: Material
    path: str = ""
    size: int = 0
    fetched: Material = field(default_factory=Material)


def request_to_json(request: WorkRequest) -> bytes:
    """Return a request in its encoded form."""
    return json.dumps(
        {
            "trust": [_text(der) for der in request.trust.certificates],
            "lists": _lists_out(request.trust.lists),
            "folder": str(request.trust.folder.resolve()) if request.trust.folder else None,
            "list_signers": [_text(der) for der in request.trust.list_signers],
            "now": request.now.isoformat(),
            "at": request.at.isoformat() if request.at else None,
            "evidence": _material_out(request.evidence),
            "fetched": _material_out(request.fetched),
            "path": request.path,
            "size": request.size,
        }
    ).encode()


def request_from_json(encoded: bytes) -> WorkRequest:
    """Return a request from its encoded form."""
    read = json.loads(encoded)
    trust = TrustRoots(
        tuple(b64decode(one) for one in read["trust"]),
        _lists_in(read["lists"]),
        Path(read["folder"]) if read["folder"] else None,
        tuple(b64decode(one) for one in read["list_signers"]),
    )
    at = datetime.fromisoformat(read["at"]) if read["at"] else None
    evidence, fetched = _material_in(read["evidence"]), _material_in(read["fetched"])
    return WorkRequest(trust, datetime.fromisoformat(read["now"]), at, evidence, read["path"], read["size"], fetched)


def _lists_out(lists: ListsUsed) -> list[Any]:
    return [_encoded(getattr(lists, each.name)) for each in fields(lists)]


def _lists_in(read: list[Any]) -> ListsUsed:
    age, expired, issued, following, territories, refused = read
    begin, end = (datetime.fromisoformat(one) if one else None for one in (issued, following))
    return ListsUsed(age, expired, begin, end, tuple(territories), tuple(refused))


def _material_out(material: Material) -> list[list[str]]:
    return [[_text(der) for der in each] for each in (material.certificates, material.answers, material.lists)]


def _material_in(read: list[list[str]]) -> Material:
    certificates, answers, lists = (tuple(b64decode(one) for one in each) for each in read)
    return Material(certificates, answers, lists)


def verdict_to_json(verdict: FileVerdict) -> bytes:
    """Return a verdict in its encoded form, certificates included."""
    read = {name: _encoded(getattr(verdict, name)) for name in ("state", "sha256", "checked_at", "reason")}
    read["lists"] = _lists_out(verdict.lists)
    read["signatures"] = [
        {each.name: _encoded(getattr(one, each.name)) for each in fields(one)} for one in verdict.signatures
    ]
    return json.dumps(read).encode()


def verdict_from_json(encoded: bytes) -> FileVerdict:
    """Return a verdict from its encoded form.

    Raises:
        ValueError: the bytes are no verdict.
    """
    try:
        read = json.loads(encoded)
        signatures = tuple(_signature(one) for one in read["signatures"])
        return FileVerdict(
            FileState(read["state"]),
            str(read["sha256"]),
            signatures,
            datetime.fromisoformat(read["checked_at"]),
            str(read["reason"]),
            _lists_in(read["lists"]),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("not a verdict") from fault


def _signature(read: dict[str, Any]) -> SignatureVerdict:
    known = {each.name for each in fields(SignatureVerdict)}
    return SignatureVerdict(**{name: _decoded(name, value) for name, value in read.items() if name in known})


def _encoded(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return _text(value)
    if isinstance(value, tuple):
        return [_encoded(one) for one in value]
    return value


def _decoded(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _ENUMS:
        return _ENUMS[name](value)
    if name in _MOMENTS:
        return datetime.fromisoformat(value)
    if name == "facts":
        return tuple(Fact(one) for one in value)
    if name in {"certificate", "signature_value"}:
        return b64decode(value)
    if name == "chain":
        return tuple(b64decode(one) for one in value)
    if name == "paths":
        return tuple(tuple(b64decode(one) for one in each) for each in value)
    return tuple(value) if name in _TUPLES else value


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
