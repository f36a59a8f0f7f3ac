"""What a letter's visible signature is made of, by the profile's settings; nothing of it about the council (G13)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO

from app.batch import Item, LetterVersion
from app.desk import Desk
from app.errors import Refused
from app.settings import Settings
from signing.appearance import Appearance
from signing.cms import SignedAttributes
from signing.prepare import empty_fields

_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip


def look_of(desk: Desk, letter: LetterVersion) -> Appearance:
    """Return what stands in the visible signature of a letter.

    Raises:
        Refused: ``picture_unusable``, ``layout_unusable``: a file of the settings that cannot be read.
    """
    settings, file = desk.settings, letter.file
    dated = settings.signature_date == "letter" and file.letter_date
    return Appearance(
        name=file.signatory_name,
        role=file.signatory_role,
        mark="DEMONSTRATIE" if desk.demonstration else "",
        date=_in_words(file.letter_date) if dated else "",
        picture=_content(settings.signature_picture, "picture_unusable"),
        layout=_content(settings.signature_layout, "layout_unusable"),
    )


def attributes_of(settings: Settings, letter: LetterVersion) -> SignedAttributes:
    """Return what the signer says beside the digest of a letter."""
    return SignedAttributes(
        claimed_role=letter.file.signatory_role,
        policy=settings.signature_policy,
        policy_sha256=settings.signature_policy_sha256,
        policy_url=settings.signature_policy_url,
    )


def _in_words(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _content(path: str, code: str) -> bytes:
    if not path:
        return b""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refused(code, why=error.strerror or "") from error


def existing_field(item: Item, letter: LetterVersion, approved: BinaryIO) -> str:
    """Return the empty signature field a letter is signed in, or empty where a new one is made.

    That a letter brings a field of its own is a finding that blocks; once a person overruled it with a reason, the
    first empty one is used.

    Args:
        item: of the letter.
        letter: as it stands.
        approved: its file.
    """
    return next(iter(empty_fields(approved)), "") if item.signs_in_field(letter.file) else ""
