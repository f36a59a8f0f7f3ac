# ruff: noqa: E501 - a sentence stands on one line, as a translator wants it
"""Words of Controleren beside the verdicts themselves; a part of ``ui.text``. Verdicts stand in ``app/text``."""

from __future__ import annotations

from ui.text_pages import Words

VERIFY: Words = {
    "verify_reason_changed": "Na het tekenen veranderd",
    "verify_reason_broken": "Getekende inhoud is beschadigd",
    "verify_reason_level": "{level}, {trust}",
    "verify_trust_qualified": "gekwalificeerd",
    "verify_trust_trusted": "vertrouwd",
    "verify_reason_unsigned": "Heel bestand gelezen",
    "verify_reason_time_stamp": "Tijdstempel",
    "verify_reason_unknown": "Certificaat is hier niet bekend",
    "verify_tab_stamp": "Tijdstempel",
    "verify_tab_nameless": "Zonder naam",
    "verify_copied": "De uitkomst van {name} is gekopieerd",
    "verify_saved": "Rapport opgeslagen als {name}",
    "verify_save_title": "Rapport opslaan",
    "verify_report_name": "{name} - controle",
    "verify_indication": "Uitkomst volgens ETSI EN 319 102-1: {indication}",
    "verify_same_noted": "De getekende pagina's zijn niet veranderd, maar er is na het tekenen een opmerking bij gezet. Een ander programma kan die op de pagina tonen; hier is dat niet altijd te zien.",
    "verify_stopped": "Gestopt. {done} van {total} bestanden gecontroleerd.",
    "verify_none": "Hier is geen pdf gevonden.",
    "verify_choose_title": "Bestanden kiezen om te controleren",
    "verify_reason_bytes": "Er staat iets achter het getekende",
    "verify_reason_torn": "Afgebroken achter het getekende deel",
    "verify_reason_cut_off": "Afgebroken: getekende inhoud ontbreekt",
    "verify_reason_revoked": "Certificaat was ingetrokken",
    "verify_reason_revocation": "Intrekking is niet na te gaan",
    "verify_filter": "Welke bestanden",
    "verify_filter_all": "Alle uitkomsten ({count})",
    "verify_filter_one": "{word} ({count})",
    "verify_files_of": "{count} van {all}",
    "verify_no_match": "Geen bestand past bij wat u zoekt.",
    "verify_search_list": "Zoek in de lijst",
    "verify_issuers": "Map met uitgevers kiezen...",
    "verify_issuers_title": "Map met certificaten van uitgevers die u vertrouwt",
    "verify_issuers_kept": "De uitgevers in {name} worden vertrouwd",
    "verify_lists": "Map met EU-lijsten kiezen...",
    "verify_lists_title": "Map met de EU-lijsten van vertrouwde uitgevers",
    "verify_lists_kept": "De EU-lijsten in {name} worden gebruikt",
    "verify_lists_used": ("EU-lijsten van {day}, {count} dag oud", "EU-lijsten van {day}, {count} dagen oud"),
    "verify_lists_expired": ("EU-lijsten van {day}, verlopen", "EU-lijsten van {day}, {count} dagen oud en verlopen"),
    "verify_online": "Met verbinding nagaan...",
    "verify_network_one": "Voor dit antwoord is verbinding nodig met {hosts}. Mag dat?",
    "verify_network": "Voor het antwoord op {count} bestanden is verbinding nodig met {hosts}. Mag dat?",
    "verify_hosts_last": "{hosts} en {last}",
    "verify_hosts_more": "{hosts} en {count} andere",
    "verify_no_answer": "{hosts} gaf geen antwoord waarmee het te beslissen is.",
    "verify_print": "Rapport afdrukken...",
    "verify_printed": "Het rapport over {name} is naar de printer gestuurd",
    "verify_print_failed": "Het rapport over {name} kan niet worden afgedrukt. Sla het op als pdf, en druk dat af.",
    "verify_save_all": "Rapport van alle bestanden opslaan...",
    "verify_report_all": "Controle van handtekeningen",
    "verify_report_pdf": "Om te lezen en te bewaren (*.pdf)",
    "verify_report_json": "Alle gegevens (*.json)",
    "verify_report_xml": "Rapport volgens ETSI TS 119 102-2 (*.xml)",
    "verify_large": "{name}: getekende en huidige versie",
}


def figures(number: int) -> str:
    """Return a number as it is written in Dutch: ``1.000``."""
    return f"{number:,}".replace(",", ".")
