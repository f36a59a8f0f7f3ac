"""A verdict in the keys of ``verify --json``, for who reads it with a program (interface: verify)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from signing.verify.verdict import FileVerdict, ListsUsed, SignatureVerdict


def verdict_json(verdict: FileVerdict) -> dict[str, Any]:
    """Return the verdict in the keys and order of ``verify --json``, without file, sentence and next action."""
    return {
        "sha256": verdict.sha256,
        "state": verdict.state.value,
        "signatures": [_signature_json(one) for one in verdict.signatures],
        "lists": _lists_json(verdict.lists),
        "checked_at": verdict.checked_at.isoformat(),
        "reason": verdict.reason or None,
    }


def _lists_json(lists: ListsUsed) -> dict[str, Any]:
    return {
        "age_days": lists.age_days,
        "expired": lists.expired,
        "issued": _moment(lists.issued),
        "next_update": _moment(lists.next_update),
        "territories": list(lists.territories),
        "refused": list(lists.refused),
    }


def _signature_json(one: SignatureVerdict) -> dict[str, Any]:
    return {
        "field": one.field,
        "kind": one.kind.value,
        "signer": one.signer,
        "claimed_role": one.claimed_role,
        "commitment": one.commitment,
        "integrity": one.integrity.value,
        "covers": one.covers.value,
        "changes_after": one.changes_after.value,
        "appearance_changed_pages": list(one.appearance_changed_pages),
        "indication": one.indication.value,
        "subindication": one.subindication.value if one.subindication else None,
        "level": one.level.value if one.level else None,
        "qualified": one.qualified.value,
        "trusted": one.trusted.value,
        "claimed_time": _moment(one.claimed_time),
        "proven_time": _moment(one.proven_time),
        "renew_before": _moment(one.renew_before),
        "facts": [fact.value for fact in one.facts],
        "state": one.state.value,
        "revocation_as_of": _moment(one.revocation_as_of),
        "changed_fields": list(one.changed_fields),
        "qualified_by": one.qualified_by or None,
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
