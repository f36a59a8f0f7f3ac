# ruff: noqa: E501 - a sentence stands on one line, as a translator wants it
"""The window's own words, Dutch. Code below, sentences here; another language is another table of the same keys.

What the command line and the records print too stands in ``app/text.py``. Letters with accents are written as
escapes: the source is ASCII.
"""

from __future__ import annotations

import re

from ui.text_findings import FINDINGS
from ui.text_pages import PAGES, Words
from ui.text_shown import SHOWN
from ui.text_verify import VERIFY

_FRAME: Words = {
    "page_maps": "Mappen",
    "page_prepare": "Voorbereiden",
    "page_review": "Beoordelen",
    "page_sign": "Ondertekenen",
    "page_council": "Ministerraad",
    "page_verify": "Controleren",
    "page_record": "Logboek",
    "page_settings": "Voorkeuren",
    "count_maps": "{count} mappen",
    "count_prepare": ("{count} bevinding", "{count} bevindingen"),
    "count_review": "{count} open",
    "count_sign": ("{count} brief klaar om te tekenen", "{count} brieven klaar om te tekenen"),
    "count_council": "{count} zonder uitkomst",
    "count_verify": "{count}",
    "count_record": "{count}",
    "count_settings": "{count}",
    "rail": "Pagina's",
    "menu_map": "&Map",
    "menu_item": "&Stuk",
    "menu_view": "&Beeld",
    "menu_go": "&Ga naar",
    "menu_help": "&Help",
    "act_lock": "Kluis op slot",
    "act_quit": "Afsluiten",
    "act_full_screen": "Volledig scherm",
    "act_search": "Zoeken",
    "act_next_pane": "Volgend deel",
    "act_previous_pane": "Vorig deel",
    "act_notices": "Naar de melding",
    "act_keys": "Alle toetsen",
    "act_letter_keys": "Losse letters en cijfers als toets",
    "act_theme": "Kleuren",
    "act_scale": "Grootte",
    "theme_system": "Als het systeem",
    "theme_light": "Licht",
    "theme_dark": "Donker",
    "key_enter": "Enter",
    "key_space": "Spatie",
    "key_up": "\u2191",
    "key_down": "\u2193",
    "key_left": "\u2190",
    "key_right": "\u2192",
    "keys_title": "Alle toetsen",
    "close": "Sluiten",
    "cancel": "Annuleren",
    "undo": "Ongedaan maken",
    "do_not": "Niet doen",
    "or": "of",
    "splitter": "Scheiding tussen twee delen",
    "search_map": "Zoek in deze map",
    "search_all": "Zoek in alle mappen",
    "search_list": "Zoek in deze lijst",
    "search_hits": "Gevonden plaatsen",
    "search_none": "Niets gevonden voor \u2018{text}\u2019. Zoek ook op een deel van het woord.",
    "search_summary": "{hits} plaatsen in {items} stukken",
    "status_offline": "Zonder netwerk. Alles staat op deze computer.",
    "status_locked": "Kluis op slot",
    "status_open": ("Kluis open, sluit na {count} minuut rust", "Kluis open, sluit na {count} minuten rust"),
    "status_signing": "Bezig met tekenen: {done} van {total} klaar",
    "status_releasing": "Bezig met vrijgeven",
    "status_timestamp": "Verbonden, alleen met de tijdstempeldienst",
    "status_demo": "Demonstratie, de klok staat op {moment}",
}

_LOCK: Words = {
    "lock_title": "De kluis is op slot",
    "lock_text": "Typ de wachtzin om verder te gaan. Uw plaats is bewaard.",
    "lock_field": "Wachtzin",
    "lock_open": "Openen",
    "lock_opening": "De kluis gaat open",
    "lock_closing": "De kluis gaat dicht",
    "lock_demonstration_text": "Dit is een demonstratie: er is geen wachtzin nodig. Uw plaats is bewaard.",
    "lock_wrong": "Dit is niet de goede wachtzin.",
    "lock_without": "Handtekening controleren kan ook zonder kluis:",
    "lock_new_title": "Kies een wachtzin",
    "lock_new_text": "Ten minste {count} tekens. Zonder deze wachtzin kan niemand de kluis openen, ook de beheerder niet.",
    "lock_again": "Nog een keer",
    "lock_make": "Kluis maken",
    "lock_short": "Neem een wachtzin van ten minste {count} tekens.",
    "lock_differs": "Dit is niet dezelfde wachtzin.",
}

_STATE: Words = {
    "state_open": "Open",
    "state_agreed": "Akkoord",
    "state_disagreed": "Niet akkoord",
    "state_discuss": "Bespreken",
    "state_returned": "Retour",
    "state_noted": "Gezien",
    "state_sealed": "Verzegeld",
    "state_time_proven": "Tijd bevestigd",
    "state_time_unproven": "Tijd nog niet bevestigd",
    "state_released": "Vrijgegeven",
    "state_dispatched": "Verzonden",
    "state_blocked": "Geblokkeerd",
    "state_voided": "Vervallen",
    "state_late": "Te laat",
    "state_in_ink": "Met pen tekenen",
    "state_draft": "Nog niet vastgezet",
    "state_blocking": "Houdt tegen",
    "state_attention": "Let op",
    "state_information": "Ter informatie",
    "state_overruled": "Toch doorgegaan",
    "state_valid": "Geldig",
    "state_valid_with_remarks": "Geldig, let op",
    "state_undecided": "Niet te beslissen",
    "state_invalid": "Ongeldig",
    "state_unsigned": "Geen handtekening",
    "state_unreadable": "Niet te lezen",
    "state_unchecked": "Niet nagekeken",
    "chosen": "gekozen",
    "not_chosen": "niet gekozen",
    "decision_bar": "Uw besluit",
    "decision_name": "{word}, toets {key}, {chosen}",
    "decision_name_plain": "{word}, {chosen}",
}

_PIN: Words = {
    "pin_title": ("Pincode voor \u00e9\u00e9n handtekening", "Pincode voor {number} handtekeningen"),
    "pin_text": (
        "U tekent {count} brief met het certificaat van {holder}. De pincode wordt niet bewaard.",
        "U tekent {count} brieven met het certificaat van {holder}. De pincode wordt niet bewaard.",
    ),
    "pin_each": (
        "De kaart vraagt bij elke brief een pincode: {count} keer.",
        "De kaart vraagt bij elke brief een pincode: {count} keer.",
    ),
    "pin_sealed": ("{count} brief blijft verzegeld tot na de MR", "{count} brieven blijven verzegeld tot na de MR"),
    "pin_ready": ("{count} brief is meteen klaar om te versturen", "{count} brieven zijn meteen klaar om te versturen"),
    "pin_ready_elsewhere": (
        "{count} brief gaat uit zodra het bureau die terugneemt",
        "{count} brieven gaan uit zodra het bureau ze terugneemt",
    ),
    "pin_label": "Pincode van de kaart",
    "pin_tries": ("Nog {count} poging", "Nog {count} pogingen"),
    "pin_low": "Er is al een keer een foute pincode gebruikt",
    "pin_final_short": "Laatste poging",
    "pin_wrong": "De pincode klopt niet.",
    "pin_pad": "Toets de pincode in op de lezer.",
    "pin_sign": ("{count} brief tekenen", "{count} brieven tekenen"),
    "pin_final_title": "Dit is de laatste poging",
    "pin_final_text": "Is de pincode nu ook fout, dan gaat de kaart op slot. Tekenen kan dan niet meer tot de kaart is hersteld. Twijfelt u? Stop hier.",
    "pin_stop": "Stoppen",
    "pin_try": "Toch proberen",
    "pin_locked_title": "De kaart is op slot",
    "pin_locked_text": "Herstel de kaart met de pukcode, of vraag hulp bij de uitgever van de kaart.",
    "void_title": "Handtekening laten vervallen?",
    "void_text": (
        "De sleutel van deze verzegelde handtekening wordt vernietigd, ook voor kopie\u00ebn elders. Dit kan niet ongedaan worden gemaakt. De ongetekende brief en het logboek blijven.",
        "De sleutel van deze {count} verzegelde handtekeningen wordt vernietigd, ook voor kopie\u00ebn elders. Dit kan niet ongedaan worden gemaakt. De ongetekende brieven en het logboek blijven.",
    ),
    "void_act": "Laten vervallen",
    "reason_label": "Waarom? (komt in het logboek)",
    "quit_title": "Vloeiboek is nog bezig",
    "quit_text": "{job}. Sluit u nu, dan maakt Vloeiboek af waar het mee bezig is en begint aan niets nieuws. Er gaat niets verloren.",
    "quit_act": "Afmaken en sluiten",
    "quit_stay": "Doorgaan",
    "quit_closing": "Vloeiboek sluit",
    "quit_closing_text": "Wat in de hand is, wordt afgemaakt. Daarna gaat het venster dicht.",
    "condition_title": "Voorwaarde vastleggen",
    "condition_question": "Welke vergadering moet eerst akkoord gaan?",
    "condition_follows": "De brieven blijven verzegeld tot dat besluit is vastgelegd.",
    "condition_none": "Er is geen voorwaarde",
    "condition_none_follows": "De brieven zijn klaar om te versturen zodra ze getekend zijn.",
    "condition_point": "Punt op de agenda (mag leeg blijven)",
    "condition_record": "Voorwaarde vastleggen",
}

_VIEW: Words = {
    "view_page": "Pagina {page} van {pages}",
    "view_page_name": "{document}, pagina {page} van {pages}",
    "view_width": "Breedte",
    "view_whole": "Pagina",
    "view_in": "Groter",
    "view_out": "Kleiner",
    "view_find": "Zoeken in dit stuk",
    "view_thumbs": "Kleine pagina's",
    "view_outline": "Inhoud",
    "view_outline_none": "Dit stuk heeft geen inhoudsopgave.",
    "view_headline": "{title}, pagina {page}",
    "view_turn_left": "Linksom draaien",
    "view_turn_right": "Rechtsom draaien",
    "view_next": "Volgende plaats",
    "view_previous": "Vorige plaats",
    "view_copy": "Kopi\u00ebren",
    "view_fit": "Hele pagina",
    "view_broken": "Pagina {page} is niet te tonen. De rest wel.",
    "view_unreleased": "niet vrijgegeven",
    "view_signature": "Hier komt uw handtekening",
    "view_too_small": "Past niet: minimaal 45 bij 15 mm",
    "view_found": ("{place} van {count} plaats", "{place} van {count} plaatsen"),
    "view_found_none": "Niets gevonden",
    "view_sealed_copy": "Dit stuk is verzegeld. Kopi\u00ebren, printen en slepen kan na vrijgave.",
    "view_empty": "Kies een stuk om het hier te lezen.",
    "view_zoom": "Grootte van de pagina",
    "drop_let_go": "Laat los om toe te voegen",
    "drop_refused": "Dit is geen pdf",
}

_NUMBERS = (
    "nul",
    "\u00e9\u00e9n",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)

WORDS: Words = PAGES | SHOWN | VERIFY | FINDINGS | _FRAME | _LOCK | _STATE | _PIN | _VIEW


def say(key: str, /, **values: str | int) -> str:
    """Return the words of a key, with values filled in.

    Raises:
        KeyError: there are no words of that key, or a value is missing.
    """
    words = WORDS[key]
    if isinstance(words, tuple):
        words = words[0 if values.get("count") == 1 else 1]
    return words.format(**values) if values else words


def number_word(number: int) -> str:
    """Return a number as it stands in a sentence: in letters up to twelve, in figures beyond."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


_FILE_NAME = re.compile(r"\S+\.\w{2,5}\b")


def sentence_case(text: str) -> str:
    """Return a text with a capital at its beginning; a name of a file at its front stays as it is written.

    A capital that stands alone at the front bears no accent mark.
    """
    if _FILE_NAME.match(text):
        return text
    return text[:1].upper().replace("\u00c9", "E") + text[1:]
