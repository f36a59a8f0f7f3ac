"""L04: a letter for each chamber the memo asks one for, to the right chamber, and the same text to both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import PASSES, WAITS, Finding, Judgement, Severity, judged
from app.checks.wording import sentences, shown
from app.letter import Chamber, Letter
from app.memo import Memo, Place, SectionKind
from app.reading.difference import Difference, letter_differences
from app.reading.text import tidy

_RULE = Pointer("L04")
_HOUSE, _SENATE = Chamber.HOUSE, Chamber.SENATE
_BOTH = (
    r"eerste\s+(?:kamer\s+)?en\s+(?:(?:aan|naar)\s+)?(?:de\s+)?tweede\s+kamer|"
    r"tweede\s+(?:kamer\s+)?en\s+(?:(?:aan|naar)\s+)?(?:de\s+)?eerste\s+kamer|"
    r"beide\s+kamers|"
    r"kamers(?:\s+der\s+staten-generaal)?|"
    r"(?<!kamer der )staten-generaal"
)
_NAMED = re.compile(
    rf"\b(?P<both>{_BOTH})\b|\b(?P<house>tweede\s+kamer)\b|\b(?P<senate>eerste\s+kamer)\b", re.IGNORECASE
)
_TOWARDS = re.compile(
    r"\b(?:aan|naar|voor|richting)\s+(?:de\s+|"
    r"het\s+)?(?:leden\s+van\s+de\s+)?(?:voorzitters?\s+van\s+(?:de\s+)?)?(?:beide\s+)?$",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b\w*(?:zend|zond|stuur|stur|stuurd)\w*\b|\baangeboden\b|\baan\s*te\s*bieden\b|\baanbied\w*|\bbied\w*\b.*\baan\b|"
    r"\b\w*brie(?:f|ven)\b|\b\w*bericht\b|\bbeantwoording\b|\bantwoorden\b",
    re.IGNORECASE,
)
_INFORMED = re.compile(r"\b(?:te\s+informeren|informeren|ge[i\u00ef]nformeerd|informeert)\b", re.IGNORECASE)
# Told of the past, of somebody else's letter, or of another time: no destination of these letters.
_BACKGROUND = re.compile(
    r"\b(?:heeft|hebben|had|hadden|heb|is|zijn|werd|werden|was|waren|vroeg|vroegen|stuurde|zond|"
    r"beloofde)\b(?![^.]*\bworden?\b).*"
    r"(?:\bge\w+|\w+ge\w+(?:d|t|en)\b|\bbe\w+(?:d|t)\b|\bver\w+(?:d|t|en)\b|\btoegezegd\b)|"
    r"\b(?:later|te zijner tijd|t\.z\.t\.|jaarlijks|periodiek|volgend(?:e)? (?:jaar|maand|kwartaal)|in het "
    r"(?:voor|na)jaar|"
    r"eerder|destijds|indertijd|jongstleden|vorige|afschrift|kopie|apart|afzonderlijk)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\bkamer(?:brief|brieven|vragen|stuk|stukken)\b|\b(?:aan|naar) de kamer\b", re.IGNORECASE)
_DECLARES = re.compile(
    r"\b(?:bied|stuur|zend|informeer|bericht|meld|deel)\s+ik\b[^.]{0,90}?\b(?P<who>eerste|tweede)\s+kamer\b|"
    r"\bontvangt\s+de\s+(?P<who2>eerste|tweede)\s+kamer\b",
    re.IGNORECASE,
)
# Who is spoken to, where it stands above the text and says more than "voorzitter".
_SALUTATION = re.compile(
    r"^(?:aan\s+)?(?:de|geachte)\s+(?:mevrouw\s+|heer\s+)?(?:de\s+)?voorzitter\s+van\s+de\s+(?P<who>eerste|tweede)\s+kamer"
    r"[^,:\n]*[,:]\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_ALSO = re.compile(
    r"\b(?:ook|eveneens|tevens|mede|gelijktijdig|tegelijk\w*|afschrift|gelijkluidend\w*|zowel|beide)\b", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\bT\d{5}\b|\bTZ\d{6}-\d+\b|\b20\d{2}[ZD]\d{4,6}\b|\b\d{2}[ .]?\d{3}\b.{0,12}\bnr\.|\bKamerstuk|\b\d{2} "
    r"\d{3}, [A-Z]{1,2}\b"
)
_FEW = 2  # sentences; a longer passage that differs is no matter of numbers alone
_ALIKE = 0.5  # below this share of common words two letters are two letters, and not one text to two chambers


@dataclass(frozen=True)
class Destination:
    """A chamber the memo wants a letter for, with the words that say so."""

    chamber: Chamber
    quote: str
    place: Place | None


def check(case: Case) -> Judgement:
    """Hold the chambers the memo names as destination against the letters that are there."""
    wanted: dict[Chamber, Destination] = {}
    vague = False
    for memo in case.memos:
        for one in destinations(memo):
            kept = wanted.get(one.chamber)
            if kept is None or (re.search(_BOTH, one.quote, re.I) and not re.search(_BOTH, kept.quote, re.I)):
                wanted[one.chamber] = one
        vague = vague or _is_vague(memo)
    letters = case.letters
    findings = [*_against_memo(case, wanted), *_own_words(letters), *_differences(letters)]
    if letters:
        return judged(findings)
    if case.memo_file is None or not case.memos:
        return WAITS
    if len(wanted) > 1:
        return judged(findings)
    return WAITS if wanted or vague else PASSES


def destinations(memo: Memo) -> list[Destination]:
    """Return the chambers a memo wants a letter for; one that is only mentioned is none.

    What title, advice and table of attachments say goes before what the other sections tell.
    """
    rows = "\n".join(f"{row.name}" for row in memo.attachments_table)
    first: list[Destination] = []
    for text in (memo.title or "", rows, memo.attachments or ""):
        first.extend(_in_text(text, None, advice=True))
    for section in memo.sections:
        if section.kind is SectionKind.ADVISED_DECISION:
            first.extend(_in_text(section.text, section.place, advice=True))
    if first:
        return first
    return [
        one
        for section in memo.sections
        if section.kind not in (SectionKind.ADVISED_DECISION, SectionKind.ATTACHMENTS)
        for one in _in_text(section.text, section.place, advice=False)
    ]


def _in_text(text: str, place: Place | None, *, advice: bool) -> Iterator[Destination]:
    for sentence in sentences(text):
        if not advice and _BACKGROUND.search(sentence):
            continue
        for match in _NAMED.finditer(sentence):
            before = sentence[: match.start()]
            towards = bool(_TOWARDS.search(before)) and bool(_SENT.search(sentence))
            informed = advice and bool(_INFORMED.search(sentence))
            copied = re.search(r"\b(?:afschrift|kopie|cc)\b[^,;]{0,30}$", before, re.IGNORECASE)
            if not (towards or informed) or copied or (advice and _is_history(before)):
                continue
            lead = _TOWARDS.search(before)
            quote = tidy(sentence[lead.start() if lead else match.start() : match.end()])
            for chamber in (_HOUSE, _SENATE) if match["both"] else (_HOUSE,) if match["house"] else (_SENATE,):
                yield Destination(chamber, quote, place)


def _is_history(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:eerder|eerdere|vorige|toezegging|toegezegd|verzoek|motie|beloofd)\b[^,;]*$", before, re.IGNORECASE
        )
    )


def _is_vague(memo: Memo) -> bool:
    advice = "\n".join(one.text for one in memo.sections if one.kind is SectionKind.ADVISED_DECISION)
    rows = "\n".join(row.name for row in memo.attachments_table)
    return any(_VAGUE.search(text) for text in (memo.title or "", advice, memo.attachments or "", rows))


def _against_memo(case: Case, wanted: dict[Chamber, Destination]) -> Iterator[Finding]:
    file = case.memo_file
    if file is None or not wanted:
        return
    there = {chamber for _, letter in case.letters for chamber in _chambers(letter)}
    strangers = [(one, letter) for one, letter in case.letters if letter.chamber and letter.chamber not in wanted]
    names = " en ".join(_NAMES[chamber] for chamber in wanted)
    if len(wanted) == 1 and strangers:
        chamber = next(iter(wanted))
        stranger = strangers[0][1].chamber
        unnamed = stranger is not None and not _mentions(case, stranger)
        if chamber not in there or unnamed:
            for one, letter in strangers:
                yield _wrong(one, letter, f"memo: {names}; letter: {_NAMES[letter.chamber or chamber]}", names)
            return
    missing = [one for chamber, one in wanted.items() if chamber not in there]
    missing.sort(key=lambda one: not re.search(_BOTH, one.quote, re.IGNORECASE))  # what names both is quoted first
    if len(wanted) > 1 and missing:
        yield _RULE.at(
            file,
            "letter_missing_for_chamber",
            Severity.BLOCKS,
            missing[0].quote,
            detail=", ".join(_NAMES[one.chamber] for one in missing),
            near=missing[0].place,
            chambers=" en ".join(_NAMES[one.chamber] for one in missing),
        )


_NAMES = {_HOUSE: "Tweede Kamer", _SENATE: "Eerste Kamer"}


def _wrong(file: CheckedFile, letter: Letter, detail: str, wanted: str) -> Finding:
    address = (letter.addressee or "").split("\n")[0]
    own = _NAMES[letter.chamber] if letter.chamber else ""
    return _RULE.at(file, "wrong_chamber", Severity.BLOCKS, address, detail=detail, wanted=wanted, chamber=own)


def _chambers(letter: Letter) -> tuple[Chamber, ...]:
    if letter.chamber:
        return (letter.chamber,)
    both = re.search(_BOTH, letter.addressee or "", re.IGNORECASE)
    return (_HOUSE, _SENATE) if both else ()


def _mentions(case: Case, chamber: Chamber) -> bool:
    text = f"{case.memo_text}\n" + "\n".join(memo.title or "" for memo in case.memos)
    return any(match["both"] or match[chamber.value] for match in _NAMED.finditer(text))


def _own_words(letters: tuple[tuple[CheckedFile, Letter], ...]) -> Iterator[Finding]:
    """A letter to one chamber that says it tells the other one something: copied from the other letter."""
    for file, letter in letters:
        if letter.chamber is None:
            continue
        other = "eerste" if letter.chamber is _HOUSE else "tweede"
        for spoken in _SALUTATION.finditer(f"{letter.salutation or ''}\n{letter.text}"):
            if spoken["who"].lower() == other:
                yield _RULE.at(file, "wrong_chamber", Severity.BLOCKS, tidy(spoken[0]), detail=tidy(spoken[0]),
                               wanted=f"{other.capitalize()} Kamer", chamber=_NAMES[letter.chamber])  # fmt: skip
        for sentence in sentences(letter.text):
            found = _DECLARES.search(sentence)
            who = (found["who"] or found["who2"]).lower() if found else ""
            if found and who == other and not _ALSO.search(sentence) and "uw kamer" not in sentence.lower():
                yield _RULE.at(file, "wrong_chamber", Severity.BLOCKS, tidy(found[0]), detail=f"text: {other} kamer",
                               wanted=f"{other.capitalize()} Kamer", chamber=_NAMES[letter.chamber])  # fmt: skip


def _differences(letters: tuple[tuple[CheckedFile, Letter], ...]) -> Iterator[Finding]:
    house = [one for one in letters if one[1].chamber is _HOUSE]
    senate = [one for one in letters if one[1].chamber is _SENATE]
    if len(house) != 1 or len(senate) != 1:
        return
    (_, first), (file, second) = house[0], senate[0]
    if SequenceMatcher(None, first.text.split(), second.text.split(), autojunk=False).ratio() < _ALIKE:
        return
    changes = _unexplained(first, second)
    if changes:
        change = changes[0]
        old, new = shown(change)
        words = " ".join([*change.before.split()[-3:], change.new, *change.after.split()[:3]])
        yield _RULE.at(
            file,
            "letters_differ",
            Severity.BLOCKS,
            tidy(words.replace("#", " ")),
            detail="; ".join(f"{one.old or '-'} -> {one.new or '-'}" for one in changes[:8]),
            other=house[0][0].name,
            count=len(changes),
            old=old,
            new=new,
        )


def _unexplained(first: Letter, second: Letter) -> list[Difference]:
    """Where two letters differ, sentences about a number that only one chamber has (dossier, commitment) left out."""
    old, new = list(sentences(first.text)), list(sentences(second.text))
    found: list[Difference] = []
    for tag, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        here, there = old[low:high], new[new_low:new_high]
        numbered = any(_NUMBERED.search(sentence) for sentence in (*here, *there))
        if tag == "equal" or (numbered and len(here) <= _FEW and len(there) <= _FEW):
            continue
        # With the sentence on either side, equal in both: what was left out is quoted by what stands around it.
        around = (old[max(low - 1, 0) : high + 1], new[max(new_low - 1, 0) : new_high + 1])
        one, other = (
            replace(letter, text=" ".join(text)) for letter, text in zip((first, second), around, strict=True)
        )
        found.extend(letter_differences(one, other))
    return found
