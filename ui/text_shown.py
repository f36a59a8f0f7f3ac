# ruff: noqa: E501 - a sentence stands on one line, as a translator wants it
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
    "status_vault_open": "Kluis open",
    "clock_title": "De klok van de demonstratie",
    "clock_text": "Zet de klok vooruit naar {moment}, na de vergadering? Terug kan niet.",
    "clock_act": "Vooruitzetten",
    "clock_no_meeting": "Er is geen vergadering waarop iets wacht. De klok loopt gewoon door.",
    "clock_hours": "{time} uur",
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

_SIGN: Words = {
    "sign_key_ends": "Certificaat geldig tot en met {day}.",
    "sign_key_file": "Het certificaat is te zien na de wachtzin.",
    "sign_software_key": "U tekent met een sleutel in een bestand.",
    "sign_software_key_text": "Voor kleine kantoren en demonstraties; minder veilig dan een kaart.",
    "sign_pin_low": "Er is al een keer een foute pincode gebruikt.",
    "sign_pin_final": "Laatste poging.",
    "sign_one_pin": ("E\u00e9n pincode, \u00e9\u00e9n handtekening", "E\u00e9n pincode, {number} handtekeningen"),
    "sign_levels": "Niveau nu {now}, bij vrijgave {later}",
    "sign_levels_text": "Het niveau dat echt gehaald is, wordt gezegd.",
    "sign_dated": "De brieven zijn gedateerd op {day}",
    "sign_dated_text": "U tekent eerder. Dat hoort zo, en is later te zien.",
    "sign_steps_said": "klaarzetten, tekenen, controleren, verzegelen",
    "sign_group_sealed": "Verzegeld",
    "sign_group_sealed_text": "Blijft verzegeld tot de ministerraad akkoord is.",
    "sign_group_released": "Vrijgegeven",
    "sign_group_released_text": "Klaar om te versturen.",
    "sign_group_failed": "Niet getekend",
    "sign_group_failed_text": "De andere brieven gingen door.",
    "sign_pin_hint": "{holder} (de pincode van deze demonstratie is {pin})",
    "sign_before": "Eerst dit",
    "sign_before_act": "Toch tekenen",
    "sign_interrupted": "Het tekenen is gestopt. Er is niets dubbel getekend.",
    "set_together": "Gaat samen uit, of helemaal niet",
}

_COUNCIL: Words = {
    "kind_MR": "Ministerraad",
    "kind_RMR": "Rijksministerraad",
    "kind_onderraad": "Onderraad",
    "council_too_early": "De vergadering begint {day} om {time} uur. Daarna kunt u de uitkomst vastleggen.",
    "council_without": ("{count} zonder uitkomst", "{count} zonder uitkomst"),
    "state_not_signed": "Nog niet alles getekend",
    "council_unsigned_letter": "Nog niet getekend",
    "council_times_of": "Vier tijden van de {letter}",
    "council_half_record": "Er gaat nog niets uit. Teken eerst {letters}; de uitkomst kunt u wel al vastleggen.",
    "council_half_release": "De ministerraad is akkoord, maar {letters} is nog niet getekend. De brieven gaan samen uit, of helemaal niet.",
    "council_to_sign": "Naar Ondertekenen",
    "council_now_recorded": "Nu vastgelegd",
    "council_no_opener": "Deze computer opent geen mappen vanuit Vloeiboek. Het pad staat hierboven; neem het over met \u2018{button}\u2019.",
    "council_path": "Pad van de verzendmap",
    "council_letter": "de {letter}",
    "council_shows": "Waaruit blijkt het",
    "council_sealed_at": "Verzegeld op {at}",
    "council_time_at": "Tijd bevestigd op {at}",
    "council_valid": "Handtekening geldig, niveau {level}",
    "council_key_gone": "De sleutel is vernietigd",
    "council_release_now": "Vrijgeven",
    "council_released": "Vrijgegeven. De verzendmap staat klaar.",
    "council_recorded_only": "Uitkomst vastgelegd.",
    "council_voided": "De handtekeningen zijn vervallen.",
    "council_dispatched": "Verzonden.",
    "council_path_copied": "Het pad is gekopieerd.",
    "council_level_title": "Een lager niveau",
    "council_level_text": "Nu is niveau {reached} haalbaar, niet {wanted}.",
    "council_level_act": "Vrijgeven met {reached}",
    "council_level_wait": "Wachten",
    "council_sent_title": "Verzonden?",
    "council_sent_text": "Leg vast dat deze brieven zijn overhandigd.",
    "council_sent_act": "Vastleggen",
    "council_sent_reason": "Waaruit blijkt het?",
    "void_title": "Handtekening laten vervallen?",
    "void_text": "De sleutel van deze {count} verzegelde handtekeningen wordt vernietigd, ook voor kopie\u00ebn elders. Dit kan niet ongedaan worden gemaakt. De ongetekende brieven en het logboek blijven.",
    "void_act": "Laten vervallen",
    "void_reason": "Waarom? (komt in het logboek)",
    "step_folder_short": "Met de brieven, de bijlagen en hun controlegetallen.",
    "folder_letter": "Getekende brief",
    "folder_gone": "De map is niet meer bekend. Geef de brieven opnieuw uit.",
    "time_letter": "Datum brief",
    "time_letter_from": "staat in de brief",
    "time_claimed": "Getekend",
    "time_claimed_from": "volgens deze computer",
    "time_proven": "Bewezen",
    "time_proven_from": "volgens het tijdstempel",
    "time_none": "niet bewezen",
    "time_released": "Vrijgegeven",
    "time_released_from": "volgens het logboek",
    "unknown": "onbekend",
}

SHOWN: Words = _DAYS | _NOUNS | _MAPS | _PREPARE | _REVIEW | _SIGN | _COUNCIL
