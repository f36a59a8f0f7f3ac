"""Sentences for trouble with keys, tokens, PINs, signatures and services."""

from __future__ import annotations

from app.text.words import Sentence

KEYS: dict[str, Sentence] = {
    # keys
    "key_file_missing": ("Er is geen sleutelbestand {file}.", "There is no key file {file}."),
    "key_file_unusable": (
        "{file} is geen bruikbaar sleutelbestand. Kies een .p12 of .pfx (PKCS#12) met de sleutel en haar certificaat"
        " erin.",
        "{file} is no usable key file. Choose a .p12 or .pfx (PKCS#12) that holds the key and its certificate.",
    ),
    "key_file_passphrase_wrong": (
        "Dat is niet de wachtzin van {file}, of het bestand is beschadigd. Er is niets getekend.",
        "That is not the passphrase of {file}, or the file is damaged. Nothing was signed.",
    ),
    "key_algorithm_unsupported": (
        "Met deze soort sleutel kan dit programma niet tekenen. Kies een certificaat met een RSA- of EC-sleutel.",
        "This program cannot sign with this kind of key. Choose a certificate with an RSA or EC key.",
    ),
    "key_authentication_only": (
        "Dit certificaat is om in te loggen, niet om te tekenen. Kies het handtekeningcertificaat van de kaart.",
        "This certificate is for logging in, not for signing. Choose the card's signing certificate.",
    ),
    "key_not_for_signing": (
        "Dit certificaat is niet om te tekenen. Kies het handtekeningcertificaat.",
        "This certificate is not for signing. Choose the signing certificate.",
    ),
    "key_certificate_expired": (
        "Het certificaat is verlopen. Teken met een certificaat dat nog geldig is.",
        "The certificate has expired. Sign with one that is valid.",
    ),
    "key_certificate_not_yet_valid": (
        "Het certificaat is nog niet geldig. Kijk of de klok van deze computer goed staat, of kies een ander"
        " certificaat.",
        "The certificate is not yet valid. See whether this computer's clock is right, or choose another certificate.",
    ),
    "key_too_short": (
        "De sleutel is te zwak om nog mee te tekenen. Kies een certificaat met RSA van 2048 bits of meer, of een"
        " EC-sleutel van 256.",
        "The key is too weak to sign with. Choose a certificate with RSA of 2048 bits or more, or an EC key of 256.",
    ),
    "key_chain_untrusted": (
        "Het certificaat van {holder} leidt niet naar een vertrouwde uitgever. Er is niets getekend. Kies een ander"
        " certificaat, of voeg de uitgever toe aan wat u vertrouwt.",
        "The certificate of {holder} does not lead to a trusted issuer. Nothing was signed. Choose another certificate,"
        " or add the issuer to what you trust.",
    ),
    "key_missing": (
        "Op {token} is deze sleutel er niet. Kijk met 'keys list' welke er wel zijn.",
        "The key is not on {token}. See with 'keys list' which are.",
    ),
    "key_certificate_unreadable": (
        "Op {token} staat een certificaat dat niet te lezen is. Vraag hulp bij de uitgever van de kaart.",
        "{token} holds a certificate that cannot be read. Ask the card's issuer for help.",
    ),
    "key_ambiguous": (
        "Op {token} zijn meer sleutels; noem er \u00e9\u00e9n met object= of id=. 'keys list' zegt hoe.",
        "{token} has several keys; name one with object= or id=. 'keys list' says how.",
    ),
    "key_certificate_missing": (
        "Op {token} staat geen certificaat bij de sleutel. Vraag hulp bij de uitgever van de kaart.",
        "{token} has no certificate for the key. Ask the card's issuer for help.",
    ),
    "key_gives_wrong_values": (
        "Deze sleutel geeft verkeerde handtekeningen. Er is niets veranderd. Teken met een andere sleutel.",
        "This key gives wrong signatures. Nothing was changed. Sign with another key.",
    ),
    "key_not_opened": ("De sleutel is niet open.", "The key is not open."),
    "key_remote_not_there": (
        "Tekenen op afstand (csc:) is er nog niet. Gebruik een kaart of een sleutelbestand.",
        "Remote signing (csc:) is not there yet. Use a card or a key file.",
    ),
    "key_uri_unknown": (
        "'{uri}' noemt geen sleutel. Gebruik file:PAD.p12 of pkcs11:token=...;object=...;module-path=....",
        "'{uri}' names no key. Use file:PATH.p12 or pkcs11:token=...;object=...;module-path=....",
    ),
    "pin_in_uri": (
        "Een pincode hoort nooit in een opdracht. Geef haar met --pin-fd, of typ haar.",
        "A PIN never belongs in an argument. Give it with --pin-fd, or type it.",
    ),
    "pin_incorrect": (
        "De pincode klopt niet. Er is niets getekend en zij is niet nog eens geprobeerd.",
        "The PIN is wrong. Nothing was signed and it was not tried again.",
    ),
    "pin_locked": (
        "De kaart is op slot. Herstel de kaart met de pukcode, of vraag hulp bij de uitgever van de kaart.",
        "The card is locked. Unlock it with its PUK, or ask its issuer for help.",
    ),
    "pin_expired": (
        "De pincode is verlopen of moet worden veranderd. Kies een nieuwe met het programma van de kaart.",
        "The PIN has expired or must be changed. Choose a new one with the card's own program.",
    ),
    "pin_never_set": (
        "Op de kaart is nog geen pincode gekozen. Kies er een met het programma van de kaart.",
        "No PIN was chosen for the card yet. Choose one with the card's own program.",
    ),
    "pin_at_pad_each_time": (
        "De kaart vraagt de pincode bij elke handtekening: nog {count} keer op de kaartlezer.",
        "The card asks for the PIN at every signature: {count} times more at the reader.",
    ),
    "pin_last_try": (
        "Dit is de laatste poging. Is de pincode nu ook fout, dan gaat de kaart op slot. Alleen aan een terminal,"
        " na een uitdrukkelijk ja, wordt zij nog geprobeerd.",
        "This is the last try: with one more wrong PIN the card locks. It is tried only at a terminal, after an"
        " explicit yes.",
    ),
    "pin_not_given": ("Er is geen pincode gegeven. Er is niets getekend.", "No PIN was given. Nothing was signed."),
    "token_missing": (
        "De kaart of token '{token}' is er niet. Stop haar erin en probeer het opnieuw.",
        "The card or token '{token}' is not there. Insert it and try again.",
    ),
    "token_ambiguous": (
        "Er zijn meer tokens die '{token}' heten. Noem er \u00e9\u00e9n met serial=; 'keys list' zegt welk.",
        "More than one token is called '{token}'. Name one with serial=; 'keys list' says which.",
    ),
    "token_not_recognised": (
        "De kaart in de lezer wordt niet herkend. Stop haar er andersom in, of installeer de software van de kaart.",
        "The card in the reader is not recognised. Insert it the other way round, or install the card's software.",
    ),
    "token_hangs": (
        "De kaart of haar stuurprogramma antwoordt niet. Haal de kaart eruit en stop haar er weer in; antwoordt zij dan"
        " nog niet, start dit programma opnieuw. Wat getekend is, is bewaard.",
        "The card or its driver does not answer. Take the card out and put it back; if it still does not answer, start"
        " this program again. What was signed is kept.",
    ),
    "no_key": (
        "Er is nog geen sleutel ingesteld. Kies een kaart of een sleutelbestand.",
        "No key has been set yet. Choose a card or a key file.",
    ),
    "no_token": (
        "Er zit geen kaart in de lezer (stuurprogramma {module}). Stop haar erin en probeer het opnieuw.",
        "There is no card in the reader (driver {module}). Insert it and try again.",
    ),
    "token_removed": (
        "De kaart is eruit gehaald. Wat getekend is, is bewaard; ga verder als zij er weer in zit.",
        "The card was removed. What was signed is kept; go on when it is back.",
    ),
    "token_failed": (
        "De kaart gaf een fout ({error}). Haal haar eruit, stop haar er weer in en ga verder.",
        "The card reported an error ({error}). Take it out, put it back and go on.",
    ),
    "token_session_lost": (
        "De verbinding met de kaart is weg. Ga verder; de pincode wordt dan opnieuw gevraagd.",
        "The session with the card was lost. Go on; the PIN will be asked again.",
    ),
    "token_busy": (
        "De kaart is bezig met een ander programma. Sluit dat en probeer het opnieuw.",
        "The card is busy with another program. Close that and try again.",
    ),
    "token_cancelled": (
        "Het tekenen is op de kaartlezer gestopt. Wat getekend is, is bewaard; ga verder wanneer u wilt.",
        "Signing was stopped at the card reader. What was signed is kept; go on when you want to.",
    ),
    "out_of_memory": (
        "Deze computer heeft te weinig geheugen vrij. Sluit andere programma's en ga verder.",
        "This computer has too little memory left. Close other programs and go on.",
    ),
    "module_missing": (
        "Het stuurprogramma {module} is er niet. Installeer de software van de kaart.",
        "The driver {module} is not there. Install the card's software.",
    ),
    "module_unusable": (
        "{module} is geen bruikbaar PKCS#11-stuurprogramma. Installeer de software van de kaart opnieuw."
        " Of noem een ander.",
        "{module} is no usable PKCS#11 driver. Install the card's software again, or name another.",
    ),
    "module_not_named": ("Noem het stuurprogramma met module-path=.", "Name the driver with module-path=."),
    "module_refuses": (
        "Het stuurprogramma van de kaart weigert wat een handtekening vraagt ({error}). Installeer de nieuwste"
        " software van de kaart.",
        "The card's driver refuses what a signature asks for ({error}). Install the newest software of the card.",
    ),
    "passphrase_wrong": ("Dit is niet de goede wachtzin.", "This is not the right passphrase."),
    "passphrase_empty": ("Een lege wachtzin beschermt niets.", "An empty passphrase protects nothing."),
    "passphrase_not_given": (
        "Er is geen wachtzin gegeven. Typ haar, of geef haar met --passphrase-fd.",
        "No passphrase was given. Type it, or give it with --passphrase-fd.",
    ),
    "passphrases_differ": ("De twee wachtzinnen zijn niet gelijk.", "The two passphrases differ."),
    "keyring_missing": (
        "In {folder} staat een kluis, maar {file} ontbreekt. Zet dat bestand terug uit een reservekopie; zonder is de"
        " kluis niet te openen.",
        "There is a vault in {folder}, but {file} is missing. Put it back from a backup; without it the vault cannot be"
        " opened.",
    ),
    "clock_unreadable": (
        "De klok van de demonstratie ({file}) is niet te lezen. Maak een nieuwe demonstratie.",
        "The demonstration's clock ({file}) cannot be read. Make a new demonstration.",
    ),
    "vault_damaged": ("{file} in de kluis is beschadigd.", "{file} in the vault is damaged."),
    # CMS and services
    "cms_damaged": (
        "{letter}: de handtekening van de sleutel is onleesbaar.",
        "{letter}: the key's signature is unreadable.",
    ),
    "cms_other_certificate": (
        "{letter}: de handtekening hoort bij een ander certificaat.",
        "{letter}: the signature belongs to another certificate.",
    ),
    "cms_other_digest": (
        "{letter}: de handtekening hoort bij andere inhoud.",
        "{letter}: the signature is over other content.",
    ),
    "cms_signature_wrong": (
        "{letter}: de sleutel gaf een verkeerde handtekening. Zij is niet bewaard. Teken met een andere sleutel.",
        "{letter}: the key gave a wrong signature. It was not kept. Sign with another key.",
    ),
    "cms_too_large": (
        "{letter}: de handtekening past niet in de brief.",
        "{letter}: the signature does not fit the letter.",
    ),
    "cannot_prepare": (
        "{letter}: in dit bestand past geen handtekening ({why}).",
        "{letter}: this file takes no signature ({why}).",
    ),
    "timestamp_not_fitting": (
        "het tijdstempel klopt niet, of de dienst is hier niet vertrouwd; het is niet bewaard",
        "the time stamp does not fit, or the service is not trusted here; it was not kept",
    ),
    "timestamp_service_revoked": (
        "het certificaat van de tijdstempeldienst is ingetrokken; haar tijdstempel is niet bewaard",
        "the time-stamp service's certificate is revoked; its time stamp was not kept",
    ),
    "timestamp_refused": (
        "de tijdstempeldienst weigert het verzoek",
        "the time-stamp service refuses the request",
    ),
    "timestamp_later": (
        "de tijdstempeldienst staat er nu niet meer toe; later opnieuw",
        "the time-stamp service allows no more now; later again",
    ),
    "signer_revoked": (
        "het certificaat waarmee is getekend, is ingetrokken: alleen een tijdstempel van daarvoor houdt de handtekening"
        " geldig",
        "the certificate it was signed with is revoked: only a time stamp from before keeps the signature valid",
    ),
    "timestamp_not_yet": ("nog niet opgehaald", "not fetched yet"),
    "time_confirmed": ("tijd bevestigd op {moment}", "time confirmed at {moment}"),
    "time_not_confirmed": ("tijd nog niet bevestigd: {why}", "time not yet confirmed: {why}"),
    "timestamp_offline": ("geen tijdstempeldienst ingesteld", "no time-stamp service configured"),
    "timestamp_unreachable": ("de tijdstempeldienst antwoordt niet", "the time-stamp service does not answer"),
    "revocation_offline": ("intrekking kan niet worden nagevraagd", "revocation cannot be asked for"),
    "revocation_unreachable": ("de intrekkingsdienst antwoordt niet", "the revocation service does not answer"),
}
