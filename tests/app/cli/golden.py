"""Golden JSON: keys, their order and the kinds of values. Written anew only when VLOEIBOEK_GOLDEN=write is set."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "golden" / "cli"


def shape(values: Any) -> Any:
    """Return a document with its values replaced by their kinds; of a list the distinct shapes of its members."""
    if isinstance(values, dict):
        return {key: shape(value) for key, value in values.items()}
    if isinstance(values, list):
        shapes = [shape(value) for value in values]
        return [one for number, one in enumerate(shapes) if one not in shapes[:number]]
    if values is None:
        return "null"
    return {bool: "boolean", int: "number", float: "number", str: "text"}[type(values)]


def same_as_golden(name: str, values: Any) -> None:
    """Compare the shape of a document, order of keys included, with the golden file of that name."""
    path = FOLDER / f"{name}.json"
    found = json.dumps(shape(values), indent=1) + "\n"
    if os.environ.get("VLOEIBOEK_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"the JSON of {name} is not that of {path}"
