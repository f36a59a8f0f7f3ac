"""L10: a promise of money, capacity or means needs cover, and a section that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.checks.wording import memo_sentences, sentences
from app.memo import Memo, SectionKind

_RULE = Pointer("L10")
_MONEY = (
    r"(?:extra\s+)?(?:capaciteit|middelen|geld|budget|budgetten|subsidie|bijdrage|financiering|fte|formatie|"
    r"menskracht|compensatie|"
    r"vergoeding|(?:hogere?\s+)?tarie(?:f|ven)|verhoging|plaatsen|plekken)|(?:\u20ac|euro)\s*[\d.,]+|"
    r"[\d.,]+\s*(?:miljoen|miljard|mln|mld|euro|fte)\b"
)
_SUBJECT = (
    r"(?:u|ik|wij|we|het kabinet|het ministerie|de minister|de staatssecretaris|BZK|het Rijk|"
    r"(?:de|deze|uw) (?:kamer)?brief)"
)
_PROMISES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:zeg(?:t|gen)?\s+{_SUBJECT}|{_SUBJECT}\s+zeg(?:t|gen)?)\b"
        r"(?P<what>[^.;]*?\btoe\b(?:,[^.;]*)?)",
        rf"\b(?:stel(?:t|len)?\s+{_SUBJECT}|{_SUBJECT}\s+stel(?:t|len)?)\b(?P<what>[^.;]*?)\bbeschikbaar\b",
        rf"\b(?:ma(?:ak|akt|ken)\s+{_SUBJECT}|{_SUBJECT}\s+ma(?:ak|akt|ken))\b(?P<what>[^.;]*?)\bvrij\b",
        rf"\b(?:trek(?:t|ken)?\s+{_SUBJECT}|{_SUBJECT}\s+trek(?:t|ken)?)\b(?P<what>[^.;]*?)\buit\b",
        rf"\b(?:beloo?f(?:t|d)?\s+{_SUBJECT}|{_SUBJECT}\s+beloo?f(?:t|d)?)\b(?P<what>[^.;]*)",
        rf"\b(?:ken(?:t|nen)?\s+{_SUBJECT}|{_SUBJECT}\s+ken(?:t|nen)?)\b(?P<what>[^.;]*?)\btoe\b",
        rf"\b(?:investeer(?:t)?\s+{_SUBJECT}|{_SUBJECT}\s+investeer(?:t)?)\b(?P<what>[^.;]*)",
        rf"\b(?:kondig(?:t)?\s+{_SUBJECT}|{_SUBJECT}\s+kondig(?:t)?)\b(?P<what>[^.;]*?)\baan\b",
        r"\b(?:wordt|worden)\b(?P<what>[^.;]*?)\b(?:toegezegd|vrijgemaakt|beschikbaar gesteld|uitgetrokken)\b",
        r"\b(?:dat|waarbij|waarmee)\b(?P<what>[^.;]*?)\b(?:wordt|worden)\s+(?:toegezegd|vrijgemaakt|uitgetrokken|"
        r"beschikbaar gesteld)\b",
        r"\b(?:komt|komen|is|zijn)\b(?P<what>[^.;]*?\bextra\b[^.;]*?)\bbeschikbaar\b",
        r"\b(?:de|een|uw)\s+toezegging\b(?P<what>[^.;]*?\b(?:van|om|over|voor)\s+[^.;]*)",
    )
)
_HAS_MONEY = re.compile(rf"(?:\b|(?=\u20ac)){_MONEY}", re.IGNORECASE)
# What was promised before, by others, or expressly is not promised now.
_NOT_NOW = re.compile(
    r"\b(?:geen|niet|nooit)\b|\b(?:heeft|hebben|had|is|zijn|werd|werden)\s+(?:\w+\s+){0,6}(?:toegezegd|"
    r"vrijgemaakt|uitgetrokken)\b|"
    r"\b(?:eerder|destijds|al|reeds|indien|mocht|zou|zouden|vraagt|vragen)\b",
    re.IGNORECASE,
)
_COVERED = re.compile(
    r"\b(?:binnen (?:de |het |haar |zijn |hun )?(?:bestaande |eigen |huidige |lopende |beschikbare )*"
    r"(?:begroting|middelen|budget|budgetten|capaciteit|formatie|raming|artikel)|gedekt (?:uit|door|binnen|vanuit|op)|"
    r"dekking (?:is )?(?:gevonden|beschikbaar|aanwezig|geregeld)|wordt gedekt|worden gedekt|is gedekt|zijn gedekt|"
    r"ten laste van|gereserveerd|past binnen|passen binnen|passen in de begroting|ruimte gemaakt)\b",
    re.IGNORECASE,
)
_UNCOVERED = re.compile(
    r"\bnog geen (?:\w+ )?(?:besluit|besluitvorming|dekking|akkoord|overeenstemming|duidelijkheid)\b|\bgeen "
    r"dekking\b|\b(?:ontbreekt|ontbreken|zonder|onvoldoende)\s+(?:\w+\s+)?dekking\b|"
    r"\bover (?:de|het) (?:dekking|omvang|hoogte|bekostiging|financiering|bedrag) "
    r"(?:wordt|worden|moet|zal|beslis|besluit)|"
    r"\bdekking (?:is )?(?:er )?(?:nog )?(?:niet|onvoldoende|onzeker)\b|\b(?:nog )?(?:niet|on)\s?gedekt\b|"
    r"\bdekking (?:ontbreekt|volgt|moet|wordt nog|is nog)\b|\b(?:nog niet|niet) (?:\w+ ){0,2}(?:besloten|bepaald|"
    r"geregeld|belegd|vastgesteld|begroot)\b|"
    r"\b(?:moet|moeten|dient|dienen|wordt|worden) nog (?:\w+ ){0,4}(?:besloten|bepaald|gevonden|gezocht|geregeld|"
    r"vastgesteld|uitgewerkt|besluit)\b|"
    r"\bnog (?:te bepalen|te besluiten|te zoeken|te vinden|te dekken|onbekend|onzeker|open)\b|\bop een later "
    r"moment\b|\bbij voorjaarsnota\b.*\bbesl",
    re.IGNORECASE,
)
_ABOUT_MONEY = re.compile(
    rf"\b(?:omvang|investering\w*|uitgave\w*|dekking|hoogte|bedrag|bedragen|kosten|bekostiging|financi\w+|hiervan|daarvan|hiervoor|daarvoor|"
    rf"hierover|daarover|hoeveel)\b|{_MONEY}",
    re.IGNORECASE,
)


def check(case: Case) -> Judgement:
    """Fire when a memo promises money or means that it calls undecided or uncovered, or about which it says nothing."""
    file = case.memo_file
    if file is None or not case.memos:
        return WAITS
    return judged(finding for memo in case.memos for finding in _of_memo(file, memo))


def promise_in(sentence: str) -> str:
    """Return the words by which a sentence promises money, capacity or means now, or an empty string."""
    for pattern in _PROMISES:
        found = pattern.search(sentence)
        if found and _HAS_MONEY.search(found["what"]) and not _NOT_NOW.search(sentence):
            return found[0]
    return ""


def _of_memo(file: CheckedFile, memo: Memo) -> Iterator[Finding]:
    everything = list(memo_sentences(memo))
    money = [section for section in memo.sections if section.kind is SectionKind.FINANCES and section.text.strip()]
    in_money = [sentence for section in money for sentence in sentences(section.text)]
    for number, (sentence, place) in enumerate(everything):
        promise = promise_in(sentence)
        if not promise:
            continue
        around = [sentence, *(text for text, _ in everything[max(0, number - 1) : number + 3] if text != sentence)]
        against = _first_uncovered([*around, *in_money])
        covered = any(_COVERED.search(text) and not _UNCOVERED.search(text) for text in (*around, *in_money))
        if against or (not covered and not money):
            yield _RULE.at(file, "promise_without_cover", Severity.WARNS, promise, near=place,
                           detail=f"{promise} / {against}" if against else promise, against=against or "-")  # fmt: skip
            return


def _first_uncovered(texts: list[str]) -> str:
    return next((text for text in texts if _UNCOVERED.search(text) and _ABOUT_MONEY.search(text)), "")
