"""A letter to parliament: recognised by address, salutation and signature block, and read with its references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.letter import Chamber, Letter, SignatureBox
from app.reading.dates import find_dates, read_date
from app.reading.fields import Field
from app.reading.header import Entry, HeaderPieces, clean_reference
from app.reading.header_places import side_entries
from app.reading.labels import label_and_value, whole_label
from app.reading.paragraphs import paragraphs, setting_of
from app.reading.rows import Row
from app.reading.set_page import SetPage
from app.reading.signature_place import Signatory, signatory_of
from app.reading.text import bare, joined, tidy
from signing.pages import turned

_SPOKEN_WORDS = 12  # in a salutation, at most
# An address has no comma at its end.
_SPOKEN_TO = re.compile(r"^aan\s+de\s+(?:voorzitter|leden|griffier)\b.{0,80},\s*$", re.IGNORECASE)
_SALUTATION = re.compile(r"^(geachte|zeer geachte|excellentie|beste|hooggeachte|majesteit)\b.{0,80}$", re.IGNORECASE)
_HOUSE = re.compile(r"\btweede\s*kamer\b", re.IGNORECASE)
_SENATE = re.compile(r"\beerste\s*(kamer|en\s+(de\s+)?tweede\s+kamer)\b", re.IGNORECASE)
_PAPER = re.compile(
    r"(?<!\d)(?P<dossier>\d{2}[ .]?\d{3})(?P<part>[ -]?[IVXLC]{1,5}\b)?(?:\s*\([A-Z0-9 ]{2,12}\))?"
    r",?\s*(?:nr\.|nrs\.|nummer)\s*(?P<number>\d{1,4}|[A-Z]{1,2}\b)"
)
_COMMITMENT = re.compile(r"\bT\d{5}\b|\bTZ\d{6}-\d{1,4}\b")
_SUBJECT = re.compile(r"^(betreft|onderwerp)\b\s*:?\s*", re.IGNORECASE)


def letter_worth(pages: Sequence[SetPage]) -> int:
    """Return how many marks of a letter the pages show: address, salutation, subject, signature block."""
    rows = pages[0].body if pages else []
    salutation = _salutation(pages)
    worth = 2 * (salutation is not None)
    head = [
        row for row in rows if salutation is None or row.page < salutation.page or row.baseline > salutation.baseline
    ]
    text = " ".join(row.text for row in head[:14])
    worth += 2 * bool(re.search(r"\bde voorzitter van de (eerste|tweede) kamer", text, re.IGNORECASE))
    worth += bool(re.search(r"\bretouradres\b|\bpostbus \d+|\b\d{4} ?[A-Z]{2} ", text))
    worth += any(_SUBJECT.match(row.text) for row in head)
    if salutation is not None and signatory_of(pages, (salutation.page, salutation.baseline)) is not None:
        worth += 2
    return worth


def read_letter(pages: Sequence[SetPage]) -> Letter:
    """Read a letter from its pages; what it does not say stays None."""
    salutation = _salutation(pages)
    first = pages[0]
    head = [
        row for row in first.body if salutation is None or salutation.page > 1 or row.baseline > salutation.baseline + 1
    ]
    pieces = HeaderPieces()
    side_entries(first.side, first.boxes, pieces)
    entries = pieces.entries
    address = _address(head)
    subject = _subject(head)
    own, theirs = _references(entries, head)
    signatory = signatory_of(pages, (salutation.page, salutation.baseline) if salutation else (1, first.high))
    body = _body(pages, salutation, signatory)
    everything = "\n".join([subject or "", body, " ".join(row.text for row in head)])
    return Letter(
        chamber=_chamber(address),
        addressee="\n".join(address) or None,
        own_reference=own,
        their_references=theirs,
        letter_date=_date(entries, head),
        parliamentary_papers=_papers(everything),
        commitments=_unique(_COMMITMENT.findall(everything)),
        subject=subject,
        salutation=tidy(salutation.text) if salutation else None,
        signatory_role=signatory.role if signatory else None,
        signatory_name=signatory.name if signatory else None,
        two_signatories=signatory.two if signatory else False,
        signature_box=_turned_back(signatory.box, pages) if signatory and signatory.box else None,
        text=body,
    )


def _salutation(pages: Sequence[SetPage]) -> Row | None:
    rows = [row for page in pages[:2] for row in page.body if len(row.text.split()) <= _SPOKEN_WORDS]
    found = (row for pattern in (_SALUTATION, _SPOKEN_TO) for row in rows if pattern.match(row.text))
    return next(found, None)


def _address(head: Sequence[Row]) -> list[str]:
    """The lines of the address: from the line that begins it to the gap below it."""
    for number, row in enumerate(head):
        text = re.sub(r"^aan\s*:?\s*", "", tidy(row.text), flags=re.IGNORECASE)
        begins = re.match(r"^(aan\b|de\s+(voorzitter|griffier|leden)\b)", tidy(row.text), re.IGNORECASE)
        if not begins or (not text and number + 1 >= len(head)):
            continue
        lines = [text] if text else []
        for above, below in zip(head[number:], head[number + 1 :], strict=False):
            if (
                above.baseline - below.baseline > 1.9 * above.size
                or whole_label(below.parts[0].text)
                or _SUBJECT.match(below.text)
            ):
                break
            lines.append(tidy(below.text))
        return lines
    return []


def _chamber(address: Sequence[str]) -> Chamber | None:
    text = " ".join(address)
    house, senate = bool(_HOUSE.search(text)), bool(_SENATE.search(text))
    if house != senate:
        return Chamber.HOUSE if house else Chamber.SENATE
    return None


def _subject(head: Sequence[Row]) -> str | None:
    for number, row in enumerate(head):
        if not _SUBJECT.match(row.text):
            continue
        text = _SUBJECT.sub("", row.text)
        left = row.parts[1].left if len(row.parts) > 1 else row.left
        lines = [text] if text else []
        for above, below in zip(head[number:], head[number + 1 :], strict=False):
            if above.baseline - below.baseline > 1.9 * above.size or abs(below.left - left) > 4:
                break
            lines.append(below.text)
        return joined(lines) or None
    return None


def _references(entries: Sequence[Entry], head: Sequence[Row]) -> tuple[str | None, tuple[str, ...]]:
    own: str | None = None
    theirs: list[str] = []
    found = [(entry.label, entry.lines) for entry in entries]
    for row in head:
        label = whole_label(row.parts[0].text)
        if label is not None and len(row.parts) > 1:
            found.append((label, tuple(part.text for part in row.parts[1:])))
            continue
        both = label_and_value(row.text)
        if both is not None and (both[0].field is Field.REFERENCE or bare(both[0].printed).startswith("uw")):
            found.append((both[0], (both[1],)))
    for label, lines in found:
        if not lines:
            continue
        if bare(label.printed).startswith("uw"):
            theirs.extend(tidy(one) for line in lines for one in re.split(r"[,;]\s*", line) if one.strip())
        elif label.field is Field.REFERENCE and own is None:
            own = clean_reference(lines)
    return own, _unique(theirs)


def _date(entries: Sequence[Entry], head: Sequence[Row]) -> date | None:
    for row in head:
        if re.match(r"^(datum\b|den haag,|['\u2019]s-gravenhage,|amsterdam,)", row.text, re.IGNORECASE):
            found = read_date(row.text)
            if found is not None:
                return found.day
    for entry in entries:
        if entry.label.field is Field.DATE:
            found = read_date(" ".join(entry.lines))
            if found is not None:
                return found.day
    for row in head:
        alone = find_dates(row.text)
        if alone and len(row.text) - len(alone[0].printed) <= 14:
            return alone[0].day
    return None


def _body(pages: Sequence[SetPage], salutation: Row | None, signatory: Signatory | None) -> str:
    rows = [
        row
        for page in pages
        for row in page.body
        if salutation is None or (row.page, -row.baseline) > (salutation.page, -salutation.baseline + 0.5)
    ]
    if signatory is not None and signatory.box is not None:
        box = signatory.box
        rows = [row for row in rows if (row.page, -row.baseline) < (box.page, -box.name_block_rect[3])]
    return "\n".join(paragraphs(rows, setting_of(rows)))


def _papers(text: str) -> tuple[str, ...]:
    found = []
    for match in _PAPER.finditer(text):
        digits = re.sub(r"\D", "", match["dossier"])
        part = (match["part"] or "").strip(" -")
        found.append(f"{digits[:2]} {digits[2:]}{' ' + part if part else ''} nr. {match['number']}")
    return _unique(found)


def _turned_back(box: SignatureBox, pages: Sequence[SetPage]) -> SignatureBox:
    """The box in the page's own user space, also where the page had to be turned to be read."""
    angle = next((page.angle for page in pages if page.number == box.page), 0)
    return replace(box, free_rect=turned(box.free_rect, -angle), name_block_rect=turned(box.name_block_rect, -angle))


def _unique(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
