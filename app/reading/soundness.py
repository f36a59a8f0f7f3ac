"""Whether a file can go the way of a letter as it is; one that could not be signed is written anew first."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO

from app.dossier import FileKind, RecognisedFile
from app.reading.recognition import NamedStream, recognise_file
from signing.errors import UnreadablePdf
from signing.rewrite import rewritten, structure_of

_LARGEST_WALK = 64 << 20  # bytes; every object of a file up to here is looked at
_LARGEST_REWRITE = 48 << 20  # bytes; a letter is far below
_REWRITE = frozenset({"hybrid_xref", "damaged_xref"})
# What belongs to the file's maker or its holder is not written anew: that would make another document of it.
_AS_IT_IS = frozenset({"encrypted_owner_password", "xfa", "already_signed"})


def sound(one: RecognisedFile, stream: BinaryIO) -> tuple[RecognisedFile, bytes]:
    """Say what is special about the file itself, and write a letter anew whose cross-reference table needs it.

    A letter that needs it and cannot be written anew is ``UNRECOGNISED`` and carries its trouble: each reader would
    show it in its own way, and it could not be signed.

    Args:
        one: as it was recognised.
        stream: its bytes.

    Returns:
        The file with its remarks, and the bytes to keep instead; empty where the file stays as it came.
    """
    if one.pages is None or one.trouble:
        return one, b""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if b"%PDF-" not in stream.read(1024) or size > _LARGEST_WALK:
        return one, b""
    remarks = structure_of(stream)
    one = replace(one, remarks=(*one.remarks, *remarks))
    if one.kind is not FileKind.LETTER or not _REWRITE & set(remarks) or _AS_IT_IS & set(remarks):
        return one, b""
    try:
        anew = rewritten(stream) if size <= _LARGEST_REWRITE else b""
    except UnreadablePdf as fault:
        return RecognisedFile(one.file, one.sha256, FileKind.UNRECOGNISED, None, trouble=fault.code), b""
    if not anew:
        return one, b""
    # What is said of the letter from here on was read from the bytes that are kept.
    again = recognise_file(NamedStream(one.file, io.BytesIO(anew)), FileKind.LETTER)
    return replace(again, remarks=one.remarks, original_sha256=one.sha256), anew
