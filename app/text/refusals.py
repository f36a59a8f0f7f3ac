"""Sentences for refusals, gathered from their rooms, and for flaws in the record."""

from __future__ import annotations

from app.text.refusals_checks import CHECKS
from app.text.refusals_dossier import DOSSIER
from app.text.refusals_files import FILES
from app.text.refusals_keys import KEYS
from app.text.refusals_work import WORK
from app.text.words import Sentence

REFUSALS: dict[str, Sentence] = WORK | KEYS | FILES | CHECKS | DOSSIER

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
