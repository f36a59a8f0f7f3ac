"""Show the record as it stands, and write it out as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.desk import Desk
from app.record import Entry
from app.store import ledger
from app.vault.files import write_whole


def show_record(desk: Desk) -> tuple[Entry, ...]:
    """Return all entries, by number."""
    with desk.transaction() as transaction:
        return tuple(ledger.entries(transaction.connection))


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return one entry as JSON values."""
    return {
        "number": entry.number,
        "at": entry.at,
        "person": entry.person,
        "authenticated": entry.authenticated,
        "kind": entry.kind,
        "body": json.loads(entry.body),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def export_record(desk: Desk, path: Path) -> int:
    """Write the whole record to a JSON file, whole or not at all.

    Returns:
        The number of entries.
    """
    entries = show_record(desk)
    values = {"head": entries[-1].hash if entries else "", "entries": [entry_json(entry) for entry in entries]}
    write_whole(path, json.dumps(values, indent=1, ensure_ascii=False).encode())
    return len(entries)
