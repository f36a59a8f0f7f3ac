"""Numbered migrations. A number, once released, is never changed: a store of any earlier version opens in this one.

The number reached stands in SQLite's ``user_version``. A test holds that all migrations together give the schema that
``schema.py`` declares.
"""

from __future__ import annotations

from sqlalchemy import Connection

from app.errors import Refused

_BEGIN = (
    "CREATE TABLE meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (name))",
    "CREATE TABLE record (number INTEGER NOT NULL, at VARCHAR NOT NULL, person VARCHAR NOT NULL,"
    " authenticated VARCHAR NOT NULL, kind VARCHAR NOT NULL, body VARCHAR NOT NULL, previous VARCHAR NOT NULL,"
    " hash VARCHAR NOT NULL, PRIMARY KEY (number))",
    "CREATE TABLE objects (id VARCHAR NOT NULL, key BLOB NOT NULL, size INTEGER NOT NULL, sha256 VARCHAR NOT NULL,"
    " PRIMARY KEY (id))",
    "CREATE TABLE release_keys (version VARCHAR NOT NULL, public VARCHAR NOT NULL, private VARCHAR NOT NULL,"
    " protection VARCHAR NOT NULL, PRIMARY KEY (version))",
    "CREATE TABLE seals (version VARCHAR NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (version))",
    "CREATE TABLE evidence (version VARCHAR NOT NULL, json VARCHAR NOT NULL, PRIMARY KEY (version))",
    "CREATE TABLE maps (name VARCHAR NOT NULL, created_at VARCHAR NOT NULL, locked_at VARCHAR NOT NULL,"
    " PRIMARY KEY (name))",
    "CREATE TABLE items (map VARCHAR NOT NULL, item VARCHAR NOT NULL, position INTEGER NOT NULL,"
    " title VARCHAR NOT NULL, named_condition VARCHAR NOT NULL, named_phrase VARCHAR NOT NULL,"
    " condition VARCHAR NOT NULL, released_at VARCHAR NOT NULL, dispatch_evidence VARCHAR NOT NULL,"
    " PRIMARY KEY (map, item))",
    "CREATE TABLE files (map VARCHAR NOT NULL, item VARCHAR NOT NULL, short VARCHAR NOT NULL,"
    " position INTEGER NOT NULL, file_name VARCHAR NOT NULL, kind VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,"
    " object VARCHAR NOT NULL, pages INTEGER NOT NULL, recognised VARCHAR NOT NULL, version VARCHAR NOT NULL,"
    " PRIMARY KEY (map, item, short))",
    "CREATE TABLE versions (version VARCHAR NOT NULL, map VARCHAR NOT NULL, item VARCHAR NOT NULL,"
    " short VARCHAR NOT NULL, number INTEGER NOT NULL, state VARCHAR NOT NULL, because VARCHAR NOT NULL,"
    " release_key VARCHAR NOT NULL, decision VARCHAR NOT NULL, decided VARCHAR NOT NULL, prepared VARCHAR NOT NULL,"
    " sealed VARCHAR NOT NULL, strengthened VARCHAR NOT NULL, released VARCHAR NOT NULL, void_why VARCHAR NOT NULL,"
    " PRIMARY KEY (version))",
    "CREATE TABLE outcomes (number INTEGER NOT NULL, meeting VARCHAR NOT NULL, map VARCHAR NOT NULL,"
    " item VARCHAR NOT NULL, outcome VARCHAR NOT NULL, by VARCHAR NOT NULL, evidence VARCHAR NOT NULL,"
    " evidence_sha256 VARCHAR NOT NULL, at VARCHAR NOT NULL, PRIMARY KEY (number))",
)

_CHECKS = (
    "CREATE TABLE checks (map VARCHAR NOT NULL, item VARCHAR NOT NULL, checked VARCHAR NOT NULL,"
    " PRIMARY KEY (map, item))",
    "CREATE TABLE overrules (map VARCHAR NOT NULL, item VARCHAR NOT NULL, rule VARCHAR NOT NULL,"
    " code VARCHAR NOT NULL, file VARCHAR NOT NULL, at VARCHAR NOT NULL, overruled VARCHAR NOT NULL,"
    " PRIMARY KEY (map, item, rule, code, file))",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_BEGIN, _CHECKS)


def migrate(connection: Connection) -> None:
    """Bring a store to the present schema.

    Raises:
        Refused: ``store_from_newer_version`` when a later program wrote it.
    """
    reached = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if reached > len(MIGRATIONS):
        raise Refused("store_from_newer_version", version=reached)
    for number, statements in enumerate(MIGRATIONS[reached:], start=reached + 1):
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
