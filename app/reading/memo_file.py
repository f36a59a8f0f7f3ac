"""A file of any readable kind becomes a :class:`app.memo.MemoFile`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from app.errors import CannotRead, from_signing
from app.memo import LeftoverKind, Memo, MemoFile, TextLayer
from app.reading.grid import is_laid_out, memos_of_layout
from app.reading.linear import memos_of_rows
from app.reading.pdf import memos_of
from app.reading.plain import is_markdown, markdown_rows, plain_rows
from app.reading.set_page import SetPage, set_pages, text_layer
from app.reading.word import NotWord, is_zip, read_word
from signing.errors import SigningFault
from signing.pages import open_pages

_PIECE = 1 << 20
_LARGEST_TEXT = 2 << 20  # bytes; a bundle of five hundred pages is below it


def read_memo(stream: BinaryIO, name: str) -> MemoFile:
    """Read a memo from a seekable stream; what it is shows from its content, the name is only carried along.

    Args:
        stream: the bytes of the file; not closed here.
        name: how the file is called in the result and in sentences.

    Returns:
        The memos in the file. With ``TextLayer.NONE`` there is one memo with nothing filled in.

    Raises:
        CannotRead: ``empty_file``, ``encrypted``, ``damaged``, ``unpacks_too_large`` or ``not_a_memo_file``; the
            parameter ``file`` names it.
    """
    digest = sha256_of(stream)
    head = stream.read(1024)
    stream.seek(0)
    if not head:
        raise CannotRead("empty_file", file=name)
    if b"%PDF-" in head:
        return _from_pdf(stream, name, digest)
    if is_zip(head):
        return _from_word(stream, name, digest)
    return MemoFile(name, digest, None, TextLayer.FULL, _from_text(stream, name))


def _from_word(stream: BinaryIO, name: str, digest: str) -> MemoFile:
    try:
        text = read_word(stream)
    except NotWord as fault:
        raise CannotRead(fault.code, file=name) from fault
    finally:
        stream.seek(0)
    memos = memos_of_rows(text.rows, text.repeated, text.notes)
    return MemoFile(name, digest, None, TextLayer.FULL, memos, ("tracked_changes",) if text.tracked else ())


def _from_text(stream: BinaryIO, name: str) -> tuple[Memo, ...]:
    """Decode a text file; what holds zero bytes or is no text in any usual coding is refused."""
    content = stream.read(_LARGEST_TEXT + 1)
    stream.seek(0)
    if len(content) > _LARGEST_TEXT:
        raise CannotRead("not_a_memo_file", file=name)
    text = decoded(content)
    if text is None:
        raise CannotRead("not_a_memo_file", file=name)
    if is_markdown(text):
        return memos_of_rows(markdown_rows(text))
    return memos_of_layout(text) if is_laid_out(text) else memos_of_rows(plain_rows(text))


def decoded(content: bytes) -> str | None:
    """Return the text of a file: UTF-8, UTF-16 with its mark, else Windows-1252; None when it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    control = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    return None if control > 0.02 * len(text) else text


def sha256_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of a stream in lower-case hexadecimal, and leave it at its beginning."""
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()


@dataclass(frozen=True)
class MemoPages:
    """Pages read as memo, with what is known of their file."""

    name: str
    digest: str
    count: int

    def read(self, pages: Sequence[SetPage]) -> MemoFile:
        """Return the memos on these pages; with no text at all, one memo with nothing filled in."""
        layer = text_layer(pages)
        if layer is TextLayer.NONE:
            blank = Memo(pages=tuple(range(1, self.count + 1)))
            return MemoFile(self.name, self.digest, self.count, layer, (blank,))
        return MemoFile(self.name, self.digest, self.count, layer, memos_of(pages), _remarks(pages))


def _remarks(pages: Sequence[SetPage]) -> tuple[str, ...]:
    hidden = any(one.kind is LeftoverKind.HIDDEN for page in pages for one in page.furniture)
    recognised = any(page.recognised for page in pages)
    return (*(("hidden_text",) if hidden else ()), *(("recognised_text",) if recognised else ()))


def _from_pdf(stream: BinaryIO, name: str, digest: str) -> MemoFile:
    try:
        with open_pages(stream) as pages:
            read = set_pages(pages)
            count = pages.count
    except SigningFault as fault:
        raise from_signing(fault, file=name) from fault
    return MemoPages(name, digest, count).read(read)
