"""L07: a date that cannot be right for its verb: held "in October of this year", says a memo of February.

Nor can a day that no month has, or that falls on another day of the week than it says.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import NOT_JUDGED, WAITS, Finding, Judgement, Severity, judged
from app.checks.wording import memo_sentences
from app.memo import Memo
from app.reading.dates import MONTHS, find_dates

_RULE = Pointer("L07")
_MONTH = "|".join(MONTHS)
_RELATIVE = re.compile(
    rf"\b(?P<lead>eind|medio|begin|vanaf|tot|sinds|per|voor|v\u00f3\u00f3r|na|uiterlijk)?\s*(?:in\s+|"
    rf"op\s+)?(?:(?P<day>\d{{1,2}})\s+)?"
    rf"(?P<month>{_MONTH})\s+(?:van\s+)?(?P<year>dit|vorig|volgend|komend)\s+jaar\b",
    re.IGNORECASE,
)
_SEASON = re.compile(r"\b(?:in\s+)?(?:dit|deze)\s+(?P<season>voorjaar|lente|zomer|najaar|herfst)\b", re.IGNORECASE)
_SEASON_BEGINS = {"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9}
_COMING = re.compile(
    r"\b(?P<when>volgende (?:week|maand)|volgend jaar|komende? (?:week|maand|jaar|zomer|voorjaar|najaar))\b",
    re.IGNORECASE,
)
# Parts of a year: the month before which they have not come.
_PART = re.compile(r"\b(?P<part>eind|medio|halverwege)\s+(?:van\s+)?dit\s+jaar\b", re.IGNORECASE)
_PART_BEGINS = {"eind": 10, "medio": 5, "halverwege": 5}
_GONE = re.compile(
    r"\b(?:(?:vorige|afgelopen) (?:week|maand|zomer|voorjaar|najaar|winter)|vorig jaar|afgelopen jaar|gisteren)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?<=[\d\w] )\s*(?:(?P<past>jl\b|j\.l\.|laatstleden)|(?P<coming>a\.s\.|aanstaande\b))", re.IGNORECASE
)
_BEHIND = 6  # characters behind a date in which its side may stand
_SURE = 305  # days; who says "last" or "next" of a day without its year means one within ten months
_PERFECT = r"is|zijn|heeft|hebben|werd|werden|was|waren|had|hadden"
_SIMPLE_PAST = (
    r"vond|vonden|besprak|bespraken|stelde|stelden|vroeg|vroegen|verzocht|verzochten|stuurde|stuurden|nam|namen|"
    r"kwam|kwamen|"
    r"ontving|ontvingen|besloot|besloten|zond|zonden|diende|dienden|bracht|brachten|werd|werden|ging|gingen|sprak|"
    r"spraken|"
    r"publiceerde|verscheen|verschenen|begon|startte|eindigde|stemde|nam"
)
_PARTICIPLE = (
    r"(?:ge\w+(?:d|t|en)|\w+ge\w+(?:d|t|en)|be\w{3,}(?:d|t|en)|ver\w{3,}(?:d|t|en)|ont\w{3,}(?:d|t|en)|"
    r"her\w{3,}(?:d|t|en)|"
    r"over\w{3,}(?:d|t|en)|onder\w{3,}(?:d|t|en)|\w+eerd|\w*ge(?:gaan|daan|staan|zien)|ontstaan|herzien|voldaan|ondergaan|"
    r"(?:gaan|komen|blijven)\s+\w+en)"
)
# A participle that looks ahead (planned, expected), or a state that may be reached by then.
_AHEAD = re.compile(
    r"\b(?:\w*gepland|voorzien|geagendeerd|verwacht|afgesproken|toegezegd|gereserveerd|beoogd|aangekondigd|"
    r"uitgenodigd|geraamd|"
    r"begroot|beschikbaar|gereed|mogelijk|nodig|bedoeld|geprognosticeerd|vastgelegd|bepaald|benoemd tot|"
    r"voornemens|beloofd|"
    r"opgenomen|belegd|ingepland|bestemd|geldig|van kracht|aan de orde|verlengd|toegekend|uitgetrokken|"
    r"vrijgemaakt|gevraagd)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:zal|zullen|zou|zouden|wordt|worden|moet|moeten|kan|kunnen|naar verwachting|dan|straks|"
    r"pas|mits|indien|"
    r"als|wanneer|zodra|planning|voornemen|streven)\b",
    re.IGNORECASE,
)
# "In December all depots are connected": a state that is reached by then, told in the present.
_STATE = re.compile(
    r"\b(?:is|zijn)\b.*\b(?:alle|volledig|geheel|overal|gesloten|geopend|verhinderd|aanwezig|afwezig|afgerond|voltooid|"
    r"opgeleverd|verhuisd|aangesloten|ingericht|ingevoerd|be\u00ebindigd|ingegaan|verhoogd|verlaagd|aangepast|gewijzigd|"
    r"vervallen|verstreken|afgelopen|bezet|vrij|hersteld|vernieuwd|verbouwd)\b",
    re.IGNORECASE,
)
# What makes of such a state an act that was done: somebody did it, or it is expressly past.
_DONE = re.compile(r"\b(?:door|al|reeds|inmiddels|onlangs|eerder|toen|jl)\b", re.IGNORECASE)
# Words before a date that make it a limit, or the date of a paper, and not the moment of the verb.
_LIMIT = re.compile(
    r"\b(?:tot|tot en met|t/m|vanaf|per|voor|v\u00f3\u00f3r|na|uiterlijk|sinds|van|d\.d\.|dd\.?|met ingang van|in "
    r"de|in het|naar|tussen|"
    r"medio|eind|begin|rond)\s*(?:\w+dag\s+)?$",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:brief|kamerbrief|motie|debat|antwoord|uitspraak|advies|rapport|besluit|verzoek|overleg|"
    r"nota)\s+van\s+(?:\w+dag\s+)?$",
    re.IGNORECASE,
)
# A second main clause: "the elections are on the third and the new council begins in January".
_JOINED = re.compile(
    r"\s(?:dat|omdat|of|hoe|waarom)\s|\s(?:en|maar|want)\s+(?=(?:de|het|een|die|dat|deze|dit|er|u|ik|wij|we|zij|hij)\b)",
    re.IGNORECASE,
)
# A day of a month; what stands before it says that it may be a number of something else.
_DAY = re.compile(
    rf"(?<![\d.,/-])(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\b(?:\s+(?P<year>(?:19|20)\d\d))?", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(?:nr|nrs|nummer|artikel|art|lid|bijlage|punt|onder|\d+,|en|of)\.?\s*$", re.IGNORECASE)
_MOST = 31
_LEAP = 2024  # without its year a 29 February may be right
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})\s+$", re.IGNORECASE)
_FAR = 60  # days; a paper dated a little later than the memo is one that goes out with it


def check(case: Case) -> Judgement:
    """Fire on relative and absolute dates that lie the wrong way for the verb of their sentence."""
    file = case.memo_file
    if file is None or not case.memos:
        return WAITS
    dated = [memo for memo in case.memos if memo.date is not None]
    if not dated:
        return NOT_JUDGED
    return judged(finding for memo in dated for finding in _of_memo(file, memo))


def _of_memo(file: CheckedFile, memo: Memo) -> Iterator[Finding]:
    assert memo.date is not None  # noqa: S101  the caller chose the dated ones
    for sentence, place in memo_sentences(memo):
        relative = _relative(sentence, memo.date)
        if relative:
            yield _RULE.at(file, "relative_date", Severity.WARNS, relative, detail=relative, near=place,
                           date=memo.date.isoformat(), sentence=sentence)  # fmt: skip
        for quote, why, weekday in _impossible_dates(sentence, memo.date):
            yield _RULE.at(file, "impossible_date", Severity.WARNS, quote, detail=quote, near=place,
                           date=memo.date.isoformat(), sentence=sentence, why=why, weekday=weekday)  # fmt: skip


def _relative(sentence: str, memo: date) -> str:
    for match in _RELATIVE.finditer(sentence):
        offset = {"dit": 0, "vorig": -1}.get(match["year"].lower(), 1)
        month = MONTHS.index(match["month"].lower()) + 1
        when = (memo.year + offset, month, int(match["day"] or 0))
        now = (memo.year, memo.month, memo.day if match["day"] else 0)
        if match["lead"]:
            continue
        if when > now and _is_past(sentence, match.start(), match.end()):
            return match[0].strip()
        if when < now and _is_future(sentence, match.start(), match.end()):
            return match[0].strip()
    for match in _SEASON.finditer(sentence):
        if _SEASON_BEGINS[match["season"].lower()] > memo.month + 1 and _is_past(sentence, match.start(), match.end()):
            return match[0].strip()
    return _season(sentence, memo) or _sided(sentence, memo)


def _season(sentence: str, memo: date) -> str:
    for match in _PART.finditer(sentence):
        if _PART_BEGINS[match["part"].lower()] > memo.month and _is_past(sentence, match.start(), match.end()):
            return match[0].strip()
    for match in _COMING.finditer(sentence):
        if _is_past(sentence, match.start(), match.end()):
            return match[0].strip()
    for match in _GONE.finditer(sentence):
        if _is_future(sentence, match.start(), match.end()):
            return match[0].strip()
    return ""


def _sided(sentence: str, memo: date) -> str:
    """A day that is said to be past (*jl.*) and is to come, or the other way round (*a.s.*).

    A day without its year is resolved to the side it names; that it is nearly a year off says that it was not meant.
    """
    for found in find_dates(sentence, near=memo):
        side = _SIDE.search(f"{found.printed} {sentence[found.end : found.end + _BEHIND]}")
        if side is None:
            continue
        away = (found.day - memo).days if side["coming"] else (memo - found.day).days
        if away < 0 or (not found.with_year and away > _SURE):
            return found.printed
    return ""


def _impossible_dates(sentence: str, memo: date) -> Iterator[tuple[str, str, int]]:
    """What is wrong in a sentence: the words, why, and the day of the week that it is (0 for Monday)."""
    after = _after_memo(sentence, memo)
    if after:
        yield after, "after_memo", 0
    for match in _DAY.finditer(sentence):
        before, day = sentence[: match.start()], int(match["day"])
        month, year = MONTHS.index(match["month"].lower()) + 1, int(match["year"] or _LEAP)
        if not 1 <= day <= monthrange(year, month)[1]:
            if 1 <= day <= _MOST and not _NUMBER.search(before):
                yield match[0], "no_such_day", 0
            continue
        said = _WEEKDAY.search(before)
        falls = date(year, month, day).weekday()
        if said and match["year"] and _WEEKDAYS.index(said["weekday"].lower()) != falls:
            yield sentence[said.start() : match.end()], "other_weekday", falls


def _after_memo(sentence: str, memo: date) -> str:
    for found in find_dates(sentence):
        if found.day <= memo or not found.with_year:
            continue
        before = sentence[: found.start]
        if _PAPER.search(before):
            past = bool(re.search(rf"\b(?:{_PERFECT})\b", sentence[found.end :])) and not _FUTURE.search(sentence)
            if past and (found.day - memo).days > _FAR and not _AHEAD.search(sentence):
                return found.printed
            continue
        if not _LIMIT.search(before) and _is_past(sentence, found.start, found.end):
            return found.printed
    return ""


def _is_past(sentence: str, start: int, end: int) -> bool:
    """Whether the verb around a time tells of what happened: right behind it, or on both sides of it."""
    clause = _clause(sentence, start, end)
    before, time, behind = clause
    whole = f"{before} {time} {behind}"
    if _AHEAD.search(whole) or _FUTURE.search(whole) or (_STATE.search(whole) and not _DONE.search(whole)):
        return False
    follows = re.match(rf"\s*(?:jl\.?\s*)?(?P<verb>{_PERFECT}|{_SIMPLE_PAST})\b", behind, re.IGNORECASE)
    if follows:
        verb = follows["verb"].lower()
        simple = verb in _SIMPLE_PAST.split("|")
        return simple or bool(re.search(rf"\b{_PARTICIPLE}\b", behind[follows.end() :], re.IGNORECASE))
    verbs = list(re.finditer(rf"\b(?P<verb>{_PERFECT}|{_SIMPLE_PAST})\b", before, re.IGNORECASE))
    if not verbs:
        # A subordinate clause has its verb at the end: "die op 3 mei 2025 is gehouden", "gehouden werd".
        last = re.search(
            rf"\b(?:(?:{_PERFECT})\s+{_PARTICIPLE}|{_PARTICIPLE}\s+(?:{_PERFECT}))\s*$",
            behind.rstrip(".?! "),
            re.IGNORECASE,
        )
        return last is not None and bool(re.search(r"\b(?:die|dat|waar\w*|omdat|nadat|toen)\b", before, re.IGNORECASE))
    between = before[verbs[-1].end() :]
    if verbs[-1]["verb"].lower() in _SIMPLE_PAST.split("|") and not re.search(
        rf"\b{_PARTICIPLE}\b", between, re.IGNORECASE
    ):
        return True
    # Perfect: the participle stands behind the time; one before it has closed the bracket ("is gesteld op 1 maart").
    if re.search(rf"\b{_PARTICIPLE}\s*(?:op|in)?\s*$", between, re.IGNORECASE):
        return False
    return bool(re.search(rf"\b{_PARTICIPLE}\b", behind, re.IGNORECASE))


def _is_future(sentence: str, start: int, end: int) -> bool:
    before, _, behind = _clause(sentence, start, end)
    return bool(
        re.match(r"\s*(?:zal|zullen)\b", behind, re.IGNORECASE)
        or re.search(r"\b(?:zal|zullen)\b[^,;]*$", before, re.IGNORECASE)
    )


def _clause(sentence: str, start: int, end: int) -> tuple[str, str, str]:
    """The clause around a time: up to a comma, semicolon, colon or dash on either side, or a joining word."""
    before = re.split(r"[;:]|,\s|\s[-\u2013]\s", sentence[:start])[-1]
    behind = _JOINED.split(re.split(r"[;:]|,\s|\s[-\u2013]\s", sentence[end:])[0])[0]
    return before, sentence[start:end], behind
