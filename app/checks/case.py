"""What the rules look at: a recognised dossier with the pages, the inspections and the day of handling. Values only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.checks.finding import Finding, Rect, Severity
from app.checks.places import Page, find_quote
from app.council import Meeting
from app.dossier import Dossier, FileKind, RecognisedFile
from app.letter import Letter
from app.memo import Memo, Place, TextLayer
from signing.inspect import Inspection


@dataclass(frozen=True)
class CheckedFile:
    """A file of the dossier with what the rules need beside its recognition.

    Attributes:
        recognised: what it was taken for.
        inspection: what stands in it beside its words; None for a file that is no PDF or was not looked at.
        pages: the words of its pages with their places; empty where it has none.
    """

    recognised: RecognisedFile
    inspection: Inspection | None = None
    pages: tuple[Page, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the dossier."""
        return self.recognised.file


@dataclass(frozen=True)
class Case:
    """Everything the checks may know; they read nothing themselves.

    Attributes:
        dossier: as recognised.
        files: in the order of the dossier.
        at: the day of handling, Europe/Amsterdam.
        meeting: the condition as recorded; None while there is none.
        tabled: the copies of letters as tabled in the council, where they were given.
        approved: SHA-256 that was approved, by file name.
        elsewhere: references of letters in other items of the batch, with the item's name.
        signer: office or name in the signing certificate, where it is known; else empty.
    """

    dossier: Dossier
    files: tuple[CheckedFile, ...]
    at: date
    meeting: Meeting | None = None
    tabled: tuple[CheckedFile, ...] = ()
    approved: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    signer: str = ""

    def of_kind(self, *kinds: FileKind) -> tuple[CheckedFile, ...]:
        """Return the files of these kinds."""
        return tuple(one for one in self.files if one.recognised.kind in kinds)

    @property
    def memo_file(self) -> CheckedFile | None:
        """The internal memo's file, or None."""
        return next(iter(self.of_kind(FileKind.MEMO)), None)

    @property
    def memos(self) -> tuple[Memo, ...]:
        """The memos in that file that hold something; a picture of a memo that nobody typed in holds nothing."""
        return readable_memos(self.memo_file.recognised) if self.memo_file else ()

    @property
    def letters(self) -> tuple[tuple[CheckedFile, Letter], ...]:
        """The letters that were read, with their files."""
        return tuple((one, one.recognised.letter) for one in self.of_kind(FileKind.LETTER) if one.recognised.letter)

    @property
    def memo_text(self) -> str:
        """All text of the memos' sections."""
        return "\n".join(section.text for memo in self.memos for section in memo.sections)


def readable_memos(file: RecognisedFile) -> tuple[Memo, ...]:
    """Return the memos of a file that can be judged: read from text, or typed in."""
    read = file.memo
    if read is None:
        return ()
    return tuple(memo for memo in read.memos if read.text_layer is not TextLayer.NONE or memo.typed)


def sections_text(memo: Memo) -> Iterator[tuple[str, Place | None]]:
    """Yield the text of each section with its place."""
    for section in memo.sections:
        yield section.text, section.place


@dataclass(frozen=True)
class Pointer:
    """Makes the findings of one rule, with the place of what they quote."""

    rule: str

    def at(
        self,
        file: CheckedFile,
        code: str,
        severity: Severity,
        quote: str,
        *,
        detail: str = "",
        near: Place | None = None,
        first: int = 1,
        **parameters: str | int,
    ) -> Finding:
        """Return a finding whose place is that of its quote.

        Args:
            file: it is in.
            code: what was found.
            severity: how much it weighs.
            quote: words of the file.
            detail: what was held against what.
            near: the place to point at when the words themselves are not found on the pages.
            first: the page on which to look first, from 1.
            parameters: what the sentence names.
        """
        page, boxes = find_quote(file.pages, quote, first=near.page if near else first) if quote else (None, ())
        if page is None and near is not None:
            page, boxes = near.page, (near.rect,)
        return self._made(file, code, severity, quote, detail, page, boxes, parameters)

    def on(
        self,
        file: CheckedFile,
        code: str,
        severity: Severity,
        *,
        page: int | None,
        rect: Rect | None,
        quote: str = "",
        detail: str = "",
        **parameters: str | int,
    ) -> Finding:
        """Return a finding whose place is already known."""
        return self._made(file, code, severity, quote, detail, page, (rect,) if rect else (), parameters)

    def _made(
        self,
        file: CheckedFile,
        code: str,
        severity: Severity,
        quote: str,
        detail: str,
        page: int | None,
        boxes: Sequence[Rect],
        parameters: Mapping[str, str | int],
    ) -> Finding:
        named = {"quote": quote, "file": file.name, **parameters}
        return Finding(self.rule, code, severity, file.name, quote, detail, page, tuple(boxes), named)
