"""Each sub-indication of EN 319 102-1 in a clause that fits into a sentence: said where no finding tells more."""

from __future__ import annotations

from app.text.words import Sentence
from signing.verify.verdict import Subindication

_S = Subindication
SUBINDICATIONS: dict[Subindication, Sentence] = {
    _S.FORMAT_FAILURE: ("de handtekening is niet goed opgebouwd", "the signature is not built as it should be"),
    _S.HASH_FAILURE: ("de inhoud is niet wat getekend is", "the content is not what was signed"),
    _S.SIG_CRYPTO_FAILURE: ("de handtekening klopt niet", "the signature does not fit"),
    _S.REVOKED: ("het certificaat was toen al ingetrokken", "the certificate had been revoked by then"),
    _S.EXPIRED: ("het certificaat was toen al verlopen", "the certificate had expired by then"),
    _S.NOT_YET_VALID: ("het certificaat was toen nog niet geldig", "the certificate was not yet valid then"),
    _S.SIG_CONSTRAINTS_FAILURE: (
        "de handtekening voldoet niet aan wat er gevraagd wordt",
        "the signature does not meet what is asked of it",
    ),
    _S.CHAIN_CONSTRAINTS_FAILURE: (
        "het certificaat is niet bedoeld om zo te tekenen",
        "the certificate is not meant to sign like this",
    ),
    _S.CERTIFICATE_CHAIN_GENERAL_FAILURE: (
        "het certificaat is niet goed uitgegeven",
        "the certificate was not properly issued",
    ),
    _S.CRYPTO_CONSTRAINTS_FAILURE: ("de gebruikte techniek is verouderd", "the technique used is outdated"),
    _S.POLICY_PROCESSING_ERROR: (
        "de regels waaronder getekend is, zijn niet te lezen",
        "the rules it was signed under cannot be read",
    ),
    _S.SIGNATURE_POLICY_NOT_AVAILABLE: (
        "de regels waaronder getekend is, zijn er niet bij",
        "the rules it was signed under are not at hand",
    ),
    _S.TIMESTAMP_ORDER_FAILURE: ("de tijdstempels staan niet in volgorde", "the time stamps are out of order"),
    _S.NO_SIGNING_CERTIFICATE_FOUND: (
        "het certificaat van de ondertekenaar is niet gevonden",
        "the signer's certificate was not found",
    ),
    _S.NO_CERTIFICATE_CHAIN_FOUND: (
        "de uitgever van het certificaat is niet bekend",
        "the issuer of the certificate is not known",
    ),
    _S.REVOKED_NO_POE: (
        "het certificaat is ingetrokken, en of er eerder getekend is, is niet bewezen",
        "the certificate was revoked, and it is not proven that it was signed before",
    ),
    _S.REVOKED_CA_NO_POE: (
        "het certificaat van de uitgever is ingetrokken, en of er eerder getekend is, is niet bewezen",
        "the issuer's certificate was revoked, and it is not proven that it was signed before",
    ),
    _S.OUT_OF_BOUNDS_NO_POE: (
        "het certificaat was niet de hele tijd geldig, en het tijdstip is niet bewezen",
        "the certificate was not valid all the time, and the time is not proven",
    ),
    _S.OUT_OF_BOUNDS_NOT_REVOKED: (
        "het certificaat is verlopen, en het tijdstip is niet bewezen",
        "the certificate has expired, and the time is not proven",
    ),
    _S.REVOCATION_OUT_OF_BOUNDS_NO_POE: (
        "wat over intrekking bekend is, is zelf verlopen",
        "what is known of revocation has itself expired",
    ),
    _S.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: (
        "de techniek is verouderd, en dat eerder getekend is, is niet bewezen",
        "the technique is outdated, and it is not proven that it was signed before",
    ),
    _S.NO_POE: ("het tijdstip is niet bewezen", "the time is not proven"),
    _S.TRY_LATER: (
        "of het certificaat is ingetrokken, is nu niet na te gaan",
        "whether the certificate was revoked cannot be told now",
    ),
    _S.SIGNED_DATA_NOT_FOUND: ("wat getekend is, is er niet bij", "what was signed is not at hand"),
    _S.CUSTOM: ("een eigen regel laat het niet toe", "a rule of its own does not allow it"),
    _S.GENERIC: ("het nakijken kwam niet tot een uitkomst", "the check came to no outcome"),
}
