"""What the set-up says on a machine where something is missing. Nothing is installed here: its tools are stand-ins."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

TOOLS = ("sh", "dirname", "basename", "mkdir", "cat", "grep", "cut", "sha256sum", "rm", "mv", "ls", "tail")
"""What the script takes from every Linux; flock is left out, so that it does not wait for another set-up."""


class Machine:
    """A folder with the project's set-up in it and a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.project = folder / "project"
        (self.project / "packaging").mkdir(parents=True)
        for name in ("packaging/setup", "packaging/requirements-dev.txt", "pyproject.toml"):
            shutil.copy(ROOT / name, self.project / name)
        for tool in TOOLS:
            self.link(tool)

    def link(self, tool: str, target: str | None = None) -> None:
        """Make a program of this machine reachable in that one."""
        found = target or shutil.which(tool)
        assert found, tool
        (self.programs / tool).symlink_to(found)

    def stand_in(self, program: str, script: str) -> None:
        """Put a shell script in the place of a program."""
        path = self.programs / program
        path.write_text(f"#!{shutil.which('sh')}\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def set_up(self) -> subprocess.CompletedProcess[str]:
        """Run the set-up there."""
        return subprocess.run(
            ["sh", "packaging/setup"],
            cwd=self.project,
            env={"PATH": str(self.programs), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine with Python and a compiler, and without SoftHSM2 and poppler-utils."""
    machine = Machine(tmp_path)
    machine.stand_in("gcc", "exit 0")
    machine.stand_in("python3", f'exec {sys.executable} "$@"')
    machine.stand_in("apt-get", 'echo "$@" >>apt-get.log; [ "$1" = update ]')
    machine.stand_in("apt-cache", "exit 1")
    machine.stand_in("id", "echo 1000")
    return machine


def test_a_person_gets_one_line_with_the_command(machine: Machine) -> None:
    run = machine.set_up()
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1
    assert "sudo apt-get install -y poppler-utils softhsm2\n" in run.stderr
    assert not (machine.project / "apt-get.log").exists()
    assert not (machine.project / ".venv").exists()


def test_a_compiler_without_headers_and_none_at_all_are_told_apart(machine: Machine) -> None:
    machine.stand_in("gcc", 'echo "stdio.h: No such file" >&2; exit 1')
    assert "sudo apt-get install -y libc6-dev poppler-utils softhsm2\n" in machine.set_up().stderr
    (machine.programs / "gcc").unlink()
    assert "sudo apt-get install -y gcc libc6-dev poppler-utils softhsm2\n" in machine.set_up().stderr


def test_the_name_of_this_release_is_taken(machine: Machine) -> None:
    machine.stand_in("apt-cache", '[ "$2" = softhsm2t64 ]')
    assert machine.set_up().stderr.endswith(" poppler-utils softhsm2t64\n")


def test_root_gets_them_installed_and_hears_when_that_fails(machine: Machine) -> None:
    machine.stand_in("id", "echo 0")
    run = machine.set_up()
    assert run.returncode == 1
    assert run.stderr.endswith("setup: apt-get install failed\n")
    asked = (machine.project / "apt-get.log").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in asked] == ["update", "install"]
    assert asked[1].endswith("poppler-utils softhsm2")
    assert not (machine.project / ".venv").exists()


def test_without_apt_the_missing_parts_are_named(machine: Machine) -> None:
    (machine.programs / "apt-get").unlink()
    run = machine.set_up()
    assert run.returncode == 1
    assert run.stderr.endswith("poppler-utils softhsm2\n")


def test_an_old_python_is_passed_over_for_a_newer_one(machine: Machine) -> None:
    machine.stand_in("python3", "exit 1")
    machine.stand_in("python3.13", f'exec {sys.executable} "$@"')
    assert "softhsm2" in machine.set_up().stderr


def test_no_python_that_will_do_is_said(machine: Machine) -> None:
    machine.stand_in("python3", "exit 1")
    run = machine.set_up()
    assert run.returncode == 1
    assert "Python 3.11 or later is needed" in run.stderr
    assert run.stderr.count("\n") == 1


def test_what_is_complete_is_left_alone(machine: Machine) -> None:
    machine.stand_in("softhsm2-util", "exit 0")
    machine.stand_in("pdfsig", "exit 0")
    machine.stand_in("pdftotext", "exit 0")
    machine.stand_in("python3", f'[ "$1" = -m ] && exit 3; exec {sys.executable} "$@"')
    first = machine.set_up()
    assert first.returncode == 1
    assert "the virtual environment could not be made" in first.stderr

    environment = machine.project / ".venv"
    (environment / "bin").mkdir(parents=True)
    python = environment / "bin" / "python"
    python.write_text(f'#!/bin/sh\n[ "$1" = -m ] && exit 0; exec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (environment / ".complete").write_text(f"{machine.project}\nof other requirements\n", encoding="utf-8")
    assert "the pinned requirements" in machine.set_up().stdout
    again = machine.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    moved = machine.project.rename(machine.project.with_name("moved"))
    machine.project = moved
    elsewhere = machine.set_up()
    assert "the virtual environment could not be made" in elsewhere.stderr


def test_the_remains_of_a_run_that_was_cut_off_are_thrown_away(machine: Machine) -> None:
    for program in ("softhsm2-util", "pdfsig", "pdftotext"):
        machine.stand_in(program, "exit 0")
    machine.stand_in("python3", f'[ "$1" = -m ] && exit 3; exec {sys.executable} "$@"')
    half = machine.project / ".venv" / "lib" / "half-written"
    half.mkdir(parents=True)
    machine.set_up()
    assert not half.exists()
