"""What a filled form field shows, beside what it says: its appearance is a picture of its own (ISO 32000-2, 12.7.4.3).

A program reads /V, a person reads the appearance. The appearance is set on a page of its own and read there by the same
reader that draws pages.
"""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from signing.errors import UnreadablePdf
from signing.pages import open_pages
from signing.verify.compare import FormField
from signing.verify.document import READING_FAULTS, items_of, resolved, value_of

_PASSWORD, _COMBO, _RICH_TEXT = 1 << 13, 1 << 17, 1 << 25  # field flags (tables 231 and 233)
_MOST = 1 << 20  # bytes of an appearance that are read


def shows_other_text(signed: FormField, now: FormField, form: Any) -> bool:
    """Return whether a text or choice field shows other text than it holds.

    A field whose program formats what is typed (/AA /F: amounts, dates) may show it otherwise, a password shows nothing
    of itself, and a long text may be cut off at either end.

    Args:
        signed: the field as it was signed.
        now: the field as it is now.
        form: the interactive form, for the resources that appearances share.
    """
    flags = value_of(now.value, "/Ff")
    flags = flags if isinstance(flags, int) else 0
    value = value_of(now.value, "/V")
    if now.kind not in {"Tx", "Ch"} or not isinstance(value, str) or _formats(signed):
        return False
    if (now.kind == "Tx" and flags & _PASSWORD) or (now.kind == "Ch" and not flags & _COMBO):
        return False
    held = {_bare(text) for text in (value, *_displayed(now, value))}
    rich = value_of(now.value, "/RV")
    if flags & _RICH_TEXT and isinstance(rich, str) and _bare(_without_tags(rich)) != _bare(value):
        return True
    for _, widget in now.widgets:
        shown = _bare(_appearance_text(widget, form))
        if shown and not any(text.startswith(shown) or text.endswith(shown) for text in held):
            return True
    return False


def _formats(one: FormField) -> bool:
    """Return whether a program of the signed field says how its value is shown."""
    actions = [value_of(one.value, "/AA"), *(value_of(widget, "/AA") for _, widget in one.widgets)]
    return any(isinstance(each, DictionaryObject) and "/F" in each for each in actions)


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


def _appearance_text(widget: Any, form: Any) -> str:
    """Return the words that the appearance of a widget shows; empty where it has none or cannot be read."""
    try:
        stream = value_of(value_of(widget, "/AP"), "/N")
        if not isinstance(stream, StreamObject):
            return ""
        content = bytes(stream.data)
        if len(content) > _MOST:
            return ""
        resources = value_of(stream, "/Resources") or value_of(form, "/DR") or DictionaryObject()
        writer = PdfFileWriter()
        box = [float(resolved(edge)) for edge in items_of(stream, "/BBox")]
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
            return "".join(word.text for word in pages.words(0) if word.visible)
    except (UnreadablePdf, *READING_FAULTS):
        return ""
