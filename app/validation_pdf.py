"""The record of a validation on one page, for a reader who knows nothing of signatures.

First the word and the sentence, then the five answers of each signature, worst first, then what an archive asks for
(Archiefregeling art. 24c: holder, moment and result, person responsible, certificate). What does not fit on the page is
named in a line, and what does not even fit so is counted: the JSON record has all.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from font_source_sans_pro import font_directory
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from app.answers import Said
from app.names import visible
from app.text.answers import moment_words
from app.text.validation import LABELS, QUESTIONS, STATES
from app.text.words import sentence

Values = dict[str, Any]
_WIDTH, _HEIGHT = A4
_MARGIN, _TOP, _BOTTOM = 20 * mm, 18 * mm, 24 * mm
_INNER = _WIDTH - 2 * _MARGIN
_LABEL = 46 * mm
# A name longer than this tells no more; the JSON record has it whole.
_LONGEST = 140
_INK, _SOFT, _LINE = HexColor("#1a1a1a"), HexColor("#555555"), HexColor("#bbbbbb")
# Nothing by colour alone: the word says it, and the mark has a shape of its own.
_TONES = {
    "valid": ("#1e6b34", "check"),
    "valid_with_remarks": ("#8a5a00", "check"),
    "no_signature": ("#444444", "dash"),
    "indeterminate": ("#444444", "question"),
    "unreadable": ("#444444", "dash"),
    "invalid": ("#a3161a", "cross"),
}
_REGULAR, _BOLD = "Vloeiboek", "Vloeiboek-Bold"


@cache
def _fonts() -> frozenset[int]:
    """Register the fonts, once; returns the signs they have."""
    for name, file in ((_REGULAR, "SourceSansPro-Regular.ttf"), (_BOLD, "SourceSansPro-Semibold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(Path(font_directory) / file)))
    return frozenset(pdfmetrics.getFont(_REGULAR).face.charToGlyph)


def validation_pdf(records: Sequence[Values], *, language: str) -> bytes:
    """Return a PDF with one page for each file.

    Args:
        records: from :func:`app.usecases.validation_report.report_values`, in this language.
        language: ``nl`` or ``en``.
    """
    _fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True, lang=language)
    canvas.setTitle(sentence(LABELS, "title", language))
    canvas.setProducer(f"Vloeiboek {version('vloeiboek')}")
    for record in records:
        _Page(canvas, record, language).draw()
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _shown(text: object, *, longest: int = _LONGEST) -> str:
    """Return a text from outside as markup: visible signs only, what the font lacks by its number, not too long."""
    line = visible(str(text))
    line = line if len(line) <= longest else f"{line[: longest - 1]}\u2026"
    known = _fonts()
    return escape("".join(sign if ord(sign) in known else f"[U+{ord(sign):04X}]" for sign in line))


def _style(size: float, *, bold: bool = False, soft: bool = False, colour: str = "") -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}{bold}{soft}{colour}",
        fontName=_BOLD if bold else _REGULAR,
        fontSize=size,
        leading=size * 1.3,
        textColor=HexColor(colour) if colour else _SOFT if soft else _INK,
        splitLongWords=1,
    )


class _Page:
    """One file on one page, from the top down."""

    def __init__(self, canvas: Canvas, record: Values, language: str) -> None:
        self._canvas, self._record, self._language = canvas, record, language
        self._y = _HEIGHT - _TOP

    def draw(self) -> None:
        """Draw the page: what must be on it first, then as many signatures as fit."""
        self._head()
        foot = self._foot()
        signatures = worst_first(self._record["signatures"])
        for number, one in enumerate(signatures):
            block = self._signature(one)
            room = self._y - _BOTTOM - foot - (0 if number + 1 == len(signatures) else 22 * mm)
            if number and sum(_height(each) for each in block) > room:
                self._rest(signatures[number:], foot)
                return
            for each in block:
                self._put(each)

    def _say(self, code: str, **values: str | int) -> str:
        return sentence(LABELS, code, self._language, **values)

    def _put(self, flowable: Flowable, *, x: float = _MARGIN, width: float = _INNER) -> None:
        _, height = flowable.wrapOn(self._canvas, width, _HEIGHT)
        self._y -= height
        flowable.drawOn(self._canvas, x, self._y)

    def _head(self) -> None:
        record = self._record
        colour, mark = _TONES[record["state"]]
        self._put(Paragraph(self._say("title"), _style(10, soft=True)))
        self._y -= 4 * mm
        _draw_mark(self._canvas, mark, colour, x=_MARGIN, y=self._y - 9 * mm)
        word = STATES[record["state"]][0 if self._language == "nl" else 1]
        left = 14 * mm
        self._put(Paragraph(escape(word), _style(22, bold=True, colour=colour)), x=_MARGIN + left, width=_INNER - left)
        self._y -= 3 * mm
        self._put(Paragraph(_shown(record["sentence"], longest=400), _style(13)))
        self._y -= 1.5 * mm
        self._put(Paragraph(_shown(record["next_action"], longest=400), _style(11, soft=True)))
        self._y -= 5 * mm
        by = self._say("checked_by", moment=self._moment(record["checked_at"]), person=record["checked_by"])
        rows = [
            (self._say("file"), _shown(record["file"], longest=200)),
            (self._say("checked"), _shown(by, longest=200)),
            (self._say("fingerprint"), _shown(record["sha256"] or "-")),
            (self._say("lists"), self._lists()),
        ]
        self._put(_rows(rows, size=9))
        self._y -= 5 * mm

    def _lists(self) -> str:
        lists = self._record["lists"]
        if lists["age_days"] is None:
            return escape(self._say("no_lists"))
        unknown = self._say("unknown")
        words = self._say(
            "lists_used",
            territories=", ".join(lists["territories"]),
            issued=(lists["issued"] or unknown)[:10],
            days=lists["age_days"],
            next=(lists["next_update"] or unknown)[:10],
        )
        expired = f" <b>{escape(self._say('lists_expired'))}</b>" if lists["expired"] else ""
        return _shown(words, longest=300) + expired

    def _signature(self, one: Values) -> list[Flowable]:
        word = STATES[one["state"]][0 if self._language == "nl" else 1]
        colour = _TONES[one["state"]][0]
        title = f'{_shown(self._title(one))} <font color="{colour}">\u00b7 {escape(word)}</font>'
        rows = []
        for answer in one["answers"]:
            if answer["code"] == Said.LEVEL_OF_TIME_STAMP.value:
                continue  # there is nothing to answer
            question = sentence(QUESTIONS, answer["question"], self._language)
            said = (
                f'<font name="{_BOLD}">{_shown(answer["answer"])}</font> {_shown(answer["explanation"], longest=400)}'
            )
            rows.append((question, said))
        if one["renew_before"]:
            rows.append((self._say("renew"), _shown(self._moment(one["renew_before"]))))
        indication = f"{one['indication']} {one['subindication'] or ''}".strip()
        small = [(self._say("indication"), _shown(indication))]
        if one["certificate"] is not None:
            small.insert(0, (self._say("certificate"), self._certificate(one["certificate"])))
        head = _style(12, bold=True)
        return [Paragraph(title, head), _rows(rows, size=9.5), _rows(small, size=7.5), Spacer(0, 5 * mm)]

    def _moment(self, text: str) -> str:
        return moment_words(datetime.fromisoformat(text), self._language)

    def _title(self, one: Values) -> str:
        kind = "signature" if one["kind"] == "signature" else "time_stamp"
        return self._say(kind, name=one["signer"] or self._say("nameless"))

    def _certificate(self, facts: Values) -> str:
        if "subject" not in facts:
            return _shown(self._say("certificate_unread", sha256=facts["sha256"]))
        return _shown(
            self._say(
                "certificate_words",
                subject=_cut(_plain(facts["subject"])),
                issuer=_cut(_plain(facts["issuer"])),
                begin=facts["not_before"][:10],
                end=facts["not_after"][:10],
                serial=facts["serial"][:60],
                sha256=facts["sha256"],
            ),
            longest=700,
        )

    def _rest(self, signatures: Sequence[Values], foot: float) -> None:
        self._put(Paragraph(self._say("also"), _style(11, bold=True)))
        for number, one in enumerate(signatures):
            word = STATES[one["state"]][0 if self._language == "nl" else 1]
            line = Paragraph(f"{_shown(self._title(one), longest=90)} \u00b7 {escape(word)}", _style(9.5))
            last = number + 1 == len(signatures)
            if self._y - _height(line) - (0 if last else 6 * mm) < _BOTTOM + foot:
                count = len(signatures) - number
                self._put(Paragraph(escape(self._say("more", count=count)), _style(9.5, soft=True)))
                return
            self._put(line)

    def _foot(self) -> float:
        """Draw the foot and return its height."""
        foot = Paragraph(escape(self._say("foot", version=version("vloeiboek"))), _style(8, soft=True))
        _, height = foot.wrapOn(self._canvas, _INNER, _HEIGHT)
        foot.drawOn(self._canvas, _MARGIN, _BOTTOM - 6 * mm)
        self._canvas.setStrokeColor(_LINE)
        self._canvas.line(_MARGIN, _BOTTOM - 4 * mm + height, _WIDTH - _MARGIN, _BOTTOM - 4 * mm + height)
        return float(height)


def worst_first(signatures: Sequence[Values]) -> list[Values]:
    """Return the signatures of a record, worst first; among equals people before time stamps."""
    order = list(reversed(("valid", "valid_with_remarks", "no_signature", "indeterminate", "unreadable", "invalid")))
    return sorted(signatures, key=lambda one: (order.index(one["state"]), one["kind"] != "signature"))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"


def _plain(name: str) -> str:
    """Return a distinguished name without the English names of its parts."""
    return re.sub(r"(^|, )[A-Z][A-Za-z ]+: ", r"\1", name)


def _height(flowable: Flowable) -> float:
    return float(flowable.wrap(_INNER, _HEIGHT)[1])


def _rows(rows: Sequence[tuple[str, str]], *, size: float) -> Table:
    """Return label and text side by side; the texts are markup."""
    cells = [[Paragraph(escape(label), _style(size, soft=True)), Paragraph(text, _style(size))] for label, text in rows]
    table = Table(cells, colWidths=[_LABEL, _INNER - _LABEL], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ("LINEABOVE", (0, 1), (-1, -1), 0.25, _LINE),
            ]
        )
    )
    return table


def _draw_mark(canvas: Canvas, mark: str, colour: str, *, x: float, y: float) -> None:
    """Draw a mark of ten millimetres: a shape that is told apart without its colour."""
    side = 10 * mm
    canvas.saveState()
    canvas.setStrokeColor(HexColor(colour))
    canvas.setFillColor(HexColor(colour))
    canvas.setLineWidth(1.2 * mm)
    canvas.setLineCap(1)
    canvas.circle(x + side / 2, y + side / 2, side / 2, stroke=0, fill=1)
    canvas.setStrokeColor(HexColor("#ffffff"))
    canvas.setFillColor(HexColor("#ffffff"))
    lines = {
        "check": ((0.27, 0.52, 0.43, 0.35), (0.43, 0.35, 0.74, 0.66)),
        "cross": ((0.32, 0.32, 0.68, 0.68), (0.32, 0.68, 0.68, 0.32)),
        "dash": ((0.28, 0.5, 0.72, 0.5),),
        "question": (),
    }[mark]
    for x0, y0, x1, y1 in lines:
        canvas.line(x + x0 * side, y + y0 * side, x + x1 * side, y + y1 * side)
    if mark == "question":
        canvas.setFont(_BOLD, 22)
        canvas.drawCentredString(x + side / 2, y + side / 2 - 7.5, "?")
    canvas.restoreState()
