"""Dutch dates, the council's meeting, and what an advice asks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.memo import CouncilKind, Section, SectionKind
from app.reading.actions import requested_actions
from app.reading.condition import read_condition
from app.reading.dates import MONTHS, find_dates, read_date

MEMO = date(2024, 2, 8)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("op 24 en 31 januari besproken", [date(2024, 1, 24), date(2024, 1, 31)]),
        ("vrijdag 22 maart 2024", [date(2024, 3, 22)]),
        ("22 maart jl.", [date(2023, 3, 22)]),
        ("22 december jl.", [date(2023, 12, 22)]),
        ("5 januari a.s.", [date(2025, 1, 5)]),
        ("van 16-12-2022 tot 1/1/2023", [date(2022, 12, 16), date(2023, 1, 1)]),
        ("in de MR van 9/2", [date(2024, 2, 9)]),
        ("twee derde (2/3) van 40/50 leden", [date(2024, 3, 2)]),
        ("30 februari 2024", []),
        ("artikel 12 en 13 van de wet", []),
        ("MR d.d. 17-01-'25", [date(2025, 1, 17)]),
        ("1 okt. 2023, 2 sept 2023", [date(2023, 10, 1), date(2023, 9, 2)]),
    ],
)
def test_dates_are_found(text: str, days: list[date]) -> None:
    assert [one.day for one in find_dates(text, near=MEMO, shortest=True)] == days


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31)))
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date) -> None:
    month = MONTHS[day.month - 1]
    for printed in (
        f"{day.day} {month} {day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        day.isoformat(),
        f"Den Haag, {day.day} {month} {day.year}",
    ):
        found = read_date(printed)
        assert found is not None
        assert found.day == day
    apart = " ".join(str(day.day)) + f" {month} {day.year}"
    repaired = read_date(apart)
    assert repaired is not None
    assert repaired.day == day


def condition_of(advice: str, occasion: str = "", memo_date: date | None = MEMO) -> tuple[str, date | None, str] | None:
    sections = (
        Section("Aanleiding", SectionKind.OCCASION, 1, occasion),
        Section("Geadviseerd besluit", SectionKind.ADVISED_DECISION, 1, advice),
    )
    found = read_condition(sections, memo_date)
    return (found.kind.value, found.meeting_date, found.phrase) if found else None


@pytest.mark.parametrize(
    ("advice", "occasion", "expected"),
    [
        (
            "U wordt geadviseerd, uitgaande van een positief besluit in de MR, te tekenen.",
            "In de MR van 9/2 ligt de brief voor.",
            ("MR", date(2024, 2, 9), "uitgaande van een positief besluit in de MR"),
        ),
        (
            "Onder voorbehoud van akkoord in de ministerraad van vrijdag 22 maart 2024 te verzenden.",
            "",
            ("MR", date(2024, 3, 22), "Onder voorbehoud van akkoord in de ministerraad van vrijdag 22 maart 2024"),
        ),
        (
            "De brief na akkoord van de RMR van 16 februari te verzenden.",
            "",
            ("RMR", date(2024, 2, 16), "na akkoord van de RMR van 16 februari"),
        ),
        (
            "Vooruitlopend op besluitvorming in de onderraad van 13 februari alvast te tekenen.",
            "",
            ("onderraad", date(2024, 2, 13), "Vooruitlopend op besluitvorming in de onderraad van 13 februari"),
        ),
        ("Mits de ministerraad instemt, de brief te verzenden.", "", ("MR", None, "Mits de ministerraad")),
        (
            "De brief te ondertekenen en direct na de MR van 9/2 te verzenden.",
            "",
            ("MR", date(2024, 2, 9), "direct na de MR van 9/2"),
        ),
        (
            "Onder voorbehoud van akkoord van de minister van Financi\u00ebn te tekenen.",
            "De MR van 2/2 sprak erover.",
            None,
        ),
        (
            "U wordt geadviseerd de brief te tekenen.",
            "De brief is in de ministerraad van 2 februari vastgesteld.",
            None,
        ),
        (
            "U wordt geadviseerd de brief te tekenen.",
            "Na akkoord van de MR van 2 februari 2024 is de brief aangepast.",
            None,
        ),
        ("Als mr. Jansen akkoord is, te tekenen.", "", None),
        (
            "Zodra de rijksministerraad heeft ingestemd, het besluit te tekenen.",
            "De RMR komt op 23 februari bijeen.",
            ("RMR", None, "Zodra de rijksministerraad"),
        ),
    ],
)
def test_the_condition_an_advice_names(
    advice: str, occasion: str, expected: tuple[str, date | None, str] | None
) -> None:
    assert condition_of(advice, occasion) == expected


@pytest.mark.parametrize(
    "told",
    [
        "De ministerraad heeft ingestemd met de brief. Na akkoord van de ministerraad is de brief aangepast.",
        "Het voorstel is vorig jaar onder voorbehoud van akkoord van de ministerraad in consultatie gegeven.",
        "Daarna werkt u de wet uit; na akkoord van de ministerraad in het najaar gaat die naar de Raad van State.",
    ],
)
def test_what_was_done_or_comes_in_another_season_is_no_condition(told: str) -> None:
    assert condition_of("U wordt geadviseerd de brief te ondertekenen.", told) is None


@pytest.mark.parametrize(
    "told",
    [
        "Na akkoord van de ministerraad wordt de brief verzonden.",
        "Na akkoord van de ministerraad is de brief gereed voor verzending.",
        "De verzending is voorzien na akkoord van de ministerraad.",
        "De brief is afgestemd en kan onder voorbehoud van akkoord van de ministerraad worden verstuurd.",
    ],
)
def test_what_is_yet_to_come_is_one(told: str) -> None:
    assert condition_of("U wordt geadviseerd de brief te ondertekenen.", told) is not None


def test_the_year_of_a_meeting_follows_the_memo_over_new_year() -> None:
    found = condition_of("Na akkoord van de MR van 10/1 te verzenden.", memo_date=date(2024, 12, 19))
    assert found is not None
    assert found[:2] == (CouncilKind.COUNCIL.value, date(2025, 1, 10))


@pytest.mark.parametrize(
    ("advice", "asked"),
    [
        (
            "U wordt geadviseerd de bijgevoegde tekenexemplaren alvast "
            "te tekenen, zodat deze direct na de MR verstuurd kan worden.",
            [("sign", "de bijgevoegde tekenexemplaren alvast te tekenen")],
        ),
        ("Ondertekenen en instemmen met verzending.", [("sign", "Ondertekenen"), ("send", "instemmen met verzending")]),
        (
            "Akkoord met het ondertekenen van het uitstelbericht door MBZK.",
            [("sign", "Akkoord met het ondertekenen van het uitstelbericht door MBZK")],
        ),
        (
            "Graag ondertekening van bijgaand uitstelbericht.",
            [("sign", "Graag ondertekening van bijgaand uitstelbericht")],
        ),
        ("U kunt de aanbiedingsbrief ondertekenen.", [("sign", "U kunt de aanbiedingsbrief ondertekenen")]),
        (
            "in te stemmen met de lijn en vervolgens de brief te verzenden",
            [("agree", "in te stemmen met de lijn"), ("send", "de brief te verzenden")],
        ),
        (
            "Wij vragen u:\n1. te kiezen tussen scenario 1 en scenario 2;\n2. kennis te nemen van het advies.",
            [("choose", "te kiezen tussen scenario 1 en scenario 2"), ("note", "kennis te nemen van het advies")],
        ),
        ("U wordt geadviseerd het besluit niet te ondertekenen.", []),
        (
            "U wordt geadviseerd het besluit dat u onlangs heeft ondertekend te bespreken met de minister.",
            [("discuss", "het besluit dat u onlangs heeft ondertekend te bespreken met de minister")],
        ),
        ("Wilt u de bijgevoegde Kamerbrief ondertekenen?", [("sign", "Wilt u de bijgevoegde Kamerbrief ondertekenen")]),
        ("U wordt gevraagd kennis te nemen van deze nota.", [("note", "kennis te nemen van deze nota")]),
        ("Bespreken in het bewindspersonenoverleg.", [("discuss", "Bespreken in het bewindspersonenoverleg")]),
        (
            "Wilt u dit ondertekenen en doen toekomen aan de Tweede Kamer?",
            [("sign", "Wilt u dit ondertekenen"), ("send", "doen toekomen aan de Tweede Kamer")],
        ),
        ("De brief te ondertekenen. Bespreken is niet nodig.", [("sign", "De brief te ondertekenen")]),
        ("", []),
    ],
)
def test_what_an_advice_asks(advice: str, asked: list[tuple[str, str]]) -> None:
    assert [(one.kind.value, one.quote) for one in requested_actions(advice)] == asked


@given(st.text(max_size=200))
def test_every_quote_stands_in_the_advice(text: str) -> None:
    for one in requested_actions(f"U wordt geadviseerd {text} te ondertekenen en te verzenden."):
        assert one.quote


def test_a_reservation_about_a_council_needs_no_further_word() -> None:
    text = "U wordt gevraagd de brief onder voorbehoud van de MR van 9 februari te ondertekenen."
    found = read_condition((Section(None, SectionKind.ADVISED_DECISION, 1, text),), MEMO)
    assert found is not None
    assert (found.kind, found.meeting_date) == (CouncilKind.COUNCIL, date(2024, 2, 9))
