"""The tables. Two kinds: *projected* ones follow from the record alone, *kept* ones hold what no record may hold.

``record verify`` replays the record into empty projected tables and compares them with these, row by row.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

# Kept.
meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))
record = Table(
    "record",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("person", String, nullable=False),
    Column("authenticated", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
)
objects = Table(
    "objects",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String, nullable=False),
)
# ``protection`` is ``store``: the private half is protected as the store is. A later release passphrase wraps it.
release_keys = Table(
    "release_keys",
    metadata,
    Column("version", String, primary_key=True),
    Column("public", String, nullable=False),
    Column("private", String, nullable=False),
    Column("protection", String, nullable=False),
)
seals = Table(
    "seals", metadata, Column("version", String, primary_key=True), Column("sealed", LargeBinary, nullable=False)
)
evidence = Table(
    "evidence", metadata, Column("version", String, primary_key=True), Column("json", String, nullable=False)
)

# Projected.
maps = Table(
    "maps",
    metadata,
    Column("name", String, primary_key=True),
    Column("created_at", String, nullable=False),
    Column("locked_at", String, nullable=False),
)
items = Table(
    "items",
    metadata,
    Column("map", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("named_condition", String, nullable=False),
    Column("named_phrase", String, nullable=False),
    Column("condition", String, nullable=False),
    Column("released_at", String, nullable=False),
    Column("dispatch_evidence", String, nullable=False),
)
files = Table(
    "files",
    metadata,
    Column("map", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("short", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("file_name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("object", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("recognised", String, nullable=False),  # canonical JSON of what was recognised
    Column("version", String, nullable=False),
)
versions = Table(
    "versions",
    metadata,
    Column("version", String, primary_key=True),
    Column("map", String, nullable=False),
    Column("item", String, nullable=False),
    Column("short", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("because", String, nullable=False),
    Column("release_key", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("decided", String, nullable=False),  # canonical JSON of the decision's event
    Column("prepared", String, nullable=False),  # canonical JSON of LetterPrepared
    Column("sealed", String, nullable=False),  # canonical JSON of LetterSealed
    Column("strengthened", String, nullable=False),  # canonical JSON of LetterStrengthened
    Column("released", String, nullable=False),  # canonical JSON of ReleasedLetter
    Column("void_why", String, nullable=False),
)
outcomes = Table(
    "outcomes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("meeting", String, nullable=False),
    Column("map", String, nullable=False),
    Column("item", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("by", String, nullable=False),
    Column("evidence", String, nullable=False),
    Column("evidence_sha256", String, nullable=False),
    Column("at", String, nullable=False),
)
checks = Table(
    "checks",
    metadata,
    Column("map", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("checked", String, nullable=False),  # canonical JSON of ItemChecked
)
overrules = Table(
    "overrules",
    metadata,
    Column("map", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("rule", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("file", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("overruled", String, nullable=False),  # canonical JSON of FindingOverruled
)
PROJECTED = (maps, items, files, versions, outcomes, checks, overrules)
