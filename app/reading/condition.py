"""The council whose decision the advice waits for, and the day of its meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from app.memo import Condition, CouncilKind, Section, SectionKind
from app.reading.dates import FoundDate, find_dates
from app.reading.text import tidy

_KINGDOM = (
    r"(?-i:\bRMR\b)|\brijksministerraad\b|\bministerraad van het koninkrijk\b|\braad van ministers van het koninkrijk\b"
)
_SUB = r"\bonderraad\b|\bministeri\u00eble commissie\b|(?-i:\b(?:REFL|RFEZ|RWIZO|RSEFL|RVAD|RIZEF|RFEI|RDW|RKR|RVF)\b)"
_FULL = r"(?-i:\bMR\b)|\bministerraad\b|\braad van ministers\b|\bkabinetsvergadering\b"
_COUNCIL = re.compile(rf"(?P<RMR>{_KINGDOM})|(?P<onderraad>{_SUB})|(?P<MR>{_FULL})", re.IGNORECASE)
_STRONG = (
    r"uitgaande van|onder (?:het )?voorbehoud van|behoudens|vooruitlopend op|in afwachting van|afhankelijk van|mits|"
    r"onder de voorwaarde|"
    r"op voorwaarde|zodra|indien|als|wanneer|nadat|pas na|eerst na"
)
_AFTER = (
    r"na (?:een |het |de |een positief |positief )?(?:akkoord|besluit|besluitvorming|instemming|goedkeuring|"
    r"behandeling|bespreking|vaststelling|"
    r"aanvaarding|accordering|accordering|fiat|groen licht|positieve besluitvorming|bekrachtiging)"
)
_TIMED = r"(?:direct |onmiddellijk |meteen |gelijk |aansluitend )?(?:na|volgend op|aansluitend op)"
_GAP = r"(?:(?![.;\n])[\s\S]){0,90}?"
_TAIL = re.compile(
    r"^\s*(?:(?:van|op|d\.d\.|dd\.?|,)?\s*)(?:aanstaande\s+|a\.s\.\s+)?(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)?\s*"
    r"(?:de\s+|van\s+|op\s+|\()?\s*",
    re.IGNORECASE,
)
_PHRASES = tuple(
    re.compile(rf"\b(?:{opening})\b{_GAP}(?:{_KINGDOM}|{_SUB}|{_FULL})", re.IGNORECASE) for opening in (_STRONG, _AFTER)
)
_TIMED_PHRASE = re.compile(rf"\b{_TIMED}\s+(?:de\s+|het\s+)?(?:{_KINGDOM}|{_SUB}|{_FULL})", re.IGNORECASE)
# These say by themselves that the council has to decide first.
_DIRECT = re.compile(
    r"(?:onder (?:het )?voorbehoud van|behoudens|vooruitlopend op|in afwachting van|afhankelijk van)"
    rf"\s+(?:de\s+|het\s+)?(?:{_KINGDOM}|{_SUB}|{_FULL})",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"akkoord|instem|goedkeur|besluit|besliss|vaststel|aanvaard|behandel|bespr|positief|fiat|bekrachtig|heeft in",
    re.IGNORECASE,
)
# What the council once agreed to is history; what it may agree to in another season is another question.
_PAST_VERB = r"(?:is|zijn|was|waren|werd|werden|heeft|hebben|had|hadden)"
_DONE = re.compile(
    r"\b(?:aan|af|bij|door|in|na|om|op|over|toe|uit|voor|vast)?(?!gereed|gepland|gevraagd|gewenst|geagendeerd)ge\w+(?:d|t|en)\b|"
    r"\b(?:be|ver|ont|her)(?!oogd)\w{3,}(?:d|t|en)\b",
    re.IGNORECASE,
)
_YET_TO_COME = re.compile(
    r"\b(?:kan|kunnen|zal|zullen|wordt|worden|moet|moeten|mag|mogen|dient|dienen|voorzien|gepland|beoogd|gereed|klaar)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:vorige?|afgelopen|eerder|destijds|toenmalige?|indertijd|inmiddels|reeds|onlangs|jl|j\.l|laatstleden)\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"^\s*(?:later )?(?:in )?(?:het|de|dit|deze|komend[e]?|volgend[e]?)\s+"
    r"(?:voorjaar|najaar|zomer|herfst|winter|lente|jaar|parlementaire jaar|kabinetsperiode)\b",
    re.IGNORECASE,
)


def read_condition(sections: Iterable[Section], memo_date: date | None) -> Condition | None:
    """Return the condition a memo names, or None.

    A council that is only mentioned is no condition; neither is a reservation about another body. Elsewhere than in
    the advice, a meeting before the memo's date is history, and so is a sentence that tells what was done.

    Args:
        sections: of the memo.
        memo_date: resolves a date without a year.
    """
    sections = tuple(sections)
    advice = [one for one in sections if one.kind is SectionKind.ADVISED_DECISION]
    rest = [one for one in sections if one.kind is not SectionKind.ADVISED_DECISION]
    everything = [tidy(one.text) for one in (*advice, *rest)]
    for patterns in (_PHRASES, (_TIMED_PHRASE,)):
        for section in advice:
            found = _in_text(section.text, patterns, memo_date)
            if found is not None:
                return _dated(found, everything, memo_date)
    for section in rest:
        found = _in_text(section.text, _PHRASES, memo_date, history=True)
        if found is None:
            continue
        dated = _dated(found, everything, memo_date)
        if dated.meeting_date is None or memo_date is None or dated.meeting_date >= memo_date:
            return dated
    return None


def without_conditions(text: str) -> str:
    """Return a text with the phrases that name a council's decision blanked out: what they agree to is not asked."""
    for pattern in _PHRASES:
        text = pattern.sub(lambda found: "\u2026" + " " * (len(found[0]) - 1), text)
    return text


def _in_text(
    text: str, patterns: Iterable[re.Pattern[str]], memo_date: date | None, *, history: bool = False
) -> Condition | None:
    """Return the first condition in a text; with ``history``, one that the sentence tells of as done is passed over."""
    text = "\n".join(tidy(line) for line in text.split("\n"))
    for pattern in patterns:
        for match in pattern.finditer(text):
            phrase = match[0] if pattern is _TIMED_PHRASE else _shortest(match[0], pattern)
            if (
                pattern is _PHRASES[0]
                and not _DIRECT.fullmatch(phrase)
                and not _CONSENT.search(phrase)
                and not _CONSENT.search(text[match.end() : match.end() + 60])
            ):
                continue
            if history and _is_history(text, match.end() - len(phrase), match.end()):
                continue
            council = list(_COUNCIL.finditer(phrase))[-1]
            after = _date_after(text, match.end(), memo_date)
            full = phrase if after is None else phrase + text[match.end() : after.end]
            return Condition(CouncilKind(council.lastgroup), after.day if after else None, full.strip())
    return None


def _is_history(text: str, start: int, end: int) -> bool:
    """Whether the clause around a phrase tells what was done, or of a decision in another season."""
    before = re.split(r"[.;:\n]", text[:start])[-1]
    behind = re.split(r"[.;:\n]", text[end:])[0]
    if _OTHER_TIME.match(behind):
        return True
    if _YET_TO_COME.search(before) or _YET_TO_COME.search(behind) or not _DONE.search(behind):
        return False
    if re.match(rf"\s*{_PAST_VERB}\b", behind, re.IGNORECASE) and not before.strip():
        return True
    told = rf"\b{_PAST_VERB}\b"
    return bool(_ONCE.search(before) and re.search(told, before, re.IGNORECASE))


def _shortest(phrase: str, pattern: re.Pattern[str]) -> str:
    """Begin at the last opening word, so that an earlier one does not drag half a sentence in."""
    later = pattern.search(phrase, 1)
    while later is not None:
        phrase = later[0]
        later = pattern.search(phrase, 1)
    return phrase


def _date_after(text: str, end: int, memo_date: date | None) -> FoundDate | None:
    """The date that stands right behind the council's name, as in ``MR van vrijdag 12 april``."""
    behind = text[end : end + 60]
    lead = _TAIL.match(behind)
    offset = lead.end() if lead else 0
    for found in find_dates(behind, near=memo_date, shortest=True):
        if found.start <= offset + 1:
            return FoundDate(found.day, found.printed, end + found.start, end + found.end, found.with_year)
        break
    return None


def _dated(condition: Condition, texts: Iterable[str], memo_date: date | None) -> Condition:
    """Find the meeting's date where the memo names it elsewhere: the nearest one not before the memo."""
    if condition.meeting_date is not None:
        return condition
    days: list[date] = []
    for text in texts:
        for match in _COUNCIL.finditer(text):
            if match.lastgroup != condition.kind.value:
                continue
            found = _date_after(text, match.end(), memo_date)
            if found is not None:
                days.append(found.day)
    if not days:
        return condition
    coming = [day for day in days if memo_date is None or day >= memo_date]
    return Condition(condition.kind, min(coming) if coming else max(days), condition.phrase)
