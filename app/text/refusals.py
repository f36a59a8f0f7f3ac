"""Sentences for refusals, for what is said before signing, and for flaws in the record."""

from __future__ import annotations

from app.text.words import Sentence

REFUSALS: dict[str, Sentence] = {
    # guards
    "already_released": (
        "{letter} is al vrijgegeven.",
        "{letter} has already been released.",
    ),
    "changed_since_decision": (
        "{letter}: de brief of een stuk erbij is veranderd na het besluit. Beoordeel het stuk opnieuw.",
        "{letter}: the letter or a file with it changed after the decision. Review it again.",
    ),
    "chain_broken": (
        "{letter}: het certificaat leidt niet naar een uitgever die bij het tekenen vertrouwd was. Er is niets"
        " vrijgegeven.",
        "{letter}: the certificate does not lead to an issuer that was trusted at signing. Nothing was released.",
    ),
    "certificate_revoked": (
        "{letter}: het certificaat is ingetrokken ({since}) en er is geen tijdstempel van daarvoor. Er is niets"
        " vrijgegeven. Teken de brief met een andere sleutel.",
        "{letter}: the certificate was revoked ({since}) and there is no time stamp from before. Nothing was"
        " released. Sign the letter with another key.",
    ),
    "clock_behind": (
        "De klok ({now}) loopt achter op het logboek ({last}). Zet de klok goed, of laat iemand de tijd bevestigen"
        " met --confirm-clock NAAM.",
        "The clock ({now}) is behind the record ({last}). Set the clock, or have someone confirm the time with"
        " --confirm-clock NAME.",
    ),
    "condition_not_recorded": (
        "{item}: de nota noemt een voorwaarde ({meeting}), en die is niet vastgelegd. Leg haar eerst vast met"
        " 'condition'.",
        "{item}: the memo names a condition ({meeting}) that is not recorded. Record it first with 'condition'.",
    ),
    "condition_missing": (
        "{item} heeft geen voorwaarde; er is geen uitkomst van een vergadering nodig.",
        "{item} has no condition; no council outcome is needed.",
    ),
    "condition_already_recorded": ("{item} heeft al een voorwaarde.", "{item} already has a condition."),
    "condition_differs_from_memo": (
        "{item}: de nota noemt {named}, niet {meeting}. Er is niets vastgelegd.",
        "{item}: the memo names {named}, not {meeting}. Nothing was recorded.",
    ),
    "condition_too_late": (
        "{item} is al getekend; de voorwaarde verandert niet meer.",
        "{item} is already signed; its condition no longer changes.",
    ),
    "outcome_missing": (
        "{item} wacht op {meeting}. Leg eerst de uitkomst vast met 'council record'.",
        "{item} waits for {meeting}. Record the outcome first with 'council record'.",
    ),
    "outcome_not_agreed": (
        "{item}: de uitkomst is '{outcome}'. Alleen bij 'agreed' gaan de brieven uit, zoals ze zijn.",
        "{item}: the outcome is '{outcome}'. Only 'agreed' lets the letters go out, as they are.",
    ),
    "outcome_before_meeting": (
        "De vergadering {meeting} begint op {begins}. Een uitkomst kan niet van daarvoor zijn.",
        "The meeting {meeting} begins at {begins}. An outcome cannot be from before that.",
    ),
    "outcome_in_future": (
        "{at} is nog niet geweest; het is nu {now}.",
        "{at} has not been yet; it is now {now}.",
    ),
    "outcome_too_late": (
        "{item} is al vrijgegeven; de uitkomst verandert niet meer.",
        "{item} is already released; its outcome no longer changes.",
    ),
    "other_meeting": (
        "{item} wacht op {condition}, niet op {meeting}.",
        "{item} waits for {condition}, not for {meeting}.",
    ),
    "set_incomplete": (
        "Er is niets vrijgegeven: {letter} is {state}, en {item} gaat samen uit of helemaal niet.",
        "Nothing was released: {letter} is {state}, and {item} goes out together or not at all.",
    ),
    "level_not_accepted": (
        "{item}: niveau {reached} is haalbaar, {wanted} niet ({missing}). Er is niets vrijgegeven. Wacht op"
        " verbinding, of geef aan dat het genoeg is met --accept-level {reached}.",
        "{item}: level {reached} can be reached, {wanted} cannot ({missing}). Nothing was released. Wait for a"
        " connection, or accept it with --accept-level {reached}.",
    ),
    "letter_not_verified": (
        "{letter} is na het samenvoegen niet goed bevonden ({state}). Er is niets vrijgegeven; alle brieven zijn nog"
        " verzegeld.",
        "{letter} did not verify after joining ({state}). Nothing was released; every letter is still sealed.",
    ),
    "prepared_differs": (
        "{letter}: de klaargezette brief is niet meer wat getekend werd. Laat de handtekening vervallen.",
        "{letter}: the prepared letter is no longer what was signed. Make the signature void.",
    ),
    "evidence_differs": (
        "{letter}: het bewijs naast de verzegeling is niet meer wat bij het tekenen is vastgelegd. Er is niets"
        " vrijgegeven. Laat de handtekening vervallen en teken opnieuw.",
        "{letter}: the evidence beside the seal is no longer what was recorded at signing. Nothing was released. Make"
        " the signature void and sign again.",
    ),
    "not_released": (
        "{item} is niet vrijgegeven; er is niets om weg te schrijven.",
        "{item} is not released; there is nothing to write out.",
    ),
    "cannot_write": (
        "In {folder} kan niet worden geschreven ({why}). Wat vrijgegeven is, blijft bewaard: probeer het opnieuw met"
        " een andere map.",
        "Cannot write in {folder} ({why}). What was released is kept: try again with another folder.",
    ),
    "cannot_keep": (
        "Er kan niet worden gelezen of geschreven ({why}). Wat al vastgelegd is, is bewaard; probeer het opnieuw.",
        "Reading or writing failed ({why}). What was recorded is kept; try again.",
    ),
    "written_differs": (
        "{file} is anders weggeschreven dan het is. De verzendmap is niet gemaakt.",
        "{file} was written differently from what it is. The folder was not made.",
    ),
    "public_is_internal_memo": (
        "{file} is de interne nota zelf. Die gaat nooit mee; alleen een openbare versie kan dat.",
        "{file} is the internal memo itself. It never goes out; only a public copy can.",
    ),
    "release_key_not_here": (
        "{letter}: de sleutel voor vrijgeven is er niet. Hij is vernietigd, of staat op een andere computer.",
        "{letter}: the release key is not here. It was destroyed, or lies on another computer.",
    ),
    "seal_not_here": ("{letter}: er is geen verzegelde handtekening.", "{letter}: there is no sealed signature."),
    "seal_unopened": (
        "{letter}: de verzegeling gaat niet open met deze sleutel, of is veranderd.",
        "{letter}: the seal does not open with this key, or was changed.",
    ),
    "seal_damaged": ("{letter}: de verzegeling is beschadigd.", "{letter}: the seal is damaged."),
    "seal_does_not_fit": (
        "{letter}: de verzegelde handtekening hoort niet bij deze brief.",
        "{letter}: the sealed signature does not belong to this letter.",
    ),
    # the work
    "move_not_allowed": (
        "{letter} is {state}; '{move}' kan dan niet.",
        "{letter} is {state}; '{move}' is not possible then.",
    ),
    "letter_already_in_map": (
        "{file} staat al in de map als {letter}. Een brief komt er geen tweede keer bij.",
        "{file} is already in the map as {letter}. A letter is not added twice.",
    ),
    "letter_reference_in_map": (
        "{file} heeft hetzelfde kenmerk als {letter}. Een nieuwe versie vervangt nooit de brief die er is.",
        "{file} has the same reference as {letter}. A new version never replaces the letter that is there.",
    ),
    "letter_twice": ("Twee van de bestanden zijn dezelfde brief.", "Two of the files are the same letter."),
    "map_exists": ("Er is al een map '{map}'.", "There is already a map '{map}'."),
    "map_locked": ("Map '{map}' is vastgezet; de stukken veranderen niet meer.", "Map '{map}' is locked."),
    "map_open": ("Map '{map}' is nog niet vastgezet. Doe dat eerst met 'map lock'.", "Map '{map}' is not locked."),
    "map_signed": (
        "Map '{map}' gaat niet meer open: {letter} is getekend.",
        "Map '{map}' cannot be opened again: {letter} is signed.",
    ),
    "map_empty": ("Map '{map}' heeft geen brieven.", "Map '{map}' has no letters."),
    "memo_missing": (
        "Bij deze bestanden is geen nota herkend. Voeg de nota toe; verbeteren van de herkenning kan later.",
        "No memo was recognised among these files. Add the memo.",
    ),
    "several_memos": ("Er zijn meer nota's herkend: {files}.", "More than one memo was recognised: {files}."),
    "letters_missing": ("Er is geen brief herkend.", "No letter was recognised."),
    "public_memo_unmarked": (
        "{file} lijkt de openbare versie van de nota. Laat het bestand weg, en voeg het daarna toe met --public-memo"
        " als het dat is.",
        "{file} looks like the public copy of the memo. Leave it out, and add it with --public-memo if it is.",
    ),
    "memo_as_attachment": (
        "{file} is zelf een nota en zou als bijlage mee naar buiten gaan. Laat het bestand weg.",
        "{file} is a memo itself and would go out as an attachment. Leave it out.",
    ),
    "file_changed": (
        "{file} veranderde terwijl het werd gelezen. Er is niets toegevoegd; probeer het opnieuw.",
        "{file} changed while it was being read. Nothing was added; try again.",
    ),
    "file_unrecognised": (
        "{file} is niet herkend als nota, brief of bijlage. Laat het bestand weg.",
        "{file} was not recognised as memo, letter or attachment. Leave it out.",
    ),
    "signatory_unrecognised": (
        "{file}: onder de brief is geen ondertekenaar herkend.",
        "{file}: no signatory was recognised below the letter.",
    ),
    "two_signatories": (
        "{file} heeft twee ondertekenaars en kan niet vooraf getekend worden.",
        "{file} has two signatories and cannot be signed ahead.",
    ),
    "place_missing": (
        "{letter}: er is geen plaats voor de handtekening herkend.",
        "{letter}: no place for the signature was recognised.",
    ),
    "nothing_to_decide": ("{item} heeft geen brieven.", "{item} has no letters."),
    "nothing_held": ("{name}: er is geen verzegelde brief.", "{name}: no letter is held."),
    "nothing_to_sign": ("Er staat niets klaar om te tekenen.", "There is nothing to sign."),
    "consent_missing": ("Er is niets getekend: u hebt niet ingestemd.", "Nothing was signed: no consent was given."),
    "profile_in_use": (
        "Het profiel {folder} is al geopend door een ander venster of commando.",
        "The profile {folder} is in use by another window or command.",
    ),
    "store_from_newer_version": (
        "Deze kluis is van een nieuwere versie van het programma ({version}).",
        "This vault was written by a newer version of the program ({version}).",
    ),
    # plan: why a letter is not signed
    "not_locked": ("{letter}: de map is nog niet vastgezet.", "{letter}: the map is not locked."),
    "no_decision": ("{letter}: nog geen besluit.", "{letter}: no decision yet."),
    "disagreed": ("{letter}: niet akkoord.", "{letter}: disagreed."),
    "to_be_discussed": ("{letter}: u wilt dit eerst bespreken.", "{letter}: to be discussed first."),
    "returned": ("{letter}: retour gestuurd aan de directie.", "{letter}: returned to the directorate."),
    "noted_only": ("{letter}: alleen gezien.", "{letter}: noted only."),
    "in_ink": ("{letter}: moet met de pen getekend worden.", "{letter}: to be signed in ink."),
    "signed_elsewhere": ("{letter}: wordt elders getekend.", "{letter}: signed elsewhere."),
    "agreed_only": ("{letter}: akkoord zonder handtekening.", "{letter}: agreed without a signature."),
    "already_sealed": ("{letter}: is al getekend en verzegeld.", "{letter}: already signed and sealed."),
    "is_blocked": ("{letter}: is geblokkeerd.", "{letter}: is blocked."),
    "is_voided": ("{letter}: is vervallen.", "{letter}: is void."),
    # what is said before signing (guard G10)
    "certificate_ends_before_meeting": (
        "Het certificaat loopt af op {ends}, v\u00f3\u00f3r de vergadering {meeting}.",
        "The certificate ends on {ends}, before the meeting {meeting}.",
    ),
    "letter_dated_before_meeting": (
        "{letter} is gedateerd op {date}, v\u00f3\u00f3r de vergadering {meeting}.",
        "{letter} is dated {date}, before the meeting {meeting}.",
    ),
    "software_key": (
        "U tekent met een sleutel in een bestand. Dat is minder veilig dan een kaart.",
        "You sign with a key in a file. That is less safe than a card.",
    ),
    "trust_roots_missing": (
        "Er zijn geen vertrouwde uitgevers ingesteld; of het certificaat te vertrouwen is, kan niet worden nagegaan.",
        "No trusted issuers are configured; whether the certificate can be trusted cannot be told.",
    ),
    "pin_low": ("Er is al een keer een foute pincode gebruikt.", "A wrong PIN was used before."),
    "pin_final": (
        "Dit is de laatste poging. Is de pincode nu ook fout, dan gaat de kaart op slot.",
        "This is the last try. If the PIN is wrong again, the card is locked.",
    ),
    # keys
    "key_file_missing": ("Er is geen sleutelbestand {file}.", "There is no key file {file}."),
    "key_file_unusable": (
        "{file} is geen bruikbaar sleutelbestand (PKCS#12).",
        "{file} is no usable key file (PKCS#12).",
    ),
    "key_file_passphrase_wrong": (
        "Dat is niet de wachtzin van {file}. Er is niets getekend.",
        "That is not the passphrase of {file}. Nothing was signed.",
    ),
    "key_algorithm_unsupported": (
        "Met deze soort sleutel kan dit programma niet tekenen.",
        "This program cannot sign with this kind of key.",
    ),
    "key_authentication_only": (
        "Dit certificaat is om in te loggen, niet om te tekenen.",
        "This certificate is for logging in, not for signing.",
    ),
    "key_not_for_signing": ("Dit certificaat is niet om te tekenen.", "This certificate is not for signing."),
    "key_certificate_expired": (
        "Het certificaat is verlopen. Teken met een certificaat dat nog geldig is.",
        "The certificate has expired. Sign with one that is valid.",
    ),
    "key_certificate_not_yet_valid": ("Het certificaat is nog niet geldig.", "The certificate is not yet valid."),
    "key_too_short": ("De sleutel is te kort om nog mee te tekenen.", "The key is too short to sign with."),
    "key_chain_untrusted": (
        "Het certificaat van {holder} leidt niet naar een vertrouwde uitgever. Er is niets getekend.",
        "The certificate of {holder} does not lead to a trusted issuer. Nothing was signed.",
    ),
    "key_missing": ("Op {token} is deze sleutel er niet.", "The key is not on {token}."),
    "key_ambiguous": (
        "Op {token} zijn meer sleutels; noem er \u00e9\u00e9n met object=.",
        "{token} has several keys; name one with object=.",
    ),
    "key_certificate_missing": (
        "Op {token} staat geen certificaat bij de sleutel.",
        "{token} has no certificate for the key.",
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
    "pin_expired": ("De pincode is verlopen. Kies een nieuwe met het programma van de kaart.", "The PIN has expired."),
    "pin_not_given": ("Er is geen pincode gegeven. Er is niets getekend.", "No PIN was given. Nothing was signed."),
    "token_missing": (
        "De kaart of token '{token}' is er niet. Stop haar erin en probeer het opnieuw.",
        "The card or token '{token}' is not there. Insert it and try again.",
    ),
    "token_ambiguous": ("Er zijn meer tokens die '{token}' heten.", "More than one token is called '{token}'."),
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
    "token_busy": ("De kaart is bezig met een ander programma.", "The card is busy with another program."),
    "token_cancelled": ("Het tekenen is op de kaartlezer gestopt.", "Signing was stopped at the card reader."),
    "module_missing": (
        "Het stuurprogramma {module} is er niet. Installeer de software van de kaart.",
        "The driver {module} is not there. Install the card's software.",
    ),
    "module_unusable": ("{module} is geen bruikbaar PKCS#11-stuurprogramma.", "{module} is no usable PKCS#11 driver."),
    "module_not_named": ("Noem het stuurprogramma met module-path=.", "Name the driver with module-path=."),
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
        "{letter}: de sleutel gaf een verkeerde handtekening. Zij is niet bewaard.",
        "{letter}: the key gave a wrong signature. It was not kept.",
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
        "Het tijdstempel klopt niet en is niet bewaard.",
        "The time stamp does not fit and was not kept.",
    ),
    "timestamp_offline": ("geen tijdstempeldienst ingesteld", "no time-stamp service configured"),
    "timestamp_unreachable": ("de tijdstempeldienst antwoordt niet", "the time-stamp service does not answer"),
    "revocation_offline": ("intrekking kan niet worden nagevraagd", "revocation cannot be asked for"),
    "revocation_unreachable": ("de intrekkingsdienst antwoordt niet", "the revocation service does not answer"),
    # files
    "damaged": (
        "{file} is beschadigd en niet te lezen. Vraag een nieuw exemplaar.",
        "{file} is damaged. Ask for a new copy.",
    ),
    "empty_file": ("{file} is leeg. Vraag een nieuw exemplaar.", "{file} is empty. Ask for a new copy."),
    "encrypted": (
        "{file} is met een wachtwoord beveiligd. Vraag een exemplaar zonder wachtwoord.",
        "{file} is protected by a password. Ask for a copy without one.",
    ),
    "not_a_pdf": ("{file} is geen pdf.", "{file} is not a PDF."),
    "not_a_memo_file": (
        "{file} is geen bestand waarin een nota of brief kan staan.",
        "{file} is no file that a memo or a letter can be in.",
    ),
    "unpacks_too_large": (
        "{file} is uitgepakt veel te groot en is niet gelezen.",
        "{file} is far too large when unpacked and was not read.",
    ),
    "cannot_open": ("{file} gaat niet open.", "{file} does not open."),
    "no_text_layer": (
        "{file} is een plaatje zonder tekst. Er is niets gelezen en niets geraden.",
        "{file} is a picture without text. Nothing was read and nothing guessed.",
    ),
    "file_missing": ("{file} is er niet.", "{file} is not there."),
    "file_unreadable": ("{file} is niet te lezen ({why}).", "{file} cannot be read ({why})."),
    "object_damaged": (
        "Een stuk in de kluis is beschadigd of veranderd ({object}). Er is niets mee gedaan.",
        "An object in the vault was damaged or changed ({object}). Nothing was done with it.",
    ),
    "object_missing": ("Een stuk in de kluis ontbreekt ({object}).", "An object in the vault is missing ({object})."),
    "root_unreadable": ("{file} is geen certificaat.", "{file} is no certificate."),
    "lists_missing": (
        "In {folder} staat geen lijst van vertrouwenslijsten.",
        "There is no list of trusted lists in {folder}.",
    ),
    "lists_signature_wrong": (
        "De handtekening onder {file} klopt niet: die lijst is niet gebruikt.",
        "The signature on {file} is wrong: that list was not used.",
    ),
    "roots_missing": ("In {folder} staan geen certificaten.", "There are no certificates in {folder}."),
    # wrong use
    "map_unknown": ("Er is geen map '{map}'. 'map list' noemt ze.", "There is no map '{map}'. 'map list' names them."),
    "map_name_unfit": (
        "'{map}' kan geen naam van een map zijn: hoogstens 80 tekens, geen schuine streep.",
        "'{map}' cannot name a map: at most 80 characters, no slash.",
    ),
    "item_unknown": (
        "Er is geen stuk '{item}'. 'map show' noemt ze.",
        "There is no item '{item}'. 'map show' names them.",
    ),
    "letter_unknown": (
        "Er is geen brief '{letter}'. 'map show' noemt ze.",
        "There is no letter '{letter}'. 'map show' names them.",
    ),
    "file_unknown": (
        "Bij {item} is geen bestand '{file}'. 'map show' noemt ze.",
        "There is no file '{file}' in {item}. 'map show' names them.",
    ),
    "choice_missing": (
        "Kies of u elke brief apart tekent (--one-by-one) of alle zonder ze nog eens te zien (--all-unseen).",
        "Choose to sign each letter by itself (--one-by-one) or all without seeing them again (--all-unseen).",
    ),
    "one_choice": (
        "Kies \u00e9\u00e9n van --one-by-one en --all-unseen.",
        "Choose one of --one-by-one and --all-unseen.",
    ),
    "secret_unreadable": (
        "Uit bestand nummer {fd} komt geen leesbare wachtzin of pincode.",
        "No readable passphrase or PIN comes from descriptor {fd}.",
    ),
    "no_files": ("Er zijn geen bestanden om toe te voegen.", "There are no files to add."),
    "meeting_unknown": (
        "'{meeting}' is geen vergadering. Schrijf bijvoorbeeld MR:2024-02-09.",
        "'{meeting}' is no meeting. Write for example MR:2024-02-09.",
    ),
    "decision_unknown": ("'{decision}' is geen besluit.", "'{decision}' is no decision."),
    "outcome_unknown": ("'{outcome}' is geen uitkomst.", "'{outcome}' is no outcome."),
    "by_missing": ("Vul in wie dit bevestigt (--by).", "Say who confirms this (--by)."),
    "evidence_missing": ("Vul in waaruit dit blijkt (--evidence).", "Say from what this shows (--evidence)."),
    "why_missing": ("Vul in waarom (--why).", "Say why (--why)."),
    "text_unreadable": (
        "Wat bij '{option}' staat, is geen leesbare tekst (UTF-8).",
        "What is given for '{option}' is no readable text (UTF-8).",
    ),
    "time_unknown": (
        "'{time}' is geen tijd met tijdzone. Schrijf bijvoorbeeld 2024-02-09T12:41+01:00.",
        "'{time}' is no time with an offset. Write for example 2024-02-09T12:41+01:00.",
    ),
    "profile_missing": (
        "In {folder} is geen kluis. 'map new' maakt er een; 'demo' maakt een voorbeeld.",
        "There is no vault in {folder}. 'map new' makes one; 'demo' makes an example.",
    ),
    "folder_not_empty": ("{folder} is niet leeg. Kies een nieuwe map.", "{folder} is not empty. Choose a new folder."),
    "now_in_normal_profile": (
        "Alleen een demonstratie heeft een klok die gezet kan worden.",
        "Only a demonstration has a clock that can be set.",
    ),
    "now_before_last_entry": (
        "De klok kan niet terug v\u00f3\u00f3r de laatste regel van het logboek ({last}).",
        "The clock cannot go back before the last entry of the record ({last}).",
    ),
    "setting_unknown": ("{file} heeft een onbekende instelling '{key}'.", "{file} has an unknown setting '{key}'."),
    "setting_wrong": ("{file}: de waarde van '{key}' past niet.", "{file}: the value of '{key}' does not fit."),
    "settings_unreadable": ("{file} is niet te lezen: {why}.", "{file} cannot be read: {why}."),
    "checked_file_changed": (
        "{file} is veranderd sinds het is nagekeken. Controleer het opnieuw.",
        "{file} was changed since it was checked. Check it again.",
    ),
    "report_not_written": (
        "Het rapport kan niet in {folder} worden geschreven ({why}). Kies een andere map.",
        "The record cannot be written in {folder} ({why}). Choose another folder.",
    ),
    "demonstration_missing": (
        "De demonstratie is niet ge\u00efnstalleerd (extra 'demo').",
        "The demonstration is not installed (extra 'demo').",
    ),
}

FLAWS: dict[str, Sentence] = {
    "entry_changed": ("Regel {number} van het logboek is veranderd.", "Entry {number} of the record was changed."),
    "entry_missing": ("Regel {number} van het logboek ontbreekt.", "Entry {number} of the record is missing."),
    "entry_added": (
        "Regel {number} van het logboek is er later bij gezet.",
        "Entry {number} was added to the record afterwards.",
    ),
    "head_missing": ("De kop van het logboek ontbreekt.", "The head of the record is missing."),
    "entry_unreadable": (
        "Regel {number} van het logboek is onleesbaar.",
        "Entry {number} of the record is unreadable.",
    ),
    "move_not_possible": (
        "Regel {number} van het logboek kan niet gebeurd zijn: {detail}.",
        "Entry {number} of the record cannot have happened: {detail}.",
    ),
    "object_lost": (
        "Een stuk in de kluis is weg of afgebroken: {detail}. Zet de map objects terug uit een reservekopie.",
        "An object in the vault is gone or cut: {detail}. Put the folder objects back from a backup.",
    ),
    "state_differs": (
        "De kluis klopt niet met het logboek: {detail}.",
        "The vault does not agree with the record: {detail}.",
    ),
}
