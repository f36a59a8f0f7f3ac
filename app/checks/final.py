"""L09: what is to be signed is final, and cannot show something else later than it shows now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.dossier import FileKind
from app.letter import Letter
from app.reading.text import bare, tidy
from signing.inspect.found import OF_THE_FILE, Hazard

_RULE = Pointer("L09")
_MARK = re.compile(
    r"^(?:concept|conceptbrief|conceptversie|concept(?:versie)?v?\d{1,4}|draft|ontwerp(?:brief)?|werkversie|"
    r"nietdefinitief|"
    r"vertrouwelijkconcept|conceptvertrouwelijk|kladversie|conceptd?d?\d{6,8})$"
)
_DRAFT = re.compile(
    r"\b(?:deze|dit|versie van deze|in)\s+concept(?:brief|versie|kamerbrief|tekst|antwoord\w*)\b|"
    r"\bconcept-?(?:kamer)?brief\b|"
    r"\bconceptversie\s+(?:\d|van deze brief)|^\W*(?-i:CONCEPT|DRAFT)\b|^\W*(?:concept|draft)\s*:",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\W*(?:concept(?:brief|versie)?|draft)\b\s*[:\-\u2013]?\s", re.IGNORECASE)
# Roman numerals and the chapters of the budget are no placeholders.
_ROMAN = (
    r"(?:artikel|artt?\.|hoofdstuk|titel|deel|boek|afdeling|begroting\w*|paragraaf|bijlage|protocol|\d{2}[ .]?\d{3})\s+"
)
_PLACEHOLDERS = (
    re.compile(r"(?<![\w:.])P\.?M\.?(?![\w:])(?!\s*(?:uur|\d))"),
    re.compile(r"(?<![\w\d])X{2,}(?![\w])|(?<![\w.@/])x{3,}(?![\w.@/])"),
    re.compile(
        r"\[\s*(?:\.{2,}|\u2026|_+|\?+|(?:naam|datum|bedrag|aantal|nummer|kenmerk|titel|invullen|in te vullen|nader|"
        r"nog|pm|n\.?t\.?b|volgt|link|bijlage|xx+)\b[^\]]{0,40})\s*\]",
        re.IGNORECASE,
    ),
    re.compile(r"<\s*(?:\.{2,}|\u2026|[A-Za-z][^<>@/:=]{0,40})\s*>"),
    re.compile(
        r"\b(?:nader|nog)\s+(?:in te vullen|aan te vullen|te bepalen datum)\b|\bn\.t\.b\.|"
        r"\b(?:dd|DD)[-/ ](?:mm|MM)[-/ ](?:jj|JJ|yy|YY)\w*"
    ),
    re.compile(r"(?:\.{6,}|\u2026{2,}|_{5,})"),
    re.compile(r"\bdatum\s+(?:nader\s+)?in\s*te\s*vullen\b|\blorem ipsum\b", re.IGNORECASE),
)
_QUOTED = re.compile(r"[\"\u201c\u201e\u2018'][^\"\u201d\u2019']{0,200}$")
_MOST_QUOTED = 120


def check(case: Case) -> Judgement:
    """Look at letters, and at what goes out with them; wait without a letter."""
    if not case.letters:
        return WAITS
    findings = [finding for file, letter in case.letters for finding in (*_drawn(file), *_words(file, letter))]
    for file in case.of_kind(FileKind.ATTACHMENT):
        findings.extend(_drawn(file))
    return judged(findings)


def _drawn(file: CheckedFile) -> Iterator[Finding]:
    """What the inspection found; in an attachment that goes out it is a warning."""
    letter = file.recognised.kind is FileKind.LETTER
    for one in file.inspection.found if file.inspection else ():
        if one.hazard in OF_THE_FILE:
            continue
        yield _RULE.on(
            file,
            one.hazard.value,
            Severity.BLOCKS if letter else Severity.WARNS,
            page=one.page,
            rect=one.rect,
            quote=tidy(one.text)[:_MOST_QUOTED],
            detail=tidy(one.text)[:_MOST_QUOTED],
        )


def _words(file: CheckedFile, letter: Letter) -> Iterator[Finding]:
    lines = [letter.subject or "", *letter.text.split("\n"), letter.addressee or ""]
    watermarks = (
        {bare(one.text) for one in file.inspection.found if one.hazard is Hazard.DRAFT_WATERMARK}
        if file.inspection
        else set()
    )
    for line in (*lines, *_lines(file)):
        text = tidy(line)
        if _MARK.match(bare(text)) and bare(text) not in watermarks:
            yield _RULE.at(file, "draft_text", Severity.BLOCKS, text, detail=text)
    if letter.subject and _SUBJECT.match(letter.subject):
        yield _RULE.at(file, "draft_text", Severity.BLOCKS, letter.subject, detail=letter.subject)
    for line in lines:
        draft = _DRAFT.search(line)
        if draft:
            yield _RULE.at(file, "draft_text", Severity.BLOCKS, draft[0], detail=draft[0])
    for line in lines:
        for found in placeholders_in(line):
            yield _RULE.at(file, "placeholder_text", Severity.BLOCKS, found, detail=found)


def placeholders_in(text: str) -> Iterator[str]:
    """Yield what in a text is still to be filled in, each place once."""
    told: list[tuple[int, int]] = []
    for number, pattern in enumerate(_PLACEHOLDERS):
        for match in pattern.finditer(text):
            before, (start, end) = text[: match.start()], match.span()
            if number == 1 and re.search(rf"{_ROMAN}$", before, re.IGNORECASE):
                continue
            if match[0].startswith("[") and _QUOTED.search(before):
                continue  # an omission within a quotation
            if not any(start < other_end and other_start < end for other_start, other_end in told):
                told.append((start, end))
                yield match[0].strip()


def _lines(file: CheckedFile) -> Iterator[str]:
    """The lines of the pages, for a mark that stands outside the letter's body (a header, a stamp in type)."""
    for page in file.pages:
        line: list[str] = []
        last = None
        for word in page:
            if last is not None and abs(word.rect[1] - last) > 2:
                yield " ".join(line)
                line = []
            line.append(word.text)
            last = word.rect[1]
        if line:
            yield " ".join(line)
