"""Set which issuers are trusted, and where the EU's lists stand: folders, kept in the settings of a profile."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.settings import write_setting
from signing.verify.trust import TrustRoots


def choose_issuers(profile: Path, folder: Path) -> str:
    """Trust every certificate in a folder from now on, and return which folder it was before.

    Args:
        profile: folder of the profile; the vault may be locked.
        folder: with certificates (PEM or DER).

    Raises:
        SigningFault: ``roots_missing``, ``root_unreadable``; nothing is set then.
        WrongUse: what :func:`app.settings.write_setting` raises.
    """
    TrustRoots.from_folder(folder)
    return write_setting(profile, "trust_folder", str(folder))


def choose_lists(profile: Path, folder: Path, *, now: datetime) -> str:
    """Use the EU's trusted lists in a folder from now on, and return which folder it was before.

    Args:
        profile: folder of the profile; the vault may be locked.
        folder: with the list of lists and national lists (XML).
        now: the present moment.

    Raises:
        SigningFault: ``lists_missing``, ``lists_signature_wrong``; nothing is set then.
        WrongUse: what :func:`app.settings.write_setting` raises.
    """
    from signing.verify.lists import with_lists  # noqa: PLC0415  the lists' engine takes a second to load

    with_lists(TrustRoots(), folder, now=now)
    return write_setting(profile, "lists_folder", str(folder))


def take_back_choice(profile: Path, key: str, before: str) -> None:
    """Set ``trust_folder`` or ``lists_folder`` to what it was before; empty for none."""
    write_setting(profile, key, before)
