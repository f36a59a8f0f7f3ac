"""The SQLCipher store behind SQLAlchemy Core: one file, one writer, nothing readable on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from app.errors import KeyTrouble
from app.ports import SecretBytes
from app.store.migrations import migrate


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
            connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
            # Deleted rows are overwritten, temporary tables stay in memory, commits reach the disk.
            for setting in (
                "secure_delete = ON",
                "temp_store = MEMORY",
                "journal_mode = WAL",
                "synchronous = FULL",
                "cipher_memory_security = ON",
            ):
                connection.execute(f"PRAGMA {setting}")
            return connection

        # Parameters are keys and documents' words: no error may carry them into the log.
        self._engine: Engine = create_engine(
            "sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool, hide_parameters=True
        )
        event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        try:
            with self.transaction() as connection:
                migrate(connection)
        except sqlcipher.DatabaseError as error:
            self.close()
            raise KeyTrouble("vault_damaged", file=path.name) from error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection; what is done with it is written whole when the block ends, or not at all."""
        with self._lock, self._engine.begin() as connection:
            yield connection

    def forget_deleted(self) -> None:
        """Empty the write-ahead log after something was destroyed, so that no copy of it stays there."""
        with self._lock, self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101  the pool holds one connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the store."""
        self._engine.dispose()
