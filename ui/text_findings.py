"""What a finding is called in the inbox, and what can be done about it; a part of ``ui.text``.

The sentence that explains it stands in ``app.text.findings``: the command line prints that one too.
"""

from __future__ import annotations

from ui.text_pages import Words

_TITLES: Words = {
    "finding_is_unreadable": "Dit bestand is niet te lezen",
    "finding_is_encrypted": "Dit bestand vraagt een wachtwoord",
    "finding_is_encrypted_owner_password": "Dit bestand is beveiligd tegen wijzigen",
    "finding_is_xfa": "Dit is een XFA-formulier",
    "finding_is_damaged_xref": "De inhoudstabel van dit bestand klopt niet",
    "finding_is_hybrid_xref": "Dit bestand is bij het inlezen herschreven",
    "finding_is_no_text_layer": "Dit bestand is een plaatje zonder tekst",
    "finding_is_bytes_differ": "De brief is veranderd na de goedkeuring",
    "finding_is_text_differs_from_tabled_version": "De brief wijkt af van het stuk voor de raad",
    "finding_is_condition_not_recorded": "De voorwaarde is nog niet vastgelegd",
    "finding_is_attachment_count": "Het aantal bijlagen klopt niet",
    "finding_is_letter_missing_for_chamber": "Een van de twee brieven ontbreekt",
    "finding_is_wrong_chamber": "Deze brief gaat naar de andere Kamer",
    "finding_is_letters_differ": "De brieven aan beide Kamers verschillen",
    "finding_is_signatory_differs": "Onder de brief staat een ander ambt",
    "finding_is_letter_before_meeting": "De brief is gedateerd v\u00f3\u00f3r de vergadering",
    "finding_is_memo_after_meeting": "De nota is van na de vergadering",
    "finding_is_letter_in_the_past": "De datum van de brief is al voorbij",
    "finding_is_urgent": "Spoed: er ligt geen werkdag tussen",
    "finding_is_not_a_friday": "De vergadering is niet op een vrijdag",
    "finding_is_relative_date": "\u2018{quote}\u2019 kan niet kloppen",
    "finding_is_impossible_date": "\u2018{quote}\u2019 kan niet kloppen",
    "finding_is_reference_differs": "Een kenmerk wijkt af",
    "finding_is_reference_is_attachment": "Bij de bijlagen staat het eigen kenmerk",
    "finding_is_reference_reused": "Dit kenmerk is al gebruikt",
    "finding_is_draft_watermark": "Over de bladzijde staat een watermerk",
    "finding_is_draft_text": "De brief noemt zichzelf een concept",
    "finding_is_placeholder_text": "Hier moet nog iets worden ingevuld",
    "finding_is_comment": "Er staat een opmerking in dit bestand",
    "finding_is_highlight": "Er is tekst gemarkeerd of doorgehaald",
    "finding_is_annotation_over_text": "Er ligt een opmerking over de tekst",
    "finding_is_form_field": "Er staat een invulveld in dit bestand",
    "finding_is_form_field_over_text": "Er ligt een invulveld over de tekst",
    "finding_is_javascript": "Dit bestand bevat een script",
    "finding_is_launch_action": "Dit bestand kan een programma starten",
    "finding_is_submit_action": "Dit bestand kan gegevens versturen",
    "finding_is_embedded_file": "Er zit een ander bestand in",
    "finding_is_optional_content_over_text": "Er ligt een laag over de tekst die uit kan",
    "finding_is_off_page_text": "Er staat tekst buiten de bladzijde",
    "finding_is_invisible_text": "Er staat tekst die niemand ziet",
    "finding_is_covered_text": "Er staat tekst onder een vlak",
    "finding_is_font_not_embedded": "Een lettertype zit niet in het bestand",
    "finding_is_signature_field_present": "Er is al een leeg handtekeningveld",
    "finding_is_already_signed": "Dit bestand is al getekend",
    "finding_is_promise_without_cover": "Toezegging zonder besluit over het geld",
    "finding_is_section_missing": "Het deel over niet-openbare informatie ontbreekt",
    "finding_is_reason_missing": "Er staat niet waarom de nota niet openbaar wordt",
    "finding_is_personal_data": "Er staat een persoonsgegeven in",
    "finding_is_text_under_box": "Onder een gelakt vlak staat nog tekst",
    "finding_is_header_incomplete": "De kop van de nota is niet compleet",
}

_ACTS: Words = {
    "finding_where": "{file}, pagina {page}",
    "finding_copy": "Kopieer voor de steller",
    "finding_copied": "De bevinding is gekopieerd. Plak haar in een bericht aan de steller.",
    "finding_seen": "Gezien, laten staan",
    "finding_anyway": "Toch doorgaan...",
    "finding_anyway_record": "Toch doorgaan",
    "finding_condition": "Voorwaarde vastleggen",
    "finding_fields": "Velden invullen",
    "finding_overruled": "Op {at}: \u2018{why}\u2019",
    "finding_overruled_now": "Vastgelegd: deze bevinding houdt de map niet meer tegen.",
    "finding_checking": "De regels worden nagelopen",
    "finding_not_yet": "De regels zijn nog niet nagelopen.",
    "finding_show": "Bekijk",
    "finding_list": "Bevindingen",
    "finding_to_advice": "Terug naar het advies",
}

FINDINGS: Words = _TITLES | _ACTS
