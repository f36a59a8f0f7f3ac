"""Every code that the program can give a person, read from its own source with the parameters it gives along."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]
TROUBLE = {
    "Refused", "WrongUse", "CannotRead", "KeyTrouble", "Reason", "Trouble", "SigningFault", "KeyFault", "ServiceFault",
    "UnreadablePdf", "CmsFault", "SealFault", "NotWord",
}  # fmt: skip
FLAW = {"Flaw"}
TABLES = {"_CODES", "_NOT_SIGNED"}
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass
class Places:
    """Where a code is given, and with which parameters each time."""

    where: list[str] = field(default_factory=list)
    parameters: list[frozenset[str]] = field(default_factory=list)


def given_codes() -> tuple[dict[str, Places], dict[str, Places]]:
    """Return the codes of trouble and the codes of flaws in the record."""
    found: dict[str, Places] = defaultdict(Places)
    flaws: dict[str, Places] = defaultdict(Places)
    for path in sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "signing").rglob("*.py")]):
        if path.is_relative_to(ROOT / "app" / "text"):
            continue  # the sentences themselves
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = str(path.relative_to(ROOT))
        for code, parameters, flaw, line in _in_calls(tree):
            target = (flaws if flaw else found)[code]
            target.where.append(f"{where}:{line}")
            target.parameters.append(parameters)
        for code, line in _in_tables(tree):
            found[code].where.append(f"{where}:{line}")
    return found, flaws


def _in_calls(tree: ast.AST) -> Iterator[tuple[str, frozenset[str], bool, int]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in TROUBLE | FLAW:
            continue
        place = 1 if name in FLAW else 0
        if len(node.args) <= place:
            continue
        named = {one.arg for one in node.keywords if one.arg and one.arg != "guard"}
        for one in node.args[1:]:
            if isinstance(one, ast.Dict):
                named |= {key.value for key in one.keys if isinstance(key, ast.Constant)}
        for text in _texts(node.args[place]):
            yield text, frozenset(str(one) for one in named), name in FLAW, node.lineno


def _texts(node: ast.expr) -> Iterator[str]:
    """The literals an argument can be: one, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _in_tables(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Tables of codes, functions that return a code, lists and variables called ``code`` or ``codes``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            values = _assigned(node)
        elif isinstance(node, ast.FunctionDef) and node.name in {"_unfit"}:
            values = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value is not None]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "codes.append":
            values = node.args
        else:
            continue
        for value in values:
            yield from ((text, value.lineno) for text in _texts(value))


def _assigned(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    if names & TABLES and isinstance(node.value, ast.Dict):
        return node.value.values
    return [node.value] if names == {"code"} and node.value is not None else []
