"""Memos that look like those of other ministries, made with reportlab, with what a correct reading gives.

The layouts differ in kind from those in ``memos/``: forms above the text, a column left of it, labels above or beside
their values, other type, numbered or capital headings. Persons, units, numbers and subjects are invented.
Run ``python -m tests.corpus.lookalike`` to see how well they are read.
"""

from __future__ import annotations

import io
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.memo import memo_json
from app.reading import read_memo
from tests.corpus.score import Score, lost_characters, report, score_memo

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
GREY = (0.72, 0.72, 0.72)


@dataclass(frozen=True)
class Text:
    """A section: heading, usual name, level, paragraphs; a paragraph that begins with ``- `` is a bullet."""

    heading: str
    kind: str | None
    level: int
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Spec:
    """What a memo says, whatever it looks like."""

    type: str | None
    title: str
    to: tuple[str, ...]
    sender: str
    reference: str
    day: date
    author: str | None
    cooperated: str | None
    attachments: str | None
    publish: str
    others: dict[str, str]
    sections: tuple[Text, ...]
    actions: tuple[tuple[str, str], ...]
    condition: tuple[str, str | None, str] | None = None
    notes: tuple[str, ...] = ()

    @property
    def printed_day(self) -> str:
        return f"{self.day.day} {MONTHS[self.day.month - 1]} {self.day.year}"

    def truth(self, *, repeated: bool) -> dict[str, Any]:
        return {
            "type": self.type,
            "title": self.title,
            "to": list(self.to),
            "from": self.sender,
            "reference": self.reference,
            "date": self.day.isoformat(),
            "author": self.author,
            "cooperated": self.cooperated,
            "attachments_header_raw": self.attachments,
            "publish": self.publish,
            "other_fields": self.others,
            "footnotes": list(self.notes),
            "running_header_present": repeated,
            "running_header_consistent": True,
            "attachments_table": [
                dict(zip(("number", "name", "info"), row, strict=True)) for one in self.sections for row in one.rows
            ],
            "condition": None
            if self.condition is None
            else dict(zip(("kind", "meeting_date", "phrase"), self.condition, strict=True)),
            "requested_actions": [{"kind": kind, "quote": quote} for kind, quote in self.actions],
            "sections": [
                {"heading_verbatim": one.heading, "canonical": one.kind, "level": one.level, "text": _text_of(one)}
                for one in self.sections
            ],
        }


def _text_of(one: Text) -> str:
    lines = [re.sub(r"\^\d+", "", paragraph) for paragraph in one.paragraphs]  # the mark of a note
    if one.rows:
        lines += ["Volgnummer | Naam | Informatie", *(" | ".join(row) for row in one.rows)]
    return "\n".join(lines)


@dataclass
class Setting:
    """How a memo is set; each layout fills it in its own way."""

    page: tuple[float, float] = (595.28, 841.89)
    left: float = 79.0
    width: float = 366.0
    top: float = 690.0
    bottom: float = 80.0
    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    italic: str = "Helvetica-Oblique"
    size: float = 9.0
    leading: float = 12.5
    heading_size: float = 0.0
    gap: float = 8.0
    justified: bool = False
    capitals: bool = False
    number_apart: bool = False
    bullet: str = "\u2022"
    ruled: bool = True
    footer: str = "Pagina {page} van {pages}"
    footer_left: float = 79.0
    on_page: Callable[[Canvas, int], None] | None = None


@dataclass
class Flow:
    """Draws the body; begins a page when one is full."""

    canvas: Canvas
    setting: Setting
    pages: int = 1
    number: int = 1
    y: float = 0.0
    notes: list[tuple[str, str]] = field(default_factory=list)

    def foot(self) -> None:
        s = self.setting
        self.canvas.setFont(s.font, s.size * 0.75)
        if s.footer:
            self.canvas.drawString(s.footer_left, 36, s.footer.format(page=self.number, pages=self.pages))
        height = s.bottom - 10
        for mark, text in self.notes:
            self.canvas.drawString(s.left, height, f"{mark} {text}")
            height -= s.size
        self.notes.clear()

    def turn(self) -> None:
        self.foot()
        self.canvas.showPage()
        self.number += 1
        self.y = self.setting.top
        if self.setting.on_page:
            self.setting.on_page(self.canvas, self.number)

    def need(self, height: float) -> None:
        if self.y - height < self.setting.bottom:
            self.turn()

    def heading(self, one: Text) -> None:
        s = self.setting
        self.need(4 * s.leading)
        self.y -= s.gap
        font = s.bold if one.level == 1 else s.italic
        size = (s.heading_size or s.size) if one.level == 1 else s.size
        text = one.heading.upper() if s.capitals and one.level == 1 else one.heading
        number, _, rest = text.partition(" ")
        self.canvas.setFont(font, size)
        if s.number_apart and number.rstrip(".").replace(".", "").isdigit():
            self.canvas.drawString(s.left, self.y, number)
            self.y -= s.leading
            text = rest
        for line in simpleSplit(text, font, size, s.width):
            self.canvas.drawString(s.left, self.y, line)
            self.y -= s.leading

    def paragraph(self, text: str, notes: dict[str, str]) -> None:
        s = self.setting
        bullet = text.startswith("- ")
        indent = 16.0 if bullet else 0.0
        words = (text[2:] if bullet else text).split()
        lines: list[list[str]] = [[]]
        for word in words:
            if (
                lines[-1]
                and stringWidth(" ".join([*lines[-1], word]).replace("^", ""), s.font, s.size) > s.width - indent
            ):
                lines.append([])
            lines[-1].append(word)
        for number, line in enumerate(lines):
            self.need(s.leading)
            self.canvas.setFont(s.font, s.size)
            if bullet and number == 0:
                self.canvas.drawString(s.left, self.y, s.bullet)
            self._line(line, s.left + indent, s.justified and number + 1 < len(lines), s.width - indent, notes)
            self.y -= s.leading
        self.y -= s.gap * 0.8

    def _line(self, words: list[str], x: float, justify: bool, width: float, notes: dict[str, str]) -> None:
        s = self.setting
        space = stringWidth(" ", s.font, s.size)
        if justify and len(words) > 1:
            used = sum(stringWidth(word.partition("^")[0], s.font, s.size) for word in words)
            space = (width - used) / (len(words) - 1)
        for word in words:
            plain, raised, mark = word.partition("^")
            self.canvas.setFont(s.font, s.size)
            self.canvas.drawString(x, self.y, plain)
            x += stringWidth(plain, s.font, s.size)
            if raised:
                self.canvas.setFont(s.font, s.size * 0.6)
                self.canvas.drawString(x, self.y + s.size * 0.35, mark)
                self.notes.append((mark, notes[mark]))
                x += stringWidth(mark, s.font, s.size * 0.6)
            x += space

    def table(self, rows: tuple[tuple[str, str, str], ...]) -> None:
        s = self.setting
        widths = (0.2 * s.width, 0.48 * s.width, 0.32 * s.width)
        for number, row in enumerate((("Volgnummer", "Naam", "Informatie"), *rows)):
            cells = [
                simpleSplit(cell, s.font, s.size * 0.9, width - 8) for cell, width in zip(row, widths, strict=True)
            ]
            height = max(map(len, cells)) * s.leading + 2
            if self.y - height < s.bottom:
                self.turn()
            x = s.left
            self.canvas.setFont(s.bold if number == 0 else s.font, s.size * 0.9)
            for cell, width in zip(cells, widths, strict=True):
                for line_number, line in enumerate(cell):
                    self.canvas.drawString(x + 3, self.y - line_number * s.leading, line)
                if s.ruled:
                    self.canvas.rect(x, self.y - height + s.leading - 3, width, height, stroke=1, fill=0)
                x += width
            self.y -= height

    def body(self, spec: Spec) -> None:
        notes = {str(number): text for number, text in enumerate(spec.notes, 1)}
        for one in spec.sections:
            self.heading(one)
            for paragraph in one.paragraphs:
                self.paragraph(paragraph, notes)
            if one.rows:
                self.table(one.rows)


Header = Callable[[Canvas, Spec], float]


def drawn(spec: Spec, setting: Setting, header: Header) -> bytes:
    """Draw a memo twice: once to count its pages."""
    pages = 1
    content = b""
    for _ in range(2):
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=setting.page, invariant=1)
        flow = Flow(canvas, setting, pages)
        flow.y = header(canvas, spec)
        flow.body(spec)
        flow.foot()
        pages = flow.number
        canvas.save()
        content = target.getvalue()
    return content


def write(canvas: Canvas, x: float, y: float, text: str, font: str = "Helvetica", size: float = 9.0) -> float:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)
    return y


def grey_box(canvas: Canvas, x: float, y: float, width: float, height: float = 9.0) -> None:
    canvas.setFillColorRGB(*GREY)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


_SUBJECTS = (
    ("de telling van trekvissen", "De telling", "vispassages"),
    ("de vergoeding voor vrijwillige brandweerlieden", "De vergoeding", "brandweerposten"),
    ("het onderhoud van monumentale orgels", "Het onderhoud", "orgelbezitters"),
    ("de keuring van draaimolens", "De keuring", "kermisexploitanten"),
    ("het register van dorpshuizen", "Het register", "dorpshuizen"),
    ("de opleiding van schippers", "De opleiding", "schippers"),
)
_SENTENCES = (
    "{a} is sinds het voorjaar onderwerp van gesprek met de provincies en met de koepel van {c}.",
    "Uit de cijfers blijkt dat {c} in het noorden vaker een beroep doen op de regeling dan elders.",
    "Een ruime meerderheid van de betrokkenen kan zich vinden in de gekozen aanpak.",
    "De uitvoering blijft bij de bestaande dienst, zodat er geen nieuwe organisatie nodig is.",
    "Kern van de zaak is dat {c} nu te laat weten waar zij aan toe zijn.",
    "De kosten bedragen \u20ac 1,4 miljoen en passen binnen de begroting.",
    "Over de precieze verdeling is overeenstemming bereikt met de mede-overheden.",
    "De vari\u00ebteit aan situaties maakt dat maatwerk nodig blijft; een uniforme norm helpt niet.",
    "In de afgelopen periode zijn twaalf bijeenkomsten gehouden in evenzoveel regio's.",
    "Het advies van de adviesraad is op hoofdlijnen overgenomen.",
)


def invented(number: int, **changes: Any) -> Spec:
    """A memo about something, from a seed."""
    chance = random.Random(number)
    about, start, who = _SUBJECTS[number % len(_SUBJECTS)]

    def some(count: int) -> str:
        return " ".join(one.format(a=start, c=who) for one in chance.sample(_SENTENCES, count))

    day = date(2024, chance.randrange(1, 13), chance.randrange(1, 28))
    advice = (
        f"U wordt geadviseerd de bijgevoegde brief over {about} te ondertekenen en te verzenden aan de Tweede Kamer."
    )
    sections = (
        Text("Aanleiding", "aanleiding", 1, (f"De Tweede Kamer heeft gevraagd om een brief over {about}. {some(2)}",)),
        Text("Geadviseerd besluit", "geadviseerd_besluit", 1, (advice,)),
        Text("Kernpunten", "kern", 1, ("- " + some(2), "- " + some(1), "- " + some(2))),
        Text("Toelichting", "toelichting", 1, (some(4), some(3))),
    )
    values: dict[str, Any] = {
        "type": "TER ONDERTEKENING",
        "title": f"Kamerbrief over {about}",
        "to": ("Minister",),
        "sender": "Directie Regelingen",
        "reference": f"2024-{chance.randrange(10**9, 10**10)}",
        "day": day,
        "author": "redacted",
        "cooperated": None,
        "attachments": "1",
        "publish": "unknown",
        "others": {},
        "sections": sections,
        "actions": (
            ("sign", f"de bijgevoegde brief over {about} te ondertekenen"),
            ("send", "te verzenden aan de Tweede Kamer"),
        ),
    }
    return Spec(**{**values, **changes})


def renamed(spec: Spec, names: dict[str, str], extra: tuple[Text, ...] = ()) -> tuple[Text, ...]:
    """The sections of a memo under other headings, with more behind them."""
    changed = tuple(
        Text(names.get(one.heading, one.heading), one.kind, one.level, one.paragraphs, one.rows)
        for one in spec.sections
    )
    return (*changed, *extra)


def score_lookalikes(made: list[tuple[str, bytes, dict[str, Any]]]) -> Score:
    """Read each and compare."""
    import pypdfium2

    score = Score()
    for name, content, truth in made:
        document = memo_json(read_memo(io.BytesIO(content), name))
        score_memo(name, document["memos"][0], truth, score)
        if len(document["memos"]) != 1:
            score.wrong.append(f"{name}: {len(document['memos'])} memos")
        opened = pypdfium2.PdfDocument(content)
        source = "\n".join(page.get_textpage().get_text_range() for page in opened)
        opened.close()
        lost = lost_characters(source, document)
        score.lost += lost.total()
        if lost:
            score.wrong.append(f"{name} lost {dict(lost)}")
    return score


if __name__ == "__main__":
    from tests.corpus.layouts import all_lookalikes

    sys.stdout.write(report(score_lookalikes(all_lookalikes())) + "\n")
