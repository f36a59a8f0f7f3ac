"""Where the words of findings stand on the pages of a file; asked in the read lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.checks import Finding
from app.desk import Desk
from app.pages import PageRect
from app.ports import Context
from app.usecases.open_document import open_document
from ui.findings.model import FindingModel
from ui.findings.shown import code_of
from ui.pageview.find import find
from ui.pageview.model import Mark
from ui.widgets.states import LOOKS

_MOST_PAGES = 60  # further on, words without a place are not looked for


@dataclass(frozen=True)
class Spot:
    """A page, from 0, and the lines of words on it; no lines where only the page is known."""

    page: int
    rects: tuple[PageRect, ...] = ()


Places = Mapping[str, tuple[Spot, ...]]


def places_in(desk: Desk, context: Context, item: str, short: str, findings: tuple[Finding, ...]) -> Places:
    """Return the places of findings in one file, by code.

    Args:
        desk: where.
        context: of the job.
        item: ``MAP/ITEM``.
        short: of the file; findings in other files are left out.
        findings: of the item.

    Raises:
        CannotRead: the file cannot be drawn.
    """
    mine = [one for one in findings if one.file == short]
    if not mine:
        return {}
    source = open_document(desk, item, short).source
    try:
        found: dict[str, tuple[Spot, ...]] = {}
        for one in mine:
            known = ((one.page, one.boxes), *one.also) if one.page else one.also
            spots = [
                Spot(page - 1, tuple(source.shown(page - 1, box) for box in boxes))
                for page, boxes in known
                if page is not None and 1 <= page <= source.count
            ]
            if not any(spot.rects for spot in spots) and one.quote and source.count <= _MOST_PAGES:
                hits = find(source, one.quote, context)
                spots = [Spot(hit.page, hit.rects) for hit in hits[:1]] or spots
            found[code_of(one)] = tuple(spots)
        return found
    finally:
        source.close()


def marks_of(findings: tuple[FindingModel, ...], places: Places, chosen: str) -> tuple[Mark, ...]:
    """Return the marks on a file's pages: the open finding's words in full, the others dotted in their colour."""
    marks: list[Mark] = []
    for finding in findings:
        for spot in places.get(finding.code, ()):
            if not spot.rects:
                continue
            if finding.code == chosen:
                marks.append(Mark(spot.page, spot.rects))
            elif finding.left:
                marks.append(Mark(spot.page, spot.rects, fill="", line=LOOKS[finding.level].colour, dotted=True))
    return tuple(marks)
