"""What changed after signing, by name, and whether the signature left it open (ISO 32000-2, 12.8.2.2 to 12.8.2.4).

The signed state is the file cut off where the signature's range ends; the state now is the whole file. Design section
6: evidence, later signatures, form filling and comments that DocMDP and FieldMDP leave open are no fault, unless they
cover or replace what stood on a signed page; everything else is.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.errors import UnreadablePdf
from signing.verify.appearance import Looks, compare_pages, ink_within
from signing.verify.comment_changes import compare_annotations
from signing.verify.compare import Comparison, structure_of
from signing.verify.document import Document, signature_fields, value_of
from signing.verify.form_changes import compare_form
from signing.verify.found import Found
from signing.verify.generations import renamed_since
from signing.verify.leftover import known_numbers, leftover_behind, repaired
from signing.verify.ranges import window
from signing.verify.reading_order import reads_the_same
from signing.verify.report import Changes, Report, certified_facts, rules_of
from signing.verify.twice import key_given_twice
from signing.verify.verdict import ChangesAfter, Coverage, Fact

_COMPARED_BY_THEMSELVES = {"/Pages", "/AcroForm", "/DSS", "/StructTreeRoot"}
_CATALOG_HARMLESS = {
    "/Extensions", "/Metadata", "/Version", "/Lang", "/MarkInfo", "/PieceInfo", "/ViewerPreferences", "/PageMode",
    "/PageLayout", "/Legal", "/OutputIntents", "/Type",
}  # fmt: skip
_WRITTEN_BY_PROGRAMS = {"/ModDate", "/Producer"}  # whenever they save a file
_FORM_HARMLESS = {"/Fields", "/SigFlags", "/DR", "/DA", "/NeedAppearances", "/Q"}
# All pages are drawn only when bytes are left over; in longer documents it stays undecided.
# Which pages, and how much of them, is shown and printed (ISO 32000-2, table 147).
_PREFERRED_PARTS = {"/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip", "/PrintPageRange"}
MAXIMUM_PAGES_DRAWN = 200
MAXIMUM_PAGES_NAMED = 20
REPAIR_SCALE = 1.0


def changes_since(document: Document, one: Found, others: list[Found]) -> Changes:
    """Return what was added after a signature's revision.

    Args:
        document: the file.
        one: the signature, with a regular range.
        others: every signature of the file.

    Raises:
        UnreadablePdf: the signed revision cannot be read by itself.
    """
    rules = rules_of(one)
    certified = certified_facts(rules)
    old_reader = document.at(one.end)
    if not _is_its_own(one, document):
        return Changes(ChangesAfter.OTHER, permitted=False, facts=(*certified, Fact.SIGNATURE_NOT_IN_DOCUMENT))
    if one.covers is Coverage.WHOLE_FILE:
        return Changes(ChangesAfter.NONE, facts=certified)
    report = Report(facts=list(certified))
    if document.readable_to > one.end:
        old, new = structure_of(old_reader), structure_of(document.current)
        comparison = Comparison(old, new)
        _compare_catalog(comparison, report)
        _compare_pages(comparison, report)
        compare_form(comparison, report, others, rules)
        compare_annotations(comparison, report, rules)
        if report.permitted and comparison.met(renamed_since(document, old_reader, one.end)):
            report.note(ChangesAfter.OTHER, Fact.REPAIRED_VIEW_DIFFERS)
    looks = _look(document, one, report)
    _look_otherwise(document, one, report)
    _leftover(document, one, report)
    pages = tuple(index + 1 for index in looks.changed)
    return Changes(
        report.level, report.permitted, tuple(dict.fromkeys(report.facts)), tuple(dict.fromkeys(report.fields)), pages
    )


def _is_its_own(one: Found, document: Document) -> bool:
    """Return whether the signed revision itself holds this very signature: another one's range proves nothing."""
    if one.end == document.readable_to:
        return True  # it was found in that very state
    mine = one.signature
    return any(
        each.ranges == mine.ranges and each.contents == mine.contents for each in signature_fields(document.at(one.end))
    )


def _compare_catalog(comparison: Comparison, report: Report) -> None:
    old, new = comparison.old.reader, comparison.new.reader
    changed = comparison.keys_changed(old.root, new.root)
    if "/DSS" in changed:
        report.note(ChangesAfter.EVIDENCE_ONLY, Fact.EVIDENCE_ADDED)
    if _CATALOG_HARMLESS & changed or _described_otherwise(comparison):
        report.note(ChangesAfter.EVIDENCE_ONLY, Fact.METADATA_CHANGED)
    if "/ViewerPreferences" in changed and _PREFERRED_PARTS & comparison.keys_changed(
        *(_preferences(reader) for reader in (old, new))
    ):
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
    if "/StructTreeRoot" in changed:
        trees = value_of(old.root, "/StructTreeRoot"), value_of(new.root, "/StructTreeRoot")
        if reads_the_same(comparison, *trees):
            report.note(ChangesAfter.EVIDENCE_ONLY, Fact.METADATA_CHANGED)
        else:
            report.note(ChangesAfter.OTHER, Fact.READS_DIFFERENT)
    rest = changed - _CATALOG_HARMLESS - _COMPARED_BY_THEMSELVES
    if "/Perms" in rest and _only_certified_later(old.root, new.root, comparison):
        rest -= {"/Perms"}
        report.note(ChangesAfter.EVIDENCE_ONLY)
    if rest:
        report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
    _compare_form_itself(comparison, report)


def _compare_form_itself(comparison: Comparison, report: Report) -> None:
    """Report what became of the form's own entries; its fields are compared by name."""
    form = [value_of(state.reader.root, "/AcroForm") for state in (comparison.old, comparison.new)]
    if isinstance(form[0], DictionaryObject) and isinstance(form[1], DictionaryObject):
        keys = comparison.keys_changed(form[0], form[1])
        if keys - _FORM_HARMLESS:
            report.note(ChangesAfter.OTHER, Fact.DOCUMENT_CHANGED)
        if keys & {"/DR", "/DA", "/NeedAppearances", "/Q"}:
            # They decide how existing fields are drawn.
            report.looked_at |= {
                each.page for page in comparison.new.annotations for each in page if each.subtype == "Widget"
            }


def _described_otherwise(comparison: Comparison) -> bool:
    """Return whether the information dictionary says something else: title, author, dates (ISO 32000-2, 14.3.3)."""
    old, new = (value_of(state.reader.trailer_view, "/Info") for state in (comparison.old, comparison.new))
    if isinstance(old, DictionaryObject) and isinstance(new, DictionaryObject):
        return bool(comparison.keys_changed(old, new) - _WRITTEN_BY_PROGRAMS)
    return isinstance(old, DictionaryObject) != isinstance(new, DictionaryObject)


def _preferences(reader: PdfFileReader) -> DictionaryObject:
    found = value_of(reader.root, "/ViewerPreferences")
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _only_certified_later(old: Any, new: Any, comparison: Comparison) -> bool:
    before, after = value_of(old, "/Perms"), value_of(new, "/Perms")
    if not isinstance(after, DictionaryObject):
        return False
    changed = comparison.keys_changed(before or DictionaryObject(), after)
    return changed == {"/DocMDP"} and "/DocMDP" not in (before or {})


def _compare_pages(comparison: Comparison, report: Report) -> None:
    old, new = comparison.old, comparison.new
    if len(old.pages) != len(new.pages) or (new.miscounted and new.miscounted != old.miscounted):
        # Renderers go by what the tree says of its own number; ours counts the leaves.
        report.note(ChangesAfter.OTHER, Fact.PAGES_CHANGED)
    for index in range(min(len(old.pages), len(new.pages))):
        if comparison.page_changes(index):
            report.note(ChangesAfter.OTHER, Fact.PAGES_CHANGED)
            report.looked_at.add(index)
        elif comparison.page_rewritten(index):
            report.rewritten.add(index)


def _look_otherwise(document: Document, one: Found, report: Report) -> None:
    """Ask the renderer about what is the same to our reader although it was written anew: readers differ."""
    if not report.permitted or document.readable_to <= one.end:
        return
    if key_given_twice(document, one.end):
        report.note(ChangesAfter.OTHER, Fact.REPAIRED_VIEW_DIFFERS)
        return
    wanted = report.rewritten - report.looked_at
    pages = sorted(wanted)[:MAXIMUM_PAGES_DRAWN]
    old, new = window(document.stream, one.end), window(document.stream, document.readable_to)
    looks = compare_pages(old, new, pages=pages, allowed=report.open_places, scale=REPAIR_SCALE, text=True)
    if looks.different or looks.covered:
        report.note(ChangesAfter.OTHER, Fact.REPAIRED_VIEW_DIFFERS)
    elif looks.not_compared or len(pages) < len(wanted):
        report.note(ChangesAfter.NOT_CHECKED, Fact.APPEARANCE_NOT_COMPARED)


def _look(document: Document, one: Found, report: Report) -> Looks:
    """Draw the pages that may look different, as signed and as they are now."""
    _look_beneath(document, one, report)
    if not report.looked_at:
        return Looks()
    pages = sorted(report.looked_at)[:MAXIMUM_PAGES_DRAWN]
    if report.level is ChangesAfter.OTHER:
        pages = pages[:MAXIMUM_PAGES_NAMED]  # the verdict is known; the pages are only named
    old, new = window(document.stream, one.end), window(document.stream, document.readable_to)
    looks = compare_pages(old, new, pages=pages, allowed=report.open_places, made_up=report.made_up, text=True)
    if looks.different:
        report.note(ChangesAfter.OTHER, Fact.LOOKS_DIFFERENT)
    if looks.covered:
        report.forbid(Fact.COVERS_SIGNED_CONTENT)
    if looks.not_compared or (len(pages) < len(report.looked_at) and report.permitted):
        report.note(ChangesAfter.NOT_CHECKED, Fact.APPEARANCE_NOT_COMPARED)
    return looks


def _look_beneath(document: Document, one: Found, report: Report) -> None:
    """Look at what stands under comments that only other programs draw: on white space they hide nothing."""
    if not report.not_drawn or not report.permitted:
        return
    try:
        hidden = ink_within(window(document.stream, one.end), report.not_drawn)
    except UnreadablePdf:
        report.note(ChangesAfter.NOT_CHECKED, Fact.APPEARANCE_NOT_COMPARED)
        return
    if hidden:
        report.forbid(Fact.COVERS_SIGNED_CONTENT)


def _leftover(document: Document, one: Found, report: Report) -> None:
    """Report bytes that belong to no revision, and what a viewer that repairs the file would show."""
    left = leftover_behind(document, one.end)
    if not left.any:
        return
    report.facts.append(Fact.BYTES_AFTER_SIGNED_REVISION)
    old = window(document.stream, one.end)
    count = len(structure_of(document.at(one.end)).pages)
    pages = range(min(count, MAXIMUM_PAGES_DRAWN))
    for view in (document.stream, repaired(document)):
        looks = compare_pages(old, view, pages=pages, allowed=report.open_places, scale=REPAIR_SCALE)
        if looks.different or looks.covered:
            report.note(ChangesAfter.OTHER, Fact.REPAIRED_VIEW_DIFFERS)
            return
        if looks.not_compared or count > MAXIMUM_PAGES_DRAWN:
            report.note(ChangesAfter.NOT_CHECKED, Fact.APPEARANCE_NOT_COMPARED)
    if left.unlisted & known_numbers(document.at(one.end)):
        # What was signed is defined anew where only some viewers look: that cannot be decided by one renderer.
        report.note(ChangesAfter.NOT_CHECKED)
