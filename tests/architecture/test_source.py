"""What a reader of the source may count on."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT, project_settings, python_files

BUILD_FILES = ("Makefile", "pyproject.toml", ".gitignore", ".ci/run", "packaging/setup", "packaging/pins")
SOURCE = [*python_files(*PACKAGES, "tests", "packaging"), *(ROOT / name for name in BUILD_FILES)]


def lines_of(name: str) -> list[str]:
    """Return the entries of a list in this folder, without its comments."""
    text = (Path(__file__).parent / name).read_text(encoding="ascii")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def relative(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_source_is_ascii_but_for_the_listed_files() -> None:
    offending = [path for path in SOURCE if not path.read_bytes().isascii()]
    assert sorted(relative(offending)) == sorted(lines_of("non_ascii.txt"))


def test_the_list_of_packages_is_the_tree() -> None:
    tree = {".".join(path.relative_to(ROOT).parent.parts) for path in python_files(*PACKAGES)}
    assert sorted(project_settings()["tool"]["setuptools"]["packages"]) == sorted(tree)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_with_source_is_a_package(package: str) -> None:
    folders = {path.parent for path in python_files(package)}
    assert not relative(sorted(folder for folder in folders if not (folder / "__init__.py").is_file()))


def test_packaging_does_not_shadow_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not python_files("packaging")


def test_nothing_prints_but_the_command_line() -> None:
    printing = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in python_files(*PACKAGES)
        if not path.is_relative_to(ROOT / "app" / "cli")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "pprint")
    ]
    assert not printing


def test_the_version_stands_in_one_place() -> None:
    version = project_settings()["project"]["version"]
    assert importlib.metadata.version("vloeiboek") == version
    named = re.compile(rf"(__version__|VERSION)\s*=\s*[\"']|[\"']{re.escape(version)}[\"']")
    assert not [path for path in python_files(*PACKAGES) if named.search(path.read_text(encoding="utf-8"))]


COMMANDS = ("help", "setup", "demo", "run", "test", "lint", "bench", "pins", "screenshots", "clean")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_lists_every_command(command: str) -> None:
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"(?m)^  make {command} +\S", told)


def test_lint_runs_every_checker_over_the_whole_tree() -> None:
    planned = subprocess.run(["make", "-n", "lint"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for part in ("-m ruff check .", "-m mypy", "lint-imports"):
        assert part in planned
    mypy = project_settings()["tool"]["mypy"]
    assert mypy["strict"] is True
    assert set(mypy["packages"]) == set(PACKAGES)
