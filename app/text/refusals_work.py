"""Sentences for what a rule of the work refuses, and for what is said before signing."""

from __future__ import annotations

from app.text.words import Sentence

WORK: dict[str, Sentence] = {
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
    "disk_full": (
        "De schijf is vol. Wat al vastgelegd is, is bewaard. Maak ruimte vrij en ga verder.",
        "The disk is full. What was recorded is kept. Make room and go on.",
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
    "map_empty": ("Map '{map}' is leeg.", "Map '{map}' is empty."),
    "memo_missing": (
        "Bij deze bestanden is geen nota herkend. Voeg de nota toe; verbeteren van de herkenning kan later.",
        "No memo was recognised among these files. Add the memo.",
    ),
    "several_memos": ("Er zijn meer nota's herkend: {files}.", "More than one memo was recognised: {files}."),
    "letters_missing": (
        "Er is geen brief herkend, en de nota vraagt niet alleen om een besluit.",
        "No letter was recognised, and the memo does not only ask for a decision.",
    ),
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
    "xfa": (
        "{letter} is een XFA-formulier: wat een ander ziet, is niet wat hier staat. Vraag een gewone pdf.",
        "{letter} is an XFA form: what others see is not what stands here. Ask for a plain PDF.",
    ),
    "place_outside_page": (
        "{letter}: die plek valt buiten bladzijde {page}. Kies een plek op de bladzijde.",
        "{letter}: that place is outside page {page}. Choose a place on the page.",
    ),
    "place_too_small": (
        "{letter}: op {width} bij {height} punten is een handtekening niet te lezen. Maak de plek groter.",
        "{letter}: a signature of {width} by {height} points cannot be read. Make the place larger.",
    ),
    "place_too_large": (
        "{letter}: {width} bij {height} punten is te groot voor een handtekening. Maak de plek kleiner.",
        "{letter}: {width} by {height} points is too large for a signature. Make the place smaller.",
    ),
    "place_covers_text": (
        '{letter}: daar staat op bladzijde {page} al tekst: "{words}". '
        "Kies een andere plek, of maak de handtekening onzichtbaar.",
        '{letter}: page {page} already has text there: "{words}". '
        "Choose another place, or make the signature invisible.",
    ),
    "place_covers_drawing": (
        "{letter}: daar staat op bladzijde {page} al iets getekend. "
        "Kies een andere plek, of maak de handtekening onzichtbaar.",
        "{letter}: something is already drawn there on page {page}. "
        "Choose another place, or make the signature invisible.",
    ),
    "place_moved": (
        "{letter}: plaats verplaatst; de handtekening komt op bladzijde {page}, niet waar zij was voorgesteld.",
        "{letter}: place moved; the signature goes on page {page}, not where it was proposed.",
    ),
    "place_fixed": (
        "{letter} is al klaargezet of getekend; de plek van de handtekening verandert niet meer.",
        "{letter} was already prepared or signed; the place of its signature no longer changes.",
    ),
    "page_full": (
        "{letter}: op pagina {page} is geen ruimte voor een handtekening. Kies een andere pagina.",
        "{letter}: page {page} has no room for a signature. Choose another page.",
    ),
    "field_not_seen": (
        "{letter} wordt getekend in het veld dat er al in staat; daarin is zij niet te zien of te lezen.",
        "{letter} is signed in the field that it brought; the signature cannot be seen or read in it.",
    ),
    "place_of_field": (
        "{letter} wordt getekend in het veld dat er al in staat; die plek ligt vast.",
        "{letter} is signed in the field that it brought; that place is fixed.",
    ),
    "closed_by_its_signature": (
        "De handtekening die al in {file} staat, laat geen tweede toe: die zou haar ongeldig maken. Vraag een exemplaar"
        " zonder handtekening.",
        "The signature that {file} has allows no second one: it would make the first invalid. Ask for a copy without a"
        " signature.",
    ),
    "field_prescribes": (
        "{letter}: het handtekeningveld {field} schrijft voor hoe er getekend wordt ({what}), en zo tekent dit"
        " programma niet. Vraag een exemplaar zonder dat veld.",
        "{letter}: the signature field {field} demands a kind of signature ({what}) that this program does not make."
        " Ask for a copy without that field.",
    ),
    "field_not_there": (
        "{letter}: het lege handtekeningveld {field} is er niet.",
        "{letter}: the empty signature field {field} is not there.",
    ),
    "picture_unusable": (
        "De afbeelding van de handtekening is niet te gebruiken ({why}). Kies een andere bij de voorkeuren.",
        "The picture of the signature cannot be used ({why}). Choose another in the settings.",
    ),
    "layout_unusable": (
        "De eigen opmaak van de handtekening is niet te gebruiken ({why}). Kies een andere pdf bij de voorkeuren.",
        "The layout of the signature cannot be used ({why}). Choose another PDF in the settings.",
    ),
    "appearance_not_archival": (
        "{letter} noemt zich PDF/A, en de eigen opmaak van de handtekening past daar niet in ({why}). Kies een andere.",
        "{letter} claims PDF/A, and the layout of the signature does not fit in that ({why}). Choose another.",
    ),
    "place_missing": (
        "{letter}: er is geen plaats voor de handtekening. Wijs er een aan in het venster, bij Ondertekenen, of met "
        "'map recognise ... --set place=' zolang de map niet vast is.",
        "{letter}: there is no place for the signature. Point at one in the window, on its page for signing, or with "
        "'map recognise ... --set place=' as long as the map is not locked.",
    ),
    "nothing_to_decide": ("{item} heeft geen brieven.", "{item} has no letters."),
    "nothing_to_release": (
        "{item} heeft geen brieven: er is niets te verzenden.",
        "{item} has no letters: there is nothing to send.",
    ),
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
    "certificate_of_another_office": (
        "{letter} is voor de {role}; het certificaat staat op naam van {holder}.",
        "{letter} is for the {role}; the certificate names {holder}.",
    ),
    "certificate_of_another_person": (
        "De brief noemt {name} als ondertekenaar; het certificaat staat op naam van {holder}.",
        "The letter names {name} as its signatory; the certificate names {holder}.",
    ),
    "software_key": (
        "U tekent met een sleutel in een bestand. Dat is voor kleine kantoren en demonstraties, en minder"
        " veilig dan een kaart.",
        "You sign with a key in a file. That is for small offices and demonstrations, and less safe than a card.",
    ),
    "certificate_after_passphrase": (
        "Wat het certificaat in het bestand zegt (naam, einde), is pas na de wachtzin te lezen.",
        "What the certificate in the file says (name, end) can be read only after its passphrase.",
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
}
