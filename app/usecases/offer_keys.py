"""The keys a person can choose from: what the profile knows, what they chose before, and places they point at now."""

from __future__ import annotations

from pathlib import PurePath

from app.desk import Desk
from app.settings import read_settings
from app.usecases.known_keys import known_keys
from app.usecases.list_keys import ListedKey, list_keys
from signing.errors import KeyFault
from signing.keys.uri import parse_pkcs11_uri


def offer_keys(desk: Desk, *, modules: tuple[str, ...] = (), key_files: tuple[str, ...] = ()) -> tuple[ListedKey, ...]:
    """Return every key a person can choose from, those that cannot sign too, each with the reason; no PIN is needed.

    Args:
        desk: where.
        modules: paths of further PKCS#11 modules to look on, beside those of the settings.
        key_files: paths of further PKCS#12 files.
    """
    known = known_keys(desk.paths.folder, now=desk.now())
    chosen = read_settings(desk.paths.folder).signing_key
    if chosen.startswith("file:"):
        key_files += (chosen.removeprefix("file:"),)
    elif chosen and _module_of(chosen):
        modules += (_module_of(chosen),)
    return list_keys(
        modules=tuple(dict.fromkeys((*known.modules, *modules))),
        key_files=tuple(dict.fromkeys((*known.files, *key_files))),
        now=known.now,
    )


def place_of(uri: str) -> str:
    """Return what a key's URI names that a person knows: the token's label or the file's name."""
    if uri.startswith("file:"):
        return PurePath(uri.removeprefix("file:")).name
    try:
        parsed = parse_pkcs11_uri(uri)
    except KeyFault:
        return uri
    return parsed.token or parsed.module_path


def _module_of(uri: str) -> str:
    try:
        return parse_pkcs11_uri(uri).module_path
    except KeyFault:
        return ""
