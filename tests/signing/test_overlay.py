"""An overlay behaves as one file in memory, and the approved file under it is never touched."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signing.overlay import OverlayStream


class Guarded(io.BytesIO):
    """An approved file that cannot bear to be written to."""

    def write(self, data: object, /) -> int:
        raise AssertionError("the approved file was written to")

    def truncate(self, size: int | None = None, /) -> int:
        raise AssertionError("the approved file was cut")


reads = st.tuples(st.just("read"), st.integers(0, 60))
all_of_it = st.tuples(st.just("read"), st.just(-1))
seeks = st.tuples(st.just("seek"), st.integers(0, 120))
from_end = st.tuples(st.just("from_end"), st.integers(0, 20))
relative = st.tuples(st.just("relative"), st.integers(-10, 20))
writes = st.tuples(st.just("write"), st.integers(0, 60), st.binary(max_size=20))
cuts = st.tuples(st.just("truncate"), st.integers(0, 60))
steps = st.lists(st.one_of(reads, all_of_it, seeks, from_end, relative, writes, cuts), max_size=20)


def _do(stream: io.BytesIO | OverlayStream, step: tuple[object, ...], base: int) -> object:
    name, *arguments = step
    number = arguments[0]
    assert isinstance(number, int)
    if name == "read":
        return stream.read(number)
    if name == "seek":
        return stream.seek(number)
    if name == "from_end":
        return stream.seek(-number, io.SEEK_END)
    if name == "relative":
        return stream.seek(max(0, stream.tell() + number))
    if name == "write":
        stream.seek(base + number)
        data = arguments[1]
        assert isinstance(data, bytes)
        return stream.write(data)
    return stream.truncate(base + number)


@given(base=st.binary(max_size=50), tail=st.binary(max_size=50), steps=steps)
def test_every_sequence_of_steps_gives_what_a_file_in_memory_gives(
    base: bytes, tail: bytes, steps: list[tuple[object, ...]]
) -> None:
    approved, plain = Guarded(base), io.BytesIO(base + tail)
    overlay = OverlayStream(approved, tail)
    for step in steps:
        if step[0] == "from_end" and step[1] > len(plain.getvalue()):  # type: ignore[operator]
            continue
        if step[0] == "truncate" and len(base) + step[1] > len(plain.getvalue()):  # type: ignore[operator]
            continue  # a file grows by being written to
        assert _do(overlay, step, len(base)) == _do(plain, step, len(base))
        assert overlay.tell() == plain.tell()
    assert base + overlay.tail == plain.getvalue()
    assert approved.getvalue() == base


@given(base=st.binary(min_size=1, max_size=50), at=st.integers(0, 49), data=st.binary(min_size=1, max_size=80))
def test_a_write_that_touches_the_approved_file_is_refused(base: bytes, at: int, data: bytes) -> None:
    approved = Guarded(base)
    overlay = OverlayStream(approved, b"tail")
    overlay.seek(min(at, len(base) - 1))
    overlay.write(data)  # into the buffer
    with pytest.raises(io.UnsupportedOperation):
        overlay.flush()
    assert approved.getvalue() == base
    assert overlay._overlay.tail == b"tail"
    with pytest.raises(io.UnsupportedOperation):  # the refused bytes are not lost from sight, nor let through later
        overlay.close()


def test_the_approved_file_is_not_cut() -> None:
    approved = Guarded(b"approved")
    overlay = OverlayStream(approved, b"tail")
    with pytest.raises(io.UnsupportedOperation):
        overlay.truncate(len(b"approved") - 1)
    assert overlay.tail == b"tail"
    overlay.truncate(len(b"approved"))
    assert overlay.tail == b""
    assert approved.getvalue() == b"approved"


def test_the_approved_file_stays_open_for_whoever_brought_it() -> None:
    approved = io.BytesIO(b"approved")
    OverlayStream(approved, b"tail").close()
    assert not approved.closed
    assert approved.getvalue() == b"approved"


def test_a_large_base_is_read_in_pieces_and_not_whole() -> None:
    class Counting(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size >= 0, "the approved file was read whole"
            self.largest = max(self.largest, size)
            return super().read(size)

    approved = Counting(bytes(1 << 20))
    overlay = OverlayStream(approved, b"tail")
    overlay.seek(-4, io.SEEK_END)
    assert overlay.read() == b"tail"
    overlay.seek(500_000)
    assert overlay.read(10) == bytes(10)
    assert approved.largest <= 64 * 1024
