"""The record of a validation (Archiefregeling art. 24c): holder, moment, result, person responsible, certificate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.certificates import certificate_facts
from app.errors import Refused
from app.text.verdicts import verdict_words
from app.usecases.verify_files import VerifiedFile
from app.vault.files import write_whole
from signing.verify.verdict import verdict_json


def report_values(one: VerifiedFile, *, person: str, language: str) -> dict[str, Any]:
    """Return the record of one file in the keys of ``verify --json``, with the certificate of each signature.

    Args:
        one: a file and its verdict.
        person: who is responsible for the verification.
        language: of the sentence, ``nl`` or ``en``.
    """
    sentence, action = verdict_words(one.verdict, language)
    found = verdict_json(one.verdict)
    signatures = [
        {**values, "certificate": certificate_facts(signature.certificate)}
        for values, signature in zip(found.pop("signatures"), one.verdict.signatures, strict=True)
    ]
    return {
        "file": one.name,
        "sha256": found.pop("sha256"),
        "state": found.pop("state"),
        "sentence": sentence,
        "next_action": action,
        "signatures": signatures,
        "lists": found.pop("lists"),
        "checked_at": found.pop("checked_at"),
        "checked_by": person,
        **found,
    }


def write_report(one: VerifiedFile, path: Path, *, person: str, language: str) -> Path:
    """Write the record of one file as JSON, whole or not at all, and return where it stands.

    Raises:
        Refused: ``report_not_written``.
    """
    values = [report_values(one, person=person, language=language)]
    try:
        write_whole(path, json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise Refused("report_not_written", folder=str(path.parent), why=error.strerror or "") from error
    return path
