"""Twelve memos in layouts that the reader was not tuned on; written, with their truth, before it was run on them.

Other type (embedded Source Sans and Serif), other ministries, other words for labels and sections, another order of
sections, tables as headers, and other files: DOCX, Markdown, text as extractors leave it. ``FIRST_RUN`` in
:mod:`tests.corpus.__main__` has the figures of the very first reading. Subjects, persons and numbers are invented.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pypdfium2
from reportlab.lib.colors import black, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.lookalike import Setting, Spec, Text, drawn, write


class Untuned(NamedTuple):
    """A memo: the name of its file, its bytes, what a correct reading gives, its text by another way."""

    name: str
    content: bytes
    truth: dict[str, Any]
    source: str


@cache
def embedded_fonts() -> None:
    for package, family in (("font_source_sans_pro", "SourceSansPro"), ("font_source_serif_pro", "SourceSerifPro")):
        found = find_spec(package)
        assert found is not None
        assert found.submodule_search_locations
        folder = Path(next(iter(found.submodule_search_locations)))
        for style in ("Regular", "Bold", "It"):
            path = next(iter(sorted(folder.rglob(f"{family}-{style}.ttf"))), None)
            if path is not None:
                pdfmetrics.registerFont(TTFont(f"{family}-{style}", str(path)))


def _spec(**values: Any) -> Spec:
    usual: dict[str, Any] = {
        "type": None,
        "author": None,
        "cooperated": None,
        "attachments": None,
        "publish": "unknown",
        "others": {},
        "condition": None,
        "notes": (),
    }
    return Spec(**{**usual, **values})


_TOLL = (
    "Het veer tussen de eilanden vaart sinds 2019 zonder tarief voor bewoners. De gemeenteraad vraagt om verlenging.",
    "De kosten van het veer zijn EUR 2,3 miljoen per jaar en staan op de begroting van de provincie.",
    "Bij hoogwater wijkt de dienst uit naar de noordelijke steiger.",
)


def finance_table_header() -> Untuned:
    """Labels right-aligned left of a rule, values right of it; serif; decision points first."""
    embedded_fonts()
    spec = _spec(
        type="TER BESLISSING",
        title="Verlenging vrijstelling veertarief eilandbewoners",
        to=("de staatssecretaris van Financi\u00ebn",),
        sender="Directie Douane en Verbruiksbelastingen",
        reference="2024-0000451120",
        day=date(2024, 6, 4),
        author="redacted",
        attachments="2",
        others={"Notanummer": "2024-0000451120"},
        sections=(
            Text(
                "Beslispunten",
                "geadviseerd_besluit",
                1,
                (
                    "1. Stemt u in met verlenging van de vrijstelling tot en met 2027?",
                    "2. Gaat u akkoord met verzending van bijgevoegde brief aan de Tweede Kamer?",
                ),
            ),
            Text("Aanleiding", "aanleiding", 1, (_TOLL[0],)),
            Text("Kern", "kern", 1, (f"- {_TOLL[1]}", f"- {_TOLL[2]}")),
            Text("Informatie die niet openbaar gemaakt kan worden", "niet_openbaar", 1, ("Niet van toepassing.",)),
        ),
        actions=(
            ("agree", "Stemt u in met verlenging van de vrijstelling"),
            ("send", "akkoord met verzending van bijgevoegde brief"),
        ),
    )
    spec = replace(spec, others={})

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 60, 785, "Ministerie van Financi\u00ebn", "SourceSerifPro-Regular", 15)
        write(canvas, 60, 752, "TER BESLISSING", "SourceSerifPro-Bold", 12)
        y = 728.0
        for label, value in (
            ("Aan", s.to[0]),
            ("Van", s.sender),
            ("Datum", "4 juni 2024"),
            ("Notanummer", s.reference),
            ("Persoonsgegevens", ""),
            ("Auteur", "Persoonsgegevens"),
            ("Bijlagen", "2"),
            ("Onderwerp", s.title),
        ):
            if label == "Persoonsgegevens":
                continue
            canvas.setFont("SourceSerifPro-Bold", 9)
            canvas.drawRightString(140, y, label)
            write(canvas, 150, y, value, "SourceSerifPro-Regular", 9)
            y -= 14
        canvas.line(145, 738, 145, y + 8)
        return y - 20

    setting = Setting(
        left=60,
        width=470,
        font="SourceSerifPro-Regular",
        bold="SourceSerifPro-Bold",
        italic="SourceSerifPro-It",
        size=10,
        leading=13,
        footer="Pagina {page} van {pages}",
        footer_left=470,
    )
    return _pdf("fin-tabel", spec, setting, header, repeated=False)


def health_with_lettered_sections() -> Untuned:
    """VWS: a shaded band with white words, deadline field, sub-headings a., b., c. under the explanation."""
    embedded_fonts()
    spec = _spec(
        type="TER BESLUITVORMING",
        title="Regeling vergoeding dorpsapotheken",
        to=("Minister van VWS",),
        sender="Directie Geneesmiddelen",
        reference="3790112-1063344-GMT",
        day=date(2024, 3, 19),
        author="empty",
        cooperated="FEZ, Z",
        attachments="1. Regeling 2. Toelichting",
        others={"Deadline": "28 maart 2024"},
        sections=(
            Text(
                "Aanleiding",
                "aanleiding",
                1,
                ("In dunbevolkte streken sluit elk jaar een apotheek. De koepel vroeg om een vergoeding.",),
            ),
            Text("Geadviseerd besluit", "geadviseerd_besluit", 1, ("Wij adviseren u de regeling te ondertekenen.",)),
            Text(
                "Kernpunten",
                "kern",
                1,
                (
                    "- De vergoeding geldt voor 62 apotheken.",
                    "- De regeling eindigt in 2028, tenzij zij wordt verlengd.",
                ),
            ),
            Text("Toelichting", "toelichting", 1, ("De regeling sluit aan bij de bestaande beleidsregels.",)),
            Text("a. Draagvlak politiek", "draagvlak", 2, ("De Kamer nam de motie met 112 stemmen aan.",)),
            Text(
                "b. Maatschappelijk en bestuurlijk draagvlak",
                "draagvlak",
                2,
                ("Gemeenten en koepel steunen de regeling.",),
            ),
            Text("c. Financi\u00eble en personele gevolgen", "financiele_overwegingen", 2, ("De kosten zijn gedekt.",)),
        ),
        actions=(("sign", "de regeling te ondertekenen"),),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        canvas.setFillColorRGB(0.1, 0.25, 0.5)
        canvas.rect(50, 770, 495, 26, stroke=0, fill=1)
        canvas.setFillColor(white)
        write(canvas, 60, 778, "TER BESLUITVORMING", "SourceSansPro-Bold", 12)
        canvas.setFillColor(black)
        rows = (
            (("Aan", s.to[0]), ("Datum", "19-03-2024")),
            (("Van", s.sender), ("Kenmerk", s.reference)),
            (("Opgesteld door", ""), ("Deadline", "28 maart 2024")),
            (("Afgestemd met", "FEZ, Z"), ("Bijlage(n)", "1. Regeling 2. Toelichting")),
        )
        y = 748.0
        for row in rows:
            for x, (label, value) in zip((55, 310), row, strict=True):
                write(canvas, x, y, f"{label}:", "SourceSansPro-Bold", 9)
                write(canvas, x + 85, y, value, "SourceSansPro-Regular", 9)
            y -= 15
        write(canvas, 55, y - 12, s.title, "SourceSansPro-Bold", 14)
        return y - 36

    setting = Setting(
        left=55,
        width=485,
        font="SourceSansPro-Regular",
        bold="SourceSansPro-Bold",
        italic="SourceSansPro-It",
        size=10,
        leading=13.5,
        bullet="\u2013",
        footer="{page}",
        footer_left=300,
    )
    return _pdf("vws-band", spec, setting, header, repeated=False)


def social_affairs_column_from_the_top() -> Untuned:
    """SZW: a wide side column that begins above the type, A4 with large margins, copy field, condition."""
    embedded_fonts()
    spec = _spec(
        type="TER ONDERTEKENING",
        title="Kamerbrief evaluatie werkplaatsen jongeren",
        to=("MSZW",),
        sender="Directie Participatie",
        reference="2024-0000300455",
        day=date(2024, 10, 31),
        author="redacted",
        cooperated="",
        attachments="1",
        publish="yes",
        others={"Kopie aan": "SSZW"},
        condition=("MR", "2024-11-08", "onder voorbehoud van instemming van de MR van 8 november"),
        sections=(
            Text(
                "Aanleiding",
                "aanleiding",
                1,
                ("De evaluatie van de werkplaatsen is klaar. De MR bespreekt haar op 8 november.",),
            ),
            Text(
                "Gevraagd besluit",
                "geadviseerd_besluit",
                1,
                (
                    "U wordt verzocht bijgaande brief onder voorbehoud van instemming van de MR van 8 november te "
                    "ondertekenen en na de MR te verzenden aan de Tweede Kamer.",
                ),
            ),
            Text(
                "Kernboodschap", "kern", 1, ("Twee op de drie jongeren vonden binnen een jaar werk of een opleiding.",)
            ),
            Text("Uitvoerbaarheid", "uitvoering", 1, ("Gemeenten kunnen de aanbevelingen in 2025 uitvoeren.",)),
            Text("Communicatie", "communicatie", 1, ("Er is een persbericht voorbereid.",)),
            Text(
                "Informatie die niet openbaar gemaakt kan worden",
                "niet_openbaar",
                1,
                ("Persoonsgegevens van ambtenaren.",),
            ),
        ),
        actions=(("sign", "bijgaande brief te ondertekenen"), ("send", "na de MR te verzenden aan de Tweede Kamer")),
    )

    def column(canvas: Canvas, y: float, pairs: tuple[tuple[str, str], ...]) -> None:
        for label, value in pairs:
            write(canvas, 420, y, label, "SourceSansPro-Bold", 7)
            if value == "box":
                canvas.setFillColorRGB(0, 0, 0)
                canvas.rect(420, y - 11, 90, 8, stroke=0, fill=1)
            else:
                write(canvas, 420, y - 9, value, "SourceSansPro-Regular", 7)
            y -= 23

    head = (("Datum", "31 oktober 2024"), ("Onze referentie", spec.reference))

    def header(canvas: Canvas, s: Spec) -> float:
        column(
            canvas,
            770,
            (
                ("Van", s.sender),
                *head,
                ("Auteur", "box"),
                ("Samengewerkt met", ""),
                ("Kopie aan", "SSZW"),
                ("Nota actief openbaar", "Ja"),
                ("Bijlage(n)", "1"),
            ),
        )
        write(canvas, 90, 700, "Aan", "SourceSansPro-Bold", 10)
        write(canvas, 150, 700, "MSZW", "SourceSansPro-Regular", 10)
        write(canvas, 90, 680, "TER ONDERTEKENING", "SourceSansPro-Bold", 11)
        write(canvas, 90, 655, s.title, "SourceSansPro-Bold", 13)
        return 625

    setting = Setting(
        left=90,
        width=300,
        font="SourceSansPro-Regular",
        bold="SourceSansPro-Bold",
        italic="SourceSansPro-It",
        size=11,
        leading=15,
        bottom=420,
        top=700,
        footer="Pagina {page} / {pages}",
        footer_left=90,
        on_page=lambda canvas, number: column(canvas, 770, head),
    )
    return _pdf("szw-kolom", spec, setting, header, repeated=True)


def foreign_affairs_memorandum() -> Untuned:
    """BZ: centred masthead, To-From lines with dots, roman numbers, no type line, footnote."""
    embedded_fonts()
    spec = _spec(
        title="Opening consulaire post in het hooggebergte",
        to=("Minister van Buitenlandse Zaken",),
        sender="DGPZ/Directie Consulaire Zaken",
        reference="BZ2414087",
        day=date(2024, 4, 23),
        author=None,
        others={"Via": "SG"},
        notes=("Kamerstukken II 2022/23, 36 200 V, nr. 41.",),
        sections=(
            Text("I. Aanleiding", "aanleiding", 1, ("De Kamer vroeg in een motie^1 om een post in het hooggebergte.",)),
            Text(
                "II. Advies",
                "geadviseerd_besluit",
                1,
                ("U wordt gevraagd kennis te nemen van de planning en de inrichting te bespreken met de directie.",),
            ),
            Text(
                "III. Toelichting",
                "toelichting",
                1,
                (
                    "Het gebouw is gehuurd tot 2030. De staf bestaat uit zes medewerkers.",
                    "De opening is voorzien in september.",
                ),
            ),
        ),
        actions=(
            ("note", "kennis te nemen van de planning"),
            ("discuss", "de inrichting te bespreken met de directie"),
        ),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        canvas.setFont("SourceSerifPro-Bold", 18)
        canvas.drawCentredString(297, 780, "MEMO")
        y = 745.0
        for label, value in (
            ("Aan", s.to[0]),
            ("Via", "SG"),
            ("Van", s.sender),
            ("Datum", "23 april 2024"),
            ("Kenmerk", s.reference),
            ("Betreft", s.title),
        ):
            write(canvas, 75, y, f"{label} :", "SourceSerifPro-Regular", 11)
            write(canvas, 150, y, value, "SourceSerifPro-Regular", 11)
            y -= 17
        canvas.line(75, y + 5, 520, y + 5)
        return y - 18

    setting = Setting(
        left=75,
        width=445,
        font="SourceSerifPro-Regular",
        bold="SourceSerifPro-Bold",
        italic="SourceSerifPro-It",
        size=11,
        leading=15,
        bottom=110,
        footer="- {page} -",
        footer_left=290,
    )
    return _pdf("bz-memo", spec, setting, header, repeated=False)


def landscape_form() -> Untuned:
    """A landscape page: header left as a list, body right; grey label cells; condition of the onderraad."""
    embedded_fonts()
    spec = _spec(
        type="TER GOEDKEURING",
        title="Convenant stille havens",
        to=("Minister van IenW",),
        sender="Directie Maritieme Zaken",
        reference="IENW/BSK-2024/201177",
        day=date(2024, 9, 12),
        author="redacted",
        cooperated="HBJZ",
        attachments="1",
        others={"Beslistermijn": "20 september 2024"},
        condition=("onderraad", "2024-09-24", "na akkoord van de onderraad op 24 september 2024"),
        sections=(
            Text("Aanleiding", "aanleiding", 1, ("De havens van vier gemeenten willen \u2019s nachts stil zijn.",)),
            Text(
                "Geadviseerde beslissing",
                "geadviseerd_besluit",
                1,
                (
                    "Akkoord te gaan met het convenant en het na akkoord van de onderraad op 24 september 2024 te "
                    "ondertekenen.",
                ),
            ),
            Text("Krachtenveld", "krachtenveld", 1, ("Schippers zijn verdeeld; bewoners zijn voor.",)),
            Text(
                "Juridische aspecten", "juridische_overwegingen", 1, ("Het convenant bindt alleen de ondertekenaars.",)
            ),
        ),
        actions=(("agree", "Akkoord te gaan met het convenant"), ("sign", "het convenant te ondertekenen")),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        y = 540.0
        for label, value in (
            ("Aan", s.to[0]),
            ("Van", s.sender),
            ("Datum", "12 september 2024"),
            ("Kenmerk", s.reference),
            ("Opgesteld door", "5.1.2e"),
            ("Afgestemd met", "HBJZ"),
            ("Beslistermijn", "20 september 2024"),
            ("Bijlagen", "1"),
        ):
            canvas.setFillColorRGB(0.9, 0.9, 0.9)
            canvas.rect(40, y - 4, 180, 14, stroke=0, fill=1)
            canvas.setFillColor(black)
            write(canvas, 45, y, label, "SourceSansPro-Bold", 8)
            write(canvas, 45, y - 15, value, "SourceSansPro-Regular", 8)
            y -= 36
        write(canvas, 260, 545, "TER GOEDKEURING", "SourceSansPro-Bold", 12)
        write(canvas, 260, 520, s.title, "SourceSansPro-Bold", 14)
        return 490

    setting = Setting(
        page=(841.89, 595.28),
        left=260,
        width=530,
        font="SourceSansPro-Regular",
        bold="SourceSansPro-Bold",
        italic="SourceSansPro-It",
        size=10,
        leading=14,
        bottom=60,
        top=540,
        footer="Pagina {page} van {pages}",
        footer_left=700,
    )
    return _pdf("ienw-liggend", spec, setting, header, repeated=False)


def _pdf(
    name: str, spec: Spec, setting: Setting, header: Callable[[Canvas, Spec], float], *, repeated: bool
) -> Untuned:
    content = drawn(spec, setting, header)
    return Untuned(f"{name}.pdf", content, spec.truth(repeated=repeated), _stream_text(content))


def _stream_text(content: bytes) -> str:
    opened = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in opened).replace("\ufffe", "")
    finally:
        opened.close()


_SCHOOL = _spec(
    type="TER INFORMATIE",
    title="Stand van zaken schoolbibliotheken",
    to=("SOCW",),
    sender="Directie Primair Onderwijs",
    reference="45118820",
    day=date(2024, 5, 14),
    author="redacted",
    cooperated="Media en Creatieve Industrie",
    attachments="",
    publish="no",
    sections=(
        Text(
            "Aanleiding",
            "aanleiding",
            1,
            ("In het debat van 18 april is een overzicht toegezegd van scholen zonder bibliotheek.",),
        ),
        Text("Geadviseerd besluit", "geadviseerd_besluit", 1, ("Wij adviseren u kennis te nemen van het overzicht.",)),
        Text(
            "Kernpunten",
            "kern",
            1,
            ("- Van alle scholen heeft 8 procent geen bibliotheek.", "- Het verschil tussen stad en land is klein."),
        ),
        Text("Afstemming", "afstemming", 1, ("Het overzicht is gedeeld met de sectorraad.",)),
        Text("Motivering", "motivering", 1, ("Het overzicht bevat gegevens van afzonderlijke scholen.",)),
    ),
    actions=(("note", "kennis te nemen van het overzicht"),),
)


def word_with_a_header_table() -> Untuned:
    """DOCX: the header is a table of four columns, headings are a style, bullets a list."""
    document = docx.Document()
    document.add_paragraph("TER INFORMATIE").runs[0].bold = True
    table = document.add_table(rows=0, cols=4)
    pairs = (
        ("Aan", "SOCW", "Datum", "14 mei 2024"),
        ("Van", "Directie Primair Onderwijs", "Kenmerk", "45118820"),
        ("Opgesteld door", "[gelakt]", "Bijlagen", ""),
        ("Samengewerkt met", "Media en Creatieve Industrie", "Actief openbaar", "Nee"),
    )
    for row in pairs:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph(_SCHOOL.title, style="Title")
    for one in _SCHOOL.sections:
        document.add_heading(one.heading, level=1)
        for paragraph in one.paragraphs:
            bullet = paragraph.startswith("- ")
            document.add_paragraph(paragraph[2:] if bullet else paragraph, style="List Bullet" if bullet else None)
    return _word("ocw-tabel", document, _SCHOOL)


def word_with_bold_lines() -> Untuned:
    """DOCX without styles: labels and values with tabs, headings as bold lines."""
    spec = replace(_SCHOOL, to=("Minister voor PVO",), cooperated=None, attachments="1", publish="unknown")
    document = docx.Document()
    for label, value in (
        ("Aan", "Minister voor PVO"),
        ("Van", spec.sender),
        ("Datum", "14-5-2024"),
        ("Referentie", spec.reference),
        ("Auteur", "weggelakt"),
        ("Bijlage(n)", "1"),
    ):
        document.add_paragraph(f"{label}\t{value}")
    document.add_paragraph("TER INFORMATIE").runs[0].bold = True
    document.add_paragraph(spec.title).runs[0].bold = True
    for one in spec.sections:
        document.add_paragraph(one.heading).runs[0].bold = True
        for paragraph in one.paragraphs:
            document.add_paragraph(paragraph)
    return _word("ocw-vet", document, spec)


def _word(name: str, document: Any, spec: Spec) -> Untuned:
    target = io.BytesIO()
    document.save(target)
    source = "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    return Untuned(f"{name}.docx", target.getvalue(), spec.truth(repeated=False), source)


_JUSTICE = _spec(
    title="Wijziging besluit toezicht op veilinghuizen",
    to=("de Minister van Justitie en Veiligheid",),
    sender="Directie Wetgeving en Juridische Zaken",
    reference="5417733",
    day=date(2024, 7, 2),
    author="redacted",
    attachments="2",
    sections=(
        Text("1. Aanleiding", "aanleiding", 1, ("Het besluit verloopt op 1 oktober 2024.",)),
        Text(
            "2. Geadviseerd besluit",
            "geadviseerd_besluit",
            1,
            ("U wordt verzocht de voordracht te ondertekenen en het nader rapport te verzenden.",),
        ),
        Text(
            "3. Kernpunten",
            "kern",
            1,
            ("- De vergunning geldt voortaan vijf jaar.", "- De leges dalen met een tiende."),
        ),
        Text("4. Toelichting", "toelichting", 1, ()),
        Text("4.1 Politieke context", "politieke_context", 2, ("De Kamer heeft hierover geen vragen gesteld.",)),
        Text("4.2 Financi\u00eble gevolgen", "financiele_overwegingen", 2, ("Geen.",)),
        Text("5. Informatie die niet openbaar gemaakt kan worden", "niet_openbaar", 1, ("Niet van toepassing",)),
    ),
    actions=(("sign", "de voordracht te ondertekenen"), ("send", "het nader rapport te verzenden")),
)


def markdown_with_a_table() -> Untuned:
    """Markdown: the header is a pipe table, sections are second-level headings, sub-headings third."""
    head = (
        "# Wijziging besluit toezicht op veilinghuizen\n\n| | |\n|---|---|\n"
        "| **Aan** | de Minister van Justitie en Veiligheid |\n| **Van** | Directie Wetgeving en Juridische Zaken |\n"
        "| **Datum** | 2 juli 2024 |\n| **Onze referentie** | 5417733 |\n| **Opgesteld door** | [Redacted] |\n"
        "| **Bijlage(n)** | 2 |\n\n"
    )
    text = head + "\n\n".join(
        "\n\n".join((f"{'#' * (one.level + 1)} {one.heading}", *one.paragraphs)) for one in _JUSTICE.sections
    )
    text = text.replace("jaar.\n\n- De leges", "jaar.\n- De leges")
    return Untuned("jenv-tabel.md", text.encode(), _JUSTICE.truth(repeated=False), text.replace("*", ""))


def markdown_with_bold_labels() -> Untuned:
    """Markdown: bold labels with colons and two spaces at line ends; bold headings; starred bullets."""
    lines = [
        "**Aan:** de Minister van Justitie en Veiligheid  ",
        "**Van:** Directie Wetgeving en Juridische Zaken  ",
        "**Datum:** 2-7-2024  ",
        "**Kenmerk:** 5417733  ",
        "**Auteur:** geanonimiseerd  ",
        "**Bijlagen:** 2  ",
        "",
        "**Onderwerp:** Wijziging besluit toezicht op veilinghuizen",
        "",
    ]
    for one in _JUSTICE.sections:
        mark = "**" if one.level == 1 else "*"
        lines += [f"{mark}{one.heading}{mark}", "", *(text.replace("- ", "* ", 1) for text in one.paragraphs), ""]
    text = "\n".join(lines)
    return Untuned("jenv-vet.md", text.encode(), _JUSTICE.truth(repeated=False), text)


_FARM = _spec(
    type="TER BESLISSING",
    title="Nota inzake subsidie heggen en houtwallen",
    to=("Minister van LVVN",),
    sender="DG Natuur en Visserij",
    reference="DGNV / 97120044",
    day=date(2024, 11, 6),
    author="redacted",
    attachments="1",
    others={"Kopie aan": ""},
    sections=(
        Text(
            "Aanleiding",
            "aanleiding",
            1,
            (
                "De subsidie voor heggen en houtwallen loopt eind dit jaar af. Provincies vragen om duidelijkheid "
                "v\u00f3\u00f3r 1 december, omdat zij anders geen contracten voor 2025 kunnen sluiten.",
            ),
        ),
        Text(
            "Advies",
            "geadviseerd_besluit",
            1,
            ("U wordt geadviseerd in te stemmen met een jaar verlenging en de brief aan de Kamer te ondertekenen.",),
        ),
        Text(
            "Kernpunten",
            "kern",
            1,
            (
                "- De verlenging kost \u20ac 4,1 miljoen en past binnen de begroting van 2025.",
                "- In 2023 is 310 kilometer heg aangelegd, tegen 190 kilometer een jaar eerder.",
            ),
        ),
        Text("Toelichting", "toelichting", 1, ("nvt",)),
    ),
    actions=(("agree", "in te stemmen met een jaar verlenging"), ("sign", "de brief aan de Kamer te ondertekenen")),
)
_WIDTH = 78


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.replace("- ", "\u2022 ", 1).split(" ") if text.startswith("- ") else text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def text_in_stream_order() -> Untuned:
    """Text as the content stream gives it: people first, column next, page number before the body."""
    head = [
        "Aan de Minister van LVVN",
        "DG Natuur en Visserij",
        "TER BESLISSING",
        "Kenmerk",
        "DGNV / 97120044",
        "Datum",
        "6 november 2024",
        "Auteur",
        "[Redacted]",
        "Kopie aan",
        "Bijlage(n)",
        "1",
        "Pagina 1 van 1",
        "Nota inzake subsidie heggen en houtwallen",
    ]
    lines = [line for one in _FARM.sections for line in (one.heading, *_lines(one))]
    text = "\n".join([*head, *lines]) + "\n"
    truth = {**_FARM.truth(repeated=False), "accept": {"to": [["de Minister van LVVN"]]}}
    return Untuned("lvvn-stroom.txt", text.encode(), truth, text)


def text_with_labels_first() -> Untuned:
    """Text in reading order: all labels of the column, then all values; pages divided by form feeds; head repeated."""
    head = [
        "TER BESLISSING",
        "Aan",
        "Van",
        "Minister van LVVN",
        "DG Natuur en Visserij",
        "Kenmerk",
        "Datum",
        "Auteur",
        "Bijlage(n)",
        "DGNV / 97120044",
        "6 november 2024",
        "geanonimiseerd",
        "1",
        "",
        "Nota inzake subsidie heggen en houtwallen",
        "",
    ]
    body = [line for one in _FARM.sections for line in ("", one.heading, *_lines(one))]
    cut = body.index("Kernpunten") + 3
    again = ["\fKenmerk", "DGNV / 97120044", "Datum", "6 november 2024"]
    lines = [*head, *body[:cut], "Pagina 1 van 2", *again, *body[cut:], "Pagina 2 van 2"]
    text = "\n".join(lines) + "\n"
    spec = replace(_FARM, others={})
    return Untuned("lvvn-labels.txt", text.encode(), spec.truth(repeated=True), text.replace("\f", "\n"))


def text_that_keeps_the_layout() -> Untuned:
    """Text that keeps columns with spaces: the side column stands beside the running text."""
    side = ["Kenmerk", "DGNV / 97120044", "", "Datum", "6 november 2024", "", "Auteur", "", "Bijlage(n)", "1"]
    main = [
        "TER BESLISSING",
        "",
        "Aan      Minister van LVVN",
        "Van      DG Natuur en Visserij",
        "",
        "Nota inzake subsidie heggen en houtwallen",
        "",
    ]
    for one in _FARM.sections:
        main += [one.heading, *_lines(one), ""]
    rows = [f"{left:<92}{side[number] if number < len(side) else ''}".rstrip() for number, left in enumerate(main)]
    spec = replace(_FARM, author="empty", others={})
    text = "\n".join(rows) + "\n"
    return Untuned("lvvn-opmaak.txt", text.encode(), spec.truth(repeated=False), text)


def _lines(one: Text) -> list[str]:
    return [line for paragraph in one.paragraphs for line in _wrapped(paragraph)]


def all_untuned() -> list[Untuned]:
    return [
        finance_table_header(),
        health_with_lettered_sections(),
        social_affairs_column_from_the_top(),
        foreign_affairs_memorandum(),
        landscape_form(),
        word_with_a_header_table(),
        word_with_bold_lines(),
        markdown_with_a_table(),
        markdown_with_bold_labels(),
        text_in_stream_order(),
        text_with_labels_first(),
        text_that_keeps_the_layout(),
    ]
