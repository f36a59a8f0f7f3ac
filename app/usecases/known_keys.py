"""Where keys are looked for: the settings of the profile, or the demonstration's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.compose import demonstration_of
from app.paths import ProfilePaths
from app.settings import read_settings


@dataclass(frozen=True)
class KnownKeys:
    """What a profile knows of keys.

    Attributes:
        modules: paths of PKCS#11 modules.
        files: paths of PKCS#12 files.
        now: the moment their validity is judged at.
        demonstration: whether they are a demonstration's.
    """

    modules: tuple[str, ...]
    files: tuple[str, ...]
    now: datetime
    demonstration: bool


def known_keys(profile: Path, *, now: datetime) -> KnownKeys:
    """Return the places of keys that a profile knows; its vault stays locked."""
    settings = read_settings(profile)
    demonstration = demonstration_of(ProfilePaths(profile))
    if demonstration is None:
        return KnownKeys(settings.pkcs11_modules, settings.key_files, now, False)
    own = (demonstration.module,) if demonstration.module else ()
    return KnownKeys(
        own + settings.pkcs11_modules,
        (str(demonstration.key_file), *settings.key_files),
        demonstration.clock.now(),
        True,
    )
