"""Whether the certificate belongs to the office and the person that a letter names: rule L05, once the key is known."""

from __future__ import annotations

import re

from app.batch import LetterVersion
from app.checks.offices import Office, office_of
from app.errors import Reason
from app.reading.text import bare

_PARTICLES = {"van", "von", "de", "den", "der", "het", "ten", "ter", "drs", "ing", "mr", "dr", "prof", "msc", "bsc"}
_SHORTEST = 2  # letters of a surname; one letter is an initial


def signatory_notes(letter: LetterVersion, *, holder: str) -> tuple[Reason, ...]:
    """Return what is said before signing when a letter and a certificate name offices or persons that differ.

    A certificate in a person's own name says nothing of an office, and one of an office nothing of a person: each is
    compared with its like. The page will say that the letter's signatory signed; whose key it was only the certificate
    tells.

    Args:
        letter: that would be signed.
        holder: common name in the certificate, or empty where it is not known.
    """
    role, name = letter.file.signatory_role, letter.file.signatory_name
    if not holder:
        return ()
    office = office_of(holder)
    if role and office_of(role).differs(office):
        return (Reason("certificate_of_another_office", {"letter": letter.name, "role": role, "holder": holder}),)
    if name and office == Office(None, None) and not _same_person(name, holder):
        return (Reason("certificate_of_another_person", {"name": name, "holder": holder}),)
    return ()


def _same_person(name: str, holder: str) -> bool:
    """Whether a certificate has a surname of the signatory's: people add one, and first names are spelt out."""
    wanted = _words(name)
    if len(wanted) > 1 and len(bare(name.split()[0])) >= _SHORTEST and "." not in name.split()[0]:
        wanted = wanted[1:]  # a first name that is written out is many people's
    return not wanted or bool(set(wanted) & set(_words(holder)))


def _words(name: str) -> list[str]:
    words = [bare(word) for word in re.split(r"[\s.\-\u2010-\u2015,()]+", name)]
    return [word for word in words if len(word) >= _SHORTEST and word not in _PARTICLES]
