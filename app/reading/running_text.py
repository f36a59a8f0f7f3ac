"""The words of a file in the order in which they are read, page by page: what two versions are compared by."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import BinaryIO

from app.errors import CannotRead, from_signing
from app.memo import LeftoverKind
from app.reading.memo_file import decoded
from app.reading.paragraphs import paragraphs, setting_of
from app.reading.set_page import SetPage, set_pages
from app.reading.text import tidy
from app.reading.word import NotWord, is_zip, read_word
from signing.errors import SigningFault
from signing.pages import open_pages

_LARGEST_TEXT = 2 << 20  # bytes


@dataclass(frozen=True)
class RunningText:
    """Text with the places where its pages begin.

    Attributes:
        text: white space single, words divided at the end of a line whole, page numbers left out.
        starts: where each page begins in the text; empty for files without pages.
        remarks: ``tracked_changes`` where the text is that with the changes accepted; ``no_text_layer`` where pages
            hold no text at all.
    """

    text: str
    starts: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()

    def page_at(self, place: int) -> int | None:
        """Return the page, from 1, on which a place in the text stands; None without pages."""
        return max(1, bisect_right(self.starts, place)) if self.starts else None


def running_text(stream: BinaryIO, name: str) -> RunningText:
    """Return the running text of a PDF, a DOCX or a text file.

    Args:
        stream: the bytes of the file; not closed here.
        name: how the file is called in sentences.

    Raises:
        CannotRead: ``empty_file``, ``encrypted``, ``damaged``, ``unpacks_too_large`` or ``not_a_memo_file``.
    """
    stream.seek(0)
    head = stream.read(1024)
    stream.seek(0)
    if not head:
        raise CannotRead("empty_file", file=name)
    if b"%PDF-" in head:
        return _of_pages(stream, name)
    if is_zip(head):
        try:
            word = read_word(stream)
        except NotWord as fault:
            raise CannotRead(fault.code, file=name) from fault
        lines = [row.text for row in (*word.repeated, *word.rows)] + word.notes
        return RunningText(tidy(" ".join(lines)), remarks=("tracked_changes",) if word.tracked else ())
    content = stream.read(_LARGEST_TEXT + 1)
    text = decoded(content) if len(content) <= _LARGEST_TEXT else None
    if text is None:
        raise CannotRead("not_a_memo_file", file=name)
    return RunningText(tidy(text))


def _of_pages(stream: BinaryIO, name: str) -> RunningText:
    try:
        with open_pages(stream) as pages:
            texts = [_page_text(page) for page in set_pages(pages)]
    except SigningFault as fault:
        raise from_signing(fault, file=name) from fault
    whole, starts = "", []
    for text in texts:
        whole += " " if whole and text else ""
        starts.append(len(whole))
        whole += text
    return RunningText(whole, tuple(starts), () if whole else ("no_text_layer",))


def _page_text(page: SetPage) -> str:
    """The side column, the body, and what stands at the edges or is hidden: all but the number of the page."""
    beside = [row.text for row in page.side]
    edges = [one.text for one in page.furniture if one.kind is not LeftoverKind.PAGE_NUMBER]
    return tidy(" ".join([*beside, *paragraphs(page.body, setting_of(page.body)), *edges]))
