"""Memos in layouts put together by chance: column, labels, type, headings, redaction, tables, each from a seed.

Run ``python -m tests.corpus.chance [FIRST [COUNT]]`` to see how well they are read.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, replace

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.layouts import STANDARD, TABLE, Made
from tests.corpus.lookalike import Setting, Spec, Text, drawn, grey_box, invented, score_lookalikes, write
from tests.corpus.score import report

_FONTS = (
    ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    ("Times-Roman", "Times-Bold", "Times-Italic"),
    ("Courier", "Courier-Bold", "Courier-Oblique"),
)
_LABELS = {
    "reference": ("Onze referentie", "Ons kenmerk", "Kenmerk", "Referentie", "Notanummer"),
    "author": ("Opgesteld door", "Auteur", "Steller"),
    "cooperated": ("Samengewerkt met", "Afgestemd met"),
    "attachments": ("Bijlage(n)", "Bijlagen", "Aantal bijlagen"),
    "publish": ("Nota actief openbaar", "Actief openbaar"),
}
_TYPES = ("TER ONDERTEKENING", "TER BESLISSING", "TER BESLUITVORMING", "Ter ondertekening")
_UNITS = (
    "Directie Weg en Water",
    "DGX/Markten",
    "Directoraat-generaal Natuur",
    "Afdeling Kunsten",
    "Programma Stikstof",
)
_HOLDERS = (
    ("de minister van VRO",),
    ("MBZK",),
    ("Stas IenW",),
    ("Minister voor Klimaat en Energie",),
    ("MBZK", "SBZK"),
    ("SOCW",),
)
_EXTRA = (
    Text("Krachtenveld", "krachtenveld", 1, ("De koepels steunen de lijn. De bonden zijn kritisch.",)),
    Text("Financi\u00eble overwegingen", "financiele_overwegingen", 1, ("Er zijn geen gevolgen voor de begroting.",)),
    Text("Maatschappelijk draagvlak", "draagvlak", 1, ("De buurt is blij.", "De scholen ook, mits het veilig blijft.")),
    Text("Planning van het werk", None, 1, ("Het werk begint in mei en duurt tot de herfst van volgend jaar.",)),
)


@dataclass(frozen=True)
class _Look:
    """What chance decided."""

    column: str
    beside: bool
    colon: bool
    numbered: bool
    kind_in_column: bool
    marker: str
    small: float
    fonts: tuple[str, str, str]
    repeated: bool


def made_by_chance(seed: int) -> Made:
    """A memo and its truth from a seed."""
    chance = random.Random(seed)
    column = chance.choice(("right", "right", "left", "none"))
    look = _Look(
        column=column,
        beside=column == "none" and chance.random() < 0.7,
        colon=chance.random() < 0.3,
        numbered=chance.random() < 0.3,
        kind_in_column=chance.random() < 0.4,
        marker=chance.choice(("box", "box", "[Redacted]", "Persoonsgegevens", "")),
        small=chance.choice((6.5, 7.0, 8.0)),
        fonts=chance.choice(_FONTS),
        repeated=column != "none",
    )
    spec = _spec(chance, look, seed)
    pairs = _pairs(chance, look, spec)
    size = chance.choice((9.0, 10.0, 10.5))
    left = {"right": 70.0, "left": 190.0, "none": 65.0}[column]
    width = {"right": chance.choice((340.0, 365.0)), "left": 345.0, "none": 460.0}[column]
    edge = {"right": left + width + chance.choice((18.0, 26.0, 40.0)), "left": 45.0, "none": left}[column]

    def later(canvas: Canvas, number: int) -> None:
        if look.repeated:
            again = [pair for pair in pairs if pair[0] in (*_LABELS["reference"], "Datum")]
            _column(canvas, edge, 690, again, look)

    setting = Setting(
        left=left,
        width=width,
        font=look.fonts[0],
        bold=look.fonts[1],
        italic=look.fonts[2],
        size=size,
        leading=size * chance.choice((1.25, 1.35, 1.45)),
        gap=chance.choice((7.0, 10.0, 13.0)),
        heading_size=chance.choice((0.0, 0.0, size + 1.5)),
        justified=chance.random() < 0.3 and look.fonts[0] != "Courier",
        capitals=chance.random() < 0.2,
        ruled=chance.random() < 0.6,
        bullet=chance.choice(("\u2022", "-", "o")),
        bottom=chance.choice((90.0, 260.0)),
        footer=chance.choice(("Pagina {page} van {pages}", "{page}/{pages}", "Pagina {page}")),
        footer_left=edge if column == "right" else 300.0,
        on_page=later,
    )

    def header(canvas: Canvas, s: Spec) -> float:
        return _header(canvas, s, pairs, look, left, edge, size)

    content = drawn(spec, setting, header)
    pages = content.count(b"/Type /Page\n") or content.count(b"/Type /Page ")
    truth = spec.truth(repeated=look.repeated and pages > 1)
    if setting.capitals:
        for section in truth["sections"]:
            section["heading_verbatim"] = section["heading_verbatim"].upper()
    return f"seed-{seed}", content, truth


def _spec(chance: random.Random, look: _Look, seed: int) -> Spec:
    base = invented(
        seed,
        to=chance.choice(_HOLDERS),
        sender=chance.choice(_UNITS),
        type=chance.choice(_TYPES),
        author="redacted" if look.marker else "empty",
        cooperated=chance.choice(("", "FIN, BZK", "RVO")),
        attachments=chance.choice(("1", "3", "")),
        publish=chance.choice(("yes", "no")),
    )
    extra = chance.sample(_EXTRA, chance.randrange(0, 3))
    sections = [*base.sections, *extra, STANDARD, *([TABLE] if chance.random() < 0.5 else [])]
    if look.numbered:
        sections = [replace(one, heading=f"{number}. {one.heading}") for number, one in enumerate(sections, 1)]
    return replace(base, sections=tuple(sections))


def _pairs(chance: random.Random, look: _Look, spec: Spec) -> list[tuple[str, str]]:
    def label(key: str) -> str:
        return chance.choice(_LABELS[key])

    pairs = [
        (label("publish"), "Ja" if spec.publish == "yes" else "Nee"),
        (label("reference"), spec.reference),
        ("Datum", spec.printed_day),
        (label("author"), look.marker),
        (label("cooperated"), spec.cooperated or ""),
        (label("attachments"), spec.attachments or ""),
    ]
    if chance.random() < 0.5:
        chance.shuffle(pairs)
    people = [("Aan", " en ".join(spec.to)), ("Van", spec.sender)]
    return [*people, *pairs]


def _column(canvas: Canvas, x: float, y: float, pairs: list[tuple[str, str]], look: _Look) -> float:
    for label, value in pairs:
        write(canvas, x, y, label + (":" if look.colon else ""), look.fonts[1], look.small)
        across, down = (110.0, 0.0) if look.beside else (0.0, look.small * 1.35)
        y -= down
        if value == "box":
            grey_box(canvas, x + across, y - 1, 70, look.small)
        elif value:
            write(canvas, x + across, y, value, look.fonts[0], look.small)
        y -= look.small * 2.0
    return y


def _header(
    canvas: Canvas, s: Spec, pairs: list[tuple[str, str]], look: _Look, left: float, edge: float, size: float
) -> float:
    top = 760.0
    if look.column == "none":
        write(canvas, left, top, s.type or "", look.fonts[1], size)
        top = _column(canvas, left, top - 26, pairs, look)
        write(canvas, left, top - 6, s.title, look.fonts[1], size + 2)
        return top - 30
    people = [] if look.kind_in_column else pairs[:2]
    column = pairs if look.kind_in_column else pairs[2:]
    if look.kind_in_column and look.column == "right":
        write(canvas, edge, 706, s.type or "", look.fonts[1], look.small)
    else:
        write(canvas, left, 715, s.type or "", look.fonts[1], size)
    _column(canvas, edge, 690, column, look)
    y = 690.0
    for label, value in people:
        write(canvas, left, y, label, look.fonts[0], size)
        write(canvas, left + 60, y, value, look.fonts[0], size)
        y -= size * 1.5
    room = edge - left - 12 if look.column == "right" else 520 - left
    for line in simpleSplit(s.title, look.fonts[1], size, room):
        write(canvas, left, y - 14, line, look.fonts[1], size)
        y -= size * 1.3
    return y - 30


if __name__ == "__main__":
    first, count = (int(text) for text in (*sys.argv[1:], "1", "30")[:2]) if len(sys.argv) > 1 else (1, 30)
    sys.stdout.write(report(score_lookalikes([made_by_chance(seed) for seed in range(first, first + count)])) + "\n")
