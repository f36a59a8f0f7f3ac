"""The SQLCipher store behind SQLAlchemy Core: one file, one writer, nothing readable on disk."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DatabaseError

from app.errors import KeyTrouble
from app.ports import SecretBytes
from app.store.migrations import migrate

# Deleted rows are overwritten, temporary tables stay in memory, commits reach the disk.
_FULL_WORDS = "database or disk is full"  # SQLite's own (SQLITE_FULL)
_SETTINGS = (
    "secure_delete = ON",
    "temp_store = MEMORY",
    "journal_mode = WAL",
    "synchronous = FULL",
    "cipher_memory_security = ON",
)


class Store:
    """An open store.

    Args:
        path: of the database file; made when absent.
        key: raw key, 32 bytes; it goes to SQLCipher through the connection's creator and into no URL that is logged.

    Raises:
        KeyTrouble: ``vault_damaged`` when the file does not open with this key.
        Refused: ``store_from_newer_version``.
    """

    def __init__(self, path: Path, key: SecretBytes) -> None:
        self._lock = threading.RLock()
        self._path = path

        def connect() -> sqlcipher.Connection:
            connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
            try:
                connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
                for setting in _SETTINGS:
                    connection.execute(f"PRAGMA {setting}")
            except BaseException:
                connection.close()
                raise
            return connection

        # Parameters are keys and documents' words: no error may carry them into the log.
        self._engine: Engine = create_engine(
            "sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool, hide_parameters=True
        )
        event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        try:
            with self.transaction() as connection:
                migrate(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection; what is done with it is written whole when the block ends, or not at all.

        Raises:
            KeyTrouble: ``vault_damaged`` when what is read is no store of this key, or was changed.
            OSError: the disk is full.
        """
        try:
            with self._lock, self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            # Of the plain kind are two errors only: no database, and a damaged one. A full disk has a kind of its own.
            if _FULL_WORDS in str(error.orig):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            if type(error.orig) is sqlcipher.DatabaseError:
                raise KeyTrouble("vault_damaged", file=self._path.name) from error
            raise

    def forget_deleted(self) -> None:
        """Empty the write-ahead log after something was destroyed, so that no copy of it stays there."""
        with self._lock, self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101  the pool holds one connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the store."""
        self._engine.dispose()
