"""What verification rests on at a desk: the roots to trust, the moment, and the person responsible.

Works with the vault locked: nothing of it is opened.
"""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path

from app.compose import demonstration_of
from app.paths import ProfilePaths
from app.settings import read_settings
from signing.verify.trust import TrustRoots


def verification_desk(profile: Path, trust: Path | None, *, now: datetime) -> tuple[TrustRoots, datetime, str]:
    """Return the roots, the moment and the person for a verification.

    Args:
        profile: folder of the profile, which need not exist.
        trust: a folder or file of roots given with the command, or None.
        now: the machine's present moment; a demonstration has its own.

    Raises:
        SigningFault: ``roots_missing``, ``root_unreadable``.
        WrongUse: settings that cannot be read.
    """
    paths = ProfilePaths(profile)
    settings = read_settings(profile)
    demonstration = demonstration_of(paths)
    found: list[bytes] = []
    person = settings.person or getpass.getuser()
    if trust is not None:
        found.extend(TrustRoots.from_folder(trust).certificates)
    elif settings.trust_folder:
        found.extend(TrustRoots.from_folder(Path(settings.trust_folder)).certificates)
    if demonstration is not None:
        found.append(demonstration.trust_root)
        return TrustRoots.from_certificates(found), demonstration.clock.now(), settings.person or "Demonstratie"
    return TrustRoots.from_certificates(found), now, person
