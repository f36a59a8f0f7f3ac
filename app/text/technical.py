"""The technical layer of a verdict: everything that was found, as lines of plain text to read and copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.answers import worst_first
from app.certificates import certificate_facts
from app.names import visible
from app.text.answers import fact_words, moment_words
from app.text.verdicts import verdict_words
from app.text.words import Sentence
from signing.verify.verdict import FileVerdict, SignatureVerdict

LABELS: dict[str, Sentence] = {
    "file": ("bestand", "file"),
    "sha256": ("SHA-256", "SHA-256"),
    "state": ("uitkomst", "state"),
    "reason": ("reden", "reason"),
    "checked_at": ("nagekeken op", "checked at"),
    "lists": ("EU-lijsten", "EU lists"),
    "no_lists": ("geen gebruikt", "none used"),
    "lists_age": ("{days} dagen oud", "{days} days old"),
    "lists_expired": ("verlopen", "expired"),
    "lists_issued": ("uitgegeven", "issued"),
    "lists_next_update": ("geldig tot", "valid until"),
    "territories": ("landen", "countries"),
    "lists_refused": ("niet gebruikt", "not used"),
    "field": ("veld", "field"),
    "kind": ("soort", "kind"),
    "indication": ("indicatie", "indication"),
    "integrity": ("inhoud", "content"),
    "covers": ("dekt", "covers"),
    "signed_bytes": ("getekende bytes", "signed bytes"),
    "changes_after": ("daarna", "afterwards"),
    "pages": ("pagina's anders", "pages different"),
    "changed_fields": ("velden anders", "fields different"),
    "level": ("niveau", "level"),
    "trusted": ("vertrouwd", "trusted"),
    "qualified": ("gekwalificeerd", "qualified"),
    "role": ("genoemde rol", "claimed role"),
    "commitment": ("strekking", "commitment"),
    "claimed_time": ("genoemde tijd", "claimed time"),
    "proven_time": ("bewezen tijd", "proven time"),
    "revocation_as_of": ("intrekking nagegaan op", "revocation as of"),
    "renew_before": ("bewijs vernieuwen v\u00f3\u00f3r", "renew evidence before"),
    "chain": ("certificaten", "certificates"),
    "subject": ("houder", "subject"),
    "issuer": ("uitgever", "issuer"),
    "serial": ("nummer", "serial"),
    "validity": ("geldig", "valid"),
    "facts": ("gevonden", "found"),
}
# What an answer is called; names of the standards (B-LTA, TOTAL-PASSED) stay as they are.
VALUES: dict[str, Sentence] = {
    "valid": ("geldig", "valid"),
    "valid_with_remarks": ("geldig, let op", "valid, with a remark"),
    "no_signature": ("geen handtekening", "no signature"),
    "indeterminate": ("niet te beslissen", "cannot be decided"),
    "unreadable": ("niet te lezen", "cannot be read"),
    "invalid": ("ongeldig", "invalid"),
    "signature": ("handtekening", "signature"),
    "document_timestamp": ("tijdstempel", "time stamp"),
    "intact": ("heel", "intact"),
    "broken": ("beschadigd", "damaged"),
    "cannot_be_read": ("niet te lezen", "cannot be read"),
    "not_checked": ("niet nagekeken", "not checked"),
    "whole_file": ("het hele bestand", "the whole file"),
    "revision": ("een eerdere versie in het bestand", "an earlier revision in the file"),
    "unclear": ("onduidelijk", "unclear"),
    "none": ("niets", "nothing"),
    "evidence_only": ("alleen bewijs", "evidence only"),
    "comments": ("opmerkingen", "comments"),
    "form_filling": ("ingevulde velden", "fields filled in"),
    "other": ("andere wijzigingen", "other changes"),
    "no_level": ("geen", "none"),
    "trusted": ("vertrouwd", "trusted"),
    "not_trusted": ("niet vertrouwd", "not trusted"),
    "unknown": ("niet bekend", "unknown"),
    "qualified": ("gekwalificeerd", "qualified"),
    "not_qualified": ("niet gekwalificeerd", "not qualified"),
}
_LEVELS = {"none": "no_level"}
_WIDE = 24


def technical_text(name: str, verdict: FileVerdict, language: str) -> str:
    """Return all that was found in a file, a line each, without control, bidi or other invisible characters.

    Args:
        name: of the file.
        verdict: of the file.
        language: of the labels, ``nl`` or ``en``; codes of the standards stay as they are.
    """
    lines = [*_file_lines(name, verdict, language)]
    for one in worst_first(verdict.signatures):
        lines += ["", *_signature_lines(one, language)]
    return "\n".join(visible_line(line) for line in lines)


def technical_line(verdict: FileVerdict) -> str:
    """Return the technical layer in one line: the indication of the worst signature; nothing without one."""
    if not verdict.signatures:
        return ""
    return visible(_indication(worst_first(verdict.signatures)[0]))


def visible_line(line: str) -> str:
    """Return a line as it may be shown; spaces at its beginning stay."""
    return visible(line).rstrip()


def _label(code: str, language: str, **values: int) -> str:
    return LABELS[code][0 if language == "nl" else 1].format(**values)


def _value(code: str, language: str) -> str:
    words = VALUES.get(code)
    return code if words is None else words[0 if language == "nl" else 1]


def _line(code: str, value: object, language: str) -> str:
    return f"{_label(code, language):<{_WIDE}}{value}"


def _file_lines(name: str, verdict: FileVerdict, language: str) -> Iterator[str]:
    yield _line("file", name, language)
    yield _line("sha256", verdict.sha256 or "-", language)
    yield _line("state", _value(verdict.state.value, language), language)
    if verdict.reason:
        yield _line("reason", verdict_words(verdict, language)[0], language)
    yield _line("checked_at", _moment(verdict.checked_at, language), language)
    if verdict.lists.age_days is None:
        yield _line("lists", _label("no_lists", language), language)
    else:
        age = _label("lists_age", language, days=verdict.lists.age_days)
        expired = f", {_label('lists_expired', language)}" if verdict.lists.expired else ""
        yield _line("lists", age + expired, language)
        for code, moment in (("lists_issued", verdict.lists.issued), ("lists_next_update", verdict.lists.next_update)):
            if moment is not None:
                yield "  " + _line(code, _moment(moment, language), language)
        if verdict.lists.territories:
            yield "  " + _line("territories", ", ".join(verdict.lists.territories), language)
    if verdict.lists.refused:
        yield "  " + _line("lists_refused", ", ".join(verdict.lists.refused), language)


def _signature_lines(one: SignatureVerdict, language: str) -> Iterator[str]:
    values: dict[str, object] = {
        "field": one.field,
        "kind": _value(one.kind.value, language),
        "state": _value(one.state.value, language),
        "indication": _indication(one),
        "integrity": _value(one.integrity.value, language),
        "covers": _value(one.covers.value, language),
        "signed_bytes": one.signed_bytes,
        "changes_after": _value(one.changes_after.value, language),
        "pages": ", ".join(str(page) for page in one.appearance_changed_pages),
        "changed_fields": ", ".join(one.changed_fields),
        "level": _value(_LEVELS.get(one.level.value, one.level.value), language) if one.level else None,
        "trusted": _value(one.trusted.value, language),
        "qualified": f"{_value(one.qualified.value, language)} {one.qualified_by}".strip(),
        "role": one.claimed_role,
        "commitment": one.commitment,
        "claimed_time": _moment(one.claimed_time, language),
        "proven_time": _moment(one.proven_time, language),
        "revocation_as_of": _moment(one.revocation_as_of, language),
        "renew_before": _moment(one.renew_before, language),
    }
    for code, value in values.items():
        if value not in (None, ""):
            yield _line(code, value, language)
    yield _label("chain", language)
    for encoded in (one.certificate, *one.chain):
        yield from _certificate_lines(encoded, language)
    yield _label("facts", language)
    for fact in one.facts:
        yield f"  {fact_words(fact, language)}"


def _certificate_lines(encoded: bytes | None, language: str) -> Iterator[str]:
    facts = certificate_facts(encoded)
    if facts is None:
        return
    for code in ("subject", "issuer", "serial"):
        if code in facts:
            yield "  " + _line(code, facts[code], language)
    if "not_before" in facts:
        yield "  " + _line("validity", f"{facts['not_before']} - {facts['not_after']}", language)
    yield "  " + _line("sha256", facts["sha256"], language)


def _indication(one: SignatureVerdict) -> str:
    return f"{one.indication.value} {one.subindication.value if one.subindication else ''}".strip()


def _moment(moment: datetime | None, language: str) -> str:
    return f"{moment_words(moment, language)} ({moment.isoformat(timespec='seconds')})" if moment else ""
