"""The labels of a memo's header, in the spellings the ministries use, and how a line is recognised as one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.reading.fields import Field
from app.reading.text import bare, tidy
from app.reading.values import fits

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
_FEW = 9  # words of a line that is *Samengewerkt met* and who, and no sentence
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
        "ori\u00ebntatie",
        "afdoening",
        "akkoord",
    ]
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
            plain = label.field is Field.COOPERATED and len(words) <= _FEW and value[:1].isupper() and value[-1:] != "."
            if fits(label.field, value) >= (1 if plain else 2):
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
