"""What verification rests on at a desk: what is trusted, the moment, the person responsible, and what may be asked.

Works with the vault locked: nothing of it is opened.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.compose import demonstration_of
from app.paths import ProfilePaths
from app.settings import Settings, read_settings
from signing.services import http_services
from signing.verify.trust import TrustRoots

if TYPE_CHECKING:
    from pyhanko_certvalidator.fetchers.api import FetcherBackend


@dataclass(frozen=True)
class VerificationDesk:
    """What verification rests on.

    Attributes:
        trust: the roots and lists to trust.
        now: the present moment.
        person: who is responsible.
        seconds: that one file may take.
        online: makes what revocation data is fetched with, or None to ask nothing of anyone.
    """

    trust: TrustRoots
    now: datetime
    person: str
    seconds: float = 60.0
    online: Callable[[], FetcherBackend] | None = None


def verification_desk(
    profile: Path,
    *,
    now: datetime,
    trust: Path | None = None,
    lists: Path | None = None,
    online: bool = False,
    renew: bool | None = None,
) -> VerificationDesk:
    """Return what a verification rests on.

    Args:
        profile: folder of the profile, which need not exist.
        now: the machine's present moment; a demonstration has its own.
        trust: a folder or file of roots given with the command; without it those of the settings.
        lists: a folder with the EU's trusted lists given with the command; without it that of the settings.
        online: whether revocation data may be asked for, and the lists fetched anew when they are a day old.
        renew: whether the lists may be fetched; as ``online`` unless said: consent names whom it is for.

    Raises:
        SigningFault: ``roots_missing``, ``root_unreadable``, ``lists_missing``, ``lists_signature_wrong``,
            ``lists_unreachable``.
        WrongUse: settings that cannot be read.
    """
    settings = read_settings(profile)
    demonstration = demonstration_of(ProfilePaths(profile))
    if demonstration is not None:
        now = demonstration.clock.now()
    roots = _roots(settings, trust, own=[demonstration.trust_root] if demonstration is not None else [])
    folder = lists or (Path(settings.lists_folder) if settings.lists_folder else None)
    if folder is not None:
        roots = _with_lists(roots, folder, now=now, online=online if renew is None else renew)
    ask = None
    if online:
        services = (
            demonstration.services() if demonstration else http_services(time_stamp_url="", fetch_revocation=True)
        )
        ask = services.fetchers
    person = settings.person or ("Demonstratie" if demonstration else getpass.getuser())
    return VerificationDesk(roots, now, person, float(settings.verify_seconds), ask)


def _roots(settings: Settings, trust: Path | None, *, own: Sequence[bytes]) -> TrustRoots:
    found = list(own)
    if trust is not None:
        found.extend(TrustRoots.from_folder(trust).certificates)
    elif settings.trust_folder:
        found.extend(TrustRoots.from_folder(Path(settings.trust_folder)).certificates)
    return TrustRoots.from_certificates(found)


def _with_lists(roots: TrustRoots, folder: Path, *, now: datetime, online: bool) -> TrustRoots:
    # The lists' engine takes a second to load: only who uses lists pays for it.
    from app.vault.files import write_whole  # noqa: PLC0415
    from signing.verify.lists import with_lists  # noqa: PLC0415

    if online:
        from signing.verify.refresh import due, refresh_lists  # noqa: PLC0415

        if due(folder, now=now):
            refresh_lists(folder, write=write_whole)
    return with_lists(roots, folder, now=now)
