"""What is drawn on one page: text that nobody sees, text under boxes, watermarks, fonts that are not in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from signing.inspect.found import Found, Hazard
from signing.inspect.structure import Note
from signing.page_layers import Layer, LayerKind
from signing.page_words import Rect

# Words that say of a page that it is not the final one, as marks across it; the ordinary word in a sentence is none.
_DRAFT = re.compile(
    r"^(?:dit is een )?(?:concept|conceptbrief|conceptversie|conceptversie\d*|draft|ontwerp|specimen|"
    r"nietdefinitief|voorlopig|"
    r"vertrouwelijkconcept|conceptvertrouwelijk|werkversie|proefdruk|voorbeeld)\d{0,4}$"
)
_LARGE = 30.0  # points; from here a word that stands alone is a mark across the page and not a title
_SMALLEST_TYPE = 2.0  # points; smaller cannot be read
_ALIKE = 12  # of 255 in every colour; closer than this is not seen apart
_PICTURE_SHARE = 0.5  # of the page; a scan, behind which recognised text stands on purpose


def inspect_page(page: int, layers: Sequence[Layer], frame: Rect, notes: Sequence[Note]) -> Iterator[Found]:
    """Yield what is the matter with the marks on a page.

    Args:
        page: from 1.
        layers: its marks in drawing order.
        frame: its visible box, in its user space.
        notes: its annotations and fields.
    """
    texts = [layer for layer in layers if layer.kind is LayerKind.TEXT]
    scanned = _is_scan(layers, frame)
    watermarks = list(_watermarks(page, texts))
    marks = [layer for found, group in watermarks for layer in group]
    unseen: list[Layer] = []
    for number, layer in enumerate(layers):
        if layer.kind is not LayerKind.TEXT:
            continue
        if layer.covered.strip() and _says(layer.covered):
            yield Found(Hazard.COVERED_TEXT, page, layer.rect, layer.covered.strip())
        if not _says(layer.text):
            continue
        if _outside(layer.rect, frame):
            yield Found(Hazard.OFF_PAGE_TEXT, page, layer.rect, layer.text.strip())
        elif _invisible(layer, layers[:number]):
            unseen.append(layer)
        if layer.font and not layer.unseen and layer not in marks:
            yield Found(Hazard.FONT_NOT_EMBEDDED, page, layer.rect, layer.font)
    if not (scanned and len(unseen) == len(texts)):
        yield from (Found(Hazard.INVISIBLE_TEXT, page, one.rect, one.text.strip()) for one in unseen)
    yield from (found for found, _ in watermarks)
    yield from _optional(page, layers)
    yield from _over_text(page, texts, notes)


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _is_scan(layers: Sequence[Layer], frame: Rect) -> bool:
    area = max(_area(frame), 1.0)
    return any(layer.kind is LayerKind.IMAGE and _area(layer.rect) > _PICTURE_SHARE * area for layer in layers)


def _invisible(layer: Layer, below: Sequence[Layer]) -> bool:
    """Whether text draws nothing, is too small to read, or has the colour of what lies right below it."""
    if layer.unseen or 0 < layer.size < _SMALLEST_TYPE:
        return True
    if layer.colour is None:
        return False
    ground: tuple[int, ...] = (255, 255, 255)
    for one in below:
        if one.kind is LayerKind.TEXT or not _holds(one.rect, layer.rect):
            continue
        if one.kind is LayerKind.IMAGE or one.colour is None or not one.opaque:
            if one.kind is LayerKind.IMAGE or one.colour is not None:
                return False  # what shines through, or a picture: its colour at this place is not known
            continue
        ground = one.colour[:3]
    return all(abs(own - other) < _ALIKE for own, other in zip(layer.colour[:3], ground, strict=True))


def _watermarks(page: int, texts: Sequence[Layer]) -> Iterator[tuple[Found, Sequence[Layer]]]:
    """Marks across the page that call it a draft, with the text they consist of."""
    slanted: dict[int, list[Layer]] = {}
    for layer in texts:
        if layer.angle % 90:
            slanted.setdefault(layer.angle, []).append(layer)
        elif layer.size >= _LARGE and _DRAFT.match(_bare(layer.text)):
            yield Found(Hazard.DRAFT_WATERMARK, page, layer.rect, layer.text.strip()), [layer]
    for group in slanted.values():
        text = "".join(layer.text for layer in group).strip()
        if _DRAFT.match(_bare(text)) or any(_DRAFT.match(_bare(layer.text)) for layer in group):
            yield Found(Hazard.DRAFT_WATERMARK, page, _around([layer.rect for layer in group]), text), group


def _optional(page: int, layers: Sequence[Layer]) -> Iterator[Found]:
    """Optional content that is text, or lies over text: a reader can show one page and another one something else."""
    fixed = [layer.rect for layer in layers if layer.kind is LayerKind.TEXT and not layer.optional]
    for layer in layers:
        if layer.optional and (layer.kind is LayerKind.TEXT or any(_touch(layer.rect, one) for one in fixed)):
            yield Found(Hazard.OPTIONAL_CONTENT_OVER_TEXT, page, layer.rect, layer.text.strip())


def _over_text(page: int, texts: Sequence[Layer], notes: Sequence[Note]) -> Iterator[Found]:
    for note in notes:
        below = [layer for layer in texts if _touch(_inner(note.rect), layer.rect)]
        if note.draws and below:
            hazard = Hazard.FORM_FIELD_OVER_TEXT if note.field else Hazard.ANNOTATION_OVER_TEXT
            yield Found(hazard, page, note.rect, " ".join(layer.text.strip() for layer in below)[:200])


def _bare(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in split if character.isalnum())


def _area(rect: Rect) -> float:
    return max(rect[2] - rect[0], 0.0) * max(rect[3] - rect[1], 0.0)


def _touch(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inner(rect: Rect) -> Rect:
    """A note's place without its very edge: a frame drawn around a paragraph touches the next line by a hair."""
    return rect[0] + 1.0, rect[1] + 1.0, rect[2] - 1.0, rect[3] - 1.0


def _holds(outer: Rect, inner: Rect) -> bool:
    across, up = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= up <= outer[3]


def _outside(rect: Rect, frame: Rect) -> bool:
    return rect[2] < frame[0] or rect[0] > frame[2] or rect[3] < frame[1] or rect[1] > frame[3]


def _around(rects: Sequence[Rect]) -> Rect:
    return (
        min(one[0] for one in rects),
        min(one[1] for one in rects),
        max(one[2] for one in rects),
        max(one[3] for one in rects),
    )
