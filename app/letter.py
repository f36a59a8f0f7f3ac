"""A letter that is put up for signature: to which chamber, from whom, and where the signature goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

Rect = tuple[float, float, float, float]


class Chamber(Enum):
    """The two chambers of parliament."""

    HOUSE = "house"
    SENATE = "senate"


@dataclass(frozen=True)
class SignatureBox:
    """The place for a signature on a letter.

    Attributes:
        page: from 1.
        free_rect: white space for the signature, between role and name; in the page's own user space (points).
        name_block_rect: from the line that names the role to the line that names the person.
    """

    page: int
    free_rect: Rect
    name_block_rect: Rect


@dataclass(frozen=True)
class Letter:
    """A signing copy as read from its file; what is not in it is None or empty.

    Attributes:
        chamber: the chamber it is addressed to; None when it goes to neither or to both.
        addressee: the lines of the address, first line as printed.
        own_reference: *kenmerk* or *onze referentie* of the letter itself.
        their_references: *uw kenmerk*: what the letter answers.
        letter_date: the date printed on it.
        parliamentary_papers: Kamerstuk numbers named in it, such as ``30 950 nr. 359``.
        commitments: commitment numbers named in it, such as ``T03545``.
        subject: the line *Betreft*.
        salutation: the line that greets.
        signatory_role: as printed, without leading article, lines joined, up to the first comma line.
        signatory_name: as printed below the free space.
        two_signatories: whether a second office-holder signs the same letter.
        signature_box: where the signature goes; None when the page does not tell.
        text: the words of the letter's body, for comparing the letters to both chambers.
    """

    chamber: Chamber | None = None
    addressee: str | None = None
    own_reference: str | None = None
    their_references: tuple[str, ...] = ()
    letter_date: date | None = None
    parliamentary_papers: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    subject: str | None = None
    salutation: str | None = None
    signatory_role: str | None = None
    signatory_name: str | None = None
    two_signatories: bool = False
    signature_box: SignatureBox | None = None
    text: str = ""
