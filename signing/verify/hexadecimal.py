"""Hexadecimal strings read in pieces: pyHanko reads them sign by sign, half the time of judging a letter.

The reserve of a signature is tens of thousands of digits, nearly all of them zeros. Where a piece of the file is
nothing but digits and blanks up to its end mark, it is read at once; anything else goes to pyHanko's own reader, from
the same place, so that what is odd is judged as before. Loading this module puts the reader in its place.
"""

from __future__ import annotations

import binascii
from typing import Any, BinaryIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_string

_DIGITS = b"0123456789abcdefABCDEF"
_BLANKS = b"\x00\t\n\f\r "  # ISO 32000-2, table 1
_PIECE = 1 << 14
_LONGEST = 1 << 26
_sign_by_sign = generic.read_hex_string_from_stream


def read_hexadecimal(stream: BinaryIO) -> Any:
    """Return the string that begins at the place of ``stream``, and leave the stream behind it."""
    start = stream.tell()
    text, end = bytearray(stream.read(_PIECE)), -1
    while (end := text.find(b">")) < 0 and len(text) < _LONGEST:
        piece = stream.read(len(text))
        if not piece:
            break
        text += piece
    digits = bytes(text[1:end]).translate(None, _BLANKS)
    if end < 0 or digits.translate(None, _DIGITS):
        stream.seek(start)
        return _sign_by_sign(stream)
    stream.seek(start + end + 1)
    return pdf_string(binascii.unhexlify(digits + b"0" if len(digits) % 2 else digits))


generic.read_hex_string_from_stream = read_hexadecimal
