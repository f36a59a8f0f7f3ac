"""What is installed: pinned by hash, from nowhere in particular, under licences that fit."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.architecture.tree import ROOT, project_settings

FILES = ("packaging/requirements.txt", "packaging/requirements-dev.txt")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")

LESSER_COPYLEFT = {"pyside6-essentials", "shiboken6"}
"""Libraries under the LGPL, which stay files that a person can replace."""


def pinned(name: str) -> dict[str, list[str]]:
    """Return the requirement lines of a file with the hashes of each."""
    pins: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text(encoding="ascii").replace("\\\n", "").splitlines():
        words = line.split(" --hash=")
        pins[words[0].strip()] = [f"--hash={word.strip()}" for word in words[1:]]
    return pins


@pytest.mark.parametrize("name", FILES)
def test_every_pin_is_one_version_with_hashes(name: str) -> None:
    pins = pinned(name)
    assert len(pins) > 20
    for requirement, hashes in pins.items():
        assert re.fullmatch(r"==[^,*]+", str(Requirement(requirement).specifier)), requirement
        assert hashes, requirement
        assert all(HASH.fullmatch(entry) for entry in hashes), requirement


@pytest.mark.parametrize("name", FILES)
def test_no_pin_tells_where_it_was_fetched(name: str) -> None:
    text = (ROOT / name).read_text(encoding="ascii")
    assert not re.search(r"://|--(?!hash=)|@|^\s*-[a-z]", text, re.MULTILINE)
    assert set(re.findall(r"^\s*#.*$", text, re.MULTILINE)) == set()


def test_what_ships_is_pinned_alike_for_developers() -> None:
    # Markers may differ: the checks need on every platform what the program needs on one.
    shipped, all_pins = (
        {line.partition(";")[0].strip(): hashes for line, hashes in pinned(name).items()} for name in FILES
    )
    assert shipped == {pin: hashes for pin, hashes in all_pins.items() if pin in shipped}


def test_the_demonstration_and_the_tests_do_not_ship() -> None:
    shipped = {Requirement(line).name for line in pinned(FILES[0])}
    assert not shipped & {"certomancer", "pytest", "hypothesis", "mypy", "ruff", "uv"}


def test_everything_the_project_names_is_pinned() -> None:
    shipped, all_pins = ({_same(Requirement(line).name) for line in pinned(name)} for name in FILES)
    project = project_settings()["project"]
    assert {_same(Requirement(text).name) for text in project["dependencies"]} <= shipped
    extras = [text for texts in project["optional-dependencies"].values() for text in texts]
    assert {_same(Requirement(text).name) for text in extras} <= all_pins


def test_what_is_installed_is_what_is_pinned() -> None:
    for line in pinned(FILES[1]):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            assert importlib.metadata.version(requirement.name) in requirement.specifier, line


def test_no_licence_in_what_ships_is_stronger_than_our_own() -> None:
    for line in pinned(FILES[0]):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            licence = licence_of(importlib.metadata.distribution(requirement.name))
            assert licence, f"{requirement.name} says nothing of its licence"
            assert fits(licence, lesser=_same(requirement.name) in LESSER_COPYLEFT), f"{requirement.name}: {licence}"


@pytest.mark.parametrize(
    ("licence", "lesser", "verdict"),
    [
        ("MIT", False, True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True, True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False, False),
        ("GPL-3.0-or-later", True, False),
        ("AGPL-3.0-only", False, False),
        ("MIT AND GPL-2.0-only", False, False),
        ("GNU Affero General Public License v3", False, False),
        ("GNU Lesser General Public License v3 (LGPLv3)", True, True),
        ("Apache-2.0 OR GPL-2.0-only", False, True),
    ],
)
def test_how_a_licence_is_judged(licence: str, lesser: bool, verdict: bool) -> None:
    assert fits(licence, lesser=lesser) is verdict


def fits(licence: str, *, lesser: bool) -> bool:
    """Tell whether a choice that the licence offers is free of the GPL family, the lesser one aside where allowed."""
    return any(_choice_fits(choice, lesser=lesser) for choice in licence.split(" OR "))


def _choice_fits(choice: str, *, lesser: bool) -> bool:
    if lesser:
        choice = re.sub(r"LGPL\S*|GNU Lesser General Public Licen[sc]e", "", choice)
    return not re.search(r"GPL|General Public Licen[sc]e", choice)


def licence_of(distribution: importlib.metadata.Distribution) -> str:
    """Return what a distribution declares, or the head of its licence file when it declares nothing."""
    declared = distribution.metadata
    for field in ("License-Expression", "License"):
        if declared.get(field):
            return str(declared[field])
    classifiers = [text for text in declared.get_all("Classifier") or [] if text.startswith("License ::")]
    if classifiers:
        return " AND ".join(classifiers)
    texts = [Path(str(distribution.locate_file(file))) for file in distribution.files or [] if file.match("*LICEN?E*")]
    return " AND ".join(text.read_text(encoding="utf-8")[:2000] for text in texts)


def _same(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
