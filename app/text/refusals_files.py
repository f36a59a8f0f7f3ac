"""Sentences for files that cannot be read, and for requests that make no sense."""

from __future__ import annotations

from app.text.words import Sentence

FILES: dict[str, Sentence] = {
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
    "not_a_file": ("{file} is geen gewoon bestand.", "{file} is no ordinary file."),
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
    "no_pdf_in_folder": (
        "In {folder} staat geen pdf. Er is niets nagekeken.",
        "There is no PDF in {folder}. Nothing was checked.",
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
    "setting_not_written": (
        "'{key}' is niet bewaard: {file} kan niet worden geschreven.",
        "'{key}' was not kept: {file} cannot be written.",
    ),
    "settings_unreadable": ("{file} is niet te lezen: {why}.", "{file} cannot be read: {why}."),
    "checked_file_changed": (
        "{file} is veranderd sinds het is nagekeken. Controleer het opnieuw.",
        "{file} was changed since it was checked. Check it again.",
    ),
    "lists_unreachable": (
        "De lijst van vertrouwenslijsten ({service}) is niet te bereiken. Probeer het later, of zonder --online.",
        "The list of trusted lists ({service}) cannot be reached. Try again later, or without --online.",
    ),
    "report_kind_unknown": (
        "{file} kan geen rapport worden: kies een naam die eindigt op .pdf, .json of .xml.",
        "{file} cannot become a record: choose a name that ends in .pdf, .json or .xml.",
    ),
    "report_one_file": (
        "Een XML-rapport gaat over \u00e9\u00e9n bestand. Geef \u00e9\u00e9n bestand, of kies .pdf of .json.",
        "An XML report is about one file. Give one file, or choose .pdf or .json.",
    ),
    "report_no_signature": (
        "Over {file} is geen XML-rapport te maken: er is geen handtekening in gelezen. Kies .pdf of .json.",
        "No XML report can be made of {file}: no signature was read in it. Choose .pdf or .json.",
    ),
    "report_not_the_same": (
        "Over {file} is geen XML-rapport gemaakt: de norm kent voor '{field}' geen uitkomst die hetzelfde zegt als "
        "deze controle. Kies .pdf of .json.",
        "No XML report was made of {file}: for '{field}' the standard has no outcome that says the same as this check. "
        "Choose .pdf or .json.",
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
