"""The store: closed without its key, whole after a fault, and no place where destroyed rows live on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Connection, create_engine, inspect

from app.errors import KeyTrouble, Refused
from app.ports import SecretBytes
from app.store import migrations, schema
from app.store.database import Store
from app.text.refusals import REFUSALS

KEY = SecretBytes(bytes(range(32)))
OTHER = SecretBytes(bytes(range(1, 33)))


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def put(connection: Connection, name: str, value: str = "waarde") -> None:
    connection.execute(schema.meta.insert().values(name=name, value=value))


def names(store: Store) -> list[str]:
    with store.transaction() as connection:
        return [row.name for row in connection.execute(schema.meta.select().order_by(schema.meta.c.name))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def test_what_was_written_is_there_at_the_next_opening(path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        put(connection, "a")
    store.close()
    again = Store(path, KEY)
    assert names(again) == ["a"]
    again.close()


def test_another_key_does_not_open_it_and_leaves_it_as_it_was(path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        put(connection, "a")
    store.close()
    before = path.read_bytes()
    with pytest.raises(KeyTrouble) as trouble:
        Store(path, OTHER)
    assert trouble.value.reason.code == "vault_damaged"
    assert path.read_bytes() == before
    again = Store(path, KEY)
    assert names(again) == ["a"]
    again.close()


@pytest.mark.parametrize("content", [b"no database at all" * 300, b"SQLite format 3\x00" + bytes(8000)])
def test_a_file_that_is_no_store_is_told_as_damage(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(KeyTrouble) as trouble:
        Store(path, KEY)
    assert trouble.value.reason.code == "vault_damaged"


def test_damage_in_the_middle_is_told_when_it_is_met(path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        for number in range(300):
            put(connection, f"naam-{number}", "waarde " * 50)
    store.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    store = Store(path, KEY)
    with pytest.raises(KeyTrouble) as trouble:
        names(store)
    assert trouble.value.reason.code == "vault_damaged"
    store.close()


def test_a_plain_database_is_not_taken_for_a_store(path: Path) -> None:
    plain = sqlcipher.connect(str(path))
    plain.execute("CREATE TABLE meta (name, value)")
    plain.commit()
    plain.close()
    with pytest.raises(KeyTrouble):
        Store(path, KEY)


def test_nothing_readable_is_in_its_files_while_it_is_open_and_after(path: Path, tmp_path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        for number in range(200):
            put(connection, f"naam-{number}", "de staatssecretaris besluit " * 20)
    open_files = files(tmp_path)
    store.close()
    for found in (open_files, files(tmp_path)):
        assert len(found) > 100_000
        for secret in (b"SQLite format 3", b"staatssecretaris", b"naam-1", b"CREATE TABLE", KEY.reveal()):
            assert secret not in found


def test_the_settings_that_protect_what_is_deleted_are_on(path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("secure_delete", "temp_store", "journal_mode", "synchronous", "cipher_memory_security")
        }
    store.close()
    assert {name: int(value) if str(value).isdigit() else value for name, value in found.items()} == {
        "secure_delete": 1,
        "temp_store": 2,
        "journal_mode": "wal",
        "synchronous": 2,
        "cipher_memory_security": 1,
    }


def test_after_something_was_destroyed_the_write_ahead_log_is_empty(path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        put(connection, "geheim")
    log = path.with_name("store.db-wal")
    assert log.stat().st_size > 0
    with store.transaction() as connection:
        connection.execute(schema.meta.delete())
    store.forget_deleted()
    assert log.stat().st_size == 0
    assert names(store) == []
    store.close()
    assert not log.exists()


def test_a_destroyed_key_is_in_no_page_of_the_store(path: Path) -> None:
    """Free pages and free parts of pages included: what secure_delete and the empty log are for."""
    private = "AGE-SECRET-KEY-1" + "Q" * 58
    store = Store(path, KEY)
    with store.transaction() as connection:
        for number in range(50):
            put(connection, f"naam-{number}", "waarde " * 20)
        put(connection, "sleutel", private)
    store.forget_deleted()
    assert private.encode() in pages_of(path), "the pages are not read as they should be"
    with store.transaction() as connection:
        connection.execute(schema.meta.delete().where(schema.meta.c.name == "sleutel"))
    store.forget_deleted()
    left = pages_of(path)
    store.close()
    assert b"naam-49" in left
    assert private.encode() not in left


def pages_of(path: Path) -> bytes:
    """Return all pages decrypted: SQLCipher 4 keeps 4096 bytes, the last 80 of them IV (16) and HMAC (64)."""
    content = path.read_bytes()
    plain = bytearray()
    for at in range(0, len(content), 4096):
        page = content[at : at + 4096]
        body = page[16 if at == 0 else 0 : -80]  # the first page begins with the salt
        decryptor = Cipher(algorithms.AES(KEY.reveal()), modes.CBC(page[-80:-64])).decryptor()
        plain += decryptor.update(body) + decryptor.finalize()
    return bytes(plain)


def test_a_transaction_is_whole_or_not_at_all(path: Path) -> None:
    store = Store(path, KEY)

    def fail() -> None:
        with store.transaction() as connection:
            put(connection, "a")
            put(connection, "b")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail()
    assert names(store) == []
    with store.transaction() as connection:
        put(connection, "c")
    assert names(store) == ["c"]
    store.close()


def test_a_store_of_a_later_program_is_refused_and_not_touched(path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}")
    store.close()
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        Store(path, KEY)
    assert refused.value.reason.code == "store_from_newer_version"
    assert refused.value.reason.code in REFUSALS
    assert path.read_bytes() == before
    assert not path.with_name("store.db-wal").exists(), "it stays open after the refusal"


def _shape(connection: Connection) -> dict[str, Any]:
    found = inspect(connection)
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["primary_key"])
                for column in found.get_columns(name)
            },
            "key": found.get_pk_constraint(name)["constrained_columns"],
        }
        for name in found.get_table_names()
    }


def test_all_migrations_together_give_the_declared_schema(path: Path) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        migrated = _shape(connection)
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == len(migrations.MIGRATIONS)
    store.close()
    memory = create_engine("sqlite://")
    with memory.begin() as connection:
        schema.metadata.create_all(connection)
        declared = _shape(connection)
    memory.dispose()
    assert migrated == declared


def test_migrating_twice_changes_nothing(path: Path) -> None:
    for _ in range(2):
        store = Store(path, KEY)
        with store.transaction() as connection:
            migrations.migrate(connection)
        store.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path, KEY)
    with store.transaction() as connection:
        before = _shape(connection)
    store.close()
    broken = ("CREATE TABLE extra (name VARCHAR)", "CREATE TABLE nonsense (")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
    with pytest.raises(Exception, match=r"nonsense|incomplete"):
        Store(path, KEY)
    monkeypatch.undo()
    store = Store(path, KEY)
    with store.transaction() as connection:
        assert _shape(connection) == before
    store.close()
