"""CMS in basic encoding (ITU-T X.690, 8) written anew in the distinguished form that our reader takes.

RFC 5652, 5.1, leaves a container's own encoding open; only what is signed or issued is distinguished anyway, and comes
out as it was.
"""

from __future__ import annotations

from asn1crypto import parser

_DEEPEST = 64
_OCTET_STRING, _UNIVERSAL, _CONSTRUCTED = 4, 0, 1


def distinguished(data: bytes) -> bytes:
    """Return an encoded value with definite lengths and strings in one piece.

    Args:
        data: one value, in basic encoding.

    Raises:
        ValueError: it is none, or goes too deep.
    """
    return _written(data, 0)


def _written(data: bytes, depth: int) -> bytes:
    if depth > _DEEPEST:
        raise ValueError("values too deep within each other")
    kind, method, tag, _, content, _ = parser.parse(data)
    if method != _CONSTRUCTED:
        return bytes(parser.emit(kind, method, tag, content))
    parts = list(parts_of(content))
    if (kind, tag) == (_UNIVERSAL, _OCTET_STRING):
        return bytes(parser.emit(kind, 0, tag, b"".join(_content(_written(part, depth + 1)) for part in parts)))
    return bytes(parser.emit(kind, method, tag, b"".join(_written(part, depth + 1) for part in parts)))


def parts_of(content: bytes) -> list[bytes]:
    """Return the encoded values that stand one behind the other.

    Raises:
        ValueError: they are no values.
    """
    parts, position = [], 0
    while position < len(content):
        _, _, _, header, body, trailer = parser.parse(content[position:])
        size = len(header) + len(body) + len(trailer)
        parts.append(content[position : position + size])
        position += size
    return parts


def _content(encoded: bytes) -> bytes:
    return bytes(parser.parse(encoded)[4])
