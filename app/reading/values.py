"""What the values of a memo's header look like: office-holders, units, addresses, registry numbers, titles."""

from __future__ import annotations

import re
from enum import Enum

from app.reading.dates import MONTHS, read_date
from app.reading.fields import Field
from app.reading.text import is_redacted, tidy

_AROUND_A_DATE = 14  # characters beside a date in a field that holds one: a weekday, a place

# Someone who decides: minister, state secretary, their abbreviations.
_MINISTRIES = r"bzk|ocw|vws|szw|ezk?|ienw|jenv|fin|bz|def|lnv|lvvn|vro|az|aenm|kgg|klimaat|rb|vwa|lt|mz|pres"
_HOLDER = re.compile(
    r"^(aan\s+)?(de\s+|het\s+|mede\s+)?(demissionair\s+)?"
    r"((vice-?)?minister(-president)?\b|staatssecretaris\b|bewindspersoon|bewindslieden|minpres\b|mp\b|stas\b|"
    rf"[ms]-?({_MINISTRIES})\b|(min|stas|sts)\.?-?({_MINISTRIES})\b|"
    r"(?-i:[Mm]in(ister)?[A-Z][A-Za-z]+\b|[MS][A-Z]{2,5}\b)|(de\s+)?heer\b|mevrouw\b|secretaris-generaal\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^(postbus\b|\d{4}\s?[A-Z]{2}\b|www\.|https?:|[\w.\-]+@|tel(efoon)?\b|t\s*[+0]|fax\b|f\s*[+0]|m\s*[+0]|den haag$|"
    r"[\w.'\- ]*(straat|plein|weg|laan|kade|markt|gracht|singel|dreef|hof|park|voorhout|veld|steeg|haven|burg)\s"
    r"\d{1,4}\s?[a-z]?$|bezoekadres|postadres|nederland$|.*\brijksoverheid\.nl|.*\bminbzk\.nl)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^(directoraat|directie|dienst|afdeling|bureau|programma|cluster|team|kabinet|inspectie|ministerie|dg\b|dg[a-z]{1,8}\b|"
    r"hoofddirectie|bestuursdepartement|rijks|agentschap|eenheid|domein|onderdeel|stafdirectie|projectdirectie|"
    r"programmadirectie|secretariaat|de directeur|de secretaris-generaal|de plv|de plaatsvervangend|de inspecteur|"
    r"plv\.|directeur|nationaal|algemene)",
    re.IGNORECASE,
)


def is_holder(text: str) -> bool:
    """Whether the text names an office-holder (minister, state secretary, or their abbreviations)."""
    return bool(_HOLDER.match(tidy(text)))


def is_address(text: str) -> bool:
    """Whether the text is a line of an address: post box, postcode, street, phone, site."""
    return bool(_ADDRESS.match(tidy(text)))


def is_unit(text: str) -> bool:
    """Whether the text begins like the name of a unit or of its head."""
    return bool(_UNIT.match(tidy(text)))


_REFERENCE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 ./_\-\u2013]*$")
_NAMES_OF_FILES = re.compile(
    r"^(\d{1,2}[.)]?\s*)?(kamerbrief|brief|rapport|nota|besluit|aanbiedings\w*|bijlage|antwoord\w*|beantwoording|concept\w*|geen|"
    r"uitstel\w*|factsheet|advies|wetsvoorstel|memorie|regeling|overzicht|tijdlijn|planning|div(\.|erse)?|zie\b)",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(
    r"\b(kamer\w*|\w*brief\w*|\w*nota|besluit|beantwoording|antwoord\w*|rapport|\w*evaluatie|wet|wets\w*|regeling|uitstel\w*|"
    r"reactie|voortgang\w*|verzoek|aanbieding|\w*benoeming\w*|moties?|toezegging\w*|debat|stand van zaken|keuze|"
    r"over|inzake|"
    r"verlenging|aanpassing|plan|aanpak|programma|voorstel|beleid|onderzoek|vragen|verslag|publicatie)\b",
    re.IGNORECASE,
)
_BOXES = "\u2610\u2611\u2612\u25a1\u25a0"


def title_likeness(text: str) -> int:
    """Return how much a line reads like a title: 0 for hardly, 3 for clearly."""
    text = tidy(text)
    words = text.split()
    if len(words) < 2 or is_redacted(text) or text[0] in _BOXES:
        return 0
    if is_holder(text) or (read_date(text) is not None and len(words) <= 4):
        return 0
    score = min(len(_TITLE_WORDS.findall(text)), 2) + (len(words) >= 4)
    return score - (2 if is_unit(text) else 0)


def looks_like_reference(text: str) -> bool:
    """Whether the text could be a registry number: few words, at least four digits, no date."""
    text = tidy(text)
    digits = sum(character.isdigit() for character in text)
    if not _REFERENCE.match(text) or digits < 4 or len(text) > 40 or len(text.split()) > 5:
        return False
    if any(month in text.lower() for month in MONTHS):
        return False
    return not re.fullmatch(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}", text) and (digits >= 5 or "-" in text or "/" in text)


def fits(field: Field, value: str) -> int:
    """Return how well a value suits a label: 3 certainly, 2 well, 1 possibly, 0 hardly, -1 not at all."""
    value = tidy(value)
    if not value:
        return 0
    kind = _shape_of(value)
    table = _SUITS.get(field)
    if table is not None and kind in table:
        return table[kind]
    if field is Field.DATE:
        return -1
    if field is Field.PUBLISH:
        return 1 if re.match(r"(ja|nee|openbaar|niet)\b", value, re.IGNORECASE) else -1
    if field is Field.DEADLINE:
        return 2 if _SOON.match(value) and len(value.split()) <= 6 else int(bool(re.search(r"\d", value)))
    if field is Field.REFERENCE:
        return -1 if is_redacted(value) else 0
    if field is Field.ATTACHMENTS:
        return 2 if _NAMES_OF_FILES.match(value) and len(value.split()) <= 6 else 0
    if kind is not _Shape.WORDS:
        return -1
    if field is Field.TO:
        return 3 if is_holder(value) else 0 if is_redacted(value) else 1
    return _fits_words(field, value)


class _Shape(Enum):
    YES_NO = "yes_no"
    DAY = "day"
    NUMBER = "number"
    REFERENCE = "reference"
    WORDS = "words"


_SUITS: dict[Field, dict[_Shape, int]] = {
    Field.DATE: {_Shape.DAY: 3},
    Field.PUBLISH: {_Shape.YES_NO: 3},
    Field.DEADLINE: {_Shape.DAY: 3, _Shape.REFERENCE: 0},
    Field.REFERENCE: {_Shape.REFERENCE: 3, _Shape.DAY: -1, _Shape.NUMBER: -1, _Shape.YES_NO: -1},
    Field.ATTACHMENTS: {_Shape.NUMBER: 3, _Shape.DAY: -1, _Shape.YES_NO: -1},
}
_SOON = re.compile(
    r"(zo\s|z\.s\.m|spoed|vandaag|morgen|deze week|week \d|uiterlijk|direct|per omgaande)", re.IGNORECASE
)


def _shape_of(value: str) -> _Shape:
    if value.lower().rstrip(".") in ("ja", "nee", "neen"):
        return _Shape.YES_NO
    day = read_date(value)
    if day is not None and len(value) - len(day.printed) <= _AROUND_A_DATE:
        return _Shape.DAY
    if re.fullmatch(r"\d{1,2}", value):
        return _Shape.NUMBER
    return _Shape.REFERENCE if looks_like_reference(value) else _Shape.WORDS


def _fits_words(field: Field, value: str) -> int:
    if is_holder(value) and field is not Field.OTHER:
        return 0
    if field is Field.FROM:
        if title_likeness(value) >= 2:
            return -1
        return 3 if is_unit(value) else 2 if len(value.split()) <= 6 else 0
    if field is Field.AUTHOR:
        return 3 if is_redacted(value) else -1 if title_likeness(value) >= 2 or value[0] in _BOXES else 1
    if field is Field.COOPERATED:
        if value[0] in _BOXES:
            return 3
        return 0 if is_redacted(value) else -1 if title_likeness(value) >= 2 else 1
    return 1 if title_likeness(value) < 2 else 0
