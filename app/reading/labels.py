"""The labels of a memo's header, in the spellings the ministries use, and how a line is recognised as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from app.reading.dates import MONTHS, read_date
from app.reading.text import bare, is_redacted, tidy


class Field(Enum):
    """What a label announces."""

    TO = "to"
    FROM = "from"
    REFERENCE = "reference"
    DATE = "date"
    AUTHOR = "author"
    COOPERATED = "cooperated"
    ATTACHMENTS = "attachments"
    PUBLISH = "publish"
    DEADLINE = "deadline"
    CLASSIFICATION = "classification"
    TITLE = "title"
    TYPE = "type"
    INITIALS = "initials"
    OTHER = "other"


_SPELLINGS: dict[Field, str] = {
    Field.TO: "aan",
    Field.FROM: "van|afzender|vandedirectie",
    Field.REFERENCE: "onzereferentie|onskenmerk|kenmerk|referentie|notanummer|zaaknummer|documentnummer|nummernota|"
    "registratienummer|dossiernummer|nummer",
    Field.DATE: "datum|datumnota|datumopgesteld|dagtekening",
    Field.AUTHOR: "opgestelddoor|auteur|auteurs|steller|stellers|behandelddoor|contactpersoon|behandelaar|opsteller|"
    "behandelendambtenaar|contact",
    Field.COOPERATED: "samengewerktmet|afgestemdmet|afgestemd|internafgestemd|externafgestemd|medeafgestemdmet|"
    "afstemmingmet|inafstemmingmet|meegewerktdoor|insamenwerkingmet|samenspraakmet",
    Field.ATTACHMENTS: "bijlagen|bijlage|aantalbijlagen|bijlagebijlagen",
    Field.PUBLISH: "notaactiefopenbaar|actiefopenbaar|actieveopenbaarmaking|openbaarmaking|notaopenbaar|openbaar|"
    "actiefopenbaarmaken",
    Field.DEADLINE: "beslistermijn|uiterlijkbij|deadline|uwreactievoor|uiterlijkebeslisdatum|besluitvoor|"
    "reactietermijn|termijn|gewenstebeslisdatum|uiterlijkedatum|afdoenvoor|graagretourvoor|spoed",
    Field.CLASSIFICATION: "rubricering|merking|classificatie|vertrouwelijkheid",
    Field.TITLE: "betreft|onderwerp|titel",
    Field.TYPE: "typenota|soortnota",
    Field.INITIALS: "parafenroute|lijnparaaf|medeparaaf|paraaf|parafen|paraafroute|parafenlijst",
    Field.OTHER: "kopieaan|inafschriftaan|afschriftaan|cc|via|doortussenkomstvan|medenamens|medenamensmetakkoordvan|"
    "metakkoordvan|ontvangenbpz|uwkenmerk|uwreferentie|portefeuille|projectnaam|telefoon|telefoonnummer|programma|"
    "bezoekadres|postadres|inkopie|terkennisnameaan|stukvoor|vergadering|vergaderdatum|agendapunt|trefwoorden|locatie",
}
_FIELD_OF = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
_COOPERATED = re.compile(r"^(intern|extern)\w{0,12}afgestemd(met)?$")
_LONGEST = max(map(len, _FIELD_OF)) + 12
_TYPE_LINE = re.compile(r"^ter\s+[a-z]{6,}(\s*(en|/)\s*(ter\s+)?[a-z]{6,})?$", re.IGNORECASE)
_TYPES = frozenset(
    [
        "ondertekening",
        "besluitvorming",
        "beslissing",
        "informatie",
        "bespreking",
        "advisering",
        "goedkeuring",
        "voorbereiding",
        "kennisneming",
        "parafering",
        "kennisgeving",
        "instemming",
        "vaststelling",
        "accordering",
        "kennisname",
        "oriëntatie",
        "afdoening",
        "akkoord",
    ]
)

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
    r"[\w.'\- ]*(straat|plein|weg|laan|kade|markt|gracht|singel|dreef|hof|park|voorhout|veld|steeg|haven|burg)\s\d{1,4}\s?[a-z]?$|bezoekadres|postadres|nederland$|.*\brijksoverheid\.nl|.*\bminbzk\.nl)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^(directoraat|directie|dienst|afdeling|bureau|programma|cluster|team|kabinet|inspectie|ministerie|dg\b|dg[a-z]{1,8}\b|"
    r"hoofddirectie|bestuursdepartement|rijks|agentschap|eenheid|domein|onderdeel|stafdirectie|projectdirectie|"
    r"programmadirectie|secretariaat|de directeur|de secretaris-generaal|de plv|de plaatsvervangend|de inspecteur|"
    r"plv\.|directeur|nationaal|algemene)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Label:
    """A recognised label.

    Attributes:
        field: what it announces.
        printed: as it stands, without its colon.
    """

    field: Field
    printed: str


def whole_label(text: str) -> Label | None:
    """Return the label that the whole text is (a colon at the end is allowed, letters may be set apart), or None."""
    text = tidy(text)
    if not text or len(text) > 48:
        return None
    printed = text.rstrip(": ")
    key = bare(printed)
    if len(key) > _LONGEST:
        return None
    field = _FIELD_OF.get(key)
    if field is None and _COOPERATED.match(key):
        field = Field.COOPERATED
    return Label(field, printed) if field else None


def label_and_value(text: str) -> tuple[Label, str] | None:
    """Split a line that holds label and value (``Aan: MOCW``, ``Van DGDOO``, ``Datum 8 februari 2024``), or None.

    Without a colon the value must be of the label's kind, so that a sentence beginning with *Van* stays a sentence.
    """
    text = tidy(text)
    before, colon, after = text.partition(":")
    if colon and after.strip():
        label = whole_label(before)
        if label is not None:
            return label, after.strip()
    words = text.split(" ")
    for count in range(min(4, len(words) - 1), 0, -1):
        label = whole_label(" ".join(words[:count]))
        if label is not None and label.field not in (Field.OTHER, Field.INITIALS, Field.TITLE):
            value = " ".join(words[count:])
            if fits(label.field, value) >= 2:
                return label, value
    return None


def labels_and_values(text: str) -> list[tuple[Label, str]]:
    """Split a line that holds one or more labels with their values (``Aan Stas DEF Datum 18 augustus 2024``)."""
    words = tidy(text).split(" ")
    for count in range(1, min(4, len(words) - 1) + 1):
        label = whole_label(" ".join(words[:count]).rstrip(":"))
        if label is None:
            continue
        for start in range(count + 1, len(words)):
            if not words[start][:1].isupper():
                continue  # "van" and "aan" inside a value are words, not labels
            rest, before = " ".join(words[start:]), " ".join(words[count:start])
            further = label_and_value(rest)
            if further is not None and fits(label.field, before) >= 2 and fits(further[0].field, further[1]) >= 2:
                return [(label, before), *labels_and_values(rest)]
    first = label_and_value(text)
    return [first] if first is not None else _leading_labels(text)


def _leading_labels(text: str) -> list[tuple[Label, str]]:
    """A label without value before one with (``Opgesteld door Afgestemd met HDFC``)."""
    words = tidy(text).split(" ")
    for count in range(min(4, len(words) - 2), 0, -1):
        label = whole_label(" ".join(words[:count]))
        further = label_and_value(" ".join(words[count:])) if label is not None else None
        loose = _with_label(words[count:]) if label is not None and further is None else None
        if label is not None and (further or loose):
            return [(label, ""), *([further] if further else []), *([loose] if loose else [])]
    return []


def _with_label(words: list[str]) -> tuple[Label, str] | None:
    for count in range(min(4, len(words) - 1), 0, -1):
        label = whole_label(" ".join(words[:count]))
        if label is not None and len(words) - count <= 4:
            return label, " ".join(words[count:])
    return None


def type_line(text: str) -> str | None:
    """Return the TER line (``TER ONDERTEKENING``) when the text is one, or None."""
    text = tidy(text).rstrip(".")
    if not _TYPE_LINE.match(text):
        return None
    words = re.findall(r"[^\W\d_]+", text.lower())
    return text if any(word in _TYPES for word in words) else None


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
    r"reactie|voortgang\w*|verzoek|aanbieding|\w*benoeming\w*|moties?|toezegging\w*|debat|stand van zaken|keuze|over|inzake|"
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
    day = read_date(value)
    short_date = day is not None and len(value) - len(day.printed) <= 14
    number = bool(re.fullmatch(r"\d{1,2}", value))
    yes_no = value.lower().rstrip(".") in ("ja", "nee", "neen")
    if field is Field.DATE:
        return 3 if short_date else -1
    if field is Field.PUBLISH:
        return 3 if yes_no else 1 if re.match(r"(ja|nee|openbaar|niet)\b", value, re.IGNORECASE) else -1
    if field is Field.DEADLINE:
        soon = re.match(r"(zo\s|z\.s\.m|spoed|vandaag|morgen|deze week|week \d|uiterlijk|direct|per omgaande)", value, re.IGNORECASE)
        if soon and len(value.split()) <= 6:
            return 2
        return 3 if short_date else 1 if re.search(r"\d", value) and not looks_like_reference(value) else 0
    if yes_no:
        return -1
    if field is Field.REFERENCE:
        return 3 if looks_like_reference(value) else -1 if short_date or number or is_redacted(value) else 0
    if field is Field.ATTACHMENTS:
        if number:
            return 3
        return 2 if _NAMES_OF_FILES.match(value) and len(value.split()) <= 6 else -1 if short_date else 0
    if number or short_date or looks_like_reference(value):
        return -1
    if field is Field.TO:
        return 3 if is_holder(value) else 0 if is_redacted(value) else 1
    return _fits_words(field, value)


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
