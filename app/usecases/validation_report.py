"""The record of a validation (Archiefregeling art. 24c): holder, moment, result, person responsible, certificate.

As JSON with all that was found, as one page to read, and as the XML of ETSI TS 119 102-2 where that tells the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.answers import answers_of
from app.certificates import certificate_facts
from app.errors import Refused, WrongUse, from_signing
from app.text.answers import answer_words, fact_words
from app.text.verdicts import verdict_words
from app.usecases.verify_files import VerifiedFile
from app.vault.files import write_whole
from signing.errors import SigningFault
from signing.verify.plain_form import verdict_json
from signing.verify.verdict import SignatureVerdict

KINDS = (".pdf", ".json", ".xml")


def report_values(one: VerifiedFile, *, person: str, language: str) -> dict[str, Any]:
    """Return the record of one file: the keys of ``verify --json``.

    Args:
        one: a file and its verdict.
        person: who is responsible for the verification.
        language: of the sentences, ``nl`` or ``en``.
    """
    sentence, action = verdict_words(one.verdict, language)
    found = verdict_json(one.verdict)
    signatures = [
        {**values, **_added(signature, language)}
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


def _added(one: SignatureVerdict, language: str) -> dict[str, Any]:
    """Return what a record has beside the codes: the five answers in words, and the certificates."""
    answers = []
    for answer in answers_of(one):
        said, explanation = answer_words(answer, language)
        answers.append(
            {"question": answer.question.value, "code": answer.said.value, "answer": said, "explanation": explanation}
        )
    return {
        "answers": answers,
        "found": [fact_words(fact, language) for fact in one.facts],
        "certificate": certificate_facts(one.certificate),
        "issuers": [certificate_facts(der) for der in one.chain],
    }


def check_report_name(path: Path) -> None:
    """Refuse a name that tells no kind of record, before any work is done.

    Raises:
        WrongUse: ``report_kind_unknown``.
    """
    if path.suffix.lower() not in KINDS:
        raise WrongUse("report_kind_unknown", file=path.name)


def write_report(one: VerifiedFile, path: Path, *, person: str, language: str) -> Path:
    """Write the record of one file, whole or not at all, and return where it stands; see :func:`write_reports`."""
    return write_reports([one], path, person=person, language=language)


def write_reports(files: Sequence[VerifiedFile], path: Path, *, person: str, language: str) -> Path:
    """Write the records of files, whole or not at all, and return where they stand.

    Args:
        files: in their order; a PDF gets a page for each, XML takes one file only.
        path: where to; the suffix tells the kind (:data:`KINDS`).
        person: who is responsible for the verification.
        language: of the sentences, ``nl`` or ``en``.

    Raises:
        WrongUse: ``report_kind_unknown``, ``report_one_file``.
        Refused: ``report_not_written``; ``report_no_signature``, ``report_not_the_same`` where the XML cannot tell it.
    """
    check_report_name(path)
    content = _content(files, path.suffix.lower(), person=person, language=language)
    try:
        write_whole(path, content)
    except OSError as error:
        raise Refused("report_not_written", folder=str(path.parent), why=error.strerror or "") from error
    return path


def report_pages(one: VerifiedFile, *, person: str, language: str) -> bytes:
    """Return the record of one file as a PDF, to print it; see :func:`write_reports`."""
    return _content([one], ".pdf", person=person, language=language)


def _content(files: Sequence[VerifiedFile], kind: str, *, person: str, language: str) -> bytes:
    if kind == ".xml":
        return _xml(files)
    values = [report_values(one, person=person, language=language) for one in files]
    if kind == ".pdf":
        from app.validation_pdf import validation_pdf  # noqa: PLC0415  reportlab is loaded by who prints

        return validation_pdf(values, language=language)
    return json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def _xml(files: Sequence[VerifiedFile]) -> bytes:
    if len(files) != 1:
        raise WrongUse("report_one_file")
    from signing.verify.etsi_report import etsi_report  # noqa: PLC0415  its engine takes a second to load

    try:
        return etsi_report(files[0].verdict)
    except SigningFault as fault:
        raise from_signing(fault, file=files[0].name) from fault
