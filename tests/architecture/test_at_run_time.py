"""What the command line loads, seen from the running program: import contracts do not see `importlib.import_module`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

MEMO = ROOT / "resources" / "example" / "nota.pdf"

PROBE = """
import json, runpy, sys
sys.argv = ["vloeiboek", *sys.argv[2:]]
code = 0
try:
    runpy.run_module("app", run_name="__main__", alter_sys=True)
except SystemExit as leaving:
    code = leaving.code or 0
with open({out!r}, "w", encoding="utf-8") as out:
    json.dump({{"code": code, "modules": sorted({{name.partition(".")[0] for name in sys.modules}}),
               "ours": sorted(name for name in sys.modules if name.partition(".")[0] in ("app", "ui"))}}, out)
"""


def run_and_look(tmp_path: Path, *words: str) -> dict[str, list[str]]:
    """Run the command line in a process of its own and return the names of the modules it loaded."""
    out = tmp_path / "modules.json"
    run = subprocess.run(
        [sys.executable, "-c", PROBE.format(out=str(out)), "--", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.exists(), run.stdout + run.stderr
    seen: dict[str, list[str]] = json.loads(out.read_text(encoding="utf-8"))
    assert seen["code"] == 0, run.stdout + run.stderr
    return seen


@pytest.mark.parametrize("words", [("--help",), ("memo", str(MEMO), "--json")], ids=lambda words: words[0])
def test_the_command_line_loads_no_window_and_no_demonstration(tmp_path: Path, words: tuple[str, ...]) -> None:
    seen = run_and_look(tmp_path, *words)
    assert not {"PySide6", "shiboken6", "certomancer", "ui"} & set(seen["modules"])
    assert not [name for name in seen["ours"] if name.startswith("app.demonstration.pki")]
    assert "app.cli" in seen["ours"]


def test_asking_for_help_does_not_wait_for_the_engine(tmp_path: Path) -> None:
    seen = run_and_look(tmp_path, "--help")
    assert not {"pyhanko", "pypdf", "pypdfium2"} & set(seen["modules"])
