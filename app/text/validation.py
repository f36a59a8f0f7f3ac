"""The words of the record of a validation on paper: for a reader who knows nothing of signatures."""

from __future__ import annotations

from app.text.words import Sentence

# The answer to "may I rely on it?", as large as the page allows.
STATES: dict[str, Sentence] = {
    "valid": ("Geldig", "Valid"),
    "valid_with_remarks": ("Geldig, met opmerking", "Valid, with a remark"),
    "no_signature": ("Geen handtekening", "No signature"),
    "indeterminate": ("Niet te beslissen", "Not decided"),
    "unreadable": ("Niet te lezen", "Cannot be read"),
    "invalid": ("Ongeldig", "Invalid"),
}
QUESTIONS: dict[str, Sentence] = {
    "intact": ("Is de inhoud nog zoals getekend?", "Is the content as it was signed?"),
    "changed": ("Is er daarna iets veranderd?", "Was anything changed afterwards?"),
    "who": ("Wie heeft getekend?", "Who signed?"),
    "when": ("Wanneer bestond de handtekening al?", "When did the signature certainly exist?"),
    "level": ("Hoe lang blijft dit na te gaan?", "How long can this be checked?"),
}
LABELS: dict[str, Sentence] = {
    "title": ("Controle van een ondertekend bestand", "Check of a signed file"),
    "file": ("Bestand", "File"),
    "fingerprint": ("Vingerafdruk van het bestand (SHA-256)", "Fingerprint of the file (SHA-256)"),
    "checked": ("Nagekeken", "Checked"),
    "checked_by": ("{moment}, door {person}", "{moment}, by {person}"),
    "lists": ("Lijsten van erkende uitgevers", "Lists of recognised issuers"),
    "no_lists": (
        "Niet gebruikt. Of het certificaat gekwalificeerd is, is daarom niet nagekeken.",
        "Not used. Whether the certificate is qualified was therefore not checked.",
    ),
    "lists_used": (
        "EU-lijsten van {territories}; de oudste is van {issued} ({days} dagen oud), te vernieuwen "
        "v\u00f3\u00f3r {next}.",
        "EU lists of {territories}; the oldest is of {issued} ({days} days old), to be renewed before {next}.",
    ),
    "lists_expired": ("Ten minste \u00e9\u00e9n lijst is verlopen.", "At least one list has expired."),
    "signature": ("Handtekening van {name}", "Signature of {name}"),
    "time_stamp": ("Tijdstempel van {name}", "Time stamp of {name}"),
    "nameless": ("iemand zonder naam", "someone without a name"),
    "certificate": ("Certificaat", "Certificate"),
    "certificate_words": (
        "{subject}. Uitgegeven door {issuer}. Geldig van {begin} tot {end}. Nummer {serial}. SHA-256 {sha256}.",
        "{subject}. Issued by {issuer}. Valid from {begin} to {end}. Number {serial}. SHA-256 {sha256}.",
    ),
    "certificate_unread": ("Niet te lezen. SHA-256 {sha256}.", "Cannot be read. SHA-256 {sha256}."),
    "renew": ("Bewijs te vernieuwen v\u00f3\u00f3r", "Evidence to be renewed before"),
    "also": ("Ook in dit bestand", "Also in this file"),
    "more": (
        "Nog {count} handtekeningen en tijdstempels staan in het JSON-rapport.",
        "Another {count} signatures and time stamps are in the JSON record.",
    ),
    "indication": ("Uitkomst volgens ETSI EN 319 102-1", "Outcome by ETSI EN 319 102-1"),
    "foot": (
        "Dit zegt wat op het genoemde moment was na te gaan. Vloeiboek {version}. Dezelfde gegevens, met alles wat "
        "gevonden is, staan in het JSON-rapport.",
        "This says what could be told at the moment named. Vloeiboek {version}. The same data, with everything that "
        "was found, are in the JSON record.",
    ),
    "unknown": ("onbekend", "unknown"),
}
