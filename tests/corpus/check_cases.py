"""Memos of many ministries and wordings, made up to fire one rule or to come close to it without being wrong.

Each case says which findings a careful secretary would report, and that is all of them: anything more is a false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

NOT_PUBLIC = "In de openbaar gemaakte versie zijn de namen van ambtenaren weggelaten."
ADVICE = "U wordt geadviseerd de brief te ondertekenen en te verzenden aan de Tweede Kamer."


@dataclass(frozen=True)
class CheckCase:
    """A memo and the findings it deserves.

    Attributes:
        name: what it is about.
        fires: codes of findings, every one and no more; ``urgent`` and ``not_a_friday`` inform.
        parts: what differs from an ordinary memo without anything wrong.
    """

    name: str
    fires: frozenset[str]
    parts: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The memo as Markdown."""
        return memo_text(**self.parts)


def memo_text(
    *,
    kind: str = "TER ONDERTEKENING",
    to: str = "Minister van OCW",
    sender: str = "Directie Musea",
    title: str = "Brief over de musea",
    reference: str = "2024-0000501234",
    day: str = "12 maart 2024",
    cooperated: str | None = "FIN",
    attachments: str | None = "1",
    public: str | None = "Ja",
    deadline: str | None = None,
    occasion: str = "De musea hebben om duidelijkheid gevraagd.",
    advice: str = ADVICE,
    core: str = "De regeling blijft zoals zij is.",
    more: str = "",
    money: str | None = "Er zijn geen gevolgen voor de begroting.",
    not_public: str | None = NOT_PUBLIC,
    rows: tuple[str, ...] = (),
    end: str = "",
) -> str:
    """Return a memo; by default one that no rule has anything to say about."""
    lines = [f"Aan {to}  ", f"Van {sender}", "", "# nota", "", title, "", f"## {kind}", ""]
    for label, value in (
        ("Nota actief openbaar", public),
        ("Onze referentie", reference),
        ("Datum", day),
        ("Opgesteld door", "weggelakt"),
        ("Samengewerkt met", cooperated),
        ("Bijlage(n)", attachments),
        ("Deadline", deadline),
    ):
        if value is not None:
            lines += [f"### {label}", "", *([value, ""] if value else [])]
    for heading, text in (
        ("Aanleiding", occasion),
        ("Geadviseerd besluit", advice),
        ("Kern", core),
        ("Toelichting", more),
        ("Financi\u00eble overwegingen", money),
        ("Informatie die niet openbaar gemaakt kan worden", not_public),
    ):
        if text is not None:
            lines += [f"## {heading}", "", *([text, ""] if text else [])]
    if rows:
        lines += ["## Bijlagen", "", "| Volgnummer | Naam | Informatie |", "| --- | --- | --- |"]
        lines += [f"| {number} | {name} | Mee te zenden |" for number, name in enumerate(rows, 1)]
    return "\n".join([*lines, *([end] if end else [])]) + "\n"


def _case(name: str, *fires: str, **parts: Any) -> CheckCase:
    return CheckCase(name, frozenset(fires), parts)


L02 = (
    _case(
        "ministerraad, voorbehoud",
        "condition_not_recorded",
        deadline="14 maart 2024",
        advice=(
            "U wordt geadviseerd de brief te ondertekenen en, onder voorbehoud van instemming van de ministerraad "
            "van vrijdag "
            "15 maart 2024, te verzenden aan de Tweede Kamer."
        ),
    ),
    _case(
        "na akkoord rijksministerraad",
        "condition_not_recorded",
        deadline="14 maart 2024",
        advice=(
            "U wordt geadviseerd de brief te ondertekenen en na akkoord van de RMR van 15 maart 2024 te verzenden "
            "aan de "
            "Tweede Kamer."
        ),
    ),
    _case(
        "onderraad op dinsdag",
        "condition_not_recorded",
        "not_a_friday",
        deadline="18 maart 2024",
        advice=(
            "U wordt geadviseerd de brief te ondertekenen en na instemming van de onderraad van 19 maart 2024 te "
            "verzenden "
            "aan de Tweede Kamer."
        ),
    ),
    _case("raad alleen genoemd", occasion="In de ministerraad van 1 maart 2024 is het onderwerp kort genoemd."),
    _case(
        "voorbehoud van een ander",
        advice=(
            "U wordt geadviseerd de brief, onder voorbehoud van akkoord van FIN, te ondertekenen en te verzenden "
            "aan de "
            "Tweede Kamer."
        ),
    ),
    _case("gemeenteraad", core="De gemeenteraad besluit na instemming van het college; dat staat los van deze brief."),
)
L03 = (
    _case(
        "geen, maar bijgevoegd",
        "attachment_count",
        attachments="geen",
        advice=("U wordt geadviseerd de bijgevoegde Kamerbrief te ondertekenen en te verzenden aan de Tweede Kamer."),
    ),
    _case("meer dan de tabel", "attachment_count", attachments="3", rows=("Brief", "Rapport")),
    _case("minder dan de tabel", "attachment_count", attachments="1", rows=("Brief", "Rapport", "Kaart")),
    _case(
        "lijst en tabel verschillen",
        "attachment_count",
        attachments="1. Brief 2. Rapport 3. Kaart",
        rows=("Brief", "Rapport"),
    ),
    _case("een vreemd nummer", "attachment_count", attachments="48137608"),
    _case("getal in letters", attachments="twee", rows=("Brief", "Rapport")),
    _case("met het woord", attachments="2 bijlagen", rows=("Brief", "Rapport")),
    _case("een naam", attachments="Kamerbrief"),
    _case("leeg, niets bijgevoegd", attachments=""),
    _case(
        "bijlage bij iets anders",
        attachments="0",
        core=("De bij de brief van 3 januari 2024 bijgevoegde tabel is inmiddels verouderd."),
    ),
    _case("bijgevoegd was destijds", attachments="0", core="Het destijds bijgevoegde rapport is openbaar."),
    _case("geen veld en geen tabel", attachments=None),
    _case("lijst gelijk aan tabel", attachments="1. Brief 2. Rapport", rows=("Brief", "Rapport")),
)
L04 = (
    _case(
        "brieven aan beide Kamers",
        "letter_missing_for_chamber",
        advice=("U wordt geadviseerd de brieven aan de Eerste en Tweede Kamer te ondertekenen en te verzenden."),
    ),
    _case(
        "aan de Staten-Generaal",
        "letter_missing_for_chamber",
        advice=(
            "U wordt gevraagd bijgaande brief te tekenen en te verzenden aan de voorzitters van beide Kamers der "
            "Staten-Generaal."
        ),
    ),
    _case(
        "twee brieven in de tabel",
        "letter_missing_for_chamber",
        attachments="2",
        rows=("Brief aan de Tweede Kamer", "Brief aan de Eerste Kamer"),
    ),
    _case("Eerste Kamer als achtergrond", more="De Eerste Kamer heeft in december 2023 vragen gesteld over de musea."),
    _case(
        "beide Kamers waren al ingelicht",
        occasion="Op 5 februari 2024 zijn beide Kamers ge\u00efnformeerd over de musea.",
    ),
    _case("later dit najaar beide Kamers", more="Het eindrapport wordt te zijner tijd aan beide Kamers gezonden."),
    _case("commissie van de Eerste Kamer", more="De vaste commissie van de Eerste Kamer behandelt het wetsvoorstel."),
    _case("geen Kamer", kind="TER BESLUITVORMING", advice="U wordt geadviseerd in te stemmen met de lijn."),
)
L06 = (
    _case(
        "nota na de vergadering",
        "memo_after_meeting",
        "condition_not_recorded",
        deadline="8 maart 2024",
        advice=(
            "U wordt geadviseerd de brief te ondertekenen en na akkoord van de MR van 8 maart 2024 te verzenden aan de "
            "Tweede Kamer."
        ),
    ),
    _case(
        "donderdag voor vrijdag",
        "urgent",
        "condition_not_recorded",
        day="14 maart 2024",
        deadline="14 maart 2024",
        advice=(
            "U wordt geadviseerd de brief te ondertekenen en na akkoord van de MR van 15 maart 2024 te verzenden "
            "aan de "
            "Tweede Kamer."
        ),
    ),
    _case(
        "raad op donderdag",
        "not_a_friday",
        "condition_not_recorded",
        day="21 maart 2024",
        deadline="27 maart 2024",
        advice=(
            "U wordt geadviseerd de brief te ondertekenen en na akkoord van de MR van 28 maart 2024 te verzenden "
            "aan de "
            "Tweede Kamer."
        ),
    ),
)
L07 = (
    _case(
        "november van dit jaar, in maart",
        "relative_date",
        occasion=("In november van dit jaar heeft de inspectie alle depots bezocht."),
    ),
    _case(
        "jaar vergist",
        "impossible_date",
        occasion="Op 12 december 2024 zijn schriftelijke vragen gesteld over de depots.",
    ),
    _case(
        "vond plaats in de toekomst",
        "impossible_date",
        occasion=("Het debat daarover vond op 3 september 2024 plaats en was kort."),
    ),
    _case(
        "afgelopen najaar heet dit najaar",
        "relative_date",
        occasion=("Dit najaar heeft de commissie haar werk afgerond met een openbaar verslag."),
    ),
    _case(
        "volgende maand is gehouden", "relative_date", occasion="Volgende maand is een proef gehouden in twee depots."
    ),
    _case("bijzin", "impossible_date", core="Het besluit dat op 4 juni 2024 is genomen, blijft van belang."),
    _case("gepland", core="Het debat is op 3 september 2024 gepland."),
    _case("voorzien", core="De opening is in oktober van dit jaar voorzien."),
    _case("termijn gesteld op", core="De termijn is gesteld op 1 september 2024."),
    _case("subsidie tot", core="De subsidie is tot 1 januari 2025 verlengd."),
    _case("vanaf", core="Het loket is vanaf 1 september 2024 geopend voor alle musea."),
    _case("wordt gehouden", core="In oktober van dit jaar wordt de keuring gehouden."),
    _case("zal", core="Op 12 december 2024 zal de commissie verslag uitbrengen."),
    _case("vorig jaar", occasion="In oktober van vorig jaar is een enqu\u00eate gehouden."),
    _case("jl.", occasion="Op 5 maart jl. zijn vragen gesteld."),
    _case("gisteren verstreken", occasion="De termijn van drie weken is gisteren verstreken."),
    _case(
        "brief van later datum",
        core=("In de Kamerbrief van 22 maart 2024 is deze lijn opgenomen; die brief ligt nu voor."),
    ),
    _case("contract eindigt", core="Het contract eindigt op 1 juli 2026 en kan worden verlengd."),
    _case("februari van dit jaar", occasion="In februari van dit jaar is een proef gehouden."),
    _case("eind dit jaar klaar", core="In december van dit jaar zijn naar verwachting alle depots aangesloten."),
)
L08 = (
    _case(
        "kenmerk verderop anders",
        "reference_differs",
        end="**Onze referentie**\n2024-0000501243\n\n**Datum**\n12 maart 2024",
    ),
    _case("eigen kenmerk als bijlage", "reference_is_attachment", "attachment_count", attachments="2024-0000501234"),
    _case(
        "kenmerk van een ander stuk", core="Het besluit van 7 februari 2024 met nummer 2024-0000509999 blijft gelden."
    ),
    _case("zelfde kenmerk herhaald", end="**Onze referentie**\n2024-0000501234\n\n**Datum**\n12 maart 2024"),
)
L10 = (
    _case(
        "stelt middelen beschikbaar zonder woord over geld",
        "promise_without_cover",
        money=None,
        core="In de brief stelt u extra middelen beschikbaar voor de depots.",
    ),
    _case(
        "miljoen toegezegd, geen dekking",
        "promise_without_cover",
        core="U zegt de musea \u20ac 4 miljoen toe.",
        money="De dekking ontbreekt nog.",
    ),
    _case(
        "capaciteit, omvang open",
        "promise_without_cover",
        core="In de brief zegt u extra capaciteit toe. Over de omvang moet nog worden besloten.",
    ),
    _case(
        "trekt geld uit, nog te bepalen",
        "promise_without_cover",
        money=None,
        core="Het kabinet trekt extra geld uit voor de depots. De hoogte is nog te bepalen.",
    ),
    _case(
        "binnen de begroting",
        money=None,
        core="U stelt een bijdrage van \u20ac 2 miljoen beschikbaar binnen de bestaande begroting.",
    ),
    _case(
        "met dekking",
        core="U zegt de musea \u20ac 4 miljoen toe.",
        money="De \u20ac 4 miljoen wordt gedekt uit artikel 14 van de begroting.",
    ),
    _case("toezegging om te informeren", money=None, core="U zegt de Tweede Kamer toe haar in mei te informeren."),
    _case("eerder toegezegd", money=None, core="Uw voorganger heeft de musea destijds extra middelen toegezegd."),
    _case("geen extra geld", money=None, core="U zegt geen extra middelen toe."),
    _case("vraag om geld", money=None, core="De musea vragen om extra middelen voor de depots."),
    _case("nog geen besluit over iets anders", core="Over de naam van het register is nog geen besluit genomen."),
)
L11 = (
    _case("openbaar zonder paragraaf", "section_missing", not_public=None),
    _case("niet openbaar zonder reden", "reason_missing", public="Nee", not_public=None),
    _case(
        "niet openbaar met reden",
        public="Nee",
        not_public=None,
        more=("Deze nota wordt niet openbaar gemaakt, omdat de onderhandelingen nog lopen."),
    ),
    _case("niet gezegd of openbaar", public=None, not_public=None),
)
L12 = (
    _case("SGO genoemd", "header_incomplete", cooperated="", more="De brief is in het SGO van 4 maart besproken."),
    _case("VWS las mee", "header_incomplete", cooperated="", more="VWS en SZW hebben meegelezen en ingestemd."),
    _case(
        "overleg met de VNG", "header_incomplete", cooperated="", more="De brief is in overleg met de VNG opgesteld."
    ),
    _case(
        "tekenen zonder zenden",
        "header_incomplete",
        advice="U wordt geadviseerd de brief aan de Tweede Kamer te tekenen.",
    ),
    _case("ter informatie, maar tekenen", "header_incomplete", kind="TER INFORMATIE"),
    _case(
        "voorwaarde zonder uiterste datum",
        "header_incomplete",
        "condition_not_recorded",
        advice=(
            "U wordt geadviseerd de brief te ondertekenen en na akkoord van de MR van 22 maart 2024 te verzenden "
            "aan de "
            "Tweede Kamer."
        ),
    ),
    _case("leeg, niemand genoemd", cooperated="", more="De eigenaar is akkoord te gaan met een kortere termijn."),
    _case("moet nog worden afgestemd", cooperated="", more="De uitvoering moet nog worden afgestemd met VWS."),
    _case("VWS alleen genoemd", cooperated="", more="Het beleid van VWS blijft ongewijzigd."),
    _case(
        "ter informatie, kennis nemen",
        kind="TER INFORMATIE",
        advice="U wordt geadviseerd kennis te nemen van deze nota.",
    ),
    _case("geen veld", cooperated=None, more="De brief is afgestemd met VWS."),
)
ORDINARY = (
    _case("gewone nota"),
    _case("Defensie", to="MINDEF", sender="DGB", title="Brief over de vlootdagen", kind="TER BESLISSING"),
    _case("IenW", to="Stas IenW", reference="IENW/BSK-2024/12345", title="Brief over de bruggen"),
    _case("JenV", to="Minister van Justitie en Veiligheid", reference="5820286", title="Brief over de griffies"),
    _case("VWS met termijn", to="MVWS", deadline="19 maart 2024", title="Brief over de huisartsenposten"),
)
FIRST = (*ORDINARY, *L02, *L03, *L04, *L06, *L07, *L08, *L10, *L11, *L12)
