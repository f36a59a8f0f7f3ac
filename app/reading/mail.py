"""A mail message with its attachments becomes files of a dossier."""

from __future__ import annotations

import io
import re
from email import message_from_binary_file, policy
from email.message import EmailMessage
from typing import BinaryIO

_HEADERS = re.compile(
    rb"^(from|to|subject|date|received|return-path|mime-version|message-id|content-type|x-[\w-]+):", re.IGNORECASE
)
_CARRIER = ("text/plain", "text/html", "message/rfc822")
_LARGEST = 1 << 30  # bytes of one attachment, decoded


def is_mail(head: bytes) -> bool:
    """Whether a file begins like a mail message: two header lines of mail among the first lines."""
    lines = head.replace(b"\r\n", b"\n").split(b"\n")[:30]
    return sum(bool(_HEADERS.match(line)) for line in lines) >= 2 and bool(_HEADERS.match(lines[0]) if lines else False)


def attachments_of(stream: BinaryIO) -> tuple[tuple[str, BinaryIO], ...]:
    """Return the attachments of a message, by name, in order; forwarded messages are opened too.

    The text of the mail itself is no file of a dossier. Names lose everything that is not part of a plain file name;
    two attachments of one name are told apart by a number.

    Args:
        stream: the message; not closed here, and left at its beginning.
    """
    stream.seek(0)
    message = message_from_binary_file(stream, policy=policy.default)
    stream.seek(0)
    found: list[tuple[str, BinaryIO]] = []
    if isinstance(message, EmailMessage):
        _collect(message, found)
    return tuple(found)


def _collect(message: EmailMessage, found: list[tuple[str, BinaryIO]]) -> None:
    for part in message.walk():
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        name = part.get_filename()
        if name is None and (part.get_content_type() in _CARRIER or part.get_content_disposition() != "attachment"):
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or len(content) > _LARGEST:
            continue
        found.append((_free(plain_name(name or "bijlage"), {one for one, _ in found}), io.BytesIO(content)))


def plain_name(name: str) -> str:
    """Return a file name without folders, control and direction characters; never empty, never longer than 120."""
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(
        one for one in last if one.isprintable() and one not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    return clean.strip(" .")[-120:] or "bijlage"


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    stem, dot, ending = name.rpartition(".")
    number = 2
    while (other := f"{stem or ending}-{number}{dot if stem else ''}{ending if stem else ''}") in taken:
        number += 1
    return other
