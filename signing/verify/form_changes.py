"""Changes to form fields and signatures, by name (ISO 32000-2, 12.8.2.2.2)."""

from __future__ import annotations

from collections.abc import Mapping

from pyhanko.pdf_utils.generic import DictionaryObject

from signing.verify.compare import Comparison, FormField, Key
from signing.verify.document import read_signature, value_of
from signing.verify.field_buttons import button_shows_other
from signing.verify.field_text import text_shows_other
from signing.verify.found import Found
from signing.verify.report import Report, Rules
from signing.verify.verdict import ChangesAfter, Fact, Kind
from signing.verify.visibility import is_drawn, rect_of, seen, seen_elsewhere

_FIELD_FILLED = {"/V", "/AS", "/AP", "/I", "/RV", "/M", "/Ff", "/F", "/MK", "/DA", "/DV", "/Q", "/TI", "/DS"}
_FIELD_HARMLESS = {"/P", "/Parent", "/Kids", "/StructParent", "/TM", "/Type", "/PMD"}


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
        _signature_field_changed(report, before, after, changed, pages, others, rules)
        return
    if changed - _FIELD_FILLED:
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
    _filled_in(report, before, changed, rules)
    if _shows_other(comparison, before, after):
        report.forbid(Fact.FORM_SHOWS_OTHER_TEXT)
    if _filled(before) and _seen_otherwise(before, after):
        report.note(ChangesAfter.OTHER, Fact.LOOKS_DIFFERENT)
    _open_field(report, before, after, pages)


def _signature_field_changed(
    report: Report,
    before: FormField,
    after: FormField,
    changed: set[str],
    pages: Mapping[Key, int],
    others: list[Found],
    rules: Rules,
) -> None:
    signed_before = isinstance(value_of(before.value, "/V"), DictionaryObject)
    if signed_before or not isinstance(value_of(after.value, "/V"), DictionaryObject):
        report.note(ChangesAfter.OTHER, Fact.SIGNATURE_CHANGED_LATER)
        return
    if changed - _FIELD_FILLED - {"/Lock", "/SV"}:
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
    _later_signature(report, after, pages, others, rules, created=False)


def _open_field(report: Report, before: FormField, after: FormField, pages: Mapping[Key, int]) -> None:
    """Let the places of a field look different; what a reader made up for one without a picture was not signed."""
    for key, widget in before.widgets:
        rect = rect_of(widget)
        if "/AP" not in widget and key in pages and rect is not None:
            report.made_up.setdefault(pages[key], []).append(rect)
    for key, widget in after.widgets:
        if key in pages:
            report.open_place(pages[key], rect_of(widget))


def _shows_other(comparison: Comparison, before: FormField, after: FormField) -> bool:
    """Return whether a field shows something else than it holds."""
    if after.kind == "Btn":
        return button_shows_other(comparison, before, after)
    if after.kind in {"Tx", "Ch"}:
        form = value_of(comparison.new.reader.root, "/AcroForm")
        return text_shows_other(comparison, before, after, form)
    return False


def _seen_otherwise(before: FormField, after: FormField) -> bool:
    """Return whether a widget is shown, or printed, where it was not, or the reverse."""
    widgets = dict(after.widgets)
    return any(seen(widget) != seen(widgets[key]) for key, widget in before.widgets if key in widgets)


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


def _open_widgets(report: Report, added: FormField, pages: Mapping[Key, int]) -> None:
    for key, widget in added.widgets:
        rect = rect_of(widget)
        if key in pages and rect is not None and is_drawn(widget, rect):
            report.open_place(pages[key], rect)
        elif key in pages and rect is not None and "/AP" in widget and seen_elsewhere(widget):
            report.not_drawn.setdefault(pages[key], []).append(rect)
