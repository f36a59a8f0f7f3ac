"""Sentences for what cannot be done with the files of a dossier: reading, recognising, correcting, typing in."""

from __future__ import annotations

from app.text.words import Sentence

DOSSIER: dict[str, Sentence] = {
    # reading with limits
    "reading_too_slow": (
        "{file} lezen duurt te lang en is gestopt. Er is niets van bewaard. Vraag een nieuw exemplaar, of voeg het"
        " dossier toe zonder dit bestand.",
        "Reading {file} takes too long and was stopped. Nothing of it was kept. Ask for a new copy, or add the dossier"
        " without this file.",
    ),
    "reading_too_large": (
        "{file} lezen vraagt te veel geheugen en is gestopt. Er is niets van bewaard. Vraag een kleiner exemplaar, of"
        " voeg het dossier toe zonder dit bestand.",
        "Reading {file} takes too much memory and was stopped. Nothing of it was kept. Ask for a smaller copy, or add"
        " the dossier without this file.",
    ),
    "reading_crashed": (
        "{file} is niet te lezen: het lezen brak af. Er is niets van bewaard. Vraag een nieuw exemplaar, of voeg het"
        " dossier toe zonder dit bestand.",
        "{file} cannot be read: reading it broke off. Nothing of it was kept. Ask for a new copy, or add the dossier"
        " without this file.",
    ),
    # locking
    "file_left_unread": (
        "{file} kon niet gelezen worden en is niet bewaard. Haal het uit {item}, of voeg een nieuw exemplaar toe; dan"
        " kan de map worden vastgezet.",
        "{file} could not be read and was not kept. Take it out of {item}, or add a new copy; then the map can be"
        " locked.",
    ),
    "attachment_not_a_pdf": (
        "Het bestand {file} is geen pdf en kan niet als bijlage mee. Verwijder het, of voeg de pdf ervan toe.",
        "The file {file} is no PDF and cannot go along as an attachment. Remove it, or add it as a PDF.",
    ),
    "letter_restricted": (
        "{file} is met een wachtwoord tegen wijzigen beveiligd en kan zo niet getekend worden. Vraag een exemplaar"
        " zonder beveiliging.",
        "{file} is protected by a password against changes and cannot be signed as it is. Ask for a copy without it.",
    ),
    "letter_with_xfa": (
        "{file} is een XFA-formulier: wat het toont, hangt af van het programma. Het kan zo niet getekend worden. Vraag"
        " een gewone pdf.",
        "{file} is an XFA form: what it shows depends on the program. It cannot be signed as it is. Ask for a plain"
        " PDF.",
    ),
    # correcting
    "letter_not_a_pdf": (
        "{file} is geen pdf en kan dus geen brief zijn die getekend wordt. Vraag de pdf.",
        "{file} is no PDF, so it cannot be a letter that is signed. Ask for the PDF.",
    ),
    "correction_unknown": ("'{field}' is niet te verbeteren.", "'{field}' cannot be corrected."),
    "correction_unfit": ("'{value}' past niet bij '{field}'.", "'{value}' does not fit '{field}'."),
    "named_twice": ("'{name}' staat twee keer in de volgorde.", "'{name}' stands twice in the order."),
    # typing in
    "memo_field_unknown": (
        "Een nota heeft geen veld '{field}'. 'memo --json' noemt ze.",
        "A memo has no field '{field}'. 'memo --json' names them.",
    ),
    "memo_value_unfit": ("'{value}' past niet bij het veld '{field}'.", "'{value}' does not fit the field '{field}'."),
    "condition_in_memo": (
        "De nota van {item} noemt zelf een voorwaarde ({named}). Een andere vergadering kan ingevuld worden, geen"
        " vergadering niet.",
        "The memo of {item} itself names a condition ({named}). Another meeting can be typed in, none cannot.",
    ),
}
