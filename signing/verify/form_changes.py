"""Changes to form fields, signatures and annotations, by name (ISO 32000-2, 12.8.2.2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject

from signing.pages import Rect
from signing.verify.compare import Annotation, Comparison, FormField, Key
from signing.verify.document import READING_FAULTS, items_of, read_signature, resolved, value_of
from signing.verify.field_text import shows_other_text
from signing.verify.found import Found
from signing.verify.report import Report, Rules
from signing.verify.verdict import ChangesAfter, Fact, Kind

_FIELD_FILLED = {"/V", "/AS", "/AP", "/I", "/RV", "/M", "/Ff", "/F", "/MK", "/DA", "/DV", "/Q", "/TI", "/DS"}
_FIELD_HARMLESS = {"/P", "/Parent", "/Kids", "/StructParent", "/TM", "/Type", "/PMD"}
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
_HIDDEN = 0x02 | 0x20  # Hidden and NoView (ISO 32000-2, table 167)
_PRINT, _NO_VIEW, _TOGGLE_NO_VIEW = 0x04, 0x20, 0x100
_LINES = {"Line", "PolyLine"}
_THIN = 4.0  # points; a line no thicker underlines or strikes out, a thicker one hides


def compare_form(comparison: Comparison, report: Report, others: list[Found], rules: Rules) -> None:
    """Report what became of the form fields; signature fields are where later signatures and tampering look alike."""
    old, new = comparison.old, comparison.new
    pages: dict[Key, int] = {
        each.key: each.page for page in new.annotations for each in page if not isinstance(each.key, int)
    }
    for name, before in old.fields.items():
        after = new.fields.get(name)
        if after is None:
            report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
        else:
            _compare_field(comparison, report, before, after, pages, others, rules)
    for name in new.fields.keys() - old.fields.keys():
        _new_field(report, new.fields[name], pages, others, rules)


def _compare_field(
    comparison: Comparison,
    report: Report,
    before: FormField,
    after: FormField,
    pages: Mapping[Key, int],
    others: list[Found],
    rules: Rules,
) -> None:
    changed = _field_changes(comparison, before, after)
    if "/TU" in changed:  # what is read aloud in the place of the field (ISO 32000-2, table 226)
        report.note(ChangesAfter.OTHER, Fact.READS_DIFFERENT)
    changed -= {"/TU"}
    if not changed:
        return
    if before.kind == "Sig":
        signed_before = isinstance(value_of(before.value, "/V"), DictionaryObject)
        if signed_before or not isinstance(value_of(after.value, "/V"), DictionaryObject):
            report.note(ChangesAfter.OTHER, Fact.SIGNATURE_CHANGED_LATER)
            return
        if changed - _FIELD_FILLED - {"/Lock", "/SV"}:
            report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
        _later_signature(report, after, pages, others, rules, created=False)
        return
    if changed - _FIELD_FILLED:
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
    _filled_in(report, before, changed, rules)
    if shows_other_text(before, after, value_of(comparison.new.reader.root, "/AcroForm")):
        report.forbid(Fact.FORM_SHOWS_OTHER_TEXT)
    for key, widget in after.widgets:
        if key in pages:
            report.open_place(pages[key], _rect(widget))


def _filled_in(report: Report, before: FormField, changed: set[str], rules: Rules) -> None:
    """Record a field that was filled in, and what forbids that."""
    report.note(ChangesAfter.FORM_FILLING, Fact.FORM_FIELDS_CHANGED)
    report.fields.append(before.name)
    if _filled(before) and "/V" in changed:
        report.forbid(Fact.FORM_VALUES_REPLACED)
    if rules.locked(before.name):
        report.forbid(Fact.FORM_FIELDS_LOCKED_CHANGED)
    if rules.certified == 1:
        report.forbid(Fact.NOT_ALLOWED_BY_CERTIFICATION)


def _filled(one: FormField) -> bool:
    """Return whether a field held a value: what stood in it when it was signed may not become something else."""
    value = value_of(one.value, "/V")
    return value is not None and str(value) not in {"", "/Off", "[]"}


def _field_changes(comparison: Comparison, before: FormField, after: FormField) -> set[str]:
    """Return the keys in which a field or one of its widgets differs."""
    changed = comparison.keys_changed(before.value, after.value) - _FIELD_HARMLESS
    widgets = dict(after.widgets)
    for key, widget in before.widgets:
        if key in widgets:
            changed |= comparison.keys_changed(widget, widgets[key]) - _FIELD_HARMLESS
        else:
            changed.add("/Kids")
    if widgets.keys() - dict(before.widgets).keys():
        changed.add("/Kids")
    return changed


def _new_field(report: Report, added: FormField, pages: Mapping[Key, int], others: list[Found], rules: Rules) -> None:
    if added.kind != "Sig":
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
        return
    if isinstance(value_of(added.value, "/V"), DictionaryObject):
        _later_signature(report, added, pages, others, rules, created=True)
        return
    report.note(ChangesAfter.FORM_FILLING, Fact.SIGNATURE_FIELD_ADDED)
    if rules.certified in (1, 2):
        report.forbid(Fact.NOT_ALLOWED_BY_CERTIFICATION)
    _open_widgets(report, added, pages)


def _later_signature(
    report: Report,
    added: FormField,
    pages: Mapping[Key, int],
    others: list[Found],
    rules: Rules,
    *,
    created: bool,
) -> None:
    """Record a signature or document time stamp that was added: welcome, as long as it hides nothing."""
    later = next((each for each in others if each.signature.name == added.name), None)
    if later is None and _known_already(added, others):
        report.note(ChangesAfter.FORM_FILLING, Fact.SIGNATURE_FIELD_ADDED)
        report.looked_at |= {pages[key] for key, _ in added.widgets if key in pages}
        return
    if later is None or not later.intact:
        # A broken signature excuses nothing: what its field draws counts as a change of the page.
        report.note(ChangesAfter.FORM_FILLING, Fact.LATER_SIGNATURE_NOT_INTACT)
        report.looked_at |= {pages[key] for key, _ in added.widgets if key in pages}
        return
    if later.kind is Kind.DOCUMENT_TIMESTAMP:
        report.note(ChangesAfter.EVIDENCE_ONLY, Fact.EVIDENCE_ADDED)
    else:
        report.note(ChangesAfter.FORM_FILLING, Fact.LATER_SIGNATURE)
        if rules.certified == 1 or (rules.certified == 2 and created) or rules.locked(added.name):
            report.forbid(Fact.NOT_ALLOWED_BY_CERTIFICATION)
    _open_widgets(report, added, pages)


def _known_already(added: FormField, others: list[Found]) -> bool:
    """Return whether a field shows, in a second place, a signature that stands in another field."""
    shown = read_signature(added.name, added.value)
    return shown is not None and any(each.signature.ranges == shown.ranges for each in others)


def _seen_elsewhere(node: Any) -> bool:
    """Return whether an annotation that the screen does not show is printed, or shown by a layer or a pointer."""
    flags = value_of(node, "/F")
    flags = flags if isinstance(flags, int) else 0
    unseen = bool(flags & _NO_VIEW) and not flags & 0x02
    return (unseen and bool(flags & (_PRINT | _TOGGLE_NO_VIEW))) or "/OC" in node


def _width(node: Any) -> float:
    """Return how thick a line is: /BS, else the third number of /Border, else 1 (ISO 32000-2, 12.5.4)."""
    style = value_of(node, "/BS")
    border = items_of(node, "/Border")
    width = (
        value_of(style, "/W") if isinstance(style, DictionaryObject) else resolved(border[2]) if len(border) > 2 else 1
    )
    try:
        return float(width if width is not None else 1)
    except (TypeError, ValueError):
        return 1.0


def _open_widgets(report: Report, added: FormField, pages: Mapping[Key, int]) -> None:
    for key, widget in added.widgets:
        rect = _rect(widget)
        if key in pages and rect is not None and _drawn(widget, rect):
            report.open_place(pages[key], rect)
        elif key in pages and rect is not None and "/AP" in widget and _seen_elsewhere(widget):
            report.not_drawn.setdefault(pages[key], []).append(rect)


def _drawn(widget: Any, rect: Rect) -> bool:
    flags = value_of(widget, "/F")
    hidden = isinstance(flags, int) and bool(flags & _HIDDEN)
    return "/AP" in widget and not hidden and rect[2] > rect[0] and rect[3] > rect[1]


def _rect(node: Any) -> Rect | None:
    value = value_of(node, "/Rect")
    if not isinstance(value, ArrayObject) or len(value) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(resolved(value.raw_get(place))) for place in range(4))
    except READING_FAULTS:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _widget(annotation: Annotation) -> bool:
    return annotation.subtype == "Widget"


def compare_annotations(comparison: Comparison, report: Report, rules: Rules) -> None:
    """Report comments by name; any other annotation belongs to the page."""
    old, new = comparison.old, comparison.new
    in_form = {key for state in (old, new) for one in state.fields.values() for key, _ in one.widgets}
    for index in range(min(len(old.annotations), len(new.annotations))):
        before = {each.key: each for each in old.annotations[index]}
        after = {each.key: each for each in new.annotations[index]}
        for key in before.keys() | after.keys():
            pair = before.get(key), after.get(key)
            if _unchanged(comparison, pair):
                continue
            _changed_annotation(report, rules, index, pair, listed=key in in_form)


_Pair = tuple[Annotation | None, Annotation | None]


def _unchanged(comparison: Comparison, pair: _Pair) -> bool:
    one, other = pair
    if one is None or other is None:
        return False
    return not comparison.keys_changed(one.value, other.value) - _FIELD_HARMLESS


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
    report.note(ChangesAfter.COMMENTS, Fact.COMMENTS_CHANGED)
    if rules.certified in (1, 2):
        report.forbid(Fact.NOT_ALLOWED_BY_CERTIFICATION)
    for each in present:
        report.open_place(page, _rect(each.value))
    if pair[1] is not None:
        _not_drawn(report, page, pair[1])


def _not_drawn(report: Report, page: int, comment: Annotation) -> None:
    """Record a comment that others draw and we do not, and where it would cover the page.

    It brings no picture of itself, or is seen only on paper or where layers are chosen.
    """
    elsewhere = _seen_elsewhere(comment.value)
    if not elsewhere and (comment.subtype not in _DRAWN_ELSEWHERE or "/AP" in comment.value):
        return
    report.facts.append(Fact.COMMENT_NOT_DRAWN_HERE)
    filling = _DRAWN_ELSEWHERE.get(comment.subtype)
    rect = _rect(comment.value)
    covers = elsewhere or (filling is not None and (filling == "" or bool(items_of(comment.value, filling))))
    covers = covers or (comment.subtype in _LINES and _width(comment.value) > _THIN)
    if covers and rect is not None:
        report.not_drawn.setdefault(page, []).append(rect)
