"""L11: a memo that is to be published says what of it is not, and its public copy keeps what it should keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.case import Case, CheckedFile, Pointer, readable_memos
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.dossier import FileKind
from app.memo import LeftoverKind, Memo, Publish, SectionKind
from app.reading.text import bare, is_redacted, tidy
from signing.inspect.found import Hazard

_RULE = Pointer("L11")
_MAIL = re.compile(r"\b[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+\b")
_PHONE = re.compile(r"(?<![\d\-])(?:\+31|0031|0)[\s\-(]*(?:0\)?)?[\s\-]*[1-9](?:[\s\-]?\d){8}(?!\d)")
# Addresses of an office; a person's name is in none of them.
_OFFICE_MAIL = re.compile(
    r"^(?:info|postbus|contact|secretariaat|communicatie|woo|woo-verzoeken|pers|voorlichting|helpdesk|loket|"
    r"postbus\.\w+|"
    r"noreply|no-reply|bestuursondersteuning|griffie|servicedesk)[\w.\-]*@",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:niet|nog niet|geen)\s+(?:\w+\s+){0,3}?openba\w+\b[^.]*\b(?:omdat|zolang|vanwege|wegens|gelet op|op "
    r"grond van|in verband met|"
    r"totdat|aangezien|want|i\.v\.m\.)|\b(?:omdat|zolang|vanwege|wegens|op grond van)\b[^.]*\bniet\b[^.]*\bopenba\w+|"
    r"\bWoo\b|\bartikel 5\.[12]",
    re.IGNORECASE,
)
_GIVEN = re.compile(  # behind the "no" in the header itself
    r"\b(?:omdat|zolang|vanwege|wegens|gelet op|op grond van|in verband met|totdat|aangezien|i\.v\.m\.)|"
    r"\bartikel 5\.[12]",
    re.IGNORECASE,
)
_EMPTY = frozenset({"", "nvt", "nietvantoepassing", "geen", "nee"})
_NAME = re.compile(
    r"\b(?:[A-Z]\.\s?)*(?:(?:van|de|der|den|ten|ter|el|al)\s+)*[A-Z][a-z\u00e0-\u00ff]+(?:-[A-Z][a-z]+)?\b"
)


def check(case: Case) -> Judgement:
    """Judge the memo, and its public copy where one is marked."""
    findings: list[Finding] = []
    file = case.memo_file
    judged_any = False
    if file is not None and case.memos:
        judged_any = True
        for memo in case.memos:
            findings.extend(_of_memo(file, memo))
        findings.extend(_under_boxes(file))
    for public in case.of_kind(FileKind.PUBLIC_MEMO):
        judged_any = True
        findings.extend(of_public_copy(public, case.memos))
    return judged(findings, otherwise=WAITS if not judged_any else judged(()))


def of_public_copy(file: CheckedFile, internal: tuple[Memo, ...]) -> Iterator[Finding]:
    """Yield what keeps a public copy from being published.

    Args:
        file: the public copy.
        internal: the internal memo, whose author and initials must not stand in the copy.
    """
    yield from _under_boxes(file)
    for memo in readable_memos(file.recognised):
        yield from _of_memo(file, memo)
    yield from _personal(file, internal)


def _of_memo(file: CheckedFile, memo: Memo) -> Iterator[Finding]:
    entry = next((one for one in memo.header if "openbaar" in bare(one.label)), None)
    quote = tidy(f"{entry.label} {entry.value}") if entry else ""
    near = entry.place if entry else None
    hidden = memo.section(SectionKind.NOT_PUBLIC)
    if memo.publish is Publish.YES and hidden is None:
        yield _RULE.at(file, "section_missing", Severity.WARNS, quote, near=near)
    if memo.publish is Publish.NO and not (entry and _GIVEN.search(entry.value)) and not _gives_reason(memo):
        yield _RULE.at(file, "reason_missing", Severity.WARNS, quote, near=near)


def _gives_reason(memo: Memo) -> bool:
    hidden, reason = memo.section(SectionKind.NOT_PUBLIC), memo.section(SectionKind.REASON)
    given = [one for one in (hidden, reason) if one is not None and bare(one.text) not in _EMPTY]
    return bool(given) or any(_REASON.search(section.text) for section in memo.sections)


def _under_boxes(file: CheckedFile) -> Iterator[Finding]:
    """Text that a filled box hides and that anyone can copy out all the same."""
    for one in file.inspection.found if file.inspection else ():
        if one.hazard is Hazard.COVERED_TEXT or (one.hazard is Hazard.INVISIBLE_TEXT and _on_box(one.text)):
            yield _RULE.on(file, "text_under_box", Severity.BLOCKS, page=one.page, rect=one.rect, quote=tidy(one.text),
                           detail=tidy(one.text))  # fmt: skip


def _on_box(text: str) -> bool:
    """Invisible text counts where it says something a person would have wanted hidden: a name, a number, an address."""
    return bool(_MAIL.search(text) or _PHONE.search(text))


def _personal(file: CheckedFile, internal: tuple[Memo, ...]) -> Iterator[Finding]:
    for number, page in enumerate(file.pages, start=1):
        text = " ".join(word.text for word in page)
        for match in (*_MAIL.finditer(text), *_PHONE.finditer(text)):
            if not _OFFICE_MAIL.match(match[0]):
                yield _RULE.at(file, "personal_data", Severity.WARNS, match[0], detail=match[0], first=number)
        solid = bare(text)
        for name in sorted(_names(internal)):
            if len(bare(name)) > 4 and bare(name) in solid:
                yield _RULE.at(file, "personal_data", Severity.WARNS, name, detail=name, first=number)


def _names(internal: tuple[Memo, ...]) -> set[str]:
    """Names of persons in the internal memo's author field and initials: at least two capitals in a row of words."""
    fields: list[str] = []
    for memo in internal:
        if memo.author not in (None, "redacted", "empty") and not is_redacted(memo.author or ""):
            fields.append(memo.author or "")
        fields.extend(one.text for one in memo.leftovers if one.kind is LeftoverKind.INITIALS)
    lines = [line for text in fields for line in text.split("\n")]
    return {
        tidy(re.split(r"[,;|(]|\s{2,}|\bT\b|\+31", line)[0])
        for line in lines
        if re.match(
            r"^(?:drs\.|mr\.|dr\.|ir\.)?\s*(?:[A-Z]\.\s?)+(?:(?:van|de|der|den|ten|ter)\s+)*[A-Z][a-z]", tidy(line)
        )
        or re.match(
            r"^[A-Z][a-z]+\s+(?:(?:van|de|der|den|ten|ter)\s+)*[A-Z][a-z]+$", tidy(re.split(r"[,;|(]", line)[0])
        )
    }
