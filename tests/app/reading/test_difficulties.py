"""The difficulties that memos bring, one test each (numbers as in the domain's list)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.errors import CannotRead
from app.memo import ActionKind, LeftoverKind, Memo, MemoFile, Publish, SectionKind, TextLayer
from app.reading import read_memo

BODY = (
    "## Aanleiding\n\nEr is een vraag gesteld.\n\n## Geadviseerd "
    "besluit\n\nU wordt geadviseerd de brief te ondertekenen.\n"
)


def read_text(text: str, name: str = "nota.txt") -> MemoFile:
    return read_memo(io.BytesIO(text.encode()), name)


def memo_of(text: str) -> Memo:
    (memo,) = read_text(text).memos
    return memo


Line = tuple[float, float, str] | tuple[float, float, str, str] | tuple[float, float, str, str, float]


def pdf_of(*pages: Sequence[Line], boxes: Sequence[tuple[float, float, float, float]] = ()) -> bytes:
    """A PDF of lines at places: x, y, text, font, size."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    for number, page in enumerate(pages):
        for line in page:
            x, y, text, font, size = (*line, "Helvetica", 9.0)[:5] if len(line) == 3 else (*line, 9.0)[:5]
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        if number == 0:
            canvas.setFillColorRGB(0.7, 0.7, 0.7)
            for left, bottom, width, height in boxes:
                canvas.rect(left, bottom, width, height, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


SIDE: list[Line] = [
    (466, 710, "TER ONDERTEKENING", "Helvetica-Bold"),
    (466, 690, "Onze referentie", "Helvetica-Bold", 6.5),
    (466, 681, "2024-0000012345", "Helvetica", 6.5),
    (466, 668, "Datum", "Helvetica-Bold", 6.5),
    (466, 659, "8 februari 2024", "Helvetica", 6.5),
    (466, 646, "Opgesteld door", "Helvetica-Bold", 6.5),
    (466, 620, "Samengewerkt met", "Helvetica-Bold", 6.5),
    (466, 608, "Bijlage(n)", "Helvetica-Bold", 6.5),
    (466, 599, "1", "Helvetica", 6.5),
]
MAIN: list[Line] = [
    (79, 652, "Aan"),
    (190, 652, "MBZK"),
    (79, 638, "Van"),
    (190, 638, "DGX/Afdeling"),
    (190, 577, "Brief over de dijken"),
    (79, 540, "Aanleiding", "Helvetica-Bold"),
    (79, 527, "De Kamer heeft een vraag gesteld over de dijken in het rivierengebied, en"),
    (79, 514, "wacht op antwoord."),
    (79, 490, "Geadviseerd besluit", "Helvetica-Bold"),
    (79, 477, "U wordt geadviseerd de brief te ondertekenen en te verzenden."),
]


def memo_of_pdf(*pages: Sequence[Line], boxes: Sequence[tuple[float, float, float, float]] = ()) -> Memo:
    (memo,) = read_memo(io.BytesIO(pdf_of(*pages, boxes=boxes)), "nota.pdf").memos
    return memo


def text_of(memo: Memo, kind: SectionKind) -> str:
    section = memo.section(kind)
    assert section is not None
    return section.text


def test_01_each_kind_of_file_is_read_and_a_picture_is_said_to_be_one() -> None:
    assert memo_of("Aan: MBZK\n\n" + BODY).to == ("MBZK",)
    assert memo_of_pdf([*SIDE, *MAIN]).to == ("MBZK",)
    empty = io.BytesIO()
    canvas = Canvas(empty, invariant=1)
    canvas.rect(10, 10, 500, 700, fill=1)
    canvas.save()
    assert read_memo(io.BytesIO(empty.getvalue()), "scan.pdf").text_layer is TextLayer.NONE


def test_02_the_side_column_stays_out_of_the_body() -> None:
    memo = memo_of_pdf([*SIDE, *MAIN])
    assert text_of(memo, SectionKind.OCCASION) == (
        "De Kamer heeft een vraag gesteld over de dijken in het rivierengebied, en wacht op antwoord."
    )
    assert memo.reference == "2024-0000012345"


@pytest.mark.parametrize("lines", [1, 4, 12])
@pytest.mark.parametrize("at", [190, 210, 260])
def test_02b_a_list_of_labels_above_the_body_is_no_column(at: int, lines: int) -> None:
    head = {"Aan": "de staatssecretaris van BZK", "Van": "Directie Democratie", "Onze referentie": "2025-0000061234",
            "Datum": "15 januari 2025", "Opgesteld door": "Directie Democratie", "Samengewerkt met": "FEZ",
            "Bijlage(n)": "1", "Nota actief openbaar": "Ja"}  # fmt: skip
    page: list[Line] = [(72, 800, "TER BESLISSING", "Helvetica-Bold", 11)]
    for number, (label, value) in enumerate(head.items()):
        page += [(72, 770 - 14 * number, label), (at, 770 - 14 * number, value)]
    page += [(72, 640, "Een titel van de nota", "Helvetica-Bold", 12), (72, 610, "Aanleiding", "Helvetica-Bold")]
    page += [(72, 598, "Er is een brief."), (72, 578, "Geadviseerd besluit", "Helvetica-Bold")]
    page += [(72, 566, "U wordt geadviseerd bijgaande brief te ondertekenen."), (72, 546, "Kern", "Helvetica-Bold")]
    text = "De gemeenten hebben alle gegevens nu aangeleverd en dat is verwerkt in de brief."
    page += [(72, 534 - 12 * number, text) for number in range(lines)]
    memo = memo_of_pdf(page)
    assert (memo.to, memo.sender) == (("de staatssecretaris van BZK",), "Directie Democratie")
    assert (memo.reference, memo.date) == ("2025-0000061234", date(2025, 1, 15))
    assert memo.title == "Een titel van de nota"
    assert [one.heading for one in memo.sections] == ["Aanleiding", "Geadviseerd besluit", "Kern"]


@pytest.mark.parametrize(
    "head",
    [
        "Aan\nVan\nDatum\nOns kenmerk\nMBZK\nDGX/Afdeling\n8 februari 2024\n2024-0000012345\n",
        "MBZK\n",  # a value without any label around it stays unlabelled
        "MBZK\nDGX/Afdeling\n8 februari 2024\n2024-0000012345\nAan\nVan\nDatum\nOns kenmerk\n",
        "MBZK\nAan\nDGX/Afdeling\nVan\n8 februari 2024\nDatum\n2024-0000012345\nOns kenmerk\n",
        "Aan\nMBZK\nVan\nDGX/Afdeling\nDatum\n8 februari 2024\nOns kenmerk\n2024-0000012345\n",
        "Aan: MBZK\nVan: DGX/Afdeling\nDatum: 8 februari 2024\nOns kenmerk: 2024-0000012345\n",
        "Aan MBZK\nVan DGX/Afdeling\nDatum 8 februari 2024\nOns kenmerk 2024-0000012345\n",
        "Aan MBZK Datum 8 februari 2024\nVan DGX/Afdeling Ons kenmerk 2024-0000012345\n",
    ],
)
def test_03_labels_and_values_in_any_order(head: str) -> None:
    memo = memo_of(head + "\nBrief over de dijken\n\nAanleiding\nEr is een vraag.\n")
    assert memo.to == ("MBZK",)
    if "Van" in head:
        assert (memo.sender, memo.date, memo.reference) == ("DGX/Afdeling", date(2024, 2, 8), "2024-0000012345")
    assert memo.title == "Brief over de dijken"


def test_04_an_empty_field_before_a_label_or_before_the_title() -> None:
    memo = memo_of("Samengewerkt met\nBijlage(n)\n2\nAanleiding\nEr is een vraag.\n")
    assert (memo.cooperated, memo.attachments) == ("", "2")
    memo = memo_of(
        "Aan MBZK\nOpgesteld door\nKamerbrief bij aanbieding rapport "
        "over dijken\nSamengewerkt met\n\nAanleiding\nX is er.\n"
    )
    assert (memo.title, memo.author, memo.cooperated) == ("Kamerbrief bij aanbieding rapport over dijken", "empty", "")


def test_05_addressee_fused_missing_or_two() -> None:
    assert memo_of("Aan de Minister van Klimaat en Groene Groei\n\n" + BODY).to == (
        "de Minister van Klimaat en Groene Groei",
    )
    assert memo_of("Datum 8 februari 2024\nBrief over de dijken\n\n" + BODY).to == ()
    assert memo_of("Aan MBZK en SBZK\n\n" + BODY).to == ("MBZK", "SBZK")
    assert memo_of("Aan: de minister van BZK en de staatssecretaris van EZK\n\n" + BODY).to == (
        "de minister van BZK",
        "de staatssecretaris van EZK",
    )


def test_06_references_split_doubled_or_repeated_as_attachment() -> None:
    split = [line for line in SIDE if line[2] != "2024-0000012345"]
    split += [(466, 681, "IENW/BSK-", "Helvetica", 6.5), (466, 674, "2024/118206", "Helvetica", 6.5)]
    memo = memo_of_pdf([*split, *MAIN])
    assert (memo.reference, memo.reference_printed) == ("IENW/BSK-2024/118206", "IENW/BSK-\n2024/118206")
    twice = memo_of(
        "Onze referentie\nIENW/BSK-2023/32584\nKenmerk\nIenW/BSK-2023/32584\nBijlage(n)\n5805032\n\n" + BODY
    )
    assert twice.reference == "IENW/BSK-2023/32584"
    own = memo_of("Onze referentie\n5805032\nBijlage(n)\n5805032\n\nAanleiding\nEr is een vraag.\n")
    assert own.reference == "5805032"


@pytest.mark.parametrize("value", ["4", "Brief", "1. Kamerbrief 2. NALV", ""])
def test_07_attachments_are_kept_as_printed(value: str) -> None:
    assert memo_of(f"Aan: MBZK\nDatum: 8 februari 2024\nBijlagen: {value}\n\n" + BODY).attachments == value


def test_08_running_headers_on_later_pages_at_the_end_and_inside_the_text() -> None:
    later: list[Line] = [*SIDE[1:5], (79, 680, "Dit is de tweede bladzijde van de tekst, die gewoon doorloopt.")]
    memo = memo_of_pdf([*SIDE, *MAIN], later)
    assert (memo.running_header_present, memo.running_header_consistent) == (True, True)
    changed = [(x, y, text.replace("2024-0000012345", "2024-0000012346"), *rest) for x, y, text, *rest in later]
    assert not memo_of_pdf([*SIDE, *MAIN], changed).running_header_consistent  # type: ignore[arg-type]
    woven = (
        "Onze referentie\n2024-1\n\nAanleiding\nEr is een vraag over het\nOnze referentie\n2024-1\nbeheer van dijken.\n"
    )
    woven = woven.replace("2024-1", "2024-0000012345")
    memo = memo_of(woven)
    assert text_of(memo, SectionKind.OCCASION) == "Er is een vraag over het beheer van dijken."
    assert memo.running_header_present
    laid_out = (
        "Aan    MBZK                                                        Onze referentie\n"
        "Van    DGX/Afdeling                                                2024-0000012345\n"
        "\n                                                                   Datum\n"
        "Aanleiding                                                         8 februari 2024\n"
        "In 2017 is een rapport over de werking van de wet aangeboden. In\n"
        "tegenstelling tot vijf jaar geleden is er nu voor gekozen om\n"
        "de evaluaties apart te sturen, en wel in het voorjaar.\n\f"
        "Dat heeft de Kamer ook zo gevraagd, onder verwijzing naar de       Onze referentie\n"
        "eerdere brieven die over dit onderwerp zijn gestuurd en waar       2024-0000012345\n"
        "nog een antwoord op volgt.                                         Datum\n"
        "                                                                   8 februari 2024\n"
    )
    memo = memo_of(laid_out)
    assert text_of(memo, SectionKind.OCCASION).endswith(
        "onder verwijzing naar de eerdere brieven die over dit "
        "onderwerp zijn gestuurd en waar nog een antwoord op volgt."
    )
    assert (memo.reference, memo.running_header_consistent) == ("2024-0000012345", True)


@pytest.mark.parametrize("foot", ["Pagina 1 van 2", "P agina 1 van 1", "Pagina\n1 van 1", "pagina 3", "2/4"])
def test_09_page_numbers_are_no_text(foot: str) -> None:
    memo = memo_of(f"Aan MBZK\n\nAanleiding\nEr is een vraag.\n{foot}\n")
    assert text_of(memo, SectionKind.OCCASION) == "Er is een vraag."
    assert [one.kind for one in memo.leftovers if "1 van" in one.text or "agina" in one.text or "/" in one.text] == [
        LeftoverKind.PAGE_NUMBER
    ]


def test_10_titles_of_more_lines_with_and_without_the_word_nota() -> None:
    two: list[Line] = [(79, 577, "nota", "Helvetica", 20), (190, 565, "in het rivierengebied")]
    assert memo_of_pdf([*SIDE, *MAIN, *two]).title == "Brief over de dijken in het rivierengebied"
    assert (
        memo_of("Aan MBZK\n\nnota Beperking van het vaarverkeer\n\nAanleiding\nX is er.\n").title
        == "Beperking van het vaarverkeer"
    )
    assert (
        memo_of("Aan MBZK\n\nOplegnota: besluit over dijken\n\nAanleiding\nX is er.\n").title
        == "Oplegnota: besluit over dijken"
    )
    public = memo_of("Aan MBZK\n\nOpenbare beslisnota over dijken\n\nAanleiding\nX is er.\n")
    assert (public.title, public.publish) == ("Openbare beslisnota over dijken", Publish.YES)


@pytest.mark.parametrize(
    ("printed", "heading", "level"),
    [
        ("## Kern", "Kern", 1),
        ("**Kern**", "Kern", 1),
        ("*Kern*", "Kern", 2),
        ("4.1. Kern", "4.1. Kern", 2),
        ("KERN", "KERN", 1),
        ("Kern:", "Kern:", 1),
        ("4. Kern", "4. Kern", 1),
    ],
)
def test_11_headings_in_all_their_forms(printed: str, heading: str, level: int) -> None:
    first = "## Aanleiding" if printed[0] in "#*" else "Aanleiding"
    memo = memo_of(f"Aan MBZK\n\n{first}\n\nEr is een vraag.\n\n{printed}\n\nDe dijk houdt.\n")
    section = memo.section(SectionKind.CORE)
    assert section is not None
    assert (section.heading, section.level, section.text) == (heading, level, "De dijk houdt.")


def test_11b_unknown_headings_are_kept_in_order_and_empty_sections_stay() -> None:
    memo = memo_of(
        "Aan MBZK\n\n## Aanleiding\n\nX is er.\n\n## Zienswijze "
        "van de keet\n\nY is er.\n\n## Toelichting\n\n## Kern\n\nZ.\n"
    )
    assert [(one.heading, one.kind, one.text) for one in memo.sections] == [
        ("Aanleiding", SectionKind.OCCASION, "X is er."),
        ("Zienswijze van de keet", None, "Y is er."),
        ("Toelichting", SectionKind.EXPLANATION, ""),
        ("Kern", SectionKind.CORE, "Z."),
    ]


def test_11c_numbers_on_lines_of_their_own() -> None:
    memo = memo_of(
        "Aan MBZK\n\n1\nAanleiding\nX is er.\n2\nGeadviseerd besluit\nTeken de brief.\n3\nKern\nZo is het.\n"
    )
    assert [one.heading for one in memo.sections] == ["1 Aanleiding", "2 Geadviseerd besluit", "3 Kern"]


def test_12_a_heading_word_inside_a_sentence_is_no_heading() -> None:
    memo = memo_of(
        "Aan MBZK\n\nAanleiding\nDe vraag raakt de\nKern van het voorstel. Het gaat om de\nToelichting\nbij de wet.\n"
    )
    assert [one.heading for one in memo.sections] == ["Aanleiding"]


@pytest.mark.parametrize("bullet", ["\u2022", "-", "o", "\uf0b7", "\u25aa", "\u2013", "\u2612"])
def test_13_bullets_in_all_their_forms(bullet: str) -> None:
    memo = memo_of(f"Aan MBZK\n\nKernpunten\n{bullet} De dijk is hoog\nen breed.\n{bullet} De dijk is oud.\n")
    assert text_of(memo, SectionKind.CORE) == "- De dijk is hoog en breed.\n- De dijk is oud."


def test_13b_marks_detached_from_their_texts() -> None:
    memo = memo_of("Aan MBZK\n\nGeadviseerd besluit\n1.\n2.\nHet besluit te tekenen.\nDe brief te verzenden.\n")
    assert text_of(memo, SectionKind.ADVISED_DECISION) == "1. Het besluit te tekenen.\n2. De brief te verzenden."


def test_14_footnotes_and_their_marks() -> None:
    noted = [
        *SIDE,
        *MAIN,
        (79, 440, "Kern", "Helvetica-Bold"),
        (79, 427, "Zie het Kamerstuk"),
        (152.5, 430.5, "12", "Helvetica", 5.5),
        (162, 427, "over de dijken."),
        (79, 70, "12 Kamerstukken II 2023/24, nr. 7.", "Helvetica", 7),
    ]
    memo = memo_of_pdf(noted)  # type: ignore[arg-type]
    assert text_of(memo, SectionKind.CORE) == "Zie het Kamerstuk over de dijken."
    assert memo.footnotes == ("Kamerstukken II 2023/24, nr. 7.",)
    plain = memo_of(
        "Aan MBZK\n\nAanleiding\nZie het Kamerstuk1 over dijken.\n\n"
        "Kern\nDe dijk houdt.\n\n1 Kamerstukken II 2023/24, nr. 7.\n"
    )
    assert text_of(plain, SectionKind.OCCASION) == "Zie het Kamerstuk over dijken."
    assert plain.footnotes == ("Kamerstukken II 2023/24, nr. 7.",)


def test_15_letters_set_apart_are_repaired_in_fields_and_nowhere_else() -> None:
    memo = memo_of(
        "Aan: MOCW\nDatum\n1 1 oktober 2024\nRef erentie\n4 8 628954\nBijlagen\n\nA anleiding\nEr zijn 4 8 scholen.\n"
    )
    assert (memo.date, memo.reference, memo.reference_printed) == (date(2024, 10, 11), "48628954", "4 8 628954")
    assert text_of(memo, SectionKind.OCCASION) == "Er zijn 4 8 scholen."


def test_16_words_divided_at_the_end_of_a_line() -> None:
    memo = memo_of(
        "Aan MBZK\n\nAanleiding\nHet Luchtvaartveiligheids\u00ad\n"
        "programma en de dijk-\nbewaking gaan over in- en\nuitvoer bij "
        "Noord-\nHolland en de in-\nen uitstroom.\n"
    )
    assert text_of(memo, SectionKind.OCCASION) == (
        "Het Luchtvaartveiligheidsprogramma en de dijkbewaking gaan "
        "over in- en uitvoer bij Noord-Holland en de in- en uitstroom."
    )


def test_17_accents_quotes_and_spaces() -> None:
    memo = memo_of("\n\n\n\nAan\u00a0MBZK  \n\nAanleiding\nDe enque\u0302te\u00a0is  \u201cgedaan\u201d.")
    assert text_of(memo, SectionKind.OCCASION) == "De enqu\u00eate is \u201cgedaan\u201d."
    assert memo.to == ("MBZK",)


@pytest.mark.parametrize(
    "printed", ["8 februari 2024", "08-02-2024", "8/2/2024", "donderdag 8 februari 2024", "8 feb. 2024", "2024-02-08"]
)
def test_18_dates_in_all_their_forms(printed: str) -> None:
    memo = memo_of(f"Aan MBZK\nDatum: {printed}\n\n" + BODY)
    assert (memo.date, memo.date_printed) == (date(2024, 2, 8), printed)


def test_19_several_memos_in_one_file() -> None:
    other = [(x, y, text.replace("2024-0000012345", "2024-0000099999"), *rest) for x, y, text, *rest in [*SIDE, *MAIN]]
    first, second = read_memo(io.BytesIO(pdf_of([*SIDE, *MAIN], other)), "bundel.pdf").memos  # type: ignore[arg-type]
    assert (first.reference, first.pages, second.reference, second.pages) == (
        "2024-0000012345",
        (1,),
        "2024-0000099999",
        (2,),
    )
    head = (
        "TER BESLISSING\nAan MBZK\nVan DGX\nDatum\n8 februari 2024\nOns "
        "kenmerk\n{}\n\nAanleiding\nEr is een vraag.\n\nAdvies\nTeken.\n\n"
    )
    both = read_text(head.format("2024-0000012345") + head.format("2024-0000099999")).memos
    assert [one.reference for one in both] == ["2024-0000012345", "2024-0000099999"]


def test_19b_of_several_memos_with_one_header_at_one_place_each_begins_anew() -> None:
    def first(number: int, title: str, pages: int) -> list[Line]:
        head = {"Aan": "de minister van EZ", "Kenmerk": f"DGBI / 99123{number}", "Datum": f"{number} april 2025"}
        page: list[Line] = [(72, 800, "TER BESLISSING", "Helvetica-Bold", 11)]
        for place, (label, value) in enumerate(head.items()):
            page += [(72, 780 - 14 * place, label), (170, 780 - 14 * place, value)]
        page += [(72, 720, title, "Helvetica-Bold", 12), (72, 700, "Aanleiding", "Helvetica-Bold")]
        page += [(72, 688, "Er is een brief van de gemeenten."), (72, 660, "Advies", "Helvetica-Bold")]
        page += [(72, 648, "U wordt geadviseerd kennis te nemen van de brief."), (500, 30, f"Pagina 1 van {pages}")]
        return page

    second: list[Line] = [(72, 800, "Kenmerk"), (72, 788, "DGBI / 9912310"), (72, 750, "Toelichting", "Helvetica-Bold")]
    second += [(72, 738, "De gemeenten vragen om meer tijd."), (500, 30, "Pagina 2 van 2")]
    bundle = [first(10, "Nota tarieven", 2), second, first(11, "Nota warmte", 1), first(12, "Nota gas", 1)]
    memos = read_memo(io.BytesIO(pdf_of(*bundle)), "bundel.pdf").memos
    assert [(one.title, one.pages, one.to) for one in memos] == [
        ("Nota tarieven", (1, 2), ("de minister van EZ",)),
        ("Nota warmte", (3,), ("de minister van EZ",)),
        ("Nota gas", (4,), ("de minister van EZ",)),
    ]
    assert (memos[0].running_header_present, memos[0].running_header_consistent) == (True, True)
    assert [one.heading for one in memos[0].sections] == ["Aanleiding", "Advies", "Toelichting"]
    assert text_of(memos[0], SectionKind.ADVISED_DECISION) == "U wordt geadviseerd kennis te nemen van de brief."


def test_20_a_table_of_attachments_over_two_pages() -> None:
    def row(y: float, *cells: str, font: str = "Helvetica") -> list[Line]:
        return [(x, y, cell, font, 8.0) for x, cell in zip((79, 150, 330), cells, strict=True)]

    head = row(103, "Volgnummer", "Naam", "Informatie", font="Helvetica-Bold")
    first = [
        *SIDE,
        *MAIN,
        (79, 120, "Bijlagen", "Helvetica-Bold"),
        *head,
        *row(88, "1", "Brief aan de Kamer", "Ter ondertekening"),
    ]
    later = [
        *SIDE[1:5],
        *row(690, "Volgnummer", "Naam", "Informatie", font="Helvetica-Bold"),
        *row(675, "2", "Rapport", "Mee te zenden"),
    ]
    memo = memo_of_pdf(first, later)
    assert [(one.number, one.name, one.info) for one in memo.attachments_table] == [
        ("1", "Brief aan de Kamer", "Ter ondertekening"),
        ("2", "Rapport", "Mee te zenden"),
    ]


def test_21_no_type_line_and_one_that_contradicts_the_advice() -> None:
    assert memo_of("Aan MBZK\n\n" + BODY).type is None
    memo = memo_of("Aan MBZK\n\nTER INFORMATIE\n\n" + BODY)
    assert memo.type == "TER INFORMATIE"
    assert [one.kind for one in memo.requested_actions] == [ActionKind.SIGN]


@pytest.mark.parametrize(
    "marker",
    ["[Redacted]", "weggelakt", "gelakt", "geanonimiseerd", "Persoonsgegevens", "5.1.2e", "\u2588\u2588\u2588"],
)
def test_22_redacted_is_not_empty_and_not_absent(marker: str) -> None:
    assert memo_of(f"Aan MBZK\nOpgesteld door\n{marker}\nDatum\n8 februari 2024\n\n" + BODY).author == "redacted"
    assert memo_of("Aan MBZK\nOpgesteld door\nDatum\n8 februari 2024\n\n" + BODY).author == "empty"
    assert memo_of("Aan MBZK\nDatum\n8 februari 2024\n\n" + BODY).author is None


def test_22b_a_grey_box_is_redaction_and_no_box_is_empty() -> None:
    assert memo_of_pdf([*SIDE, *MAIN]).author == "empty"
    assert memo_of_pdf([*SIDE, *MAIN], boxes=[(466, 634, 70, 8)]).author == "redacted"


def test_24_a_file_that_is_no_memo_stays_readable_and_can_be_typed_in() -> None:
    (memo,) = read_text("Boodschappen\n\nmelk, brood en een tros bananen voor op het station.\n").memos
    assert any("bananen" in one.text for one in memo.sections)
    typed = memo.with_typed({"title": "Zelf getypt", "date": date(2024, 2, 8)})
    assert (typed.title, typed.typed) == ("Zelf getypt", frozenset({"title", "date"}))
    with pytest.raises(KeyError):
        memo.with_typed({"sha256": "x"})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7\nrommel", "damaged"),
        (b"\x00\x01\x02\x03" * 50, "not_a_memo_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "not_a_memo_file"),
        (b"PK\x03\x04 half", "damaged"),
    ],
)
def test_24b_what_cannot_be_read_is_refused_with_a_code_that_names_the_file(content: bytes, code: str) -> None:
    with pytest.raises(CannotRead) as caught:
        read_memo(io.BytesIO(content), "nota.pdf")
    assert (caught.value.reason.code, caught.value.reason.parameters["file"]) == (code, "nota.pdf")


def test_04b_an_empty_cell_beside_a_label_is_its_value() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for label, value in (("Aan", "de minister van IenW"), ("Datum", "8 februari 2024"), ("Samengewerkt met", "")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_paragraph("Kamerbrief toegankelijkheid spoor", style="Title")
    document.add_paragraph("Aanleiding", style="Heading 1")
    document.add_paragraph("Er is een vraag.")
    target = io.BytesIO()
    document.save(target)
    target.seek(0)
    (memo,) = read_memo(target, "nota.docx").memos
    assert (memo.cooperated, memo.title) == ("", "Kamerbrief toegankelijkheid spoor")
    assert memo.to == ("de minister van IenW",)
