"""Rule ``open``: how each file opens, before anything is read in it (interface: ``check --json``)."""

from __future__ import annotations

from app.checks.case import Case, CheckedFile, Pointer
from app.checks.finding import Finding, Judgement, Severity, judged
from app.dossier import FileKind
from app.memo import TextLayer
from signing.inspect.found import OF_THE_FILE, Hazard

_RULE = Pointer("open")
_SEVERITY = {
    Hazard.HYBRID_XREF: Severity.WARNS,
    Hazard.NO_TEXT_LAYER: Severity.INFORMS,
}
# Why a reading was given up, as this rule names it.
_TROUBLE = {"encrypted": Hazard.ENCRYPTED}
# What was done to a letter at import: it was rewritten, and the rewritten bytes are what is signed.
_REWRITTEN = (Hazard.DAMAGED_XREF, Hazard.HYBRID_XREF)


def check(case: Case) -> Judgement:
    """Say of each file what is the matter with opening it."""
    return judged(finding for file in case.files for finding in _of_file(file))


def _of_file(file: CheckedFile) -> list[Finding]:
    recognised = file.recognised
    hazards = [one.hazard for one in file.inspection.found if one.hazard in OF_THE_FILE] if file.inspection else []
    hazards += [hazard for hazard in _REWRITTEN if hazard.value in recognised.remarks and hazard not in hazards]
    if recognised.trouble and not {Hazard.ENCRYPTED, Hazard.UNREADABLE} & set(hazards):
        hazards.append(_TROUBLE.get(recognised.trouble, Hazard.UNREADABLE))
    memo = recognised.memo
    if memo is not None and memo.text_layer is TextLayer.NONE and Hazard.NO_TEXT_LAYER not in hazards:
        hazards.append(Hazard.NO_TEXT_LAYER)
    if recognised.kind is FileKind.ATTACHMENT:
        # A picture as an attachment is an attachment; only where words are read is their absence worth a word.
        hazards = [hazard for hazard in hazards if hazard is not Hazard.NO_TEXT_LAYER]
    return [
        _RULE.on(
            file,
            hazard.value,
            _SEVERITY.get(hazard, Severity.BLOCKS),
            page=None,
            rect=None,
            detail=recognised.trouble,
            rewritten=int(bool(recognised.original_sha256)),
        )
        for hazard in dict.fromkeys(hazards)
    ]
