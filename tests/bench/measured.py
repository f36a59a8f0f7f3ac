"""What a measurement came to, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One measurement.

    Attributes:
        name: what was measured.
        value: the median, or the longest where ``name`` says so.
        unit: of value and bound.
        bound: the largest value that the design allows, or None where it sets none.
        note: where the value comes from.
    """

    name: str
    value: float
    unit: str
    bound: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the bound is kept; None without a bound."""
        return None if self.bound is None else self.value <= self.bound


def table(measured: Sequence[Measured]) -> str:
    """Return the measurements as lines of text."""
    lines = [f"{'what':<62} {'value':>10} {'bound':>10}  holds"]
    for one in measured:
        bound = "-" if one.bound is None else f"{one.bound:g} {one.unit}"
        holds = {None: "-", True: "yes", False: "NO"}[one.holds]
        lines.append(f"{one.name:<62} {one.value:>7.3g} {one.unit:<2} {bound:>10}  {holds}")
        if one.note:
            lines.append(f"  {one.note}")
    return "\n".join(lines)


def write(measured: Sequence[Measured], path: Path) -> None:
    """Write the measurements as a list of objects."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {"name": one.name, "value": one.value, "unit": one.unit, "bound": one.bound, "holds": one.holds}
        for one in measured
    ]
    path.write_text(json.dumps(rows, indent=1) + "\n")


def memory(field: str = "VmRSS") -> float:
    """Return what this process holds in memory, in MB (``VmHWM``: the most it ever held)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise OSError(f"no {field} in /proc/self/status")
