"""Memos that come close to a rule, written after the rules to catch them out."""

from __future__ import annotations

from typing import Any

from tests.corpus.check_cases import FIRST, CheckCase


def _near(*fires: str, **parts: Any) -> CheckCase:
    """A case called after its own words."""
    return CheckCase(next(str(part) for part in reversed(parts.values()) if part)[:60], frozenset(fires), parts)


# Written after the rules, to catch them out; at the first run 3 of 17 reports were false and 1 of 15 was missed.
SECOND = (
    _near(occasion="De vorige evaluatie, die in oktober 2023 is afgerond, gaf geen aanleiding tot wijziging."),
    _near(occasion="Op 2 april 2024 wordt de tentoonstelling geopend; de uitnodigingen zijn verstuurd."),
    _near(core="De wet is op 1 januari 2025 van kracht."),
    _near(core="De minister van VWS is op 14 maart 2024 verhinderd."),
    _near(core="De Kamer heeft verzocht de brief voor 1 april 2024 te ontvangen en heeft dat herhaald."),
    _near(core="Het overleg is verplaatst naar 3 april 2024."),
    _near(core="De inschrijving is op 1 mei 2024 gesloten."),
    _near(core="Met ingang van 1 juli 2024 zijn de tarieven verhoogd."),
    _near(core="De Raad van State heeft op 20 februari 2024 advies uitgebracht."),
    _near("impossible_date", core="De Raad van State heeft op 20 november 2024 advies uitgebracht."),
    _near("impossible_date", core="De Tweede Kamer heeft hierover op 23 mei 2024 om een brief verzocht."),
    _near("relative_date", core="In december van dit jaar is de evaluatie door het bureau afgerond."),
    _near("relative_date", core="De proef is in september dit jaar afgerond."),
    _near(money=None, core="De musea krijgen geen extra geld. De bestaande subsidie loopt door tot 2026."),
    _near(money=None, core="U stelt het rapport beschikbaar aan de Tweede Kamer."),
    _near(money=None, core="Het budget van het programma is volledig besteed."),
    _near(
        "promise_without_cover",
        money=None,
        core="In de brief zegt u gemeenten \u20ac 12 miljoen per jaar toe voor handhaving.",
    ),
    _near(
        "promise_without_cover",
        core=(
            "De brief kondigt aan dat er \u20ac 30 miljoen wordt vrijgemaakt. Financi\u00ebn heeft daarmee "
            "nog niet ingestemd."
        ),
        money="De dekking moet nog worden gevonden.",
    ),
    _near(
        money="De kosten van \u20ac 2 miljoen zijn gedekt.",
        core="U zegt toe dat de Kamer voor de zomer wordt ge\xefnformeerd.",
    ),
    _near(attachments="0", core="Als bijlage bij het wetsvoorstel is een lijst opgenomen."),
    _near("attachment_count", attachments="0", core="Bijgaand treft u de conceptbrief aan."),
    _near(
        "attachment_count",
        attachments="-",
        advice="U wordt geadviseerd bijgaande Kamerbrief te ondertekenen en te verzenden aan de Tweede Kamer.",
    ),
    _near(
        attachments="1 (Kamerbrief)",
        advice="U wordt geadviseerd bijgaande Kamerbrief te ondertekenen en te verzenden aan de Tweede Kamer.",
    ),
    _near(attachments="Kamerbrief; Rapport; Nota", rows=("Kamerbrief", "Rapport", "Nota")),
    _near(
        "letter_missing_for_chamber",
        title="Brieven aan Eerste en Tweede Kamer over de depots",
        advice="U wordt verzocht de brieven te ondertekenen en te verzenden naar beide Kamers.",
    ),
    _near(core="In het debat met de Eerste Kamer op 5 maart 2024 kwam dit onderwerp aan de orde."),
    _near(
        advice="U wordt geadviseerd de brief aan de Tweede Kamer te ondertekenen en te verzenden, "
        "met een afschrift aan de Eerste Kamer."
    ),
    _near(core="De motie vraagt het kabinet beide Kamers jaarlijks te informeren."),
    _near("header_incomplete", cooperated="", core="Over de brief is overlegd met JenV en IPO."),
    _near("header_incomplete", cooperated="", more="DGOO en FEZ zijn akkoord."),
    _near(cooperated="", more="Gemeenten hebben in 2023 samen 40 depots gesloten."),
    _near(cooperated="", more="De minister van Financi\u00ebn heeft in de Kamer gezegd dat de begroting sluit."),
    _near(
        kind="TER BESLUITVORMING",
        advice="U wordt geadviseerd in te stemmen met het voorstel en kennis te nemen van het rapport.",
    ),
    _near(kind="TER KENNISNEMING", advice="U wordt gevraagd kennis te nemen van het verslag."),
    _near(
        "header_incomplete",
        kind="TER INFORMATIE",
        advice="U wordt geadviseerd akkoord te gaan met verlenging van de regeling.",
    ),
    _near("section_missing", not_public=None, more="De nota wordt met de Kamerbrief openbaar gemaakt."),
    _near(public="Nee", not_public="De namen van de kandidaten."),
    _near("reason_missing", public="Nee", not_public="n.v.t."),
    _near(
        "condition_not_recorded",
        deadline="14 maart 2024",
        core="De brief ligt voor in de MR van 15 maart 2024.",
        advice=(
            "U wordt geadviseerd de brief, vooruitlopend op besluitvorming in de ministerraad, alvast te "
            "ondertekenen en na de ministerraad te verzenden aan de Tweede Kamer."
        ),
    ),
    _near(core="De ministerraad heeft op 1 maart 2024 ingestemd met de brief."),
    _near(occasion="De ministerraad van 8 maart 2024 heeft ingestemd, zodat de brief nu kan worden verzonden."),
    _near(
        advice="U wordt geadviseerd de brief na ommekomst van de termijn te ondertekenen en te "
        "verzenden aan de Tweede Kamer."
    ),
)


ALL = (*FIRST, *SECOND)
