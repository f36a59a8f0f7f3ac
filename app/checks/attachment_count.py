"""L03: the attachments the header counts are those the table names, the text mentions and the dossier holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.checks.wording import memo_sentences
from app.dossier import FileKind
from app.memo import Memo, Place, SectionKind
from app.reading.text import bare, is_redacted, tidy

_RULE = Pointer("L03")
_NUMBERS = {"geen": 0, "nvt": 0, "nee": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7}
_MOST = 60  # a header that counts more names something else by that number
_LISTED = re.compile(r"(?:^|\s)(\d{1,2})[.)]\s*(?=\D)")
_NOUN = (
    r"(?P<noun>[\w-]*(?:brie(?:f|ven)|exempla(?:ar|ren)|rapport(?:en|age)?|beantwoording|antwoorden|antwoord|nota|"
    r"besluit|"
    r"uitstelbericht|bericht|formulier|factsheet|advies|overzicht|stukken|documenten|document|kaart|notitie|memo|"
    r"regeling|verordening|voorstel|wetsvoorstel|toelichting|afschrift|reactie|kabinetsreactie|bijlagen?|concept\w*|"
    r"tabel\w*|planning|verslag|lijst|presentatie|spreektekst))"
)
_ATTACHED = re.compile(
    rf"\b(?:de |het |een |deze |dit |beide )?bij(?:gevoegde?|gaande?)\s+(?:[\w-]+\s+){{0,3}}?{_NOUN}\b|"
    rf"\b(?:treft|vindt|ontvangt) u (?:hierbij |bijgaand |bijgevoegd )?(?:\w+ ){{0,5}}?(?:als bijlage|bijgevoegd|"
    rf"bijgaand)\b|"
    rf"\b(?:treft|vindt) u (?:als bijlage|bijgevoegd|bijgaand)\b|\bbij(?:gevoegd|gaand) (?:treft|vindt|ontvangt|"
    rf"bied)\b",
    re.IGNORECASE,
)
# What was attached to something else, some other time, or not at all.
_OTHER = re.compile(
    r"\b(?:niet|nog te|destijds|eerder|toen|toenmalige)\s+(?:\w+\s+)?$|"
    r"\b(?:bij|aan)\s+(?:de|het|haar|zijn|hun|uw|een|die|dat|deze)\s+[^.,;]{1,60}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Header:
    """The attachments field: how many it counts, and whether it names them."""

    count: int | None
    named: bool
    nonsense: bool


def check(case: Case) -> Judgement:
    """Fire when the header's count or list differs from the table, the text or the files."""
    file = case.memo_file
    if file is None or not case.memos:
        return WAITS
    found: list[Finding] = []
    waits = True
    for number, memo in enumerate(case.memos):
        if memo.attachments is None and not memo.attachments_table:
            continue
        waits = False
        # In a bundle the files beside it belong to the memo on top.
        found.extend(_of_memo(case, file, memo, count_files=number == 0))
    return WAITS if waits else judged(found)


def _of_memo(case: Case, file: CheckedFile, memo: Memo, *, count_files: bool) -> Iterator[Finding]:
    printed = memo.attachments
    if printed is None or is_redacted(printed):
        return
    header = _header(memo)
    rows = len(memo.attachments_table) or _listed_below(memo)
    loaded = len(_loaded(case)) if count_files else 0
    place = _place(memo)
    quote = tidy(f"{_label(memo)} {printed}")
    if header.nonsense:
        yield _RULE.at(file, "attachment_count", Severity.WARNS, quote, detail=printed, near=place, why="nonsense",
                       header=printed, rows=rows, loaded=loaded)  # fmt: skip
        return
    count = header.count
    more = count is not None and loaded > 0 and count > loaded
    why = _why(memo, header, rows, loaded)
    if why:
        yield _RULE.at(
            file,
            "attachment_count",
            Severity.BLOCKS if more else Severity.WARNS,
            quote,
            detail=f"header {printed or '-'}, table {rows}, files {loaded}",
            near=place,
            why=why,
            header=printed,
            rows=rows,
            loaded=loaded,
        )
        return
    if count in (None, 0) and not header.named:
        for sentence, near in memo_sentences(memo):
            attached = _attached(sentence)
            if attached:
                detail = f"header {printed or '-'}: {attached}"
                yield _RULE.at(file, "attachment_count", Severity.WARNS, attached, detail=detail, near=near,
                               why="text", header=printed, rows=rows, loaded=loaded)  # fmt: skip
                return


def _listed_below(memo: Memo) -> int:
    """How many papers a numbered list under the heading *Bijlagen* names; 0 where there is none."""
    section = memo.section(SectionKind.ATTACHMENTS)
    lines = [line for line in section.text.split("\n") if line.strip()] if section else []
    numbers = [re.match(r"(\d{1,2})[.)]\s", line) for line in lines]
    whole = all(found and int(found[1]) == number for number, found in enumerate(numbers, 1))
    return len(lines) if whole else 0


def _why(memo: Memo, header: _Header, rows: int, loaded: int) -> str:
    count = header.count
    if count is None:
        return ""
    if rows and count != rows:
        return "table"
    # A plain name can stand for several papers; only when there is less than it names is it surely wrong.
    listed = not header.named or bool(_LISTED.search(memo.attachments or ""))
    if loaded and (count != loaded if listed else count > loaded):
        return "files"
    return ""


def _header(memo: Memo) -> _Header:
    printed = tidy(memo.attachments or "")
    own = bare(memo.reference or "")
    if not printed:
        return _Header(None, named=False, nonsense=False)
    if own and bare(printed) == own:
        return _Header(None, named=False, nonsense=True)
    digits = re.fullmatch(
        r"(\d{1,3})(?:\s*(?:bijlagen?|stuks?|st\.?|documenten))?(?:\s*\(.*\))?\.?", printed, re.IGNORECASE
    )
    if digits:
        count = int(digits[1])
        return _Header(count, named=False, nonsense=count > _MOST)
    word = bare(printed)
    if word in _NUMBERS or not word:
        return _Header(_NUMBERS.get(word, 0), named=False, nonsense=False)
    listed = _LISTED.findall(printed)
    if len(listed) > 1 or (listed and printed.startswith(listed[0])):
        return _Header(len(listed), named=True, nonsense=False)
    letters = sum(character.isalpha() for character in printed)
    if letters < 3 or letters < sum(character.isdigit() for character in printed):
        return _Header(None, named=False, nonsense=True)
    names = [one for one in re.split(r"\n|;|\u2022|(?:^|\s)-\s", memo.attachments or "") if one.strip()]
    return _Header(max(len(names), 1) if ";" in printed else 1, named=True, nonsense=False)


def _attached(sentence: str) -> str:
    for match in _ATTACHED.finditer(sentence):
        if not _OTHER.search(sentence[: match.start()]):
            return match[0]
    return ""


def _loaded(case: Case) -> tuple[CheckedFile, ...]:
    return case.of_kind(FileKind.LETTER, FileKind.ATTACHMENT, FileKind.UNRECOGNISED)


def _entry(memo: Memo) -> tuple[str, Place | None]:
    for entry in memo.header:
        if bare(entry.label).startswith(("bijlage", "aantalbijlage")):
            return entry.label, entry.place
    return "", None


def _label(memo: Memo) -> str:
    return _entry(memo)[0]


def _place(memo: Memo) -> Place | None:
    return _entry(memo)[1]
