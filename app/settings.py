"""The settings of a profile: one TOML file, frozen once read; an unknown key is an error that names it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

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
        signature_date: ``none``, or ``letter`` for the letter's date in the visible signature.
        signature_picture: path of a picture of the handwritten signature; empty for none.
        signature_layout: path of a PDF whose first page lies under the words; empty for none.
        signature_policy: dotted identifier of a signature policy (ETSI EN 319 122-1, 5.2.9); empty for none.
        signature_policy_sha256: hexadecimal hash of the policy's document, where it is known.
        signature_policy_url: where the policy's document can be read, or empty.
        pkcs11_modules: paths of PKCS#11 modules that ``keys list`` looks at.
        key_files: paths of PKCS#12 files that ``keys list`` shows.
        signing_key: the key a person chose (``file:...`` or ``pkcs11:...``); empty for the first that fits.
        further_time_stamp_urls: addresses of the services that are asked, in order, when that one does not serve.
        time_stamps_per_minute: how many each time-stamp service allows; 0 for any number.
    """

    person: str = ""
    language: str = "nl"
    level: str = "B-LTA"
    time_stamp_url: str = ""
    fetch_revocation: bool = False
    trust_folder: str = ""
    lists_folder: str = ""
    verify_seconds: int = 60
    signature_date: str = "none"
    signature_picture: str = ""
    signature_layout: str = ""
    signature_policy: str = ""
    signature_policy_sha256: str = ""
    signature_policy_url: str = ""
    pkcs11_modules: tuple[str, ...] = ()
    key_files: tuple[str, ...] = ()
    signing_key: str = ""
    further_time_stamp_urls: tuple[str, ...] = ()
    time_stamps_per_minute: int = 0


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
    wrong = _wrong_value(settings)
    if wrong:
        raise WrongUse("setting_wrong", key=wrong, file=str(path))
    return settings


def write_setting(folder: Path, key: str, value: str) -> str:
    """Set one setting that is a text, leave everything else in the file as it stands, and return what it was before.

    Args:
        folder: of the profile; made where it is not there.
        key: of a setting whose value is a text.
        value: the new one.

    Raises:
        WrongUse: what :func:`read_settings` raises; ``setting_not_written`` where the file cannot be written, or is
            laid out so that another setting would change with it.
    """
    path = folder / FILE_NAME
    before = read_settings(folder)
    lines = re.findall(r"[^\n]*\n|[^\n]+", path.read_text(encoding="utf-8")) if path.exists() else []
    named = re.compile(rf"""\s*(?:{key}|"{key}"|'{key}')\s*=""")
    kept = [line for line in lines if not named.match(line)]
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    # A TOML basic string has the escapes of JSON, and wants the one control character escaped that JSON leaves.
    quoted = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    text = "".join((*kept, f"{key} = {quoted}\n"))
    wanted = replace(before, **{key: value})  # type: ignore[arg-type]
    try:
        found: dict[str, Any] = {
            name: tuple(v) if isinstance(v, list) else v for name, v in tomllib.loads(text).items()
        }
        if replace(Settings(), **found) == wanted and not _wrong_value(wanted):
            folder.mkdir(parents=True, exist_ok=True)
            _put(path, text)
            return str(getattr(before, key))
    except (OSError, UnicodeEncodeError, tomllib.TOMLDecodeError) as error:
        raise WrongUse("setting_not_written", key=key, file=str(path)) from error
    raise WrongUse("setting_not_written", key=key, file=str(path))


def _put(path: Path, text: str) -> None:
    """Write the file whole or not at all."""
    part = path.with_name(f".deel-{path.name}")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _wrong_value(settings: Settings) -> str:
    """Return the name of the first setting whose value is none of those it can have, or empty."""
    holds = {
        "level": settings.level in LEVELS,
        "verify_seconds": settings.verify_seconds >= 1,
        "time_stamps_per_minute": settings.time_stamps_per_minute >= 0,
        "language": settings.language in {"nl", "en"},
        "signature_date": settings.signature_date in {"none", "letter"},
        "signature_policy": re.fullmatch(r"([0-2](\.\d+)+)?", settings.signature_policy) is not None,
        # A policy is named by its identifier and bound by its document's hash (EN 319 122-1, 5.2.9.1).
        "signature_policy_sha256": re.fullmatch(
            r"[0-9a-fA-F]{64}" if settings.signature_policy else r"", settings.signature_policy_sha256
        )
        is not None,
    }
    return next((key for key, held in holds.items() if not held), "")
