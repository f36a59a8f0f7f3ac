"""What was found of a signature, in a clause that fits into a sentence, in Dutch and in English.

In the order of telling: of several facts the first one here is said. What is wrong comes before what is only so.
"""

from __future__ import annotations

from app.text.words import Sentence
from signing.verify.verdict import Fact

_F = Fact
_WORDS: dict[Fact, Sentence] = {
    # what cannot be right
    _F.DIGEST_DIFFERS: ("de inhoud is niet wat getekend is", "the content is not what was signed"),
    _F.SIGNATURE_VALUE_WRONG: ("de handtekening klopt niet", "the signature does not fit"),
    _F.CERTIFICATE_NOT_THE_ONE_SIGNED: (
        "het certificaat is niet dat van de handtekening",
        "the certificate is not that of the signature",
    ),
    _F.SIGNATURE_NOT_IN_DOCUMENT: (
        "de handtekening staat niet in het document zelf",
        "the signature is not in the document itself",
    ),
    _F.SIGNATURE_REMOVED_LATER: ("een handtekening is later weggehaald", "a signature was removed later"),
    _F.SIGNATURE_CHANGED_LATER: ("een handtekening is later veranderd", "a signature was changed later"),
    _F.PAGES_CHANGED: ("er zijn daarna bladzijden veranderd", "pages were changed afterwards"),
    _F.LOOKS_DIFFERENT: ("een bladzijde ziet er nu anders uit", "a page looks different now"),
    _F.COVERS_SIGNED_CONTENT: (
        "er is iets over de getekende inhoud heen gezet",
        "something was put over the signed content",
    ),
    _F.READS_DIFFERENT: (
        "voorgelezen of gekopieerd luidt de tekst nu anders",
        "read aloud or copied, the text is different now",
    ),
    _F.FORM_VALUES_REPLACED: (
        "een ingevuld veld is daarna anders ingevuld",
        "a field that was filled in was filled in differently afterwards",
    ),
    _F.FORM_SHOWS_OTHER_TEXT: (
        "een ingevuld veld laat andere tekst zien dan erin staat",
        "a field that was filled in shows other text than it holds",
    ),
    _F.REPAIRED_VIEW_DIFFERS: (
        "het bestand is zo beschadigd dat niet elk programma hetzelfde toont",
        "the file is damaged so that not every program shows the same",
    ),
    _F.NOT_ALLOWED_BY_CERTIFICATION: (
        "er is daarna iets veranderd dat de ondertekenaar niet toestond",
        "something was changed that the signer did not allow",
    ),
    _F.FORM_FIELDS_LOCKED_CHANGED: (
        "een vergrendeld veld is daarna ingevuld",
        "a locked field was filled in afterwards",
    ),
    _F.DOCUMENT_CHANGED: ("het document is daarna veranderd", "the document was changed afterwards"),
    _F.BYTE_RANGE_BEYOND_FILE: (
        "de handtekening gaat over meer dan er is",
        "the signature covers more than there is",
    ),
    _F.BYTE_RANGE_ODD: (
        "welk deel van het bestand getekend is, is niet volgens de regels aangegeven",
        "which part of the file was signed is not stated by the rules",
    ),
    _F.SIGNATURE_DAMAGED: ("de handtekening is beschadigd", "the signature is damaged"),
    _F.CERTIFICATE_REVOKED: ("het certificaat is ingetrokken", "the certificate was revoked"),
    _F.CA_REVOKED: ("het certificaat van de uitgever is ingetrokken", "the issuer's certificate was revoked"),
    _F.CA_EXPIRED: (
        "het certificaat van de uitgever is verlopen",
        "the issuer's certificate has expired",
    ),
    _F.CHAIN_DOES_NOT_HOLD: (
        "het certificaat is niet goed uitgegeven",
        "the certificate was not properly issued",
    ),
    _F.NOT_FOR_SIGNING: ("het certificaat is niet om te tekenen", "the certificate is not for signing"),
    # what cannot be told
    _F.SIGNATURE_EMPTY: (
        "er is een plaats voor een handtekening, maar geen handtekening",
        "there is a place for a signature, but no signature",
    ),
    _F.KIND_NOT_SUPPORTED: (
        "dit soort handtekening kan niet worden nagekeken",
        "this kind of signature cannot be checked",
    ),
    _F.ALGORITHM_NOT_SUPPORTED: ("deze techniek kan niet worden nagekeken", "this algorithm cannot be checked"),
    _F.NOT_CHECKED_FAULT: ("het nakijken is niet gelukt", "the check itself failed"),
    _F.SIGNED_REVISION_UNREADABLE: (
        "wat getekend is, is niet apart te lezen",
        "what was signed cannot be read by itself",
    ),
    _F.APPEARANCE_NOT_COMPARED: (
        "of een bladzijde er anders uitziet, is niet vergeleken",
        "whether a page looks different was not compared",
    ),
    _F.NO_CERTIFICATE: ("er is geen certificaat bij", "there is no certificate with it"),
    _F.SELF_SIGNED: (
        "het certificaat is door de ondertekenaar zelf gemaakt",
        "the certificate was made by the signer",
    ),
    _F.CHAIN_NOT_FOUND: (
        "de uitgever van het certificaat is niet bekend",
        "the issuer of the certificate is not known",
    ),
    _F.ISSUER_NOT_GRANTED_THEN: (
        "de uitgever stond toen niet als vertrouwd in de EU-lijsten",
        "the EU lists did not have the issuer as trusted then",
    ),
    _F.NOTHING_TRUSTED: (
        "er is niet ingesteld welke uitgevers te vertrouwen zijn",
        "no trusted issuers are configured",
    ),
    _F.CERTIFICATE_EXPIRED: (
        "het certificaat is verlopen en het tijdstip is niet bewezen",
        "the certificate has expired and the time is not proven",
    ),
    _F.EXPIRED_WHEN_SIGNED: (
        "het certificaat was op het bewezen tijdstip al verlopen",
        "the certificate had expired by the proven time",
    ),
    _F.CERTIFICATE_NOT_YET_VALID: (
        "het certificaat was toen nog niet geldig",
        "the certificate was not yet valid then",
    ),
    _F.REVOCATION_UNKNOWN: (
        "of het certificaat is ingetrokken, is niet na te gaan",
        "whether the certificate was revoked cannot be told",
    ),
    # what a person should read although nothing is wrong
    _F.COMMENT_NOT_DRAWN_HERE: (
        "er is een opmerking bij gezet die andere programma's op de pagina tonen en dit programma niet",
        "a comment was added that other programs show on the page and this one does not",
    ),
    _F.COMMENTS_CHANGED: ("er zijn daarna opmerkingen bij gezet", "comments were added afterwards"),
    _F.FORM_FIELDS_CHANGED: ("er is daarna een formulier ingevuld", "a form was filled in afterwards"),
    _F.SIGNATURE_FIELD_ADDED: (
        "er is daarna een veld voor een handtekening bij gezet",
        "a signature field was added afterwards",
    ),
    _F.LATER_SIGNATURE_NOT_INTACT: (
        "een latere handtekening is niet heel",
        "a later signature is not intact",
    ),
    _F.BYTES_AFTER_SIGNED_REVISION: (
        "achter wat getekend is, staat nog iets dat er niet bij hoort",
        "behind what was signed stands something that is no part of it",
    ),
    _F.BLANKS_AFTER_SIGNED_REVISION: (
        "achter wat getekend is, staan alleen nog lege tekens",
        "behind what was signed stand blanks and nothing else",
    ),
    _F.REVOKED_LATER: ("het certificaat is later ingetrokken", "the certificate was revoked later"),
    _F.CONTENT_TIME_STAMP_BROKEN: (
        "het tijdstempel over de inhoud klopt niet",
        "the time stamp on the content does not fit",
    ),
    _F.TIME_STAMP_BROKEN: ("het tijdstempel klopt niet", "the time stamp does not fit"),
    _F.TIME_STAMP_NOT_TRUSTED: (
        "het tijdstempel is van een onbekende dienst",
        "the time stamp is of an unknown service",
    ),
    _F.TIME_STAMP_REVOCATION_UNKNOWN: (
        "of het certificaat van het tijdstempel is ingetrokken, is niet na te gaan",
        "whether the time stamp's certificate was revoked cannot be told",
    ),
    _F.TIME_STAMP_EXPIRED: (
        "het certificaat van het tijdstempel is verlopen",
        "the time stamp's certificate has expired",
    ),
    _F.TIME_STAMP_REVOKED: (
        "het certificaat van het tijdstempel is ingetrokken",
        "the time stamp's certificate was revoked",
    ),
    _F.TIME_STAMP_WEAK: (
        "de techniek van het tijdstempel is verouderd",
        "the time stamp's algorithm is outdated",
    ),
    _F.TIME_STAMP_NOT_FOR_TIME: (
        "het certificaat van het tijdstempel is niet voor tijdstempels",
        "the time stamp's certificate is not for time stamps",
    ),
    _F.TIME_STAMP_IN_FUTURE: (
        "het tijdstempel is van na het moment waarvoor is nagekeken",
        "the time stamp is of after the moment that was asked for",
    ),
    _F.TIME_STAMPS_OUT_OF_ORDER: (
        "de tijdstempels staan niet in volgorde",
        "the time stamps are out of order",
    ),
    _F.CLAIMED_TIME_AFTER_PROOF: (
        "het genoemde tijdstip ligt na het bewezen tijdstip",
        "the claimed time is after the proven time",
    ),
    _F.CLAIMED_TIME_IN_FUTURE: (
        "het genoemde tijdstip ligt nog in de toekomst",
        "the claimed time is still to come",
    ),
    _F.CLAIMED_TIMES_DIFFER: (
        "het bestand en de handtekening noemen een verschillende dag",
        "the file and the signature name different days",
    ),
    _F.LIST_EXPIRED: (
        "de lijst met vertrouwde uitgevers is verouderd",
        "the list of trusted issuers is out of date",
    ),
    _F.QUALIFIED_STATUS_UNCLEAR: (
        "of het certificaat gekwalificeerd is, is uit de EU-lijsten niet op te maken",
        "the EU lists do not tell whether the certificate is qualified",
    ),
    _F.READ_LENIENTLY: ("het bestand is niet volgens de regels opgebouwd", "the file is not built by the rules"),
    _F.SEVERAL_SIGNERS: ("er staan meer handtekeningen in \u00e9\u00e9n", "there are several signers in one signature"),
    _F.WEAK_HASH: ("de gebruikte techniek is verouderd", "the algorithm is outdated"),
    _F.WEAK_KEY: ("de sleutel is te zwak", "the key is too weak"),
    _F.DATED_KEY: (
        "de soort sleutel wordt niet meer aangeraden",
        "the kind of key is not recommended any more",
    ),
    _F.WEAK_ENCODING: ("de handtekening is slordig opgebouwd", "the signature is built carelessly"),
    _F.ENCRYPTED_OPENED: (
        "het bestand is versleuteld en zonder wachtwoord te openen",
        "the file is encrypted and opens without a password",
    ),
    _F.EVIDENCE_DAMAGED: ("het meegeleverde bewijs is beschadigd", "the evidence with it is damaged"),
    _F.EVIDENCE_INCOMPLETE: ("het meegeleverde bewijs is niet volledig", "the evidence with it is incomplete"),
    _F.NOT_PADES: (
        "de handtekening volgt de Europese norm voor pdf's niet",
        "the signature does not follow the European standard for PDFs",
    ),
    # what is only so
    _F.METADATA_CHANGED: ("de kenmerken van het bestand zijn veranderd", "the file's metadata were changed"),
    _F.LATER_SIGNATURE_COVERS: (
        "een latere handtekening gaat ook hierover",
        "a later signature covers this one too",
    ),
    _F.LATER_SIGNATURE: ("er is later nog een keer getekend", "it was signed again later"),
    _F.CONTENT_TIME_STAMPED: (
        "de inhoud is v\u00f3\u00f3r het tekenen van een tijdstempel voorzien",
        "the content was time-stamped before it was signed",
    ),
    _F.QUALIFIED_BY_LIST: (
        "het certificaat is gekwalificeerd volgens de EU-lijsten",
        "the certificate is qualified by the EU lists",
    ),
    _F.SEAL_OF_ORGANISATION: (
        "het is een zegel van een organisatie, geen handtekening van een persoon",
        "it is the seal of an organisation, no signature of a person",
    ),
    _F.KEY_NOT_IN_QUALIFIED_DEVICE: (
        "de sleutel zit niet in een gekwalificeerd middel, dus de handtekening zelf is niet gekwalificeerd",
        "the key is not in a qualified device, so the signature itself is not qualified",
    ),
    _F.KEY_IN_QUALIFIED_DEVICE: (
        "de sleutel zit in een gekwalificeerd middel",
        "the key is in a qualified device",
    ),
    _F.NOT_QUALIFIED_BY_LIST: (
        "het certificaat is niet gekwalificeerd volgens de EU-lijsten",
        "the certificate is not qualified by the EU lists",
    ),
    _F.NO_LISTS_USED: (
        "er zijn geen EU-lijsten gebruikt",
        "no EU lists were used",
    ),
    _F.EVIDENCE_ADDED: ("er is later alleen bewijs bij gezet", "only evidence was added later"),
    _F.CERTIFIED_NO_CHANGES: (
        "de ondertekenaar staat geen veranderingen toe",
        "the signer allows no changes",
    ),
    _F.CERTIFIED_FORM_FILLING: (
        "de ondertekenaar staat alleen invullen toe",
        "the signer allows filling in only",
    ),
    _F.CERTIFIED_COMMENTS: (
        "de ondertekenaar staat opmerkingen toe",
        "the signer allows comments",
    ),
    _F.REVOCATION_AS_OF: (
        "of het certificaat is ingetrokken, is bekend tot de dag van het bewijs",
        "revocation is known as of the day of the evidence",
    ),
    _F.TIME_STAMPED: ("het tijdstip is bewezen", "the time is proven"),
    _F.TIME_CLAIMED_ONLY: ("het tijdstip is niet bewezen", "the time is not proven"),
}
REMARKS: dict[str, Sentence] = {fact.value: words for fact, words in _WORDS.items()}

# Why a file cannot be read.
UNREADABLE: dict[str, Sentence] = {
    "damaged": ("het is beschadigd of niet volledig", "it is damaged or incomplete"),
    "empty_file": ("het is leeg", "it is empty"),
    "encrypted": ("het is met een wachtwoord beveiligd", "it is protected by a password"),
    "not_a_pdf": ("het is geen pdf", "it is not a PDF"),
    "file_missing": ("het is er niet", "it is not there"),
    "file_unreadable": ("het gaat niet open", "it does not open"),
    "fault": ("het nakijken is niet gelukt", "the check itself failed"),
    "stopped": ("het nakijken is gestopt", "checking was stopped"),
    "too_slow": ("het nakijken duurde te lang", "checking took too long"),
    "crashed": ("het nakijken is afgebroken", "checking broke off"),
    "not_a_file": ("het is geen gewoon bestand", "it is no ordinary file"),
    "cannot_open": ("het gaat niet open", "it does not open"),
    "too_large": ("het is te groot om na te kijken", "it is too large to check"),
}
