"""What a filled text field shows, beside what it holds: its appearance is a picture of its own (ISO 32000-2, 12.7.4.3).

A program reads /V, a person reads the appearance. The appearance is set on a page of its own and read there by the same
reader that draws pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from signing.errors import UnreadablePdf
from signing.pages import open_pages
from signing.verify.compare import Comparison, FormField
from signing.verify.document import READING_FAULTS, items_of, resolved, value_of
from signing.verify.pictures import drawn_differently, reads_falsely

_PASSWORD, _COMBO, _RICH_TEXT = 1 << 13, 1 << 17, 1 << 25  # field flags (tables 231 and 233)
_MOST = 1 << 20  # bytes of an appearance that are read
# Letters can be drawn as shapes, or be a picture; a border has no curves.
_CURVES = re.compile(rb"(?<![A-Za-z0-9])[cvy](?=\s)")
_FEW_CURVES = 3
_PICTURE = re.compile(rb"(?<![A-Za-z0-9])(?:Do|BI)(?=\s)")
_NUMBER = re.compile(r"-?(\d+)(?:[.,]\d+)?\s*")


def text_shows_other(comparison: Comparison, signed: FormField, now: FormField, form: Any) -> bool:
    """Return whether a text or choice field shows other text than it holds.

    A field whose program formats what is typed (/AA /F: dates, say) may show it otherwise, but a number keeps its
    figures; a password shows nothing of itself; a long text may be cut off at either end.

    Args:
        comparison: of the two states of the file.
        signed: the field as it was signed.
        now: the field as it is now.
        form: the interactive form, for the resources that appearances share.
    """
    flags = value_of(now.value, "/Ff")
    flags = flags if isinstance(flags, int) else 0
    value = _text(value_of(now.value, "/V"))
    if (now.kind == "Tx" and flags & _PASSWORD) or (now.kind == "Ch" and not flags & _COMBO) or value is None:
        return False
    rich = _text(value_of(now.value, "/RV"))
    if flags & _RICH_TEXT and rich and _bare(_without_tags(rich)) != _bare(value):
        return True
    programs = list(_formats(signed))
    before = dict(signed.widgets)
    refilled = "/V" in comparison.keys_changed(signed.value, now.value)
    for key, widget in now.widgets:
        if not refilled and key in before and "/AP" not in comparison.keys_changed(before[key], widget):
            continue
        for picture in _pictures(widget):
            if value and (reads_falsely(picture) or drawn_differently(picture)):
                return True
            shown, hidden = _words(picture, form)
            if programs:
                if _number_differs(value, shown, programs):
                    return True
            elif hidden or _differs(now, value, shown) or (value and _draws_shapes(picture)):
                return True
    return False


def _text(value: Any) -> str | None:
    """Return the text of an entry, which may be a string or a stream (7.9.3); None for anything else."""
    if value is None:
        return ""
    if isinstance(value, TextStringObject):
        return str(value)
    if isinstance(value, StreamObject):
        value = ByteStringObject(bytes(value.data)[:_MOST])
    if not isinstance(value, bytes):
        return None
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, errors="replace")
    return value.decode("latin-1")


def _differs(one: FormField, value: str, shown: str) -> bool:
    words = _bare(shown)
    held = {_bare(text) for text in (value, *_displayed(one, value))}
    return bool(words) and not any(text.startswith(words) or text.endswith(words) for text in held)


def _formats(one: FormField) -> Iterator[str]:
    """Yield the programs of the signed field that say how its value is shown."""
    for holder in (one.value, *(widget for _, widget in one.widgets)):
        action = value_of(value_of(holder, "/AA"), "/F")
        if action is not None:
            yield _text(value_of(action, "/JS")) or ""


def _number_differs(value: str, shown: str, programs: list[str]) -> bool:
    """Return whether a number that is only set otherwise (1000 as EUR 1.000,00) shows other figures."""
    number = _NUMBER.fullmatch(value)
    if number is None or not shown or not any("AFNumber_Format" in program for program in programs):
        return False
    figures = "".join(letter for letter in shown if letter.isdigit()).lstrip("0")
    return not figures.startswith(number[1].lstrip("0"))


def _displayed(one: FormField, value: str) -> list[str]:
    """Return the texts that a choice shows for a value it exports."""
    pairs = [resolved(each) for each in items_of(one.value, "/Opt")]
    return [str(resolved(pair[1])) for pair in pairs if isinstance(pair, ArrayObject) and len(pair) > 1
            and str(resolved(pair[0])) == value]  # fmt: skip


def _without_tags(rich: str) -> str:
    """Return the words of a rich text (12.7.3.4: XHTML); what cannot be read as that is taken as it stands."""
    try:
        return "".join(etree.fromstring(rich, etree.XMLParser(resolve_entities=False, no_network=True)).itertext())
    except (etree.LxmlError, ValueError):
        return rich


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _pictures(widget: Any) -> list[StreamObject]:
    """Return the pictures of a widget: as it stands, under the pointer, and pressed (table 170)."""
    appearance = value_of(widget, "/AP")
    found = (value_of(appearance, key) for key in ("/N", "/R", "/D"))
    return [one for one in found if isinstance(one, StreamObject)]


def _draws_shapes(picture: StreamObject) -> bool:
    content = bytes(picture.data)
    return len(_CURVES.findall(content)) > _FEW_CURVES or _PICTURE.search(content) is not None


def _words(picture: StreamObject, form: Any) -> tuple[str, bool]:
    """Return the words that a picture shows, and whether it holds others that cannot be seen."""
    try:
        content = bytes(picture.data)
        if len(content) > _MOST:
            return "", False
        resources = value_of(picture, "/Resources") or value_of(form, "/DR") or DictionaryObject()
        writer = PdfFileWriter()
        box = [float(resolved(edge)) for edge in items_of(picture, "/BBox")]
        page = PageObject(
            contents=writer.add_object(StreamObject(stream_data=content)),
            media_box=[NumberObject(round(edge)) for edge in box],
            resources=writer.import_object(resources),
        )
        page[pdf_name("/Rotate")] = NumberObject(0)
        writer.insert_page(page)
        target = io.BytesIO()
        writer.write(target)
        with open_pages(target) as pages:
            words = pages.words(0)
    except (UnreadablePdf, *READING_FAULTS):
        return "", False
    shown = "".join(word.text for word in words if word.visible)
    return shown, any(_bare(word.text) for word in words if not word.visible)
