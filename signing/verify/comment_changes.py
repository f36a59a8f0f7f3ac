"""Changes to comments and other annotations, by name (ISO 32000-2, 12.5.6 and 12.8.2.2.2)."""

from __future__ import annotations

from pyhanko.pdf_utils.generic import DictionaryObject

from signing.pages import Rect
from signing.verify.compare import Annotation, Comparison
from signing.verify.document import items_of, value_of
from signing.verify.report import Report, Rules
from signing.verify.verdict import ChangesAfter, Fact
from signing.verify.visibility import is_drawn, rect_of, seen, seen_elsewhere, width_of

# What says nothing of what an annotation shows or does.
_HARMLESS = {"/P", "/Parent", "/Kids", "/StructParent", "/TM", "/Type", "/PMD"}
# Annotations a person adds to say something; every other kind does something or belongs to the page.
_MARKUP = {
    "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
    "StrikeOut", "Caret", "Stamp", "Ink", "Popup", "FileAttachment", "Redact", "Projection",
}  # fmt: skip
# Drawn by other programs though not by ours when they bring no picture of themselves, and what would then fill them.
_DRAWN_ELSEWHERE = {
    "FreeText": "/C", "Stamp": "", "Redact": "/IC", "Line": "/IC", "Polygon": "/IC", "PolyLine": "/IC", "Caret": None,
    "FileAttachment": None, "Projection": None,
}  # fmt: skip
_LINES = {"Line", "PolyLine"}
_MARGINAL = 0.1  # of a signature's place: the icon of a note beside it may touch it
_THIN = 4.0  # points; a line no thicker underlines or strikes out, a thicker one hides


_Pair = tuple[Annotation | None, Annotation | None]


def _widget(annotation: Annotation) -> bool:
    return annotation.subtype == "Widget"


def compare_annotations(comparison: Comparison, report: Report, rules: Rules) -> None:
    """Report comments by name; any other annotation belongs to the page."""
    old, new = comparison.old, comparison.new
    in_form = {key for state in (old, new) for one in state.fields.values() for key, _ in one.widgets}
    signatures = _seen_signatures(comparison)
    for index in range(min(len(old.annotations), len(new.annotations))):
        before = {each.key: each for each in old.annotations[index]}
        after = {each.key: each for each in new.annotations[index]}
        for key in before.keys() | after.keys():
            pair = before.get(key), after.get(key)
            if _unchanged(comparison, pair):
                continue
            _changed_annotation(report, rules, index, pair, listed=key in in_form)
            if pair[1] is not None and _hides(pair, signatures.get(index, [])):
                report.forbid(Fact.COVERS_SIGNED_CONTENT)


def _seen_signatures(comparison: Comparison) -> dict[int, list[Rect]]:
    """Return where signatures that were signed before are seen, by page."""
    old = comparison.old
    page_of = {each.key: each.page for page in old.annotations for each in page}
    found: dict[int, list[Rect]] = {}
    for one in old.fields.values():
        for key, widget in one.widgets:
            rect = rect_of(widget)
            if one.kind == "Sig" and key in page_of and rect is not None and is_drawn(widget, rect):
                found.setdefault(page_of[key], []).append(rect)
    return found


def _hides(pair: _Pair, signatures: list[Rect]) -> bool:
    """Return whether a comment, or the picture of a later field, lies on a visible signature.

    Our renderer draws fields over comments, other readers in the order of the page, so a picture would not tell.
    """
    before, after = pair
    rect = rect_of(after.value) if after is not None else None
    if after is None or rect is None or _is_highlight(after):
        return False
    if _widget(after):
        seen_there = before is None and is_drawn(after.value, rect)
    else:
        seen_there = after.subtype in _MARKUP - {"Popup"}
    return seen_there and any(_shared(rect, place) > _MARGINAL * _area(place) for place in signatures)


def _is_highlight(comment: Annotation) -> bool:
    """Return whether a comment marks what is under it and leaves it legible: no picture, or one that multiplies."""
    if comment.subtype not in {"Highlight", "Underline", "Squiggly", "StrikeOut"}:
        return False
    picture = value_of(value_of(comment.value, "/AP"), "/N")
    if picture is None:
        return True
    states = value_of(value_of(picture, "/Resources"), "/ExtGState")
    states = states if isinstance(states, DictionaryObject) else {}
    return any(value_of(value_of(states, key), "/BM") == "/Multiply" for key in states)


def _area(rect: Rect) -> float:
    return max(0.0, rect[2] - rect[0]) * max(0.0, rect[3] - rect[1])


def _shared(one: Rect, other: Rect) -> float:
    return _area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))


def _unchanged(comparison: Comparison, pair: _Pair) -> bool:
    one, other = pair
    if one is None or other is None:
        return False
    return not comparison.keys_changed(one.value, other.value) - _HARMLESS


def _changed_annotation(report: Report, rules: Rules, page: int, pair: _Pair, *, listed: bool) -> None:
    present = [each for each in pair if each is not None]
    if all(_widget(each) for each in present):
        if listed and pair[1] is not None:
            return  # judged with its field
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
        report.looked_at.add(page)
        return
    if not all(each.subtype in _MARKUP for each in present):
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
        report.looked_at.add(page)
        return
    if pair[1] is not None and {"/A", "/AA"} & pair[1].value.keys():
        # A comment says something; one that leads somewhere, or runs something, is no comment.
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
    if pair[0] is not None and pair[1] is not None:
        _comment_changed(report, pair[0], pair[1])
    report.note(ChangesAfter.COMMENTS, Fact.COMMENTS_CHANGED)
    if rules.certified in (1, 2):
        report.forbid(Fact.NOT_ALLOWED_BY_CERTIFICATION)
    for each in present:
        report.open_place(page, rect_of(each.value))
    if pair[1] is not None:
        _notis_drawn(report, page, pair[1])


def _comment_changed(report: Report, before: Annotation, after: Annotation) -> None:
    """Record what became of a comment that was signed: its words, and where it is seen, are part of the letter."""
    if any(value_of(before.value, key) != value_of(after.value, key) for key in ("/Contents", "/RC")):
        report.note(ChangesAfter.OTHER, Fact.READS_DIFFERENT)
    if seen(before.value) != seen(after.value):
        report.note(ChangesAfter.OTHER, Fact.LOOKS_DIFFERENT)


def _notis_drawn(report: Report, page: int, comment: Annotation) -> None:
    """Record a comment that others draw and we do not, and where it would cover the page.

    It brings no picture of itself, or is seen only on paper or where layers are chosen.
    """
    elsewhere = seen_elsewhere(comment.value)
    if not elsewhere and (comment.subtype not in _DRAWN_ELSEWHERE or "/AP" in comment.value):
        return
    report.facts.append(Fact.COMMENT_NOT_DRAWN_HERE)
    filling = _DRAWN_ELSEWHERE.get(comment.subtype)
    rect = rect_of(comment.value)
    covers = elsewhere or (filling is not None and (filling == "" or bool(items_of(comment.value, filling))))
    covers = covers or (comment.subtype in _LINES and width_of(comment.value) > _THIN)
    if covers and rect is not None:
        report.not_drawn.setdefault(page, []).append(rect)
