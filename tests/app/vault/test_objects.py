"""Objects in a folder, their keys in the store: nothing readable rests on disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.errors import CannotRead, Refused
from app.ports import SecretBytes
from app.store import schema
from app.store.database import Store
from app.vault.contents import content_sha256, with_tail
from app.vault.files import write_through, write_whole
from app.vault.objects import ObjectStore
from app.vault.release_keys import destroy_release_key, keep_release_key, keep_seal, kept_seal, release_key
from signing.seal import new_release_key

TEXT = b"Aan de Voorzitter van de Tweede Kamer der Staten-Generaal " * 3000


class Vault:
    """A store and its objects in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "store.db", SecretBytes(bytes(range(32))))
        self.objects = ObjectStore(folder / "objects")

    @contextmanager
    def open(self) -> Iterator[Connection]:
        with self.store.transaction() as connection:
            yield connection

    def bytes_on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = Vault(tmp_path)
    yield made
    made.store.close()


def test_what_is_put_in_comes_out_with_its_size_and_hash(vault: Vault) -> None:
    source = io.BytesIO(TEXT)
    source.seek(100)  # from wherever it stands, the whole is meant
    with vault.open() as connection:
        stored = vault.objects.put(connection, source)
        assert (stored.size, stored.sha256) == (len(TEXT), hashlib.sha256(TEXT).hexdigest())
        assert vault.objects.read(connection, stored.id) == TEXT
        assert content_sha256(vault.objects, connection, stored.id) == stored.sha256


def test_a_letter_and_its_tail_are_one_stream(vault: Vault) -> None:
    with vault.open() as connection:
        base, tail = (vault.objects.put_bytes(connection, content).id for content in (TEXT, b"the tail"))
        with with_tail(vault.objects, connection, base, tail) as stream:
            assert stream.read() == TEXT + b"the tail"
        whole = content_sha256(vault.objects, connection, base, tail=b"the tail")
    assert whole == hashlib.sha256(TEXT + b"the tail").hexdigest()


def test_no_word_and_no_key_is_readable_on_disk(vault: Vault) -> None:
    with vault.open() as connection:
        stored = vault.objects.put_bytes(connection, TEXT)
        key = bytes(connection.execute(schema.objects.select()).one().key)
    found = vault.bytes_on_disk()
    assert len(found) > len(TEXT)
    for secret in (
        b"Voorzitter",
        b"Staten-Generaal",
        key,
        key.hex().encode(),
        stored.sha256.encode(),
        b"SQLite format",
    ):
        assert secret not in found


def test_every_object_has_a_key_of_its_own(vault: Vault) -> None:
    with vault.open() as connection:
        first, second = (vault.objects.put_bytes(connection, TEXT) for _ in range(2))
        rows = connection.execute(schema.objects.select()).all()
    assert first.id != second.id
    assert len({bytes(row.key) for row in rows}) == 2


def test_objects_cannot_be_exchanged_on_disk(vault: Vault) -> None:
    with vault.open() as connection:
        first, second = (vault.objects.put_bytes(connection, text).id for text in (b"akkoord", b"niet akkoord"))
        paths = [vault.folder / "objects" / one[:2] / one for one in (first, second)]
        contents = [path.read_bytes() for path in paths]
        paths[0].write_bytes(contents[1])
        with pytest.raises(CannotRead) as trouble:
            vault.objects.read(connection, first)
    assert trouble.value.reason.code == "object_damaged"


def test_an_object_or_key_that_is_gone_is_told_so(vault: Vault) -> None:
    with vault.open() as connection:
        stored = vault.objects.put_bytes(connection, TEXT)
        (vault.folder / "objects" / stored.id[:2] / stored.id).unlink()
        for wanted in (stored.id, "0" * 32, ""):
            with pytest.raises(CannotRead) as trouble:
                vault.objects.open(connection, wanted)
            assert trouble.value.reason.code == "object_missing"


def test_a_transaction_that_fails_leaves_no_key(vault: Vault) -> None:
    def fail() -> None:
        with vault.open() as connection:
            vault.objects.put_bytes(connection, TEXT)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail()
    with vault.open() as connection:
        assert connection.execute(schema.objects.select()).all() == []


def test_a_file_is_written_whole_or_the_old_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    write_whole(path, b"old")
    assert path.stat().st_mode & 0o077 == 0

    def half(target: object) -> None:
        target.write(b"ne")  # type: ignore[attr-defined]
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_through(path, half)
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path], "a half file was left"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


class TestReleaseKeys:
    """Made at lock; destroyed with the seal at void."""

    def test_kept_and_found(self, vault: Vault) -> None:
        key = new_release_key()
        with vault.open() as connection:
            keep_release_key(connection, "v1", key)
            keep_seal(connection, "v1", b"seal")
        with vault.open() as connection:
            assert release_key(connection, "v1", letter="brief") == key
            assert kept_seal(connection, "v1", letter="brief") == b"seal"

    def test_destroyed_they_are_gone_and_another_version_s_stay(self, vault: Vault) -> None:
        with vault.open() as connection:
            for version in ("v1", "v2"):
                keep_release_key(connection, version, new_release_key())
                keep_seal(connection, version, version.encode())
            destroy_release_key(connection, "v1")
        with vault.open() as connection:
            for read, code in ((release_key, "release_key_not_here"), (kept_seal, "seal_not_here")):
                with pytest.raises(Refused) as refused:
                    read(connection, "v1", letter="brief")
                assert refused.value.reason.code == code
                read(connection, "v2", letter="brief")

    def test_no_version_has_two_seals_or_two_keys(self, vault: Vault) -> None:
        """Guard G12."""
        from sqlalchemy.exc import IntegrityError

        with vault.open() as connection:
            keep_release_key(connection, "v1", new_release_key())
            keep_seal(connection, "v1", b"first")
        with pytest.raises(IntegrityError), vault.open() as connection:
            keep_seal(connection, "v1", b"second")
        with pytest.raises(IntegrityError), vault.open() as connection:
            keep_release_key(connection, "v1", new_release_key())
        with vault.open() as connection:
            assert kept_seal(connection, "v1", letter="brief") == b"first"
