"""The settings of a profile: one TOML file, frozen once read; an unknown key is an error that names it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from app.errors import WrongUse

FILE_NAME = "settings.toml"
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")


@dataclass(frozen=True)
class Settings:
    """What a person or an administrator may set.

    Attributes:
        person: name that stands in the record; empty for the name of the account.
        language: ``nl`` or ``en``, for sentences.
        level: signature level wanted at release (ETSI EN 319 142-1, 6).
        time_stamp_url: address of the time-stamp service; empty for none (offline by default, design section 5).
        fetch_revocation: whether addresses in certificates may be asked for OCSP and CRL.
        trust_folder: folder with the roots to trust (PEM or DER); empty for none.
        lists_folder: folder with the EU's trusted lists (XML); empty for none.
        verify_seconds: that verifying one file may take.
        pkcs11_modules: paths of PKCS#11 modules that ``keys list`` looks at.
        key_files: paths of PKCS#12 files that ``keys list`` shows.
    """

    person: str = ""
    language: str = "nl"
    level: str = "B-LTA"
    time_stamp_url: str = ""
    fetch_revocation: bool = False
    trust_folder: str = ""
    lists_folder: str = ""
    verify_seconds: int = 60
    pkcs11_modules: tuple[str, ...] = ()
    key_files: tuple[str, ...] = ()


def read_settings(folder: Path) -> Settings:
    """Read the settings of a profile; absent means the defaults.

    Raises:
        WrongUse: ``setting_unknown``, ``setting_wrong``, ``settings_unreadable``; each names key and file.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return Settings()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongUse("settings_unreadable", file=str(path), why=str(error)) from error
    defaults = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    checked: dict[str, object] = {}
    for key, value in values.items():
        if key not in defaults:
            raise WrongUse("setting_unknown", key=key, file=str(path))
        found = tuple(value) if isinstance(value, list) else value
        texts = not isinstance(found, tuple) or all(isinstance(one, str) for one in found)
        if type(found) is not type(defaults[key]) or not texts:
            raise WrongUse("setting_wrong", key=key, file=str(path))
        checked[key] = found
    settings = Settings(**checked)  # type: ignore[arg-type]
    if settings.level not in LEVELS:
        raise WrongUse("setting_wrong", key="level", file=str(path))
    if settings.verify_seconds < 1:
        raise WrongUse("setting_wrong", key="verify_seconds", file=str(path))
    if settings.language not in {"nl", "en"}:
        raise WrongUse("setting_wrong", key="language", file=str(path))
    return settings
