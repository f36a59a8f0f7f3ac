"""What the advice asks: read from its verbs, not from the TER line, which is only a hint."""

from __future__ import annotations

import re

from app.memo import ActionKind, RequestedAction
from app.reading.text import tidy

_SIGN = (
    r"(?:mede-?)?(?:onder)?teken(?:en|t)|ondertekening|parafer(?:en|ing)|(?:hand)?tekening te zetten|uw handtekening"
)
_SEND = (
    r"(?:ver|toe|door|in|op|uit|aan)?(?:zend(?:en|ing)|stur(?:en|ing)|verstur(?:en|ing))|toezending|uitgaan|"
    r"doen uitgaan|doen toekomen|aan te bieden|aanbieden"
)
_NOTE = r"kennis\s*(?:te\s+)?nemen|kennisneming|ter kennisneming|kennis te nemen|kennisname"
_CHOOSE = r"te kiezen|kiezen|een keuze|uw keuze|voorkeur uit te spreken|te besluiten tussen"
_DISCUSS = r"te bespreken|bespreken|bespreking|in gesprek te gaan|te agenderen|van gedachten te wisselen"
_AGREE = (
    r"in\s*te\s*stemmen|instemmen|instemming|stemt u in|akkoord(?:\s+te)?(?:\s+gaan)?|goed\s*te\s*keuren|goedkeuring|"
    r"vast\s*te\s*stellen|te besluiten|te verlenen|accorderen|te accorderen|toestemming|te benoemen|beslissen"
)
_VERB = re.compile(
    rf"\b(?P<note>{_NOTE})\b|\b(?P<sign>{_SIGN})\b|\b(?P<choose>{_CHOOSE})\b|\b(?P<discuss>{_DISCUSS})\b|"
    rf"\b(?P<agree>{_AGREE})\b|\b(?P<send>{_SEND})\b",
    re.IGNORECASE,
)
# A clause that says what for, or what was, asks nothing.
_PURPOSE = re.compile(
    r"\b(?:zodat|opdat|waarna|waarmee|waarin|waarbij|waarvan|nadat|voordat|omdat|(?<!\ben )die|dat|welke|dit is|"
    r"indien|wanneer|terwijl)\b",
    re.IGNORECASE,
)
_PURPOSE_ENDS = re.compile(r"[.;:\n?]|,\s*(?=(?:en|om|te|de|het|dit|deze|u)\b)")
# A relative clause that has its verb is over when another verb with "te" follows it.
_HAS_ITS_VERB = re.compile(
    r"\b(?:heeft|hebben|is|zijn|was|waren|werd|werden|had|hadden|wordt|worden)\s+\w+\s", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:niet|geen|zonder|nog niet)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NEEDLESS = re.compile(r"^\s*(?:is|zijn|hoeft|lijkt)\s+(?:\w+\s+)?niet\b", re.IGNORECASE)
_SUBJECT_IS_VERB = re.compile(
    r"\b(?:akkoord|instemmen|in te stemmen|instemming)\b[^.;:\n]{0,40}?\b(?:met|voor)\s+(?:het\s+|de\s+)?$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:al|reeds|eerder|onlangs|inmiddels)\s+(?:\w+\s+)?$", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:wij\s+vragen\s+u|u\s+wordt\s+(?:tevens\s+|daarnaast\s+|ook\s+)?(?:geadviseerd|gevraagd|verzocht|voorgesteld)|wij\s+adviseren\s+u|"
    r"geadviseerd\s+wordt|het\s+advies\s+is|voorgesteld\s+wordt|wij\s+stellen\s+(?:u\s+)?voor|ik\s+adviseer\s+u|advies)\s*[:,]?\s*(?:om\s+)?",
    re.IGNORECASE,
)
# A full stop after a single letter is an abbreviation's; an ellipsis stands for a council's decision left out.
_OBJECT_ENDS = re.compile(
    r"(?<!\b[a-z])\.(?=\s|$)|[;:?!\u2026]|,\s|\ben\b\s+(?:vervolgens|daarna|te\b|om\b|kennis\b|verzending)|"
    r"\bzodat\b|\bopdat\b|\bdat\b"
)
_JOINT = re.compile(r"\s*(?:,|\ben\b|;)\s*(?:vervolgens|daarna|tevens|ook|om)?\s*$", re.IGNORECASE)


def requested_actions(advice: str) -> tuple[RequestedAction, ...]:
    """Return what an advice asks, at most one of each kind, with the words that ask it.

    Sending counts only when it is asked: a purpose (*zodat deze verstuurd kan worden*) does not.

    Args:
        advice: the text of the section with the advised decision.
    """
    found: dict[ActionKind, str] = {}
    for sentence in _sentences(advice):
        for kind, quote in _of_sentence(sentence):
            found.setdefault(kind, quote)
    return tuple(RequestedAction(kind, quote) for kind, quote in found.items())


def _sentences(text: str) -> list[str]:
    lines = [re.sub(r"^(?:-|\d{1,2}[.)]|[a-z][.)])\s+", "", line) for line in text.split("\n")]
    return [tidy(one) for line in lines for one in re.split(r"(?<=[.?!;])\s+(?=[A-Z]|$)|;\s+", line) if one.strip()]


def _of_sentence(sentence: str) -> list[tuple[ActionKind, str]]:
    verbs: list[tuple[ActionKind, int, int]] = []
    for match in _VERB.finditer(sentence):
        kind = ActionKind(match.lastgroup or "")
        before = sentence[: match.start()]
        if _in_purpose(before, match[0]) or _NOT.search(before) or _DONE.search(before):
            continue
        if _NEEDLESS.match(sentence[match.end() :]):
            continue
        if kind is ActionKind.SEND and not _asks_sending(match[0], before):
            continue
        after_agreeing = bool(verbs) and verbs[-1][0] is ActionKind.AGREE and kind in (ActionKind.SIGN, ActionKind.SEND)
        if after_agreeing and _SUBJECT_IS_VERB.search(before):
            # "akkoord met het ondertekenen", "instemmen met verzending": what is agreed to is the act itself.
            verbs[-1] = (kind, verbs[-1][1], match.end())
            continue
        verbs.append((kind, match.start(), match.end()))
    return [(kind, _quote(sentence, verbs, number)) for number, (kind, _, _) in enumerate(verbs)]


def _asks_sending(verb: str, before: str) -> bool:
    word = verb.lower()
    if word in ("uitgaan",):
        return bool(re.search(r"\b(?:laten|doen)\s*$", before, re.IGNORECASE))
    return True


def _in_purpose(before: str, verb: str) -> bool:
    last = None
    for match in _PURPOSE.finditer(before):
        last = match
    if last is None:
        return False
    clause = before[last.end() :]
    return not _PURPOSE_ENDS.search(clause) and not (
        " te " in f" {clause[-3:]}{verb} " and _HAS_ITS_VERB.search(clause)
    )


def _quote(sentence: str, verbs: list[tuple[ActionKind, int, int]], number: int) -> str:
    """The words around a verb: from the verb before it (or the lead of the sentence) to its object behind it."""
    _, start, end = verbs[number]
    lead = _LEADS.match(sentence)
    begin = verbs[number - 1][2] if number else (lead.end() if lead else 0)
    before = sentence[begin:start]
    cut = max(
        (
            match.end()
            for match in re.finditer(
                r"(?:,|;|:|\ben\b(?=\s+(?:vervolgens|daarna|te|om|kennis|in))|\ben\b(?=\s*$))\s*", before
            )
        ),
        default=0,
    )
    comma = sentence[begin + cut : start]
    stop = verbs[number + 1][1] if number + 1 < len(verbs) else len(sentence)
    behind = sentence[end:stop]
    behind = _OBJECT_ENDS.split(behind)[0]
    if number + 1 < len(verbs):
        behind = _behind_before_next(behind)
    quote = tidy(comma + sentence[start:end] + behind)
    return _JOINT.sub("", re.sub(r"^(?:vervolgens|daarna|tevens|ook|om)\s+", "", quote)).strip(" ,;:")


def _behind_before_next(behind: str) -> str:
    """Between two verbs the object belongs to the second, unless a preposition ties it to the first."""
    text = behind
    tied = re.match(r"\s*(?:aan|met|van|voor|tussen|uiterlijk|naar)\b", text)
    if tied:
        return re.split(r"\s+en\s+", text)[0]
    return ""
