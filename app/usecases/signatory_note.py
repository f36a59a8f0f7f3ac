"""Whether the certificate belongs to the office that a letter names: rule L05, once the key is known."""

from __future__ import annotations

from app.batch import LetterVersion
from app.checks.offices import office_of
from app.errors import Reason


def signatory_note(letter: LetterVersion, *, holder: str) -> tuple[Reason, ...]:
    """Return what is said before signing when letter and certificate name offices that cannot be the same.

    A certificate in a person's own name says nothing of an office and is not judged; it is told with the signature.

    Args:
        letter: that would be signed.
        holder: common name in the certificate, or empty where it is not known.
    """
    role = letter.file.signatory_role
    if not role or not holder or not office_of(role).differs(office_of(holder)):
        return ()
    return (Reason("certificate_of_another_office", {"letter": letter.name, "role": role, "holder": holder}),)
