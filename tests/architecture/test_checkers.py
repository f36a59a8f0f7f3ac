"""The checkers of `make lint` have nothing to say about the tree."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT


@pytest.mark.parametrize("checker", [("ruff", "check", "."), ("mypy",)], ids=lambda words: words[0])
def test_a_checker_finds_nothing(checker: tuple[str, ...]) -> None:
    run = subprocess.run([sys.executable, "-m", *checker], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
