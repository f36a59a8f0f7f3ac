"""Whatever is in a file is somewhere in what was read: header, sections, tables, notes or leftovers."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.errors import CannotRead
from app.memo import memo_json
from app.reading import read_memo
from tests.corpus.score import lost_characters, strings

WORDS = st.sampled_from(
    [
        "de",
        "dijk",
        "houdt",
        "het",
        "water",
        "van",
        "Waal",
        "tegen;",
        "12",
        "35",
        "030",
        "(zie",
        "bijlage)",
        "\u20ac",
        "1,4",
        "miljoen.",
        "Kern",
        "vraag?",
        "a.s.",
        "9/2",
        "re\u00ebel",
    ]
)
LABELS = st.sampled_from(
    [
        "Aan",
        "Van",
        "Datum",
        "Onze referentie",
        "Ons kenmerk",
        "Opgesteld door",
        "Samengewerkt met",
        "Bijlage(n)",
        "Kopie aan",
        "Nota actief openbaar",
        "Beslistermijn",
        "Lijnparaaf",
        "Rubricering",
    ]
)
VALUES = st.sampled_from(
    [
        "MBZK",
        "de minister van BZK",
        "DGX/Afdeling",
        "8 februari 2024",
        "2024-0000012345",
        "[Redacted]",
        "2",
        "Ja",
        "",
        "1. Kamerbrief",
        "IENW/BSK-",
        "zo snel mogelijk",
        "\u2612 DJZ",
    ]
)
HEADINGS = st.sampled_from(
    [
        "Aanleiding",
        "Geadviseerd besluit",
        "Kern",
        "Toelichting",
        "4.1 Politieke context",
        "Bijlagen",
        "Een eigen kop",
        "1",
        "KERN",
        "Informatie die niet openbaar gemaakt kan worden",
        "Pagina 1 van 2",
        "TER ONDERTEKENING",
        "nota",
        "Volgnummer Naam Informatie",
    ]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
ITEM = st.one_of(SENTENCE.map("- ".__add__), SENTENCE.map("\u2022 ".__add__), SENTENCE.map("1. ".__add__), SENTENCE)
LINE = st.one_of(
    st.tuples(LABELS, VALUES).map(lambda pair: f"{pair[0]} {pair[1]}"),
    st.tuples(LABELS, VALUES).map(lambda pair: f"{pair[0]}: {pair[1]}"),
    LABELS,
    VALUES,
    HEADINGS,
    ITEM,
    st.just(""),
    st.just("\f"),
    HEADINGS.map("## ".__add__),
    HEADINGS.map(lambda text: f"**{text}**"),
    st.just("| 1 | brief | ter info |"),
)


def letters(text: str) -> Counter[str]:
    composed = unicodedata.normalize("NFC", text).casefold()
    return Counter(character for character in composed if character.isalnum())


@given(st.lists(LINE, max_size=40))
def test_every_letter_and_digit_of_a_text_is_kept(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    read = memo_json(read_memo(io.BytesIO(text.encode()), "nota.txt"))
    assert not lost_characters(text, read)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400))
@settings(max_examples=60)
def test_any_text_at_all_is_read_without_a_crash_and_without_loss(text: str) -> None:
    content = text.encode()
    try:
        read = memo_json(read_memo(io.BytesIO(content), "nota.txt"))
    except CannotRead as trouble:
        # Zero bytes, or little else than control characters: said to be no memo, not guessed at.
        control = sum(character < " " for character in text)
        refused_rightly = trouble.reason.code == "not_a_memo_file" and bool(control)
        assert refused_rightly
        return
    seen = letters(" ".join(strings(read)))
    assert not letters(content.decode("utf-8-sig")) - seen


PLACED = st.tuples(
    st.sampled_from([40.0, 79.0, 97.0, 190.0, 330.0, 466.0]),
    st.integers(min_value=3, max_value=60),
    st.one_of(LABELS, VALUES.filter(bool), HEADINGS, SENTENCE),
    st.sampled_from(["Helvetica", "Helvetica-Bold", "Helvetica-Oblique"]),
    st.sampled_from([6.5, 7.0, 9.0, 20.0]),
)


@given(st.lists(st.lists(PLACED, max_size=25), min_size=1, max_size=3))
@settings(max_examples=50)
def test_every_letter_and_digit_of_a_pdf_is_kept(pages: list[list[tuple[float, int, str, str, float]]]) -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    drawn: Counter[str] = Counter()
    for page in pages:
        seen = set()
        for x, row, text, font, size in page:
            text = text.replace("\u2612", "x")
            if (row, x) in seen:
                continue  # two texts on the very same place are one another's shadow
            seen.add((row, x))
            canvas.setFont(font, size)
            canvas.drawString(x, row * 13.0, text)
            drawn += letters(text)
        canvas.showPage()
    canvas.save()
    read = memo_json(read_memo(io.BytesIO(target.getvalue()), "nota.pdf"))
    if read["text_layer"] == "none":
        assert not drawn
        return
    assert not drawn - letters(" ".join(strings(read)))
