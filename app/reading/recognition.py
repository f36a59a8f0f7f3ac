"""Files become a dossier: which is the memo, which are letters and to whom, which are attachments and in which order.

The content decides. A file's name is only used to tell the files apart and, last of all, to order what nothing else
orders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from app.dossier import Dossier, FileKind, RecognisedFile
from app.errors import CannotRead, from_signing
from app.letter import Chamber
from app.memo import Memo, MemoFile, SectionKind, TextLayer
from app.reading.fitting import fitting
from app.reading.letters import letter_worth, read_letter
from app.reading.mail import attachments_of, is_mail
from app.reading.memo_file import MemoPages, read_memo, sha256_of
from app.reading.set_page import SetPage, set_pages, text_layer
from app.reading.text import bare
from signing.errors import SigningFault
from signing.pages import open_pages

_LOOK_AT = 3  # pages that tell what a file is
_LONGEST_LETTER = 40  # pages; what is longer is a report that begins with a letter
_LONGEST_MEMO = 60
_MEMOS = (FileKind.MEMO, FileKind.PUBLIC_MEMO)


class NamedStream(NamedTuple):
    """A file to recognise: its name and its bytes (seekable; not closed here)."""

    name: str
    stream: BinaryIO


def recognise(files: Sequence[tuple[str, BinaryIO]], name: str) -> Dossier:
    """Make a dossier of files.

    A file that cannot be read does not stop the others: it is ``UNRECOGNISED`` and carries the code of its trouble.

    Args:
        files: in any order.
        name: short name of the dossier.
    """
    return arrange([recognise_file(one) for named in files for one in _opened(NamedStream(*named))], name)


def _opened(named: NamedStream) -> list[NamedStream]:
    """A mail message stands for its attachments; any other file for itself."""
    named.stream.seek(0)
    head = named.stream.read(4096)
    named.stream.seek(0)
    if not is_mail(head):
        return [named]
    return [NamedStream(*one) for one in attachments_of(named.stream)]


def recognise_file(named: NamedStream, wanted: FileKind | None = None) -> RecognisedFile:
    """Say of one file what it is, from its content.

    Args:
        named: the file.
        wanted: what a person says it is: then it is read as that, whatever it looks like.
    """
    digest = sha256_of(named.stream)
    try:
        return _recognise(named, digest, wanted)
    except CannotRead as trouble:
        return RecognisedFile(named.name, digest, FileKind.UNRECOGNISED, None, trouble=trouble.reason.code)


def _recognise(named: NamedStream, digest: str, wanted: FileKind | None) -> RecognisedFile:
    head = named.stream.read(1024)
    named.stream.seek(0)
    if b"%PDF-" not in head:
        return _without_pages(named, digest, wanted)
    try:
        with open_pages(named.stream) as pages:
            count = pages.count
            first = set_pages(pages, _LOOK_AT)
            found = _from_pages(first, named.name, digest, count, wanted)
            if found is not None and count > _LOOK_AT:
                whole = set_pages(pages, _LONGEST_MEMO if found.kind is not FileKind.LETTER else None)
                found = _from_pages(whole, named.name, digest, count, wanted) or found
    except SigningFault as fault:
        raise from_signing(fault, file=named.name) from fault
    if found is not None:
        return _with_fitting_place(found, named.stream)
    if text_layer(first) is TextLayer.NONE:
        # A picture may be anything; what it is, a person says.
        return RecognisedFile(named.name, digest, FileKind.UNRECOGNISED, count, remarks=("no_text_layer",))
    return RecognisedFile(named.name, digest, FileKind.ATTACHMENT, count)


def _with_fitting_place(found: RecognisedFile, stream: BinaryIO) -> RecognisedFile:
    letter = found.letter
    if letter is None or letter.signature_box is None:
        return found
    return replace(found, letter=replace(letter, signature_box=fitting(stream, letter.signature_box)))


def _without_pages(named: NamedStream, digest: str, wanted: FileKind | None) -> RecognisedFile:
    """A text or a word processor's file: a memo or an attachment; what is to be signed is a PDF."""
    read = read_memo(named.stream, named.name)
    kind = wanted or (FileKind.MEMO if memo_worth(read.memos) >= 4 else FileKind.ATTACHMENT)
    if kind is FileKind.LETTER:
        raise CannotRead("letter_not_a_pdf", file=named.name)
    memo = read if kind in _MEMOS or memo_worth(read.memos) >= 4 else None
    return RecognisedFile(named.name, digest, kind, read.pages, memo=memo, remarks=read.remarks)


def _from_pages(
    pages: Sequence[SetPage], name: str, digest: str, count: int, wanted: FileKind | None
) -> RecognisedFile | None:
    memo = MemoPages(name, digest, count).read(pages)
    remarks = memo.remarks if memo.text_layer is not TextLayer.NONE else ("no_text_layer", *memo.remarks)
    if wanted is not None:
        letter = read_letter(pages) if wanted is FileKind.LETTER else None
        kept = memo if wanted in _MEMOS or (wanted is FileKind.ATTACHMENT and memo_worth(memo.memos) >= 4) else None
        return RecognisedFile(name, digest, wanted, count, letter=letter, memo=kept, remarks=remarks)
    of_memo = memo_worth(memo.memos)
    of_letter = letter_worth(pages) if count <= _LONGEST_LETTER else 0
    if of_letter >= 4 and of_letter + 2 > of_memo:
        return RecognisedFile(name, digest, FileKind.LETTER, count, letter=read_letter(pages), remarks=remarks)
    if of_memo >= 4:
        return RecognisedFile(name, digest, FileKind.MEMO, count, memo=memo, remarks=remarks)
    return None


def memo_worth(memos: Sequence[Memo]) -> int:
    """Return how many marks of a memo are there: TER line, addressee, usual sections, the fields of its header."""
    if not memos:
        return 0
    memo = memos[0]
    kinds = {section.kind for section in memo.sections if section.kind}
    worth = 2 * (memo.type is not None) + (bool(memo.to)) + (memo.publish.value != "unknown")
    worth += 2 * (SectionKind.ADVISED_DECISION in kinds) + (SectionKind.OCCASION in kinds) + (SectionKind.CORE in kinds)
    worth += (memo.reference is not None) + (memo.cooperated is not None)
    if not kinds and memo.type is None:
        worth = min(worth, 3)
    return worth


def arrange(files: Sequence[RecognisedFile], name: str) -> Dossier:
    """Put recognised (or corrected) files in order and say what belongs together."""
    files = _one_memo(files)
    memos_found = [one for one in files if one.kind is FileKind.MEMO]
    memo = next(iter(memos_found), None)
    memos = memo.memo.memos if memo and memo.memo else ()
    letters = sorted((one for one in files if one.kind is FileKind.LETTER), key=_letter_order)
    attachments = _in_order([one for one in files if one.kind is FileKind.ATTACHMENT], memo.memo if memo else None)
    public = [one for one in files if one.kind is FileKind.PUBLIC_MEMO]
    rest = [one for one in files if one.kind is FileKind.UNRECOGNISED]
    ordered = [*memos_found, *public, *letters, *attachments, *rest]
    released = [*letters, *attachments, *public, *([memo] if memo else [])]
    return Dossier(
        name,
        memo.file if memo else None,
        tuple(ordered),
        next((one.condition for one in memos if one.condition), None),
        _expected(memos, letters),
        tuple(one.file for one in released),
    )


def _one_memo(files: Sequence[RecognisedFile]) -> list[RecognisedFile]:
    """Of several memos one is the memo: a redacted twin is the public one, an older memo below it an attachment.

    What a person says is the memo is the memo; what a person says of the others stands too.
    """
    memos = [one for one in files if one.kind is FileKind.MEMO]
    if len(memos) < 2:
        return list(files)
    main = next((one for one in memos if "kind" in one.corrected), None) or max(memos, key=_main_worth)
    result: list[RecognisedFile] = []
    for one in files:
        if one in memos and one is not main and "kind" not in one.corrected:
            twin = one.own_reference is not None and bare(one.own_reference) == bare(main.own_reference or "")
            one = replace(one, kind=FileKind.PUBLIC_MEMO if twin else FileKind.ATTACHMENT)
        result.append(one)
    return sorted(result, key=lambda one: one is not main)


def _main_worth(one: RecognisedFile) -> tuple[bool, bool, str]:
    memo = one.memo.memos[0] if one.memo and one.memo.memos else Memo()
    cover = (memo.title or "").lower().startswith("oplegnota")
    redacted = memo.author == "redacted" or any(entry.redacted for entry in memo.header)
    return cover, not redacted, memo.date.isoformat() if memo.date else ""


def _letter_order(one: RecognisedFile) -> tuple[int, str]:
    chamber = one.letter.chamber if one.letter else None
    return (0 if chamber is Chamber.HOUSE else 1 if chamber is Chamber.SENATE else 2), one.file


def _in_order(attachments: Sequence[RecognisedFile], memo: MemoFile | None) -> list[RecognisedFile]:
    """Order attachments as the memo's table or list names them, matching words of the name; else by file name."""
    rows = [row.name for one in memo.memos for row in one.attachments_table] if memo else []

    def place(one: RecognisedFile) -> tuple[int, str]:
        words = {word for word in re.findall(r"[a-z]{4,}", one.file.lower()) if word not in ("docx",)}
        for number, row in enumerate(rows):
            if words & set(re.findall(r"[a-z]{4,}", row.lower())):
                return number, one.file
        return len(rows), one.file

    return sorted(attachments, key=place)


_ABBREVIATED = re.compile(
    r"^(?:mede\s+)?(?P<who>(?i:min(?:ister)?\.?|stas\.?|sts\.?)|[MS])"
    r"[ -]?(?P<what>[A-Z]{2,6}|[A-Z][a-z]*en[A-Z]|[A-Z]en[A-Z])$"
)


def _expected(memos: Sequence[Memo], letters: Sequence[RecognisedFile]) -> str | None:
    names = [holder_name(one) for memo in memos[:1] for one in memo.to]
    if not names:
        return None
    roles = [one.letter.signatory_role.lower() for one in letters if one.letter and one.letter.signatory_role]
    for holder in names:
        if any(role.split()[0] == holder.split()[0].lower() for role in roles):
            return holder
    return names[0]


def holder_name(addressee: str) -> str:
    """Return an office-holder's name without article, with ``MBZK``, ``Stas IenW`` and the like written out."""
    text = re.sub(r"^(de|het|aan de|aan)\s+", "", addressee.strip(), flags=re.IGNORECASE)
    match = _ABBREVIATED.match(text)
    if match:
        who = "minister" if match["who"].lower().startswith("m") else "staatssecretaris"
        return f"{who} van {match['what']}"
    return re.sub(r"^(Minister|Staatssecretaris)\b", lambda found: found[0].lower(), text)
