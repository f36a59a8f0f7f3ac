"""Twelve layouts of :mod:`tests.corpus.lookalike`, none of them that of a memo in ``memos/``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tests.corpus.lookalike import Setting, Spec, Text, drawn, grey_box, invented, renamed, write

Made = tuple[str, bytes, dict[str, Any]]
TABLE = Text(
    "Bijlagen",
    "bijlagen",
    1,
    (),
    (
        ("1", "Brief aan de Tweede Kamer", "Ter ondertekening"),
        ("2", "Rapport van bevindingen over de uitvoering in de regio", "Mee te zenden"),
        ("3", "Tijdlijn", "Achtergrond"),
    ),
)
STANDARD = Text(
    "Informatie die niet openbaar gemaakt kan worden",
    "niet_openbaar",
    1,
    ("De persoonsgegevens van ambtenaren zijn niet openbaar.",),
)


def form_of_labels_above_values() -> Made:
    """A grid of labels with their values below, above a body of full width; numbered headings."""
    base = invented(1, to=("Minister van VWS",), sender="Directie Sport en Bewegen", publish="unknown", author="empty")
    spec = replace(
        base,
        type="TER BESLISSING",
        cooperated="VWS/FEZ",
        attachments="2",
        others={"Deadline": "3 mei 2024"},
        sections=renamed(
            base,
            {
                "Aanleiding": "1. Aanleiding",
                "Geadviseerd besluit": "2. Geadviseerd besluit",
                "Kernpunten": "3. Kernpunten",
                "Toelichting": "4. Toelichting",
            },
            (
                Text(
                    "5. Informatie die niet openbaar gemaakt kan worden", "niet_openbaar", 1, ("Niet van toepassing.",)
                ),
            ),
        ),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 60, 780, "Ministerie van Volksgezondheid", "Helvetica", 14)
        write(canvas, 60, 740, "TER BESLISSING", "Helvetica-Bold", 11)
        rows = [
            (("Aan", s.to[0]), ("Van", s.sender), ("Datum", s.printed_day)),
            (("Kenmerk", s.reference), ("Bijlage(n)", "2"), ("Deadline", "3 mei 2024")),
            (("Opgesteld door", ""), ("Afgestemd met", "VWS/FEZ")),
        ]
        y = 715.0
        for row in rows:
            for x, (label, value) in zip((60, 220, 400), row, strict=False):
                write(canvas, x, y, label, "Helvetica-Bold", 8)
                write(canvas, x, y - 11, value, "Helvetica", 9)
            y -= 32
        write(canvas, 60, y - 6, s.title, "Helvetica-Bold", 13)
        return y - 40

    setting = Setting(left=60, width=475, size=10, leading=13, footer="Pagina {page} van {pages}", footer_left=480)
    return "form-labels-above", drawn(spec, setting, header), spec.truth(repeated=False)


def column_left_of_the_body() -> Made:
    """The side column stands left; the body begins at 180 points and is set in Times, justified."""
    base = invented(
        2, to=("Staatssecretaris van SZW",), sender="Directie Arbeidsverhoudingen", cooperated="", publish="yes"
    )
    spec = replace(base, sections=(*base.sections, STANDARD))
    labels = [
        ("Nota actief openbaar", "Ja"),
        ("Aan", "Staatssecretaris van SZW"),
        ("Van", spec.sender),
        ("Datum", spec.printed_day),
        ("Ons kenmerk", spec.reference),
        ("Opgesteld door", None),
        ("Afgestemd met", ""),
        ("Aantal bijlagen", "1"),
    ]

    def column(canvas: Canvas, rows: list[tuple[str, str | None]]) -> None:
        y = 690.0
        for label, value in rows:
            write(canvas, 40, y, label, "Times-Bold", 7.5)
            if value is None:
                grey_box(canvas, 40, y - 11, 80)
            elif value:
                write(canvas, 40, y - 9, value, "Times-Roman", 7.5)
            y -= 24

    def header(canvas: Canvas, s: Spec) -> float:
        column(canvas, labels)
        write(canvas, 180, 720, "TER ONDERTEKENING", "Times-Bold", 11)
        write(canvas, 180, 690, s.title, "Times-Bold", 14)
        return 650

    def later(canvas: Canvas, number: int) -> None:
        column(canvas, [("Datum", spec.printed_day), ("Ons kenmerk", spec.reference)])

    setting = Setting(
        left=180,
        width=360,
        font="Times-Roman",
        bold="Times-Bold",
        italic="Times-Italic",
        size=10.5,
        leading=13.5,
        justified=True,
        bottom=330,
        footer="{page}/{pages}",
        footer_left=520,
        on_page=later,
    )
    return "column-left", drawn(spec, setting, header), spec.truth(repeated=True)


def form_with_colons() -> Made:
    """Labels with colons in front of their values, one a line; decision points; headings in capitals; Times."""
    base = invented(3, to=("Minister voor Buitenlandse Handel",), sender="DGBEB", publish="no", cooperated="FIN, EZK")
    spec = replace(
        base,
        type="TER BESPREKING",
        others={"Via": "plv. secretaris-generaal"},
        attachments="geen",
        sections=(
            replace(base.sections[0], heading="AANLEIDING"),
            Text(
                "BESLISPUNTEN",
                "geadviseerd_besluit",
                1,
                (
                    "1. Kunt u instemmen met de inzet van de delegatie?",
                    "2. Wilt u de uitkomst bespreken met de minister van Financi\u00ebn?",
                ),
            ),
            replace(
                base.sections[2], heading="KERN", paragraphs=("De inzet is drieledig.", *base.sections[2].paragraphs)
            ),
            replace(base.sections[3], heading="TOELICHTING"),
        ),
        actions=(
            ("agree", "Kunt u instemmen met de inzet van de delegatie"),
            ("discuss", "Wilt u de uitkomst bespreken"),
        ),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 70, 770, "MEMO", "Times-Bold", 20)
        y = 735.0
        for label, value in (
            ("Aan:", s.to[0]),
            ("Van:", s.sender),
            ("Via:", "plv. secretaris-generaal"),
            ("Datum:", s.printed_day),
            ("Kenmerk:", s.reference),
            ("Steller:", "[Redacted]"),
            ("Medeafgestemd met:", "FIN, EZK"),
            ("Bijlagen:", "geen"),
            ("Actief openbaar:", "Nee"),
            ("Onderwerp:", s.title),
        ):
            write(canvas, 70, y, label, "Times-Roman", 11)
            write(canvas, 190, y, value, "Times-Roman", 11)
            y -= 15
        write(canvas, 70, y - 8, "TER BESPREKING", "Times-Bold", 11)
        return y - 40

    setting = Setting(
        left=70,
        width=450,
        font="Times-Roman",
        bold="Times-Bold",
        italic="Times-Italic",
        size=11,
        leading=14,
        footer="Pagina {page}",
        footer_left=280,
    )
    return "form-with-colons", drawn(spec, setting, header), spec.truth(repeated=False)


def block_at_the_right_top() -> Made:
    """The fields stand in a block right above, the body below it has the full width; condition of the council; note."""
    base = invented(4, to=("de Minister van OCW",), sender="Kunsten", publish="yes", cooperated="JenV")
    first = base.sections[0]
    advice = (
        "U wordt geadviseerd de Kamerbrief alvast te ondertekenen, "
        "onder voorbehoud van instemming van de ministerraad van "
        "vrijdag 22 november a.s., en daarna te verzenden aan beide Kamers."
    )
    spec = replace(
        base,
        notes=("Kamerstukken II 2023/24, 32 820, nr. 517.",),
        sections=(
            replace(first, paragraphs=(first.paragraphs[0].replace("gevraagd om", "gevraagd^1 om"),)),
            replace(base.sections[1], paragraphs=(advice,)),
            *base.sections[2:],
            STANDARD,
            TABLE,
        ),
        day=base.day.replace(month=11, day=19),
        attachments="3",
        actions=(("sign", "de Kamerbrief alvast te ondertekenen"), ("send", "te verzenden aan beide Kamers")),
        condition=(
            "MR",
            "2024-11-22",
            "onder voorbehoud van instemming van de ministerraad van vrijdag 22 november a.s.",
        ),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 70, 770, "nota", "Helvetica", 22)
        write(canvas, 160, 770, s.title, "Helvetica", 10)
        write(canvas, 70, 735, "TER ONDERTEKENING", "Helvetica-Bold", 10)
        write(canvas, 70, 715, "Aan", "Helvetica", 9)
        write(canvas, 130, 715, s.to[0], "Helvetica", 9)
        write(canvas, 70, 702, "Van", "Helvetica", 9)
        write(canvas, 130, 702, s.sender, "Helvetica", 9)
        y = 735.0
        for label, value in (
            ("Referentie", s.reference),
            ("Datum", s.printed_day),
            ("Auteur", "5.1.2e"),
            ("Afgestemd met", "JenV"),
            ("Bijlage(n)", "3"),
            ("Actief openbaar", "Ja"),
        ):
            write(canvas, 350, y, label, "Helvetica-Bold", 8)
            write(canvas, 430, y, value, "Helvetica", 8)
            y -= 12
        return 630

    setting = Setting(left=70, width=455, size=10, leading=13.5, bullet="-", bottom=95, footer_left=460)
    return "block-right-top", drawn(spec, setting, header), spec.truth(repeated=False)


def wide_column_other_type() -> Made:
    """A right column in Courier; headings larger than the text; a reference over two lines."""
    base = invented(
        5, to=("de minister voor Rechtsbescherming",), sender="Directie Toegang", author="redacted", publish="unknown"
    )
    spec = replace(
        base,
        reference="DGRR/DT-2024/771204",
        attachments="1. Kamerbrief 2. Tijdlijn",
        cooperated=None,
        type="TER INFORMATIE",
        sections=(
            base.sections[0],
            replace(
                base.sections[1],
                heading="Advies",
                paragraphs=("U wordt gevraagd kennis te nemen van de stand van zaken.",),
            ),
            *base.sections[2:],
        ),
        actions=(("note", "kennis te nemen van de stand van zaken"),),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 60, 740, "TER INFORMATIE", "Courier-Bold", 10)
        write(canvas, 60, 712, "Aan de minister voor Rechtsbescherming", "Courier", 9)
        write(canvas, 60, 670, s.title, "Courier-Bold", 10)
        column = [
            ("Directie Toegang", None),
            ("", None),
            ("Datum", "b"),
            (s.printed_day, None),
            ("Ons kenmerk", "b"),
            ("DGRR/DT-", None),
            ("2024/771204", None),
            ("Contactpersoon", "b"),
            ("weggelakt", None),
            ("Bijlagen", "b"),
            ("1. Kamerbrief", None),
            ("2. Tijdlijn", None),
        ]
        y = 740.0
        for text, style in column:
            y -= 4 if style else 0
            if text:
                write(canvas, 430, y, text, "Courier-Bold" if style else "Courier", 7)
            y -= 9
        return 640

    setting = Setting(
        left=60,
        width=345,
        font="Courier",
        bold="Courier-Bold",
        italic="Courier-Oblique",
        size=8.5,
        leading=11.5,
        heading_size=10,
        footer="Pagina {page} van {pages}",
        footer_left=430,
    )
    return "courier-column", drawn(spec, setting, header), spec.truth(repeated=False)


def labels_and_values_on_one_line() -> Made:
    """A narrow column whose labels and values stand on one line; letter size paper; sub-headings; black boxes."""
    base = invented(
        6,
        to=("Minister van Financi\u00ebn",),
        sender="Generale Thesaurie",
        cooperated="",
        attachments="2",
        publish="unknown",
    )
    spec = replace(
        base,
        type="TER BESLISSING",
        sections=renamed(
            base,
            {"Geadviseerd besluit": "Gevraagd besluit", "Kernpunten": "Kern"},
            (
                Text("Politieke context", "politieke_context", 2, ("De motie ligt nog voor.",)),
                Text("Draagvlak", "draagvlak", 2, ("De koepels zijn akkoord met de lijn.",)),
                Text("Financi\u00eble gevolgen", "financiele_overwegingen", 2, ("Geen gevolgen voor het saldo.",)),
                STANDARD,
            ),
        ),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 72, 700, "TER BESLISSING", "Helvetica-Bold", 10)
        write(canvas, 72, 684, "Aan", "Helvetica", 9)
        write(canvas, 72, 672, s.to[0], "Helvetica", 9)
        write(canvas, 72, 640, s.title, "Helvetica-Bold", 12)
        y = 700.0
        write(canvas, 440, y, s.sender, "Helvetica-Bold", 7.5)
        for text in ("Korte Voorhout 7", "2511 CW Den Haag", "Postbus 20201", "www.rijksoverheid.nl"):
            y -= 9
            write(canvas, 440, y, text, "Helvetica", 7.5)
        y -= 16
        for label, value in (
            ("Datum", s.printed_day),
            ("Notanummer", s.reference),
            ("Bijlagen", "2"),
            ("Afgestemd met", ""),
        ):
            write(
                canvas, 440, y, f"{label}: {value}".rstrip(": ") if not value else f"{label}: {value}", "Helvetica", 7.5
            )
            y -= 11
        write(canvas, 440, y, "Auteur", "Helvetica", 7.5)
        canvas.rect(440, y - 12, 70, 9, stroke=0, fill=1)
        return 610

    setting = Setting(page=(612, 792), left=72, width=340, top=700, size=9.5, leading=12.5, footer_left=440)
    return "one-line-column", drawn(spec, setting, header), spec.truth(repeated=False)


def numbers_apart_and_no_addressee() -> Made:
    """Numbers of headings on lines of their own, no type, addressee without a label, two of them."""
    base = invented(
        7,
        to=("Minister van Asiel en Migratie", "Staatssecretaris van Justitie en Veiligheid"),
        type=None,
        sender="Directie Regie Vreemdelingen",
        author=None,
        cooperated=None,
    )
    spec = replace(
        base,
        title=f"Beslisnota bij {base.title}",
        attachments="1",
        sections=renamed(
            base,
            {
                "Aanleiding": "1 Aanleiding",
                "Geadviseerd besluit": "2 Geadviseerd besluit",
                "Kernpunten": "3 Kernpunten",
                "Toelichting": "4 Toelichting",
            },
            (Text("4.1 Communicatie", "communicatie", 2, ("Er komt een nieuwsbericht.",)),),
        ),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 79, 665, "Minister van Asiel en Migratie", "Helvetica", 9)
        write(canvas, 79, 652, "Staatssecretaris van Justitie en Veiligheid", "Helvetica", 9)
        write(canvas, 79, 590, s.title, "Helvetica", 9)
        y = 690.0
        for text, style in (
            ("Directie Regie Vreemdelingen", "b"),
            ("Turfmarkt 147", ""),
            ("2511 DP Den Haag", ""),
            ("", ""),
            ("Datum", "b"),
            (s.printed_day, ""),
            ("", ""),
            ("Onze referentie", "b"),
            (s.reference, ""),
            ("", ""),
            ("Bijlage(n)", "b"),
            ("1", ""),
        ):
            if text:
                write(canvas, 450, y, text, "Helvetica-Bold" if style else "Helvetica", 6.5)
            y -= 9
        return 550

    setting = Setting(size=9, leading=13, number_apart=True, footer_left=450)
    return "numbers-apart", drawn(spec, setting, header), spec.truth(repeated=False)


def long_with_table_over_the_page() -> Made:
    """Three pages; a table of attachments without rules that breaks over a page; unusual headings; repeated header."""
    base = invented(
        8, to=("Minister van Klimaat en Groene Groei",), sender="DG Klimaat", cooperated="IenW, LVVN", attachments="3"
    )
    more = tuple(Text(f"Spoor {name}", None, 2, base.sections[3].paragraphs) for name in ("noord", "oost", "zuid"))
    spec = replace(base, publish="yes", sections=(*base.sections, *more, STANDARD, TABLE))

    def side(canvas: Canvas, rows: list[tuple[str, str]]) -> None:
        y = 686.0
        for label, value in rows:
            write(canvas, 470, y, label, "Helvetica-Bold", 6.5)
            if value:
                write(canvas, 470, y - 9, value, "Helvetica", 6.5)
            y -= 22

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 470, 712, "TER ONDERTEKENING", "Helvetica-Bold", 9)
        side(
            canvas,
            [
                ("Nota actief openbaar", "Ja"),
                ("Onze referentie", s.reference),
                ("Datum", s.printed_day),
                ("Opgesteld door", "geanonimiseerd"),
                ("Samengewerkt met", "IenW, LVVN"),
                ("Bijlage(n)", "3"),
            ],
        )
        write(canvas, 79, 652, "Aan", "Helvetica", 9)
        write(canvas, 190, 652, s.to[0], "Helvetica", 9)
        write(canvas, 79, 638, "Van", "Helvetica", 9)
        write(canvas, 190, 638, s.sender, "Helvetica", 9)
        write(canvas, 190, 577, s.title, "Helvetica", 9)
        return 540

    setting = Setting(
        ruled=False,
        footer_left=470,
        on_page=lambda canvas, _: side(canvas, [("Onze referentie", spec.reference), ("Datum", spec.printed_day)]),
    )
    return "table-over-page", drawn(spec, setting, header), spec.truth(repeated=True)


def all_in_one_font_without_bold() -> Made:
    """No bold at all: headings stand out only by the space around them and their words."""
    base = invented(9, to=("MinLVVN",), sender="DGA", cooperated="", attachments="0", publish="no")
    spec = replace(base, type="TER BESLUITVORMING", others={"Beslistermijn": "zo spoedig mogelijk"})

    def header(canvas: Canvas, s: Spec) -> float:
        y = 760.0
        for label, value in (("Aan", "MinLVVN"), ("Van", "DGA"), ("Datum", s.printed_day), ("Kenmerk", s.reference)):
            write(canvas, 65, y, label, "Helvetica", 10)
            write(canvas, 150, y, value, "Helvetica", 10)
            y -= 14
        y -= 10
        write(canvas, 65, y, "TER BESLUITVORMING", "Helvetica", 10)
        y -= 24
        write(canvas, 65, y, s.title, "Helvetica", 10)
        y -= 24
        for label, value in (
            ("Beslistermijn", "zo spoedig mogelijk"),
            ("Opgesteld door", "Persoonsgegevens"),
            ("Afgestemd met", ""),
            ("Bijlagen", "0"),
            ("Openbaarmaking", "Nee"),
        ):
            write(canvas, 65, y, label, "Helvetica", 10)
            if value:
                write(canvas, 150, y, value, "Helvetica", 10)
            y -= 14
        return y - 10

    setting = Setting(
        left=65, width=465, bold="Helvetica", italic="Helvetica", size=10, leading=14, gap=12, footer_left=65
    )
    return "no-bold", drawn(spec, setting, header), spec.truth(repeated=False)


def minimal_with_initials() -> Made:
    """A memo to the prime minister: no TER line, no attachments, boxes for initials, three sections."""
    base = invented(
        10,
        to=("de Minister-President",),
        type=None,
        sender="Kabinet Minister-President",
        author=None,
        cooperated=None,
        attachments=None,
    )
    spec = replace(
        base,
        title="Benoeming twee leden Raad voor het Erfgoed",
        sections=(
            base.sections[0],
            replace(
                base.sections[1],
                paragraphs=("Ondertekenen van het besluit en instemmen met verzending aan de Kanselarij.",),
            ),
            base.sections[3],
        ),
        actions=(("sign", "Ondertekenen van het besluit"), ("send", "instemmen met verzending aan de Kanselarij")),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        for x, label in ((79, "Lijnparaaf"), (270, "Medeparaaf")):
            write(canvas, x, 560, label, "Helvetica", 8)
            canvas.rect(x, 520, 120, 34, stroke=1, fill=0)
        write(canvas, 79, 620, s.title, "Helvetica-Bold", 11)
        y = 700.0
        for text, style in (
            ("Kabinet Minister-President", "b"),
            ("", ""),
            ("Aan", "b"),
            (s.to[0], ""),
            ("", ""),
            ("Datum", "b"),
            (s.printed_day, ""),
            ("", ""),
            ("Onze referentie", "b"),
            (s.reference, ""),
        ):
            if text:
                write(canvas, 458, y, text, "Helvetica-Bold" if style else "Helvetica", 7)
            y -= 9
        return 490

    return (
        "minimal",
        drawn(spec, Setting(size=10, leading=13, width=360, footer_left=458), header),
        spec.truth(repeated=False),
    )


def repeated_head_line() -> Made:
    """Every page begins with one line of unit, reference and date; the body has the full width below a form."""
    base = invented(
        11, to=("Stas DEF",), sender="Directie Juridische Zaken", cooperated="HDFC", attachments="2", publish="unknown"
    )
    spec = replace(
        base,
        type="TER BESLISSING",
        sections=(*base.sections, Text("Informatie die niet openbaar wordt gemaakt", "niet_openbaar", 1, ("Geen.",))),
    )

    def head(canvas: Canvas, number: int) -> None:
        write(canvas, 60, 800, "Ministerie van Defensie", "Helvetica", 8)
        write(canvas, 420, 800, "Departementale nota", "Helvetica", 8)

    def header(canvas: Canvas, s: Spec) -> float:
        head(canvas, 1)
        y = 760.0
        pairs = (
            ("Aan", "Stas DEF", "Datum", s.printed_day),
            ("Van", s.sender, "Ons kenmerk", s.reference),
            ("Opgesteld door", "", "Afgestemd met", "HDFC"),
            ("Aantal bijlagen", "2", "", ""),
        )
        for one, value, other, second in pairs:
            write(canvas, 60, y, one, "Helvetica-Bold", 8)
            write(canvas, 140, y, value, "Helvetica", 8)
            if not value:
                grey_box(canvas, 140, y - 2, 90)
            write(canvas, 330, y, other, "Helvetica-Bold", 8)
            write(canvas, 420, y, second, "Helvetica", 8)
            y -= 16
        write(canvas, 60, y - 12, "TER BESLISSING", "Helvetica-Bold", 11)
        write(canvas, 60, y - 34, s.title, "Helvetica", 12)
        return y - 60

    setting = Setting(left=60, width=475, top=770, size=10.5, leading=14.5, bottom=420, footer_left=500, on_page=head)
    return "repeated-head-line", drawn(spec, setting, header), spec.truth(repeated=False)


def two_line_title_and_long_values() -> Made:
    """Title over two lines beside the word nota; cooperation over two lines; deadline; two addressees in one field."""
    base = invented(12, to=("MIenW", "SIenW"), sender="DGMI/Duurzame Mobiliteit", author="redacted", publish="yes")
    title = "Verzamelbrief over de voortgang van de afspraken met de regio en de planning voor het najaar"
    spec = replace(
        base,
        title=title,
        cooperated="BZK, EZK, LVVN, VRO",
        others={"Uiterlijk bij": "12 juli 2024"},
        attachments="1",
        sections=(*base.sections, STANDARD),
    )

    def header(canvas: Canvas, s: Spec) -> float:
        write(canvas, 79, 700, "Aan", "Helvetica", 9)
        write(canvas, 190, 700, "MIenW en SIenW", "Helvetica", 9)
        write(canvas, 79, 686, "Van", "Helvetica", 9)
        write(canvas, 190, 686, s.sender, "Helvetica", 9)
        write(canvas, 79, 620, "nota", "Helvetica", 20)
        write(canvas, 190, 620, "Verzamelbrief over de voortgang van de afspraken met de", "Helvetica", 9)
        write(canvas, 190, 608, "regio en de planning voor het najaar", "Helvetica", 9)
        y = 710.0
        for text, style in (
            ("TER ONDERTEKENING", "b"),
            ("Actief openbaar", "b"),
            ("Ja", ""),
            ("Onze referentie", "b"),
            (s.reference, ""),
            ("Datum", "b"),
            (s.printed_day, ""),
            ("Uiterlijk bij", "b"),
            ("12 juli 2024", ""),
            ("Opgesteld door", "b"),
            ("#", ""),
            ("Samengewerkt met", "b"),
            ("BZK, EZK,", ""),
            ("LVVN, VRO", ""),
            ("Bijlage(n)", "b"),
            ("1", ""),
        ):
            y -= 6 if style else 0
            if text == "#":
                grey_box(canvas, 466, y - 1, 70)
            else:
                write(canvas, 466, y, text, "Helvetica-Bold" if style else "Helvetica", 6.5)
            y -= 9
        return 560

    return "two-line-title", drawn(spec, Setting(footer_left=466), header), spec.truth(repeated=False)


def all_lookalikes() -> list[Made]:
    """One memo in each layout."""
    return [
        form_of_labels_above_values(),
        column_left_of_the_body(),
        form_with_colons(),
        block_at_the_right_top(),
        wide_column_other_type(),
        labels_and_values_on_one_line(),
        numbers_apart_and_no_addressee(),
        long_with_table_over_the_page(),
        all_in_one_font_without_bold(),
        minimal_with_initials(),
        repeated_head_line(),
        two_line_title_and_long_values(),
    ]
