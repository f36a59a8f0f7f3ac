"""Pages of two states compared as pictures: does a signed page look different now, and was anything on it covered?

Both are drawn by the same renderer at the same scale, so equal pages give equal pictures; the tolerance is for what a
changed annotation does to its neighbours' edges only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from signing.errors import UnreadablePdf
from signing.pages import Pages, Picture, Rect, open_pages

# Pixels per point; at two a letter of ten points is about ten pixels high.
SCALE = 2.0
# A channel may differ by this much of 255 without counting as different.
TOLERANCE = 24
# So many differing pixels are no more than noise.
NOISE = 4
# Around a place that may change, in points: borders are drawn across its edge.
MARGIN = 1.5
# A pixel is ink when it is this much lighter or darker than the paper around it.
_INK = 96
# So many pixels of ink gone back to paper mean that something that stood there is gone: a thin stroke of a letter.
_GONE = 12
# Contours are looked for in squares of this many pixels; a square that loses three quarters of at least so many of
# them has been covered.
_CELL, _CONTOURS = 6, 6
_CONTOUR = 96


@dataclass(frozen=True)
class Looks:
    """What the comparison of pages showed; pages count from 0.

    Attributes:
        different: pages that differ outside the places that may change.
        covered: pages on which something that was signed is no longer to be seen inside such a place.
        changed: pages that look different at all.
        not_compared: pages that could not be drawn.
    """

    different: tuple[int, ...] = ()
    covered: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    not_compared: tuple[int, ...] = ()


def compare_pages(
    old: BinaryIO,
    new: BinaryIO,
    *,
    pages: Iterable[int],
    allowed: Mapping[int, Iterable[Rect]],
    made_up: Mapping[int, Iterable[Rect]] | None = None,
    scale: float = SCALE,
    text: bool = False,
) -> Looks:
    """Compare pages of two states of a file.

    Args:
        old: the signed state.
        new: the state now.
        pages: which pages, from 0.
        allowed: rectangles in the page's user space that may look different, by page.
        made_up: those of them in which the renderer itself drew an empty field that brought no picture: that was not
            signed, what stands under it was.
        scale: pixels per point.
        text: whether what the renderer reads on a page, annotations aside, counts too.
    """
    wanted = sorted(set(pages))
    if not wanted:
        return Looks()
    different, covered, changed, missed = [], [], [], []
    try:
        with open_pages(old) as before, open_pages(new) as after:
            for index in wanted:
                if index >= before.count or index >= after.count:
                    different.append(index)
                    continue
                try:
                    places = _Places(list(allowed.get(index, ())), list((made_up or {}).get(index, ())))
                    answer = _compare(before, after, index, places, scale)
                    reads = not text or before.words(index) == after.words(index)
                except UnreadablePdf:
                    missed.append(index)
                    continue
                changed += [index] if answer[0] else []
                different += [index] if answer[1] or not reads else []
                covered += [index] if answer[2] else []
    except UnreadablePdf:
        return Looks(not_compared=tuple(wanted))
    return Looks(tuple(different), tuple(covered), tuple(sorted({*changed, *different})), tuple(missed))


def ink_within(old: BinaryIO, places: Mapping[int, Iterable[Rect]]) -> tuple[int, ...]:
    """Return the pages on which something stands in one of the places, in the signed state.

    Args:
        old: the signed state.
        places: rectangles in the page's user space, by page from 0.

    Raises:
        UnreadablePdf: a page cannot be drawn.
    """
    found = []
    with open_pages(old) as pages:
        for index, rects in places.items():
            if index >= pages.count:
                continue
            picture = pages.render(index, scale=SCALE)
            frame, turned = pages.frame(index)
            grey = _image(picture).convert("L")
            if any(_ink(grey, _pixels(rect, frame, turned, picture)) for rect in rects):
                found.append(index)
    return tuple(found)


def _ink(grey: Image.Image, place: tuple[int, int, int, int]) -> bool:
    box = (max(place[0], 0), max(place[1], 0), min(place[2] + 1, grey.width), min(place[3] + 1, grey.height))
    if box[2] <= box[0] or box[3] <= box[1]:
        return False
    inside = grey.crop(box)
    shades = inside.histogram()
    paper = shades.index(max(shades))
    return _count(inside.point(lambda value: 255 * (abs(value - paper) > _INK))) > _GONE


@dataclass(frozen=True)
class _Places:
    """Where a page may look different, and where of it the renderer drew by itself."""

    allowed: list[Rect]
    made_up: list[Rect]


def _compare(before: Pages, after: Pages, index: int, places: _Places, scale: float) -> tuple[bool, bool, bool]:
    """Return whether a page differs at all, differs where it may not, and lost something where it may."""
    old, new = before.render(index, scale=scale), after.render(index, scale=scale)
    if (old.width, old.height) != (new.width, new.height):
        return True, True, False
    if old.pixels == new.pixels:
        return False, False, False
    one, other = _image(old), _image(new)
    difference = _largest_channel(ImageChops.difference(one, other)).point(lambda value: 255 * (value > TOLERANCE))
    if _count(difference) <= NOISE:
        return False, False, False
    frame, turned = before.frame(index)
    outside = difference.copy()
    draw = ImageDraw.Draw(outside)
    for rect in places.allowed:
        draw.rectangle(_pixels(rect, frame, turned, old), fill=0)
    made_up = [_pixels(rect, frame, turned, old) for rect in places.made_up]
    own = [place for place in (_pixels(rect, frame, turned, old) for rect in places.allowed) if place not in made_up]
    lost = any(_lost(one, other, difference, place) for place in own)
    if made_up and not lost:
        bare = _image(before.render(index, scale=scale, fields=False))
        lost = any(_lost(bare, other, _largest_channel(ImageChops.difference(bare, other)), place) for place in made_up)
    return True, _count(outside) > NOISE, lost


def _image(picture: Picture) -> Image.Image:
    size = (picture.width, picture.height)
    return Image.frombuffer("RGBA", size, picture.pixels, "raw", "BGRA", picture.stride, 1).convert("RGB")


def _largest_channel(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _count(mask: Image.Image) -> int:
    return sum(mask.histogram()[128:])


def _pixels(rect: Rect, frame: Rect, turned: int, picture: Picture) -> tuple[int, int, int, int]:
    """Return a rectangle of the page's user space as (left, top, right, bottom) in pixels of its picture."""
    left, bottom, right, top = frame
    x0, x1 = sorted((rect[0] - left, rect[2] - left))
    y0, y1 = sorted((rect[1] - bottom, rect[3] - bottom))
    width, height = right - left, top - bottom
    x0, y0, x1, y1 = x0 - MARGIN, y0 - MARGIN, x1 + MARGIN, y1 + MARGIN
    # The picture is the page turned clockwise by /Rotate (ISO 32000-2, table 31).
    across, down = {
        0: ((x0, x1), (height - y1, height - y0)),
        90: ((y0, y1), (x0, x1)),
        180: ((width - x1, width - x0), (y0, y1)),
        270: ((height - y1, height - y0), (width - x1, width - x0)),
    }[turned % 360]
    wide, high = (width, height) if turned % 180 == 0 else (height, width)
    to_x, to_y = picture.width / wide, picture.height / high

    def bounded(value: float, limit: int) -> int:
        return round(min(max(value, -1.0), limit + 1.0))

    return (
        bounded(across[0] * to_x, picture.width),
        bounded(down[0] * to_y, picture.height),
        bounded(across[1] * to_x, picture.width),
        bounded(down[1] * to_y, picture.height),
    )


def _lost(one: Image.Image, other: Image.Image, difference: Image.Image, place: tuple[int, int, int, int]) -> bool:
    """Return whether ink that stood in a place is gone or covered.

    Ink is what stands out from the paper of that place, its most frequent shade. A highlight leaves the contrast of
    the letters as it was; a covering, whatever its colour, takes their contours away.
    """
    box = (max(place[0], 0), max(place[1], 0), min(place[2] + 1, one.width), min(place[3] + 1, one.height))
    if box[2] - box[0] < 2 or box[3] - box[1] < 2:
        return False
    old, new = one.crop(box).convert("L"), other.crop(box).convert("L")
    touched = difference.crop(box)
    shades = old.histogram()
    paper = shades.index(max(shades))
    ink = old.point(lambda value: 255 * (abs(value - paper) > _INK))
    bare = new.point(lambda value: 255 * (abs(value - paper) < _INK // 2))
    if _count(ImageChops.multiply(ImageChops.multiply(ink, bare), touched)) > _GONE:
        return True
    return _contours_gone(old, new)


def _contours_gone(old: Image.Image, new: Image.Image) -> bool:
    before, after = _contours(old), _contours(new).filter(ImageFilter.MaxFilter(3))
    kept = ImageChops.multiply(before, after)
    # A reduced picture holds, for each square, the share of its pixels that are contours.
    had, has = before.reduce(_CELL), kept.reduce(_CELL)
    least = 255 * _CONTOURS // (_CELL * _CELL)
    enough = had.point(lambda value: 255 * (value >= least))
    quarter = had.point(lambda value: value // 4)
    fewer = ImageChops.subtract(quarter, has).point(lambda value: 255 * (value > 0))
    return _count(ImageChops.multiply(enough, fewer)) > 0


def _contours(image: Image.Image) -> Image.Image:
    """Return where neighbouring pixels differ strongly: the largest step to the right or down."""
    right = ImageChops.difference(image, ImageChops.offset(image, 1, 0))
    down = ImageChops.difference(image, ImageChops.offset(image, 0, 1))
    steps = ImageChops.lighter(right, down).point(lambda value: 255 * (value > _CONTOUR))
    draw = ImageDraw.Draw(steps)
    # The offset wraps around: the first line and column compare with the far edge.
    draw.line((0, 0, image.width, 0), fill=0)
    draw.line((0, 0, 0, image.height), fill=0)
    return steps
