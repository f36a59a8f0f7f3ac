"""Sentences for what the checks find: what is the matter, and what a secretary does about it. Dutch, English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.text.words import Sentence, sentence

FINDINGS: dict[str, Sentence] = {
    # open
    "unreadable": (
        "{file} is niet te lezen. Vraag een nieuw exemplaar.",
        "{file} cannot be read. Ask for a new copy.",
    ),
    "encrypted": (
        "{file} gaat alleen open met een wachtwoord. Vraag een exemplaar zonder wachtwoord.",
        "{file} opens only with a password. Ask for a copy without one.",
    ),
    "encrypted_owner_password": (
        "{file} is beveiligd tegen wijzigen; zo kan er geen handtekening in. Vraag een exemplaar zonder beveiliging.",
        "{file} is protected against changes, so no signature can be put in it. Ask for an unprotected copy.",
    ),
    "xfa": (
        "{file} is een formulier dat zijn pagina's zelf opbouwt (XFA). Vraag een gewone pdf.",
        "{file} is a form that builds its own pages (XFA). Ask for an ordinary PDF.",
    ),
    "damaged_xref": (
        "De inhoudstabel van {file} klopt niet: het ene programma kan er een andere brief in lezen dan het andere. "
        "Vraag een nieuw exemplaar, of zeg met een reden dat de herschreven brief de goede is.",
        "The table of objects of {file} does not hold: one program may read another letter in it than the next. "
        "Ask for a new copy, or say with a reason that the rewritten letter is the right one.",
    ),
    "hybrid_xref": (
        "{file} heeft twee inhoudstabellen, voor oude en voor nieuwe programma's. Beoordeeld en getekend wordt "
        "het herschreven exemplaar.",
        "{file} has two tables of objects, for old programs and for new ones. The rewritten copy is reviewed and "
        "signed.",
    ),
    "no_text_layer": (
        "{file} is een plaatje zonder tekst. Er is niets in gelezen en niets geraden; vul in wat erin staat.",
        "{file} is a picture without text. Nothing was read in it and nothing guessed; type in what it says.",
    ),
    # L01
    "bytes_differ": (
        "{file} is niet meer het bestand dat is goedgekeurd. Leg het opnieuw voor.",
        "{file} is no longer the file that was approved. Submit it again.",
    ),
    "text_differs_from_tabled_version": (
        "De brief wijkt af van het stuk voor de raad ({tabled}); aantal plaatsen: {count}. De eerste: "
        "\u2018{old}\u2019 werd \u2018{new}\u2019. Ga na welke tekst de goede is.",
        "The letter differs from the paper tabled in the council ({tabled}); number of places: {count}. The first: "
        "'{old}' became '{new}'. Find out which text is right.",
    ),
    # L02
    "condition_not_recorded": (
        "De nota wacht op een besluit van de {council} {date}: \u2018{quote}\u2019. Leg die voorwaarde vast; "
        "eerder kan er niet worden getekend.",
        "The memo waits for a decision of the {council} {date}: '{quote}'. Record that condition; nothing is "
        "signed before.",
    ),
    # L03
    "attachment_count": (
        "Het aantal bijlagen klopt niet: de nota zegt \u2018{quote}\u2019. Rijen in de tabel: {rows}; bestanden naast "
        "de nota: {loaded}.",
        "The number of attachments is not right: the memo says '{quote}'. Rows in the table: {rows}; files beside "
        "the memo: {loaded}.",
    ),
    # L04
    "letter_missing_for_chamber": (
        "De nota vraagt om een brief aan beide Kamers (\u2018{quote}\u2019); die aan de {chambers} ontbreekt.",
        "The memo asks for a letter to both chambers ('{quote}'); the one to the {chambers} is missing.",
    ),
    "wrong_chamber": (
        "De brief gaat naar de {chamber}, maar volgens de nota of zijn eigen tekst hoort hij naar de {wanted}: "
        "\u2018{quote}\u2019.",
        "The letter goes to the {chamber}, but by the memo or its own text it belongs to the {wanted}: '{quote}'.",
    ),
    "letters_differ": (
        "De brieven aan de beide Kamers verschillen; aantal plaatsen: {count}. De eerste: \u2018{old}\u2019 in "
        "{other} is hier \u2018{new}\u2019.",
        "The letters to the two chambers differ; number of places: {count}. The first: '{old}' in {other} is "
        "'{new}' here.",
    ),
    # L05
    "signatory_differs": (
        "Onder de brief staat \u2018{role}\u2019, maar de handtekening wordt gevraagd van {expected}.",
        "The letter names '{role}', but the signature is asked of {expected}.",
    ),
    # L06
    "letter_before_meeting": (
        "De brief is gedateerd op {letter}, v\u00f3\u00f3r de vergadering van {meeting}.",
        "The letter is dated {letter}, before the meeting of {meeting}.",
    ),
    "memo_after_meeting": (
        "De nota is van {memo}, na de vergadering van {meeting} waarop zij wacht.",
        "The memo is of {memo}, after the meeting of {meeting} that it waits for.",
    ),
    "letter_in_the_past": (
        "De brief is gedateerd op {letter}; dat is al voorbij op {at}.",
        "The letter is dated {letter}, which is past on {at}.",
    ),
    "urgent": (
        "Spoed: tussen de nota ({memo}) en de vergadering ({meeting}) ligt geen werkdag.",
        "Urgent: there is no working day between the memo ({memo}) and the meeting ({meeting}).",
    ),
    "not_a_friday": (
        "De vergadering van {meeting} is niet op een vrijdag. Dat kan; ga na of de datum klopt.",
        "The meeting of {meeting} is not on a Friday. That happens; see whether the date is right.",
    ),
    # L07
    "relative_date": (
        "\u2018{quote}\u2019 kan niet kloppen in een nota van {date}; waarschijnlijk is een ander jaar bedoeld.",
        "'{quote}' cannot be right in a memo of {date}; probably another year is meant.",
    ),
    "impossible_date": (
        "\u2018{quote}\u2019 kan niet kloppen: {why}.",
        "'{quote}' cannot be right: {why}.",
    ),
    # L08
    "reference_differs": (
        "\u2018{found}\u2019 wijkt af van wat elders staat: {reference}.",
        "'{found}' differs from what stands elsewhere: {reference}.",
    ),
    "reference_is_attachment": (
        "Bij de bijlagen staat het kenmerk van de nota zelf: {reference}.",
        "The attachments field holds the memo's own reference: {reference}.",
    ),
    "reference_reused": (
        "Kenmerk {reference} is al dat van {other}.",
        "Reference {reference} is already that of {other}.",
    ),
    # L09
    "draft_watermark": (
        "Over de bladzijde staat \u2018{quote}\u2019. Vraag het definitieve exemplaar.",
        "'{quote}' stands across the page. Ask for the final copy.",
    ),
    "draft_text": (
        "De brief noemt zichzelf een concept: \u2018{quote}\u2019. Vraag het definitieve exemplaar.",
        "The letter calls itself a draft: '{quote}'. Ask for the final copy.",
    ),
    "placeholder_text": (
        "Hier moet nog iets worden ingevuld: \u2018{quote}\u2019.",
        "Something is still to be filled in here: '{quote}'.",
    ),
    "comment": (
        "In {file} staat een opmerking: \u2018{quote}\u2019. Vraag een exemplaar zonder opmerkingen.",
        "{file} has a comment: '{quote}'. Ask for a copy without comments.",
    ),
    "highlight": (
        "In {file} is tekst gemarkeerd of doorgehaald. Vraag een schoon exemplaar.",
        "Text in {file} is highlighted or struck out. Ask for a clean copy.",
    ),
    "annotation_over_text": (
        "In {file} ligt een opmerking of stempel over de tekst: \u2018{quote}\u2019.",
        "In {file} an annotation or stamp lies over the text: '{quote}'.",
    ),
    "form_field": (
        "{file} heeft een invulveld ({quote}): na het tekenen kan er iets anders in komen te staan.",
        "{file} has a form field ({quote}): something else can be put in it after signing.",
    ),
    "form_field_over_text": (
        "In {file} ligt een invulveld over de tekst: \u2018{quote}\u2019.",
        "In {file} a form field lies over the text: '{quote}'.",
    ),
    "javascript": (
        "{file} bevat een script, dat kan veranderen wat er te zien is. Vraag een exemplaar zonder.",
        "{file} holds a script, which can change what is shown. Ask for a copy without it.",
    ),
    "launch_action": (
        "{file} kan een ander programma starten. Vraag een exemplaar zonder.",
        "{file} can start another program. Ask for a copy without that.",
    ),
    "submit_action": (
        "{file} kan gegevens versturen of ophalen. Vraag een exemplaar zonder.",
        "{file} can send or fetch data. Ask for a copy without that.",
    ),
    "embedded_file": (
        "In {file} zit een ander bestand: {quote}. Dat gaat ongezien mee.",
        "Another file is inside {file}: {quote}. It goes along unseen.",
    ),
    "optional_content_over_text": (
        "In {file} ligt een laag die aan en uit kan: wie hem uitzet, ziet een andere bladzijde.",
        "{file} has a layer that can be switched: who switches it off sees another page.",
    ),
    "off_page_text": (
        "In {file} staat tekst buiten de bladzijde: \u2018{quote}\u2019.",
        "{file} has text outside the page: '{quote}'.",
    ),
    "invisible_text": (
        "In {file} staat tekst die niemand ziet: \u2018{quote}\u2019.",
        "{file} has text that nobody sees: '{quote}'.",
    ),
    "covered_text": (
        "In {file} staat tekst onder een vlak: \u2018{quote}\u2019.",
        "{file} has text under a filled area: '{quote}'.",
    ),
    "font_not_embedded": (
        "Het lettertype {quote} zit niet in {file}: op een andere computer staan er andere letters.",
        "The font {quote} is not in {file}: another computer draws other letters.",
    ),
    "signature_field_present": (
        "In {file} staat al een leeg handtekeningveld ({quote}). Vraag een exemplaar zonder. Wie toch doorgaat, tekent "
        "in dat veld.",
        "{file} already has an empty signature field ({quote}). Ask for a copy without. Whoever goes on signs in it.",
    ),
    "already_signed": (
        "{file} is al digitaal getekend ({quote}). Vraag het exemplaar van v\u00f3\u00f3r die handtekening.",
        "{file} already has a digital signature ({quote}). Ask for the copy from before it.",
    ),
    # L10
    "promise_without_cover": (
        "Er wordt iets toegezegd (\u2018{quote}\u2019) waarvoor geen dekking of besluit is: \u2018{against}\u2019",
        "Something is promised ('{quote}') without cover or decision: '{against}'",
    ),
    # L11
    "section_missing": (
        "De nota wordt openbaar, maar zegt niet welke informatie niet openbaar gemaakt kan worden.",
        "The memo is to be published, but does not say which information cannot be made public.",
    ),
    "reason_missing": (
        "De nota wordt niet openbaar, maar zegt niet waarom.",
        "The memo is not to be published, but does not say why.",
    ),
    "personal_data": (
        "In {file} staat een persoonsgegeven: \u2018{quote}\u2019. Lak het en markeer een nieuw exemplaar.",
        "{file} holds personal data: '{quote}'. Redact it and mark a new copy.",
    ),
    "text_under_box": (
        "Onder een vlak in {file} staat tekst die iedereen kan kopi\u00ebren: \u2018{quote}\u2019. Haal de tekst "
        "zelf weg.",
        "Under a filled area in {file} is text that anyone can copy: '{quote}'. Take the text itself out.",
    ),
    # L12
    "header_incomplete": ("De kop van de nota is niet compleet: {gaps}.", "The memo's header is incomplete: {gaps}."),
}

# Why a date cannot be right (L07).
WRONG_DATES: dict[str, Sentence] = {
    "after_memo": (
        "het ligt na de nota van {date}, en de zin vertelt wat er toen gebeurd is",
        "it is after the memo of {date}, and the sentence tells what happened then",
    ),
    "no_such_day": ("die dag bestaat niet", "there is no such day"),
    "other_weekday": ("die dag valt op een {weekday}", "that day is a {weekday}"),
}
WEEKDAYS: tuple[Sentence, ...] = (
    ("maandag", "Monday"), ("dinsdag", "Tuesday"), ("woensdag", "Wednesday"), ("donderdag", "Thursday"),
    ("vrijdag", "Friday"), ("zaterdag", "Saturday"), ("zondag", "Sunday"),
)  # fmt: skip
GAPS: dict[str, Sentence] = {
    "addressee_missing": ("de geadresseerde ontbreekt", "the addressee is missing"),
    "sender_missing": ("de afzender ontbreekt", "the sender is missing"),
    "reference_missing": ("het kenmerk ontbreekt", "the reference is missing"),
    "date_missing": ("de datum ontbreekt", "the date is missing"),
    "title_missing": ("de titel ontbreekt", "the title is missing"),
    "type_missing": ("er staat niet wat er gevraagd wordt", "it does not say what is asked"),
    "advice_missing": ("het geadviseerde besluit ontbreekt", "the advised decision is missing"),
    "cooperated_empty": (
        "\u2018Samengewerkt met\u2019 is leeg, maar {party} wordt genoemd",
        "'Samengewerkt met' is empty, but {party} is named",
    ),
    "type_without_signing": (
        "de nota is ter ondertekening, maar het advies vraagt niet te tekenen",
        "the memo is for signature, but the advice does not ask to sign",
    ),
    "type_asks_less": (
        "de nota is ter informatie, maar het advies vraagt meer",
        "the memo is for information, but the advice asks for more",
    ),
    "sending_not_asked": (
        "er wordt gevraagd te tekenen, maar niet te verzenden",
        "signing is asked, but not sending",
    ),
    "deadline_missing": (
        "er is een voorwaarde, maar geen uiterste datum",
        "there is a condition, but no deadline",
    ),
}


def finding_sentence(code: str, parameters: Mapping[str, str | int], language: str) -> str:
    """Return the sentence for a finding.

    Args:
        code: of the finding.
        parameters: as the finding carries them.
        language: ``nl`` or ``en``.

    Raises:
        KeyError: no sentence for this code.
    """
    values = {name: _written(value, language) for name, value in parameters.items()}
    if "gaps" in values:
        party = str(values.get("party", ""))
        gaps = [sentence(GAPS, gap, language, party=party) for gap in str(values["gaps"]).split(", ")]
        values["gaps"] = ", ".join(gaps)
    if code == "impossible_date":
        weekday = WEEKDAYS[int(values.get("weekday", 0))][0 if language == "nl" else 1]
        why = str(values.get("why", "after_memo"))
        values["why"] = sentence(WRONG_DATES, why, language, date=values["date"], weekday=weekday)
    return " ".join(sentence(FINDINGS, code, language, **values).split())


_MONTHS = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"),
    ("juni", "June"), ("juli", "July"), ("augustus", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip


def _written(value: str | int, language: str) -> str | int:
    """A day as a person writes it; every other value as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value) if isinstance(value, str) else None
    if found is None:
        return value
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1][language != 'nl']} {found[1]}"
