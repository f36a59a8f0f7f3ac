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
    "verify_undecided_action": "Vraag uw beheerder of de uitgever van het certificaat te vertrouwen is.",
    "verify_undecided_other": "Bekijk de technische gegevens, of vraag uw beheerder.",
    "verify_tab_stamp": "Tijdstempel",
    "verify_tab_nameless": "Zonder naam",
    "verify_copied": "De uitkomst van {name} is gekopieerd",
    "verify_saved": "Rapport opgeslagen als {name}",
    "verify_save_title": "Rapport opslaan",
    "verify_report_name": "{name} - controle.json",
    "verify_report_kind": "Rapport (*.json)",
    "verify_indication": "Uitkomst volgens ETSI EN 319 102-1: {indication}",
    "verify_same_noted": "De getekende pagina's zijn niet veranderd, maar er is na het tekenen een opmerking bij gezet. Een ander programma kan die op de pagina tonen; hier is dat niet altijd te zien.",
    "verify_stopped": "Gestopt. {done} van {total} bestanden gecontroleerd.",
    "verify_none": "Hier is geen pdf gevonden.",
    "verify_choose_title": "Bestanden kiezen om te controleren",
    "verify_large": "{name}: getekende en huidige versie",
}


def figures(number: int) -> str:
    """Return a number as it is written in Dutch: ``1.000``."""
    return f"{number:,}".replace(",", ".")
