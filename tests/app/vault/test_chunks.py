"""Encrypted objects: read at random they are the plain bytes, and any change to them is found."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import CannotRead
from app.text.refusals import REFUSALS
from app.vault.chunks import CHUNK, ObjectDamaged, ObjectStream, encrypt_stream, new_object_key

HEADER, TAG = 32, 16
BORDERS = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK]
KEY = new_object_key()


def plain_of(size: int) -> bytes:
    pattern = bytes(range(251))  # no divisor of a chunk: chunks differ
    return (pattern * (size // len(pattern) + 1))[:size]


def encrypted(plain: bytes, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    encrypt_stream(io.BytesIO(plain), len(plain), key=key, target=target)
    return target.getvalue()


def read_whole(content: bytes, key: bytes = KEY) -> bytes:
    with ObjectStream(io.BytesIO(content), key) as stream:
        return stream.read()


@pytest.mark.parametrize("size", BORDERS)
def test_sizes_around_the_borders_of_chunks_come_out_as_they_went_in(size: int) -> None:
    plain = plain_of(size)
    content = encrypted(plain)
    assert read_whole(content) == plain
    assert len(content) == HEADER + size + TAG * max(1, -(-size // CHUNK))


sizes = st.sampled_from(BORDERS) | st.integers(0, 3 * CHUNK)
steps = st.lists(
    st.tuples(st.sampled_from(["set", "move", "end"]), st.integers(0, 3 * CHUNK + 100), st.integers(-1, 2 * CHUNK)),
    max_size=15,
)


@given(size=sizes, steps=steps)
def test_reading_anywhere_gives_what_the_plain_bytes_give(size: int, steps: list[tuple[str, int, int]]) -> None:
    plain = io.BytesIO(plain_of(size))
    with ObjectStream(io.BytesIO(encrypted(plain.getvalue())), KEY) as stream:
        for whence, offset, amount in steps:
            for one in (plain, stream):
                if whence == "set":
                    one.seek(offset)
                elif whence == "move":
                    one.seek(max(0, one.tell() - CHUNK + offset))
                else:
                    one.seek(-min(offset, size), io.SEEK_END)
            assert stream.tell() == plain.tell()
            assert stream.read(amount) == plain.read(amount)


@settings(max_examples=60)
@given(size=sizes, at=st.integers(0, 1 << 20), value=st.integers(1, 255))
def test_any_changed_byte_is_found(size: int, at: int, value: int) -> None:
    content = bytearray(encrypted(plain_of(size)))
    content[at % len(content)] ^= value
    with pytest.raises(ObjectDamaged):
        read_whole(bytes(content))


@pytest.mark.parametrize("at", range(HEADER))
def test_any_changed_byte_of_the_header_is_found_at_once(at: int) -> None:
    content = bytearray(encrypted(plain_of(2 * CHUNK)))
    content[at] ^= 1
    with pytest.raises(ObjectDamaged):
        ObjectStream(io.BytesIO(bytes(content)), KEY)


@given(size=sizes, left=st.integers(0, 1 << 20))
def test_a_cut_is_found_wherever_it_is(size: int, left: int) -> None:
    content = encrypted(plain_of(size))
    with pytest.raises(ObjectDamaged):
        read_whole(content[: left % len(content)])


def _chunks(content: bytes) -> list[bytes]:
    return [content[at : at + CHUNK + TAG] for at in range(HEADER, len(content), CHUNK + TAG)]


def test_chunks_cannot_change_places_or_objects() -> None:
    content, other = encrypted(plain_of(3 * CHUNK)), encrypted(plain_of(3 * CHUNK))
    first, second, third = _chunks(content)
    for order in ((second, first, third), (first, third, second), (first, first, third), (first, second)):
        with pytest.raises(ObjectDamaged):
            read_whole(content[:HEADER] + b"".join(order))
    with pytest.raises(ObjectDamaged):
        read_whole(content[:HEADER] + first + _chunks(other)[1] + third)
    with pytest.raises(ObjectDamaged):
        read_whole(other[:HEADER] + first + second + third)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(ObjectDamaged):
        ObjectStream(io.BytesIO(encrypted(b"brief")), new_object_key())


@given(st.binary(max_size=100))
def test_what_is_no_object_is_refused(content: bytes) -> None:
    with pytest.raises(ObjectDamaged):
        ObjectStream(io.BytesIO(content), KEY)


def test_damage_further_on_does_not_hide_what_comes_before_it() -> None:
    plain = plain_of(3 * CHUNK)
    content = bytearray(encrypted(plain))
    content[-1] ^= 1
    with ObjectStream(io.BytesIO(bytes(content)), KEY) as stream:
        assert stream.read(CHUNK) == plain[:CHUNK]
        stream.seek(2 * CHUNK)
        with pytest.raises(ObjectDamaged):
            stream.read(1)


def test_damage_is_told_to_a_person() -> None:
    with pytest.raises(CannotRead) as trouble:
        ObjectStream(io.BytesIO(b""), KEY)
    assert trouble.value.reason.code in REFUSALS
    assert isinstance(trouble.value, OSError), "libraries that read through it expect an error of reading"


def test_the_same_bytes_never_look_the_same() -> None:
    first, second = encrypted(plain_of(CHUNK)), encrypted(plain_of(CHUNK))
    assert first[HEADER:] != second[HEADER:]
    assert first[24:32] != second[24:32]
    assert new_object_key() != new_object_key()
    repeated = _chunks(encrypted(bytes(2 * CHUNK)))
    assert repeated[0][:CHUNK] != repeated[1][:CHUNK], "a nonce was used twice"


def test_nothing_of_the_plain_bytes_is_in_it() -> None:
    plain = b"Aan de Voorzitter van de Tweede Kamer" * 5000
    assert b"Voorzitter" not in encrypted(plain)


def test_a_source_that_ends_early_is_an_error_and_no_short_object() -> None:
    with pytest.raises(EOFError):
        encrypt_stream(io.BytesIO(b"kort"), 5, key=KEY, target=io.BytesIO())


def test_a_source_that_gives_its_bytes_in_drops_is_whole(tmp_path: Path) -> None:
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(1000, size if size and size > 0 else 1000))

    plain = plain_of(CHUNK + 10)
    target = io.BytesIO()
    encrypt_stream(Dripping(plain), len(plain), key=KEY, target=target)
    assert read_whole(target.getvalue()) == plain


def test_closing_closes_the_file_under_it(tmp_path: Path) -> None:
    path = tmp_path / "object"
    path.write_bytes(encrypted(b"brief"))
    source = path.open("rb")
    stream = ObjectStream(source, KEY)
    stream.close()
    assert source.closed
    with pytest.raises(ObjectDamaged):
        ObjectStream(refused := path.open("rb"), new_object_key())
    assert refused.closed, "a file that is refused stays open"


def test_the_format_is_the_one_described() -> None:
    """Objects lie in vaults: a later version reads these."""
    content = encrypted(b"brief")
    assert content[:24] == b"VLOEIOBJ" + (1).to_bytes(4, "big") + CHUNK.to_bytes(4, "big") + (5).to_bytes(8, "big")
