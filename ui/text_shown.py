"""Words for what stands in the store: days, councils, letters, and what a page says of them; a part of ``ui.text``."""

from __future__ import annotations

from ui.text_pages import Words

_DAYS: Words = {
    **{
        f"weekday_{number}": name
        for number, name in enumerate(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"))
    },
    **{
        f"month_{number}": name
        for number, name in enumerate(
            (
                "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                "november", "december",
            ),
            start=1,
        )
    },
    "day_and_time": "{day}, {time} uur",
    "council_of": "{kind} van {day}",
    "today": "vandaag",
    "tomorrow": "morgen",
    "no_meeting": "Zonder vergadering",
}  # fmt: skip

_NOUNS: Words = {
    "letter_to_house": "Brief Tweede Kamer",
    "letter_to_senate": "Brief Eerste Kamer",
    "letter_to_other": "Brief",
    "memo_title": "Nota",
    "house": "Tweede Kamer",
    "senate": "Eerste Kamer",
    "pages": ("{count} pagina", "{count} pagina's"),
}

_MAPS: Words = {
    "maps_deadline": "Teken v\u00f3\u00f3r {day}, {time} uur",
    "maps_waits": "Wacht op de ministerraad",
    "maps_outcome_missing": "De uitkomst ontbreekt",
    "maps_not_locked": "Nog niet vastgezet",
    "maps_ready": "Klaar om te versturen",
    "maps_done": "Afgerond",
    "maps_locked_at": "Vastgezet op {at}",
    "maps_prepare": "Verder met voorbereiden",
    "maps_review": "Verder met beoordelen",
    "maps_sign": "Naar Ondertekenen",
    "maps_council": "Naar Ministerraad",
    "maps_card": "{name}, {meeting}, {items}, {states}, {deadline}",
    "maps_new_name": "Map {day}",
    "maps_name_asked": "Hoe heet de map?",
}

_PREPARE: Words = {
    "prepare_title": "Bestanden van '{item}'",
    "prepare_subtitle": "{map}",
    "prepare_found_letter": "{pages}, {date}, {signatory}",
    "prepare_not_needed": "De nota zelf gaat niet mee.",
    "prepare_public_missing": "De nota zelf gaat niet mee. De openbare versie ontbreekt nog.",
    "prepare_set": "{letters} en {attachments}. Alles of niets.",
    "prepare_set_letters": "{letters}. Alles of niets.",
    "prepare_count_letters": ("1 brief", "{count} brieven"),
    "prepare_count_attachments": ("1 bijlage", "{count} bijlagen"),
    "prepare_why_condition": "De voorwaarde is nog niet vastgelegd",
    "prepare_place_words": "Hier komt de handtekening",
    "prepare_locked": "Map vastgezet. Vanaf nu verandert er niets meer aan de stukken.",
    "prepare_unlocked": "De map is weer open.",
    "prepare_condition_recorded": "Voorwaarde vastgelegd: {meeting}.",
    "prepare_is_locked": "Vastgezet op {at}. De stukken veranderen niet meer.",
    "prepare_adding": "De stukken worden gelezen",
}

_REVIEW: Words = {
    "review_section": "Nog een deel",
    "review_condition": "Geldt pas na een positief besluit in de {council}.",
    "review_condition_why": "Tot dan blijft uw handtekening verzegeld. Er gaat niets uit.",
    "review_deadline": "Teken v\u00f3\u00f3r {day}, {time} uur.",
    "review_hours_left": ("Nog {count} uur.", "Nog {count} uur."),
    "review_sign_the": "Teken de ",
    "review_where": "stuk {number} van {total}",
    "review_all_decided": (
        "Alles is besloten. {number} brief staat klaar om te tekenen.",
        "Alles is besloten. {number} brieven staan klaar om te tekenen.",
    ),
    "review_recorded": "{decision} vastgelegd om {time} uur",
    "review_unseen": "U hebt de {letter} niet geopend.",
    "review_noted": "Dit stuk wordt zo niet getekend.",
    "review_place": "Hier komt uw handtekening",
    "review_place_where": "{letter}, pagina {page}",
    "review_decision_for": ("Besluit voor deze brief", "E\u00e9n besluit voor alle brieven"),
    "review_version": "Versie {number}, ongewijzigd",
    "review_not_locked": "De map is nog niet vastgezet. Beoordelen kan zodra het bureau dat heeft gedaan.",
    "review_sealed": "Verzegeld op {at}. Wijzigen kan niet meer; laten vervallen wel.",
    "review_closed": "Deze brief is {state}. Wijzigen kan niet meer.",
    "not_released": "niet vrijgegeven",
}

SHOWN: Words = _DAYS | _NOUNS | _MAPS | _PREPARE | _REVIEW
