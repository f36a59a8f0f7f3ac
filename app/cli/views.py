"""What the command line prints of the nouns: JSON with fixed keys, and prose."""

from __future__ import annotations

from typing import Any

from app.batch import Item, LetterVersion, Overrule, SigningBatch
from app.plan import SigningPlan


def batch_json(batch: SigningBatch) -> dict[str, Any]:
    """Return a map as JSON values."""
    return {
        "map": batch.name,
        "created_at": batch.created_at,
        "locked_at": batch.locked_at or None,
        "items": [item_json(item) for item in batch.items],
    }


def item_json(item: Item) -> dict[str, Any]:
    """Return an item as JSON values."""
    outcome = item.outcome
    return {
        "item": item.name,
        "title": item.title,
        "named_condition": item.named_condition or None,
        "condition": item.condition or None,
        "outcome": None
        if outcome is None
        else {
            "meeting": outcome.meeting,
            "outcome": outcome.outcome,
            "by": outcome.by,
            "evidence": outcome.evidence,
            "at": outcome.at,
        },
        "released_at": item.released_at or None,
        "dispatched": item.dispatch_evidence or None,
        "files": [
            {"file": file.short, "file_name": file.file_name, "kind": file.kind, "pages": file.pages,
             "sha256": file.sha256, "corrected": list(file.corrected),
             "typed": {one.name: one.value for one in file.typed}, "remarks": list(file.remarks),
             "original_sha256": file.original_sha256 or None, "trouble": file.trouble or None}
            for file in item.files
        ],
        "letters": [letter_json(letter) for letter in item.letters],
        "overruled": [overrule_json(one) for one in item.overruled],
    }  # fmt: skip


def overrule_json(one: Overrule) -> dict[str, Any]:
    """Return an overruled finding as JSON values."""
    finding = one.event.finding
    return {
        "rule": finding.rule,
        "code": finding.code,
        "file": finding.file,
        "sha256": finding.sha256,
        "why": one.event.why,
        "at": one.at,
    }


def letter_json(letter: LetterVersion) -> dict[str, Any]:
    """Return a letter as JSON values; nothing of its signature but hashes and times."""
    file, sealed, stronger, released = letter.file, letter.sealed, letter.strengthened, letter.released
    return {
        "letter": letter.name,
        "version": letter.number,
        "state": letter.state.value,
        "blocked_because": letter.because or None,
        "sha256": file.sha256,
        "chamber": file.chamber or None,
        "reference": file.reference or None,
        "letter_date": file.letter_date or None,
        "signatory_role": file.signatory_role or None,
        "signatory_name": file.signatory_name or None,
        "decision": letter.decided.decision if letter.decided else None,
        "decided_at": letter.decided_at or None,
        "signed_at": sealed.signed_at if sealed else None,
        "signed_with": sealed.holder if sealed else None,
        "signature_sha256": sealed.signature_sha256 if sealed else None,
        "seal_sha256": sealed.seal_sha256 if sealed else None,
        "time_stamp": (stronger.time_stamp or None) if stronger else None,
        "revocation_at": (stronger.revocation_at or None) if stronger else None,
        "level": released.level if released else None,
        "released_sha256": released.sha256 if released else None,
    }


def batch_prose(batch: SigningBatch) -> str:
    """Return a map as lines for a person."""
    lines = [f"{batch.name}   {'vastgezet ' + batch.locked_at if batch.locked_at else 'nog niet vastgezet'}"]
    for item in batch.items:
        lines.append(f"  {item.name}   {item.title}")
        condition = item.condition or (f"{item.named_condition} (nog niet vastgelegd)" if item.named_condition else "")
        if condition:
            said = f", uitkomst: {item.outcome.outcome}" if item.outcome else ""
            lines.append(f"    voorwaarde: {condition}{said}")
        lines.extend(f"    {letter.state.value:<11} {letter.name}" for letter in item.letters)
        lines.extend(f"    {file.kind:<11} {file.short}" for file in item.files if not file.version)
        for one in item.overruled:
            found = one.event.finding
            lines.append(f"    terzijde    {found.rule}/{found.code} {found.file}: {one.event.why}")
    return "\n".join(lines)


def plan_json(plan: SigningPlan) -> dict[str, Any]:
    """Return a plan as JSON values."""
    return {
        "map": plan.map,
        "demonstration": plan.demonstration,
        "to_sign": [
            {"letter": one.letter, "condition": one.condition or None, "notes": [note.code for note in one.notes],
             "level_now": one.level_now, "level_at_release": one.level_at_release, "invisible": one.invisible}
            for one in plan.to_sign
        ],
        "not_signed": [{"letter": one.letter, "reason": one.reason.code} for one in plan.not_signed],
        "level_now": plan.level_now,
        "level_at_release": plan.level_at_release,
        "signed_ahead_is_visible": plan.signed_ahead_is_visible,
        "letters": len(plan.to_sign),
        "pins": plan.pins,
        "time_stamps": plan.time_stamps,
    }  # fmt: skip
