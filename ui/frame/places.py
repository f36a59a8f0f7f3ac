"""The pages in the order of the work; each keeps its key even while others are missing."""

from __future__ import annotations

from enum import Enum


class Place(Enum):
    """A page: its number is its key (Ctrl and the number)."""

    MAPS = 1
    PREPARE = 2
    REVIEW = 3
    SIGN = 4
    COUNCIL = 5
    VERIFY = 6
    RECORD = 7
    SETTINGS = 8


ICONS = {
    Place.MAPS: "folder",
    Place.PREPARE: "inbox",
    Place.REVIEW: "book-open",
    Place.SIGN: "pen-line",
    Place.COUNCIL: "landmark",
    Place.VERIFY: "shield-check",
    Place.RECORD: "scroll-text",
    Place.SETTINGS: "settings",
}

AT_BOTTOM = (Place.RECORD, Place.SETTINGS)
WITHOUT_VAULT = (Place.VERIFY, Place.SETTINGS)
URGENT_COUNT = (Place.PREPARE, Place.COUNCIL)


def word_key(place: Place) -> str:
    """Return the key of a page's name in ``ui.text``."""
    return f"page_{place.name.lower()}"
