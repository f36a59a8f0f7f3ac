"""What changed after signing."""

from __future__ import annotations

from dataclasses import dataclass

from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification

from signing.verify.document import Document
from signing.verify.found import Found
from signing.verify.verdict import ChangesAfter, Coverage, Fact


@dataclass(frozen=True)
class Changes:
    """What was added after a signed revision.

    Attributes:
        level: the worst kind of change.
        permitted: whether everything is left open by DocMDP and FieldMDP and covers nothing that was signed.
        facts: what was found.
        fields: names of changed form fields.
        pages: pages that look different, from 1.
    """

    level: ChangesAfter
    permitted: bool = True
    facts: tuple[Fact, ...] = ()
    fields: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


def changes_since(document: Document, one: Found, others: list[Found]) -> Changes:
    """Return what was added after a signature's revision."""
    if one.covers is Coverage.WHOLE_FILE:
        return Changes(ChangesAfter.NONE)
    result = DEFAULT_DIFF_POLICY.review_file(document.current, _revision(document, one))
    if isinstance(result, SuspiciousModification):
        return Changes(ChangesAfter.OTHER, permitted=False, facts=(Fact.DOCUMENT_CHANGED,))
    if result.modification_level <= ModificationLevel.LTA_UPDATES:
        return Changes(ChangesAfter.EVIDENCE_ONLY, facts=(Fact.EVIDENCE_ADDED,))
    return Changes(ChangesAfter.FORM_FILLING)


def _revision(document: Document, one: Found) -> int:
    return int(document.at(one.end).xrefs.total_revisions) - 1
