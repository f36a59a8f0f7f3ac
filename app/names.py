"""Names that come from outside: file names are the attacker's, and short names must be typed on a command line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path, PurePath

_LONGEST = 80
_SUFFIX = 8
# Names of devices on Windows, whatever follows the first dot.
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}


def visible(text: str) -> str:
    """Return one line of text as it may be printed: no control, bidi or other invisible characters."""
    kinds = ((sign, unicodedata.category(sign)) for sign in text)
    return "".join(" " if kind == "Zs" else sign for sign, kind in kinds if kind == "Zs" or kind[0] not in "CZ")


def shown_name(name: str) -> str:
    """Return a file's name without control, bidi and other invisible characters, and without folders."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(sign for sign in last if sign == " " or unicodedata.category(sign)[0] not in "CZ")
    # What stood on both sides of an invisible sign may belong together, so they are composed last.
    shown = unicodedata.normalize("NFC", kept).strip()
    if len(shown) > _LONGEST * 2:
        _, dot, suffix = shown.rpartition(".")
        ending = dot + suffix if len(suffix) <= _SUFFIX else ""  # what kind of file it is stays to be seen
        shown = shown[: _LONGEST * 2 - len(ending)].strip() + ending
    return shown if shown.strip(".") else "naamloos"


def told_apart(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of files as they are shown: of two with the same name each with as many folders as it takes."""
    names = {path: shown_name(path.name) for path in paths}
    count = 1
    while True:
        seen = Counter(names.values())
        alike = [path for path, name in names.items() if seen[name] > 1 and len(path.absolute().parts) > count]
        if not alike:
            return tuple(names[path] for path in paths)
        count += 1
        names |= {path: "/".join(shown_name(part) for part in path.absolute().parts[-count:]) for path in alike}


def short_name(name: str, *, taken: Collection[str] = ()) -> str:
    """Return a short name that can be typed: lower case ASCII letters, digits and hyphens, unique among those taken."""
    plain = unicodedata.normalize("NFKD", shown_name(name)).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"\.(pdf|docx?|md|txt|eml)$", "", plain)
    short = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:_LONGEST] or "stuk"
    unique, number = short, 2
    while unique in taken:
        unique, number = f"{short}-{number}", number + 1
    return unique


def is_map_name(name: str) -> bool:
    """Return whether a map can be called so: shown as typed, no slash, at most 80 characters."""
    return bool(name) and name == shown_name(name) and "/" not in name and len(name) <= _LONGEST


def file_name_for_sending(name: str, *, taken: Collection[str] = ()) -> str:
    """Return a name that any file system takes and that stays within its folder, unique among those taken."""
    kept = re.sub(r'[<>:"/\\|?*]', "_", shown_name(name)).strip(". ") or "naamloos"
    stem, dot, suffix = kept.rpartition(".")
    stem, ending = (stem, dot + suffix) if dot and stem and len(suffix) <= _SUFFIX else (kept, "")
    stem = _cut(stem)
    if kept.partition(".")[0].strip().upper() in _DEVICES:
        stem = f"_{stem}"
    unique, number = stem + ending, 2
    while unique.casefold() in {one.casefold() for one in taken}:
        unique, number = f"{stem} ({number}){ending}", number + 1
    return unique


def _cut(stem: str) -> str:
    """Return at most 120 characters and 180 bytes: Linux takes 255, and an ending and a number follow."""
    return stem[:120].encode()[:180].decode("utf-8", "ignore").rstrip(". ") or "naamloos"
