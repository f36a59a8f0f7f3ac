"""After everything but the release, nothing of the dossier and no secret can be read anywhere on disk."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.demonstration.pki import SIGNATORY
from app.demonstration.story import example_folder
from tests.journeys.desks import ITEM, MAP, MEETING

REPOSITORY = Path(__file__).parents[2]

# Runs commands in one process, after the process was made as safe as the program makes itself.
STEPS = """
import json, os, resource, sys
import app.cli
run = app.cli.run
from app.hardening import harden_process
harden_process()
for words in json.loads(sys.argv[1]):
    code = run(words)
    if code:
        sys.exit(code)
print(json.dumps({"core": resource.getrlimit(resource.RLIMIT_CORE), "umask": os.umask(0o077)}))
"""

WORDS = [
    "Eerste Kamer", "Tweede Kamer", "M. Verzonnen", "Tekenexemplaren", "PER racisme", "positief besluit in de MR",
    "Geadviseerd besluit", "staatssecretaris", "2024-0000078748", "DGDOO", "Kamerbrief",
]  # fmt: skip


def encodings(text: str) -> set[bytes]:
    plain = text.encode()
    return {
        plain, plain.upper(), text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode(),
        plain.hex().upper().encode(), text.encode("utf-16-be").hex().encode(),
    }  # fmt: skip


def readings(content: bytes) -> Iterator[bytes]:
    """A file as it is, and whatever in it can be unpacked."""
    yield content
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|PK\x03\x04", content):
        for bits, start in ((15, found.start()), (-15, found.start())):
            try:
                unpacked = zlib.decompressobj(bits).decompress(content[start:], 1 << 22)
            except zlib.error:
                continue
            if len(unpacked) > 16:
                yield unpacked


def places_of(needles: set[bytes], *folders: Path) -> list[str]:
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and any(one in text for text in readings(path.read_bytes()) for one in needles):
                found.append(str(path.relative_to(folder)))
    return found


def test_profile_home_and_temporary_folder(tmp_path: Path) -> None:
    home, temporary, profile = tmp_path / "thuis", tmp_path / "tijdelijk", tmp_path / "profiel"
    for folder in (home, temporary):
        folder.mkdir()
    with example_folder() as example:
        steps = [
            ["demo", "--prepare-only", str(profile)],
            ["map", "new", MAP],
            ["map", "add", MAP, str(example), "--as", "per-racisme"],
            ["condition", ITEM, MEETING],
            ["map", "lock", MAP],
            ["decide", ITEM, "agree", "--remark", "Graag met spoed, onderstreepte de staatssecretaris"],
            ["sign", MAP, "--key", f"file:{profile}/demonstration/sleutel.p12", "--all-unseen"],
            ["strengthen", MAP],
            ["map", "show", MAP],
            ["record", "verify"],
        ]
        words = [one if one[0] == "demo" else [*one, "--profile", str(profile)] for one in steps]
        ran = subprocess.run(
            [sys.executable, "-c", STEPS, json.dumps(words)],
            cwd=REPOSITORY, capture_output=True, text=True, check=False,
            env={**os.environ, "HOME": str(home), "TMPDIR": str(temporary), "XDG_DATA_HOME": str(home / "d"),
                 "XDG_CACHE_HOME": str(home / "c"), "XDG_STATE_HOME": str(home / "s"), "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    made = json.loads(ran.stdout.splitlines()[-1])
    assert made == {"core": [0, 0], "umask": 0o077}

    places = (profile, home, temporary)
    assert not places_of({form for word in WORDS for form in encodings(word)}, profile / "objects", home, temporary)
    # The certificates of the demonstration name its invented signatory; nothing else of the dossier stands anywhere.
    elsewhere = places_of(encodings(SIGNATORY), profile)
    assert all(place.startswith("demonstration/") for place in elsewhere), elsewhere
    assert not places_of({form for word in WORDS if word != SIGNATORY for form in encodings(word)}, profile)
    assert not places_of(encodings("onderstreepte") | encodings("per-racisme") | {b"AGE-SECRET-KEY"}, *places)

    secrets = json.loads((profile / "demonstration" / "secrets.json").read_bytes())
    assert set(secrets) == {"passphrase", "pin", "key_file"}
    for name, secret in secrets.items():
        found = places_of({secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode()}, *places)
        assert found == ["demonstration/secrets.json"], f"{name} stands in {found}"

    for path in [profile, *profile.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert not mode & 0o077, f"{path} is {mode:o}"
    assert not list(temporary.iterdir())


def test_the_look_would_find_it(tmp_path: Path) -> None:
    for number, content in enumerate([
        b"aan de Tweede Kamer", "Tweede Kamer".encode("utf-16-be"), b"Tweede Kamer".hex().encode(),
        b"rommel" + zlib.compress(b"de brief aan de Tweede Kamer der Staten-Generaal"),
    ]):  # fmt: skip
        (tmp_path / f"{number}").write_bytes(content)
    assert sorted(places_of(encodings("Tweede Kamer"), tmp_path)) == ["0", "1", "2", "3"]
