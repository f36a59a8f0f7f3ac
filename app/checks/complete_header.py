"""L12: the header is complete and says what the advice says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import WAITS, Finding, Judgement, Severity, judged
from app.checks.wording import memo_sentences
from app.memo import ActionKind, Memo, Place, SectionKind
from app.reading.text import bare, tidy

_RULE = Pointer("L12")
_MINISTRY = (
    r"(?:AZ|BZ|BZK|VRO|EZK?|KGG|LNV|LVVN|IenW|OCW|VWS|SZW|JenV|J&V|I&W|A&M|AenM|FIN|Financi\u00ebn|Defensie|DEF|BHOS|"
    r"BuHa-OS)"
)
_PARTY = (
    rf"(?P<party>{_MINISTRY}|p?SGO|het SG-beraad|ministeries? van [A-Z]\w+|ministeries?|departementen|DG[A-Z]{{1,6}}|"
    r"directoraat-generaal\s+\w+|directies?\s+[A-Z]\w+|landsadvocaat|VNG|IPO|UvW|RVO|RIVM|Rijkswaterstaat|de RVD|"
    r"CBS|AP|"
    r"Autoriteit Persoonsgegevens|vereniging van \w+|Raad voor de rechtspraak|openbaar ministerie|OM|"
    r"FEZ|WJZ|HBJZ|CZW)"
)
_CONSULTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]fgestemd|[Oo]verlegd|[Ss]amengewerkt|[Gg]edeeld|[Bb]esproken|[Dd]oorgesproken)\s+(?:is\s+|"
        rf"zijn\s+)?(?:met|in)\s+"
        rf"(?:(?:de|het|onder meer|onder andere|o\.a\.|collega's van|ambtenaren van|ambtelijk)\s+)*{_PARTY}\b",
        rf"\b(?:met|door|in)\s+(?:(?:de|het|onder meer|onder andere|o\.a\.)\s+)*{_PARTY}(?:[^.;]{{0,80}}?)\b"
        r"(?:afgestemd|besproken|overlegd|meegelezen|ingestemd|voorbereid|opgesteld|akkoord bevonden)\b",
        rf"\b{_PARTY}(?:[^.;]{{0,90}}?)\b(?:heeft|hebben|is|zijn)\s+(?:[^.;]{{0,60}}?)"
        r"(?:meegelezen|ingestemd|meegewerkt|meegedacht|akkoord|betrokken|geconsulteerd|geraadpleegd)\b(?! te "
        r"gaan| te zijn)",
        rf"\b[Ii]n\s+(?:nauw(?:e)?\s+)?(?:overleg|samenwerking|afstemming)\s+met\s+(?:(?:de|het|onder "
        rf"meer)\s+)*{_PARTY}\b",
        rf"\b{_PARTY}\s+(?:heeft|hebben)\s+(?:[^.;]{{0,40}}?)ingestemd\b",
    )
)
_NOT_YET = re.compile(
    r"\b(?:niet|nog niet|geen|wordt|worden|zal|zullen|moet|moeten|kan|kunnen|dient|dienen|mits|zodra|indien|na "
    r"akkoord|in te stemmen)\b"
)
_DEADLINE = (
    "beslistermijn",
    "uiterlijk",
    "deadline",
    "reactie",
    "termijn",
    "spoed",
    "afdoen",
    "graagretour",
    "besluitvoor",
)


@dataclass(frozen=True)
class _Gap:
    """One place where the header is incomplete: a code, the words and their place."""

    code: str
    quote: str
    place: Place | None = None
    party: str = ""


def check(case: Case) -> Judgement:
    """Fire once for a memo, with every gap in the detail."""
    file = case.memo_file
    if file is None or not case.memos:
        return WAITS
    return judged(finding for memo in case.memos for finding in _of_memo(file, memo))


def _of_memo(file: CheckedFile, memo: Memo) -> Iterator[Finding]:
    gaps = [*_missing(memo), *_consulted(memo), *_advice(memo)]
    if not gaps:
        return
    first = next((gap for gap in gaps if gap.quote), gaps[0])
    yield _RULE.at(
        file,
        "header_incomplete",
        Severity.WARNS,
        first.quote or memo.title or memo.reference or "",
        near=first.place,
        detail="; ".join(f"{gap.code}: {gap.quote}" if gap.quote else gap.code for gap in gaps),
        gaps=", ".join(gap.code for gap in gaps),
        party=next((gap.party for gap in gaps if gap.party), ""),
    )


def _missing(memo: Memo) -> Iterator[_Gap]:
    advice = memo.section(SectionKind.ADVISED_DECISION)
    for code, there in (
        ("addressee_missing", memo.to),
        ("sender_missing", memo.sender),
        ("reference_missing", memo.reference),
        ("date_missing", memo.date),
        ("title_missing", memo.title),
        ("type_missing", memo.type or memo.requested_actions),
        ("advice_missing", (advice is not None and advice.text.strip()) or memo.requested_actions),
    ):
        if not there:
            yield _Gap(code, "")


def _consulted(memo: Memo) -> Iterator[_Gap]:
    if memo.cooperated is None or memo.cooperated.strip():
        return
    for sentence, _ in memo_sentences(memo):
        party, quote = consulted_party(sentence)
        if party:
            entry = next(
                (one for one in memo.header if bare(one.label).startswith(("samengewerkt", "afgestemd"))), None
            )
            yield _Gap("cooperated_empty", quote, entry.place if entry else None, party)
            return


def consulted_party(sentence: str) -> tuple[str, str]:
    """Return the party that a sentence says took part in the memo, and the words that say so; else empty strings."""
    for pattern in _CONSULTED:
        for found in pattern.finditer(sentence):
            if not _NOT_YET.search(sentence[max(0, found.start() - 30) : found.end()]):
                return tidy(found["party"]), tidy(found[0])
    return "", ""


def _advice(memo: Memo) -> Iterator[_Gap]:
    kinds = {one.kind for one in memo.requested_actions}
    quotes = {one.kind: one.quote for one in memo.requested_actions}
    advice = memo.section(SectionKind.ADVISED_DECISION)
    place = advice.place if advice else None
    kind = bare(memo.type or "")
    if kinds:
        if "ondertekening" in kind and ActionKind.SIGN not in kinds:
            yield _Gap("type_without_signing", memo.type or "")
        only_note = ("informatie", "kennisneming", "kennisname", "kennisgeving")
        if any(word in kind for word in only_note) and kinds - {ActionKind.NOTE}:
            yield _Gap("type_asks_less", memo.type or "")
        if ActionKind.SIGN in kinds and ActionKind.SEND not in kinds:
            yield _Gap("sending_not_asked", quotes[ActionKind.SIGN], place)
    has_deadline = memo.deadline is not None or any(bare(label).startswith(_DEADLINE) for label in memo.other_fields)
    if memo.condition is not None and not has_deadline:
        yield _Gap("deadline_missing", memo.condition.phrase, place)
