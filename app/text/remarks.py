"""Sentences for what a person should know of a file itself, by code: how it came, and what was done to read it."""

from __future__ import annotations

from app.text.words import Sentence

REMARKS: dict[str, Sentence] = {
    "hybrid_xref": (
        "Dit bestand had twee inhoudsopgaven, die per programma iets anders kunnen tonen. Het is opnieuw geschreven; u"
        " ziet en tekent het herschreven bestand. Het oorspronkelijke is bewaard.",
        "This file had two tables of contents, which may show different things in different programs. It was written"
        " anew; you see and sign the file as written anew. The original is kept.",
    ),
    "damaged_xref": (
        "De inhoudsopgave van dit bestand was beschadigd. Waar dat nodig is om te tekenen, is het opnieuw geschreven: u"
        " ziet en tekent dan het herschreven bestand. Het oorspronkelijke is bewaard.",
        "The table of contents of this file was damaged. Where signing needs it, it was written anew: you then see and"
        " sign the file as written anew. The original is kept.",
    ),
    "encrypted_owner_password": (
        "Dit bestand is met een wachtwoord tegen wijzigen beveiligd en kan zo niet getekend worden.",
        "This file is protected by a password against changes and cannot be signed as it is.",
    ),
    "xfa": (
        "Dit bestand is een XFA-formulier: wat het toont, hangt af van het programma.",
        "This file is an XFA form: what it shows depends on the program.",
    ),
    "already_signed": ("Dit bestand is al getekend.", "This file is signed already."),
    "tracked_changes": (
        "Dit bestand houdt wijzigingen bij. U leest de tekst met alle wijzigingen aangenomen.",
        "This file tracks changes. You read the text with all changes accepted.",
    ),
    "hidden_text": (
        "In dit bestand staat tekst die niet te zien is. Die is niet als nota gelezen.",
        "This file holds text that cannot be seen. It was not read as the memo.",
    ),
    "recognised_text": (
        "Dit is een scan: de tekst is erachter herkend en kan fouten hebben.",
        "This is a scan: its text was recognised behind the picture and may have faults.",
    ),
    "no_text_layer": (
        "Dit bestand is een plaatje zonder tekst. Er is niets geraden; zeg wat het is en typ in wat u leest.",
        "This file is a picture without text. Nothing was guessed; say what it is and type in what you read.",
    ),
    "name_changed": (
        "De naam van dit bestand had onzichtbare tekens. Die zijn weggelaten.",
        "The name of this file had invisible characters. They were left out.",
    ),
    "guessed": (
        "Dit lijkt de openbare versie van de nota. Zeg het als dat zo is: alleen dan gaat zij mee.",
        "This looks like the public copy of the memo. Say so if it is: only then does it go out.",
    ),
    "looks_like_memo": (
        "Dit lijkt een nota. Een interne nota gaat nooit mee: haal haar weg, of zeg dat het een bijlage is.",
        "This looks like a memo. An internal memo never goes out: take it away, or say that it is an attachment.",
    ),
}
