"""One plain sentence for a verdict, and what to do next. The first layer knows no jargon."""

from __future__ import annotations

import re
from datetime import datetime

from app.answers import is_torn, worst_first
from app.council import AMSTERDAM
from app.text.facts import REMARKS, UNREADABLE
from app.text.subindications import SUBINDICATIONS
from app.text.words import Sentence, sentence
from signing.verify.verdict import (
    ChangesAfter,
    Fact,
    FileState,
    FileVerdict,
    Indication,
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
    "torn": (
        "Dit is hier niet te beslissen: achter het getekende deel is het bestand afgebroken of beschadigd.",
        "This cannot be decided here: behind its signed part the file is cut off or damaged.",
    ),
    "cut_off": (
        "Dit bestand is afgebroken of beschadigd: een deel van wat getekend is, ontbreekt.",
        "This file is cut off or damaged: a part of what was signed is missing.",
    ),
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

# What is told behind the sentence where the first reason hides a second one.
_ALSO: Sentence = ("{words} Bovendien: {remark}.", "{words} Moreover: {remark}.")
_TOLD_TOO = (
    Fact.BYTES_AFTER_SIGNED_REVISION,
    Fact.LATER_SIGNATURE_NOT_INTACT,
    Fact.COMMENT_NOT_DRAWN_HERE,
    Fact.COMMENTS_CHANGED,
    Fact.FORM_FIELDS_CHANGED,
    Fact.SIGNATURE_FIELD_ADDED,
)

ACTIONS: dict[str, Sentence] = {
    "valid": (
        "U kunt deze brief gebruiken. Bewaar het rapport erbij.",
        "You can use this letter. Keep the report with it.",
    ),
    "valid_with_remarks": (
        "Lees de opmerking en beslis of u de brief gebruikt.",
        "Read the remark and decide whether to use the letter.",
    ),
    "unknown_certificate": (
        "Vraag uw beheerder of deze uitgever te vertrouwen is, en voeg hem toe aan wat u vertrouwt.",
        "Ask your administrator whether this issuer is to be trusted, and add it to what you trust.",
    ),
    "revocation_unknown": (
        "Controleer het later met verbinding, of vraag de uitgever of het certificaat is ingetrokken.",
        "Check it later with a connection, or ask the issuer whether the certificate was revoked.",
    ),
    "time_unproven": (
        "Vraag de afzender om een exemplaar met een tijdstempel van toen het certificaat nog geldig was.",
        "Ask the sender for a copy with a time stamp of when the certificate was still valid.",
    ),
    "sign_again": (
        "Vraag de ondertekenaar opnieuw te tekenen, met een certificaat en een techniek die nu gelden.",
        "Ask the signer to sign again, with a certificate and a technique that hold now.",
    ),
    "not_supported": (
        "Laat dit bestand met een ander programma controleren, of vraag de afzender om een andere handtekening.",
        "Have this file checked by another program, or ask the sender for another signature.",
    ),
    "torn": (
        "Vraag de afzender om een volledig exemplaar.",
        "Ask the sender for a complete copy.",
    ),
    "compare": (
        "Leg de getekende en de huidige versie naast elkaar, of vraag de afzender om het origineel.",
        "Lay the signed and the current version side by side, or ask the sender for the original.",
    ),
    "not_decided": (
        "Vraag de afzender om het origineel.",
        "Ask the sender for the original.",
    ),
    "invalid": (
        "Gebruik dit bestand niet. Vraag de afzender om het origineel.",
        "Do not use this file. Ask the sender for the original.",
    ),
    "no_signature": ("Het hele bestand is gelezen.", "The whole file was read."),
    "unreadable": ("Vraag een nieuw exemplaar.", "Ask for a new copy."),
}
_AFTER: dict[Subindication, str] = {
    Subindication.NO_CERTIFICATE_CHAIN_FOUND: "unknown_certificate",
    Subindication.TRY_LATER: "revocation_unknown",
    Subindication.EXPIRED: "sign_again",
    Subindication.REVOKED_NO_POE: "time_unproven",
    Subindication.REVOKED_CA_NO_POE: "time_unproven",
    Subindication.OUT_OF_BOUNDS_NO_POE: "time_unproven",
    Subindication.OUT_OF_BOUNDS_NOT_REVOKED: "time_unproven",
    Subindication.REVOCATION_OUT_OF_BOUNDS_NO_POE: "time_unproven",
    Subindication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "time_unproven",
    Subindication.NO_POE: "time_unproven",
    Subindication.CRYPTO_CONSTRAINTS_FAILURE: "sign_again",
    Subindication.CHAIN_CONSTRAINTS_FAILURE: "sign_again",
    Subindication.CERTIFICATE_CHAIN_GENERAL_FAILURE: "sign_again",
    Subindication.SIG_CONSTRAINTS_FAILURE: "sign_again",
}

# What no name has but a sentence: a colon, a question, or a stop behind a word.
_MARKS = re.compile(r"[:;?!]|\w{3,}\.\s")
_NOBODY: Sentence = ("een ondertekenaar zonder naam", "a signer without a name")
_UNNAMED: Sentence = ("zie de technische gegevens", "see the technical data")


def verdict_words(verdict: FileVerdict, language: str) -> tuple[str, str]:
    """Return the sentence for a verdict and the next action.

    Args:
        verdict: of a file.
        language: ``nl`` or ``en``.
    """
    code, parameters = _choose(verdict, language)
    words = sentence(VERDICTS, code, language, **parameters)
    if code in {"unknown_certificate", "revocation_unknown"}:
        words = _with_more(words, _worst(verdict), language)
    return words, sentence(ACTIONS, _next(verdict), language)


def verdict_code(verdict: FileVerdict) -> str:
    """Return which of :data:`VERDICTS` is said of a file; what else tells of it in short goes by the same code."""
    return _choose(verdict, "nl")[0]


def verdict_remark(verdict: FileVerdict, language: str) -> str:
    """Return in a clause what stands out in a file, or nothing where no signature was read."""
    return _remark(_worst(verdict), language) if verdict.signatures else ""


def _with_more(words: str, one: SignatureVerdict, language: str) -> str:
    """Whoever trusts nothing, or is offline, is told too what was found in the file itself."""
    more = next((fact for fact in _TOLD_TOO if fact in one.facts), None)
    if more is None:
        return words
    told: str = _said(_ALSO, language).format(words=words, remark=_said(REMARKS[more.value], language))
    return told


def _next(verdict: FileVerdict) -> str:
    """Return what to do next: the state decides, and where nothing is decided the reason why not."""
    if verdict.state is not FileState.INDETERMINATE:
        return str(verdict.state.value)
    if not verdict.signatures:
        return "compare" if verdict.reason == "too_large" else "not_decided"
    one = _worst(verdict)
    if is_torn(one):
        return "torn"
    if {Fact.ALGORITHM_NOT_SUPPORTED, Fact.KIND_NOT_SUPPORTED} & set(one.facts):
        return "not_supported"
    if one.indication is Indication.PASSED:  # only what came afterwards is not known
        return "compare"
    return _AFTER.get(one.subindication or Subindication.GENERIC, "not_decided")


def _worst(verdict: FileVerdict) -> SignatureVerdict:
    """Return the signature that the sentence is about: a person's before a time stamp's, where neither is worse."""
    return worst_first(verdict.signatures)[0]


def _choose(verdict: FileVerdict, language: str) -> tuple[str, dict[str, str]]:
    if verdict.state is FileState.NO_SIGNATURE:
        return "no_signature", {}
    if not verdict.signatures:
        code = "unreadable" if verdict.state is FileState.UNREADABLE else "not_decided"
        return code, {"remark": _said(UNREADABLE.get(verdict.reason, _UNNAMED), language)}
    worst = _worst(verdict)
    known = {"signer": _named(worst.signer, language), "remark": _remark(worst, language)}
    if verdict.state is FileState.VALID:
        return _valid(worst, known)
    if verdict.state is FileState.VALID_WITH_REMARKS:
        return "valid_with_remarks", known
    if verdict.state is FileState.INVALID:
        return _invalid(worst), known
    return _undecided(worst), known


def _named(signer: str, language: str) -> str:
    """Return a name as it stands in a sentence: one with marks of its own in quotes, so that it says nothing itself."""
    if not signer:
        return _said(_NOBODY, language)
    return f"\u2018{signer}\u2019" if _MARKS.search(signer) else signer


def _undecided(one: SignatureVerdict) -> str:
    """The reason decides the advice: an unknown issuer, unknown revocation, or something only the sender can mend."""
    if is_torn(one):
        return "torn"
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
        if Fact.BYTE_RANGE_BEYOND_FILE in one.facts:
            return "cut_off"
        # The content may be whole: what was signed is then not known to be this.
        return "broken" if Fact.SIGNATURE_VALUE_WRONG not in one.facts else "invalid"
    if Fact.SIGNATURE_NOT_IN_DOCUMENT in one.facts:
        return "invalid"
    if one.changes_after is ChangesAfter.OTHER or one.appearance_changed_pages:
        return "changed"
    return "revoked" if Fact.CERTIFICATE_REVOKED in one.facts else "invalid"


def _remark(one: SignatureVerdict, language: str) -> str:
    own = {fact.value for fact in one.facts}
    fallback = SUBINDICATIONS[one.subindication] if one.subindication else _UNNAMED
    return _said(next((words for fact, words in REMARKS.items() if fact in own), fallback), language)


def _said(words: Sentence, language: str) -> str:
    return words[0 if language == "nl" else 1]


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H.%M}"
