"""One plain sentence for a verdict, and what to do next. The first layer knows no jargon."""

from __future__ import annotations

from datetime import datetime

from app.council import AMSTERDAM
from app.text.facts import REMARKS, UNREADABLE
from app.text.words import Sentence, sentence
from signing.verify.verdict import (
    ChangesAfter,
    Fact,
    FileState,
    FileVerdict,
    Integrity,
    Kind,
    SignatureVerdict,
    Subindication,
)

VERDICTS: dict[str, Sentence] = {
    "valid_proven": (
        "De handtekening van {signer} is geldig: er is niets veranderd en zij bestond zeker op {time}.",
        "The signature of {signer} is valid: nothing changed and it certainly existed on {time}.",
    ),
    "valid_claimed": (
        "De handtekening van {signer} is geldig: er is niets veranderd. Het tijdstip is niet bewezen.",
        "The signature of {signer} is valid: nothing changed. Its time is not proven.",
    ),
    "valid_time_stamp": ("Het tijdstempel is geldig.", "The time stamp is valid."),
    "valid_with_remarks": (
        "De handtekening van {signer} is geldig, met een opmerking: {remark}.",
        "The signature of {signer} is valid, with a remark: {remark}.",
    ),
    "unknown_certificate": (
        "Dit is hier niet te beslissen: de uitgever van het certificaat van {signer} is niet bekend.",
        "This cannot be decided here: the issuer of the certificate of {signer} is not known.",
    ),
    "revocation_unknown": (
        "Dit is hier niet te beslissen: of het certificaat van {signer} was ingetrokken, is niet na te gaan.",
        "This cannot be decided here: whether the certificate of {signer} was revoked cannot be told.",
    ),
    "not_decided": ("Dit is hier niet te beslissen: {remark}.", "This cannot be decided here: {remark}."),
    "changed": ("Deze brief is na het tekenen veranderd.", "This letter was changed after it was signed."),
    "broken": ("De getekende inhoud is beschadigd.", "The signed content is damaged."),
    "revoked": (
        "Het certificaat van {signer} was ingetrokken toen er getekend werd.",
        "The certificate of {signer} was revoked when the letter was signed.",
    ),
    "invalid": (
        "De handtekening van {signer} is ongeldig: {remark}.",
        "The signature of {signer} is invalid: {remark}.",
    ),
    "no_signature": ("Dit bestand heeft geen handtekening.", "This file has no signature."),
    "unreadable": ("Dit bestand is niet te lezen: {remark}.", "This file cannot be read: {remark}."),
}

ACTIONS: dict[str, Sentence] = {
    "valid": (
        "U kunt deze brief gebruiken. Bewaar het rapport erbij.",
        "You can use this letter. Keep the report with it.",
    ),
    "valid_with_remarks": (
        "Lees de opmerking en beslis of u de brief gebruikt.",
        "Read the remark and decide whether to use the letter.",
    ),
    "indeterminate": (
        "Voeg de uitgever toe aan wat u vertrouwt (--trust), of controleer met verbinding.",
        "Add the issuer to what you trust (--trust), or check with a connection.",
    ),
    "not_decided": (
        "Vraag de afzender om het origineel.",
        "Ask the sender for the original.",
    ),
    "revocation_unknown": (
        "Controleer het later met verbinding, of vraag de uitgever of het certificaat is ingetrokken.",
        "Check it later with a connection, or ask the issuer whether the certificate was revoked.",
    ),
    "invalid": (
        "Gebruik dit bestand niet. Vraag de afzender om het origineel.",
        "Do not use this file. Ask the sender for the original.",
    ),
    "no_signature": ("Het hele bestand is gelezen.", "The whole file was read."),
    "unreadable": ("Vraag een nieuw exemplaar.", "Ask for a new copy."),
}

_UNNAMED: Sentence = ("zie de technische gegevens", "see the technical data")


def verdict_words(verdict: FileVerdict, language: str) -> tuple[str, str]:
    """Return the sentence for a verdict and the next action.

    Args:
        verdict: of a file.
        language: ``nl`` or ``en``.
    """
    code, parameters = _choose(verdict, language)
    words = sentence(VERDICTS, code, language, **parameters)
    own = code in {"revocation_unknown", "not_decided"}
    return words, sentence(ACTIONS, code if own else verdict.state.value, language)


def _choose(verdict: FileVerdict, language: str) -> tuple[str, dict[str, str]]:
    if verdict.state is FileState.NO_SIGNATURE:
        return "no_signature", {}
    if not verdict.signatures:
        code = "unreadable" if verdict.state is FileState.UNREADABLE else "not_decided"
        return code, {"remark": _said(UNREADABLE.get(verdict.reason, _UNNAMED), language)}
    people = [one for one in verdict.signatures if one.kind is Kind.SIGNATURE] or list(verdict.signatures)
    worst = max(people, key=lambda one: one.state.badness)
    if worst.state.badness < verdict.state.badness:
        worst = max(verdict.signatures, key=lambda one: one.state.badness)
    known = {"signer": worst.signer or "?", "remark": _remark(worst, language)}
    if verdict.state is FileState.VALID:
        return _valid(worst, known)
    if verdict.state is FileState.VALID_WITH_REMARKS:
        return "valid_with_remarks", known
    if verdict.state is FileState.INVALID:
        return _invalid(worst), known
    return _undecided(worst), known


def _undecided(one: SignatureVerdict) -> str:
    """The reason decides the advice: an unknown issuer, unknown revocation, or something only the sender can mend."""
    if one.integrity is Integrity.INTACT and {Fact.NOTHING_TRUSTED, Fact.CHAIN_NOT_FOUND} & set(one.facts):
        return "unknown_certificate"
    if one.subindication is Subindication.TRY_LATER:
        return "revocation_unknown"
    return "not_decided"


def _valid(one: SignatureVerdict, known: dict[str, str]) -> tuple[str, dict[str, str]]:
    if one.kind is Kind.DOCUMENT_TIMESTAMP:
        return "valid_time_stamp", {}
    if one.proven_time is None:
        return "valid_claimed", known
    return "valid_proven", known | {"time": _day(one.proven_time)}


def _invalid(one: SignatureVerdict) -> str:
    if one.integrity is Integrity.BROKEN:
        return "broken"
    if one.changes_after is ChangesAfter.OTHER or one.appearance_changed_pages:
        return "changed"
    return "revoked" if Fact.CERTIFICATE_REVOKED in one.facts else "invalid"


def _remark(one: SignatureVerdict, language: str) -> str:
    own = {fact.value for fact in one.facts}
    return _said(next((words for fact, words in REMARKS.items() if fact in own), _UNNAMED), language)


def _said(words: Sentence, language: str) -> str:
    return words[0 if language == "nl" else 1]


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H.%M}"
