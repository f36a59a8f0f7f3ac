"""The quick reader of hexadecimal strings reads what pyHanko's own does, and stops where it does."""

from __future__ import annotations

import io

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError

from signing.verify import hexadecimal

_SIGNS = st.sampled_from([b"0", b"1", b"a", b"F", b" ", b"\n", b"\x00", b">", b"%", b"x", b"(", b"<", b"\r"])


def _read(reader: object, data: bytes) -> tuple[object, int | None]:
    stream = io.BytesIO(data)
    try:
        value = reader(stream)  # type: ignore[operator]
    except PdfError as fault:
        return type(fault), None
    return value, stream.tell()


@given(st.lists(_SIGNS, max_size=40).map(b"".join), st.integers(0, 18_000))
@settings(max_examples=60, deadline=None)
@example(b"12%>\n34>", 0)
@example(b"", 20_000)
def test_both_readers_agree(signs: bytes, zeros: int) -> None:
    for data in (b"<" + signs + b"0" * zeros + b">rest", b"<" + b"0" * zeros + signs):
        assert _read(hexadecimal.read_hexadecimal, data) == _read(hexadecimal._sign_by_sign, data)


def test_the_engine_reads_with_it() -> None:
    assert generic.read_hex_string_from_stream is hexadecimal.read_hexadecimal
