"""The import contracts of pyproject.toml hold, and each of them notices an offence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT, project_settings

CONTRACTS = {contract["id"]: contract["name"] for contract in project_settings()["tool"]["importlinter"]["contracts"]}


@dataclass(frozen=True)
class Offence:
    """An import that must not be, in a module of its own so that nothing else about the tree changes."""

    contract: str
    module: str
    line: str


OFFENCES = (
    Offence("arrow", "signing/offence.py", "import app.errors"),
    Offence("arrow", "app/names.py", "import ui"),
    Offence("arrow", "signing/offence.py", "import resources"),
    Offence("no-qt-below-ui", "app/names.py", "from PySide6.QtCore import QObject"),
    Offence("no-qt-below-ui", "signing/keys/offence.py", "def later():\n    import PySide6.QtGui"),
    Offence("no-qt-below-ui", "signing/offence.py", "import shiboken6"),
    Offence("window-uses-app", "ui/offence.py", "from signing.errors import SigningFault"),
    Offence("window-uses-app", "ui/offence.py", "import pyhanko.sign"),
    Offence("window-uses-app", "ui/offence.py", "import pypdf"),
    Offence("window-uses-app", "ui/offence.py", "import pypdfium2"),
    Offence("window-uses-app", "ui/offence.py", "from cryptography import x509"),
    Offence("demonstration-apart", "app/usecases/offence.py", "from certomancer.registry import PKIArchitecture"),
    Offence("demonstration-apart", "signing/offence.py", "import certomancer"),
    Offence("floors", "app/errors.py", "import app.store"),
    Offence("floors", "app/vault/offence.py", "import app.usecases"),
    Offence("floors", "app/usecases/offence.py", "import app.cli"),
    Offence("floors", "app/usecases/offence.py", "import app.demonstration.story"),
)


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a tree, which comes before the installed one on the path."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", tree / "pyproject.toml"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def broken(run: subprocess.CompletedProcess[str]) -> set[str]:
    """Return the ids of the contracts that a run names as broken."""
    return {identifier for identifier, name in CONTRACTS.items() if f"{name} BROKEN" in run.stdout}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the packages and their settings."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=lambda _, names: [n for n in names if not _is_source(n)]
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _is_source(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name != "__pycache__")


def test_the_contracts_hold() -> None:
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in run.stdout


def test_every_contract_has_an_offence_that_breaks_it() -> None:
    assert {offence.contract for offence in OFFENCES} == set(CONTRACTS)


@pytest.mark.parametrize("offence", OFFENCES, ids=lambda o: f"{o.contract}: {o.module}: {o.line.split(chr(10))[-1]}")
def test_an_offence_breaks_its_contract(copy: Path, offence: Offence) -> None:
    before = broken(lint_imports(copy))
    with (copy / offence.module).open("a", encoding="utf-8") as module:
        module.write(f"\n{offence.line}\n")
    run = lint_imports(copy)
    assert run.returncode == 1, run.stdout + run.stderr
    assert broken(run) - before == {offence.contract}


def test_a_module_without_a_floor_is_noticed(copy: Path) -> None:
    (copy / "app" / "homeless.py").write_text('"""Given no floor."""\n', encoding="utf-8")
    run = lint_imports(copy)
    assert broken(run) == {"floors"}
    assert "app.homeless" in run.stdout


def test_the_window_may_reach_signing_through_app(copy: Path) -> None:
    (copy / "ui" / "allowed.py").write_text("import app.errors\n", encoding="utf-8")
    assert lint_imports(copy).returncode == 0
